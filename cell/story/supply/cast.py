"""Who is in the story, for which department, and who stands in for them."""

from cell.language import N_
from cell.story.telling import DAY

DEPARTMENTS = ("purchasing", "production", "logistics", "finance", "communications", "legal", "direction")
# Role on the first day, department.
PEOPLE = {
    "anne": ("director", "direction"),
    "thomas": ("loggist", "direction"),
    "karim": ("member", "direction"),
    "sofia": ("member", "purchasing"),
    "marc": ("member", "production"),
    "clara": ("member", "logistics"),
    "helene": ("member", "finance"),
    "nadia": ("communications", "communications"),
    "celine": ("member", "legal"),
    "ines": ("member", "production"),
    "paul": ("observer", None),
}
# Holder and deputy of each department; some of them are known to the organisation, and not in the cell.
STAFF = {
    "purchasing": ("sofia", "julien"),
    "production": ("marc", "ines"),
    "logistics": ("minh", "clara"),
    "finance": ("helene", "jerome"),
    "communications": ("nadia", "pauline"),
    "legal": ("celine", "yves"),
    "direction": ("anne", "thomas"),
}
LEAD = "anne"
# Minutes ago, and the title.
OPENING = (2 * DAY + 300, N_("Supply break, cotton yarn: our spinning mill burnt down"))
