"""What domestic abuse advice holds besides, written in the transaction that sends it."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from portal.extensions import db
from portal.models import AbuseAssessment, AbuseVictim, Contact
from portal.rules import abuse_risk
from portal.rules.abuse import Abuse, read_abuse
from portal.rules.abuse_settings import AbuseSettings
from portal.rules.consultation import Consultation
from portal.rules.guidance import URGENCIES
from portal.rules.typed import Pages
from portal.vocabulary import Answer, Urgency

People = Mapping[uuid.UUID, tuple[uuid.UUID, int]]  # the draft's id -> record and position


def record_abuse(
    contact: Contact,
    consultation: Consultation,
    pages: Pages,
    people: People,
    *,
    settings: AbuseSettings,
    at: datetime,
) -> None:
    """Freeze the evidence, record each child as a victim, and keep the contact in safe contact.

    The hub looks at it as soon as the evidence asks, never later than the guidance said.
    """
    told = read_abuse(pages, consultation)
    evidence = abuse_risk.weigh(told, settings.criteria)
    db.session.add(_assessment(contact, told, evidence, settings, at))
    db.session.add_all(
        AbuseVictim(
            hub_id=contact.hub_id,
            contact_id=contact.id,
            person_id=people[each.person][0],
            is_victim=each.is_victim,
            sees=each.sees,
            related=each.related,
            how=each.how,
        )
        for each in told.affected
        if each.person in people
    )
    contact.is_safe_contact = True
    soonest = (contact.urgency or Urgency.ROUTINE, evidence.how_soon)
    contact.urgency = max(soonest, key=URGENCIES.index)


def _assessment(
    contact: Contact,
    told: Abuse,
    evidence: abuse_risk.Evidence,
    settings: AbuseSettings,
    at: datetime,
) -> AbuseAssessment:
    criteria = settings.criteria
    return AbuseAssessment(
        hub_id=contact.hub_id,
        contact_id=contact.id,
        victim_age=told.age,
        tool=told.tool,
        done_on=told.done_on,
        topics={
            str(number): {"answer": each.answer, "source": each.source}
            for number, each in told.topics.items()
        },
        note=told.note,
        criteria={
            "count": criteria.count,
            "incidents": criteria.incidents,
            "repeat_months": criteria.repeat_months,
            "edition": criteria.edition,
            "effective": criteria.effective_from.isoformat() if criteria.effective_from else "",
            "confirmed": criteria.is_confirmed,
        },
        evidence=abuse_risk.as_json(evidence),
        how_soon=evidence.how_soon,
        may_be_seen=told.seen_by is not Answer.NO,
        given_at=at,
    )
