"""The server is killed and started: every screen is back within the published bound, and all show the same."""

from benchmarks.faults.storm import Storm, stormed, written
from tests.live.watching import worked_s
from tests.serving import PATIENCE_S, Served


def test_all_screens_come_back_at_once_and_show_the_same(standing: Served):
    """Needs: snapshots built once per number, joins answered from memory, nobody's answer waiting for another's."""
    storm = Storm(standing, 100)
    try:
        storm.back(PATIENCE_S)
        seq = written(standing, 5)
        for screen in storm.screens[::2]:
            screen.seq = seq
        stormed(standing, storm, PATIENCE_S)
        assert len(storm.shown()) == 2  # one for those who asked for the whole, one for those who asked for the rest
        assert worked_s(standing) <= 10  # its start included; benchmarks say how long it lasts on a quiet machine
    finally:
        storm.close()
