"""Crisis Cell: the only file that knows every module. `python app.py` serves."""

if __name__ == "__main__":
    import gc
    import sys

    from gevent import monkey

    monkey.patch_all()
    # A quarter of a start, for nothing: looking for garbage where all stays, and what the Socket.IO library would need
    # to be a client or to have a broker.
    NEEDLESS = ("aiohttp", "redis", "requests", "websocket")
    gc.disable()
    sys.modules.update(dict.fromkeys(NEEDLESS))  # type: ignore[arg-type]  (None: not to be found)

import logging
import os
import sys
from pathlib import Path
from typing import Any

from flask import Flask

from cell import commands, house, language, migrate, secret
from cell.api import routes as api
from cell.db import Store, warn_if_unsound
from cell.house import House
from cell.journal.desk import Desk
from cell.journal.keys import Seal
from cell.journal.rebuild import rebuild_all
from cell.journal.writer import Writer
from cell.settings import Misconfigured, Settings, make_folders, read_settings
from cell.vault import Vault
from cell.web import (
    account,
    admin,
    board,
    brief,
    closing,
    decisions,
    errors,
    factor,
    headers,
    health,
    identity,
    invitations,
    join,
    journal,
    late,
    lobby,
    members,
    paper,
    passing,
    past,
    people,
    review,
    roles,
    search,
    silos,
    similar,
    staff,
    times,
    turns,
    wall,
    words,
)

if __name__ == "__main__":
    for name in NEEDLESS:
        del sys.modules[name]  # who wants it from now on finds it
    gc.freeze()
    gc.enable()

ROOT = Path(__file__).resolve().parent
# In the order they are set up: each may lean on those before it.
PAGES = (
    identity,
    words,
    headers,
    errors,
    health,
    people,
    account,
    admin,
    lobby,
    search,
    board,
    similar,
    members,
    roles,
    staff,
    wall,
    brief,
    times,
    silos,
    journal,
    decisions,
    paper,
    passing,
    past,
    closing,
    review,
    join,
    invitations,
    factor,
    api,
    turns,
)


def create_app(config: dict[str, Any] | None = None, *, live: bool = False) -> Flask:
    """The app for an environment (os.environ, overridden by `config`). Raises Misconfigured.

    `live` makes it a server's: with the Socket.IO channel, the writer in its own thread, and the watch.
    """
    settings = read_settings({**os.environ, **{name: str(value) for name, value in (config or {}).items()}})
    logging.basicConfig(level=settings.CELL_DIARY.upper(), format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    app = Flask("cell", root_path=str(ROOT), instance_path=str(settings.instance))
    app.url_rule_class = late.LateRule
    make_folders(settings)
    app.config.update(
        SECRET_KEY=settings.CELL_SECRET_KEY or secret.key_of(settings.instance),
        MAX_CONTENT_LENGTH=1_000_000,
        MAX_FORM_MEMORY_SIZE=500_000,
        MAX_FORM_PARTS=200,
        WTF_CSRF_TIME_LIMIT=None,  # bound to the session: a board left open all night must still post
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        BABEL_TRANSLATION_DIRECTORIES=str(language.WORDS),
        BABEL_DEFAULT_LOCALE="en",
    )
    is_stale = migrate.prepare(app, settings)
    _furnish(app, settings, live)
    if is_stale:
        rebuild_all(app.extensions["house"].store)
        migrate.mark_indexed(settings.database_url)
    for module in PAGES:
        module.init_app(app)
    return app


def _furnish(app: Flask, settings: Settings, live: bool) -> None:
    store, seal, vault = Store(settings.database_url), Seal(settings.instance), Vault(app.config["SECRET_KEY"])
    writer = Writer(store, commands.run, seal.sign)
    if not live:
        house.settle(app, House(settings, store, Desk(writer), seal, vault))
        return
    from cell.live.channel import Channel
    from cell.live.desk import LiveDesk
    from cell.live.screens import Screens
    from cell.live.talk import Talk
    from cell.live.watch import Watch
    from cell.sending.sender import Sender
    from cell.web.where import where

    desk, screens = LiveDesk(writer), Screens()
    desk.watched = screens.is_watched
    talk = Talk(store, desk, screens)
    channel = Channel(app, settings, store, screens, talk)
    app.extensions["watch"] = Watch(store, desk, screens, channel, talk, settings.idle_s)
    app.extensions["sender"] = Sender(settings, store, desk, vault, where)
    if settings.REDIS_URL:
        from cell.live.pokes import Pokes

        app.extensions["pokes"] = Pokes(settings.REDIS_URL, desk, screens, talk)
    house.settle(app, House(settings, store, desk, seal, vault, channel, talk))


def main() -> int:
    """Serve until told to stop; returns the process's exit status."""
    from cell import demo, serve

    os.umask(0o077)  # what the cell knows is for nobody else on this machine
    try:
        settings = read_settings(dict(os.environ))
        with serve.only_server(settings), serve.listener(settings) as sock:
            app = create_app({"CELL_PORT": sock.getsockname()[1]}, live=True)
            if settings.database_url.startswith("sqlite"):
                warn_if_unsound()
            demo.seed_if_wanted(app)
            serve.serve(app, sock)
    except Misconfigured as fault:
        print(f"Crisis Cell cannot start. {fault}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
