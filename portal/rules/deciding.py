"""Who may do what with a decision, and when a second reader is asked for (security 2, U8)."""

import uuid
from dataclasses import dataclass

from portal.rules.permissions import Actor
from portal.vocabulary import N_

OWN = N_("You sent this yourself. A colleague decides on it.")
SAME_PERSON = N_("You proposed this decision. Someone else signs it off.")
READ_ALREADY = N_("You have read this as the second reader. Someone else signs it off.")
NEEDS_READER = N_("A second reader reads this before it is signed off.")
OWN_PROPOSAL = N_("You proposed this decision. The second reader is someone else.")
ADDED_SINCE = N_(
    "Something was added to this contact since you opened the page. Read it below, then send again."
)
DECIDED = N_("A decision was signed off on this referral. It stays a referral.")
SIGNED_YOURSELF = N_("You signed this decision off. Someone else overturns it.")

# Acts that tell whoever signs or reads nothing about the family; any other may change a decision.
TELLS_NOTHING = frozenset(
    {
        *("opened", "open_address", "take_up", "give_back", "reassign", "propose", "read_second"),
        *("ask_checks", "check_opened", "hasten_checks", "withdraw_check"),
        *("read_advice", "read_decision", "refer_now", "ask_again", "help_started"),
    }
)
# Shown in full where a decision is read: the conversation, and what agencies answered.
TOLD_IN_FULL = frozenset({"add_information", "check_answered", "check_corrected"})


@dataclass(frozen=True)
class Standing:
    """Who has had a hand in one decision so far."""

    writer_id: uuid.UUID  # of the referral
    proposer_id: uuid.UUID
    needs_second_reader: bool = False
    second_reader_id: uuid.UUID | None = None
    signer_id: uuid.UUID | None = None


def why_not_sign(actor: Actor, decision: Standing) -> str:
    """Why this person may not sign it off; empty when they may."""
    if actor.account_id == decision.writer_id:
        return OWN
    if actor.account_id == decision.proposer_id:
        return SAME_PERSON
    if decision.needs_second_reader and decision.second_reader_id is None:
        return NEEDS_READER
    return READ_ALREADY if actor.account_id == decision.second_reader_id else ""


def why_not_read_second(actor: Actor, decision: Standing) -> str:
    """Why this person may not be the second reader; empty when they may."""
    if actor.account_id == decision.writer_id:
        return OWN
    return OWN_PROPOSAL if actor.account_id == decision.proposer_id else ""


def why_not_overturn(actor: Actor, decision: Standing) -> str:
    """Why this person may not overturn it: it takes two, so never the one who signed it."""
    if actor.account_id == decision.writer_id:
        return OWN
    return SIGNED_YOURSELF if actor.account_id == decision.signer_id else ""


def needs_second_reader(*, is_said_to_repeat: bool, earlier_contacts: int, limit: int) -> bool:
    """Whether contacts keep coming about the same people, so that two read before one signs.

    `earlier_contacts` are those confirmed to be about the same people in the last year; `limit`
    is the hub's setting, and 0 never asks for a second reader.
    """
    return limit > 0 and (is_said_to_repeat or earlier_contacts >= limit)
