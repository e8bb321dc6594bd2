"""Danger that is said in a disagreement: at once red, and the whole hub is told."""

import re
import uuid
from datetime import datetime

from portal.commands.base import Refused, advance, note
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
from portal.vocabulary import N_, Answer, ContactStatus, Rag, Urgency

SAID_AT = "%d.%m.%Y %H:%M"
_ADDED = re.compile(r"\n\n\[\d\d\.\d\d\.\d{4} \d\d:\d\d\] ")


def raise_urgency(contact: Contact, by: Actor, at: datetime, *, was_said: bool) -> None:
    """The contact is red and in the open queue again, and everybody who advises hears of it.

    It is due at once; where that `was_said` before and it is red still, its time goes on.
    """
    hub = hubs.hub(contact.hub_id)
    settings = hub_settings.read(hub.settings)
    calendar = calendar_for(settings, hub.nation)
    goes_on = was_said and contact.rag is Rag.RED
    contact.rag, contact.urgency, contact.is_open = Rag.RED, Urgency.NOW, True
    if not goes_on:
        home_at = contact.home_at if contact.home_at and contact.home_at > at else None
        due = targets.due(settings, calendar, Urgency.NOW, at, home_at)  # that of then is over
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
    key: uuid.UUID | None = None,
) -> Disagreement:
    """Whoever disagrees says that there may be danger by now; "no" takes back nothing.

    Their `words` stand with the present stage, with the time. `key` makes sending a form twice say
    it once; the same words in a new form are danger said again, and the hub hears of it again.
    What was said before stays on the record, and "do not know" never weakens a "yes".
    """
    latest = disagreements.rounds_of(made)[-1]
    if said is None or not may_be_at_risk(said) or _was_said(made, key):
        return made
    was_said = disagreements.is_at_risk(contact)
    if words:
        told = f"[{at.astimezone(UK):{SAID_AT}}] {words}"
        latest.why = f"{latest.why}\n\n{told}" if latest.why else told
        forget_words(by, contact, "disagree")
    is_told_anew = words or contact.status is ContactStatus.CLOSED
    if is_told_anew and allows(contact.kind, contact.status, "disagree"):
        advance(contact, "disagree", by=by, at=at)  # what was closed meanwhile is open again
    raise_urgency(contact, by, at, was_said=was_said)
    keep(made, said, by, at, key)
    if made.at_risk_now is not Answer.YES:
        made.at_risk_now = said
    return made


def is_told(
    made: Disagreement,
    contact: Contact,
    said: Answer | None,
    why: str,
    *,
    by: Actor,
    at: datetime,
) -> bool:
    """Whether nothing is left to be done of a form that comes after it was taken further.

    The same words are on the record, or there is danger in it, which the hub hears of now.
    """
    is_same = _says(disagreements.rounds_of(made)[-1].why, why)
    if said is None or not may_be_at_risk(said):
        return is_same
    if not (is_same and may_be_at_risk(made.at_risk_now)):
        become_urgent(made, contact, said, by=by, at=at, words="" if is_same else why)
    return True


def _says(why: str, words: str) -> bool:
    """Whether these are the words a stage began with, or some that were added to it since."""
    return words in _ADDED.split(f"\n\n{why}" if why.startswith("[") else why)


def _was_said(made: Disagreement, key: uuid.UUID | None) -> bool:
    """Whether the form of that key has been sent before."""
    before = db.session.get(DangerAnswer, key) if key else None
    if before is not None and before.disagreement_id != made.id:
        raise Refused(N_("This form cannot be sent. Open the page again and send it from there."))
    return before is not None


def keep(
    made: Disagreement, said: Answer, by: Actor, at: datetime, key: uuid.UUID | None = None
) -> None:
    """One answer about danger, kept with who gave it and when."""
    db.session.add(
        DangerAnswer(
            id=key or uuid.uuid4(),
            hub_id=made.hub_id,
            disagreement_id=made.id,
            said=said,
            account_name=by.name,
            said_at=at,
        )
    )
