"""The rival: the same act, written the way tutorials write it, to be driven by the same load client.

Flask-SocketIO on gevent, Flask-SQLAlchemy with its defaults on SQLite, one `session.commit()` and one `emit` to the
room per command. No rights, no chain, no keys: it does less than the product for each act.
"""

import sys

if __name__ == "__main__":
    from gevent import monkey

    monkey.patch_all()

import datetime
import socket
from pathlib import Path
from typing import Any

from flask import Flask
from flask_socketio import SocketIO, emit, join_room
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Task(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    status: Mapped[str] = mapped_column(default="to_acknowledge")
    comments: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime.datetime | None]


class Comment(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(db.ForeignKey("task.id"), index=True)
    text: Mapped[str]
    at: Mapped[datetime.datetime]


def make(folder: Path, mode: Any) -> tuple[Flask, SocketIO]:
    app = Flask("usual")
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{folder / 'usual.db'}"
    db.init_app(app)
    with app.app_context():
        db.create_all()
        if db.session.get(Task, 1) is None:
            task = Task()
            task.id, task.title = 1, "Call the insurer"
            db.session.add(task)
            db.session.commit()
    app.add_url_rule("/healthz", view_func=lambda: "alive\n")
    socketio = SocketIO(app, async_mode=mode)
    socketio.on_event("join", _join)
    socketio.on_event("command", _command)
    return app, socketio


def _join(payload: dict[str, Any]) -> dict[str, Any]:
    join_room(payload["cell"])
    return {"ok": True, "seq": 0}


def _command(payload: dict[str, Any]) -> dict[str, Any]:
    now = datetime.datetime.now(datetime.UTC)
    task = db.session.get_one(Task, payload["args"]["task"])
    task.comments += 1
    task.changed_at = now
    comment = Comment()
    comment.task_id, comment.text, comment.at = task.id, payload["args"]["text"], now
    db.session.add(comment)
    db.session.commit()
    row = {"id": task.id, "title": task.title, "status": task.status, "comments": task.comments}
    told = {"seq": comment.id, "at": comment.at.isoformat(), "task": task.id, "text": comment.text}
    emit("entries", {"entries": [told], "rows": {f"task:{task.id}": row}}, to=payload["cell"])
    return {"ok": True, "seq": comment.id}


def main() -> None:
    """usual.py FOLDER [gevent|threading]."""
    mode = sys.argv[2] if len(sys.argv) > 2 else "gevent"
    app, socketio = make(Path(sys.argv[1]), mode)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    print(f"http://127.0.0.1:{port}/", flush=True)
    options: dict[str, Any] = {"allow_unsafe_werkzeug": True} if mode == "threading" else {}
    socketio.run(app, port=port, **options)


if __name__ == "__main__":
    main()
