"""Every text of the interface exists in French, complete and set as French is printed."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
import words
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.project.tree import TOP

NARROW, WIDE = "\u202f", "\u00a0"
PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|\{\w+\}")
# What is wrong in French, once placeholders, tags and addresses are out of the way.
TYPOGRAPHY = {
    "straight apostrophe, use ’": re.compile(r"'"),
    "straight quotation mark, use « »": re.compile(r'"'),
    "three dots, use …": re.compile(r"\.\.\."),
    "U+202F before ; ! ?": re.compile(rf"(?<![{NARROW};!?])[;!?]"),
    "U+00A0 before :": re.compile(rf"(?<![{WIDE}:]):(?!\d|:)"),
    "U+00A0 before %": re.compile(rf"(?<!{WIDE})%"),
    "U+00A0 after «": re.compile(rf"«(?!{WIDE})"),
    "U+00A0 before »": re.compile(rf"(?<!{WIDE})»"),
}


def catalogue(language: str) -> Catalog:
    path = TOP / f"cell/words/{language}/LC_MESSAGES/messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def untranslated(message: Message | None) -> str | None:
    """Why a message does not count as translated, or None."""
    if message is None:
        return "not in the catalogue: run `make words`"
    if message.fuzzy:
        return "fuzzy"
    if not message.string or not all(forms(message.string)):
        return "empty"
    # One form may say "one" in words; the last one, for many, carries them all.
    wanted = set[str]().union(*map(placeholders, forms(message.id)))
    given = [placeholders(form) for form in forms(message.string)]
    if any(form - wanted for form in given) or given[-1] != placeholders(forms(message.id)[-1]):
        return "other placeholders"
    return None


def misprints(text: str) -> list[str]:
    """The rules of French typography a text breaks."""
    bare = re.sub(r"https?://\S+|<[^<>]*>|&\w+;", "", PLACEHOLDER.sub("x", text)).replace("%%", "%")
    return [rule for rule, pattern in TYPOGRAPHY.items() if pattern.search(bare)]


@pytest.fixture(scope="module")
def french() -> Catalog:
    return catalogue("fr")


@pytest.fixture(scope="module")
def sources() -> Catalog:
    return words.template()


def test_every_text_is_translated(french: Catalog, sources: Catalog):
    faults = {
        message.id: why
        for message in sources
        if message.id and (why := untranslated(french.get(message.id, message.context)))
    }
    assert not faults


def test_french_is_set_as_french(french: Catalog):
    faults = {
        text: rules for message in french if message.id for text in forms(message.string) if (rules := misprints(text))
    }
    assert not faults


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_nothing_is_left_over(language: str, sources: Catalog):
    catalog = catalogue(language)
    assert not catalog.obsolete
    gone = [message.id for message in catalog if message.id and not sources.get(message.id, message.context)]
    assert not gone


def test_sources_are_really_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for folder in ("cell", "templates", "static/js"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "cell/x.py").write_text("_('from Python')\nN_('for later')\n")
    (tmp_path / "templates/x.html").write_text("{% trans %}a block{% endtrans %}{{ _('from a template') }}")
    (tmp_path / "static/js/x.js").write_text("html`<b>${_('inside a literal')}</b>`; ngettext('one', 'many', n);\n")
    (tmp_path / "babel.cfg").write_text((TOP / "babel.cfg").read_text())
    monkeypatch.setattr(words, "TOP", tmp_path)
    found = [forms(message.id)[0] for message in words.template() if message.id]
    expected = ["a block", "for later", "from Python", "from a template", "inside a literal", "one"]
    assert sorted(found) == expected


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (None, "not in the catalogue"),
        (Message("Due", ""), "empty"),
        (Message("Due", "Échéance", flags={"fuzzy"}), "fuzzy"),
        (Message("By {name}", "Par {nom}"), "placeholders"),
        (Message(("one task", "%(n)s tasks"), ("une tâche", "des tâches")), "placeholders"),
    ],
)
def test_each_gap_is_seen(message: Message | None, why: str):
    assert why in (untranslated(message) or "")


@pytest.mark.parametrize(
    "text",
    [
        "l'heure",
        "Attention !",
        "Retard?",
        "a ; b",
        "Délai : 2",
        "90 %",
        "« ainsi »",
        "Patientez...",
        'dit "oui"',
        "50%%",
    ],
)
def test_each_misprint_is_seen(text: str):
    assert misprints(text)


@pytest.mark.parametrize(
    "text",
    [
        f"l’heure{NARROW}?",
        f"Délai{WIDE}: 14:05",
        f"«{WIDE}oui{WIDE}»",
        f"%(part)s{WIDE}%%",
        'voir <a href="x">ici</a>…',
        "Quoi\u202f?!",
    ],
)
def test_good_french_passes(text: str):
    assert not misprints(text)
