"""The decision log: the list, and a page per decision that stands on its own, on screen and on paper."""

from flask import Flask

from cell.board import Board, Task
from cell.titles import task_title
from cell.web.decisions import acts, files, pages, taking
from cell.web.decisions.delays import delays_of
from cell.web.words import tongue


def init_app(app: Flask) -> None:
    """Add the pages."""
    for module in (pages, acts, files, taking):
        app.register_blueprint(module.pages)
    app.jinja_env.globals.update(delays_of=delays_of, task_title=_named)


def _named(task: Task, board: Board) -> str | None:
    return task_title(task, board, tongue())
