"""What the tests of known before share: two contacts about one child, and deciding about them."""

import uuid
from datetime import date, timedelta

import lxml.html

from portal.extensions import db
from portal.models import Contact, ContactPerson
from portal.vocabulary import AgeKind, LinkDecision
from tests.makers import NOON
from tests.pages.contacts.helpers import url

BORN = {"age_kind": AgeKind.DATE_OF_BIRTH, "born_on": date(2019, 3, 4)}
TURNED = {"age_kind": AgeKind.DATE_OF_BIRTH, "born_on": date(2019, 4, 3)}
WHY = "Same mother, and the school says so."
MONTHS_AGO = NOON - timedelta(days=200)


def child_of(contact: Contact) -> uuid.UUID:
    query = db.session.query(ContactPerson.person_id).filter_by(contact_id=contact.id)
    return query.order_by(ContactPerson.position).first()[0]


def known(contact: Contact, other: Contact) -> str:
    return url(contact, "known", str(child_of(contact)), str(child_of(other)))


def words(page: str, section: str = "known") -> str:
    found = lxml.html.fromstring(page).xpath(f"//*[@aria-labelledby='{section}']")
    return " ".join(found[0].text_content().split()) if found else ""


def decide(client, contact, other, button=LinkDecision.CONFIRMED):
    return client.post_form(known(contact, other), button=button.value, why=WHY)
