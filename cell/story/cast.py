"""Who is in the story, for which department, and who stands in for them."""

from cell.language import N_
from cell.story.telling import DAY

DEPARTMENTS = ("purchasing", "production", "logistics", "finance", "communications", "legal", "direction")
# Whom a visitor may be: name, role on the first day, department.
PEOPLE = {
    "anne": ("Anne Kessler", "director", "direction"),
    "thomas": ("Thomas Girard", "loggist", "direction"),
    "karim": ("Karim Benali", "member", "direction"),
    "sofia": ("Sofia Lemaire", "member", "purchasing"),
    "marc": ("Marc Delattre", "member", "production"),
    "clara": ("Clara Petit", "member", "logistics"),
    "helene": ("Hélène Marchand", "member", "finance"),
    "nadia": ("Nadia Belkacem", "communications", "communications"),
    "celine": ("Céline Vasseur", "member", "legal"),
    "ines": ("Inès Faure", "member", "production"),
    "paul": ("Paul Vidal", "observer", None),
}
# Known to the organisation, and not in the cell.
STAND_INS = {
    "julien": "Julien Bastien",
    "minh": "Minh Nguyen",
    "jerome": "Jérôme Roux",
    "pauline": "Pauline Arnaud",
    "yves": "Yves Roche",
}
# Holder and deputy of each department.
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
