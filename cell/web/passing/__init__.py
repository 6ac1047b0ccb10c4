"""What passes between departments: the inbox of each, hand-offs, approvals, statements, fast lanes, contributions."""

from flask import Flask

from cell.board import missing_of
from cell.mine import urgency_of
from cell.web.passing import contributing, inbox, making, records
from cell.web.where import on_screen, where


def init_app(app: Flask) -> None:
    """Add the pages."""
    for module in (inbox, making, records):
        app.register_blueprint(module.pages)
    app.jinja_env.globals.update(passed_url=where, on_screen=on_screen, differences=records.differences)
    app.jinja_env.globals.update(wanting=missing_of, urgency_of=urgency_of, given_part=contributing.said_part)
    app.jinja_env.globals.update(sits_for=contributing.own_of)
