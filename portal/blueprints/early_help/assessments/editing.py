"""One way to write every page of an assessment: shown, saved by itself, saved, put together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, flash, request
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from portal.addresses import go_to_url
from portal.blueprints.early_help.assessments import material
from portal.blueprints.early_help.assessments.beside import beside
from portal.blueprints.early_help.assessments.desk import Desk
from portal.blueprints.early_help.assessments.forms import SheetForm, first, form_for
from portal.blueprints.early_help.assessments.words import differences
from portal.commands.assessments import AssessmentCompleted, save_assessment_page
from portal.commands.episode_pages import EpisodePageConflict
from portal.commands.kept_words import forget_words, keep_words
from portal.queries.kept_words import kept
from portal.rules.assessment import (
    LEAST,
    MAY_READ,
    MOST,
    NOT_ENOUGH,
    NOT_YET,
    as_asked,
    readers_of,
)
from portal.rules.assessment_pages import PageName
from portal.rules.saving import Saved, is_conflict
from portal.rules.typed import Page, whole
from portal.vocabulary import Answer
from portal.web import new_key, page, utc_now

CODES = frozenset({*Answer, NOT_YET, NOT_ENOUGH, *(str(each) for each in range(LEAST, MOST + 1))})
CHOICE = "choice-"  # before the name of a field, on the page that compares


@dataclass(frozen=True)
class Theirs:
    """What somebody else has saved on the page, who and when; `version` is what to save from."""

    saved: Page
    by: str
    at: datetime
    version: int


@dataclass(frozen=True)
class Editor:
    """One page of one assessment, in one request."""

    desk: Desk
    name: PageName

    def answer(self) -> Response:
        """The page for a GET; the outcome of saving for a POST."""
        if self.desk.can_write:
            return self._post() if request.method == "POST" else self._get()
        if request.method == "POST":
            typed = form_for(self.desk, self.name, request.form).typed()
            return self._too_late(typed, request.form.get("autosave") == "1")
        waiting = kept(self.desk.actor, request.path, utc_now())
        if waiting is None:
            return go_to_url(self.desk.address("show"))
        fields = MultiDict(pairs(waiting))
        return self._too_late(form_for(self.desk, self.name, fields).typed(), False)

    @property
    def _row(self) -> Any:
        return self.desk.rows.get(str(self.name))

    @property
    def _saved(self) -> dict[str, Saved]:
        row = self._row
        return {str(self.name): Saved(row.answers, row.version, row.tab)} if row else {}

    def _get(self) -> Response:
        waiting = kept(self.desk.actor, request.path, utc_now())
        if waiting is None:
            row, kind = self._row, self.name.kind
            given = as_asked(kind, row.answers) if row else first(self.desk, self.name)
            return self._page(form_for(self.desk, self.name, MultiDict(pairs(given))))
        fields = MultiDict(pairs(waiting))
        form = form_for(self.desk, self.name, fields)
        base = whole(fields.get("version")) or 0
        typed = {str(self.name): form.typed()}
        if is_conflict(self._saved, typed, fields.get("tab", ""), base):
            row = self._row
            theirs = Theirs(row.answers, row.saved_by, row.saved_at, row.version)
            return self._compare(form.typed(), theirs, status=200)
        return self._page(form, kept=waiting)

    def _post(self) -> Response:
        go, desk = request.form.get("go", ""), self.desk
        if go == "keep_saved":
            forget_words(desk.actor.account_id, request.path)
            return go_to_url(request.path)
        typed = self._typed(go)
        is_autosave = request.form.get("autosave") == "1"
        try:
            version = save_assessment_page(
                desk.actor,
                desk.episode,
                desk.assessment.id,
                str(self.name),
                typed,
                tab=request.form.get("tab", "")[:40],
                base_version=whole(request.form.get("version")) or 0,
                at=utc_now(),
                path=request.path,
            )
        except EpisodePageConflict as found:
            return self._conflict(found, typed, is_autosave)
        except AssessmentCompleted:
            return self._too_late(typed, is_autosave)
        if is_autosave:
            return page("assessments/_saved.html", saved_at=utc_now(), version=version)
        return self._left(go)

    def _typed(self, go: str) -> dict[str, Any]:
        """What was typed; with the choices made between two versions, or words brought in."""
        typed = form_for(self.desk, self.name, request.form).typed()
        if go == "merge" and self._row:
            return merged(typed, self._row.answers, request.form)
        found = material.source(self.desk, self.name, go)
        if found is not None:
            found.into(typed)
        return typed

    def _left(self, go: str) -> Response:
        brought = material.source(self.desk, self.name, go)
        if brought is not None:
            flash(gettext("The words are on this page. Look below at who may have it now."))
            return go_to_url(f"{request.path}#{brought.field}")
        if go == "merge":
            flash(gettext("Saved. Read the page once more before you go on."), "success")
            return go_to_url(request.path)
        if go == "list":
            return go_to_url(self.desk.address("show"))
        return go_to_url(self.desk.beside(self.name)[1])

    def _conflict(self, found: EpisodePageConflict, typed: Page, is_autosave: bool) -> Response:
        words = {**request.form.to_dict(flat=False), **dict(_lists(typed))}
        keep_words(self.desk.actor, request.path, words, at=utc_now())
        if is_autosave:
            return page("assessments/_not_saved.html", by=found.by)
        theirs = Theirs(found.saved, found.by, found.at, found.version)
        return self._compare(typed, theirs, status=409)

    def _compare(self, typed: Page, theirs: Theirs, *, status: int) -> Response:
        return page(
            "assessments/conflict.html",
            status=status,
            episode=self.desk.episode,
            desk=self.desk,
            heading=self.desk.heading(self.name),
            differences=differences(self.desk, self.name, theirs.saved, typed),
            theirs=theirs,
            fields=pairs(typed),
            tab=new_key(),
        )

    def _too_late(self, typed: Page, is_autosave: bool) -> Response:
        """Completed or ended meanwhile: nothing is saved, and every word is there to be copied."""
        if is_autosave:
            return page("assessments/_not_saved.html", by="")
        said = [value for value in typed.values() if isinstance(value, str)]
        texts = [value for value in said if value.strip() and value not in CODES]
        return page(
            "assessments/too_late.html",
            status=409,
            episode=self.desk.episode,
            desk=self.desk,
            texts=texts,
        )

    def _page(self, form: SheetForm, **more: Any) -> Response:
        back, _onward = self.desk.beside(self.name)
        row = self._row
        return page(
            f"assessments/pages/{self.name.kind}.html",
            form=form,
            episode=self.desk.episode,
            desk=self.desk,
            name=self.name,
            heading=self.desk.heading(self.name),
            back=back,
            row=row,
            version=row.version if row else 0,
            tab=new_key(),
            **beside(self.desk, self.name),
            **{"kept": None, **more},
        )


def merged(typed: Mapping[str, Any], saved: Page, chosen: Mapping[str, str]) -> dict[str, Any]:
    """Field by field: mine, theirs, or both; what nobody chose about stays as typed here.

    Only those of the family whom both writers chose may have a text: neither meant it for more.
    """
    found = dict(typed)
    for name, mine in typed.items():
        choice = chosen.get(f"{CHOICE}{name}", "mine")
        theirs = saved.get(name, type(mine)())
        if name.endswith(MAY_READ):
            chosen_by_them = readers_of(saved, name)
            found[name] = [each for each in mine if each in chosen_by_them]
        elif choice == "theirs":
            found[name] = theirs
        elif choice == "both":
            found[name] = _both(theirs, mine)
    return found


def _both(theirs: Any, mine: Any) -> Any:
    if isinstance(mine, list):
        return list(dict.fromkeys([*theirs, *mine]))
    return "\n\n".join(dict.fromkeys(each for each in (theirs, mine) if each.strip()))


def _lists(page_: Page) -> Iterable[tuple[str, list[Any]]]:
    return ((name, value if isinstance(value, list) else [value]) for name, value in page_.items())


def pairs(given: Page) -> list[tuple[str, str]]:
    """A page as a browser would send it."""
    return [(name, one) for name, values in _lists(given) for one in values]
