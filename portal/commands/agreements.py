"""Agreement to early help: given or not, by whom, when and how; withdrawn at any time."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from portal.commands.base import Refused, command
from portal.commands.episodes import tell
from portal.commands.outbox import queue_episode_mail
from portal.extensions import db
from portal.models import Agreement, EarlyHelpEpisode, TeamMember
from portal.queries import early_help
from portal.rules.early_help import is_agreed, must_agree
from portal.rules.permissions import Actor
from portal.rules.typed import UK
from portal.vocabulary import N_, AgreementHow


@command
def record_agreement(
    episode: EarlyHelpEpisode,
    person_id: UUID,
    *,
    is_given: bool | None,
    given_by: str,
    how: AgreementHow | None,
    given_on: date | None,
    may_be_shared_with: str,
    note: str,
    by: Actor,
    at: datetime,
) -> Agreement:
    """What one person said to this help. The latest stands; earlier ones stay on the record.

    Where sharing was stopped it goes on only once everybody who must agree has said yes again.
    """
    if is_given is None:
        raise Refused(N_("Choose whether they agree"), "is_given")
    if how is None:
        raise Refused(N_("Choose how they told you"), "how")
    today = at.astimezone(UK).date()
    if given_on is None or given_on > today:
        raise Refused(N_("Enter the day they told you, not in the future"), "given_on_day")
    _standing_aside(episode, person_id)
    agreement = Agreement(
        hub_id=episode.hub_id,
        episode_id=episode.id,
        person_id=person_id,
        is_given=is_given,
        given_by=given_by.strip()[:200],
        how=how,
        given_on=given_on,
        may_be_shared_with=may_be_shared_with,
        note=note,
        recorded_by=by.name,
        recorded_at=at,
    )
    db.session.add(agreement)
    settle(episode, today)
    if episode.has_agreement:
        episode.is_sharing_stopped = False
    tell(episode, "record_agreement", by=by, at=at)
    return agreement


@command
def withdraw_agreement(
    episode: EarlyHelpEpisode,
    person_id: UUID,
    *,
    withdrawn_on: date | None,
    withdrawn_by: str,
    why: str,
    by: Actor,
    at: datetime,
) -> None:
    """Somebody takes their agreement back: nothing more is shared, and the team is told at once.

    Doing it twice is doing it once.
    """
    today = at.astimezone(UK).date()
    if withdrawn_on is None or withdrawn_on > today:
        raise Refused(N_("Enter the day they told you, not in the future"), "withdrawn_on_day")
    standing = _of(episode, person_id)
    if standing is None or not standing.is_given or standing.withdrawn_on:
        return
    standing.withdrawn_on, standing.withdrawn_by = withdrawn_on, withdrawn_by.strip()[:200]
    standing.withdrawn_why, standing.withdrawn_recorded_by = why, by.name
    episode.is_sharing_stopped = True
    settle(episode, today)
    tell(episode, "withdraw_agreement", by=by, at=at)
    team = db.session.scalars(
        select(TeamMember).where(
            TeamMember.hub_id == episode.hub_id,
            TeamMember.episode_id == episode.id,
            TeamMember.left_on.is_(None),
            TeamMember.person_id.is_(None),
        )
    ).all()
    queue_episode_mail(
        "help_agreement_withdrawn",
        episode,
        at,
        account_ids=[episode.lead_id, *(each.account_id for each in team)],
        member_ids=[each.id for each in team if each.account_id is None and each.email],
    )


def _of(episode: EarlyHelpEpisode, person_id: UUID) -> Agreement | None:
    return db.session.execute(
        select(Agreement).where(
            Agreement.hub_id == episode.hub_id,
            Agreement.episode_id == episode.id,
            Agreement.person_id == person_id,
            Agreement.is_standing,
        )
    ).scalar_one_or_none()


def _standing_aside(episode: EarlyHelpEpisode, person_id: UUID) -> None:
    if person_id not in {each.id for each in early_help.people(episode.hub_id, episode.id)}:
        raise Refused(N_("This person is no longer on the record of the family"))
    earlier = _of(episode, person_id)
    if earlier is not None:
        earlier.is_standing = False


def settle(episode: EarlyHelpEpisode, today: date) -> None:
    """Whether everybody who must agree has, as it stands now."""
    db.session.flush()
    family = early_help.people(episode.hub_id, episode.id)
    asked = [each.id for each in family if must_agree(each, each.part, today)]
    standing = db.session.scalars(
        select(Agreement).where(
            Agreement.hub_id == episode.hub_id,
            Agreement.episode_id == episode.id,
            Agreement.is_standing,
        )
    )
    given = {row.person_id: row.is_given and row.withdrawn_on is None for row in standing}
    episode.has_agreement = is_agreed(asked, given)
