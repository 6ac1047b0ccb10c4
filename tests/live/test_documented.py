"""The examples of docs/api.md do what the page says, against a real server."""

import os
import re
import subprocess

import pytest
import socketio

from tests.api.caller import described
from tests.live.watching import until
from tests.serving import ROOT, Client, Served

PAGE = (ROOT / "docs/api.md").read_text()


def examples(language: str) -> list[str]:
    """The blocks of code of the page in a language."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_calls_with_curl_are_answered(standing: Served):
    environ = {
        **os.environ,
        "CELL": f"{standing.url}/api/v1",
        "TOKEN": standing.tokens["alice"],
        "ID": standing.cell,
    }
    lines = [line for block in examples("sh") for line in re.sub(r"\\\n\s*", "", block).splitlines()]
    calls = [line.replace(" -O -J", "").replace("120", "2") for line in lines if line.startswith("curl")]
    asked = {call.split("$CELL")[1].split("?")[0].split()[0].strip('"') for call in calls}
    paths = [path.replace("{cell}", "$ID") for path in described()["paths"] if "/commands/" not in path]
    assert set(paths) - asked == {"/openapi.json"}, "each address of the API is shown at work"
    for call in calls:
        script = call.replace("$(uuidgen)", "one-of-mine").replace("curl -s", "curl -s --fail-with-body")
        told = subprocess.run(["bash", "-c", script], env=environ, capture_output=True, text=True)
        assert told.returncode == 0, (call, told.stdout, told.stderr)
        assert told.stdout


def test_the_loop_that_copies_the_journal_has_every_entry(standing: Served):
    [code] = [block for block in examples("python") if "copy[" in block]
    headers = {"Authorization": f"Bearer {standing.tokens['chloe']}"}
    names = {"API": f"{standing.url}/api/v1", "CELL": standing.cell, "HEADERS": headers}
    # In pages of two, so that it has to ask again.
    exec(compile(code.replace('"after": after', '"after": after, "limit": 2'), "docs/api.md", "exec"), names)
    head = standing.api("chloe", "GET", f"/cells/{standing.cell}/board").json()["seq"]
    assert list(names["copy"]) == list(range(1, head + 1))  # type: ignore[call-overload]


def test_the_client_on_the_socket_keeps_its_board(standing: Served, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(socketio, "Client", Client)  # which waits for a server that stands still
    for number in range(12):
        answer = standing.api(
            "alice",
            "POST",
            f"/cells/{standing.cell}/commands/add_task",
            json={"title": f"tâche {number}", "department": "logistics"},
        )
        assert answer.status_code == 200
    [code] = [block for block in examples("python") if "socketio.Client" in block]
    names = {"SERVER": standing.url, "TOKEN": standing.tokens["chloe"], "CELL": standing.cell}
    exec(compile(code, "docs/api.md", "exec"), names)
    client: socketio.Client = names["client"]  # type: ignore[assignment]
    try:
        assert names["answer"]["ok"], names["answer"]  # type: ignore[index]
        until(lambda: names["board"]["task:12"]["status"] == "in_progress")  # type: ignore[index]
        told = standing.api("chloe", "GET", f"/cells/{standing.cell}/board").json()
        assert names["board"] == told["board"]["rows"]
        assert names["seen"] == {"seq": told["seq"], "stream": told["stream"]}
    finally:
        client.disconnect()
