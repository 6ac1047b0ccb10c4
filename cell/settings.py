"""Configuration from the environment, checked once at start: a wrong value is one clear line, not a traceback."""

import re
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent.parent


class Misconfigured(Exception):
    """One line that says which setting is wrong, and how."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the environment may set, by the name of the variable."""

    CELL_HOST: str = "127.0.0.1"
    CELL_PORT: Annotated[int, Meta(ge=0, le=65535)] = 5000
    CELL_INSTANCE: str = str(ROOT / "instance")
    DATABASE_URL: str = ""
    REDIS_URL: str = ""
    CELL_DEMO: bool = True
    CELL_SECRET_KEY: str = ""
    CELL_ORIGIN: str = ""
    CELL_PROXIES: Annotated[int, Meta(ge=0, le=5)] = 0
    CELL_SECURE_COOKIES: bool = False
    CELL_IDLE_HOURS: Annotated[int, Meta(ge=1, le=336)] = 12
    CELL_SCREENS: Annotated[int, Meta(ge=1)] = 2_000
    CELL_DIARY: str = "info"
    CELL_SEND_PAUSES: str = "20,60,300,900,3600"
    # Never less than a sending may last (LOST_S in cell/sending/carrier.py), with room to claim and to write it down.
    CELL_SEND_LEASE: Annotated[int, Meta(ge=120, le=3600)] = 180

    @property
    def instance(self) -> Path:
        """The folder of the database, the keys and the backups."""
        return Path(self.CELL_INSTANCE).resolve()

    @property
    def database_url(self) -> str:
        """Where the database is; by default one SQLite file in the instance folder."""
        return self.DATABASE_URL or f"sqlite:///{self.instance / 'cell.db'}"

    @property
    def secure_cookies(self) -> bool:
        """Whether browsers may send our cookies over HTTPS alone: so it is once people come over HTTPS."""
        return self.CELL_SECURE_COOKIES or all(origin.startswith("https:") for origin in self.origins)

    def cookie(self, name: str) -> str:
        """What a cookie of ours is called: over HTTPS so that browsers take it from this very host alone."""
        return f"__Host-{name}" if self.secure_cookies else name

    @property
    def idle_s(self) -> float:
        """How long a sign-in lasts that nobody uses, in seconds."""
        return self.CELL_IDLE_HOURS * 3600.0

    @property
    def pauses(self) -> tuple[float, ...]:
        """How long to wait after each try of a message that failed, in seconds; after the last it is given up."""
        return tuple(float(part) for part in self.CELL_SEND_PAUSES.split(","))

    @property
    def origins(self) -> list[str]:
        """The origins whose pages may speak to this server; never read from a request."""
        named = [origin.strip().rstrip("/") for origin in self.CELL_ORIGIN.split(",") if origin.strip()]
        if named:
            return named
        names = {self.CELL_HOST, "localhost", "127.0.0.1"} - {"0.0.0.0", "::"}  # noqa: S104
        return sorted(f"http://{name}:{self.CELL_PORT}" for name in names)


def read_settings(environ: dict[str, str]) -> Settings:
    """The settings of an environment. Raises Misconfigured with the variable at fault."""
    known = {name: environ[name] for name in Settings.__struct_fields__ if environ.get(name, "") != ""}
    try:
        settings = msgspec.convert(known, Settings, strict=False)
    except msgspec.ValidationError as fault:
        name = str(fault).partition("`$.")[2].rstrip("`") or "?"
        raise Misconfigured(f"{name}={known.get(name, '')!r}: {str(fault).partition(' - at')[0]}") from None
    _check(settings)
    return settings


def database_file(settings: Settings) -> Path | None:
    """The SQLite file that settings name, or None for a server or a database in memory."""
    url = make_url(settings.database_url)
    name = url.database if url.get_backend_name() == "sqlite" else None
    return Path(name) if name and name != ":memory:" else None


def make_folders(settings: Settings) -> None:
    """Make the folders of the instance and of the SQLite file. Raises Misconfigured where that cannot be."""
    url = make_url(settings.database_url)
    wanted = {"CELL_INSTANCE": settings.instance}
    if url.get_backend_name() == "sqlite" and url.database:
        wanted["DATABASE_URL" if settings.DATABASE_URL else "CELL_INSTANCE"] = Path(url.database).parent
    for name, folder in wanted.items():
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise Misconfigured(f"{name}: the folder {folder} cannot be made ({fault.strerror})") from None


def _is_origin(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not parts.path


def _is_pause(text: str) -> bool:
    return re.fullmatch(r"\d{1,5}(\.\d{1,3})?", text.strip(), re.ASCII) is not None


def _check(settings: Settings) -> None:
    try:
        backend = make_url(settings.database_url).get_backend_name()
    except (ArgumentError, ValueError):
        raise Misconfigured("DATABASE_URL: not a database address") from None
    if backend not in ("sqlite", "postgresql"):
        raise Misconfigured(f"DATABASE_URL: {backend} is not supported; sqlite and postgresql are")
    if settings.REDIS_URL and urlsplit(settings.REDIS_URL).scheme not in ("redis", "rediss", "unix"):
        raise Misconfigured("REDIS_URL: must begin with redis://, rediss:// or unix://")
    if settings.REDIS_URL and backend == "sqlite":
        raise Misconfigured("REDIS_URL: several processes need PostgreSQL; set DATABASE_URL too")
    if settings.CELL_SECRET_KEY and len(settings.CELL_SECRET_KEY) < 16:
        raise Misconfigured("CELL_SECRET_KEY: at least 16 characters")
    for origin in settings.origins:
        if not _is_origin(origin):
            raise Misconfigured(f"CELL_ORIGIN: {origin!r} is not an origin such as https://crisis.example.org")
    if not all(_is_pause(part) for part in settings.CELL_SEND_PAUSES.split(",")):
        raise Misconfigured("CELL_SEND_PAUSES: seconds between tries, such as 20,60,300")
    if settings.CELL_DIARY not in ("debug", "info", "warning", "error"):
        raise Misconfigured("CELL_DIARY: debug, info, warning or error")
