"""Words are found without their accents, in the cells one is in, as long as nobody takes them away."""

import pytest
from sqlalchemy import Connection, delete, insert, select, update

from cell import people, search
from cell.journal import rebuild
from cell.journal.orders import Job
from cell.kinds import has_words
from cell.search import Found, folded, marked, words_in
from cell.tables import words
from tests.cast import World
from tests.recording import command, entries_of, together
from tests.story import tell


def found(world: World, who: str, query: str) -> dict[str, tuple[int, ...]]:
    with world.house.store.reading() as connection:
        return {one.cell: one.hits for one in search.search(connection, world.ids[who], query)}


def groups(world: World, who: str, query: str) -> list[Found]:
    with world.house.store.reading() as connection:
        return search.search(connection, world.ids[who], query)


def task(world: World, title: str, **more: str) -> int:
    return world.act("alice", "add_task", title=title, department="logistics", **more).seq


@pytest.mark.parametrize(
    "query",
    ["Réserver", "reserver", "RÉSERVER QUAI", "quai  reserver", "re\u0301server", "serv", "l'été", "l’ETE", "n° 4"],
)
def test_neither_accents_nor_case_nor_order_count(world: World, query: str):
    seq = task(world, "Réserver le quai n° 4 pour l’été")
    assert found(world, "chloe", query) == {"ctest": (seq,)}


@pytest.mark.parametrize(
    ("text", "query"), [("cœur", "coeur"), ("Straße", "strasse"), ("Łódź", "lodz"), ("Aydın", "aydin")]
)
def test_letters_that_do_not_come_apart_are_found_too(world: World, text: str, query: str):
    seq = task(world, f"voir {text}")
    assert found(world, "chloe", query) == {"ctest": (seq,)}


@pytest.mark.parametrize("query", ["", "   ", "\u0301", "100% sûr", "a_b", "\\", "%", "_", "' OR 1=1 --", "*"])
def test_signs_of_the_database_mean_nothing(world: World, query: str):
    task(world, "tout autre chose, sans un signe")
    assert found(world, "chloe", query) == {}


@pytest.mark.parametrize("sign", ["%", "_", "\\", "'", '"'])
def test_such_signs_are_found_where_they_stand(world: World, sign: str):
    seq = task(world, f"le taux a{sign}b monte")
    task(world, "le taux axb monte")
    assert found(world, "chloe", f"a{sign}b") == {"ctest": (seq,)}


def test_every_word_must_stand_in_one_entry(world: World):
    task(world, "réserver le quai")
    task(world, "compter le stock")
    assert found(world, "chloe", "quai stock") == {}


def test_all_sorts_of_words_are_found(world: World):
    seqs = [task(world, "Marchandise A")]
    for who, name, args in (
        ("chloe", "comment_task", {"task": 1, "text": "la marchandise est là"}),
        ("chloe", "wait_task", {"task": 1, "on": {"outside": "Marchandeur SA"}, "reason": "accord"}),
        ("alice", "ask_decision", {"question": "Marchander ?"}),
        ("bruno", "record_information", {"text": "appel reçu", "source": "un marchand"}),
    ):
        world.act(who, name, **args)
        seqs.insert(0, world.seq)
    assert found(world, "dan", "marchand") == {"ctest": tuple(seqs)}


def test_the_newest_come_first_and_what_is_left_out_is_said(world: World):
    seqs = [task(world, f"baliser {number}") for number in range(search.HITS_OF_CELL + 1)]
    [one] = groups(world, "chloe", "baliser")
    assert one.hits == tuple(reversed(seqs[1:])) and one.more
    assert not groups(world, "chloe", "baliser 3")[0].more


def test_nobody_finds_what_is_not_theirs(world: World):
    task(world, "Réserver le quai")
    assert found(world, "eve", "quai") == {}
    world.act("alice", "remove_member", member=world.ids["chloe"])
    assert found(world, "chloe", "quai") == {}
    world.act("alice", "add_member", member=world.ids["chloe"], role="observer", department="logistics")
    assert found(world, "chloe", "quai") != {}


def test_what_is_restricted_is_found_by_the_cleared_alone(world: World):
    seq = world.act("bruno", "record_information", text="rançon demandée", restricted=True).seq
    assert found(world, "alice", "rancon") == {"ctest": (seq,)}
    assert found(world, "chloe", "rancon") == found(world, "dan", "rancon") == {}
    world.act("alice", "give_role", member=world.ids["chloe"], role="member", department="legal")
    assert found(world, "chloe", "rancon") == {"ctest": (seq,)}


def test_clearance_in_one_cell_opens_no_other(world: World):
    world.open("cother", "chloe")
    world.act("chloe", "add_member", cell="cother", member=world.ids["alice"], role="observer")
    world.act("chloe", "record_information", cell="cother", text="rançon", restricted=True)
    assert found(world, "alice", "rancon") == {}  # a director at home, an observer there


def test_open_cells_come_before_closed_and_real_before_exercise(world: World):
    world.open("cplay", "alice", title="Alerte", exercise=True)
    world.open("cshut", "alice", title="Alerte")
    world.act("alice", "close_cell", cell="cshut", reason="fini")
    world.act("alice", "set_aim", text="lever l’alerte")
    told = [(one.cell, one.exercise, one.state) for one in groups(world, "alice", "alerte")]
    assert told == [("ctest", False, "open"), ("cplay", True, "open"), ("cshut", False, "closed")]


def test_a_redaction_takes_the_words_out(world: World):
    seq = task(world, "appeler Marchandeau")
    world.act("bruno", "redact_entry", entry=seq, reason="nom")
    assert found(world, "alice", "marchandeau") == {}
    assert _rows(world, seq) == []
    assert found(world, "alice", "nom") == {"ctest": (world.seq,)}


def test_words_written_and_redacted_in_one_batch_are_never_found(world: World):
    seq = world.seq + 1
    together(
        world,
        [
            command(world, "chloe", "add_task", title="appeler Marchandeau", department="legal"),
            command(world, "bruno", "redact_entry", entry=seq, reason="nom"),
        ],
    )
    assert found(world, "alice", "marchandeau") == {} and _rows(world, seq) == []


def _rows(world: World, seq: int) -> list[object]:
    with world.house.store.reading() as connection:
        return list(connection.execute(select(words).where(words.c.cell == world.cell, words.c.seq == seq)))


def test_the_index_is_what_the_entries_say_and_is_mended_from_them(world: World):
    tell(world)
    assert world.house.desk.ask(Job(lambda c: rebuild.rebuild(c, world.cell))) == 0
    spoken = [entry.seq for entry in entries_of(world) if has_words(entry.facts)]

    def spoil(connection: Connection) -> None:
        connection.execute(delete(words).where(words.c.seq == spoken[0]))
        connection.execute(update(words).where(words.c.seq == spoken[1]).values(text="autre"))
        silent = next(seq for seq in range(1, world.seq + 1) if seq not in spoken)
        connection.execute(insert(words).values(cell=world.cell, seq=silent, clearance="cell", text="en trop"))

    world.house.desk.ask(Job(spoil))
    assert world.house.desk.ask(Job(lambda c: rebuild.rebuild(c, world.cell))) == 4  # one row wrong is one off, one on
    assert world.house.desk.ask(Job(lambda c: rebuild.rebuild(c, world.cell))) == 0


def test_entries_without_words_cost_no_row(world: World):
    task(world, "Réserver le quai")
    seq = world.act("chloe", "acknowledge_task", task=1).seq
    assert _rows(world, seq) == []


def test_a_disabled_account_is_only_shut_out_at_the_door(world: World):
    """Search asks who may look; whether they may come in at all is asked before it."""
    task(world, "Réserver le quai")
    world.house.desk.ask(Job(lambda c: people.disable_account(c, world.ids["chloe"])))
    assert world.browser("chloe").get("/search?q=quai").status_code == 302


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Réserver le quai", "reserver", [("Réserver", True), (" le quai", False)]),
        ("l’Été à Łódź", "ete lodz", [("l’", False), ("Été", True), (" à ", False), ("Łódź", True)]),
        ("cœur", "coeur", [("cœur", True)]),
        ("cœur", "oe", [("c", False), ("œ", True), ("ur", False)]),
        ("e\u0301te\u0301", "ete", [("e\u0301te\u0301", True)]),
        ("aaa", "aa", [("aa", True), ("a", False)]),
        ("rien", "zzz", [("rien", False)]),
        ("<b>quai</b>", "quai", [("<b>", False), ("quai", True), ("</b>", False)]),
    ],
)
def test_words_are_marked_where_they_stand_as_they_are_written(text: str, query: str, expected: list[tuple[str, bool]]):
    assert marked(text, query) == expected


def test_a_long_text_is_cut_around_the_first_word():
    text = "mot " * 500 + "quai " + "fin " * 500
    pieces = marked(text, "quai", room=100)
    assert pieces[0] == ("…", False) and pieces[-1] == ("…", False) and ("quai", True) in pieces
    assert sum(len(piece) for piece, _is_word in pieces) <= 102


def test_a_query_is_bounded():
    assert len(words_in(" ".join(f"mot{number}" for number in range(100)))) == search.WORDS_MAX
    assert words_in("x" * 10_000) == ["x" * search.QUERY_MAX]
    assert folded("ÉTÉ") == folded("été") == "ete"
