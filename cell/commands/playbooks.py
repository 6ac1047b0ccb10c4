"""Following a playbook: its first aim, objectives and tasks, in the language of who opens the cell."""

from cell import clock
from cell.commands.tasks.giving import own_department
from cell.journal.pen import Pen
from cell.kinds import cells, tasks
from cell.kinds.cells import Named
from cell.playbooks import Playbook


def follow(pen: Pen, playbook: Playbook) -> None:
    """Write what a playbook begins with into the cell that was just opened.

    A task of a department that was not called goes where work without a department goes: none is lost.
    """
    tongue = pen.directory.language_of(pen.by)
    pen.write(cells.AimSet(text=_said(playbook.aim, tongue)))
    for number, aim in enumerate(playbook.objectives, 1):
        unit = _said(aim.unit, tongue) if aim.unit is not None else None
        pen.write(
            cells.ObjectiveSet(
                objective=number,
                text=_said(aim.text, tongue),
                unit=unit,
                target=aim.target,
                sense=aim.sense,
                start=aim.start,
            )
        )
    if not pen.board.departments:
        return
    for number, task in enumerate(playbook.tasks, 1):
        seated = task.department in pen.board.departments
        pen.write(
            tasks.TaskAdded(
                task=number,
                title=_said(task.title, tongue),
                department=task.department if seated else own_department(pen),
                due_at=clock.after(pen.at, 60 * task.due_min) if task.due_min is not None else None,
                priority=task.priority,
                objective=task.objective,
            )
        )


def _said(words: Named, tongue: str) -> str:
    return words.fr if tongue == "fr" else words.en
