"""A message of many calls, in its words: who is asked, who is late, and how many there are, in the room there is."""

from typing import Any

import pytest

from cell import clock
from cell.outward import Call, digest_of, letter_of
from tests.cast import World

SLUGS = ("legal", "logistics", "production")


@pytest.fixture
def asked(world: World) -> World:
    due = clock.after(clock.now(), 600)
    world.act("alice", "ask_contributions", text="Votre part", departments=[*SLUGS], needed_by=due)
    return world


def test_what_one_department_gave_and_another_did_not_keeps_its_own_line(asked: World):
    """A call of all three stays as long as the clock has told it of one of them alone."""
    due = asked.board.contributions[1].needed_by
    first = Call(asked="contribute", ref="contribution:1", departments=SLUGS, due_at=due)

    def late(slug: str, **more: Any) -> Call:
        known = {"departments": (slug,), "late": (slug,), "step": "passed", "due_at": due}
        return Call(asked="contribute", ref="contribution:1", **{**known, **more})

    def told(*calls: Call) -> list[str]:
        body = digest_of([*calls], asked.board, "en", "UTC", "http://here.example", 900).body
        return [line for line in body.split("\n") if line.startswith("- ")]

    assert len(told(first, late("legal"))) == 2
    [line] = told(first, *map(late, SLUGS))
    assert "target has passed" in line
    [legal, others] = told(*map(late, SLUGS), late("legal", step="deputy", called="Eve"))
    assert "Logistics and Production" in legal + others and "Eve is asked" in legal + others
    bare = [late(slug, is_bare=True, step="director", departments=(), to_director=True) for slug in SLUGS]
    [line] = told(*bare)
    assert line.startswith("- Something restricted waits.") and "Late" not in line and "Legal" not in line


def test_of_too_many_departments_it_says_how_many_others(asked: World):
    slugs = ("legal", "logistics", *(f"a-department-with-a-long-name-{number}" for number in range(58)))
    call = Call(asked="contribute", ref="contribution:1", departments=slugs, step="deputy", called="n" * 300)
    for tongue, words in {"en": "Legal, Logistics and 58 others", "fr": "Juridique, Logistique et 58 autres"}.items():
        body = digest_of([call], asked.board, tongue, "UTC", "http://here.example", 900).body
        assert words in body and len(body) <= 900
    line = letter_of(call, asked.board, "en", "UTC", "").body.split("\n")[-2]
    assert line.startswith("Asked of: Legal, Logistics, a-") and line.endswith(" and 41 others")
    assert len(digest_of([call], asked.board, "en", "UTC", "http://here.example", 300).body) <= 300
