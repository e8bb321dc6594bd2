"""A lead who may be the person causing harm does not read what their colleagues send about it.

They are told nothing, and nothing of it stands on a timeline that their colleagues read.
"""

import uuid
from datetime import datetime

from portal import audit
from portal.commands.base import Refused, bump_queue, command
from portal.commands.contact_words import checked_text, forget_words
from portal.commands.stepping_aside import keep_out
from portal.extensions import db
from portal.models import Contact, FamilyConflict
from portal.queries import kept_out as queries
from portal.queries.joined_families import whole_family
from portal.rules.kept_out import may_be
from portal.rules.permissions import Actor
from portal.vocabulary import N_, KeptBy


def keep_named_out(contact: Contact, *, by: Actor, at: datetime) -> None:
    """Sent: a lead with the name of the person causing harm does not read it until the hub says."""
    db.session.flush()  # the people it names are as new as it is
    named = queries.causing_harm(contact)
    for lead in queries.leads_of(contact) if named else ():
        if lead.conflict_id is None and may_be(lead.name, named):
            given = {"hub_id": contact.hub_id, "contact_id": contact.id, "account_id": lead.id}
            db.session.add(FamilyConflict(declared_at=at, kept_by=KeptBy.RECORD, **given))
            audit.record(by, "keep_named_out", "contact", contact.id, at=at)
    db.session.flush()


@command
def say_who_reads(
    contact: Contact,
    *,
    by: Actor,
    account_id: uuid.UUID | None,
    may_read: bool | None,
    reason: str,
    at: datetime,
) -> None:
    """The hub says whether a lead of the organisation may read this, with a reason.

    Who may not is kept from everything recorded about the family, as somebody is who knows it; who
    may is let in again, unless they stepped aside themselves. The same said twice is said once.
    Raises `Refused`, naming the field, without a choice or a reason.
    """
    lead = next((each for each in queries.leads_of(contact) if each.id == account_id), None)
    if lead is None:
        raise Refused(N_("Choose who this is about"), "account_id")
    if may_read is None:
        raise Refused(N_("Choose whether they may read this"), "may_read")
    reason = checked_text(reason, "reason", N_("Write how you know"))
    forget_words(by, contact, "who_reads")
    if may_read:
        _let_in(contact, lead.id)
    else:
        _keep(contact, lead.id, by, at)
    bump_queue(contact.hub_id)
    action = "let_lead_read" if may_read else "keep_lead_out"
    audit.record(by, action, "contact", contact.id, at=at, hub_id=contact.hub_id, why=reason)


def _keep(contact: Contact, account_id: uuid.UUID, by: Actor, at: datetime) -> None:
    family = whole_family(contact.hub_id, [contact])
    for each in queries.of_account(family, account_id):
        each.kept_by = KeptBy.HUB if each.kept_by else None
    closed = {each.id for each in keep_out(contact.hub_id, [contact], account_id, at, by=by)}
    for each in queries.of_account(family, account_id):
        if each.contact_id in closed and not each.is_by_match:
            each.kept_by = KeptBy.HUB


def _let_in(contact: Contact, account_id: uuid.UUID) -> None:
    family = whole_family(contact.hub_id, [contact])
    kept = queries.of_account(family, account_id)
    stays = any(each.kept_by is None and not each.is_by_match for each in kept)
    gone = [each for each in kept if each.kept_by or (each.is_by_match and not stays)]
    help_ = [] if stays else queries.help_of_account(family, account_id)
    for row in (*gone, *(each for each in help_ if each.is_by_match)):
        db.session.delete(row)
