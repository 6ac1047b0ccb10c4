"""Fields of the administration's forms: a duration in hours and minutes, and the smaller rules they share."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import Field, ValidationError
from wtforms.utils import unset_value
from wtforms.validators import Length

from cell.errors import Refused
from cell.forms import sentence
from cell.texts import TEXT, line

_: Any = lazy_gettext
LONGEST_S = 30 * 24 * 3600


def short(limit: int) -> Length:
    """At most so many characters."""
    return Length(max=limit, message=_("%(limit)s characters at most.", limit=limit))


def readable(_form: Any, field: Field) -> None:
    """Signs that can be seen, and the blanks of French typography; the same rule that holds where it is kept."""
    if field.data:
        try:
            line(field.data, field.name, TEXT)
        except Refused as refused:
            raise ValidationError(sentence(refused)) from None


def span(seconds: int) -> str:
    """A duration as both languages write it: 45 min, 2 h, 1 h 05."""
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return f"{minutes}\u00a0min"
    return f"{hours}\u00a0h" + (f"\u00a0{minutes:02d}" if minutes else "")


def hours_and_minutes(seconds: int | None) -> tuple[str, str]:
    """A duration as it is typed: hours and minutes, both empty for none."""
    if seconds is None:
        return "", ""
    minutes = round(seconds / 60)
    return str(minutes // 60), str(minutes % 60)


def seconds_of(hours: str, minutes: str) -> int | None:
    """What was typed, in seconds; None where it is no whole number of minutes from one minute to 30 days."""
    parts = [part.strip() or "0" for part in (hours, minutes)]
    if not all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts):
        return None
    seconds = 3600 * int(parts[0]) + 60 * int(parts[1])
    return seconds if 60 <= seconds <= LONGEST_S else None


class DurationField(Field):
    """A duration, in two boxes: hours and minutes. `data` is in seconds; `typed` is what stands in the boxes."""

    typed: tuple[str, str] = ("", "")

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Read both boxes; without a form, the seconds that are given."""
        super().process(None, data)
        self.typed = hours_and_minutes(self.data)
        if not formdata:
            return
        self.typed = formdata.get(f"{self.name}-h", ""), formdata.get(f"{self.name}-min", "")
        self.data = seconds_of(*self.typed)

    def pre_validate(self, form: Any) -> None:
        """Something that can be promised."""
        if self.data is None:
            raise ValidationError(gettext("Hours and minutes in figures, from one minute to 30 days."))
