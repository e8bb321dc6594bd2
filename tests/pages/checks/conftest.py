"""A contact with everything on it that an agency must not learn, and everybody around it."""

import io
from types import SimpleNamespace

import pypdf
import pytest

from portal.extensions import db
from portal.models import Contact, ContactAnswer, FamilyConflict, Person, Statement
from portal.vocabulary import AgeKind, Agency, ContactKind, ContactStatus, Role
from tests.check_maker import agency_of, contributor_of, people_of
from tests.makers import NOON, Maker

# What the contact holds, one word for each place, of which an agency learns nothing.
SECRETS = {
    "statement": "Zyxstatement came in with a mark",
    "source": "Zyxsource at number four",
    "address": "Zyxaddress Lane",
    "answer": "Zyxtried everything",
    "must not be told": "Zyxnottold must not hear of it",
    "referrer": "Zyxreferrer Pike",
    "label": "Zyxlabel",
}


def words_of(pdf: bytes) -> str:
    """What a document says, its lines joined."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture
def scene(make: Maker):
    """The hub, the school and two agencies; the contact is with `adviser`."""
    police = agency_of(make, make.hub, Agency.POLICE, "Wessenshire Police")
    health = agency_of(make, make.hub, Agency.HEALTH_VISITING, "Fenland Health Visiting")
    found = SimpleNamespace(
        writer=make.account(name=SECRETS["referrer"]),
        lead=make.account(Role.ORGANISATION_LEAD),
        adviser=make.account(Role.MASH_ADVISER, name="Sam Okoro"),
        colleague=make.account(Role.MASH_ADVISER),
        manager=make.account(Role.DECISION_MAKER),
        knows=make.account(Role.MASH_ADVISER),
        elsewhere=make.account(Role.MASH_ADVISER, hub=make.other_hub),
        officer=contributor_of(police),
        nurse=contributor_of(health),
        police=police,
        health=health,
    )
    found.contact = _contact(make, found)
    return found


def _contact(make: Maker, found: SimpleNamespace) -> Contact:
    contact = make.referral(
        ContactStatus.WITH_ADVISER,
        asker=found.writer,
        adviser=found.adviser,
        protected=True,
        must_not_be_told=SECRETS["must not be told"],
        is_safe_contact=True,
        people_label=f"{SECRETS['label']}, 7",
    )
    ids = {"hub_id": contact.hub_id, "contact_id": contact.id}
    db.session.query(Statement).filter_by(contact_id=contact.id).update(
        {"what": SECRETS["statement"], "said_by_detail": SECRETS["source"]}
    )
    child = db.session.get_one(Person, people_of(contact)[0])
    child.address, child.age_kind = SECRETS["address"], AgeKind.DATE_OF_BIRTH
    child.born_on = NOON.date().replace(year=2019, month=5, day=3)
    db.session.add_all(
        [
            ContactAnswer(**ids, field="tried.tried", text=SECRETS["answer"]),
            FamilyConflict(**ids, account_id=found.knows.id, declared_at=NOON),
        ]
    )
    db.session.commit()
    assert contact.kind is ContactKind.REFERRAL
    return contact


@pytest.fixture
def at(client_for):
    """A browser in which somebody is signed in, the same one each time."""
    open_now: dict = {}

    def browser(account):
        if account.id not in open_now:
            open_now[account.id] = client_for(account)
        return open_now[account.id]

    return browser
