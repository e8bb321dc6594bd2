"""People and statements: their lists, and the page of each."""

import uuid

from flask import Response, abort, request
from flask_login import current_user

from portal.access import access
from portal.blueprints.consultations.blueprint import bp
from portal.blueprints.consultations.comparing import wording
from portal.blueprints.consultations.editing import Editor, go_to_url
from portal.blueprints.consultations.pages import PAGES
from portal.blueprints.consultations.way import Way, address, is_from_check, way_to
from portal.commands import consultations as commands
from portal.policies.consultations import OWN_DRAFT
from portal.queries.consultations import Draft
from portal.rules.journey import has_words
from portal.vocabulary import PersonKind
from portal.web import page, utc_now

KINDS = "'person', 'statement', 'daily-life'"


@bp.route("/<uuid:contact_id>/people", methods=["GET", "POST"])
@access(OWN_DRAFT)
def people(draft: Draft) -> Response:
    """Everyone named so far, a way to add each kind, and whether that is everybody."""
    way = way_to(draft, "household")
    extra = {
        "new": {kind.value: _new(way, "person", {"new": kind.value}) for kind in PersonKind},
        "removed": _removed(draft, "person"),
    }
    return Editor(way, PAGES["household"], extra=extra).answer()


@bp.get("/<uuid:contact_id>/happened")
@access(OWN_DRAFT)
def happened(draft: Draft) -> Response:
    """What was said so far; straight to the first statement while there is none."""
    way = way_to(draft, "happened")
    removed = _removed(draft, "statement")
    if not way.consultation.statements and not removed:
        return go_to_url(_new(way, "statement"))
    return page("consultations/happened.html", way=way, new=_new(way, "statement"), removed=removed)


@bp.route(
    f"/<uuid:contact_id>/<any({KINDS}):kind>/<uuid:part_id>",
    methods=["GET", "POST"],
)
@access(OWN_DRAFT)
def part(draft: Draft, kind: str, part_id: uuid.UUID) -> Response:
    """One person, one statement, or daily life for one child."""
    name = f"{kind}:{part_id}"
    way = way_to(draft, name)
    if kind == "daily-life":
        child = next((each for each in way.consultation.children if each.id == part_id), None)
        if child is None:
            return abort(404)
        extra = {"is_unborn": child.kind is PersonKind.UNBORN}
        return Editor(way, PAGES[kind], part_id, extra).answer()
    if request.method == "GET" and draft.pages.get(name, {}).get("removed"):
        return go_to_url(way.url(way.step.page))
    more = {"back_url": _before(way, kind)}
    onward = way.next_url if is_from_check() else _list(way)
    return Editor(way, PAGES[kind], part_id, more, lambda: go_to_url(onward)).answer()


@bp.route(
    "/<uuid:contact_id>/<any('person', 'statement'):kind>/<uuid:part_id>/remove",
    methods=["GET", "POST"],
)
@access(OWN_DRAFT)
def remove(draft: Draft, kind: str, part_id: uuid.UUID) -> Response:
    """Take a person or statement away, after asking; it can be put back."""
    name = f"{kind}:{part_id}"
    way = way_to(draft, name)
    if name not in draft.pages:
        return abort(404)
    if request.method == "POST":
        commands.remove_part(current_user, draft.contact, name, at=utc_now())
        return go_to_url(_list(way))
    lines = wording(way.framework).lines(kind, draft.pages[name])
    return page("consultations/remove.html", way=way, kind=kind, lines=lines)


@bp.post("/<uuid:contact_id>/<any('person', 'statement'):kind>/<uuid:part_id>/put-back")
@access(OWN_DRAFT)
def put_back(draft: Draft, kind: str, part_id: uuid.UUID) -> Response:
    """Put a person or statement back, word for word."""
    name = f"{kind}:{part_id}"
    commands.restore_part(current_user, draft.contact, name, at=utc_now())
    return go_to_url(_list(way_to(draft, name)))


def _new(way: Way, kind: str, query: dict[str, str] | None = None) -> str:
    """The address of a part that does not exist yet; opening it writes nothing."""
    return address(way.contact_id, f"{kind}:{uuid.uuid4()}", **(query or {}))


def _list(way: Way) -> str:
    return way.url(way.step.page)


def _before(way: Way, kind: str) -> str:
    """Back from a part: its list, or the page before while the list would only send here again."""
    if is_from_check() or (kind == "statement" and not way.consultation.statements):
        return way.back_url
    return _list(way)


def _removed(draft: Draft, kind: str) -> list[tuple[str, str]]:
    """Those taken away that hold words: their identifier and first words."""
    field = "name" if kind == "person" else "what"
    return [
        (name.partition(":")[2], str(answers.get(field, "")))
        for name, answers in draft.pages.items()
        if name.startswith(f"{kind}:")
        and answers.get("removed")
        and has_words({**answers, "removed": "", "kind": ""})
    ]
