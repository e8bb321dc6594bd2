"""What a person may do next with a contact: the lifecycle table and the access rules together."""

from collections.abc import Callable, Mapping

from portal.rules.lifecycle import allows
from portal.rules.permissions import (
    Actor,
    ContactFacts,
    is_own,
    may_answer,
    may_take_up,
)
from portal.vocabulary import ContactKind, ContactStatus, Role

Test = Callable[[Actor, ContactFacts], bool]


def may_reply(actor: Actor, contact: ContactFacts) -> bool:
    """The writer, or the lead of the writer's organisation, speaks for the professional side.

    Never who answers it for the hub: somebody with both roles does not speak for both sides.
    """
    if contact.is_draft or contact.hub_id != actor.hub_id:
        return False
    return is_own(actor, contact) or (
        actor.role is Role.ORGANISATION_LEAD
        and contact.organisation_id is not None
        and contact.organisation_id == actor.organisation_id
        and contact.adviser_id != actor.account_id
    )


def may_add_information(actor: Actor, contact: ContactFacts) -> bool:
    """Either side: whoever may reply, or whoever answers it."""
    return may_reply(actor, contact) or may_answer(actor, contact)


def may_record_sharing(actor: Actor, contact: ContactFacts) -> bool:
    """Either side, whoever may add to the record."""
    return may_add_information(actor, contact)


def may_add_warning(actor: Actor, contact: ContactFacts) -> bool:
    """Either side, whoever may add to the record, however long ago it was answered."""
    return may_add_information(actor, contact)


def may_say_who_reads(actor: Actor, contact: ContactFacts) -> bool:
    """Whoever answers it says who of the organisation that sent it must not read it."""
    return may_answer(actor, contact)


def may_record_marac(actor: Actor, contact: ContactFacts) -> bool:
    """Whoever answers it: a MARAC referral is recorded by the hub."""
    return may_answer(actor, contact)


def may_acknowledge(actor: Actor, contact: ContactFacts) -> bool:
    """The writer alone: the advice was given to them."""
    return is_own(actor, contact) and not contact.is_draft


def may_convert_back(actor: Actor, contact: ContactFacts) -> bool:
    """The writer, or whoever answers it."""
    return may_acknowledge(actor, contact) or may_answer(actor, contact)


def may_decide(actor: Actor, contact: ContactFacts) -> bool:
    """A decision maker of the hub, never on one's own submission."""
    return actor.decides and may_take_up(actor, contact)


# In the order the buttons are shown: the main act of a status first.
MAY: Mapping[str, Test] = {
    "take_up": may_take_up,
    "give_advice": may_answer,
    "sign_off": may_decide,
    "propose": may_answer,
    "read_second": may_take_up,
    "ask_for_more": may_answer,
    "reply": may_reply,
    "acknowledge": may_acknowledge,
    "add_information": may_add_information,
    "withdraw_advice": may_answer,
    "return_proposal": may_decide,
    "overturn": may_decide,
    "change_rag": may_answer,
    "give_back": may_answer,
    "reassign": may_decide,
    "disagree": may_reply,
    "convert_back": may_convert_back,
    "close": may_answer,
}


def may(actor: Actor, contact: ContactFacts, action: str) -> bool:
    """Whether this person's role and relationship let them do it, whatever the status."""
    return MAY[action](actor, contact)


def acts_for(
    actor: Actor, contact: ContactFacts, kind: ContactKind, status: ContactStatus
) -> tuple[str, ...]:
    """What the page offers this person now, the main act first."""
    return tuple(
        action for action in MAY if allows(kind, status, action) and may(actor, contact, action)
    )
