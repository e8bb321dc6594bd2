"""The team around a family: who is on it, who joins, who may write, who leaves."""

from typing import Any
from uuid import UUID

from flask import Response, flash, request
from flask_babel import gettext as _

from portal.access import access
from portal.blueprints.early_help.asking import ask
from portal.blueprints.early_help.forms import identifier
from portal.blueprints.early_help.keeping import form_of, let_go
from portal.blueprints.early_help.meetings.forms import JoinForm
from portal.blueprints.early_help.meetings.routes import bp
from portal.blueprints.early_help.meetings.shown import team_shown
from portal.commands import team as commands
from portal.policies import early_help as policies
from portal.rules.early_help import usual_sees
from portal.rules.permissions import Actor
from portal.web import go_to, page, utc_now

PATH = "/early-help/<uuid:episode_id>/team"
TEAM = "meetings.team"


@bp.get(PATH)
@access(policies.READ_PLAN)
def team(actor: Actor, episode: Any) -> Response:
    """Practitioners and family, and who could be asked to join."""
    return page("meetings/team.html", episode=episode, shown=team_shown(actor, episode))


@bp.route(f"{PATH}/add", methods=["GET", "POST"])
@access(policies.LEAD_OPEN_EPISODE)
def add_member(actor: Actor, episode: Any) -> Response:
    """A practitioner joins, with an account here or without."""
    form, kept = form_of(JoinForm, {"sees": usual_sees(can_write=False).value})

    def act() -> None:
        given, key = form.given(), form.made
        commands.add_practitioner(episode, by=actor, given=given, key=key, at=utc_now())
        let_go()
        flash(_("They are on the team now."), "success")

    return ask(form, "meetings/add_member.html", act, then=TEAM, episode=episode, kept=kept)


@bp.post(f"{PATH}/family")
@access(policies.LEAD_OPEN_EPISODE)
def add_relative(actor: Actor, episode: Any) -> Response:
    """One of the family joins."""
    episode_id, person_id = episode.id, identifier(request.form.get("person_id"))
    if person_id is not None:
        commands.add_relative(episode, by=actor, person_id=person_id, at=utc_now())
    return go_to(TEAM, episode_id=episode_id)


@bp.route(
    f"{PATH}/<uuid:team_member_id>/<any('write', 'read', 'leave'):way>", methods=["GET", "POST"]
)
@access(policies.LEAD_OPEN_EPISODE)
def change_member(actor: Actor, episode: Any, team_member_id: UUID, way: str) -> Response:
    """May write, may only read; or leaves the team, after asking."""
    episode_id = episode.id
    if request.method == "GET":
        return _sure(actor, episode, team_member_id, way)
    given: dict[str, Any] = {"by": actor, "member_id": team_member_id, "at": utc_now()}
    if way == "leave":
        commands.leave_team(episode, **given)
        flash(_("They have left the team and open nothing of this family any more."))
    else:
        commands.set_may_write(episode, may_write=way == "write", **given)
    return go_to(TEAM, episode_id=episode_id)


def _sure(actor: Actor, episode: Any, team_member_id: UUID, way: str) -> Response:
    """Who leaves opens nothing any more, and coming back is joining anew."""
    here = team_shown(actor, episode).team
    member = next((each for each in here if each.id == team_member_id), None)
    if way == "leave" and member is not None:
        return page("meetings/leave.html", episode=episode, member=member)
    return go_to(TEAM, episode_id=episode.id)
