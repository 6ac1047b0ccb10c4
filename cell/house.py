"""The house: what one process is made of. Pages, the API and the operator's commands find it in the app."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import Flask, current_app

from cell.db import Store
from cell.journal.desk import Desk
from cell.journal.keys import Seal
from cell.settings import Settings
from cell.vault import Vault

if TYPE_CHECKING:
    from cell.live.channel import Channel
    from cell.live.talk import Talk


@dataclass
class House:
    """`channel` and `talk` are there only in a process that serves."""

    settings: Settings
    store: Store
    desk: Desk
    seal: Seal
    vault: Vault
    channel: "Channel | None" = None
    talk: "Talk | None" = None


def settle(app: Flask, house: House) -> None:
    """Put the house into the app."""
    app.extensions["house"] = house


def house() -> House:
    """The house of the app at work."""
    return cast(House, current_app.extensions["house"])
