"""Early help: who may read, write and lead an episode, and who must agree to it."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from portal.rules.permissions import Actor
from portal.vocabulary import AgeKind, EpisodeStatus, Part, PersonKind

AGREES_FROM = 13  # years: from here on a person's own agreement is asked for (Devon, 3.3)
AGREEING = frozenset({Part.PARENT, Part.ADULT_VICTIM})


@dataclass(frozen=True, slots=True)
class EpisodeFacts:
    """What access to an episode turns on; `writers` and `readers` are accounts on its team."""

    hub_id: uuid.UUID
    lead_id: uuid.UUID
    is_open: bool
    is_sharing_stopped: bool
    writers: frozenset[uuid.UUID] = frozenset()
    readers: frozenset[uuid.UUID] = frozenset()
    organisation_id: uuid.UUID | None = None  # the organisation the lead coordinates it for


def is_lead(actor: Actor, episode: EpisodeFacts) -> bool:
    """The lead practitioner, who coordinates the help, in a role at an agency."""
    is_there = episode.organisation_id in (None, actor.organisation_id)
    is_in_role = actor.asks and is_there and episode.hub_id == actor.hub_id
    return is_in_role and episode.lead_id == actor.account_id


def may_start(actor: Actor) -> bool:
    """Any professional may lead early help; the hub starts it for somebody who will."""
    return actor.asks or actor.advises


def may_read_episode(actor: Actor, episode: EpisodeFacts) -> bool:
    """The lead, the hub, and the team for as long as the family agrees (practice-and-codes 3.8)."""
    if episode.hub_id != actor.hub_id:
        return False
    if is_lead(actor, episode) or actor.advises:
        return True
    is_on_team = actor.asks and actor.account_id in episode.readers | episode.writers
    return is_on_team and not episode.is_sharing_stopped


def may_write_episode(actor: Actor, episode: EpisodeFacts) -> bool:
    """The lead, and those of the team who write with them, while it is open."""
    return episode.is_open and is_writer(actor, episode)


def is_writer(actor: Actor, episode: EpisodeFacts) -> bool:
    """The same people, also once it has ended: what one of them had typed is shown to them."""
    if not may_read_episode(actor, episode):
        return False
    return is_lead(actor, episode) or (actor.asks and actor.account_id in episode.writers)


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


def still_to_agree(
    people: Iterable[uuid.UUID], given: Mapping[uuid.UUID, bool]
) -> tuple[uuid.UUID, ...]:
    """Of the people who must agree, those who have said nothing yet; `given` is what stands."""
    return tuple(person for person in people if person not in given)


def is_agreed(people: Collection[uuid.UUID], given: Mapping[uuid.UUID, bool]) -> bool:
    """Whether somebody must agree and everybody who must has said yes."""
    return bool(people) and all(given.get(person, False) for person in people)


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
