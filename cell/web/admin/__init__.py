"""The administration: people, departments, levels, playbooks, synonyms, and the record of all that is done here."""

from flask import Flask

from cell.web.admin import departments, levels, people, playbooks, record, synonyms
from cell.web.admin.door import pages

__all__ = ["departments", "init_app", "levels", "pages", "people", "playbooks", "record", "synonyms"]


def init_app(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(pages)
