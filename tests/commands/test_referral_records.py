"""A sent referral: people, addresses, injuries and codes are records; nothing is refused."""

import uuid

import pytest

from portal.extensions import db
from portal.models import (
    Contact,
    ContactAddress,
    Hub,
    Injury,
    InvolvedProfessional,
    Organisation,
    Person,
    PersonDetails,
    PersonName,
)
from portal.vocabulary import (
    AgreedToContact,
    BodyFigure,
    BodySide,
    ContactKind,
    ContactRoute,
    ContactStatus,
    Sex,
)
from tests.actors import actor_of
from tests.commands.writing import (
    HOSTILE,
    MOTHER,
    PAGES,
    WREN,
    all_of,
    answers_of,
    fill,
    send,
    start,
)
from tests.makers import NOON, Maker

MARK, LOST, HOME, AUNT = (str(uuid.UUID(int=number)) for number in range(11, 15))
MORE = {
    f"identity:{WREN}": {
        **{"names_used": "Wrennie Tamsin", "sex": "f", "ethnicity": "MWBC", "gp": "Mill Road"},
        **{"disabilities": ["NONE", "LD"], "nhs_number": "not to hand", "view": HOSTILE},
    },
    f"identity:{MOTHER}": {"born_day": "3", "born_month": "4", "born_year": "1990"},
    f"address:{HOME}": {"text": "7 Refuge Row", "confidential": "yes", "whose": [str(WREN)]},
    f"injury:{MARK}": {"person": str(WREN), "place": "cheek-left", "description": "Round"},
    f"injury:{LOST}": {"description": "Something on the arm, not seen well"},
    f"professional:{AUNT}": {"name": "Ann Bee", "agreed": "no"},
    "harm": {"source": "Not known", "access": "yes"},
    "request": {"wanted": "See her today", "need": "N1", "source": "9"},
    "family": {"must_not_be_told": "Her father must not know where she is."},
}


def referral(actor, route=ContactRoute.FULL, **pages):
    contact = start(actor, route)
    contact.kind = ContactKind.REFERRAL
    db.session.commit()
    fill(actor, contact, {**PAGES, **MORE, **pages})
    return contact


def test_everything_that_a_referral_has_besides_is_a_record(make: Maker):
    actor = actor_of(make.account())
    contact = send(actor, referral(actor))
    details = {each.person_id: each for each in all_of(PersonDetails, contact)}
    wren = db.session.query(Person).filter_by(name="Siân Ŵyn-Adderley").one()
    assert (details[wren.id].sex, details[wren.id].ethnicity) == (Sex.FEMALE, "MWBC")
    assert details[wren.id].disabilities == ["LD"]
    assert details[wren.id].nhs_number == "not to hand"
    assert details[wren.id].view == HOSTILE.strip()
    (address,) = all_of(ContactAddress, contact)
    assert (address.person_ids, address.is_confidential) == ([str(wren.id)], True)
    placed, lost = sorted(all_of(Injury, contact), key=lambda each: each.position)
    assert (placed.figure, placed.side, placed.place) == (
        *(BodyFigure.CHILD, BodySide.FRONT),
        "cheek-left",
    )
    assert placed.person_id == wren.id and placed.x is not None
    assert (lost.person_id, lost.side, lost.x, lost.place) == (None, None, None, "")
    assert all_of(InvolvedProfessional, contact)[0].agreed is AgreedToContact.NO
    assert answers_of(contact)["request.wanted"] == "See her today"
    mother = db.session.query(Person).filter_by(name="Carly Adderley").one()
    assert mother.born_on.isoformat() == "1990-04-03"


def test_other_names_are_found_in_the_queue(make: Maker):
    actor = actor_of(make.account())
    send(actor, referral(actor))
    words = {row.word for row in db.session.query(PersonName)}
    assert {"tamsin", "adderley"} <= words


def test_codes_are_derived_or_asked_once_and_never_another_nations(make: Maker):
    actor = actor_of(make.account())
    contact = send(actor, referral(actor))
    assert (contact.source_code, contact.need_code) == ("2A", "N1")  # the school's own, not "9"
    school = db.session.get(Organisation, contact.organisation_id)
    school.source_code = None
    db.session.commit()
    asked = send(actor, referral(actor), seed=5)
    assert asked.source_code == "9"
    welsh = actor_of(make.account(hub=make.other_hub))
    elsewhere = send(welsh, referral(welsh), seed=9)
    assert (elsewhere.source_code, elsewhere.need_code) == (None, None)


def test_a_hub_with_lists_of_its_own_codes_by_them(make: Maker):
    hub = db.session.get(Hub, make.other_hub.id)
    own = {"codes": {"edition": "1", "needs": {"codes": {"N1": {"en": "Safety"}}}}}
    hub.settings = own
    db.session.commit()
    welsh = actor_of(make.account(hub=hub))
    assert send(welsh, referral(welsh)).need_code == "N1"


def test_who_must_not_be_told_stands_on_the_contact(make: Maker):
    actor = actor_of(make.account())
    contact = send(actor, referral(actor))
    assert contact.must_not_be_told == "Her father must not know where she is."


def test_a_consultation_sends_nothing_of_the_pages_a_referral_has(make: Maker):
    actor = actor_of(make.account())
    contact = referral(actor)
    contact.kind = ContactKind.CONSULTATION
    db.session.commit()
    send(actor, contact)
    for model in (PersonDetails, ContactAddress, Injury, InvolvedProfessional):
        assert all_of(model, contact) == []
    assert not {"request.wanted", "harm.source"} & set(answers_of(contact))
    assert contact.need_code is None


@pytest.mark.parametrize("route", list(ContactRoute))
def test_an_empty_referral_is_sent_all_the_same(make: Maker, route):
    actor = actor_of(make.account())
    contact = start(actor, route)
    contact.kind = ContactKind.REFERRAL
    db.session.commit()
    fill(actor, contact, {"safety": {"S1": "yes"}})
    send(actor, contact)
    assert contact.status is ContactStatus.SUBMITTED
    assert contact.reference and contact.due_at > NOON


@pytest.mark.parametrize(
    "refused",
    [
        {"told": "no_unsafe", "agreement": "no", "safe_to_tell": "no"},
        {"told": "not_yet", "agreement": "not_safe_to_ask"},
        {},
    ],
)
@pytest.mark.parametrize("safety", [{"S1": "yes"}, {"S7": "yes"}, {}])
def test_no_answer_about_agreement_ever_holds_a_referral_back(make: Maker, refused, safety):
    """A red line, a level 4 and a level 3 alike: sent, placed by the guidance alone."""
    actor = actor_of(make.account())
    pages = {"safety": {**PAGES["safety"], **safety}}
    given = send(actor, referral(actor, **pages, family=refused))
    agreed = send(actor, referral(actor, **pages, family={"agreement": "yes"}), seed=7)
    assert given.status is ContactStatus.SUBMITTED
    assert (given.urgency, given.rag) == (agreed.urgency, agreed.rag)


def test_sending_twice_makes_each_record_once(make: Maker):
    actor = actor_of(make.account())
    contact = referral(actor)
    send(actor, contact)
    send(actor, contact)
    assert len(all_of(Injury, contact)) == 2
    assert db.session.query(Contact).count() == 1
