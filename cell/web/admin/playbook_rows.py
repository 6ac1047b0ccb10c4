"""Between a playbook and its form: filling it, reading it, and putting its rows in another order."""

from typing import Any

from cell import language, organisation, rights
from cell.errors import Refused
from cell.forms import put_refusal, sentence
from cell.kinds.cells import Named
from cell.playbooks import Aim, FirstTask, Playbook
from cell.web.admin.playbook_form import PlaybookForm, blame, decimal_of, filled, lines

BLANK_OBJECTIVES, BLANK_TASKS = 2, 3


def form_of(playbook: Playbook | None) -> PlaybookForm:
    """The form with a playbook in it; without one, a few blank rows to begin with."""
    if playbook is None:
        return PlaybookForm(formdata=None, data={"objectives": [{}] * BLANK_OBJECTIVES, "tasks": [{}] * BLANK_TASKS})
    data: dict[str, Any] = {
        **_split("name", playbook.name),
        **_split("aim", playbook.aim),
        "seen": organisation.wording_of(playbook),
        "type": playbook.type,
        "departments": list(playbook.departments),
        "objectives": [_aim_typed(aim) for aim in playbook.objectives],
        "tasks": [_task_typed(task) for task in playbook.tasks],
        "reflexes": {
            role: {tongue: "\n".join(getattr(line, tongue) for line in said) for tongue in language.TONGUES}
            for role, said in playbook.reflexes.items()
        },
    }
    return PlaybookForm(formdata=None, data=data)


def _split(name: str, text: Named | None) -> dict[str, str]:
    return {f"{name}_{tongue}": getattr(text, tongue) if text else "" for tongue in language.TONGUES}


def _aim_typed(aim: Aim) -> dict[str, Any]:
    typed = {"sense": aim.sense, "target": aim.target or "", "start": aim.start or ""}
    return {**_split("text", aim.text), **_split("unit", aim.unit), **typed}


def _task_typed(task: FirstTask) -> dict[str, Any]:
    return {
        **_split("title", task.title),
        "department": task.department,
        "due_min": str(task.due_min or ""),
        "priority": str(task.priority),
        "objective": str(task.objective or ""),
    }


def playbook_from(form: Any, slug: str, former: tuple[str, ...]) -> Playbook:
    """What a form that was found right says; blank rows are left out, and the objectives numbered without them.

    `former`: the departments it called before. Boxes have no order of their own: those that stay keep theirs.
    """
    chosen = form.departments.data or []
    called = [one for one in former if one in chosen] + [one for one in chosen if one not in former]
    numbers = [number for number, row in enumerate(form.objectives, 1) if not row.form.is_blank]
    place = {number: index for index, number in enumerate(numbers, 1)}
    reflexes = {role: _reflexes(form.reflexes.form[role].form) for role in rights.ROLES}
    return Playbook(
        slug=slug,
        type=form.type.data,
        name=_joined(form, "name"),
        departments=tuple(called),
        aim=_joined(form, "aim"),
        objectives=tuple(_aim(row) for row in filled(form.objectives)),
        tasks=tuple(_task(row, place) for row in filled(form.tasks)),
        reflexes={role: said for role, said in reflexes.items() if said},
    )


def _joined(form: Any, name: str) -> Named:
    """A text in both languages; the one that was left empty is taken from the other."""
    fr, en = ((form[f"{name}_{tongue}"].data or "").strip() for tongue in ("fr", "en"))
    return Named(fr=fr or en, en=en or fr)


def _aim(row: Any) -> Aim:
    unit = _joined(row, "unit")
    return Aim(
        text=_joined(row, "text"),
        unit=unit if unit.fr else None,
        target=decimal_of(row.target.data),
        sense=row.sense.data,
        start=decimal_of(row.start.data),
    )


def _task(row: Any, place: dict[int, int]) -> FirstTask:
    return FirstTask(
        title=_joined(row, "title"),
        department=row.department.data,
        due_min=int(row.due_min.data) if (row.due_min.data or "").strip() else None,
        priority=int(row.priority.data),
        objective=place[int(row.objective.data)] if row.objective.data else None,
    )


def _reflexes(row: Any) -> tuple[Named, ...]:
    fr, en = lines(row.fr.data), lines(row.en.data)
    return tuple(Named(fr=left, en=right) for left, right in zip(fr or en, en or fr, strict=True))


def rearranged(form: Any, wanted: str) -> PlaybookForm:
    """The form as it was typed, with a row more, one less, or one moved up: "tasks.add", "objectives.up.2"."""
    name, _, rest = wanted.partition(".")
    deed, _, typed = rest.partition(".")
    if name not in ("objectives", "tasks") or not (deed == "add" or (typed.isascii() and typed.isdigit())):
        raise Refused("bad_value")
    data = {field: value for field, value in form.data.items() if field != "csrf_token"}
    order: list[int | None] = list(range(len(data[name])))
    number = int(typed[:4] or 0)
    if deed == "add" and len(order) < form[name].max_entries:
        order.append(None)
    elif deed == "out" and number < len(order):
        order.remove(number)
    elif deed == "up" and 0 < number < len(order):
        order[number - 1], order[number] = order[number], order[number - 1]
    data[name] = [data[name][index] if index is not None else {} for index in order]
    if name == "objectives":
        _follow(data["tasks"], order)
    return PlaybookForm(formdata=None, data=data)


def _follow(tasks: list[dict[str, Any]], order: list[int | None]) -> None:
    """Tasks go on serving the objective they served, wherever it stands now; none, where it was taken out."""
    now_at = {str(index + 1): str(place) for place, index in enumerate(order, 1) if index is not None}
    for task in tasks:
        task["objective"] = now_at.get(task["objective"] or "", "")


def put_row_refusal(form: Any, refused: Refused) -> int:
    """Say a refusal beside the field of the row it is about; returns the status of the page that shows it."""
    name, dot, part = (refused.field or "").partition(".")
    number = int(refused.about.get("row") or 1) - 1
    if name in ("objectives", "tasks") and dot:
        row = filled(form[name])[number]
        if part in row:
            blame(form[name], row[part], sentence(refused))
            return 422
    role, _, tongue = part.partition("_")
    if name == "reflexes" and role in rights.ROLES:
        row = form.reflexes.form[role].form
        field = row.en if tongue == "en" and lines(row.en.data) else row.fr  # where it was typed, not where copied to
        field.errors = [*field.errors, sentence(refused)]
        return 422
    return put_refusal(form, Refused(refused.code, name, **refused.about))
