"""Two people changed the same record: the page again, with both texts of all that differs."""

from collections.abc import Callable, Iterable, Mapping
from types import SimpleNamespace
from typing import Any

from flask import Response
from flask_babel import gettext

from portal.blueprints.early_help.asking import ask
from portal.blueprints.form import plain
from portal.commands.base import Crossed
from portal.rules.typed import read_date
from portal.web import day, page

Again = Callable[[Any], Mapping[str, Any]]  # a row, as it would be typed
NOT_TYPED = frozenset({"csrf_token", "key", "version", "kind"})
SECRET = ("phone", "address")
STAYS = ("is_address_secret", "is_at_risk")  # of two answers the safer one


def ask_or_compare(
    form: Any, template: str, act: Callable[[], Any], again: Again, **shown: Any
) -> Response:
    """The page as `ask` gives it; when somebody else was quicker, both texts and the form."""
    try:
        return ask(form, template, act, crossed=None, both=(), **shown)
    except Crossed as crossed:
        both = both_texts(crossed, form, again)
        _start_from(form, crossed)
        given = {name: value for name, value in shown.items() if name not in {"then", "anchor"}}
        return page(template, status=409, form=form, crossed=crossed, both=both, **given)


def both_texts(crossed: Crossed, form: Any, again: Again) -> list[tuple[str, str, str]]:
    """(question, saved by the other, typed here) for everything on which the two differ."""
    saved = SimpleNamespace(**crossed.saved)
    theirs, mine = again(saved), {name: field.data for name, field in form._fields.items()}
    found = _taken_away(saved, form)
    for name, field in form._fields.items():
        if name.endswith("_day"):
            found.append(_days(name.removesuffix("_day"), field, theirs, mine))
        elif name in theirs and name not in NOT_TYPED and not name.endswith(("_month", "_year")):
            texts = [_in_words(form, field, of.get(name)) for of in (theirs, mine)]
            found += _compared(saved, name, str(field.label.text), *texts)
    return [each for each in found if each[1] != each[2]]


def _compared(
    saved: Any, name: str, question: str, theirs: str, mine: str
) -> list[tuple[str, str, str]]:
    """One question; a secret address is shown to nobody here, and what stays is not asked."""
    if name in STAYS and getattr(saved, name):
        return []
    if name in SECRET and saved.is_address_secret:
        return [(question, gettext("Kept secret"), mine)] if mine else []
    return [(question, theirs, mine)]


def _days(
    prefix: str, field: Any, theirs: Mapping[str, Any], mine: Mapping[str, Any]
) -> tuple[str, str, str]:
    saved, typed = (day(read_date(dict(of), prefix)) for of in (theirs, mine))
    return (str(field.label.text), saved, typed)


def _in_words(form: Any, field: Any, value: Any) -> str:
    """What is typed; of a choice its label, of several their labels."""
    offered = getattr(form, f"{field.name}s", None) or getattr(field, "choices", None)
    if offered is None:
        return str(plain(value or "")).strip()
    chosen = set(value) if isinstance(value, list) else {value or ""}
    return ", ".join(str(each[1]) for each in map(tuple, offered) if each[0] in chosen)


def _taken_away(saved: Any, form: Any) -> list[tuple[str, str, str]]:
    if not getattr(saved, "is_removed", False):
        return []
    first = form["text" if "text" in form else "name"]
    return [(gettext("Is it still on the record?"), gettext("Taken away"), str(first.data or ""))]


def _start_from(form: Any, crossed: Crossed) -> None:
    """What the next save starts from, once both texts were read."""
    form.version.data = str(crossed.version)
    if "readers" in form:
        form.readers.data = chosen_by_both(crossed.saved["readers"], form.readers.data)
    for name in STAYS:
        if name in form and crossed.saved[name]:
            form[name].data = ["yes"]


def chosen_by_both(theirs: Iterable[str], mine: Iterable[str] | None) -> list[str]:
    """Of two choices of readers that crossed, those whom both writers chose."""
    wanted = set(mine or ())
    return [each for each in theirs if each in wanted]
