"""The examples of docs/api.md do what the page says, against a real server."""

import os
import re
import subprocess

import socketio

from tests.serving import ROOT, Served

PAGE = (ROOT / "docs/api.md").read_text()


def examples(language: str) -> list[str]:
    """The blocks of code of the page in a language."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_calls_with_curl_are_answered(served: Served):
    environ = {
        **os.environ,
        "CELL": f"{served.url}/api/v1",
        "TOKEN": served.tokens["alice"],
        "ID": served.cell,
    }
    lines = [line for block in examples("sh") for line in re.sub(r"\\\n\s*", "", block).splitlines()]
    calls = [line.replace(" -O -J", "").replace("120", "2") for line in lines if line.startswith("curl")]
    assert len(calls) == 8
    for call in calls:
        script = call.replace("$(uuidgen)", "one-of-mine").replace("curl -s", "curl -s --fail-with-body")
        told = subprocess.run(["bash", "-c", script], env=environ, capture_output=True, text=True)
        assert told.returncode == 0, (call, told.stdout, told.stderr)
        assert told.stdout


def test_the_client_on_the_socket_keeps_its_board(served: Served):
    for number in range(12):
        answer = served.api(
            "alice",
            "POST",
            f"/cells/{served.cell}/commands/add_task",
            json={"title": f"tâche {number}", "department": "logistics"},
        )
        assert answer.status_code == 200
    [code] = examples("python")
    names = {"SERVER": served.url, "TOKEN": served.tokens["chloe"], "CELL": served.cell}
    exec(compile(code, "docs/api.md", "exec"), names)
    client: socketio.Client = names["client"]  # type: ignore[assignment]
    try:
        assert names["answer"]["ok"], names["answer"]  # type: ignore[index]
        for _ in range(50):
            if names["board"]["task:12"]["status"] == "in_progress":  # type: ignore[index]
                break
            client.sleep(0.1)
        told = served.api("chloe", "GET", f"/cells/{served.cell}/board").json()
        assert names["board"] == told["board"]["rows"]
        assert names["seen"] == {"seq": told["seq"], "stream": told["stream"]}
    finally:
        client.disconnect()
