"""The form shape: one class a question page, typed answers out, words that say what to do next."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice

from portal.vocabulary import LABELS


class CheckboxesField(SelectMultipleField):
    """Any number of choices; each shown as a checkbox."""


class PageForm(FlaskForm):
    """Checks shape, never permission or state.

    `about` names the hidden fields that say which version or stage it is about.
    """

    about: ClassVar[frozenset[str]] = frozenset()

    def answers(self) -> dict[str, Any]:
        """Typed keyword arguments for a command."""
        return {name: value for name, value in self.data.items() if name != "csrf_token"}

    def typed(self) -> dict[str, Any]:
        """The fields exactly as typed, right or wrong, for saving: text, or list of texts."""
        found: dict[str, Any] = {}
        for name, field in self._fields.items():
            if name in {"csrf_token", "submit"}:
                continue
            raw = field.raw_data or []
            is_many = field.type in {"SelectMultipleField", "CheckboxesField"}
            found[name] = [str(value) for value in raw] if is_many else str(raw[0] if raw else "")
        return found

    def error_list(self) -> list[dict[str, str]]:
        """For the error summary: text and the address of the first control of each wrong field."""
        found = []
        for name, messages in self.errors.items():
            field = self._fields.get(name)
            found += [
                {"text": str(message), "href": f"#{_first_control(field, name)}"}
                for message in messages
            ]
        return found


def choices(words: Iterable[StrEnum]) -> list[SelectChoice]:
    """The words of a vocabulary with their labels, in the language of who reads them."""
    return [SelectChoice(each.value, _l(LABELS[each])) for each in words]


def plain(value: Any) -> Any:
    """What was typed, with one kind of line end and without null characters."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _first_control(field: Any, name: str | None) -> str:
    """Radios and checkboxes: the first choice carries the field's own id."""
    return str(getattr(field, "id", None) or name or "main-content")
