"""Disagreements that were answered and left: their parties are reminded, once for each answer."""

from datetime import date, datetime

from portal.commands.base import command
from portal.commands.disagreement_stages import record
from portal.commands.outbox import queue_mail
from portal.integrations.calendars import calendar_for
from portal.models import Contact
from portal.queries import disagreements, hubs
from portal.rules import hub_settings
from portal.rules.following_up import asked_on
from portal.rules.typed import UK

BATCH = 20


def remind_on(contact: Contact, answered_at: datetime) -> date:
    """The day on which a disagreement answered then counts as left: the hub's own working days."""
    hub = hubs.hub(contact.hub_id)
    settings = hub_settings.read(hub.settings)
    today = answered_at.astimezone(UK).date()
    days = settings.disagreement_reminder_days
    return asked_on(None, today, days, calendar_for(settings, hub.nation))


@command
def remind_of_what_is_left(*, today: date, at: datetime, most: int = BATCH) -> int:
    """Write to both sides of what was answered, and neither resolved nor taken further since.

    No timer ends it or takes it further: only whoever raised it may say so. How many there were.
    """
    left = disagreements.left(today, most)
    for made in left:
        contact = disagreements.contact_of(made)
        made.reminded_at = at
        queue_mail("disagreement_left", contact, [made.account_id], at)
        queue_mail("disagreement_left_by_them", contact, [made.responder_id], at)
        record(contact, "disagreement_left", None, at)
    return len(left)
