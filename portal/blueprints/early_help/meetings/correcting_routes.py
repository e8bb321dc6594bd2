"""Records of meetings, and of how help ended, corrected; the records before, for who reads them."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response

from portal.access import access, not_found
from portal.blueprints.early_help.asking import ask
from portal.blueprints.early_help.keeping import form_of
from portal.blueprints.early_help.meetings.correcting import (
    CorrectingDesk,
    both_ends,
    correcting_desk,
    end_again,
    record_before,
)
from portal.blueprints.early_help.meetings.ending_routes import PATH
from portal.blueprints.early_help.meetings.forms import CorrectEndForm, CorrectForm
from portal.blueprints.early_help.meetings.routes import ONE, bp, found
from portal.blueprints.early_help.meetings.shown import meeting_shown
from portal.blueprints.early_help.put_right import put_right
from portal.blueprints.early_help.routes import today
from portal.commands import correcting_meetings as commands
from portal.commands.corrections import RecordCrossed
from portal.policies import early_help as policies
from portal.rules.correcting import PARTS
from portal.rules.early_help import is_open
from portal.rules.permissions import Actor
from portal.vocabulary import ReviewStatus
from portal.web import go_to, page, utc_now

NAMES = ", ".join(f"'{name}'" for name in PARTS)


@bp.route(f"{ONE}/correct/<any({NAMES}):name>", methods=["GET", "POST"])
@access(policies.LEAD_EPISODE)
def correct(actor: Actor, episode: Any, review_id: UUID, name: str) -> Response:
    """One page of a record, put right with a reason; the record before stays."""
    review = found(actor, episode, review_id)
    ids = {"episode_id": episode.id, "review_id": review_id}
    if review.status is not ReviewStatus.RECORDED:
        return go_to("meetings.show", **ids)
    shown = meeting_shown(actor, episode, review, today())
    desk = correcting_desk(actor, episode, shown, name)
    form, kept = form_of(CorrectForm, {"version": desk.version})
    given: dict[str, Any] = {"episode": episode, "shown": shown, "desk": desk, "kept": kept}
    given["answers"] = desk.answers
    try:
        act = _correcting(desk, form)
        then: dict[str, Any] = {"then": "meetings.show", "then_ids": ids}
        return ask(form, "meetings/correct.html", act, **then, crossed=None, **given)
    except RecordCrossed as crossed:
        form.version.data = crossed.version
        given |= {"crossed": crossed, **desk.crossed(crossed.saved)}
        return page("meetings/correct.html", status=409, form=form, **given)


def _correcting(desk: CorrectingDesk, form: CorrectForm) -> Callable[[], None]:
    def correct() -> None:
        commands.correct_meeting(
            desk.episode,
            by=desk.actor,
            review_id=desk.review_id,
            name=desk.name,
            answers=desk.answers,
            why=form.said("correction_why"),
            base=form.base,
            page_base=form.page_base,
            at=utc_now(),
        )

    return partial(put_right, correct)


@bp.get(f"{ONE}/before/<int:number>")
@access(policies.READ_EPISODE)
def before(actor: Actor, episode: Any, review_id: UUID, number: int) -> Response:
    """The record of a meeting as it was before it was corrected."""
    review = found(actor, episode, review_id)
    shown = record_before(actor, episode, review, number, today()) or not_found()
    return page("meetings/before.html", episode=episode, shown=shown)


@bp.route(f"{PATH}/close/correct", methods=["GET", "POST"])
@access(policies.LEAD_EPISODE)
def correct_end(actor: Actor, episode: Any) -> Response:
    """How help ended, put right with a reason; it stays ended."""
    if is_open(episode.status):
        return go_to("meetings.close", episode_id=episode.id)
    form, kept = form_of(CorrectEndForm, end_again(episode))

    def correct() -> None:
        why, base, words = form.said("correction_why"), form.base, form.words()
        commands.correct_end(episode, by=actor, why=why, base=base, at=utc_now(), **words)

    act = partial(put_right, correct, is_in_parts=False)
    given: dict[str, Any] = {"episode": episode, "kept": kept}
    try:
        return ask(form, "meetings/correct_end.html", act, crossed=None, **given)
    except RecordCrossed as crossed:
        form.version.data, both = crossed.version, both_ends(crossed.saved, form)
        given |= {"crossed": crossed, "both": both}
        return page("meetings/correct_end.html", status=409, form=form, **given)
