"""How a family copy goes from being made to being given, and who may be its second reader.

Releasing a family copy takes two people where anybody in the family could be harmed by what is told
(security 1, row 3, and the access table of 2).
"""

import uuid
from dataclasses import dataclass

from portal.rules.early_help import EpisodeFacts, is_lead, is_writer
from portal.rules.permissions import Actor
from portal.vocabulary import N_, CopyStatus, Role

TABLE: dict[tuple[CopyStatus, str], CopyStatus] = {
    (CopyStatus.MADE, "give"): CopyStatus.GIVEN,
    (CopyStatus.WAITING, "approve"): CopyStatus.APPROVED,
    (CopyStatus.WAITING, "return"): CopyStatus.RETURNED,
    (CopyStatus.APPROVED, "give"): CopyStatus.GIVEN,
}

CHANGED = N_(
    "What this copy says has changed since it was made. Make a new copy, so that it is looked "
    "through again."
)
NOT_CLEARED = N_("Something in this copy has not been looked at yet. Look through it first.")
NOW_AT_RISK = N_(
    "Somebody in the family is at risk now, and nobody else has looked at this copy. Make a new "
    "copy, so that a second person looks at it."
)
CLEARED_SINCE = N_(
    "A word in this copy was looked at again after somebody else approved it. Make a new copy, so "
    "that a second person looks at that too."
)
WAITS = N_("A second person has to look at this copy before it can be printed.")
SENT_BACK = N_("This copy was sent back. Put right what was said and make a new one.")
SHARING_STOPPED = N_(
    "Agreement has been withdrawn, so nothing more is shared. Only the lead practitioner can still "
    "print this."
)


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """What may be done with a copy turns on this; `digest_now` is of what it would say today."""

    status: CopyStatus
    is_seconded: bool  # somebody else has approved it
    digest: str
    digest_now: str
    is_at_risk_now: bool
    are_hits_cleared: bool
    is_cleared_since: bool = False  # a word in it, after somebody else approved it


def first_status(*, is_anyone_at_risk: bool) -> CopyStatus:
    """Where a copy begins."""
    return CopyStatus.WAITING if is_anyone_at_risk else CopyStatus.MADE


def after(status: CopyStatus, act: str) -> CopyStatus | None:
    """The status after an act; None where it is not possible now."""
    return TABLE.get((status, act))


def may_second(
    actor: Actor, episode: EpisodeFacts, organisation_id: uuid.UUID | None, maker_id: uuid.UUID
) -> bool:
    """A decision maker of the hub, a lead of the same organisation, or who else writes here.

    Never who made it. Where agreement is awaited or withdrawn the team has no part in it.
    """
    if actor.hub_id != episode.hub_id or actor.account_id == maker_id:
        return False
    if actor.decides:
        return True
    is_theirs = organisation_id is not None and actor.organisation_id == organisation_id
    if actor.role is Role.ORGANISATION_LEAD and is_theirs:
        return True
    return is_writer(actor, episode)


def may_second_read(
    status: CopyStatus, reader_id: uuid.UUID, approved_by: uuid.UUID | None
) -> bool:
    """A second person reads a copy while it waits for one; afterwards only who approved it."""
    return status is CopyStatus.WAITING or reader_id == approved_by


def why_not_approve(copy: CopyFacts) -> str | None:
    """Why a copy cannot be approved; None when it can."""
    if not copy.are_hits_cleared:
        return NOT_CLEARED
    return CHANGED if copy.digest != copy.digest_now else None


def why_not_print(copy: CopyFacts) -> str | None:
    """Why a copy cannot be printed or given; None when it can."""
    if copy.status is CopyStatus.WAITING:
        return WAITS
    if copy.status is CopyStatus.RETURNED:
        return SENT_BACK
    if copy.is_at_risk_now and not copy.is_seconded:
        return NOW_AT_RISK
    why_not = why_not_approve(copy)
    is_unseen = copy.is_at_risk_now and copy.is_cleared_since
    return why_not or (CLEARED_SINCE if is_unseen else None)


def may_print_professional(actor: Actor, episode: EpisodeFacts) -> bool:
    """While agreement stands, every reader; after it was withdrawn, who coordinates the help."""
    return episode.is_shared or is_lead(actor, episode)
