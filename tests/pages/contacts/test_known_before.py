"""Known before? What the hub reads of earlier contacts, and how it says who is who."""

import re
import uuid
from datetime import date, timedelta

import lxml.html
import pytest

from portal.extensions import db
from portal.models import AuditEvent, Contact, ContactPerson, Person, PersonLink, SavedPage
from portal.vocabulary import AgeKind, ContactStatus, LinkDecision, Part, PersonKind, Role
from tests.guards.episodes import start
from tests.makers import NOON
from tests.page_client import CANARY
from tests.pages.contacts.helpers import hidden, url
from tests.pages.contacts.known import BORN, WHY, child_of, decide, known, words
from tests.pages.contacts.test_double_send import at_once
from tests.query_counter import statements


def test_adviser_reads_who_may_be_known_and_why(as_adviser, now, before):
    page = as_adviser.get(url(now)).text
    told = words(page)
    for reason in (
        "Name sounds the same: Siân, Shan",
        "Name sounds the same: Adderley, Aderley",
        "Day and month of birth the other way round",
        before.reference,
    ):
        assert reason in told
    assert "Known before? 1 possible match to look at" in page
    assert "earlier contact" not in page  # nothing is joined by itself
    assert not re.search(r"\d\s*%|score|points", told)


def test_adviser_says_it_is_the_same_child_and_reads_what_happened_then(as_adviser, now, before):
    beside = as_adviser.get(known(now, before)).text
    for text in ("Siân Adderley", "Shan Aderley", "This is the same person", "Not the same person"):
        assert text in beside
    answer = decide(as_adviser, now, before)
    assert (answer.status_code, answer.location) == (303, url(now))
    page = as_adviser.get(url(now)).text
    assert "Known before: 1 earlier contact in the 12 months before this one" in page
    assert "Start or continue early help" in words(page, "known-lately")
    told = words(page)
    for text in (before.reference, "The same person: Shan Aderley", WHY, "Level 2"):
        assert text in told
    assert "possible match" not in page
    later = words(as_adviser.get(url(before)).text)
    assert now.reference in later and "(after this one)" in later


def test_it_is_undone_and_may_be_looked_at_again(as_adviser, now, before):
    decide(as_adviser, now, before)
    page = as_adviser.get(known(now, before)).text
    assert "Undo the decision" in page and "This is the same person" not in page
    decide(as_adviser, now, before, LinkDecision.UNDONE)
    assert "earlier contact" not in as_adviser.get(url(now)).text
    decide(as_adviser, now, before, LinkDecision.REJECTED)
    told = words(as_adviser.get(url(now)).text)
    assert "Not the same person: Shan Aderley" in told and "Part of the name" not in told
    history = as_adviser.get(known(now, before)).text
    assert history.count(WHY) == 3


def test_a_second_adviser_agrees_or_undoes(as_adviser, make, client_for, now, before):
    decide(as_adviser, now, before)
    second = client_for(make.account(Role.MASH_ADVISER, name="Ola Brand"))
    assert "Look a second time, or undo" in words(second.get(url(now)).text)
    assert "I agree: the same person" in second.get(known(now, before)).text
    decide(second, now, before)
    told = words(as_adviser.get(url(now)).text)
    assert "Sam Okoro" in told and "Ola Brand" in told


def test_a_twin_is_named_as_one(as_adviser, make, now):
    make.consultation(ContactStatus.CLOSED, child="Robin Adderley", facts=BORN)
    assert "May be a brother, sister or twin" in words(as_adviser.get(url(now)).text)


def test_a_decision_overtaken_shows_what_was_written(as_adviser, now, before):
    where = known(now, before)
    names, page = ("csrf_token", "seen"), as_adviser.get(where).text
    fields = {name: hidden(page, name) for name in names}
    decide(as_adviser, now, before)
    late = {**fields, "why": "I am late", "decision": "rejected", "key": uuid.uuid4().hex}
    answer = as_adviser.post(where, late)
    assert answer.status_code == 422 and "I am late" in answer.text and WHY in answer.text
    late["seen"] = hidden(answer.text, "seen")  # they have it, and cannot have both
    assert as_adviser.post(where, late).status_code == 409


def test_nobody_decides_over_what_a_colleague_decided_meanwhile(
    as_adviser, make, client_for, now, before
):
    """Confirmed, undone, rejected by one: the other, with the first page open, undoes nothing."""
    where = known(now, before)
    decide(as_adviser, now, before)
    second = client_for(make.account(Role.MASH_ADVISER, name="Ola Brand"))
    page = second.get(where).text
    stale = {name: hidden(page, name) for name in ("csrf_token", "seen", "key")}
    stale["why"] = "The aunt says they are cousins."
    decide(as_adviser, now, before, LinkDecision.UNDONE)
    again = second.post(where, stale | {"decision": "confirmed"})
    assert again.status_code == 422 and "The decision is undone" not in again.text
    decide(as_adviser, now, before, LinkDecision.REJECTED)
    late = second.post(where, stale | {"decision": "undone"})
    assert late.status_code == 422 and stale["why"] in late.text
    assert "Something was decided about these two" in late.text
    assert "Not the same person" in words(as_adviser.get(url(now)).text)
    read = stale | {"seen": hidden(late.text, "seen"), "decision": "undone"}
    assert second.post(where, read).status_code == 303
    told = words(as_adviser.get(url(now)).text)
    assert "Not the same person:" not in told and "Name sounds the same" in told


def test_a_reason_and_a_decision_are_asked_for(as_adviser, now, before):
    answer = as_adviser.post_form(known(now, before), button="confirmed", why=" ")
    assert answer.status_code == 422 and "Write why you think so" in answer.text
    token = hidden(as_adviser.get(known(now, before)).text, "csrf_token")
    bare = as_adviser.post(known(now, before), {"csrf_token": token, "why": WHY})
    assert bare.status_code == 422 and "Choose what you have found out" in bare.text
    assert db.session.query(PersonLink).count() == 0


def test_words_are_saved_as_they_are_typed_and_gone_when_decided(as_adviser, now, before):
    where = known(now, before)
    page = as_adviser.get(where).text
    token = hidden(page, "csrf_token")
    saved = as_adviser.post(where, {"csrf_token": token, "autosave": "1", "why": "I rang her aun"})
    assert saved.status_code == 200
    assert "I rang her aun" in as_adviser.get(where).text
    decide(as_adviser, now, before)
    assert db.session.query(SavedPage).count() == 0


def test_a_double_click_decides_once(client_for, as_adviser, adviser, now, before):
    where = known(now, before)
    page = as_adviser.get(where).text
    fields = {name: hidden(page, name) for name in ("key", "seen")}
    data = {**fields, "why": WHY, "decision": "confirmed"}
    assert at_once(client_for, adviser, where, data) == [303] * 4
    assert db.session.query(PersonLink).count() == 1


def test_the_chronology_goes_over_all_contacts_the_oldest_first(as_adviser, now, before):
    decide(as_adviser, now, before)
    page = as_adviser.get(url(now, "chronology")).text
    told = " ".join(lxml.html.fromstring(page).xpath("//table")[0].text_content().split())
    for text in (before.reference, now.reference, "Sent to the hub", "Advice sent", "Level 2"):
        assert text in told
    assert "early help" in told and WHY not in told


def test_warnings_of_the_other_contacts_stand_where_they_are_told_of(as_adviser, now, before):
    decide(as_adviser, now, before)
    before.is_safe_contact, before.must_not_be_told = True, "The uncle must not know."
    db.session.commit()
    for path in ("", "chronology"):
        page = as_adviser.get(url(now, path)).text
        assert "Safe contact only" in page and "The uncle must not know." in page
    first = words(as_adviser.get(url(now)).text, "known-lately")
    assert "Safe contact only" in first and "Must not be told" in first


def test_what_was_entered_late_is_told_of_when_it_came(as_adviser, now, before):
    decide(as_adviser, now, before)
    now.received_at, now.asker_name = before.submitted_at - timedelta(days=3), "Dr Ivo Marsh"
    db.session.commit()
    page = as_adviser.get(url(now, "chronology")).text
    rows = [
        " ".join(row.text_content().split())
        for row in lxml.html.fromstring(page).xpath("//tbody/tr")
    ]
    assert "Reached the hub, and was entered later" in rows[0] and "Dr Ivo Marsh" in rows[0]
    told = as_adviser.get(url(now)).text
    assert "(after this one)" in words(told) and "earlier contact" not in told


def test_what_is_shown_of_other_contacts_is_audited_as_read(as_adviser, adviser, now, before):
    decide(as_adviser, now, before)
    db.session.query(AuditEvent).delete()
    db.session.commit()
    for page in (url(now), url(now, "chronology"), known(now, before)):
        as_adviser.get(page)
    read = db.session.query(AuditEvent).filter_by(action="read", record_id=before.id)
    assert sorted(event.why for event in read) == ["known_before", "known_before", "look_at_match"]
    assert {event.account_id for event in read} == {adviser.id}


def joined_to(make, adviser, contact: Contact, count: int) -> None:
    """So many earlier contacts about the same child, half of them decided."""
    for number in range(count):
        other = make.consultation(ContactStatus.CLOSED, child="Siân Adderley", facts=BORN)
        first, second = sorted((child_of(contact), child_of(other)))
        ids = {"hub_id": contact.hub_id, "contact_id": contact.id, "account_id": adviser.id}
        if number % 2 == 0:
            db.session.add(
                PersonLink(
                    **ids, first_id=first, second_id=second, version=1, is_standing=True,
                    decision=LinkDecision.CONFIRMED, account_name="Sam", decided_at=NOON,
                    why=WHY, reasons=[],
                )
            )  # fmt: skip
    db.session.commit()


@pytest.mark.parametrize("path", ["", "chronology"])
def test_the_same_queries_for_two_earlier_contacts_and_for_twenty(
    as_adviser, make, adviser, now, path
):
    joined_to(make, adviser, now, 2)
    as_adviser.get(url(now, path))
    with statements() as few:
        as_adviser.get(url(now, path))
    joined_to(make, adviser, now, 18)
    with statements() as many:
        page = as_adviser.get(url(now, path)).text
    assert len(many) == len(few), set(many) ^ set(few)
    assert page.count("CN-") >= 10


def test_names_stay_out_of_titles_and_addresses(as_adviser, make, adviser):
    pair = [
        make.consultation(
            ContactStatus.WITH_ADVISER, adviser=adviser, child=f"{CANARY} Adderley", facts=BORN
        )
        for _ in range(2)
    ]
    decide(as_adviser, *pair)
    for path in ("", "chronology"):
        page = as_adviser.get(url(pair[0], path))  # the client checks each page it sees
        assert page.status_code == 200 and CANARY not in str(page.headers)


def test_an_unborn_baby_is_found_by_a_parent(as_adviser, make, now):
    baby = {"kind": PersonKind.UNBORN, "age_kind": AgeKind.NOT_KNOWN, "due_on": date(2019, 3, 1)}
    early = make.consultation(
        ContactStatus.CLOSED,
        child="",
        facts={**baby, "age_months_from": None, "age_months_to": None},
    )
    for contact in (early, now):
        ids = {"hub_id": contact.hub_id}
        mother = Person(
            **ids, kind=PersonKind.ADULT, name="Carly Adderley", age_kind=AgeKind.NOT_KNOWN
        )
        db.session.add(mother)
        db.session.flush()
        part = {"contact_id": contact.id, "person_id": mother.id, "position": 1}
        db.session.add(ContactPerson(**ids, **part, part=Part.PARENT))
        make.keep_keys(db.session.get(Person, child_of(contact)), "Carly Adderley")
    db.session.commit()
    told = words(as_adviser.get(url(now)).text)
    assert "A parent of the unborn baby has the same name: Carly Adderley" in told
    assert "Born at about the time the baby was due" in told


def test_early_help_that_goes_on_for_a_known_child_stands_in_the_banner(
    as_adviser, make, now, before
):
    episode = start(before)
    assert words(as_adviser.get(url(now)).text, "known-lately") == ""
    decide(as_adviser, now, before)
    assert episode.reference in words(as_adviser.get(url(now)).text, "known-lately")
    assert as_adviser.get(f"/early-help/{episode.id}").status_code == 200
