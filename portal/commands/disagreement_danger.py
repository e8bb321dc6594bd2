"""Danger that is said in a disagreement: at once red, and the whole hub is told."""

from datetime import datetime

from portal.commands.base import advance, note
from portal.commands.contact_words import forget_words
from portal.commands.open_checks import hasten
from portal.commands.outbox import queue_mail
from portal.extensions import db
from portal.integrations.calendars import calendar_for
from portal.models import Contact, DangerAnswer, Disagreement
from portal.queries import consultations, disagreements, hubs
from portal.rules import hub_settings, targets
from portal.rules.disagreeing import may_be_at_risk
from portal.rules.lifecycle import allows
from portal.rules.permissions import Actor
from portal.rules.typed import UK
from portal.vocabulary import Answer, Rag, Urgency


def raise_urgency(contact: Contact, by: Actor, at: datetime, *, is_new: bool = True) -> None:
    """The contact is red, its timeline says so, and everybody who advises hears of it.

    It is due at once; where that was said before, its time goes on.
    """
    hub = hubs.hub(contact.hub_id)
    settings = hub_settings.read(hub.settings)
    calendar = calendar_for(settings, hub.nation)
    contact.rag, contact.urgency = Rag.RED, Urgency.NOW
    if is_new:
        due = targets.due(settings, calendar, Urgency.NOW, at, contact.home_at)
        contact.target_at, contact.due_at = due
    hasten(contact, by, at)
    note(contact, "risk_now", by=by, at=at)
    queue_mail("at_risk_now", contact, consultations.who_advises(contact.hub_id), at)


def become_urgent(
    made: Disagreement,
    contact: Contact,
    said: Answer | None,
    *,
    by: Actor,
    at: datetime,
    words: str = "",
) -> Disagreement:
    """Whoever disagrees says that there may be danger by now; "no" takes back nothing.

    Their `words` stand with the present stage, with the time; the same words twice are said once.
    What was said before stays on the record, and "do not know" never weakens a "yes".
    """
    latest = disagreements.rounds_of(made)[-1]
    if said is None or not may_be_at_risk(said) or (words and words in latest.why):
        return made
    if words:
        told = f"[{at.astimezone(UK):%d.%m.%Y %H:%M}] {words}"
        latest.why = f"{latest.why}\n\n{told}" if latest.why else told
        forget_words(by, contact, "disagree")
        if allows(contact.kind, contact.status, "disagree"):
            advance(contact, "disagree", by=by, at=at)  # what was closed meanwhile is open again
    raise_urgency(contact, by, at, is_new=not may_be_at_risk(made.at_risk_now))
    keep(made, said, by, at)
    if made.at_risk_now is not Answer.YES:
        made.at_risk_now = said
    return made


def keep(made: Disagreement, said: Answer, by: Actor, at: datetime) -> None:
    """One answer about danger, kept with who gave it and when."""
    db.session.add(
        DangerAnswer(
            hub_id=made.hub_id,
            disagreement_id=made.id,
            said=said,
            account_name=by.name,
            said_at=at,
        )
    )
