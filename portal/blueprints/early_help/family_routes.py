"""The family of an episode and what is told of it: shown, added to and put right."""

from typing import Any
from uuid import UUID

from flask import Response, flash, request
from flask_babel import gettext as _

from portal.access import access, not_found
from portal.blueprints.early_help.asking import ask
from portal.blueprints.early_help.crossing import ask_or_compare
from portal.blueprints.early_help.forms import (
    LineForm,
    MemberForm,
    identifier,
    named,
    version_of,
)
from portal.blueprints.early_help.member_typed import line_again, member_again
from portal.blueprints.early_help.routes import bp, today
from portal.blueprints.early_help.shown import shown
from portal.commands import episode_family as commands
from portal.policies import early_help as policies
from portal.queries import early_help
from portal.rules.early_help import default_readers
from portal.rules.permissions import Actor
from portal.rules.typed import one_of
from portal.vocabulary import LineKind, PersonKind
from portal.web import go_to, page, utc_now

FAMILY = "early_help.family"


@bp.get("/early-help/<uuid:episode_id>/family")
@access(policies.READ_EPISODE)
def family(actor: Actor, episode: Any) -> Response:
    """Who is in the family, and every line that was carried over or added."""
    told = shown(actor, episode, today())
    return page("early_help/family.html", episode=episode, shown=told)


@bp.route("/early-help/<uuid:episode_id>/family/add", methods=["GET", "POST"])
@access(policies.WRITE_EPISODE)
def add_member(actor: Actor, episode: Any) -> Response:
    """Somebody who was not on the record of the family yet."""
    kind = one_of(PersonKind, request.args.get("kind")) or PersonKind.CHILD
    form = MemberForm(data={"kind": kind.value})

    def act() -> None:
        words, key = form.words(), identifier(form.key.data)
        commands.add_member(episode, words, by=actor, at=utc_now(), key=key)

    return ask(form, "early_help/member.html", act, then=FAMILY, episode=episode, member=None)


@bp.route("/early-help/<uuid:episode_id>/family/<uuid:member_id>", methods=["GET", "POST"])
@access(policies.WRITE_EPISODE)
def member(actor: Actor, episode: Any, member_id: UUID) -> Response:
    """Put right what is known of one of the family."""
    row = _one(early_help.record(actor, episode).people, member_id)
    form = MemberForm(data=member_again(row))
    form.keep_secret(row)

    def act() -> None:
        commands.change_member(
            episode, member_id, form.words(), version=version_of(form), by=actor, at=utc_now()
        )

    given = {"then": FAMILY, "episode": episode, "member": row}
    return ask_or_compare(form, "early_help/member.html", act, member_again, **given)


@bp.post("/early-help/<uuid:episode_id>/family/<uuid:member_id>/<any('out', 'back'):way>")
@access(policies.WRITE_EPISODE)
def move_member(actor: Actor, episode: Any, member_id: UUID, way: str) -> Response:
    """Take somebody out of the family, or put them back as they were."""
    episode_id = episode.id
    commands.remove_member(episode, member_id, is_removed=way == "out", by=actor, at=utc_now())
    if way == "out":
        flash(_("Taken out. You can put them back below, with every word they had."))
    return go_to(FAMILY, episode_id=episode_id)


@bp.route("/early-help/<uuid:episode_id>/told/add", methods=["GET", "POST"])
@access(policies.WRITE_EPISODE)
def add_line(actor: Actor, episode: Any) -> Response:
    """Something new that is told."""
    held = early_help.record(actor, episode)
    readers = default_readers(
        [str(each.id) for each in held.family], is_anyone_at_risk=held.is_anyone_at_risk
    )
    kind = one_of(LineKind, request.args.get("kind")) or LineKind.STATEMENT
    form = _line_form(held.family, {"readers": readers, "kind": kind.value})

    def act() -> None:
        chosen = one_of(LineKind, form.kind.data) or kind
        given = {"kind": chosen, "key": identifier(form.key.data), **form.answers()}
        commands.add_line(episode, by=actor, at=utc_now(), **given)

    return ask(form, "early_help/line.html", act, then=FAMILY, episode=episode, line=None)


@bp.route("/early-help/<uuid:episode_id>/told/<uuid:line_id>", methods=["GET", "POST"])
@access(policies.WRITE_EPISODE)
def line(actor: Actor, episode: Any, line_id: UUID) -> Response:
    """Put a line right, and say who in the family may have it."""
    held = early_help.record(actor, episode)
    row = _one(held.lines, line_id)
    form = _line_form(held.family, line_again(row))

    def act() -> None:
        version = version_of(form)
        commands.change_line(
            episode, line_id, version=version, by=actor, at=utc_now(), **form.answers()
        )

    given = {"then": FAMILY, "episode": episode, "line": row}
    return ask_or_compare(form, "early_help/line.html", act, line_again, **given)


@bp.post("/early-help/<uuid:episode_id>/told/<uuid:line_id>/<any('out', 'back'):way>")
@access(policies.WRITE_EPISODE)
def move_line(actor: Actor, episode: Any, line_id: UUID, way: str) -> Response:
    """Take a line away, or put it back."""
    episode_id = episode.id
    commands.remove_line(episode, line_id, is_removed=way == "out", by=actor, at=utc_now())
    return go_to(FAMILY, episode_id=episode_id, anchor="told")


def _line_form(people: list[Any], first: dict[str, Any]) -> LineForm:
    form = LineForm(data=first)
    form.readers.choices = named(people)
    form.about_id.choices = [(each.value, each.label) for each in named(people)]
    return form


def _one(rows: Any, wanted: UUID) -> Any:
    found = next((row for row in rows if row.id == wanted), None)
    return not_found() if found is None else found
