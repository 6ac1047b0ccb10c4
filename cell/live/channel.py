"""The Socket.IO server: Flask-SocketIO on gevent, with the doors the stock stack leaves open shut.

What comes in is read here and nowhere else: text only, one namespace, four messages ("join", "command", "writing",
"now"), strict JSON, in the order of each client. See docs/decisions/ for what is replaced and why.
"""

import logging
from typing import Any

import gevent
from flask import Flask
from flask_socketio import SocketIO
from socketio import packet as wire_packet
from socketio.exceptions import ConnectionRefusedError as ConnectionRefused
from werkzeug.http import parse_cookie

from cell import people, wire
from cell.db import Store
from cell.errors import Refused
from cell.fanout import Fanout
from cell.links import MESSAGE_MAX, Link, is_handshake
from cell.live import doorstep
from cell.live.screens import Screen, Screens
from cell.live.talk import Talk
from cell.live.walls import SCREENS_OF_WALL, Visitor, wall_of
from cell.settings import Settings

COOKIE = "cell_sign_in"
PING_S = 10
NAMELESS_MAX = 1_500
SPACE = "/"
_diary = logging.getLogger(__name__)


class Channel:
    """One process's live channel. `screens` is its register, `fanout` its way out."""

    def __init__(self, app: Flask, settings: Settings, store: Store, screens: Screens, talk: Talk):
        self._store = store
        self._settings = settings
        self._screens = screens
        self._talk = talk
        self._desk = talk.desk
        self._knocks = doorstep.Unasked()
        self.links: set[Link] = set()
        self.fanout = Fanout(self._on_slow)
        options: dict[str, Any] = {"transports": ["websocket"]}  # known to Engine.IO alone
        self.socketio: Any = SocketIO(
            app,
            **options,
            async_mode="gevent",
            allow_upgrades=False,
            async_handlers=False,
            cors_allowed_origins=settings.origins,
            json=wire.Json,
            client_manager=self.fanout,
            ping_interval=PING_S,
            ping_timeout=PING_S,
            max_http_buffer_size=MESSAGE_MAX,
            monitor_clients=False,  # by the wall clock; the watch does it by the monotonic one
            http_compression=False,
            manage_session=False,
        )
        self._server: Any = self.socketio.server
        self._server.on("connect", self._on_connect)
        self._server.on("disconnect", self._on_disconnect)
        engine = self._server.eio
        engine._async = {**engine._async, "websocket": self._new_link}
        engine.handlers["message"] = self._on_message
        engine.handlers["connect"] = self._on_link
        talk.fanout = self.fanout

    # Links -----------------------------------------------------------------------------------------------------

    def _new_link(self, handler: Any, server: Any) -> Link:
        link = Link(handler, server)
        link.owner.poll = link.packets
        self.links.add(link)
        return link

    def _on_link(self, eio_sid: str, environ: dict[str, Any]) -> str | None:
        """A transport opens, still without a name; too many of these at once are not taken.

        What is no handshake is turned away here: later the library would keep its session for ever.
        """
        if not is_handshake(environ):
            return "not a websocket handshake"
        if len(self.links) - len(self._screens) > NAMELESS_MAX:
            return "busy"
        # Pings and time-outs are the watch's: no greenlet per screen, no wall clock.
        owner = self._server.eio.sockets[eio_sid]
        owner.schedule_ping = lambda: None
        owner.last_ping = None
        self._server._handle_eio_connect(eio_sid, environ)
        return None

    def link_of(self, sid: str) -> Link | None:
        """The link of a Socket.IO session."""
        return self.fanout.link(self._server.manager.eio_sid_from_sid(sid, SPACE))

    def forget(self, link: Link) -> None:
        """A link is over."""
        self.links.discard(link)

    def _on_slow(self, link: Link) -> None:
        for screen in self._screens:
            if screen.link is link:
                self._talk.gone(screen)
        _diary.info("a screen read too slowly and was cut off")
        link.cut(hard=True)

    # What comes in -----------------------------------------------------------------------------------------------

    def _on_message(self, eio_sid: str, data: str) -> None:
        link = self.fanout.link(eio_sid)
        try:
            packet = self._read(data)
        except (ValueError, IndexError, RecursionError) as fault:
            if link is not None:
                link.refuse(f"bad packet ({type(fault).__name__})")
            return
        if packet.packet_type == wire_packet.CONNECT:
            if self._server.manager.sid_from_eio_sid(eio_sid, SPACE) is None:
                self._server._handle_connect(eio_sid, SPACE, packet.data)
        elif packet.packet_type == wire_packet.DISCONNECT:
            self._server._handle_disconnect(eio_sid, SPACE)
            if link is not None:
                link.cut()
        elif packet.packet_type == wire_packet.EVENT:
            screen = self._screens.get(self._server.manager.sid_from_eio_sid(eio_sid, SPACE) or "")
            if screen is not None:
                self._talk.hear(screen, packet.id, packet.data)

    def _read(self, data: str) -> Any:
        if not isinstance(data, str) or data[:1] not in ("0", "1", "2"):
            raise ValueError("not a packet of ours")
        packet = self._server.packet_class(encoded_packet=data)
        if packet.namespace not in (None, SPACE):
            raise ValueError("no such namespace")
        if packet.packet_type == wire_packet.CONNECT and not (
            packet.id is None and isinstance(packet.data, dict | None)
        ):
            raise ValueError("not an object")
        if packet.packet_type == wire_packet.EVENT and not (
            isinstance(packet.data, list) and packet.data and isinstance(packet.data[0], str)
        ):
            raise ValueError("not an array with a name")
        return packet

    def _on_connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        link = self.link_of(sid)
        if isinstance(auth, dict) and "wall" in auth:
            self._on_wall(sid, link, environ, auth)
            return
        who = self._who(environ, auth)
        if link is None:
            raise ConnectionRefused("gone")
        if who is None or self._screens.count_of(who[0].id) >= self._settings.CELL_SCREENS:
            gevent.spawn_later(0.5, link.cut)
            raise ConnectionRefused("signed_out" if who is None else "too_many")
        self._screens.add(Screen(sid, link, *who))

    def _who(self, environ: dict[str, Any], auth: Any) -> people.Who | None:
        """Who connects: by a token in `auth`, else by the cookie, which counts only from a page of ours."""
        if auth not in (None, {}):
            if not isinstance(auth, dict) or set(auth) != {"token"} or not isinstance(auth["token"], str):
                return None
            with self._store.reading() as connection:
                return people.by_token(connection, auth["token"])
        secret = parse_cookie(environ).get(self._settings.cookie(COOKIE))
        if not secret or environ.get("HTTP_ORIGIN") not in self._settings.origins:
            return None
        with self._store.reading() as connection:
            who = people.by_sign_in(connection, secret)
        return None if who is not None and who[0].must_change else who  # a password handed out opens one page

    def _on_wall(self, sid: str, link: Link | None, environ: dict[str, Any], auth: dict[str, Any]) -> None:
        """A wall connects: its link opens one cell, to be looked at."""
        if link is None:
            raise ConnectionRefused("gone")
        try:
            wall = self._wall(auth, environ.get("REMOTE_ADDR") or "?")
        except Refused as refused:
            gevent.spawn_later(0.5, link.cut)
            raise ConnectionRefused("too_many" if refused.code == "too_many" else "signed_out") from None
        self._screens.add(Screen(sid, link, Visitor(), ("wall", wall[1]), wall))

    def _wall(self, auth: dict[str, Any], address: str) -> tuple[str, int]:
        cell, secret = auth.get("cell"), auth.get("wall")
        if set(auth) != {"wall", "cell"} or not isinstance(cell, str) or not isinstance(secret, str):
            raise Refused("not_found")
        try:
            found = wall_of(doorstep.board_of(self._desk, self._store, wire.read_cell(cell), address), secret)
        except Refused as refused:
            if refused.code == "too_many":
                raise
            found = None
        if found is None:
            self._knocks.check(self._store, address)
            self._knocks.note(self._desk, address)
            raise Refused("not_found")
        there = sorted(self._screens.of_wall((cell, found)), key=lambda screen: screen.cell is not None)
        for screen in there[: max(0, len(there) + 1 - SCREENS_OF_WALL)]:
            self._talk.dismiss(screen, "crowded")  # sockets that only stand there keep no screen of the room dark
        return cell, found

    def _on_disconnect(self, sid: str, _reason: str | None = None) -> None:
        screen = self._screens.get(sid)
        if screen is not None:
            self._talk.gone(screen)

    def close(self) -> None:
        """Tell every screen that the server goes, and shut the links."""
        for screen in self._screens:
            self._talk.dismiss(screen, "stopping")
        gevent.sleep(0.1)
        for link in list(self.links):
            link.cut()
