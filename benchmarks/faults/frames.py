"""Figures 12 and 13: malformed frames by the thousand, and the few that are meant to fill the memory."""

import json
import random
import time
import zlib
from collections import Counter
from collections.abc import Iterator

import requests

from benchmarks.faults.ground import MB, seq_of, served
from benchmarks.faults.registry import Told, figure
from tests.live.raw import TEXT, Raw, frame
from tests.live.watching import named, watching
from tests.serving import Served

SEEDS = range(1, 6)
MESSAGES, BROKEN = 8_000, 2_000  # of each seed
WRONGS = (
    "links lost to a well-formed message",
    "answers without ok:false and a code",
    "answers that say broken",
    "traces in answers",
    "traces in the diary",
    "changes of state",
)
CONTINUED = 0
NAMES = ("join", "command", "connect", "disconnect", "entries", "", "x")
COMMANDS = ("add_task", "comment_task", "take_decision", "redact_entry", "open_cell", "import_timeline", "", "no")


class Nonsense:
    """Frames that mean nothing, or nearly something, from one seed."""

    def __init__(self, seed: int, cell: str):
        self._dice = random.Random(seed)
        self._cell = cell

    def value(self, depth: int = 0) -> object:
        dice = self._dice
        plain = [None, True, 0, -1, 2**53, 2**70, 1.5, "", "x", "\0", "‮", "é" * 300, self._cell, [], {}]
        if depth < 3 and dice.random() < 0.4:
            keys = ("cell", "name", "args", "key", "seq", "stream", "task", "text", "title", "zz")
            return {dice.choice(keys): self.value(depth + 1) for _ in range(dice.randrange(5))}
        if depth < 3 and dice.random() < 0.2:
            return [self.value(depth + 1) for _ in range(dice.randrange(4))]
        return dice.choice(plain)

    def payload(self) -> object:
        if self._dice.random() < 0.5:
            return self.value()
        name, args = self._dice.choice(COMMANDS), self.value()
        return {"cell": self._cell, "name": name, "args": args, "key": self._dice.choice(["k", "", "é", 1, None])}

    def numbered(self, number: int) -> bytes:
        """A well-formed message whose payload makes no sense."""
        return frame(f"42{number}{json.dumps([self._dice.choice(NAMES), self.payload()])}")

    def broken(self) -> bytes:
        """Bytes changed, cut, or drawn by lot."""
        dice = self._dice
        if dice.random() < 0.3:
            return frame(dice.randbytes(dice.randrange(60)), dice.randrange(16), rsv=dice.randrange(8))
        whole = bytearray(self.numbered(dice.randrange(10)))
        for _ in range(dice.randrange(1, 5)):
            whole[dice.randrange(len(whole))] = dice.randrange(256)
        return bytes(whole[: dice.randrange(1, len(whole) + 1)])


def seeded(standing: Served, seed: int) -> Counter[str]:
    """One seed's frames: numbered ones on a link that must live, and broken ones, each on a link of its own."""
    nonsense, found, seen = Nonsense(seed, standing.cell), Counter[str](), len(standing.lines)
    raw, before = named(standing, "dan"), seq_of(standing, standing.cell)  # he observes: nothing of his may be kept
    for number in range(100, 100 + MESSAGES):
        raw.send(nonsense.numbered(number))
        said = raw.text(f"43{number}[")
        if said is None:
            found["links lost to a well-formed message"] += 1
            raw = named(standing, "dan")
            continue
        answer = json.loads(said[said.index("[") :])[0]
        found["answers without ok:false and a code"] += not (answer["ok"] or answer["refused"]["code"])
        found["answers that say broken"] += not answer["ok"] and answer["refused"]["code"] in ("broken", "cannot_write")
        found["traces in answers"] += "Traceback" in said or '.py"' in said
    for _ in range(BROKEN):
        raw = Raw(standing.port)
        raw.name({"token": standing.tokens["dan"]})
        raw.send(nonsense.broken())
        raw.close()
    Raw.opened.clear()
    time.sleep(0.5)
    diary = "".join(standing.lines[seen:])
    found["changes of state"] += seq_of(standing, standing.cell) - before
    found["traces in the diary"] += diary.count("Traceback")
    found["bytes of diary"] += len(diary)
    return found


@figure(12, "malformed frames change nothing and are answered or cut")
def malformed() -> Iterator[Told]:
    """Most of them well-formed messages that make no sense, the others frames broken by lot."""
    with served() as standing:
        found = Counter[str]()
        for seed in SEEDS:
            found.update(seeded(standing, seed))
        code = requests.get(standing.url + "/healthz", timeout=10).status_code
    count = (MESSAGES + BROKEN) * len(SEEDS)
    for what in WRONGS:
        yield Told(f"{what}, of {count:,} frames", str(found[what]), "0", not found[what])
    yield Told("the server afterwards", f"health {code}", "200", code == 200)
    per_frame = found["bytes of diary"] / count
    yield Told("diary", f"{per_frame:.0f} bytes a frame", "300", per_frame <= 300)


def bomb() -> bytes:
    """300 MB of blanks in 0.3 MB, claimed to be compressed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = [packer.compress(b"4")] + [packer.compress(b" " * MB) for _ in range(300)]
    return frame(b"".join(packed) + packer.flush(zlib.Z_SYNC_FLUSH)[:-4], rsv=4)


@figure(13, "frames meant to fill the memory")
def fillers() -> Iterator[Told]:
    """Each by ten strangers or members at once, while memory and health are watched."""
    header = frame('4510-["x",{"_placeholder":true,"num":0}]')
    piece = frame("4" + " " * 60_000, TEXT, fin=False) + frame(" " * 60_000, CONTINUED, fin=False) * 1_000
    attacks: dict[str, list[bytes]] = {
        "compressed bomb": [bomb()],
        "60 MB frame": [frame("4" + " " * 60 * MB)],
        "60 MB in pieces": [piece],
        "10,000 unfinished binary headers": [header] * 10_000,
        "30,000 deep JSON": [frame("42" + "[" * 30_000), frame('42["x",' + '{"a":' * 25_000)],
    }
    with served() as standing:
        for what, frames in attacks.items():
            with watching(standing) as seen:
                raws = [named(standing, "chloe") if number % 2 else Raw(standing.port) for number in range(10)]
                for raw in raws:
                    raw.send(*frames)
                ended = sum(raw.is_ended(5) for raw in raws)
            said = f"+{seen.grown / MB:.1f} MB, health {seen.health_s:.2f} s, {ended} of {len(raws)} links ended"
            is_held = seen.grown <= 32 * MB and seen.health_s <= 1 and ended == len(raws)
            yield Told(what, said, "+32 MB, 1 s, all", is_held)
