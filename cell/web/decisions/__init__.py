"""The decision log: the list, and a page per decision that stands on its own, on screen and on paper."""

from flask import Flask

from cell.web.decisions import acts, pages, taking
from cell.web.decisions.delays import delays_of


def init_app(app: Flask) -> None:
    """Add the pages."""
    for module in (pages, acts, taking):
        app.register_blueprint(module.pages)
    app.jinja_env.globals.update(delays_of=delays_of)
