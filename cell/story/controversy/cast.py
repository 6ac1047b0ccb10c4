"""Who is in the story, for which department, and who stands in for them."""

from cell.language import N_

DEPARTMENTS = ("communications", "sales", "production", "logistics", "legal", "direction")
# Role, department.
PEOPLE = {
    "anne": ("director", "direction"),
    "karim": ("loggist", "direction"),
    "thomas": ("coordinator", "direction"),
    "nadia": ("communications", "communications"),
    "leo": ("member", "sales"),
    "marc": ("member", "production"),
    "clara": ("member", "logistics"),
    "celine": ("member", "legal"),
    "yves": ("member", "legal"),
}
# Holder and deputy of each department; some of them are known to the organisation, and not in the cell.
STAFF = {
    "communications": ("nadia", "pauline"),
    "sales": ("leo", "camille"),
    "production": ("marc", "ines"),
    "logistics": ("clara", "minh"),
    "legal": ("celine", "yves"),
    "direction": ("anne", "thomas"),
}
LEAD = "anne"
# Minutes ago, and the title.
OPENING = (345, N_("Viral video: new coats cut up behind our Lille shop"))
