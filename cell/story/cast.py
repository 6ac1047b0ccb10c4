"""The names of everybody in the stories: whom a visitor may be by a click, and who is only known to the organisation.

Accounts are made in this order, and the door in lists them by it: those of the first story come first.
"""

NAMES = {
    "anne": "Anne Kessler",
    "thomas": "Thomas Girard",
    "karim": "Karim Benali",
    "sofia": "Sofia Lemaire",
    "marc": "Marc Delattre",
    "clara": "Clara Petit",
    "helene": "Hélène Marchand",
    "nadia": "Nadia Belkacem",
    "celine": "Céline Vasseur",
    "ines": "Inès Faure",
    "paul": "Paul Vidal",
    "julien": "Julien Bastien",
    "minh": "Minh Nguyen",
    "jerome": "Jérôme Roux",
    "pauline": "Pauline Arnaud",
    "yves": "Yves Roche",
    "leo": "Léo Fontaine",
    "camille": "Camille Roussel",
}
