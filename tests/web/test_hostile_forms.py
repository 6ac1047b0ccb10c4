"""What hostile people type into the forms of the pages, field by field: refused by name and kept, or shown as text."""

import html
import importlib
import pkgutil
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any
from uuid import uuid4

import pytest
from flask_wtf import FlaskForm
from werkzeug.test import TestResponse
from wtforms import HiddenField, PasswordField, StringField, SubmitField

import cell.web
from tests.cast import World
from tests.web.doors import DOORS, Door, Open, prepare, visitor
from tests.web.doors_between import BETWEEN
from tests.web.payloads import FORMULAS, REFUSED, TEMPLATES, UNSEEN, XSS
from tests.web.test_payloads import LIES, faults
from tests.web.visitor import Page

# Part of another form, or asked in an address (which tests/web/test_payloads.py tries).
WITHIN = {"PlainForm", "KeyedForm", "_Form", "Row", "ObjectiveRow", "TaskRow", "RoleLines", "ReflexesForm"}
WITHIN |= {"TimedForm", "FilterForm", "SpanForm"}
SENT = tuple(one for one in REFUSED if not re.search("[\ud800-\udfff]", one))  # the others no browser sends
KEPT = (FORMULAS, XSS, TEMPLATES, UNSEEN)
OLD = re.compile(r"(^|-)(csrf_token|key)$")


@cache
def every_form() -> dict[str, type[FlaskForm]]:
    """The forms of the product, by the names of their classes."""
    for module in pkgutil.walk_packages(cell.web.__path__, "cell.web."):
        importlib.import_module(module.name)
    found: list[type[FlaskForm]] = []
    for one in (left := [FlaskForm]):
        left += one.__subclasses__()
        found += [one] if one.__module__.startswith("cell.") else []
    return {f"{_page(one)}{one.__name__}": one for one in found}


def _page(form: type[FlaskForm]) -> str:
    """What tells two forms of one name apart: that of the later one begins with its module's."""
    return "passing." if ".passing." in form.__module__ else ""


def kind_of(form: type[FlaskForm], name: str) -> str:
    """text, secret, hidden or choice: what a field of a form takes; rows of a playbook are texts, but for choices."""
    field = getattr(form, name, None)
    made = getattr(field, "field_class", None)
    if made is None:
        return "choice" if re.search("department|priority|-objective|sense|-(h|min)$", name) else "text"
    if issubclass(made, PasswordField | HiddenField):
        return "secret" if issubclass(made, PasswordField) else "hidden"
    return "text" if issubclass(made, StringField) else "choice"


def folded(text: str) -> str:
    """A text as it is compared: composed, blanks alike."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def back(text: Any) -> str:
    """What a field holds, as far as HTML carries it."""
    text = text[0] if isinstance(text, list) and len(text) == 1 else text
    return re.sub("[\x00\ufffd]", "", str(text)).replace("\r\n", "\n").replace("\r", "\n")


class Typist:
    """Types samples into every field of a form. `tried` counts them, `stored` those that were shown as they are."""

    def __init__(self, world: World):
        self.world = world
        self.tried: Counter[tuple[str, str]] = Counter()
        self.stored: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.wrong: list[str] = []
        self._turn = 0

    def type_into(self, door: Door) -> None:
        """All of one form."""
        form, here = every_form()[door.form], door.way(self.world)
        action, fields = self._form(door, here, form)
        if not fields:  # it is not on the page: there is nothing to choose from
            return
        skip = {name for name in dir(form) if getattr(getattr(form, name), "field_class", None) is SubmitField}
        rows = {name for name in fields if re.match(door.rows, name)} if door.rows else set[str]()
        kinds = {name: kind_of(form, name) for name in sorted(rows | _fields(form) - skip) if not OLD.search(name)}
        choices = [name for name in kinds if kinds[name] in ("choice", "hidden")]
        tries = [([name], sample) for name in kinds if name not in choices for sample in self._samples()]
        for names, sample in [*tries, *([(choices, self._samples()[0])] if choices else [])]:
            kind = kinds[names[0]] if names is not choices else "choice"
            if self._one(door, here, action, fields, dict.fromkeys(names, sample), kind):
                here = door.way(self.world)
                action, fields = self._form(door, here, form)

    def _samples(self) -> list[str]:
        """One of each class that is kept, in one text, and one of what is refused: others each time."""
        self._turn += 1
        return [" ".join(one[self._turn * 7 % len(one)] for one in KEPT), SENT[self._turn % len(SENT)]]

    def _form(self, door: Door, here: Open, form: type[FlaskForm]) -> tuple[str, dict[str, Any]]:
        names = {here.prefix + one for one in _fields(form)} - {"csrf_token"}
        found = max(here.page.forms, key=lambda one: len(names & here.page.forms[one].keys()))
        if not names & here.page.forms[found].keys():
            return found, {}
        typed = {name: value(self.world) if callable(value) else value for name, value in door.typed.items()}
        typed = {
            name: next(iter(value.values())) if isinstance(value, dict) else value for name, value in typed.items()
        }
        return found, {**here.page.forms[found], **{here.prefix + name: typed[name] for name in typed}}

    def _one(
        self, door: Door, here: Open, action: str, fields: dict[str, Any], typed: dict[str, str], kind: str
    ) -> bool:
        """Send a sample, in one text or in all choices; says whether something was stored by it."""
        hostile = {here.prefix + name: sample for name, sample in typed.items()}
        keys = {one: uuid4().hex for one in fields if OLD.search(one) and one.endswith("key")}
        sent = {**fields, **keys, **hostile}
        answer = here.visitor.post(action or here.path, sent)
        self.tried.update((door.form, name) for name in typed)
        if answer.status_code < 400:
            self.stored[door.form] += 1
            found = faults(answer) + self._shown(here, answer, next(iter(typed.values())) if kind == "text" else "")
        else:
            self.refused[door.form] += 1
            found = [one for one in faults(answer) if not one.startswith("hides")]
            found += _kept(answer, action, sent, hostile, kind)
        self.wrong += [f"{door.form} {hostile!a}: {answer.status_code} {one}" for one in found]
        return answer.status_code < 400

    def _shown(self, here: Open, answer: TestResponse, sample: str) -> list[str]:
        """What is wrong with the page that shows what was stored."""
        if here.shown == "-":
            return []
        where = here.shown or answer.headers.get("Location", "").partition("#")[0]
        who = visitor(self.world) if here.shown.endswith("/members") else here.visitor
        page = who.get(where) if where else answer
        if page.status_code in (302, 303) and not sample:
            return []
        wrong = faults(page) + ([f"page {page.status_code}"] if page.status_code >= 400 else [])
        is_there = folded(LIES.sub("", sample)) in folded(html.unescape(page.text))
        return wrong + ([] if is_there else [f"not shown at {where}"])


def _fields(form: type[FlaskForm]) -> set[str]:
    return {name for name in dir(form) if hasattr(getattr(form, name), "field_class")}


def _kept(answer: TestResponse, action: str, sent: dict[str, Any], hostile: dict[str, str], kind: str) -> list[str]:
    """What is wrong with a refusal: of what was typed nothing is lost, and the field is named."""
    page = Page(answer.text)
    form = page.forms.get(action, {})
    wrong = [] if form else ["the form is gone"]
    for one, typed in sent.items():
        is_open = isinstance(typed, str) and one in form and not re.search("password|current|again", one)
        is_asked = kind == "text" or one not in hostile  # a choice that is none cannot come back
        if is_open and is_asked and not OLD.search(one) and back(form[one]) != back(typed):
            wrong.append(f"{one} came back as {form[one]!a}")
    at_door = "password" in page.errors and "password" in sent  # nobody is told which of the two is wrong
    is_told = (
        hostile.keys() <= page.errors.keys()
        or at_door
        or (answer.status_code in (409, 429) and 'role="alert"' in answer.text)
    )
    return wrong + ([f"not named, but {sorted(page.errors)}"] if kind == "text" and not is_told else [])


@pytest.fixture(scope="module")
def typist(shared: World) -> Iterator[Typist]:
    prepare(shared)
    typist = Typist(shared)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cell.web.turns.READINGS_FREE", 10_000)
        for door in (*DOORS, *BETWEEN):
            typist.type_into(door)
    yield typist


def test_what_is_typed_is_refused_by_name_and_kept_or_shown_as_text(typist: Typist):
    assert not typist.wrong, "\n".join(typist.wrong)


def test_every_form_and_each_of_its_texts_was_tried(typist: Typist):
    """Needs: a new form is walked too: put it into tests/web/doors.py."""
    forms = every_form()
    assert forms.keys() - WITHIN == {door.form for door in (*DOORS, *BETWEEN)}
    texts = {
        (name, field)
        for name in forms.keys() - WITHIN
        for field in _fields(forms[name])
        if kind_of(forms[name], field) == "text"
    }
    assert len(texts) > 45
    assert not {one for one in texts if typist.tried[one] < 2}
    assert typist.stored.total() > 45 and typist.refused.total() > 100
    print(typist.tried.total(), "typed,", typist.stored.total(), "stored")
