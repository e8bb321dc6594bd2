"""What a contact about domestic abuse holds besides, made straight in the database."""

from typing import Any

from sqlalchemy import select

from portal.extensions import db
from portal.models import (
    AbuseAssessment,
    AbuseVictim,
    Account,
    Contact,
    ContactAnswer,
    ContactEvent,
    ContactPerson,
    MaracReferral,
)
from portal.rules import abuse_risk
from portal.rules.abuse import read_abuse
from portal.rules.consultation import read
from portal.vocabulary import Answer, ContactRoute, MaracAgreement, Urgency
from tests.makers import NOON

PAGES: dict[str, Any] = {
    "risk-topics": {"t15": "yes", "t15_source": "victim", "t13": "not_known", "note": "Hoarse"},
    "risk-view": {"judgement": "yes", "prompts": ["strangulation"]},
}


def add_abuse_facts(contact: Contact) -> None:
    """The route, safe contact, the evidence, the child as a victim and a MARAC referral."""
    ids: dict[str, Any] = {"hub_id": contact.hub_id, "contact_id": contact.id}
    contact.route, contact.is_safe_contact = ContactRoute.DOMESTIC_ABUSE, True
    told = read_abuse(PAGES, read(PAGES))
    children = select(ContactPerson.person_id).where(ContactPerson.contact_id == contact.id)
    db.session.add_all(
        [
            AbuseAssessment(
                **ids,
                topics={"15": {"answer": "yes", "source": "victim"}},
                note="Hoarse",
                criteria={},
                evidence=abuse_risk.as_json(abuse_risk.weigh(told, abuse_risk.Criteria())),
                how_soon=Urgency.SAMEDAY,
                given_at=NOON,
            ),
            *(
                AbuseVictim(**ids, person_id=key, how="Hears")
                for key in db.session.scalars(children)
            ),
            ContactAnswer(**ids, field="safe-contact.reach", text="Her work phone"),
            ContactAnswer(**ids, field="wishes.wants", text="To stay"),
            ContactEvent(**ids, at=NOON, action="record_marac", account_side="hub"),
            marac_of(contact, db.session.get_one(Account, contact.account_id), version=1),
        ]
    )


def marac_of(contact: Contact, by: Account, *, version: int) -> MaracReferral:
    """A MARAC referral of the contact."""
    return MaracReferral(
        hub_id=contact.hub_id,
        contact_id=contact.id,
        version=version,
        criteria=["judgement"],
        criteria_why="A hand on the neck",
        agreement=MaracAgreement.AGREED,
        risks="To her life",
        teller="The nurse",
        telling_how="In person",
        idva=Answer.YES,
        account_id=by.id,
        account_name=by.name,
        recorded_at=NOON,
    )
