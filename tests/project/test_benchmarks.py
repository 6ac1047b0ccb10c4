"""Each measure of benchmarks/ still works: its tiniest form. What it measures there means nothing."""

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks import machine
from benchmarks.__main__ import PARTS
from benchmarks.frames import frame, frames
from benchmarks.plan import TINY
from benchmarks.report import Part, Row, page, ratios
from benchmarks.stage import Stage
from benchmarks.theft import Theft

NEEDED = pytest.mark.skipif(shutil.which("gcc") is None, reason="the limits are C programs: build/system.sh gcc")


def _is_there() -> bool:
    """Whether OpenSSL's headers are there, which the C limit needs for its handshake."""
    tried = subprocess.run(["gcc", "-E", "-"], input=b"#include <openssl/sha.h>\n", capture_output=True)
    return tried.returncode == 0


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    if not _is_there():
        pytest.skip("no OpenSSL headers: build/system.sh gcc")
    return Stage(tmp_path_factory.mktemp("stage"))


@NEEDED
@pytest.mark.slow
@pytest.mark.parametrize("name", PARTS)
def test_each_part_measures(name: str, stage: Stage):
    with ThreadPoolExecutor(1) as alone:  # a second browser driver is refused in the thread of the tests' own
        part = alone.submit(PARTS[name], stage, TINY).result()
    assert part.rows and part.raw
    assert all(row.ratios and min(row.ratios) >= 0 for row in part.rows)
    assert str(stage.folder) not in page([part], {}, machine.facts(stage.folder), 1)


def test_report_says_plainly_what_was_missed():
    rows = [
        Row("slow", ratios([3.0, 9.0, 4.0], [1.0, 1.0, 1.0]), 2, "ms: 4"),
        Row("many", [30.0], 20, at_least=True),
        Row("told", [7.0], None),
    ]
    said = page([Part("One", "How.", rows, {})], {"start": "it broke"}, ["2 cores"], 60)
    assert "1 of 2 limits held" in said and "**Missed:** slow" in said and "start: it broke" in said
    assert "| slow | ≤ 2.00 | 4.00 | 3 | 3.00 to 9.00 | **missed** | ms: 4 |" in said
    assert "| many | ≥ 20.0 | 30.0 | 1 | 30.0 to 30.0 | held |  |" in said


def test_client_reads_only_valid_streams():
    found, rest = frames(b"\x81\x02hi\x81\x7e\x00\x80" + b"x" * 128 + b"\x81\x05he")
    assert [one.body for one in found] == [b"hi", b"x" * 128] and rest == b"\x81\x05he"
    with pytest.raises(ValueError):
        frames(b"\x81\x02hi\x13\x37")
    with pytest.raises(ValueError):
        frames(frame(b"a client's frame"))


def test_a_measure_from_which_the_host_took_much_is_made_again_and_the_calmest_counts():
    stolen, whole, passed = 0, 0, iter([0, 0.5, 0, 0.2, 0, 0.01])  # before a measure, and during it

    def read() -> tuple[int, int]:
        return stolen, whole

    def wait(part: float) -> None:
        nonlocal stolen, whole
        stolen, whole = stolen + int(1000 * part), whole + 1000

    def measure() -> float:
        wait(part := next(passed))
        return part

    theft = Theft(most=9, read=read, sleep=lambda _s: wait(next(passed)))
    assert theft.calmest(measure) == 0.01
    assert theft.again == 2
    assert theft.taken == [0.01]
    assert "at most 1 %" in theft.said()
    hasty = Theft(most=0, read=read, sleep=lambda _s: wait(1 / 0))
    passed = iter([0.9])
    assert hasty.calmest(measure) == 0.9
    assert hasty.again == 0
