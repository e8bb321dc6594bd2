"""Copies for the family: looked through, made, approved by a second person, and given."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from portal.commands.base import Refused, command
from portal.commands.contact_words import checked_text
from portal.commands.episodes import tell
from portal.commands.help_days import set_next_due
from portal.commands.outbox import queue_episode_mail
from portal.extensions import db
from portal.models import ClearedHit, EarlyHelpEpisode, FamilyCopy
from portal.queries import early_help, family_copies
from portal.rules import copying
from portal.rules.early_help import is_open
from portal.rules.permissions import Actor
from portal.rules.typed import UK
from portal.vocabulary import N_, CopyStatus, CopyVariant, HelpDocument, MemberSees

NOTHING = N_("There is nothing this person may have in it yet. Choose what they may read first.")
NOT_NOW = N_("This copy has been dealt with already. Go back and look at the list.")
LONGEST_HOW = 200


@dataclass(frozen=True)
class Wanted:
    """Which paper for whom, set how, and what it says now."""

    recipient_id: uuid.UUID
    document: HelpDocument
    of_id: uuid.UUID
    variant: CopyVariant
    locale: str
    digest: str  # empty where it would say nothing
    hits: frozenset[str]  # what must have been looked at


@command
def clear_hits(
    episode: EarlyHelpEpisode,
    *,
    by: Actor,
    recipient_id: uuid.UUID,
    hits: Collection[str],
    why: str,
    at: datetime,
) -> None:
    """Let words stand in one person's copies, with the one reason; another text asks again.

    Only what was on the page and chosen there. Raises `Refused`, naming the field.
    """
    if not hits:
        raise Refused(N_("Choose what may stay, or go back and leave it out"), "stays")
    why = checked_text(why, "why", N_("Write why this person may read it"))
    values = {"hub_id": episode.hub_id, "episode_id": episode.id, "recipient_id": recipient_id}
    said = {"why": why, "cleared_by_id": by.account_id, "cleared_by": by.name, "cleared_at": at}
    new = set(hits) - set(family_copies.cleared(episode, recipient_id))
    db.session.add_all(ClearedHit(hit=each, **values, **said) for each in sorted(new))
    if new:
        tell(episode, "clear_hit", by=by, at=at)


@command
def make_copy(
    episode: EarlyHelpEpisode, *, by: Actor, wanted: Wanted, key: uuid.UUID, at: datetime
) -> FamilyCopy:
    """Make a copy for one person of what it says now; the same key twice makes one.

    Where anybody in the family is at risk it waits for a second person, who is told by mail.
    Raises `Refused` while something in it has not been looked at, or where it says nothing.
    """
    if (before := family_copies.copy(episode, key)) is not None:
        return before
    if not wanted.digest:
        raise Refused(NOTHING)
    if wanted.hits - set(family_copies.cleared(episode, wanted.recipient_id)):
        raise Refused(copying.NOT_CLEARED)
    is_at_risk = early_help.record(by, episode).is_anyone_at_risk
    made = FamilyCopy(
        id=key,
        hub_id=episode.hub_id,
        episode_id=episode.id,
        recipient_id=wanted.recipient_id,
        document=wanted.document,
        of_id=wanted.of_id,
        variant=wanted.variant,
        locale=wanted.locale,
        digest=wanted.digest,
        status=copying.first_status(is_anyone_at_risk=is_at_risk),
        needs_second=is_at_risk,
        made_by_id=by.account_id,
        made_by=by.name,
        made_at=at,
    )
    db.session.add(made)
    tell(episode, "make_copy", by=by, at=at)
    if is_at_risk:
        asked = family_copies.who_may_approve(episode, by.account_id)
        queue_episode_mail("help_copy_to_approve", episode, at, account_ids=asked)
    return made


@command
def approve_copy(
    episode: EarlyHelpEpisode,
    copy: FamilyCopy,
    *,
    by: Actor,
    facts: copying.CopyFacts,
    at: datetime,
) -> FamilyCopy:
    """A second person has read it and says it may be given. Raises `Refused` where it cannot be."""
    _move(copy, "approve", by, copying.why_not_approve(facts))
    copy.approved_by_id, copy.approved_by, copy.approved_at = by.account_id, by.name, at
    tell(episode, "approve_copy", by=by, at=at)
    queue_episode_mail("help_copy_approved", episode, at, account_ids=_whose(episode, copy, by))
    return copy


@command
def return_copy(
    episode: EarlyHelpEpisode, copy: FamilyCopy, *, by: Actor, why: str, at: datetime
) -> FamilyCopy:
    """A second person sends it back, with what is wrong. Raises `Refused` without words."""
    why = checked_text(why, "why", N_("Write what is wrong with this copy"))
    _move(copy, "return", by, None)
    copy.returned_why = why
    tell(episode, "return_copy", by=by, at=at)
    queue_episode_mail("help_copy_returned", episode, at, account_ids=_whose(episode, copy, by))
    return copy


def _whose(episode: EarlyHelpEpisode, copy: FamilyCopy, by: Actor) -> list[uuid.UUID]:
    """Who hears of it: its maker while on the team, and who leads now."""
    seeing = early_help.facts(episode).seeing
    may_open = {each for (each, _), seen in seeing.items() if seen is MemberSees.EVERYTHING}
    may_open.add(episode.lead_id)
    asked = dict.fromkeys((copy.made_by_id, episode.lead_id))
    return [each for each in asked if each in may_open and each != by.account_id]


def _move(copy: FamilyCopy, act: str, by: Actor, why_not: str | None) -> None:
    """Only somebody else than its maker, only while it waits."""
    after = copying.after(copy.status, act)
    if after is None or copy.made_by_id == by.account_id:
        raise Refused(NOT_NOW)
    if why_not:
        raise Refused(why_not)
    copy.status = after


@command
def give_copy(
    episode: EarlyHelpEpisode,
    copy: FamilyCopy,
    *,
    by: Actor,
    facts: copying.CopyFacts,
    given_on: date | None,
    how: str,
    at: datetime,
) -> FamilyCopy:
    """It was put in that person's hands: on which day, by whom, how. The family's copy is no
    longer due. Giving twice gives once. Raises `Refused`, naming the field, or where it cannot be
    given.
    """
    if copy.status is CopyStatus.GIVEN:
        return copy
    if why_not := copying.why_not_print(facts):
        raise Refused(why_not)
    after = copying.after(copy.status, "give")
    if after is None:
        raise Refused(NOT_NOW)
    copy.given_on, copy.given_how = _day(given_on, copy, at), _how(how)
    copy.given_by, copy.status = by.name, after
    episode.copy_due_on = None
    if is_open(episode.status):
        set_next_due(episode)
    tell(episode, "give_copy", by=by, at=at)
    return copy


def _day(given_on: date | None, copy: FamilyCopy, at: datetime) -> date:
    if given_on is None:
        raise Refused(N_("Enter the day on which you gave it"), "given_on_day")
    made_on, today = copy.made_at.astimezone(UK).date(), at.astimezone(UK).date()
    if not made_on <= given_on <= today:
        raise Refused(
            N_("The day must be between the day the copy was made and today"), "given_on_day"
        )
    return given_on


def _how(how: str) -> str:
    how = how.strip()
    if not how:
        raise Refused(N_("Write how you gave it to them"), "how")
    if len(how) > LONGEST_HOW:
        raise Refused(N_("Shorten this to 200 characters or fewer"), "how")
    return how
