"""Questions to agencies that still wait when the contact they are about changes."""

from datetime import datetime

from portal.commands.base import note
from portal.commands.check_mails import changed, tell_agency
from portal.integrations.calendars import calendar_for
from portal.models import Contact
from portal.queries import checks, hubs
from portal.rules import hub_settings
from portal.rules.checks import moments
from portal.rules.permissions import Actor
from portal.vocabulary import CheckStatus, Rag


def hasten(contact: Contact, by: Actor, at: datetime) -> None:
    """The contact has become more urgent: what waits is due sooner, and its agencies hear of it.

    The new time runs from now, since nobody can be late for a time that nobody told them. It
    never moves the other way: an agency has planned for the time it was given, and an answer that
    comes early does no harm. Whoever wants to give an agency longer withdraws and asks again.
    """
    waiting = checks.open_of(contact)
    if not waiting:
        return
    hub = hubs.hub(contact.hub_id)
    settings = hub_settings.read(hub.settings)
    half, due = moments(settings, calendar_for(settings, hub.nation), contact.rag or Rag.AMBER, at)
    sooner = [check for check in waiting if due < check.due_at]
    for check in sooner:
        check.due_at, check.remind_at = due, half
        tell_agency("check_sooner", contact, check, at)
    if sooner:
        changed(contact, at)
        note(contact, "hasten_checks", by=by, at=at)


def no_longer_needed(contact: Contact, by: Actor, at: datetime) -> None:
    """The contact is answered or closed: what still waits is withdrawn, and its agencies hear.

    No reason is typed: `withdrawn_why` stays empty, which pages put into words. What was overdue by
    then still counts as an answer that never came.
    """
    waiting = checks.open_of(contact)
    for check in waiting:
        check.status, check.remind_at = CheckStatus.WITHDRAWN, None
        check.withdrawn_at, check.withdrawn_by_name = at, by.name
        tell_agency("check_withdrawn", contact, check, at)
    if waiting:
        changed(contact, at)
        note(contact, "withdraw_check", by=by, at=at)
