"""The reader's language, and the words, addresses and names that templates and scripts are given."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from babel.dates import format_datetime as written
from babel.dates import get_timezone_location
from flask import Flask, g, request, session, url_for
from flask_babel import Babel, format_datetime, to_user_timezone
from markupsafe import Markup

from cell import clock, language
from cell.forms import ZONES
from cell.lines import TURNING

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
VENDOR = STATIC / "vendor" / "manifest.json"
SCRIPTS = STATIC / "js"
LOOKED_S = 2


def init_app(app: Flask) -> None:
    """Give templates their globals."""
    Babel(app, locale_selector=tongue, timezone_selector=_zone)
    app.context_processor(lambda: {"language": tongue()})
    # Globals, not context: macros that are imported see these too.
    app.jinja_env.globals.update(
        importmap=importmap,
        asset=asset,
        level_name=level_name,
        type_name=type_name,
        label=label,
        moment=moment,
        zones=zones,
        words_json=words_json,
        json=as_json,
    )


def tongue() -> str:
    """The language to answer in: the account's, else the visitor's choice, else the browser's, else French."""
    account = g.get("account")
    if account is not None:
        return account.language
    chosen = session.get("language")
    if chosen in language.TONGUES:
        return chosen
    # By hand: the library prefers a plain "fr" of any weight to an "en-GB" that comes first.
    wanted = (tag.partition("-")[0].lower() for tag, weight in request.accept_languages if weight > 0)
    return next((tag for tag in wanted if tag in language.TONGUES), "fr")


def _zone() -> str:
    account = g.get("account")
    return account.zone if account is not None else "Europe/Paris"


@cache
def _hash(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def asset(name: str) -> str:
    """The address of a file under static/, with its content's hash, so that it may be kept for ever."""
    path = STATIC / name
    try:
        version = _hash(path, path.stat().st_mtime_ns)
    except OSError:
        return url_for("static", filename=name)
    return url_for("static", filename=name, v=version)


def importmap() -> Markup:
    """The import map: our modules and the front-end libraries by name, each by its hashed address."""
    return _importmap(int(clock.elapsed() // LOOKED_S))


@lru_cache(maxsize=1)
def _importmap(_while: int) -> Markup:
    """Made anew now and then, for who edits the files while it runs; looking at them all costs 10 ms."""
    imports = {f"cell/{path.relative_to(SCRIPTS)}": asset(f"js/{path.relative_to(SCRIPTS)}") for path in _modules()}
    # Relative imports resolve to plain addresses: the map sends these to the hashed ones as well.
    imports |= {
        url_for("static", filename=f"js/{path.relative_to(SCRIPTS)}"): asset(f"js/{path.relative_to(SCRIPTS)}")
        for path in _modules()
    }
    imports |= {name: asset(f"vendor/{file}") for name, file in vendored().items()}
    return as_json({"imports": imports})


def _modules() -> list[Path]:
    return sorted(SCRIPTS.rglob("*.js"))


def vendored() -> dict[str, str]:
    """The front-end libraries by the name modules import them by: their files under static/vendor."""
    return _vendor(VENDOR.stat().st_mtime_ns) if VENDOR.exists() else {}


@cache
def _vendor(_changed: int) -> dict[str, str]:
    manifest: dict[str, Any] = msgspec.json.decode(VENDOR.read_bytes())
    return {name: (one["file"] if isinstance(one, dict) else one) for name, one in manifest.items()}


def as_json(value: Any) -> Markup:
    """JSON that may stand inside a script element."""
    text = value.decode() if isinstance(value, bytes) else msgspec.json.encode(value).decode()
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(safe.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))  # noqa: S704


def words_json() -> Markup:
    """The catalogue of the reader's language as the browser needs it, with the sentence of every kind."""
    return _words(tongue())


@cache
def _words(chosen: str) -> Markup:
    catalogue = getattr(language.words(chosen), "_catalog", {})
    plain: dict[str, Any] = {}
    for message, translation in catalogue.items():
        if isinstance(message, tuple):
            name, form = message
            plain.setdefault(name, {})[form] = translation
        elif message:
            plain[message] = translation
    told = {
        name: [forms[number] for number in sorted(forms)] if isinstance(forms, dict) else forms
        for name, forms in plain.items()
    }
    return as_json({**told, "sentences": language.sentences(chosen), "turning": sorted(TURNING)})


def level_name(level: int) -> str:
    """The word of a crisis level."""
    return language.say(language.LEVELS[level], tongue())


def type_name(kind: str | None) -> str:
    """The words of a type of crisis; empty for none."""
    return language.say(language.TYPES[kind], tongue()) if kind in language.TYPES else ""


def label(name: str) -> str:
    """The words of a status, a role or a state."""
    return language.say(language.LABELS.get(name, name), tongue())


def moment(instant: str | None, form: str = "medium") -> str:
    """An instant in the reader's zone and language; empty for none. A month of another year than this says which."""
    if not instant:
        return ""
    at = clock.moment_of(instant)
    if "MMM" in form and "y" not in form and _year(at) != _year(clock.moment_of(clock.now())):
        form = form.replace("MMM", "MMM y", 1)
    return format_datetime(at, form)


def _year(at: datetime) -> int:
    return to_user_timezone(at).year


def said_in(zone: str) -> Callable[[str], str]:
    """How a sentence names an instant to the reader: their zone's hour, with the zone; a day alone keeps no hour.

    It knows of no request, so that another thread may use it.
    """
    chosen, place = tongue(), ZoneInfo(zone)

    def said_at(instant: str) -> str:
        if len(instant) <= len("2026-01-01"):
            return instant
        moment = clock.moment_of(instant).astimezone(place)
        return f"{written(moment, 'd MMM y, HH:mm', tzinfo=place, locale=chosen)} ({zone})"

    return said_at


@cache
def _zones(chosen: str) -> list[tuple[str, str]]:
    return [(zone, get_timezone_location(zone, chosen, return_city=True)) for zone in ZONES]


def zones() -> list[tuple[str, str]]:
    """Every time zone with its city, as the reader calls it."""
    return _zones(tongue())
