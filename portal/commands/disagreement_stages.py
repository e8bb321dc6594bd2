"""What the acts on a disagreement share: its stages begun, its record held, its audit."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from portal import audit
from portal.commands.outbox import queue_mail
from portal.extensions import db
from portal.integrations.calendars import calendar_for
from portal.models import Contact, Disagreement, DisagreementRound
from portal.queries import advisers, disagreements, hubs
from portal.queries.advice import current_advice
from portal.queries.contacts import facts
from portal.queries.decisions import standing as decision_of
from portal.queries.rows import AnyRow
from portal.rules import disagreeing, hub_settings, targets
from portal.rules.disagreeing import STAGES
from portal.rules.lifecycle import NotAllowedNow
from portal.rules.permissions import Actor
from portal.vocabulary import CameBy, DecisionStatus, DisagreementStage, DisagreementStatus


def page_of(name: str, disagreement_id: uuid.UUID) -> str:
    """Where unfinished words about one disagreement are kept."""
    return f"{name}:{disagreement_id}"


def begin_stage(
    made: Disagreement,
    contact: Contact,
    stage: DisagreementStage,
    came_by: CameBy,
    at: datetime,
    why: str = "",
) -> None:
    """A new stage: due by the hub's own setting, and with somebody named who is told."""
    hub = hubs.hub(contact.hub_id)
    settings = hub_settings.read(hub.settings)
    calendar = calendar_for(settings, hub.nation)
    made.stage, made.status = stage, DisagreementStatus.WAITING
    made.remind_on = made.reminded_at = None
    made.due_at = targets.after(settings.disagreement_stages[stage], at, calendar)
    made.responder_id, made.responder_name = _named(made, contact)
    db.session.add(made)
    db.session.flush()
    db.session.add(
        DisagreementRound(
            hub_id=contact.hub_id,
            disagreement_id=made.id,
            stage=stage,
            came_by=came_by,
            why=why,
            started_at=at,
            due_at=made.due_at,
            responder_id=made.responder_id,
            responder_name=made.responder_name,
        )
    )
    if made.responder_id is not None:
        queue_mail("disagreement", contact, [made.responder_id], at)
    else:
        told = advisers.who_can_sign(contact, made.account_id)
        queue_mail("nobody_to_answer", contact, told, at)


def _named(made: Disagreement, contact: Contact) -> tuple[uuid.UUID | None, str]:
    """Who answers the present stage: first who gave the answer, then someone with no part in it.

    Somebody who has not answered an earlier stage comes first. Nobody, where the hub has nobody.
    """
    is_first = made.stage is STAGES[0]
    standing = disagreeing.Standing(
        contact=facts(contact),
        raiser_id=made.account_id,
        stage=made.stage,
        status=made.status,
        challenged=frozenset(filter(None, (made.author_id, made.signer_id))),
    )
    people = {row.id: row.name for row in who_could(contact, standing)}
    if is_first and made.author_id in people:
        return made.author_id, people[made.author_id]
    heard = () if is_first else _named_before(made)
    fresh = [each for each in people if each not in heard]
    chosen = next(iter(fresh or people), None)
    return chosen, people[chosen] if chosen else ""


def _named_before(made: Disagreement) -> frozenset[uuid.UUID]:
    rounds = disagreements.rounds_of(made)
    return frozenset(each.responder_id for each in rounds if each.responder_id)


def who_could(contact: Any, standing: disagreeing.Standing) -> Sequence[AnyRow]:
    """The hub's people who could be named for the present stage, by name.

    From the second on nobody who gave or signed the answer that stands now: it may have taken the
    place of the one that is challenged, and is challenged with it.
    """
    is_first = standing.stage is STAGES[0]
    never = disagreeing.kept_from_answering(standing, standing.stage)
    if not is_first:
        never |= _who_answered(contact)
    return advisers.who_could_respond(contact, never, decides=not is_first)


def _who_answered(contact: Any) -> frozenset[uuid.UUID]:
    advice = current_advice(contact)
    decision = decision_of(contact, DecisionStatus.SIGNED_OFF)
    found = [advice.adviser_id] if advice else []
    found += [decision.proposer_id, decision.signer_id or decision.proposer_id] if decision else []
    return frozenset(found)


def held(
    contact: Contact, disagreement_id: uuid.UUID
) -> tuple[Disagreement, list[DisagreementRound]]:
    """The record, locked, and its stages; it was there when the act was admitted."""
    made = disagreements.to_change(contact, disagreement_id)
    if made is None:
        raise NotAllowedNow("answer_disagreement", contact.status)
    return made, list(disagreements.rounds_of(made))


def record(contact: Contact, action: str, by: Actor | None, at: datetime) -> None:
    """On the audit trail alone: the contact's timeline is read by others than the parties."""
    audit.record(by, action, "contact", contact.id, at=at, hub_id=contact.hub_id)


def was_taken_further(rounds: list[DisagreementRound], stage: str) -> bool:
    """Whether the present stage is the one that began when that one was taken further."""
    if len(rounds) < 2:
        return False
    before, latest = rounds[-2:]
    return before.stage.value == stage and latest.came_by is CameBy.TAKEN_FURTHER
