"""The fields of the journey's forms, worded once in `rules.consultation_words`."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice

from portal.blueprints.form import CheckboxesField, PageForm, plain
from portal.rules.consultation_words import CHOICES, LANGUAGES, question
from portal.rules.typed import LEFT_OUT, is_left_out, read_date, read_time
from portal.vocabulary import LABELS


def line(name: str, hint: Any = "") -> StringField:
    """One line of text."""
    return StringField(_l(question(name)), description=hint)


def area(name: str, hint: Any = "") -> TextAreaField:
    """As many lines as it takes."""
    return TextAreaField(_l(question(name)), description=hint)


def hidden() -> HiddenField:
    """A value the page carries along."""
    return HiddenField()


def choices_of(name: str, only: Iterable[StrEnum] = ()) -> list[SelectChoice]:
    """The words of a field's vocabulary with their labels; none for one filled in by the page."""
    members = list(only) or list(CHOICES.get(name, ()))
    return [SelectChoice(m.value, _l(LABELS.get(m) or LANGUAGES[m])) for m in members]


def radios(name: str, hint: Any = "", only: Iterable[StrEnum] = ()) -> RadioField:
    """One choice or none: no answer is never an error."""
    return RadioField(
        _l(question(name)),
        choices=choices_of(name, only),
        validate_choice=False,
        description=hint,
    )


def checkboxes(name: str, hint: Any = "") -> CheckboxesField:
    """Any number of choices; those from elsewhere are filled in by the page."""
    return CheckboxesField(
        _l(question(name)), choices=choices_of(name), validate_choice=False, description=hint
    )


class JourneyForm(PageForm):
    """One page of the journey: anything may be left out; only what cannot be read is pointed out.

    `dates` and `times` name the groups to check; those in `past` may not lie in the future, those
    in `near` no more than so many days before or after today.
    """

    dates: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    near: ClassVar[Mapping[str, tuple[int, int]]] = {}

    def typed(self) -> dict[str, Any]:
        """The fields exactly as typed, with one kind of line end and without null characters."""
        return {name: plain(value) for name, value in super().typed().items()}

    def point_out(self, today: date) -> bool:
        """Find what cannot be read and say so on its field; whether there is any."""
        typed = self.typed()
        for prefix in self.dates:
            self._point_out_date(typed, prefix, today)
        for name in self.times:
            if typed[name].strip() and read_time(typed, name) is None:
                self[name].errors = [gettext("Enter a time, like 3.15pm")]
            elif is_left_out(typed, name.removesuffix("_time")):
                self[name].errors = [gettext(LEFT_OUT)]
        return bool(self.errors)

    def _point_out_date(self, typed: dict[str, Any], prefix: str, today: date) -> None:
        day = self[f"{prefix}_day"]
        is_given = any(typed[f"{prefix}_{part}"].strip() for part in ("day", "month", "year"))
        on = read_date(typed, prefix)
        if is_given and on is None:
            day.errors = [gettext("Enter a real date, like 27 3 2019")]
        elif on is not None and on > today and prefix in self.past:
            day.errors = [gettext("Enter a date that is not in the future")]
        elif on is not None and prefix in self.near:
            before, after = self.near[prefix]
            if not -before <= (on - today).days <= after:
                day.errors = [gettext("Check the year: this day is too far away")]
