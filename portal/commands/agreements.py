"""Agreement to early help: given or not, by whom, when and how; withdrawn at any time."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.commands.base import Refused, command
from portal.commands.episodes import tell
from portal.commands.outbox import queue_episode_mail
from portal.extensions import db
from portal.models import Agreement, EarlyHelpEpisode, TeamMember
from portal.queries import early_help
from portal.rules.early_help import asks_again, is_agreed, is_awaited, must_agree
from portal.rules.permissions import Actor
from portal.rules.typed import UK
from portal.vocabulary import N_, AgreementHow, MemberSees

LONGEST_NAME = 200
WITHDRAWN = "help_agreement_withdrawn"


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
    key: UUID | None = None,
) -> Agreement:
    """What one person said to this help. The latest stands; earlier ones stay on the record.

    A no to what they had agreed to takes it back: sharing stops and the team is told. Where sharing
    was stopped it goes on only once everybody who must agree has said yes again. The same key
    twice is one answer.
    """
    said = next((row for row in _said(episode) if row.id == key), None)
    if said is not None:
        return said
    if is_given is None:
        raise Refused(N_("Choose whether they agree"), "is_given")
    if how is None:
        raise Refused(N_("Choose how they told you"), "how")
    today = at.astimezone(UK).date()
    if given_on is None or given_on > today:
        raise Refused(N_("Enter the day they told you, not in the future"), "given_on_day")
    given_by = _short(given_by, "given_by")
    _must_be_here(episode, person_id)
    before = _standing_aside(episode, person_id)
    agreement = Agreement(
        id=key or uuid4(),
        hub_id=episode.hub_id,
        episode_id=episode.id,
        person_id=person_id,
        is_given=is_given,
        given_by=given_by,
        how=how,
        given_on=given_on,
        may_be_shared_with=may_be_shared_with,
        note=note,
        recorded_by=by.name,
        recorded_at=at,
    )
    db.session.add(agreement)
    was_shared = is_shared(episode) and not is_asked_again(episode, today)
    is_taken_back = settle(episode, today)
    if episode.has_agreement and not is_taken_back:
        episode.is_sharing_stopped = False
    tell(episode, "record_agreement", by=by, at=at)
    if is_shared(episode) and not was_shared:
        tell_team(episode, "help_shared", at)
    if not is_given and _holds(before):
        tell_team(episode, WITHDRAWN, at)
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

    Also where nobody had written down that they agreed. Doing it twice is doing it once.
    """
    today = at.astimezone(UK).date()
    if withdrawn_on is None or withdrawn_on > today:
        raise Refused(N_("Enter the day they told you, not in the future"), "withdrawn_on_day")
    withdrawn_by = _short(withdrawn_by, "withdrawn_by")
    _must_be_here(episode, person_id)
    standing = _of(episode, person_id)
    if standing is not None and standing.withdrawn_on:
        return
    is_known = person_id in _taken_back(episode)  # they said no, and the team was told then
    if standing is None:
        standing = _never_recorded(episode, person_id, withdrawn_by, withdrawn_on, by, at)
    standing.withdrawn_on, standing.withdrawn_by = withdrawn_on, withdrawn_by
    standing.withdrawn_why, standing.withdrawn_recorded_by = why, by.name
    settle(episode, today)
    tell(episode, "withdraw_agreement", by=by, at=at)
    if not is_known:
        tell_team(episode, WITHDRAWN, at)


def _never_recorded(
    episode: EarlyHelpEpisode, person_id: UUID, said_by: str, on: date, by: Actor, at: datetime
) -> Agreement:
    """The row of somebody who takes back what nobody had written down."""
    row = Agreement(
        hub_id=episode.hub_id,
        episode_id=episode.id,
        person_id=person_id,
        is_given=False,
        given_by=said_by,
        how=AgreementHow.SPOKEN,
        given_on=on,
        recorded_by=by.name,
        recorded_at=at,
    )
    db.session.add(row)
    return row


def is_shared(episode: EarlyHelpEpisode) -> bool:
    """Whether the team may read it now."""
    return not (episode.is_sharing_stopped or episode.is_sharing_awaited)


def is_asked_again(episode: EarlyHelpEpisode, today: date) -> bool:
    """Whether somebody has turned 13 since the last act that looked."""
    return episode.asks_again_on is not None and episode.asks_again_on <= today


def tell_team(episode: EarlyHelpEpisode, kind: str, at: datetime) -> None:
    """Write to the lead and the team; who only has an address hears of nothing but a withdrawal."""
    team = db.session.scalars(
        select(TeamMember).where(
            TeamMember.hub_id == episode.hub_id,
            TeamMember.episode_id == episode.id,
            TeamMember.left_on.is_(None),
            TeamMember.person_id.is_(None),
        )
    ).all()
    reading = [each for each in team if kind == WITHDRAWN or each.sees is not MemberSees.NOTHING]
    lead = [episode.lead_id] if kind == WITHDRAWN else []
    without = [each for each in team if kind == WITHDRAWN and each.account_id is None]
    queue_episode_mail(
        kind,
        episode,
        at,
        account_ids=[*lead, *(each.account_id for each in reading)],
        member_ids=[each.id for each in without if each.email],
    )


def _short(words: str, field: str) -> str:
    words = words.strip()
    if len(words) > LONGEST_NAME:
        raise Refused(N_("Shorten this to 200 characters or fewer"), field)
    return words


def _holds(agreement: Agreement | None) -> bool:
    return agreement is not None and agreement.is_given and agreement.withdrawn_on is None


def _of(episode: EarlyHelpEpisode, person_id: UUID) -> Agreement | None:
    return db.session.execute(
        select(Agreement).where(
            Agreement.hub_id == episode.hub_id,
            Agreement.episode_id == episode.id,
            Agreement.person_id == person_id,
            Agreement.is_standing,
        )
    ).scalar_one_or_none()


def _must_be_here(episode: EarlyHelpEpisode, person_id: UUID) -> None:
    if person_id not in {each.id for each in early_help.people(episode.hub_id, episode.id)}:
        raise Refused(N_("This person is no longer on the record of the family"))


def _standing_aside(episode: EarlyHelpEpisode, person_id: UUID) -> Agreement | None:
    """What they said before stands no more; it is given back."""
    earlier = _of(episode, person_id)
    if earlier is not None:
        earlier.is_standing = False
    return earlier


def settle(episode: EarlyHelpEpisode, today: date) -> bool:
    """Whether everybody who must agree has, or the team still waits; and if anybody took it back.

    While somebody of the family has taken it back nothing is shared, whatever others say and
    however often that person is taken off the record and put back.
    """
    db.session.flush()
    family = early_help.people(episode.hub_id, episode.id)
    asked = [each.id for each in family if must_agree(each, each.part, today)]
    standing = [row for row in _said(episode) if row.is_standing]
    given = {row.person_id: _holds(row) for row in standing}
    episode.has_agreement = is_agreed(asked, given)
    episode.is_sharing_awaited = is_awaited(asked, given, _answered_for(episode, standing))
    episode.asks_again_on = asks_again(family, given, today)
    is_taken_back = not _taken_back(episode).isdisjoint(each.id for each in family)
    if is_taken_back:
        episode.is_sharing_stopped = True
    return is_taken_back


def _answered_for(episode: EarlyHelpEpisode, standing: Sequence[Agreement]) -> Iterator[str]:
    """Whom a basis covers that was recorded after what they last said themselves."""
    said_at = {str(row.person_id): row.recorded_at for row in standing}
    for basis in early_help.bases(episode):
        for person in basis.covers:
            if person not in said_at or said_at[person] <= basis.recorded_at:
                yield person


def _taken_back(episode: EarlyHelpEpisode) -> set[UUID]:
    """Who has withdrawn, or said no after yes, and has not said yes since."""
    said = _said(episode)
    agreed_once = {row.person_id for row in said if row.is_given}
    return {
        row.person_id
        for row in said
        if row.is_standing
        and (row.withdrawn_on or (not row.is_given and row.person_id in agreed_once))
    }


def _said(episode: EarlyHelpEpisode) -> Sequence[Agreement]:
    return db.session.scalars(
        select(Agreement).where(
            Agreement.hub_id == episode.hub_id, Agreement.episode_id == episode.id
        )
    ).all()
