"""Decisions about sharing on their pages: recorded from a contact, listed, looked at again."""

import pytest

from portal.extensions import db
from portal.models import ShareRecord
from portal.vocabulary import ContactStatus, LawfulBasis, Role
from tests.makers import Maker

WITHHELD = {
    **{"decision": "not_share", "what": "Where she stays", "with_whom": "Her father"},
    **{"why": "He has threatened her", "review_on_day": "1", "review_on_month": "6"},
    "review_on_year": "2026",
}


@pytest.fixture
def teacher(make: Maker):
    return make.account(name="Rosalind Pike")


@pytest.fixture
def contact(make: Maker, teacher):
    return make.consultation(
        ContactStatus.WITH_ADVISER, asker=teacher, adviser=make.account(Role.MASH_ADVISER)
    )


def page_of(contact) -> str:
    return f"/contacts/{contact.id}/sharing"


def test_a_decision_not_to_share_is_recorded_and_listed(as_writer, as_mash_adviser, contact):
    assert as_writer.post_form(page_of(contact), **WITHHELD).status_code == 303
    for page in (f"/contacts/{contact.id}", page_of(contact), "/sharing"):
        shown = as_writer.get(page).text
        assert "Where she stays" in shown and "Not shared" in shown
    assert "Where she stays" in as_mash_adviser.get("/sharing").text
    assert "Where she stays" not in as_mash_adviser.get("/sharing?show=shared").text


def test_the_basis_is_proposed_and_in_plain_words(as_writer, contact):
    page = as_writer.get(page_of(contact)).text
    assert "Public task" in page and "part of your public role" in page
    assert 'value="public_task" checked' in page


def test_what_is_missing_is_said_on_its_field_and_nothing_typed_is_lost(as_writer, contact):
    answer = as_writer.post_form(page_of(contact), decision="share", what="What I saw")
    assert answer.status_code == 422 and "Write with whom" in answer.text
    assert "What I saw" in as_writer.get(page_of(contact)).text
    assert db.session.query(ShareRecord).count() == 0


def test_a_changed_basis_needs_its_sentence(as_writer, contact):
    shared = {**WITHHELD, "decision": "share", "basis": "consent"}
    answer = as_writer.post_form(page_of(contact), **shared)
    assert "Say in a sentence why you chose another basis" in answer.text
    as_writer.post_form(page_of(contact), **shared, basis_reason="She asked us to tell the GP")
    assert db.session.query(ShareRecord).one().basis is LawfulBasis.CONSENT


def test_what_is_due_is_looked_at_again_from_the_register(as_writer, contact):
    as_writer.post_form(page_of(contact), **WITHHELD)
    first = db.session.query(ShareRecord).one()
    due = as_writer.get("/sharing?show=due").text
    again = f"{page_of(contact)}?reviews={first.id}"
    assert "Look at it now" in due and again in due.replace("&amp;", "&")
    page = as_writer.get(again).text
    assert "He has threatened her" in page
    as_writer.post_form(again, review_on_day="1", review_on_month="9", review_on_year="2027")
    db.session.expire_all()
    assert db.session.get_one(ShareRecord, first.id).reviewed_at is not None
    assert "Look at it now" not in as_writer.get("/sharing?show=due").text


def test_the_hubs_own_decisions_stay_with_the_hub(client_for, make, as_writer, contact):
    manager = client_for(make.account(Role.DECISION_MAKER))
    manager.post_form(page_of(contact), **{**WITHHELD, "what": "A police check"})
    assert "A police check" in manager.get(f"/contacts/{contact.id}").text
    for page in (f"/contacts/{contact.id}", page_of(contact), "/sharing"):
        assert "A police check" not in as_writer.get(page).text


def test_a_register_longer_than_a_page_leads_on(as_writer, contact):
    as_writer.post_form(page_of(contact), **WITHHELD)
    row = db.session.query(ShareRecord).one()
    values = {c.name: getattr(row, c.name) for c in ShareRecord.__table__.c if c.name != "id"}
    db.session.add_all(ShareRecord(**{**values, "what": f"Number {n}"}) for n in range(60))
    db.session.commit()
    first = as_writer.get("/sharing").text
    assert first.count("Not shared</strong>") == 50 and "Next page" in first
    following = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = as_writer.get(following.replace("&amp;", "&")).text
    assert second.count("Not shared</strong>") == 11 and "Go to the first page" in second


@pytest.mark.parametrize("query", ["?page=nonsense", "?show=nothing", "?show=due&page=x"])
def test_nonsense_in_the_address_is_the_first_page(as_writer, query):
    assert as_writer.get(f"/sharing{query}").status_code == 200
