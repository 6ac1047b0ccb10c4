"""The fold: pure, total over the kinds, and it can be taken back."""

import msgspec
import pytest

from cell.board import NOUNS, RULES, Board, fold, ref_about, ref_of, replay, split, take_back
from cell.kinds import KINDS, Entry
from tests.facts.samples import ENTRIES

BY_KIND = pytest.mark.parametrize("entry", ENTRIES, ids=[entry.kind for entry in ENTRIES])


def test_every_kind_has_a_rule_and_every_rule_a_kind():
    assert set(RULES) == set(KINDS)


@BY_KIND
def test_each_step_can_be_taken_back(entry: Entry):
    before = replay(ENTRIES[: entry.seq - 1])
    board = before.copy()
    former = fold(board, entry)
    after = board.copy()
    assert (board.seq, board.at) == (entry.seq, entry.at)
    take_back(board, former, before.seq, before.at)
    assert board == before
    assert list(board.rows()) == list(before.rows())
    fold(board, entry)
    assert board == after


@BY_KIND
def test_a_step_touches_the_row_it_is_about_and_leaves_all_it_does_not_name(entry: Entry):
    before = replay(ENTRIES[: entry.seq - 1])
    board = before.copy()
    former = fold(board, entry)
    for ref in {*before.rows(), *board.rows()} - set(former):
        assert board.row(ref) is before.row(ref)
    about = ref_about(entry)
    if former:
        assert about in former
    else:
        spoken = ("corrected", "redacted", "linked", "marked", "unmarked")
        in_record = {"source.recorded", "step.recorded", "step.passed"}  # far too many for rows
        assert entry.kind in {f"entry.{verb}" for verb in spoken} | in_record
        assert about is None


def test_the_fold_reads_nothing_but_the_entry_and_the_board():
    assert replay(ENTRIES) == replay(ENTRIES)
    assert replay(ENTRIES[20:], replay(ENTRIES[:20])) == replay(ENTRIES)


def test_an_entry_out_of_order_is_refused():
    board = replay(ENTRIES[:5])
    for wrong in (ENTRIES[3], ENTRIES[4], ENTRIES[6]):
        with pytest.raises(ValueError, match="does not follow"):
            fold(board, wrong)
    assert board == replay(ENTRIES[:5])


def test_a_board_survives_json():
    board = replay(ENTRIES)
    again = msgspec.json.decode(msgspec.json.encode(board), type=Board)
    assert again == board
    assert list(again.rows()) == list(board.rows())


def test_refs_name_a_noun_and_a_row():
    board = replay(ENTRIES)
    for ref, row in board.rows().items():
        noun, ident = split(ref)
        assert noun in NOUNS and ref_of(noun, ident) == ref
        assert board.row(ref) is row
    assert board.row("task:99") is None


def test_a_copy_lives_its_own_life():
    board = replay(ENTRIES[:9])
    copy = board.copy()
    fold(copy, ENTRIES[9])
    assert board.tasks[1].status == "to_acknowledge"
    assert copy.tasks[1].status == "in_progress"
