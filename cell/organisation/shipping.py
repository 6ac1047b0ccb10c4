"""What the product brings to a database that has nothing of its own yet: departments, levels, playbooks."""

from sqlalchemy import Connection, func, insert, select

from cell import departments
from cell.kinds.cells import Targets
from cell.organisation import levels as shipped_levels
from cell.playbooks import body_of
from cell.playbooks.shipped import SHIPPED
from cell.tables import departments as seats
from cell.tables import levels, playbooks


def is_shipped(connection: Connection) -> bool:
    """Whether nothing is empty that the product fills."""
    tables = (seats, levels, playbooks)
    return all(connection.scalar(select(func.count()).select_from(table)) for table in tables)


def ship(connection: Connection) -> None:
    """Put into a database what it has none of; what the organisation changed or put away stays as it is."""
    departments.ship(connection)
    if not connection.scalar(select(func.count()).select_from(levels)):
        connection.execute(insert(levels), [_level_values(*one) for one in shipped_levels.SHIPPED])
    if not connection.scalar(select(func.count()).select_from(playbooks)):
        rows = [
            {
                "slug": playbook.slug,
                "type": playbook.type,
                "name_en": playbook.name.en,
                "name_fr": playbook.name.fr,
                "body": body_of(playbook),
                "position": number,
            }
            for number, playbook in enumerate(SHIPPED, 1)
        ]
        connection.execute(insert(playbooks), rows)


def _level_values(number: int, en: str, fr: str, seconds: tuple[int, ...]) -> dict[str, str | int]:
    targets = dict(zip(Targets.__struct_fields__, seconds, strict=True))
    return {"level": number, "name_en": en, "name_fr": fr, **targets}
