"""A referral on the record: who sees a secret address, what is linked, what every page says."""

import uuid
from datetime import timedelta

import pytest

from portal.commands.added_warnings import add_warning
from portal.commands.conversation import add_information
from portal.extensions import db
from portal.models import AuditEvent, Contact, FamilyConflict, Person
from portal.vocabulary import Agency, ContactKind, ContactStatus, Role
from tests.actors import actor_of
from tests.check_maker import SUMMARY, agency_of, answer, ask, contributor_of
from tests.documents.test_pdfs import NAMES
from tests.makers import NOON, Maker
from tests.page_client import CANARY
from tests.pages.checks.conftest import words_of
from tests.pages.contacts.helpers import advised, fresh, url
from tests.referral_facts import SECRET

A_DAY = timedelta(days=1)
COPIES = ("?audience=hub", "")
NOT_TOLD = "Her father must not learn where she is."


@pytest.fixture
def referral(make: Maker, adviser, teacher) -> Contact:
    return make.referral(
        ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser, must_not_be_told=NOT_TOLD
    )


def readers(make, client_for, referral):
    return {
        "writer": client_for(db.session.get_one(type(make.account()), referral.account_id)),
        "lead": client_for(make.account(Role.ORGANISATION_LEAD)),
        "another adviser": client_for(make.account(Role.MASH_ADVISER)),
        "manager": client_for(make.account(Role.DECISION_MAKER)),
    }


def test_a_secret_address_is_on_no_page_and_in_no_document(make, client_for, as_adviser, referral):
    people = {**readers(make, client_for, referral), "holder": as_adviser}
    for who, client in people.items():
        assert SECRET.split(",")[0] not in client.get(url(referral)).text, who
        printed = client.http.get(url(referral, "copy.pdf"))
        assert printed.data.startswith(b"%PDF")
    assert "is kept secret" not in people["lead"].get(url(referral)).text
    other = people["another adviser"].get(url(referral)).text
    assert "Whoever has taken it up can open it." in other and "Open the secret" not in other


def test_who_may_opens_it_with_a_reason_and_that_is_on_the_record(as_adviser, referral, adviser):
    page = url(referral, "secret-address")
    shown = as_adviser.get(page)
    assert SECRET not in shown.text
    refused = as_adviser.post_form(page, reason="")
    assert refused.status_code == 422 and CANARY not in refused.text
    opened = as_adviser.post_form(page, reason="To visit today")
    assert SECRET in opened.text
    event = db.session.query(AuditEvent).filter_by(action="open_address").one()
    assert (event.account_id, event.why) == (adviser.id, "To visit today")
    assert SECRET not in as_adviser.get(url(referral)).text
    assert "To visit today" in as_adviser.get(url(referral)).text  # in the hub's timeline


@pytest.mark.parametrize(
    ("who", "status"), [("writer", 200), ("manager", 200), ("lead", 404), ("another adviser", 404)]
)
def test_a_secret_address_opens_for_who_holds_it(make, client_for, referral, who, status):
    client = readers(make, client_for, referral)[who]
    assert client.get(url(referral, "secret-address")).status_code == status
    assert "To visit" not in client.get(url(referral)).text


def test_an_address_in_the_childs_own_entry_is_hidden_with_the_secret_one(as_adviser, referral):
    db.session.query(Person).update({"address": "7 Refuge Row, flat 2"})
    db.session.commit()
    assert "flat 2" not in as_adviser.get(url(referral)).text


def test_without_a_secret_address_there_is_no_such_page(as_adviser, contact):
    assert as_adviser.get(url(contact, "secret-address")).status_code == 404


def test_who_must_not_be_told_stands_on_every_page_of_both_sides(
    make, client_for, as_adviser, as_writer, referral
):
    for page in ("", "ask-for-more", "add-information", "convert-back", "give-back", "sharing"):
        assert NOT_TOLD in as_adviser.get(url(referral, page)).text, page
    for page in ("", "add-information", "convert-back", "secret-address", "sharing"):
        assert NOT_TOLD in as_writer.get(url(referral, page)).text, page
    waiting = make.consultation(must_not_be_told=NOT_TOLD, is_safe_contact=True)
    page = client_for(make.account(Role.MASH_ADVISER)).get(url(waiting, "take-up")).text
    assert NOT_TOLD in page and "Safe contact only" in page


def test_writing_advice_shows_who_must_not_be_told(make, as_adviser, adviser):
    contact = make.consultation(
        ContactStatus.WITH_ADVISER, adviser=adviser, must_not_be_told=NOT_TOLD
    )
    assert NOT_TOLD in as_adviser.get(url(contact, "advice")).text


def test_injuries_stand_on_a_map_and_in_a_list(as_adviser, referral):
    page = as_adviser.get(url(referral)).text
    assert "1. Cheek, their left" in page and "A round mark" in page
    assert 'aria-label="Body map, Child, Front: marks 1"' in page


def test_the_copy_says_that_it_is_a_referral(as_writer, referral):
    printed = as_writer.http.get(url(referral, "copy.pdf"))
    assert "referral-copy" in printed.headers["Content-Disposition"]
    assert any(name.startswith("referral-") for name in NAMES)


def test_after_advice_to_refer_everything_is_carried_over_and_linked(
    make, client_for, as_writer, as_adviser, with_advice, adviser
):
    page = as_writer.get(url(with_advice)).text
    assert "Refer now" in page and "Refer now" not in as_adviser.get(url(with_advice)).text
    answer = as_writer.post_form(url(with_advice), form="refer-now")
    assert answer.headers["Location"].endswith("/safety")
    draft = db.session.query(Contact).filter_by(kind=ContactKind.REFERRAL).one()
    again = as_writer.get(url(with_advice)).text
    assert "Go on with the referral" in again and 'id="refer-now"' not in again
    assert str(draft.id) not in as_adviser.get(url(with_advice)).text  # a draft is its writer's
    draft.status, draft.submitted_at = ContactStatus.SUBMITTED, with_advice.submitted_at
    draft.reference, draft.rag, draft.due_at = "CN-2222-3333", "amber", with_advice.due_at
    db.session.commit()
    for client in (as_writer, as_adviser):
        assert "CN-2222-3333" in client.get(url(with_advice)).text
        assert with_advice.reference in client.get(url(draft)).text


def test_a_link_never_leads_to_what_its_reader_may_not_open(make, client_for, contact):
    knows = make.account(Role.MASH_ADVISER)
    later = make.referral(asker=make.account(), from_contact_id=contact.id)
    ids = {"hub_id": later.hub_id, "contact_id": later.id, "declared_at": later.submitted_at}
    db.session.add(FamilyConflict(**ids, account_id=knows.id))
    db.session.commit()
    assert later.reference not in client_for(knows).get(url(contact)).text
    assert later.reference in client_for(make.account(Role.MASH_ADVISER)).get(url(contact)).text


def test_the_adviser_turns_a_referral_back_and_may_then_advise(as_adviser, referral, adviser):
    assert "Handle as a consultation" in as_adviser.get(url(referral)).text
    answer = as_adviser.post_form(url(referral, "convert-back"), reason="Advice is enough")
    assert answer.headers["Location"] == url(referral)
    assert fresh(referral).kind is ContactKind.CONSULTATION
    page = as_adviser.get(url(referral)).text
    assert "Advice is enough" in page and "Write advice" in page and "Cheek, their left" in page
    advised(referral, adviser)


def test_the_writer_turns_it_back_until_a_decision_is_proposed(make, as_writer, teacher):
    proposed = make.referral(ContactStatus.PROPOSED, asker=teacher)
    assert as_writer.get(url(proposed, "convert-back")).status_code == 409
    assert "Handle as a consultation" not in as_writer.get(url(proposed)).text


def test_what_was_said_and_answered_before_comes_with_the_referral(
    make, as_adviser, adviser, teacher, referral
):
    """The child is known to the hub without anybody confirming the child to be the child."""
    status = ContactStatus.WITH_ADVISER
    first = make.consultation(status, asker=teacher, adviser=adviser, submitted_at=NOON - A_DAY)
    oldest = make.consultation(status, asker=teacher, adviser=adviser, submitted_at=NOON - A_DAY)
    said = {"by": actor_of(teacher), "at": NOON - A_DAY}
    add_information(oldest, text="He slept in the car.", **said)
    add_information(first, text="He slept on a sofa in Tre-saith.", **said)
    agency = agency_of(make, make.hub, Agency.HEALTH_VISITING, "Mulberry Health")
    (check,) = ask(first, adviser, agency, at=NOON - A_DAY)
    answer(check, contributor_of(agency), at=NOON - A_DAY)
    referral.from_contact_id = first.id
    db.session.commit()
    page = as_adviser.get(url(referral)).text
    assert f"Conversation on {first.reference}" in page and "Tre-saith" in page
    assert f"What agencies answered on {first.reference}" in page and SUMMARY in page
    assert "Known before: 1 earlier contact" in page
    assert first.reference in as_adviser.get(url(referral, "chronology")).text
    assert "(after this one)" in as_adviser.get(url(first)).text
    first.from_contact_id = oldest.id  # referred, turned back and referred again
    db.session.commit()
    page = as_adviser.get(url(referral)).text
    assert page.index("Tre-saith") < page.index(f"Conversation on {oldest.reference}")
    assert "He slept in the car." in page
    printed = [words_of(as_adviser.get(url(referral, f"copy.pdf{each}")).data) for each in COPIES]
    assert [("Tre-saith" in each, "call-outs" in each) for each in printed] == [
        (True, True),
        (False, False),
    ]
    assert "He slept in the car." in printed[0] and "in the car" not in printed[1]
    warned = {"is_safe_contact": True, "must_not_be_told": "Her father", "reason": "She said so."}
    add_warning(referral, by=actor_of(adviser), at=NOON, key=uuid.uuid4(), **warned)
    assert "Her father" in as_adviser.get(url(oldest)).text
    conflict = {"hub_id": oldest.hub_id, "contact_id": oldest.id, "declared_at": NOON}
    db.session.add(FamilyConflict(account_id=adviser.id, **conflict))
    db.session.commit()
    assert "in the car" not in as_adviser.get(url(referral)).text
