"""Early help: who may read, write and lead an episode, and who must agree to it."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from portal.rules.permissions import Actor
from portal.vocabulary import AgeKind, EpisodeStatus, MemberSees, Part, PersonKind, Role

AGREES_FROM = 13  # years: from here on a person's own agreement is asked for (Devon, 3.3)
AGREEING = frozenset({Part.PARENT, Part.ADULT_VICTIM})


# An account on a team and the agency it is there for; None: whatever role they act in. Somebody of
# two agencies may be on it for each (decision 18).
Placed = tuple[uuid.UUID, uuid.UUID | None]


@dataclass(frozen=True, slots=True)
class EpisodeFacts:
    """What access to an episode turns on; `seeing` and `writers` are places on its team."""

    hub_id: uuid.UUID
    lead_id: uuid.UUID
    is_open: bool
    is_sharing_stopped: bool
    is_sharing_awaited: bool = False
    organisation_id: uuid.UUID | None = None  # the lead practitioner's
    writers: frozenset[Placed] = frozenset()
    seeing: Mapping[Placed, MemberSees] = field(default_factory=dict)

    @property
    def is_shared(self) -> bool:
        """Whether the team may read: everybody agreed or was answered for, nobody took it back."""
        return not (self.is_sharing_stopped or self.is_sharing_awaited)


def is_lead(actor: Actor, episode: EpisodeFacts) -> bool:
    """The lead practitioner, who coordinates the help, in a role at an agency."""
    is_there = episode.organisation_id in (None, actor.organisation_id)
    is_in_role = actor.asks and is_there and episode.hub_id == actor.hub_id
    return is_in_role and episode.lead_id == actor.account_id


def may_start(actor: Actor) -> bool:
    """Any professional may lead early help; the hub starts it for somebody who will."""
    return actor.asks or actor.advises


def sees(actor: Actor, episode: EpisodeFacts) -> MemberSees | None:
    """What somebody may open; None: for them it does not exist (practice-and-codes 3.8).

    The lead and the hub see everything. One of the team sees what the lead has chosen for them,
    from the day on which everybody who must agree has, until somebody takes it back; before that
    day only that there is early help. A safeguarding lead of the lead practitioner's own
    organisation does not wait: nothing leaves the organisation.
    """
    if episode.hub_id != actor.hub_id:
        return None
    if is_lead(actor, episode) or actor.advises:
        return MemberSees.EVERYTHING
    chosen = next((episode.seeing[each] for each in _places(actor) if each in episode.seeing), None)
    if chosen is None or episode.is_sharing_stopped:
        return None
    waits = episode.is_sharing_awaited and not _leads_the_same(actor, episode)
    return MemberSees.NOTHING if waits else chosen


def _places(actor: Actor) -> tuple[Placed, ...]:
    """Where somebody may be on a team in the role they act in (decision 18)."""
    if not actor.asks:
        return ()
    return (actor.account_id, actor.organisation_id), (actor.account_id, None)


def _leads_the_same(actor: Actor, episode: EpisodeFacts) -> bool:
    is_theirs = episode.organisation_id is not None
    return is_theirs and led_organisation(actor) == episode.organisation_id


def led_organisation(actor: Actor) -> uuid.UUID | None:
    """The organisation somebody leads safeguarding for; None for everybody else."""
    return actor.organisation_id if actor.role is Role.ORGANISATION_LEAD else None


def may_open_episode(actor: Actor, episode: EpisodeFacts) -> bool:
    """Know that it is there; its overview says no more than `sees` allows."""
    return sees(actor, episode) is not None


def may_read_episode(actor: Actor, episode: EpisodeFacts) -> bool:
    """Everything: the family, what was told, the assessments, the papers."""
    return sees(actor, episode) is MemberSees.EVERYTHING


def may_read_plan(actor: Actor, episode: EpisodeFacts) -> bool:
    """The plan, the team and the meetings."""
    return sees(actor, episode) in (MemberSees.EVERYTHING, MemberSees.PLAN)


def may_write_episode(actor: Actor, episode: EpisodeFacts) -> bool:
    """The lead, and those of the team who read everything and write, while it is open."""
    return episode.is_open and is_writer(actor, episode)


def may_write_plan(actor: Actor, episode: EpisodeFacts) -> bool:
    """The same for who reads the plan and the meetings, and nothing else."""
    return episode.is_open and may_read_plan(actor, episode) and _writes(actor, episode)


def is_writer(actor: Actor, episode: EpisodeFacts) -> bool:
    """The same people, also once it has ended: what one of them had typed is shown to them."""
    return may_read_episode(actor, episode) and _writes(actor, episode)


def _writes(actor: Actor, episode: EpisodeFacts) -> bool:
    return is_lead(actor, episode) or any(each in episode.writers for each in _places(actor))


def may_confirm_risk(actor: Actor, episode: EpisodeFacts) -> bool:
    """Say that somebody is no longer at risk, as the second person: who writes, or the hub."""
    is_of_hub = actor.advises and actor.hub_id == episode.hub_id
    return episode.is_open and (is_of_hub or is_writer(actor, episode))


def usual_sees(*, can_write: bool) -> MemberSees:
    """What somebody new may see unless the lead chooses: as little as their work needs."""
    return MemberSees.EVERYTHING if can_write else MemberSees.PLAN


def may_lead_episode(actor: Actor, episode: EpisodeFacts) -> bool:
    """Agreement, team, closure, family copies: the lead alone."""
    return is_lead(actor, episode)


def may_lead_while_open(actor: Actor, episode: EpisodeFacts) -> bool:
    """What the lead does only while the help goes on."""
    return episode.is_open and is_lead(actor, episode)


def may_hand_over(actor: Actor, episode: EpisodeFacts) -> bool:
    """To another lead practitioner: the lead, or a decision maker when the lead cannot."""
    return (
        episode.is_open
        and episode.hub_id == actor.hub_id
        and (is_lead(actor, episode) or actor.decides)
    )


class Aged(Protocol):
    """What a person's age is read from."""

    kind: PersonKind
    age_kind: AgeKind
    born_on: date | None
    age_months_from: int | None
    age_months_to: int | None
    age_on: date


def age_months(person: Aged, on: date) -> tuple[int, int] | None:
    """Youngest and oldest age in whole months on that day; None when it is not known."""
    if person.age_kind is AgeKind.DATE_OF_BIRTH and person.born_on is not None:
        months = _months(person.born_on, on)
        return (months, months)
    if person.age_kind is AgeKind.ESTIMATE and person.age_months_from is not None:
        since = _months(person.age_on, on)
        oldest = person.age_months_from if person.age_months_to is None else person.age_months_to
        return (person.age_months_from + since, oldest + since)
    return None


def _months(start: date, end: date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(0, months - (end.day < start.day))


def must_agree(person: Aged, part: Part, on: date) -> bool:
    """Parents, other adults the help is for, and every young person of 13 or over.

    Somebody whose age is not known but could be 13 is asked.
    """
    if person.kind is PersonKind.ADULT:
        return part in AGREEING
    age = age_months(person, on)
    if person.kind is not PersonKind.CHILD:
        return False
    return age is None or age[1] >= AGREES_FROM * 12


def asked_from(person: Aged, on: date) -> date | None:
    """The day after `on` from which a child is old enough to be asked; None where none will come.

    Who is born on 29 February is 13 on 1 March. An estimate counts from its oldest.
    """
    age = age_months(person, on)
    if person.kind is not PersonKind.CHILD or age is None or age[1] >= AGREES_FROM * 12:
        return None
    if person.age_kind is AgeKind.DATE_OF_BIRTH and person.born_on is not None:
        return _months_after(person.born_on, AGREES_FROM * 12)
    return _months_after(person.age_on, AGREES_FROM * 12 - age[1] + _months(person.age_on, on))


def _months_after(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    try:
        return start.replace(year=start.year + years, month=month + 1)
    except ValueError:  # the month is shorter: the day after its end
        years, month = divmod(start.month + months, 12)
        return date(start.year + years, month + 1, 1)


def asks_again(family: Iterable[Any], given: Mapping[uuid.UUID, bool], on: date) -> date | None:
    """The day on which the next of a family who has not said yes turns 13."""
    asked = (asked_from(each, on) for each in family if not given.get(each.id, False))
    return next_due(*asked)


def is_agreed(people: Collection[uuid.UUID], given: Mapping[uuid.UUID, bool]) -> bool:
    """Whether somebody must agree and everybody who must has said yes."""
    return bool(people) and all(given.get(person, False) for person in people)


def missing_agreement(family: Iterable[Any], agreements: Iterable[Any], on: date) -> list[str]:
    """Ids of those who must agree and have not said yes; `""` where nobody of the record must."""
    asked = [each.id for each in family if must_agree(each, each.part, on)]
    agreed = {
        row.person_id
        for row in agreements
        if row.is_standing and row.is_given and not row.withdrawn_on
    }
    return [str(each) for each in asked if each not in agreed] if asked else [""]


def is_awaited(
    people: Collection[uuid.UUID], given: Mapping[uuid.UUID, bool], answered_for: Iterable[str]
) -> bool:
    """Whether the team still waits: somebody has not said yes and no basis stands for sharing.

    Where nobody of the record must agree, somebody has to answer for that too (`""`).
    """
    based = set(answered_for)
    if not people:
        return "" not in based
    return any(not given.get(each, False) and str(each) not in based for each in people)


class AtRisk(Protocol):
    """What tells whether telling could harm."""

    part: Part
    is_at_risk: bool
    is_address_secret: bool


def is_risky(
    episode: object, people: Iterable[AtRisk], *, has_protected_source: bool = False
) -> bool:
    """Whether telling the wrong person could harm somebody of this family.

    Somebody must not be told, could be harmed, lives at a secret address, causes harm, or a source
    is protected. Once it has been so it stays so for this episode: nobody alone can put the two
    people away who look at every copy.
    """
    return (
        bool(getattr(episode, "has_been_risky", False))
        or bool(getattr(episode, "must_not_be_told", ""))
        or has_protected_source
        or any(
            one.is_at_risk or one.is_address_secret or one.part is Part.PERSON_CAUSING_HARM
            for one in people
        )
    )


def default_readers(people: Iterable[str], *, is_anyone_at_risk: bool) -> list[str]:
    """Whose copies hold something new: everybody's, unless telling could harm somebody."""
    return [] if is_anyone_at_risk else list(people)


def next_due(*days: date | None) -> date | None:
    """The earliest day by which something is due; None when nothing is."""
    return min((day for day in days if day is not None), default=None)


def is_open(status: EpisodeStatus) -> bool:
    """Whether its plan and pages can still change."""
    return status is EpisodeStatus.OPEN
