"""What the acts on agency checks share: who is told, and the contact's next version."""

from datetime import datetime

from sqlalchemy.orm.attributes import flag_modified

from portal.commands.outbox import queue_mail
from portal.models import AgencyCheck, Contact
from portal.queries import advisers, checks, duties, hubs
from portal.rules import hub_settings
from portal.vocabulary import CheckStatus


def changed(contact: Contact, at: datetime) -> None:
    """Another version of the contact, so that no document made before is handed out again."""
    contact.updated_at = at
    flag_modified(contact, "updated_at")


def tell_agency(kind: str, contact: Contact, check: AgencyCheck, at: datetime) -> None:
    """Who is there for the agency; the hub, where a question waits and nobody may answer it."""
    hours = hub_settings.read(hubs.hub(check.hub_id).settings).duty_hours
    told = duties.to_tell(check, at, hours)
    queue_mail(kind, contact, told, at)
    if not told and check.status is CheckStatus.ASKED:
        tell_hub("check_nobody", contact, check, at)


def tell_hub(kind: str, contact: Contact, check: AgencyCheck, at: datetime) -> None:
    """Who asked, who has the contact now, and of an answer whoever could sign off on it."""
    knowing = checks.knowing_the_family(contact.id)
    signers = advisers.waiting_to_sign(contact) if kind == "check_answered" else ()
    told = (check.asker_id, contact.adviser_id, *signers)
    queue_mail(kind, contact, [each for each in told if each not in knowing], at)
