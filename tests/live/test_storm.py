"""The server is killed and started: every screen is back within the published bound, and all show the same."""

from benchmarks.faults.storm import Storm, stormed, written
from tests.serving import Served


def test_all_screens_come_back_at_once_and_show_the_same(standing: Served):
    """Needs: snapshots built once per number, joins answered from memory, nobody's answer waiting for another's."""
    storm = Storm(standing, 100)
    try:
        storm.back(20)
        seq = written(standing, 5)
        for screen in storm.screens[::2]:
            screen.seq = seq
        _, after_s = stormed(standing, storm, 60)
        assert len(storm.shown()) == 2  # one for those who asked for the whole, one for those who asked for the rest
        assert after_s <= 5
    finally:
        storm.close()
