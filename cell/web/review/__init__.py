"""What the cell teaches: the review of one cell, its decisions and lessons, and two cells side by side."""

from flask import Flask

from cell.web.review import compare, files, lessons, notes, pages
from cell.web.review.pages import show as show


def init_app(app: Flask) -> None:
    """Add the pages."""
    for module in (pages, notes, lessons, compare, files):
        app.register_blueprint(module.pages)
