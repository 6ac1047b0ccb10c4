"""What reads alike is found in the cells one is in, as far as one may read them, and goes with its words."""

import pytest

from cell import similar
from cell.journal.orders import Job
from cell.organisation import set_synonyms
from tests.cast import World


@pytest.fixture
def memory() -> similar.Memory:
    return similar.Memory()


def refs(world: World, memory: similar.Memory, who: str, title: str, cell: str = "ctest") -> list[tuple[str, str]]:
    with world.house.store.reading() as connection:
        found, _synonyms = memory.alike(connection, world.ids[who], cell, title)
    return [(one.cell, one.ref) for one in found]


def add(world: World, title: str, **more: object) -> None:
    world.act("alice", "add_task", title=title, department="logistics", **more)


def test_tasks_of_all_departments_and_decisions_are_found_and_no_other_words(world: World, memory: similar.Memory):
    add(world, "Prévenir la préfecture du Nord")
    world.act("chloe", "comment_task", task=1, text="Louer quatre cents places de palettes")
    world.act("alice", "record_information", text="Louer quatre cents places de palettes")
    world.act("alice", "ask_decision", question="Louer quatre cents places de palettes ?")
    assert refs(world, memory, "chloe", "Alerter la préfecture du Nord") == [("ctest", "task:1")]
    assert refs(world, memory, "chloe", "Réserver quatre cents places de palettes") == [("ctest", "decision:1")]
    assert refs(world, memory, "chloe", "Compter les palettes") == []


def test_what_is_new_since_the_last_question_is_found_and_nothing_is_read_twice(
    world: World, memory: similar.Memory, monkeypatch: pytest.MonkeyPatch
):
    add(world, "Prévenir la préfecture du Nord")
    assert len(refs(world, memory, "chloe", "Prévenir la préfecture du Nord")) == 1
    add(world, "Alerter la préfecture du Nord")
    known = memory._known["ctest"]  # pyright: ignore[reportPrivateUsage]
    assert len(refs(world, memory, "chloe", "Prévenir la préfecture du Nord")) == 2
    assert memory._known["ctest"] is known and len(known) == 2  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setattr(similar, "_NEW", None)  # with nothing new, the journal is not asked
    assert len(refs(world, memory, "chloe", "Prévenir la préfecture du Nord")) == 2


def test_other_cells_of_the_person_are_looked_at_and_no_others(world: World, memory: similar.Memory):
    world.open("cpast", "alice")
    world.act("alice", "add_task", cell="cpast", title="Prévenir la préfecture du Nord", department="logistics")
    world.act("alice", "close_cell", cell="cpast", reason="fini")
    world.open("cplay", "alice", exercise=True)
    world.act("alice", "add_task", cell="cplay", title="Prévenir la préfecture du Nord", department="logistics")
    title = "Prévenir la préfecture du Nord"
    assert refs(world, memory, "alice", title) == [("cpast", "task:1")], "what is played was not done"
    assert refs(world, memory, "alice", title, "cplay") == [("cplay", "task:1")]
    assert refs(world, memory, "chloe", title) == []
    assert refs(world, memory, "chloe", title, "cpast") == [] == refs(world, memory, "eve", title)


def test_who_left_a_cell_is_told_nothing_of_it(world: World, memory: similar.Memory):
    add(world, "Prévenir la préfecture du Nord")
    assert refs(world, memory, "chloe", "Prévenir la préfecture du Nord")
    world.act("alice", "remove_member", member=world.ids["chloe"])
    assert refs(world, memory, "chloe", "Prévenir la préfecture du Nord") == []


def test_the_restricted_is_for_the_cleared(world: World, memory: similar.Memory):
    world.act("bruno", "ask_decision", question="Licencier le directeur de l’usine ?", restricted=True)
    title = "Licencier le directeur de l’usine"
    assert refs(world, memory, "bruno", title) == [("ctest", "decision:1")] == refs(world, memory, "alice", title)
    assert refs(world, memory, "chloe", title) == [] == refs(world, memory, "dan", title)


def test_words_that_are_withdrawn_are_found_no_more(world: World, memory: similar.Memory):
    add(world, "Prévenir Odile Marchandeau")
    seq = world.seq
    assert refs(world, memory, "chloe", "Prévenir Odile Marchandeau")
    world.act("bruno", "redact_entry", entry=seq, reason="nom")
    assert refs(world, memory, "chloe", "Prévenir Odile Marchandeau") == []
    assert len(memory._known["ctest"]) == 0  # pyright: ignore[reportPrivateUsage]


def test_a_change_of_synonyms_counts_at_once(world: World, memory: similar.Memory):
    add(world, "Joindre Odile")
    assert refs(world, memory, "chloe", "Zapper Odile") == []
    world.house.desk.ask(Job(lambda c: set_synonyms(c, None, (("joindre", "zapper"),))))
    assert refs(world, memory, "chloe", "Zapper Odile") == [("ctest", "task:1")]


def test_what_is_kept_is_bounded(world: World, memory: similar.Memory, monkeypatch: pytest.MonkeyPatch):
    """Needs: cells that nobody asked about lately are let go, the one at hand never is."""
    monkeypatch.setattr(similar, "KEPT", 3)
    for cell in ("cone", "ctwo"):
        world.open(cell, "alice")
        for number in range(3):
            world.act("alice", "add_task", cell=cell, title=f"Prévenir la mairie {number}", department="logistics")
    assert refs(world, memory, "alice", "Prévenir la mairie 1", "ctwo")[0] == ("ctwo", "task:2")
    assert len(memory._known) < 3  # pyright: ignore[reportPrivateUsage]
    assert refs(world, memory, "alice", "Prévenir la mairie 1", "cone")[0] == ("cone", "task:2")
