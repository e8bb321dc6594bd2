"""A page's words: saved by themselves as they are typed, and back when their writer is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from flask import Response, request
from flask_babel import gettext
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from portal.blueprints.form import PageForm
from portal.commands import contact_words
from portal.commands.base import Refused
from portal.queries.contacts import other_window, saved_page
from portal.queries.kept_words import kept
from portal.rules.typed import whole
from portal.web import go_to, new_key, page, utc_now

AnyForm = TypeVar("AnyForm", bound=PageForm)


@dataclass(frozen=True)
class Saved:
    """The version a window saves from, what another window saved, and what changed meanwhile."""

    tab: str
    version: int = 0
    others: tuple[str, ...] = ()
    others_at: datetime | None = None
    has_changed: bool = False  # the words were written about another version or stage


def saved_beside(
    contact: Any, name: str, form: PageForm | None = None, first: dict[str, Any] | None = None
) -> Saved:
    """As the page has it now, for its form to carry; `first` is what stands now."""
    tab = request.form.get("tab", "")[:40] or new_key()
    row = saved_page(current_user, contact, name)
    other = saved_page(current_user, contact, other_window(name))
    if row is None:
        return Saved(tab)
    now = {value for _, value in fields_of(row.answers)}
    about = form.about if form is not None else frozenset()
    others = dict.fromkeys(
        value.strip()
        for field, value in fields_of(other.answers if other else {})
        if field not in about
    )
    told = tuple(text for text in others if len(text) > 1 and text not in now)
    stands = first or {}
    has_changed = any(row.answers.get(each) not in {None, stands.get(each)} for each in about)
    return Saved(tab, row.version, told, other.saved_at if other else None, has_changed)


def words_for(
    kind: type[AnyForm], contact: Any, name: str, first: dict[str, Any] | None = None
) -> tuple[AnyForm, bool]:
    """The form as its writer left it, and whether its words outlived a sign-in.

    Words kept through an expired sign-in come first, then those saved as they were typed, then
    `first`. Kept words become saved words on the way. Which version or stage the form is about
    always comes from `first`: words written about an earlier one never bring it back.
    """
    if request.method == "POST":
        return kind(), False
    waiting = kept(current_user, request.path, utc_now())
    if waiting is not None:
        form = kind(formdata=MultiDict(fields_of(waiting)))
        contact_words.take_kept_words(
            current_user, contact, name, _typed(form), path=request.path, at=utc_now()
        )
        return kind(formdata=_given(kind, _typed(form), first)), True
    saved = saved_page(current_user, contact, name)
    if saved is None:
        return kind(formdata=MultiDict(fields_of(first)) if first else None), False
    return kind(formdata=_given(kind, saved.answers, first) or None), False


def _given(
    kind: type[PageForm], words: Mapping[str, Any], first: dict[str, Any] | None
) -> MultiDict[str, str]:
    """The words, about what stands now."""
    kept_words = {name: value for name, value in words.items() if name not in kind.about}
    now = {name: value for name, value in (first or {}).items() if name in kind.about}
    return MultiDict(fields_of(kept_words | now))


def ask(
    kind: type[PageForm],
    contact: Any,
    name: str,
    act: Callable[..., None],
    *,
    then: str = "contacts.show",
    then_ids: Mapping[str, Any] | None = None,
    area: str = "contacts",
    first: dict[str, Any] | None = None,
    template: str = "",
    **beside: Any,
) -> Response:
    """One page of words, saved as they are typed, acted on once; `beside` is what it shows too.

    `then_ids` are what `then` needs besides the contact; `area` is the folder of its template.
    `name` is what the words are saved under; the page is named so too, unless `template` names it.
    """
    form, was_kept = words_for(kind, contact, name, first)
    contact_id = contact.id
    if is_autosave():
        return saved_note(save(form, contact, name))
    if form.validate_on_submit() and done(form, act):
        return go_to(then, contact_id=contact_id, **(then_ids or {}))
    if request.method == "POST":
        save(form, contact, name)
    saved = saved_beside(contact, name, form, first)
    shown = template or f"{area}/{name}.html"
    return page(shown, form=form, contact=contact, kept=was_kept, saved=saved, **beside)


def done(form: PageForm, act: Callable[..., None]) -> bool:
    """Act, or say on its field what the act was refused for."""
    try:
        act(**form.answers())
    except Refused as refusal:
        if refusal.field not in form:
            raise
        form[refusal.field].errors = [gettext(refusal.message)]
        return False
    return True


def save(form: PageForm, contact: Any, name: str) -> int:
    """Keep what is typed, right or wrong; the answer is the version saved."""
    window = contact_words.Window(
        request.form.get("tab", "")[:40], whole(request.form.get("base")) or 0
    )
    words = _typed(form)
    return contact_words.save_words(current_user, contact, name, words, at=utc_now(), window=window)


def is_autosave() -> bool:
    """Whether the page sends its words by itself, only to be kept."""
    return request.form.get("autosave") == "1"


def saved_note(version: int) -> Response:
    """What the page says after saving itself, and the version it saves from next."""
    return page("contacts/_saved.html", saved_at=utc_now(), version=version)


def _typed(form: PageForm) -> dict[str, Any]:
    return {name: value for name, value in form.typed().items() if value}


def fields_of(given: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Saved words as a form takes them: name and value, once for each value."""
    return [
        (name, one)
        for name, value in given.items()
        for one in (value if isinstance(value, list) else [value])
    ]
