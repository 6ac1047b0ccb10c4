"""What a person is told of each refusal, by its code; the language is chosen where it is read (cell/language.py)."""

from datetime import datetime
from zoneinfo import ZoneInfo


def N_(text: str) -> str:
    """Mark a sentence for the catalogue; it is translated where it is read."""
    return text


REFUSALS = {
    "bad_request": N_("The request could not be read."),
    "signed_out": N_("You are signed out. Sign in again; what you typed is kept."),
    "wrong_code": N_("This code is not right, or it was used already."),
    "wrong_password": N_("This address and password do not go together."),
    "not_allowed": N_("Your role in this cell does not allow this."),
    "not_yours": N_("This is said by the department concerned, or by who leads or keeps the record."),
    "bad_origin": N_("This request does not come from this site's pages."),
    "bad_csrf": N_("This page is too old to be sent. Reload it and try again."),
    "not_found": N_("There is no such thing here, or you may not see it."),
    "nobody": N_("No account has this address."),
    "bad_method": N_("This address does not take that method."),
    "wrong_state": N_("This cannot be done as things stand now."),
    "unapproved": N_("Approvals are missing. Only the director publishes without them, and says why."),
    "already_taken": N_("Already taken in hand."),
    "already_there": N_("This is already there."),
    "role_taken": N_("Somebody holds this role already: it can only be handed over."),
    "already_offered": N_("An offer already waits for an answer."),
    "no_offer": N_("This role is not offered any more."),
    "last_director": N_("A cell is never without a director: hand the direction over first."),
    "no_such_name": N_("Nobody in the cell has this name. An e-mail address names anybody."),
    "same_name": N_("Two people in the cell have this name. An e-mail address tells them apart."),
    "same_department": N_("Two different departments."),
    "was_removed": N_("You were taken out of this cell. Only its direction can let you in again."),
    "invitation_over": N_("This invitation is over. Ask for another one."),
    "last_admin": N_("An organisation is never without an administrator: name another one first."),
    "last_one": N_("One must be left."),
    "key_reused": N_("This key was already used for something else."),
    "cell_closed": N_("The cell is closed: it can be read, not written."),
    "still_open": N_("Something is still open: settle it, pass it on or drop it."),
    "unchecked": N_("Stand-down criteria are not checked yet: say of each whether it is met."),
    "would_cycle": N_("These tasks would wait on each other for ever."),
    "changed_meanwhile": N_("Somebody changed this in the meantime. Look at it again; what you typed is kept."),
    "withdrawn": N_("The words that stood here were withdrawn meanwhile. Take them out of what you send too."),
    "too_late": N_("It is too late to take this back."),
    "too_soon": N_("Nobody could answer by then: leave ten minutes at least, or let silence go up."),
    "past": N_("That hour is past already: choose a later one."),
    "too_many_objectives": N_("There are four objectives already. Retire one before adding another."),
    "too_large": N_("What was sent is too large."),
    "bad_media": N_("Only JSON is taken here."),
    "missing": N_("This is needed."),
    "unknown_field": N_("Nobody knows this field."),
    "bad_value": N_("This value is not understood."),
    "bad_count": N_("There are too many of them, or too few."),
    "too_long": N_("This is too long."),
    "too_short": N_("This is too short."),
    "too_common": N_("This password is too easy to guess."),
    "unknown_command": N_("Nobody knows this command."),
    "too_many": N_("Too many at once. Wait a little and try again."),
    "broken": N_("Something broke on our side. Nothing was changed."),
    "cannot_write": N_("The server cannot write to its disk. Nothing was changed; try again in a moment."),
    "stopping": N_("The server is restarting. Nothing was changed; try again in a moment."),
}

# The same refusals when more is known: the first whose names are all there is said.
DETAILED = {
    "already_taken": (N_("{who} already took it in hand {at}."),),
    "wrong_state": (
        N_("{who} moved it to “{status}” {at}."),
        N_("It is “{status}” now."),
    ),
    "would_cycle": (N_("These tasks would wait on each other for ever: {chain}."),),
    "changed_meanwhile": (
        N_("{who} changed this {at}. Look at it again; what you typed is kept."),
        N_("This changed {at}. Look at it again; what you typed is kept."),
    ),
    "too_late": (N_("This can be taken back within {limit} seconds only."),),
    "role_taken": (N_("{who} holds this role already: it can only be handed over."),),
    "already_offered": (N_("An offer to {who} already waits for an answer."),),
    "bad_count": (N_("Between {least} and {limit} of them, or none."), N_("{limit} of them at most.")),
    "too_long": (N_("This is too long: {limit} characters at most."),),
    "too_short": (N_("This is too short: {limit} characters at least."),),
    "too_many": (
        N_("You asked for too many long pages or files in a short time ({mine}). Wait {limit} s and ask again."),
        N_("Too many long pages and files are being made ({everybodys}). Wait {limit} s and ask again."),
        N_("Too many tries. Wait {limit} s."),
    ),
    "already_there": (N_("This was already so {at}."),),
}

HOURS = (N_("at {time}"), N_("on {date} at {time}"))


def hour(instant: str, zone: str, now: str) -> tuple[str, dict[str, str]]:
    """How an instant is said in a zone, with the word it takes: the marked words, and what fills them.

    Today it is an hour; of another day the date is said too, of another year with the year.
    """
    there = ZoneInfo(zone)
    moment, today = (datetime.fromisoformat(one).astimezone(there) for one in (instant, now))
    date = f"{moment:%d/%m}" if moment.year == today.year else f"{moment:%d/%m/%Y}"
    return HOURS[moment.date() != today.date()], {"date": date, "time": f"{moment:%H:%M}"}
