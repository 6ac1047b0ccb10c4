"""The departments of the organisation: those that ship, and how a cell takes its seats from them."""

from typing import Any

from sqlalchemy import Connection, func, insert, select

from cell.tables import departments

# slug, English, French, codes, tint. Tints are chosen in the order of creation.
SHIPPED = (
    ("purchasing", "Purchasing", "Achats", "PUR", "ACH"),
    ("production", "Production", "Production", "PRO", "PRO"),
    ("logistics", "Logistics", "Logistique", "LOG", "LOG"),
    ("finance", "Finance", "Finance", "FIN", "FIN"),
    ("communications", "Communications", "Communication", "COM", "COM"),
    ("legal", "Legal", "Juridique", "LEG", "JUR"),
    ("sales", "Sales", "Commercial", "SAL", "VEN"),
    ("quality", "Quality", "Qualité", "QUA", "QUA"),
    ("it", "IT", "Informatique", "IT", "SI"),
    ("hr", "Human resources", "Ressources humaines", "HR", "RH"),
    ("direction", "Executive office", "Direction générale", "DIR", "DIR"),
)


def ship(connection: Connection) -> None:
    """Put the shipped departments into a database that has none."""
    if connection.scalar(select(func.count()).select_from(departments)):
        return
    rows = [
        {
            "slug": slug,
            "name_en": en,
            "name_fr": fr,
            "code_en": code_en,
            "code_fr": code_fr,
            "tint": number,
            "position": number,
        }
        for number, (slug, en, fr, code_en, code_fr) in enumerate(SHIPPED, 1)
    ]
    connection.execute(insert(departments), rows)


def all_departments(connection: Connection) -> list[Any]:
    """Every department that a cell may call, in the organisation's order."""
    statement = select(departments).where(departments.c.archived_at.is_(None))
    return list(connection.execute(statement.order_by(departments.c.position)))
