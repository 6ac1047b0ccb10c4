"""The administration: people, departments, levels, playbooks, synonyms, alerts, and the record of all of it."""

from flask import Flask

from cell.web.admin import departments, levels, outlets, people, playbooks, record, synonyms
from cell.web.admin.door import pages

__all__ = ["departments", "init_app", "levels", "outlets", "pages", "people", "playbooks", "record", "synonyms"]


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)
