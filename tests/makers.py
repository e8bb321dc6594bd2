"""Makers: small invented records, made straight in the database and committed."""

import itertools
import uuid
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import portal.frameworks
from portal.extensions import db
from portal.frameworks.same_names import load_same_names
from portal.models import (
    Account,
    Contact,
    ContactEvent,
    ContactPerson,
    Guidance,
    Hub,
    Membership,
    Organisation,
    Person,
    PersonKey,
    PersonName,
    QueueVersion,
    Statement,
    ThresholdFramework,
)
from portal.passwords import hash_password
from portal.rules.folding import folded_words
from portal.rules.lifecycle import OPEN
from portal.rules.matching_keys import keys
from portal.rules.matching_looks import recorded
from portal.rules.reference import make_reference
from portal.vocabulary import (
    AgeKind,
    Agency,
    ContactKind,
    ContactRoute,
    ContactStatus,
    HubKind,
    Nation,
    Part,
    PersonKind,
    Rag,
    Role,
    SaidBy,
    StatementBasis,
    Urgency,
)
from tests.referral_facts import add_referral_facts

PASSWORD = "heron-lantern-quarry"
NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)  # a Wednesday
FRAMEWORK = (Path(portal.frameworks.__file__).parent / "default-gb.yaml").read_text()
_numbers = itertools.count(1)
_hashes: dict[str, str] = {}


def _hashed(password: str) -> str:
    if password not in _hashes:
        _hashes[password] = hash_password(password)
    return _hashes[password]


def _commit() -> None:
    """Commit, and keep what was just written as it is in memory: nobody else has seen it yet."""
    session = db.session()
    session.expire_on_commit = False
    try:
        session.commit()
    finally:
        session.expire_on_commit = True


class Maker:
    """One for a test; hubs and organisations are made when first asked for."""

    @cached_property
    def hub(self) -> Hub:
        """The English hub most tests are about."""
        return self.new_hub("wessenshire", Nation.ENGLAND)

    @cached_property
    def other_hub(self) -> Hub:
        """Another hub, whose records must not exist for the first."""
        return self.new_hub("dyffryn-arian", Nation.WALES)

    @cached_property
    def school(self) -> Organisation:
        """A school of the first hub."""
        return self.organisation(self.hub)

    def new_hub(self, slug: str, nation: Nation) -> Hub:
        """A hub with the default framework published."""
        hub = Hub(
            slug=slug,
            name={"en": f"{slug.title()} hub", "cy": f"Hyb {slug.title()}"},
            kind=HubKind.MASH,
            nation=nation,
            phone="01632 960001",
            out_of_hours_phone="01632 960002",
            settings={},
            created_at=NOON,
        )
        db.session.add(hub)
        db.session.flush()
        framework = ThresholdFramework(
            hub_id=hub.id,
            code="default-gb",
            version="1.1.0",
            content=FRAMEWORK,
            content_hash="0" * 64,
            published_at=NOON,
            published_by="A maker",
        )
        db.session.add_all([framework, QueueVersion(hub_id=hub.id, version=0)])
        db.session.flush()
        hub.framework_id = framework.id
        _commit()
        return hub

    def organisation(
        self, hub: Hub, agency: Agency = Agency.SCHOOL, name: str = "Alder Lane Primary School"
    ) -> Organisation:
        """A school, practice or force."""
        organisation = Organisation(hub_id=hub.id, name=name, agency=agency, source_code="2A")
        db.session.add(organisation)
        _commit()
        return organisation

    def account(
        self,
        role: Role = Role.REFERRING_PROFESSIONAL,
        *,
        hub: Hub | None = None,
        organisation: Organisation | None = None,
        name: str | None = None,
        **fields: Any,
    ) -> Account:
        """An account with one role; agency roles belong to an organisation."""
        number = next(_numbers)
        hub = hub or self.hub
        is_agency = role in {
            Role.REFERRING_PROFESSIONAL,
            Role.ORGANISATION_LEAD,
            Role.LEAD_PRACTITIONER,
            Role.AGENCY_CONTRIBUTOR,
        }
        if is_agency and organisation is None:
            organisation = self.school if hub is self.hub else self.organisation(hub)
        account = Account(
            email=f"person{number}@example.org",
            name=name or f"Person {number}",
            job_title="Class teacher" if is_agency else "Adviser",
            phone="01632 960100",
            password_hash=_hashed(PASSWORD),
            created_at=NOON,
            **fields,
        )
        db.session.add(account)
        db.session.flush()
        db.session.add(
            Membership(
                account_id=account.id,
                hub_id=hub.id,
                organisation_id=organisation.id if organisation else None,
                role=role,
            )
        )
        _commit()
        return account

    def consultation(
        self,
        status: ContactStatus = ContactStatus.SUBMITTED,
        *,
        asker: Account | None = None,
        adviser: Account | None = None,
        hub: Hub | None = None,
        child: str = "Wren Adderley",
        protected: bool = False,
        facts: dict[str, Any] | None = None,
        **fields: Any,
    ) -> Contact:
        """A submitted (or later) consultation with one child, one statement and its guidance.

        `facts` of the child over the usual: an estimate of seven years and no more.
        """
        hub = hub or self.hub
        asker = asker or self.account(hub=hub)
        membership = db.session.query(Membership).filter_by(account_id=asker.id).first()
        assert membership is not None
        is_open = status in OPEN
        values: dict[str, Any] = {
            "hub_id": hub.id,
            "organisation_id": membership.organisation_id,
            "account_id": asker.id,
            "asker_name": asker.name,
            "start_key": uuid.uuid4().hex,
            "reference": make_reference(uuid.uuid4().bytes),
            "kind": ContactKind.CONSULTATION,
            "route": ContactRoute.FULL,
            "status": status,
            "is_open": is_open,
            "agency": Agency.SCHOOL,
            "people_label": f"{child}, 7",
            "framework_id": hub.framework_id,
            "urgency": Urgency.SAMEDAY,
            "rag": Rag.AMBER,
            "created_at": NOON,
            "updated_at": NOON,
            "submitted_at": NOON,
            "target_at": NOON + timedelta(hours=4),
            "due_at": NOON + timedelta(hours=4),
            "adviser_id": adviser.id if adviser else None,
            "adviser_name": adviser.name if adviser else "",
            "has_protected_source": protected,
        }
        contact = Contact(**{**values, **fields})
        db.session.add(contact)
        db.session.flush()
        self._child(contact, child, protected, facts or {})
        _commit()
        return contact

    def referral(self, status: ContactStatus = ContactStatus.SUBMITTED, **fields: Any) -> Contact:
        """The same as a referral, with a secret address and a mark on the body map."""
        contact = self.consultation(status, kind=ContactKind.REFERRAL, **fields)
        add_referral_facts(contact)
        _commit()
        return contact

    def _child(self, contact: Contact, name: str, protected: bool, facts: dict[str, Any]) -> None:
        values = {
            "kind": PersonKind.CHILD,
            "age_kind": AgeKind.ESTIMATE,
            "age_months_from": 84,
            "age_months_to": 95,
            **{"school": "", "address": "", **facts},
        }
        person = Person(hub_id=contact.hub_id, name=name, **values)
        db.session.add(person)
        db.session.flush()
        self.keep_keys(person)
        ids = {"hub_id": contact.hub_id, "contact_id": contact.id}
        db.session.add_all(
            [
                *(
                    PersonName(hub_id=contact.hub_id, person_id=person.id, word=word)
                    for word in folded_words(name)
                ),
                ContactPerson(**ids, person_id=person.id, part=Part.SUBJECT),
                Statement(
                    **ids,
                    what="Came to school hungry three days running.",
                    said_by=SaidBy.ME,
                    said_by_detail="The neighbour at number 4" if protected else "",
                    basis=StatementBasis.SEEN,
                    is_source_protected=protected,
                ),
                Guidance(
                    **ids,
                    person_id=person.id,
                    framework_id=contact.framework_id,
                    level=3,
                    upper=3,
                    urgency=Urgency.SAMEDAY,
                    is_emergency=False,
                    is_safe_contact=False,
                    case={
                        "framework": "default-gb",
                        "age_months": 84,
                        "indicators": {"CAR-20": {"answer": "present"}},
                    },
                    result={"level": 3, "upper": 3, "urgency": "days", "reasons": []},
                    given_at=NOON,
                ),
                ContactEvent(
                    **ids,
                    at=NOON,
                    action="submit",
                    from_status=ContactStatus.DRAFT,
                    to_status=ContactStatus.SUBMITTED,
                    account_id=contact.account_id,
                    account_name=contact.asker_name,
                    account_side="professional",
                ),
            ]
        )

    def keep_keys(self, person: Person, *parents: str) -> None:
        """What the person is found again by, as when a contact is sent."""
        db.session.query(PersonKey).filter_by(person_id=person.id).delete()
        looks = recorded(person, NOON.date(), parents)
        db.session.add_all(
            PersonKey(hub_id=person.hub_id, person_id=person.id, key=key)
            for key in keys(looks, load_same_names())
        )
        db.session.flush()
