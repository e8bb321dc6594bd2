"""Nobody but the hub learns that anybody was known before, and of the hub only who may."""

import re

import pytest

from portal.extensions import db
from portal.models import Contact, FamilyConflict
from portal.vocabulary import ContactStatus, Role
from tests.makers import NOON
from tests.pages.contacts.helpers import url
from tests.pages.contacts.known import BORN, WHY, decide, known, words


def everything_seen(client, contact: Contact) -> list[str]:
    """What a professional's pages say, without the keys and tokens drawn anew at each visit."""
    pages = [client.get(each).text for each in ("/", url(contact))]
    return [re.sub(r'<input type="hidden"[^>]*>', "", page) for page in pages]


def test_the_writer_sees_the_same_whether_or_not_anybody_was_known(
    clock, as_adviser, as_writer, make, client_for, now, before
):
    lead = client_for(make.account(Role.ORGANISATION_LEAD))
    as_adviser.get(url(now))
    seen = [everything_seen(client, now) for client in (as_writer, lead)]
    decide(as_adviser, now, before)
    assert [everything_seen(client, now) for client in (as_writer, lead)] == seen
    for page in (*seen[0], *seen[1]):
        assert before.reference not in page
        for hint in ("nown before", "possible match", "ooked at who", "hronology"):
            assert hint not in page


@pytest.mark.parametrize(
    "persona",
    [
        *("as_writer", "as_organisation_lead", "as_teacher", "as_lead_practitioner"),
        *("as_hub_administrator", "as_adviser_elsewhere", "as_decision_maker"),
    ],
)
def test_only_the_hub_opens_the_pages(request, persona, as_adviser, now, before):
    client = request.getfixturevalue(persona)
    is_hub = persona == "as_decision_maker"
    for path in (known(now, before), url(now, "chronology")):
        assert client.get(path).status_code == (200 if is_hub else 404)


def test_an_adviser_who_sent_it_learns_no_more_than_any_writer(as_adviser, adviser, now, before):
    now.account_id = adviser.id
    db.session.commit()
    page = as_adviser.get(url(now)).text
    assert "nown before" not in page and before.reference not in page
    for path in (known(now, before), url(now, "chronology")):
        assert as_adviser.get(path).status_code == 404


def test_who_knows_the_family_of_another_contact_finds_no_trace_of_it(
    as_adviser, make, client_for, now, before
):
    decide(as_adviser, now, before)
    other = make.account(Role.MASH_ADVISER)
    ids = {"hub_id": now.hub_id, "contact_id": before.id, "account_id": other.id}
    db.session.add(FamilyConflict(**ids, declared_at=NOON))
    db.session.commit()
    client = client_for(other)
    page = client.get(url(now)).text
    for trace in (before.reference, "Shan", "earlier contact", "possible match", WHY):
        assert trace not in page
    assert client.get(known(now, before)).status_code == 404
    assert before.reference not in client.get(url(now, "chronology")).text


def test_nor_through_somebody_who_was_joined_to_both(as_adviser, make, client_for, now, before):
    third = make.consultation(ContactStatus.CLOSED, child="Sian Adderly", facts=BORN)
    decide(as_adviser, now, before)
    decide(as_adviser, before, third)
    assert third.reference in words(as_adviser.get(url(now)).text)
    other = make.account(Role.MASH_ADVISER)
    ids = {"hub_id": now.hub_id, "contact_id": before.id, "account_id": other.id}
    db.session.add(FamilyConflict(**ids, declared_at=NOON))
    db.session.commit()
    told = client_for(other).get(url(now)).text
    assert "earlier contact" not in told and before.reference not in told


def test_another_hubs_child_and_a_draft_are_not_there(as_adviser, make, now):
    make.consultation(ContactStatus.CLOSED, hub=make.other_hub, child="Siân Adderley", facts=BORN)
    make.consultation(
        ContactStatus.DRAFT, child="Siân Adderley", facts=BORN, submitted_at=None, reference=None
    )
    page = as_adviser.get(url(now)).text
    assert "possible match" not in page
    assert "Nobody on other contacts looks like the people on this one." in words(page)
