"""Disagreements that were answered and left: their parties are reminded, once for each answer."""

import uuid
from datetime import date, datetime

from portal.commands.base import command
from portal.commands.disagreement_stages import record
from portal.commands.outbox import queue_mail
from portal.integrations.calendars import calendar_for
from portal.models import Contact, Disagreement
from portal.queries import disagreements, hubs
from portal.queries.following_up import who_acts
from portal.rules import hub_settings
from portal.rules.following_up import asked_on
from portal.rules.typed import UK
from portal.vocabulary import StepSide

BATCH = 20


def remind_on(contact: Contact, answered_at: datetime) -> date:
    """The day on which a disagreement answered then counts as left: the hub's own working days."""
    hub = hubs.hub(contact.hub_id)
    settings = hub_settings.read(hub.settings)
    today = answered_at.astimezone(UK).date()
    days = settings.disagreement_reminder_days
    return asked_on(None, today, days, calendar_for(settings, hub.nation))


def who_speaks(made: Disagreement, contact: Contact) -> uuid.UUID | None:
    """Who is written to for the professional's side: who raised it, else their lead."""
    return who_acts(contact, StepSide.PROFESSIONAL, made.account_id)


def _who_answered(made: Disagreement, contact: Contact) -> uuid.UUID | None:
    return who_acts(contact, StepSide.HUB, made.responder_id) if made.responder_id else None


@command
def remind_of_what_is_left(*, today: date, at: datetime, most: int = BATCH) -> int:
    """Write to both sides of what was answered, and neither resolved nor taken further since.

    No timer ends it or takes it further: only whoever raised it may say so. Where one of them has
    left, who acts for their side hears of it. How many there were.
    """
    left = disagreements.left(today, most)
    for made in left:
        contact = disagreements.contact_of(made)
        made.reminded_at = at
        queue_mail("disagreement_left", contact, [who_speaks(made, contact)], at)
        queue_mail("disagreement_left_by_them", contact, [_who_answered(made, contact)], at)
        record(contact, "disagreement_left", None, at)
    return len(left)
