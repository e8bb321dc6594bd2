"""What a line of the timeline says to each side, from the act that made it."""

from portal.vocabulary import N_

SENTENCES: dict[str, str] = {
    "submit": N_("Sent to the hub"),
    "enter_late": N_("Entered late: it had reached the hub another way"),
    "opened": N_("Opened by the hub"),
    "take_up": N_("Taken up"),
    "give_back": N_("Given back to the queue"),
    "reassign": N_("Given to another adviser"),
    "ask_for_more": N_("More information asked for"),
    "reply": N_("Reply sent"),
    "add_information": N_("Information added"),
    "add_warning": N_("A warning was added: safe contact, or who must not be told"),
    "give_advice": N_("Advice sent"),
    "read_advice": N_("Advice opened by the professional"),
    "withdraw_advice": N_("Advice withdrawn"),
    "acknowledge": N_("Answer acknowledged"),
    "sign_off": N_("Decision sent"),
    "read_decision": N_("Decision opened by the referrer"),
    "overturn": N_("Decision overturned"),
    "risk_now": N_("The professional says that the child may be in danger now"),
    "follow_up": N_("Said what became of a next step"),
    "ask_again": N_("A new consultation was made from this one"),
    "help_started": N_("Early help was started from it"),
    "close": N_("Closed"),
    "refer_now": N_("A referral was made from this consultation"),
    "convert_back": N_("Turned back into a consultation"),
    "share_decision": N_("A decision about sharing was recorded"),
    "record_marac": N_("A MARAC referral was recorded"),
}
OF_THE_HUB: dict[str, str] = {
    "open_address": N_("Secret address opened"),
    "hub_share_decision": N_("The hub recorded a decision about sharing"),
    "propose": N_("Decision proposed"),
    "read_second": N_("Read by a second reader"),
    "return_proposal": N_("Proposal returned"),
    "change_rag": N_("Urgency changed"),
    # The same words whatever was decided: whether a family is known shows only where it may.
    "ask_checks": N_("Agencies asked what they know"),
    "check_opened": N_("Question opened by an agency"),
    "check_answered": N_("Answered by an agency"),
    "check_corrected": N_("Answer corrected by an agency"),
    "hasten_checks": N_("Agencies asked for their answers sooner"),
    "withdraw_check": N_("Question to an agency withdrawn"),
    "look_at_match": N_("Looked at who may have been known before"),
}

# Shown to both sides; every other act is the hub's own business (who knows the family, say).
FOR_BOTH = frozenset(SENTENCES)

# Not told from the timeline's own lines: a disagreement is for its parties, and tells of itself.
FOR_PARTIES = frozenset({"disagree"})

# Why the hub moved work between its people is not said to the professional.
REASON_FOR_HUB = frozenset({"give_back", "reassign", "take_up"})


def sentence(action: str) -> str:
    """The English message for an act, ready for gettext; plain words for one not listed."""
    known = SENTENCES.get(action) or OF_THE_HUB.get(action)
    return known or action.replace("_", " ").capitalize()


def is_shown(action: str, *, to_hub: bool) -> bool:
    """Whether that side sees the line at all."""
    return action not in FOR_PARTIES and (to_hub or action in FOR_BOTH)


def is_reason_shown(action: str, *, to_hub: bool) -> bool:
    """Whether that side sees the reason written with the act."""
    return to_hub or action not in REASON_FOR_HUB
