"""Deeds as sentences, in the reader's language: who did what to whom, and what it was before."""

import json
from typing import Any

from sqlalchemy import Connection

from cell import language, organisation, outlets
from cell.deeds import Deed
from cell.organisation.departments import STAFF
from cell.web.admin.fields import span

N_ = language.N_
# One sentence per deed. {by} did it, {about} is whom or what it was done to, {changes} what it was and what it is.
SENTENCES = {
    "person.added": N_("{by} made an account for {about}"),
    "person.changed": N_("{by} changed the account of {about}: {changes}"),
    "person.disabled": N_("{by} disabled the account of {about}"),
    "person.enabled": N_("{by} enabled the account of {about} again"),
    "person.signed_out": N_("{by} signed {about} out everywhere"),
    "admin.given": N_("{by} made {about} an administrator"),
    "admin.taken": N_("{by} took administration back from {about}"),
    "password.reset": N_("{by} gave {about} a password to be used once"),
    "factor.dropped": N_("{by} switched off the second step of {about}"),
    "department.added": N_("{by} added the department {about}"),
    "department.changed": N_("{by} changed the department {about}: {changes}"),
    "department.archived": N_("{by} archived the department {about}"),
    "department.restored": N_("{by} brought back the department {about}"),
    "department.moved": N_("{by} moved the department {about}: {changes}"),
    "level.changed": N_("{by} changed level {about}: {changes}"),
    "playbook.added": N_("{by} added the playbook {about}"),
    "playbook.changed": N_("{by} changed the playbook {about}: {changes}"),
    "playbook.archived": N_("{by} archived the playbook {about}"),
    "playbook.restored": N_("{by} brought back the playbook {about}"),
    "synonyms.changed": N_("{by} changed the synonyms: {changes}"),
    "outlet.added": N_("{by} added the alert channel {about}"),
    "outlet.changed": N_("{by} changed the alert channel {about}: {changes}"),
    "outlet.on": N_("{by} switched the alert channel {about} on"),
    "outlet.off": N_("{by} switched the alert channel {about} off"),
    "outlet.removed": N_("{by} removed the alert channel {about}"),
    "outlet.tried": N_("{by} tried the alert channel {about}"),
    "outlet.tried_again": N_("{by} had a message to the alert channel {about} sent again"),
    "outlet.given_up": N_("Messages to the alert channel {about} are given up: {changes}"),
}
FIELDS = {
    "name": N_("name"),
    "email": N_("e-mail"),
    "name_fr": N_("name in French"),
    "name_en": N_("name in English"),
    "code_fr": N_("code in French"),
    "code_en": N_("code in English"),
    "holder": N_("holder"),
    "deputy": N_("deputy"),
    "sponsor": N_("sponsor"),
    "position": N_("place"),
    "type": N_("type"),
    "body": N_("departments, aim, objectives, tasks or reflex cards"),
    "mobilise_s": N_("mobilise"),
    "acknowledge_s": N_("acknowledge"),
    "decide_s": N_("decide"),
    "know_s": N_("make known"),
    "approve_s": N_("approve"),
    "handoff_s": N_("hand off"),
    "stall_s": N_("ask again"),
    "point_every_s": N_("a point every"),
    "address": N_("address"),
    "language": N_("language"),
    "zone": N_("time zone"),
    "everything": N_("everything"),
    "director": N_("what goes to who leads"),
    "departments": N_("departments"),
    "level": N_("level"),
    "exercises": N_("exercises too"),
    "quiet_from": N_("quiet from"),
    "quiet_until": N_("quiet until"),
}
# Why a message was not sent, by the code that is kept with it.
REASONS = {
    "answered": N_("The other side refused it (answer {number})."),
    "unreached": N_("The other side could not be reached."),
    "failed": N_("The other side did not take it."),
    "not_taken": N_("This kind of address is not taken any more."),
    "shut": N_("The address was encrypted with another key: type it again."),
    "stale": N_("It lay here for two days: nobody needs it any more."),
    "restored": N_("It waited when the backup was made that was put back."),
    "many": N_("Held back a little: so much is asked at once that it goes together."),
    "together": N_("It went with others, in one message."),
    "quiet": N_("Held back until the quiet hours are over."),
    "settled": N_("It was answered before it was sent."),
    "unwanted": N_("The channel was switched off, or is not for this any more."),
    "removed": N_("The channel was removed."),
}
TAKEN_OUT, PUT_IN = N_("without “{words}”"), N_("with “{words}”")
CHANGE = N_("{field} from “{former}” to “{present}”")
OPERATOR = N_("The operator")


def why(reason: str | None, tongue: str) -> str:
    """Why a message was not sent, in a language."""
    code, _colon, number = (reason or "").partition(":")
    return language.say(REASONS[code], tongue).format(number=number) if code in REASONS else ""


class Names:
    """Who and what deeds are about, by the names they have now, in one language."""

    def __init__(self, connection: Connection, tongue: str):
        self.tongue = tongue
        self._people = {str(one.id): one.name for one in organisation.people_of(connection)}
        self._things: dict[str, dict[str, str]] = {"department": {}, "playbook": {}}
        for away in (False, True):
            for one in organisation.departments_of(connection, archived=away):
                self._things["department"][one.slug] = getattr(one.name, tongue)
            for one in organisation.playbooks_of(connection, archived=away):
                self._things["playbook"][one.slug] = getattr(one.name, tongue)
        self._things["outlet"] = {str(one.id): one.name for one in outlets.outlets_of(connection, removed=True)}

    def about(self, deed: Deed) -> str:
        """Whom or what a deed is about."""
        noun = deed.deed.partition(".")[0]
        if noun in self._things:
            return self._things[noun].get(deed.about, deed.about)
        return deed.about if noun == "level" else self._people.get(deed.about, deed.about)

    def sentence(self, deed: Deed) -> str:
        """A deed in a sentence."""
        by = deed.by_name or language.say(OPERATOR, self.tongue)
        text = language.say(SENTENCES[deed.deed], self.tongue)
        return text.format(by=by, about=self.about(deed), changes=self._changes(deed.facts))

    def _changes(self, facts: dict[str, Any]) -> str:
        told: list[str] = []
        for name, change in facts.items():
            field = language.say(FIELDS.get(name, name), self.tongue)
            if name in ("body", "address"):
                told.append(field)
            elif name == "reason":
                told.append(why(change[1], self.tongue))
            elif name == "groups":
                told += self._groups(*change)
            else:
                former, present = (self._value(name, value) for value in change)
                text = language.say(CHANGE, self.tongue)
                told.append(text.format(field=field, former=former, present=present))
        return ", ".join(told)

    def _groups(self, gone: list[str], come: list[str]) -> list[str]:
        """Which synonyms are there no more, and which are new."""
        said = [(TAKEN_OUT, words) for words in gone] + [(PUT_IN, words) for words in come]
        return [language.say(text, self.tongue).format(words=words) for text, words in said]

    def _value(self, name: str, value: Any) -> str:
        if value is None:
            return language.say(language.NOBODY, self.tongue) if name in STAFF else "—"
        if name in STAFF:
            return self._people.get(str(value), str(value))
        if isinstance(value, bool):
            return language.say(language.LABELS["yes" if value else "no"], self.tongue)
        if name == "departments":
            slugs: list[str] = json.loads(value)
            return ", ".join(self._things["department"].get(slug, slug) for slug in slugs) or "—"
        if name.endswith("_s"):
            return span(value)
        if name == "type" and value in language.TYPES:
            return language.say(language.TYPES[value], self.tongue)
        return str(value)
