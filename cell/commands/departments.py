"""Who stands for a department in the cell: as the organisation has it, until the cell's lead says otherwise."""

from msgspec import UNSET, UnsetType

from cell.commands import fields
from cell.commands.registry import Args, command
from cell.errors import Refused
from cell.journal.pen import Pen
from cell.kinds.members import DepartmentStaffed, Person


class StaffDepartment(Args, frozen=True, kw_only=True):
    """Account ids of the organisation, in the cell or not; null for nobody, and what is absent stays."""

    department: fields.Slug
    holder: fields.Number | None | UnsetType = UNSET
    deputy: fields.Number | None | UnsetType = UNSET
    sponsor: fields.Number | None | UnsetType = UNSET


@command
def staff_department(pen: Pen, args: StaffDepartment) -> str:
    """Say who answers for a department, who does when they cannot, and who backs it; no change writes nothing."""
    row = pen.board.departments.get(args.department)
    if row is None:
        raise Refused("not_found", "department")
    former = {"holder": row.holder, "deputy": row.deputy, "sponsor": row.sponsor}
    staff = {field: _person(pen, getattr(args, field), one, field) for field, one in former.items()}
    if staff != former:
        pen.write(DepartmentStaffed(department=args.department, **staff))
    return f"department:{args.department}"


def write_staff(pen: Pen, slug: str) -> None:
    """Write down who stands for a department that has just been seated, where the organisation knows anybody."""
    holder, deputy, sponsor = pen.directory.staff(slug)
    if holder or deputy or sponsor:
        pen.write(DepartmentStaffed(department=slug, holder=holder, deputy=deputy, sponsor=sponsor))


def _person(pen: Pen, wanted: int | None | UnsetType, former: Person | None, field: str) -> Person | None:
    if wanted is None or isinstance(wanted, UnsetType):
        return former if wanted is UNSET else None
    if former is not None and former.id == wanted:
        return former
    name = pen.directory.name_of(wanted)
    if name is None:
        raise Refused("not_found", field)
    return Person(id=wanted, name=name)
