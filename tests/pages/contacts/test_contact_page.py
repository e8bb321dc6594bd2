"""The contact page: who may open it, and what each of them reads there."""

import uuid

import pytest

from portal.extensions import db
from portal.models import (
    AuditEvent,
    ContactEvent,
    FamilyConflict,
)
from portal.vocabulary import ContactStatus, KeptBy, Role
from tests.makers import NOON
from tests.page_client import CANARY
from tests.pages.contacts.helpers import SOURCE, advised, fresh, url


def test_adviser_sees_the_whole_contact(as_adviser, contact):
    page = as_adviser.get(url(contact)).text
    for words in ("Came to school hungry", "Wren Adderley", SOURCE, "Protected: do not name"):
        assert words in page
    assert "Level 3: Intensive / Family Help" in page
    assert "Write advice" in page and "Ask for more information" in page


def test_writer_sees_their_own_protected_source_and_when_the_hub_opened_it(
    as_writer, as_adviser, contact
):
    assert "Not opened by the hub yet" in as_writer.get(url(contact)).text
    as_adviser.get(url(contact))
    page = as_writer.get(url(contact)).text
    assert "Opened by the hub at" in page
    assert SOURCE in page and "Write advice" not in page


def test_a_lead_who_is_the_person_causing_harm_is_kept_out_from_the_contacts_page(
    make, client_for, as_adviser, as_writer, contact
):
    lead = make.account(Role.ORGANISATION_LEAD, name="Gareth Hughes")
    given = {"hub_id": contact.hub_id, "contact_id": contact.id, "account_id": lead.id}
    db.session.add(FamilyConflict(declared_at=NOON, kept_by=KeptBy.RECORD, **given))
    db.session.commit()
    assert client_for(lead).get(url(contact)).status_code == 404
    asked = "A lead has the name of the person causing harm"
    assert asked in as_adviser.get(url(contact)).text
    assert asked not in as_writer.get(url(contact)).text
    page = url(contact, "who-reads")
    assert "Write how you know" in as_adviser.post_form(page, account_id=str(lead.id)).text
    said = {"account_id": str(lead.id), "may_read": "no", "reason": "He is his stepfather."}
    assert as_adviser.post_form(page, **said).status_code == 303
    assert asked not in as_adviser.get(url(contact)).text
    assert "does not read it" in as_adviser.get(page).text
    assert client_for(lead).get(url(contact)).status_code == 404
    assert "stepfather" not in as_writer.get(url(contact)).text


def test_colleague_who_leads_the_school_reads_it_without_any_source(make, client_for, contact):
    lead = make.account(Role.ORGANISATION_LEAD)
    page = client_for(lead).get(url(contact)).text
    assert "Came to school hungry" in page
    for words in (SOURCE, "rotected", "Who said or saw it"):
        assert words not in page


def test_opening_is_noted_once_with_a_line_on_the_timeline(as_adviser, contact):
    assert as_adviser.http.head(url(contact)).status_code == 200
    assert fresh(contact).opened_at is None  # nothing of it was shown
    as_adviser.get(url(contact))
    first = fresh(contact).opened_at
    as_adviser.get(url(contact))
    assert fresh(contact).opened_at == first
    assert db.session.query(ContactEvent).filter_by(action="opened").count() == 1


def test_nobody_but_the_hub_opens_it_by_reading(as_writer, contact):
    as_writer.get(url(contact))
    assert fresh(contact).opened_at is None


def test_every_reading_is_audited(as_adviser, contact, adviser):
    as_adviser.get(url(contact))
    read = db.session.query(AuditEvent).filter_by(action="read", record_id=contact.id)
    assert [event.account_id for event in read] == [adviser.id]


PAGES = ("", "advice", "advice/preview", "advice/withdraw", "ask-for-more", "reply")
PAGES += ("add-information", "disagree", "copy.pdf", "advice/1.pdf")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    "persona",
    ["as_teacher", "as_lead_practitioner", "as_hub_administrator", "as_adviser_elsewhere"],
)
def test_everyone_else_finds_nothing(request, persona, path, contact, adviser):
    advised(contact, adviser)
    refused = request.getfixturevalue(persona).get(url(contact, path))
    assert refused.status_code == 404
    assert "Wren" not in refused.text


def test_lead_of_another_school_finds_nothing(make, client_for, contact):
    other = make.organisation(make.hub, name="Other School")
    lead = make.account(Role.ORGANISATION_LEAD, organisation=other)
    assert client_for(lead).get(url(contact)).status_code == 404


def test_adviser_who_knows_the_family_finds_nothing(as_adviser, contact, adviser):
    db.session.add(
        FamilyConflict(
            hub_id=contact.hub_id, contact_id=contact.id, account_id=adviser.id, declared_at=NOON
        )
    )
    db.session.commit()
    for path in ("", "advice", "ask-for-more", "copy.pdf", "advice/1.pdf"):
        assert as_adviser.get(url(contact, path)).status_code == 404


@pytest.mark.parametrize("path", ["advice", "ask-for-more", "advice/withdraw"])
def test_only_the_adviser_who_has_it_answers(make, client_for, contact, path):
    other = client_for(make.account(Role.MASH_ADVISER))
    assert other.get(url(contact)).status_code == 200
    assert other.get(url(contact, path)).status_code == 404


def test_draft_is_not_shown_here_even_to_its_writer(make, as_writer, teacher):
    draft = make.consultation(ContactStatus.DRAFT, asker=teacher, reference=None, submitted_at=None)
    assert as_writer.get(url(draft)).status_code == 404


def test_strangers_are_asked_to_sign_in(anonymous, contact):
    assert anonymous.get(url(contact)).status_code == 303


def test_names_stay_out_of_titles_addresses_and_headers(make, client_for, adviser):
    teacher = make.account(name="A. Teacher")
    contact = make.consultation(
        ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser, child=f"{CANARY} Adderley"
    )
    for account in (teacher, adviser):
        client = client_for(account)
        for path in ("", "advice", "ask-for-more", "add-information"):
            page = client.get(url(contact, path))  # the client checks each page it sees
            assert page.status_code in {200, 404} and CANARY not in str(page.headers)


def test_what_people_wrote_is_shown_as_text(as_adviser, make, adviser):
    contact = make.consultation(
        ContactStatus.WITH_ADVISER, adviser=adviser, child="<script>alert(1)</script>"
    )
    assert "<script>alert" not in as_adviser.get(url(contact)).text


def test_safe_contact_is_said_at_the_top(as_adviser, make, adviser):
    contact = make.consultation(ContactStatus.WITH_ADVISER, adviser=adviser, is_safe_contact=True)
    page = as_adviser.get(url(contact)).text
    assert page.index("Safe contact only") < page.index("The question")


def test_an_unknown_contact_is_not_found(as_adviser):
    assert as_adviser.get(f"/contacts/{uuid.uuid4()}").status_code == 404
