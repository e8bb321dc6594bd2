"""What one of the team around the family may see, as the lead chooses it."""

from typing import Any
from uuid import UUID

from flask import Response, flash
from flask_babel import gettext as _

from portal.access import access, not_found
from portal.blueprints.early_help.crossing import ask_or_compare
from portal.blueprints.early_help.forms import version_of
from portal.blueprints.early_help.meetings.forms import SeesForm
from portal.blueprints.early_help.meetings.routes import bp
from portal.blueprints.early_help.meetings.shown import team_shown
from portal.blueprints.early_help.meetings.team_routes import PATH, TEAM
from portal.commands import team as commands
from portal.policies import early_help as policies
from portal.rules.permissions import Actor
from portal.rules.typed import one_of
from portal.vocabulary import MemberSees
from portal.web import utc_now


@bp.route(f"{PATH}/<uuid:team_member_id>/sees", methods=["GET", "POST"])
@access(policies.LEAD_OPEN_EPISODE)
def member_sees(actor: Actor, episode: Any, team_member_id: UUID) -> Response:
    """Everything, the plan and meetings, only their own actions, or nothing yet."""
    team = team_shown(actor, episode)
    row = next((each for each in team.practitioners if each.id == team_member_id), None)
    member: Any = not_found() if row is None else row
    form = SeesForm(data=sees_again(member))

    def act() -> None:
        sees, version = one_of(MemberSees, form.sees.data), version_of(form)
        given: dict[str, Any] = {"sees": sees, "version": version, "at": utc_now()}
        commands.set_sees(episode, by=actor, member_id=team_member_id, **given)
        flash(_("What they may see is changed from now on."), "success")

    given = {"then": TEAM, "episode": episode, "member": member}
    return ask_or_compare(form, "meetings/member_sees.html", act, sees_again, **given)


def sees_again(row: Any) -> dict[str, str]:
    """What was chosen for one of the team, as it would be chosen."""
    return {"version": str(row.version), "sees": row.sees.value}
