"""The page itself in a real browser: a board of many tasks loaded, and one of them changed by somebody else."""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks.plan import Plan
from benchmarks.report import Part, Row, middle
from benchmarks.stage import Stage
from tests.browser.conftest import FLAGS, Person, chromium
from tests.cast import World
from tests.serving import Served

HOW = (
    "Real Chromium, a board of many tasks, nothing else on the machine. Planka's figures are quoted from an earlier run"
    " on the same kind of machine: 500 tasks in 3.3 s cold and 1.9 s warm, 7,400 DOM nodes, and a change by somebody"
    " else visible after about 0.27 s. Here a long column draws its first tasks and counts the others on a button:"
    " loading ends one frame after the page is joined to the live cell, the heads of the columns count the whole board,"
    " and its first tasks are drawn; the DOM nodes are counted then. What the button costs is told too: from the press"
    " to one frame after every task of the board is in the page. A change is seen one frame after its words are,"
    " counted from the instant its command is sent over HTTP. The work of a change is what Chromium itself counts:"
    " script, style and layout."
)
PLANKA_TASKS = 500
PLANKA_COLD_S, PLANKA_WARM_S, PLANKA_SEEN_MS, PLANKA_NODES = 3.3, 1.9, 270.0, 7_400
CHANGES = 20
FIRST = 20  # what a column draws at first (static/js/folds.js); the board measured has all its tasks in one
FRAME_MS = 16.7
# One frame after the columns count the whole board and their first tasks are drawn.
LOADED = """([count, first]) => new Promise((done) => {
  const counted = () => [...document.querySelectorAll("#board .col > h3 .count")]
    .reduce((sum, one) => sum + Number(one.textContent.replace(/\\D/g, "")), 0);
  const is_drawn = () => document.querySelectorAll("#board .task[id]").length >= first && counted() >= count
  const look = () => document.body?.dataset.ready === "1" && is_drawn()
    ? requestAnimationFrame(() => done(performance.timeOrigin + performance.now())) : setTimeout(look, 4);
  look();
})"""
# Every task of the board, by the button, as often as it is there.
UNFOLDED = """([count]) => new Promise((done) => {
  const begun = performance.now();
  for (let more; (more = document.querySelector("#board [data-more]")); ) more.click();
  const drawn = document.querySelectorAll("#board .task[id]").length;
  requestAnimationFrame(() => requestAnimationFrame(() => done(drawn < count ? null : performance.now() - begun)));
})"""
SEEN = """([id, words]) => { window.seen = new Promise((done) => {
  const look = () => document.getElementById(id)?.textContent.includes(words)
    && (watch.disconnect(), requestAnimationFrame(() => done(performance.timeOrigin + performance.now())));
  const watch = new MutationObserver(look);
  watch.observe(document.getElementById("board"), { subtree: true, childList: true, characterData: true });
}); }"""


def pages(stage: Stage, plan: Plan) -> Part:
    """Everything about what a person sees."""
    told: dict[str, list[float]] = {name: [] for name in ("cold_s", "warm_s", "seen_ms", "work_ms", "nodes", "rest_ms")}
    with _served(stage, plan.board) as served, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), headless=True, args=FLAGS)
        for _ in range(plan.rounds):
            _round(browser, served, plan.board, told)
        browser.close()
    return Part("The page", HOW, _rows(plan, told), told)


@contextmanager
def _served(stage: Stage, tasks: int) -> Iterator[Served]:
    folder = stage.place()
    folder.mkdir()
    served = Served(folder, CELL_DIARY="warning")
    world = World.again(folder)
    for number in range(tasks):
        world.act("alice", "add_task", cell=served.cell, title=f"Task {number}", department="logistics")
    served.start()
    try:
        yield served
    finally:
        served.stop()


def _round(browser: Browser, served: Served, tasks: int, told: dict[str, list[float]]) -> None:
    person = Person(browser, served, "chloe", "fr", "laptop").sign_in()
    try:
        cookies = person.context.storage_state()
        told["warm_s"].append(_load_s(person.page, served, tasks))
        told["warm_s"][-1] = _load_s(person.page, served, tasks)  # the first filled the browser's cache
        fresh = browser.new_context(storage_state=cookies, viewport={"width": 1440, "height": 900})
        told["cold_s"].append(_load_s(fresh.new_page(), served, tasks))
        fresh.close()
        told["nodes"].append(person.page.evaluate("document.querySelectorAll('*').length"))
        seen, work = _changes(person.page, served)
        told["seen_ms"].append(statistics.median(seen))
        told["work_ms"].append(work)
        told["rest_ms"].append(person.page.evaluate(UNFOLDED, [tasks]))
    finally:
        person.context.close()


def _load_s(page: Page, served: Served, tasks: int) -> float:
    begun = time.time()
    page.goto(f"{served.url}/cells/{served.cell}", wait_until="commit")
    return page.evaluate(LOADED, [tasks, min(tasks, FIRST)]) / 1000 - begun


def _changes(page: Page, served: Served) -> tuple[list[float], float]:
    """Milliseconds until each of some changes was seen, and of the browser's own work for one."""
    engine = page.context.new_cdp_session(page)
    engine.send("Performance.enable")
    page.wait_for_timeout(500)
    before, seen = _worked_s(engine), []
    for number in range(CHANGES):
        words = f"Changed {number} {time.time_ns()}"
        page.evaluate(SEEN, ["task-7", words])
        begun = time.time()
        answer = served.api(
            "alice", "POST", f"/cells/{served.cell}/commands/edit_task", json={"task": 7, "title": words}
        )
        assert answer.status_code == 200, answer.text
        seen.append(page.evaluate("window.seen") - 1000 * begun)
    return seen, 1000 * (_worked_s(engine) - before) / CHANGES


def _worked_s(engine: CDPSession) -> float:
    found: dict[str, Any] = {one["name"]: one["value"] for one in engine.send("Performance.getMetrics")["metrics"]}
    return found["ScriptDuration"] + found["LayoutDuration"] + found["RecalcStyleDuration"]


def _rows(plan: Plan, told: dict[str, list[float]]) -> list[Row]:
    is_like = plan.board == PLANKA_TASKS
    rivals = (
        ("cold_s", "loaded with an empty cache", PLANKA_COLD_S, "s"),
        ("warm_s", "loaded again", PLANKA_WARM_S, "s"),
        ("nodes", "DOM nodes", PLANKA_NODES, "nodes"),
        ("seen_ms", "a change by somebody else, seen", PLANKA_SEEN_MS, "ms"),
    )
    rows = [
        Row(
            f"{name}, {plan.board} tasks, over Planka's {rival:,g} (quoted, another run)",
            [one / rival for one in told[key]],
            1 if is_like else None,
            f"{unit}: {middle(told[key])}",
        )
        for key, name, rival, unit in rivals
    ]
    work = told["work_ms"]
    frames = [one / FRAME_MS for one in work]
    rest = told["rest_ms"]
    return [
        *rows,
        Row(f"the others of {plan.board} tasks brought by the button, ms", rest, None, f"ms: {middle(rest)}"),
        Row(f"work of redrawing one changed task of {plan.board}, in frames", frames, 1, f"ms: {middle(work)}"),
    ]
