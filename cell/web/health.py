"""Health: alive, and able to write."""

from flask import Blueprint, Flask, Response

from cell.cells import note_ready
from cell.errors import Refused
from cell.house import house
from cell.journal.orders import Job

pages = Blueprint("health", __name__)


def init_app(app: Flask) -> None:
    """Add the two addresses."""
    app.register_blueprint(pages)


@pages.get("/healthz")
def alive() -> Response:
    """The loop turns."""
    return Response("alive\n", mimetype="text/plain")


@pages.get("/readyz")
def ready() -> Response:
    """A batch that writes can be committed; 503 where the disk refuses."""
    try:
        house().desk.ask(Job(note_ready))
    except Refused as refused:
        return Response(refused.code + "\n", status=503, mimetype="text/plain")
    return Response("ready\n", mimetype="text/plain")
