"""People, statements and what else there may be many of: their lists, and the page of each."""

import uuid
from functools import partial
from typing import Any

from flask import Response, abort, request
from flask_login import current_user

from portal.access import access
from portal.addresses import go_to_url
from portal.blueprints.consultations.abuse_pages import EVERY
from portal.blueprints.consultations.blueprint import bp
from portal.blueprints.consultations.checking import LISTED
from portal.blueprints.consultations.comparing import wording
from portal.blueprints.consultations.editing import Editor
from portal.blueprints.consultations.marks import maps_of, one_mark, unassigned
from portal.blueprints.consultations.way import Way, address, is_from_check, way_to
from portal.commands import consultations as commands
from portal.policies.consultations import OWN_DRAFT
from portal.queries.consultations import Draft, draft_of
from portal.rules.adult_only import asks_for_child, has_child
from portal.rules.journey import has_words
from portal.vocabulary import Answer, PersonKind
from portal.web import page, utc_now

REMOVABLE = "'person', 'statement', 'injury', 'address', 'professional'"
KINDS = f"{REMOVABLE}, 'daily-life', 'affected', 'identity'"
FIRST_WORDS = {
    "person": "name",
    "statement": "what",
    "injury": "description",
    "address": "text",
    "professional": "name",
}


@bp.route("/<uuid:contact_id>/people", methods=["GET", "POST"])
@access(OWN_DRAFT)
def people(draft: Draft) -> Response:
    """Everyone named so far, a way to add each kind, and whether that is everybody."""
    way = way_to(draft, "household")
    extra = {
        "new": {kind.value: _new(way, "person", {"new": kind.value}) for kind in PersonKind},
        "removed": _removed(draft, "person"),
    }
    after = partial(_after_people, draft)
    return Editor(way, EVERY["household"], extra=extra, after=after).answer()


def _after_people(draft: Draft) -> Response:
    """Where there is a child whom nobody has added, the child's page, though all on it is empty."""
    way = way_to(draft_of(draft.contact), "household")
    is_to_add = asks_for_child(way.consultation) and has_child(way.consultation) is Answer.YES
    if is_to_add and not is_from_check():
        return go_to_url(_new(way, "person", {"new": PersonKind.CHILD.value}))
    return go_to_url(way.next_url)


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
    "/<uuid:contact_id>/<any('injuries', 'addresses', 'professionals'):name>",
    methods=["GET", "POST"],
)
@access(OWN_DRAFT)
def listed(draft: Draft, name: str) -> Response:
    """Injuries on their body maps, addresses, or professionals, and a way to add each."""
    way, kind = way_to(draft, name), LISTED[name]
    extra: dict[str, Any] = {"kind": kind, "new": _new(way, kind), "removed": _removed(draft, kind)}
    if kind == "injury":
        extra |= {"maps": maps_of(way), "unassigned": unassigned(way)}
    return Editor(way, EVERY[name], extra=extra).answer()


@bp.route(
    f"/<uuid:contact_id>/<any({KINDS}):kind>/<uuid:part_id>",
    methods=["GET", "POST"],
)
@access(OWN_DRAFT)
def part(draft: Draft, kind: str, part_id: uuid.UUID) -> Response:
    """One person, one statement, or daily life for one child."""
    name = f"{kind}:{part_id}"
    way = way_to(draft, name)
    if kind in {"daily-life", "affected", "identity"}:
        return _about(way, kind, part_id)
    if request.method == "GET" and draft.pages.get(name, {}).get("removed"):
        return go_to_url(way.url(way.step.page))
    more: dict[str, Any] = {"back_url": _before(way, kind)}
    if kind == "injury":
        more["views"], more["places"] = one_mark(way, part_id)
    onward = way.next_url if is_from_check() else _list(way)
    return Editor(way, EVERY[kind], part_id, more, lambda: go_to_url(onward)).answer()


def _about(way: Way, kind: str, part_id: uuid.UUID) -> Response:
    """A page about somebody who is on the form; daily life is a child's."""
    asked = way.consultation.people if kind == "identity" else way.consultation.children
    person = next((each for each in asked if each.id == part_id), None)
    if person is None:
        return abort(404)
    extra = {"is_unborn": person.kind is PersonKind.UNBORN, "kind": person.kind.value}
    return Editor(way, EVERY[kind], part_id, extra).answer()


@bp.route(
    f"/<uuid:contact_id>/<any({REMOVABLE}):kind>/<uuid:part_id>/remove",
    methods=["GET", "POST"],
)
@access(OWN_DRAFT)
def remove(draft: Draft, kind: str, part_id: uuid.UUID) -> Response:
    """Take a person, a statement, a mark ... away, after asking; it can be put back."""
    name = f"{kind}:{part_id}"
    way = way_to(draft, name)
    if name not in draft.pages:
        return abort(404)
    if request.method == "POST":
        commands.remove_part(current_user, draft.contact, name, at=utc_now())
        return go_to_url(_list(way))
    lines = wording(way).lines(kind, draft.pages[name])
    return page("consultations/remove.html", way=way, kind=kind, lines=lines)


@bp.post(f"/<uuid:contact_id>/<any({REMOVABLE}):kind>/<uuid:part_id>/put-back")
@access(OWN_DRAFT)
def put_back(draft: Draft, kind: str, part_id: uuid.UUID) -> Response:
    """Put what was taken away back, word for word."""
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
    field = FIRST_WORDS[kind]
    return [
        (name.partition(":")[2], str(answers.get(field, "")))
        for name, answers in draft.pages.items()
        if name.startswith(f"{kind}:")
        and answers.get("removed")
        and has_words({**answers, "removed": "", "kind": ""})
    ]
