"""Access rules: every view declares one, every refusal looks like 'not found'."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Flask, abort, current_app, request
from flask_login import current_user
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import NotFound

from portal import audit
from portal.extensions import db
from portal.models.transactions import begin_reading, begin_writing
from portal.rules.permissions import Actor

READING = frozenset({"GET", "HEAD"})
# Two acts that wait for each other: PostgreSQL undoes one, which can simply be done again.
_DEADLOCK = "40P01"
_WITH_CONTENT = frozenset({200, 409, 422})
Records = dict[str, Any]


class RoleNotChosen(Exception):
    """Somebody with several roles has signed in and not said which one they work in."""


Admit = Callable[[Actor, Mapping[str, Any]], Records]


@dataclass(frozen=True)
class Rule:
    """A named access rule.

    `admit` turns ids into permitted records or raises 404; `who` words it for the access table;
    `reads` says that a page shows a record, so that it is audited and a GET begins a writing
    transaction. `needs_role` is False for the few addresses somebody with several roles reaches
    before they have said which one they work in.
    """

    name: str
    who: str
    admit: Admit
    reads: bool = False
    is_public: bool = False
    needs_role: bool = True


def access(rule: Rule) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Guard a view: it receives the records its rule admits, never raw ids."""

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(**ids: Any) -> Any:
            if not rule.is_public and not current_user.is_authenticated:
                return abort(401)
            if rule.needs_role and not rule.is_public and not current_user.is_role_chosen:
                raise RoleNotChosen
            if request.method not in READING:
                db.session.rollback()  # the sign-in was read in a transaction of its own
                begin_writing()
            if rule.is_public:
                return view(**ids)
            actor = current_user._get_current_object()
            return _in_turn(lambda: _answered(rule, actor, ids, view))

        guarded.access_rule = rule  # type: ignore[attr-defined]  # read by `check_declared`
        return guarded

    return declare


def _in_turn(answer: Callable[[], Any]) -> Any:
    """The answer; once more where the database undid it all for the sake of another."""
    try:
        return answer()
    except OperationalError as trouble:
        if getattr(trouble.orig, "sqlstate", "") != _DEADLOCK:
            raise
    db.session.rollback()
    return answer()


def _answered(rule: Rule, actor: Actor, ids: Mapping[str, Any], view: Callable[..., Any]) -> Any:
    audit.begin()
    response = view(**_admitted(rule, actor, ids))
    if rule.reads:
        _commit_reading(rule, actor, ids, response)
    return response


def register(app: Flask) -> None:
    """Choose the kind of transaction of each request before anything is read in it."""
    app.before_request(_begin)
    app.teardown_request(_end)


def _begin() -> None:
    """A page that is audited is read, from the sign-in on, in the one transaction that writes.

    Every other request only reads until an act begins a transaction of its own.
    """
    rule = getattr(current_app.view_functions.get(request.endpoint or ""), "access_rule", None)
    is_audited = rule is not None and rule.reads and request.method in READING
    (begin_writing if is_audited else begin_reading)()


def _end(_error: BaseException | None) -> None:
    begin_writing()  # as outside requests


def _admitted(rule: Rule, actor: Actor, ids: Mapping[str, Any]) -> Records:
    """The permitted records; a refusal is put on the record by itself, without content."""
    try:
        return rule.admit(actor, ids)
    except NotFound:
        db.session.rollback()
        begin_writing()
        _note(rule, actor, ids, "refused")
        db.session.commit()
        raise


def _commit_reading(rule: Rule, actor: Actor, ids: Mapping[str, Any], response: Any) -> None:
    """No audit event, no page: also where a form with errors shows its record once more."""
    if response.status_code in _WITH_CONTENT and not audit.has_event():
        _note(rule, actor, ids, "done")
    db.session.commit()


def _note(rule: Rule, actor: Actor, ids: Mapping[str, Any], result: str) -> None:
    kind = next((each for each in ("contact", "episode") if f"{each}_id" in ids), "hub")
    record_id = ids.get(f"{kind}_id", actor.hub_id)
    action = "read" if result == "done" or request.method in READING else "act"
    audit.record(actor, action, kind, record_id, why=rule.name, result=result)


def not_found() -> Any:
    """The one refusal: another hub's record, another person's record, no record, all look so."""
    abort(404)


def _public(_actor: Actor, ids: Mapping[str, Any]) -> Records:
    return dict(ids)


PUBLIC = Rule("public", "anyone, signed in or not", _public, is_public=True)


class UndeclaredAccess(RuntimeError):
    """A view without an access rule: the application does not start."""


def check_declared(app: Flask) -> None:
    """Refuse to start while any endpoint lacks a rule (static files excepted)."""
    bare = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if not isinstance(getattr(view, "access_rule", None), Rule) and endpoint != "static"
    ]
    if bare:
        raise UndeclaredAccess("No access rule on: " + ", ".join(sorted(bare)))


def access_table(app: Flask) -> list[tuple[str, str, str, str]]:
    """Rows of (path, methods, rule, who) for every endpoint, in path order."""
    rows = []
    for url in app.url_map.iter_rules():
        if url.endpoint == "static":
            continue
        rule: Rule = getattr(app.view_functions[url.endpoint], "access_rule")  # noqa: B009 - untyped
        methods = " ".join(sorted((url.methods or set()) - {"HEAD", "OPTIONS"}))
        rows.append((url.rule, methods, rule.name, rule.who))
    return sorted(rows)
