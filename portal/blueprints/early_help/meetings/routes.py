"""Meetings of the team around a family: planned, moved, called off, read."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, request
from flask_babel import gettext as _

from portal.access import access, not_found
from portal.blueprints.early_help.asking import ask
from portal.blueprints.early_help.forms import version_of
from portal.blueprints.early_help.keeping import form_of, let_go
from portal.blueprints.early_help.meetings.forms import MeetingForm
from portal.blueprints.early_help.meetings.shown import (
    first_told,
    meeting_again,
    meeting_shown,
    meetings_shown,
)
from portal.blueprints.early_help.routes import today
from portal.commands import meetings as commands
from portal.commands.meetings import MeetingCrossed
from portal.policies import early_help as policies
from portal.queries import meetings
from portal.rules.permissions import Actor
from portal.vocabulary import ReviewStatus
from portal.web import go_to, page, utc_now

bp = Blueprint("meetings", __name__)
PATH = "/early-help/<uuid:episode_id>/meetings"
ONE = f"{PATH}/<uuid:review_id>"


@bp.get(PATH)
@access(policies.READ_PLAN)
def listed(actor: Actor, episode: Any) -> Response:
    """The meetings so far, the next one, and what else can happen with this help."""
    told = meetings_shown(actor, episode, today())
    return page("meetings/listed.html", episode=episode, shown=told)


@bp.route(f"{PATH}/plan", methods=["GET", "POST"])
@access(policies.LEAD_OPEN_EPISODE)
def plan(actor: Actor, episode: Any) -> Response:
    """Plan the first meeting, or the next review."""
    form, kept = form_of(MeetingForm, {"tells_team": first_told(episode)})

    def act() -> None:
        commands.plan_meeting(episode, by=actor, key=form.made, at=utc_now(), **form.words())
        let_go()
        if form.tells_team.data:
            flash(_("The practitioners on the team are told by email. Tell the family yourself."))

    given: dict[str, Any] = {"review": None, "crossed": None, "kept": kept}
    return ask(form, "meetings/plan.html", act, then="meetings.listed", episode=episode, **given)


def found(actor: Actor, episode: Any, review_id: UUID) -> Any:
    """The meeting of this episode, or the one refusal."""
    row = meetings.review(actor, episode, review_id)
    return not_found() if row is None else row


@bp.get(ONE)
@access(policies.READ_PLAN)
def show(actor: Actor, episode: Any, review_id: UUID) -> Response:
    """One meeting: what is to be written for it, or its record."""
    told = meeting_shown(actor, episode, found(actor, episode, review_id), today())
    is_recorded = told.review.status is ReviewStatus.RECORDED
    template = "meetings/recorded.html" if is_recorded else "meetings/show.html"
    return page(template, episode=episode, shown=told)


@bp.route(f"{ONE}/move", methods=["GET", "POST"])
@access(policies.LEAD_OPEN_EPISODE)
def move(actor: Actor, episode: Any, review_id: UUID) -> Response:
    """Another day, time or place."""
    row = found(actor, episode, review_id)
    form, kept = form_of(MeetingForm, meeting_again(row))

    def act() -> None:
        given = {"review_id": review_id, "version": version_of(form) or 0, **form.words()}
        commands.move_meeting(episode, by=actor, at=utc_now(), **given)
        let_go()

    ids = {"episode_id": episode.id, "review_id": review_id}
    given = {"episode": episode, "review": row, "kept": kept}
    try:
        shown: dict[str, Any] = {"then": "meetings.show", "then_ids": ids, "crossed": None, **given}
        return ask(form, "meetings/plan.html", act, **shown)
    except MeetingCrossed as crossed:
        form.version.data = str(crossed.version)
        return page("meetings/plan.html", status=409, form=form, crossed=crossed, **given)


@bp.route(f"{ONE}/<any('invite', 'off'):way>", methods=["GET", "POST"])
@access(policies.LEAD_OPEN_EPISODE)
def change(actor: Actor, episode: Any, review_id: UUID, way: str) -> Response:
    """Write to who has not been written to yet; or call the meeting off, after asking."""
    episode_id, now = episode.id, utc_now()
    if request.method == "GET":
        return _sure(episode, found(actor, episode, review_id), way)
    if way == "invite":
        commands.invite_team(episode, by=actor, review_id=review_id, at=now)
        flash(_("Those who had not been told yet are told by email."), "success")
        return go_to("meetings.show", episode_id=episode_id, review_id=review_id)
    commands.call_off(episode, by=actor, review_id=review_id, at=now)
    flash(_("The meeting is called off. Tell everybody yourself: no email says so."))
    return go_to("meetings.listed", episode_id=episode_id)


def _sure(episode: Any, review: Any, way: str) -> Response:
    """What is written for a meeting is out of reach once it is called off."""
    if way == "off" and review.status is ReviewStatus.PLANNED:
        return page("meetings/call_off.html", episode=episode, review=review)
    return go_to("meetings.show", episode_id=episode.id, review_id=review.id)
