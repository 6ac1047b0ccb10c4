"""Frames no browser sends: each ends the link with one short line, and costs neither memory nor anybody's time."""

import json
import time
import zlib

import pytest

from tests.live.raw import BINARY, PING, TEXT, Raw, frame, message
from tests.live.watching import MB, Watched, named, open_cell, present, until, watching
from tests.serving import Served

RSV1 = 4
CONTINUED = 0
BAD = {
    "reserved bit": frame("2", rsv=RSV1),
    "binary": frame(b"\x04\x00", BINARY),
    "unknown opcode": frame("x", 3),
    "long ping": frame("x" * 200, PING),
    "ping in pieces": frame("x", PING, fin=False),
    "not masked": b"\x81\x01x",
    "not text": frame(b"4\xff\xfe"),
    "continues nothing": frame("x", CONTINUED),
    "length not shortest": b"\x81\xfe\x00\x01\0\0\0\0x",
    "empty": frame(""),
    "no packet": frame("x"),
    "packet of no type": frame("9"),
    "an upgrade, answered each time": frame("5"),
    "base64": frame("bAAAA"),
    "digit of another script": frame("٤2"),
    "pong with a load": frame("3" + "x" * 100),
    "no message": frame("4"),
    "message of no type": frame("4x"),
    "an object": frame('4{"a":1}'),
    "binary headers": frame('451-["x",{"_placeholder":true,"num":0}]'),
    "many attachments": frame('459999999-["x"]'),
    "acknowledgement": frame("431[]"),
    "refusal": frame('44{"message":"no"}'),
    "another space": frame('42/admin,["x"]'),
    "not an array": frame('42{"a":1}'),
    "no name": frame("42[]"),
    "name is a number": frame("42[1,2]"),
    "no end": frame('42["join",{'),
    "not a number": frame('42["join",{"cell":NaN}]'),
    "infinite": frame('42["join",{"cell":-Infinity}]'),
    "beyond any float": frame('42["join",{"seq":1e999}]'),
    "half a character": frame('42["join",{"cell":"\\ud800"}]'),
    "long number": frame("42" + "9" * 5_000 + '["join",{}]'),
    "deep": frame("42" + "[" * 30_000),
    "deep and closed": frame('42["x",' + "[" * 30_000 + "]" * 30_000 + "]"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_frame_ends_the_link_with_one_short_line(standing: Served, what: str):
    """Needs: Link refuses what Engine.IO would choke on, Channel what Socket.IO would."""
    raw = named(standing, "chloe")
    seen = Watched(standing)
    raw.send(BAD[what], message("nonsense", {}, 77))
    said = raw.text("4377")
    assert said is None, "the link went on"
    time.sleep(0.05)
    assert "Traceback" not in seen.diary
    assert len(seen.diary) <= 300


def test_bad_frames_leave_no_ghost(standing: Served):
    """Needs: presence hangs on the link, not on a goodbye."""
    cell = open_cell(standing, "alice")
    for what in ("reserved bit", "no packet", "deep", "binary headers", "packet of no type"):
        named(standing, "alice", cell).send(BAD[what])
    until(lambda: present(standing, cell) == {standing.ids["alice"]: 1})


def test_compression_is_never_agreed_and_a_bomb_is_refused_unopened(standing: Served):
    """Needs: no extension in the handshake, reserved bits refused."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = packer.compress(b"4" + b" " * (100 * MB)) + packer.flush(zlib.Z_SYNC_FLUSH)
    with watching(standing) as seen:
        raw = Raw(standing.port, Sec_WebSocket_Extensions="permessage-deflate; client_max_window_bits")
        assert raw.status == 101 and b"extensions" not in raw.head.lower()
        raw.send(frame(bomb[:-4], rsv=RSV1))
        assert raw.is_ended()
    assert seen.grown <= 32 * MB
    assert seen.kept_s <= 1


def test_sixty_megabytes_are_refused_and_nobody_waits(standing: Served):
    """Needs: the length is bounded while a message comes in, whole or in pieces."""
    piece = b"4" + b" " * 60_000
    with watching(standing) as seen:
        whole, pieces = Raw(standing.port), Raw(standing.port)
        whole.send(frame("4" + " " * (60 * MB)))
        assert whole.is_ended()
        pieces.send(frame(piece, TEXT, fin=False), *(frame(piece, CONTINUED, fin=False) for _ in range(1_000)))
        assert pieces.is_ended()
    assert seen.grown <= 32 * MB
    assert seen.kept_s <= 1


def test_a_long_message_within_the_limit_is_read(standing: Served):
    """The other side of the bound: what people write is far below it."""
    raw = named(standing, "chloe")
    args = {"text": "é" * 10_000, "standing": "fact", "state": "verified"}
    payload = {"cell": standing.cell, "name": "record_information", "args": args, "key": "long"}
    assert (raw.ask("command", payload) or {})["ok"]


def test_ten_thousand_unfinished_binary_headers_cost_nothing(standing: Served):
    """Needs: binary messages are refused at their header, so nothing waits for attachments."""
    header = frame('4510-["x",{"_placeholder":true,"num":0}]')
    with watching(standing) as seen:
        for _ in range(10):
            raw = named(standing, "chloe")
            raw.send(header * 1_000)
            assert raw.is_ended()
    assert seen.grown <= 32 * MB
    assert seen.kept_s <= 1


def test_pings_of_the_websocket_are_answered_and_never_pile_up(standing: Served):
    """Needs: an answer is dropped where the socket is full, never queued."""
    raw = named(standing, "chloe", room=4096)
    with watching(standing) as seen:
        raw.send(frame("x" * 125, PING) * 25_000)
        answer = raw.ask("nonsense", {})
    assert answer and answer["refused"]["code"] == "unknown_command"
    assert raw.taken.count(b"x" * 125) < 25_000, "some were answered, none was kept"
    assert seen.grown <= 5 * MB
    assert seen.kept_s <= 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Connection": "keep-alive"},
        {"Connection": None},
        {"Upgrade": "h2c"},
        {"Upgrade": None},
        {"Sec_WebSocket_Key": "short"},
        {"Sec_WebSocket_Key": None},
        {"Sec_WebSocket_Version": "8"},
    ],
    ids=str,
)
def test_half_a_handshake_is_refused_and_kept_nowhere(standing: Served, headers: dict[str, str | None]):
    """Needs: the handshake is looked at before Engine.IO opens a session, which nothing would close again."""
    fat = {f"X-{number}": "x" * 8_000 for number in range(3)}
    seen = Watched(standing)
    for _ in range(150):
        raw = Raw(standing.port, **headers, **fat)
        assert raw.status in (400, 401)
        raw.close()
    seen.look()
    assert "Traceback" not in seen.diary
    assert seen.grown <= 2 * MB


def test_nonsense_with_a_number_is_answered_with_a_code(standing: Served):
    """Needs: every payload is read by its struct; nothing changes, nothing of the inside shows."""
    raw = named(standing, "chloe")
    before = standing.api("alice", "GET", f"/cells/{standing.cell}").json()["seq"]
    seen = Watched(standing)
    values = [None, 1, -1, 2**70, 1.5, "x", "", "\0", "é" * 20_000, [], [1], {}, {"cell": None}, True, {"a": {"b": []}}]
    payloads = values + [{"cell": value} for value in values if value not in (standing.cell,)]
    payloads += [{"cell": standing.cell, "name": "add_task", "args": value, "key": "k"} for value in values]
    payloads += [{"cell": standing.cell, "name": value, "args": {}, "key": "k"} for value in values]
    payloads += [{"cell": standing.cell, "name": "add_task", "args": {}, "key": value} for value in values]
    payloads += [{"cell": standing.cell, "seq": value} for value in (-1, 2**70, "1", 1.5, [])]
    for name in ("command", "join", "connect", "disconnect", "entries", ""):
        for payload in payloads:
            answer = raw.ask(name, payload)
            assert answer is not None, (name, payload)
            if answer["ok"]:  # a join of the own cell with odd but harmless words
                assert name == "join" and payload["cell"] == standing.cell
                continue
            assert answer["refused"]["code"] not in ("broken", "cannot_write"), (name, payload, answer)
            shown = json.dumps(answer)
            assert "Traceback" not in shown and ".py" not in shown and "/" not in answer["refused"]["code"]
    assert standing.api("alice", "GET", f"/cells/{standing.cell}").json()["seq"] == before
    assert "Traceback" not in seen.diary
