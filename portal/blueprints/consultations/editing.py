"""One way to fill in every question page: shown, saved by itself, saved and left, or compared."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, request
from flask_babel import gettext
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from portal.addresses import go_to_url
from portal.blueprints.consultations.comparing import wording
from portal.blueprints.consultations.fields import JourneyForm
from portal.blueprints.consultations.pages import PERSON_HEADINGS, QuestionPage
from portal.blueprints.consultations.way import Way, is_from_check
from portal.commands.consultations import PageConflict, save_pages
from portal.commands.kept_words import forget_words, keep_words
from portal.policies.consultations import AlreadySent
from portal.queries.kept_words import kept
from portal.rules.lifecycle import NotAllowedNow
from portal.rules.saving import Saved, is_conflict, version_of
from portal.rules.typed import Page, whole
from portal.vocabulary import N_, PersonKind
from portal.web import go_to, new_key, page, uk_time, utc_now

NOBODY = (N_("the child or baby"), N_("this person"))
CARRIED = frozenset({"csrf_token", "tab", "version", "go", "autosave", "shown_errors", "back_to"})


@dataclass(frozen=True)
class Editor:
    """One question page of one draft, in one request."""

    way: Way
    spec: QuestionPage
    part: uuid.UUID | None = None
    extra: dict[str, Any] | None = None  # what the page's own template needs besides
    after: Callable[[], Response] | None = None  # where "continue" leads, if not along the way

    def answer(self) -> Response:
        """The page for a GET; the outcome of saving for a POST."""
        return self._post() if request.method == "POST" else self._get()

    @property
    def saved(self) -> dict[str, Saved]:
        """The pages this one fills in, as they are saved now."""
        rows = self.way.draft.saved
        return {
            name: Saved(rows[name].answers, rows[name].version, rows[name].tab)
            for name in self.spec.names(self.way, self.part)
            if name in rows
        }

    def _get(self) -> Response:
        waiting = kept(current_user, request.path, utc_now())
        if waiting is not None:
            fields = MultiDict([(name, one) for name, each in waiting.items() for one in each])
            form = self._form(fields)
            typed = self._split(form)
            if self._clashes(typed, fields):
                return self._compare(typed, version_of(self.saved), status=200)
            return self._page(form, kept=waiting)
        given = self.spec.saved(self.way, self.part)
        if given is None:
            first = self.spec.first(self.way, current_user, self.part)
            given = {"kind": request.args.get("new", ""), **first}
        return self._page(self._form(MultiDict(_pairs(given))))

    def _clashes(self, typed: dict[str, Page], fields: Any) -> bool:
        return is_conflict(self.saved, typed, fields.get("tab", ""), _whole(fields.get("version")))

    def _post(self) -> Response:
        if request.form.get("go") == "keep_saved":
            forget_words(current_user.account_id, request.path)
            return go_to_url(request.path)
        form = self._form(request.form)
        typed = self._split(form)
        is_autosave = request.form.get("autosave") == "1"
        try:
            version = save_pages(
                current_user,
                self.way.draft.contact,
                typed,
                tab=request.form.get("tab", "")[:40],
                base_version=_whole(request.form.get("version")),
                at=utc_now(),
                path=request.path,
            )
        except PageConflict as conflict:
            return self._conflict(conflict, typed, is_autosave)
        except NotAllowedNow:  # sent from another window, a moment ago
            raise AlreadySent(self.way.contact_id) from None
        if is_autosave:
            return page("consultations/_saved.html", saved_at=utc_now(), version=version)
        return self._left(form, version)

    def _conflict(
        self, conflict: PageConflict, typed: dict[str, Page], is_autosave: bool
    ) -> Response:
        fields = request.form.to_dict(flat=False)
        keep_words(current_user, request.path, fields, at=utc_now())
        if is_autosave:
            return page("consultations/_not_saved.html", is_sent=False)
        return self._compare(typed, conflict.version, status=409, saved=conflict.saved)

    def _left(self, form: JourneyForm, version: int) -> Response:
        if request.form.get("go") == "keep_typed":
            return go_to_url(request.path)
        if request.form.get("go") == "later":
            flash(gettext("Saved. Your draft is on this page when you come back."), "success")
            return go_to("accounts.home")
        shown = set(request.form.get("shown_errors", "").split(","))
        if form.point_out(uk_time(utc_now()).date()) and not set(form.errors) <= shown:
            return self._page(form, version=version, tab=request.form.get("tab", ""))
        if self.after is not None:
            return self.after()
        return go_to_url(self.way.next_url)

    def _form(self, fields: Any) -> JourneyForm:
        form = self.spec.form(formdata=fields)
        self.spec.prepare(form, self.way)
        return form

    def _split(self, form: JourneyForm) -> dict[str, Page]:
        typed = form.typed()
        before = self.way.draft.pages.get("safety", {}).get("continued")
        if self.spec.kind == "safety" and (before or request.form.get("go") == "on"):
            typed["continued"] = "yes"
        return self.spec.split(self.way, self.part, typed)

    def _page(
        self, form: JourneyForm, *, version: int | None = None, tab: str = "", **more: Any
    ) -> Response:
        context: dict[str, Any] = {
            "form": form,
            "way": self.way,
            "spec": self.spec,
            "heading": self._heading(form),
            "version": version_of(self.saved) if version is None else version,
            "tab": tab or new_key(),
            "kept": None,
            "back_to": "check" if is_from_check() else "",
            **(self.extra or {}),
            **more,
        }
        return page(self.spec.template, **context)

    def _heading(self, form: JourneyForm) -> str:
        if self.spec.kind == "person":
            kind = form["kind"].data
            return str(PERSON_HEADINGS.get(kind, PERSON_HEADINGS[PersonKind.CHILD]))
        nobody = NOBODY[self.spec.kind == "identity"]
        name = self.way.spoken_name or gettext(nobody)
        return str(self.spec.heading) % {"name": name}

    def _compare(
        self,
        typed: dict[str, Page],
        version: int,
        *,
        status: int,
        saved: Any = None,
    ) -> Response:
        now = saved or {name: row.answers for name, row in self.saved.items()}
        fields = request.form if request.method == "POST" else None
        waiting = kept(current_user, request.path, utc_now()) or {}
        pairs = list(fields.items(multi=True)) if fields else list(_pairs(waiting))
        return page(
            "consultations/conflict.html",
            status=status,
            way=self.way,
            differences=wording(self.way).differences(now, typed),
            version=version,
            fields=[(name, value) for name, value in pairs if name not in CARRIED],
            tab=new_key(),
        )


def _pairs(given: Any) -> list[tuple[str, str]]:
    found = []
    for name, value in given.items():
        found += [(name, one) for one in (value if isinstance(value, list) else [value])]
    return found


def _whole(typed: str | None) -> int | None:
    """The version a page was opened with; a page that says none began from nothing."""
    return whole(typed) or 0
