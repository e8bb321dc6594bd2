"""A disagreement: its stages, whose turn it is, and who may see and do what (practice 3.12)."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.rules.acts import may_reply
from portal.rules.permissions import Actor, ContactFacts, is_writer
from portal.vocabulary import N_, Answer, Role
from portal.vocabulary import DisagreementStage as Stage
from portal.vocabulary import DisagreementStatus as S

STAGES = tuple(Stage)
OPEN = frozenset({S.WAITING, S.ANSWERED})

# Whose turn it is after each act. Only the professional's side ever ends one.
TABLE: Mapping[tuple[S, str], S] = {
    (S.WAITING, "respond"): S.ANSWERED,
    (S.WAITING, "name_responder"): S.WAITING,
    (S.WAITING, "time_ran_out"): S.WAITING,
    (S.WAITING, "resolve"): S.RESOLVED,
    (S.ANSWERED, "resolve"): S.RESOLVED,
    (S.ANSWERED, "take_further"): S.WAITING,
    (S.ANSWERED, "end_without_agreement"): S.NOT_RESOLVED,
}
UPWARD = frozenset({"take_further", "time_ran_out"})  # never from the last stage
AT_LAST = frozenset({"end_without_agreement"})  # only there: before it, somebody else can answer

OWN = N_("You sent this yourself. A colleague answers it.")
CHALLENGED = N_("Your own answer is challenged. From the second stage on someone else replies.")
NOT_NAMED = N_("Someone else is named to answer this.")


@dataclass(frozen=True)
class Standing:
    """One disagreement, as far as access turns on it."""

    contact: ContactFacts
    raiser_id: uuid.UUID
    stage: Stage
    status: S
    responder_id: uuid.UUID | None = None
    challenged: frozenset[uuid.UUID] = field(default=frozenset())  # who gave or signed the answer
    were_named: frozenset[uuid.UUID] = field(default=frozenset())  # to answer any stage


def may_be_at_risk(said: Answer | None) -> bool:
    """Whether a child is treated as in danger now: who does not know has not said no."""
    return said is not None and said is not Answer.NO


def after(stage: Stage) -> Stage | None:
    """The stage that follows; None after the last."""
    place = STAGES.index(stage) + 1
    return STAGES[place] if place < len(STAGES) else None


def allows(standing: Standing, act: str) -> bool:
    """Whether the act is possible now, whoever does it."""
    is_last = after(standing.stage) is None
    if (act in UPWARD and is_last) or (act in AT_LAST and not is_last):
        return False
    return (standing.status, act) in TABLE


def sees(actor: Actor, standing: Standing) -> bool:
    """The parties alone: who raised it and whom they may ask, who answers, who decides."""
    contact = standing.contact
    if may_reply(actor, contact):
        return True
    if not actor.advises or contact.hub_id != actor.hub_id or contact.is_draft:
        return False
    return actor.decides or actor.account_id in standing.challenged | standing.were_named


def why_not_respond(actor: Actor, standing: Standing) -> str:
    """Why this person may not answer the present stage; empty when they may."""
    if is_writer(actor, standing.contact) or actor.account_id == standing.raiser_id:
        return OWN
    if standing.stage is not STAGES[0] and actor.account_id in standing.challenged:
        return CHALLENGED
    return "" if actor.account_id == standing.responder_id else NOT_NAMED


def _may_respond(actor: Actor, standing: Standing) -> bool:
    return actor.advises and not why_not_respond(actor, standing)


def _may_name(actor: Actor, standing: Standing) -> bool:
    return actor.decides and not is_writer(actor, standing.contact)


def _speaks(actor: Actor, standing: Standing) -> bool:
    """Who raised it; the lead of their organisation where they are away.

    Never who gave the answer that is challenged, in another role of theirs.
    """
    if actor.account_id in standing.challenged:
        return False
    is_lead = actor.role is Role.ORGANISATION_LEAD
    is_raiser = actor.account_id == standing.raiser_id
    return (is_raiser or is_lead) and may_reply(actor, standing.contact)


MAY = {
    "respond": _may_respond,
    "name_responder": _may_name,
    "resolve": _speaks,
    "take_further": _speaks,
    "end_without_agreement": _speaks,
}


def may(actor: Actor, standing: Standing, act: str) -> bool:
    """Whether this person's part in it lets them do it, whatever its state."""
    return sees(actor, standing) and MAY[act](actor, standing)


def acts_for(actor: Actor, standing: Standing) -> tuple[str, ...]:
    """What the page offers this person now, the main act first."""
    return tuple(act for act in MAY if allows(standing, act) and may(actor, standing, act))


def kept_from_answering(standing: Standing, stage: Stage) -> frozenset[uuid.UUID]:
    """Who is never named for that stage: the professional's side and, from the second, the hub's
    people whose answer is challenged."""
    never = {standing.contact.account_id, standing.raiser_id}
    return frozenset(never if stage is STAGES[0] else never | standing.challenged)
