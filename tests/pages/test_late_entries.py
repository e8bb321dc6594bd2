"""What came on paper or by phone: entered later, with the time it truly came."""

import io
from datetime import UTC, datetime, timedelta

import pypdf
import pytest

from portal.extensions import db
from portal.models import AuditEvent, Contact, LateEntry
from portal.vocabulary import Agency, ContactStatus, Role
from tests.makers import NOON
from tests.pages.journey import ALL_NO

LATE = "/consultations/late"
RECEIVED = datetime(2026, 11, 18, 9, 5, tzinfo=UTC)
WORDS = {
    **{"received_day": "18", "received_month": "11", "received_year": "2026"},
    **{"received_time": "9.05am", "how": "paper", "received_by": "Reception desk"},
    **{"why": "The portal could not be reached.", "kind": "consultation", "route": "short"},
}
SENDER = {
    **{"sender_name": "Rosalind Pike", "sender_role": "Head of Year 3"},
    **{"sender_organisation": "Heron Rise School", "sender_phone": "01632 960555"},
    "agency": "school",
}


@pytest.fixture
def adviser(clock, make):
    assert RECEIVED < NOON
    return make.account(Role.MASH_ADVISER, name="Tomasz Zielinski")


@pytest.fixture
def as_adviser(client_for, adviser):
    return client_for(adviser)


def entered(client, **words) -> Contact:
    """A late entry from its first page to the hub."""
    begun = client.post_form(LATE, **words)
    assert begun.status_code == 303
    safety = begun.headers["Location"]
    client.post_form(safety, button="on", **ALL_NO)
    base = safety.removesuffix("/safety")
    assert "Late entry" in client.get(f"{base}/short").text
    client.post_form(f"{base}/short", what_happened="Came in hungry.", name="Wren")
    assert client.post_form(f"{base}/check").status_code == 303
    return db.session.query(Contact).filter(Contact.submitted_at.is_not(None)).one()


def test_the_nights_on_which_the_clocks_change(as_adviser):
    """An hour left out is pointed out; of one that comes twice the first is meant, and said."""
    night = {"received_month": "3", "received_day": "29", "received_time": "1.30am"}
    wrong = as_adviser.post_form(LATE, **{**WORDS, **SENDER, **night})
    assert wrong.status_code == 422 and "There was no such time" in wrong.text
    assert SENDER["sender_name"] in wrong.text and "Enter the day and the time" not in wrong.text
    twice = {"received_month": "10", "received_day": "25", "received_time": "1.30am"}
    contact = entered(as_adviser, **{**WORDS, **SENDER, **twice})
    assert contact.received_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    shown = as_adviser.get(f"/contacts/{contact.id}").text
    assert "25 October 2026, 1:30am (before the clocks went back)" in shown


def test_an_adviser_enters_a_paper_form_and_its_clock_runs_from_when_it_came(as_adviser, adviser):
    contact = entered(as_adviser, **WORDS, **SENDER)
    assert contact.received_at == RECEIVED and contact.submitted_at == NOON
    assert contact.target_at < NOON + timedelta(hours=8)
    late = db.session.query(LateEntry).one()
    assert (late.account_id, late.why) == (adviser.id, WORDS["why"])
    assert (contact.asker_name, contact.agency) == ("Rosalind Pike", Agency.SCHOOL)
    acts = [event.action for event in db.session.query(AuditEvent).order_by(AuditEvent.id)]
    assert acts.index("submit") < acts.index("enter_late")


def test_the_clock_of_a_late_entry_is_the_one_of_a_contact_sent_then(
    as_adviser, client_for, make, clock
):
    clock.move_to(RECEIVED)
    teacher = client_for(make.account())
    begun = teacher.post_form("/consultations/start", route="short").headers["Location"]
    teacher.post_form(begun, button="on", **ALL_NO)
    base = begun.removesuffix("/safety")
    teacher.post_form(f"{base}/short", what_happened="Came in hungry.", name="Wren")
    teacher.post_form(f"{base}/check")
    in_time = db.session.query(Contact).filter(Contact.submitted_at.is_not(None)).one()
    in_time.status, target = ContactStatus.DISCARDED, in_time.target_at
    in_time.submitted_at = None
    db.session.commit()
    clock.move_to(NOON)
    assert entered(as_adviser, **WORDS, **SENDER).target_at == target


def test_a_colleague_reads_who_sent_it_when_it_came_and_why_it_is_late(
    as_adviser, as_decision_maker
):
    contact = entered(as_adviser, **WORDS, **SENDER)
    page = as_decision_maker.get(f"/contacts/{contact.id}").text
    for words in ("Rosalind Pike", "Heron Rise School", "01632 960555", "Reception desk"):
        assert words in page
    assert WORDS["why"] in page and "18 November 2026, 9:05am" in page
    assert "Entered late by Tomasz Zielinski" in page
    answer = as_decision_maker.http.get(f"/contacts/{contact.id}/copy.pdf")
    pdf = pypdf.PdfReader(io.BytesIO(answer.data))
    text = " ".join("".join(page.extract_text() for page in pdf.pages).split())
    assert "18 November 2026 at 9:05am" in text and WORDS["why"] in text


def test_calling_it_more_urgent_counts_from_when_it_came(as_adviser, as_decision_maker):
    contact = entered(as_adviser, **WORDS, **SENDER)
    as_decision_maker.post_form(f"/contacts/{contact.id}/take-up", knows_family="no")
    page = f"/contacts/{contact.id}/urgency"
    assert as_decision_maker.post_form(page, rag="red", reason="He is missing.").status_code == 303
    db.session.expire_all()
    assert contact.target_at == RECEIVED + timedelta(hours=1)


def test_who_entered_it_does_not_answer_it(as_adviser, as_mash_adviser, client_for, make):
    contact = entered(as_adviser, **WORDS, **SENDER)
    take_up = f"/contacts/{contact.id}/take-up"
    assert as_adviser.http.get(take_up).status_code == 404
    colleague = client_for(make.account(Role.MASH_ADVISER))
    assert colleague.post_form(take_up, knows_family="no").status_code == 303


def test_what_is_referred_from_it_is_still_from_who_sent_it(as_adviser, as_decision_maker):
    contact = entered(as_adviser, **WORDS, **SENDER)
    page = f"/contacts/{contact.id}"
    as_adviser.post_form(as_adviser.post_form(page, form="refer-now").location, button="on")
    referral = db.session.query(Contact).filter_by(from_contact_id=contact.id).one()
    assert as_adviser.post_form(f"/consultations/{referral.id}/check").status_code == 303
    db.session.expire_all()
    assert (referral.asker_name, referral.agency) == ("Rosalind Pike", Agency.SCHOOL)
    read = as_decision_maker.get(f"/contacts/{referral.id}").text
    for words in ("Rosalind Pike", "Heron Rise School", "01632 960555"):
        assert words in read


def test_a_teacher_enters_what_they_handed_over_themselves(client_for, make, clock):
    teacher = client_for(make.account(name="Priya Nair"))
    page = teacher.get(LATE).text
    assert "Who sent it?" not in page
    contact = entered(teacher, **WORDS)
    assert contact.asker_name == "Priya Nair" and contact.received_at == RECEIVED
    assert "Received" in teacher.get(f"/contacts/{contact.id}").text


@pytest.mark.parametrize("kind", ["referral", "domestic_abuse"])
def test_whatever_was_asked_for_is_entered_late(as_adviser, kind):
    begun = as_adviser.post_form(LATE, **{**WORDS, **SENDER, "kind": kind})
    assert begun.status_code == 303
    assert as_adviser.get(begun.headers["Location"]).status_code == 200


def test_a_time_to_come_is_refused_and_every_word_stays(as_adviser):
    answer = as_adviser.post_form(LATE, **{**WORDS, **SENDER, "received_year": "2027"})
    assert answer.status_code == 422
    assert "Enter a time that has passed" in answer.text
    for words in ("Rosalind Pike", "The portal could not be reached.", "9.05am", "2027"):
        assert words in answer.text
    assert db.session.query(Contact).count() == 0


def test_the_same_start_twice_is_one_draft(as_adviser):
    form = {**WORDS, **SENDER, "start_key": "k" * 32}
    first, second = (as_adviser.post_form(LATE, **form) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert db.session.query(LateEntry).count() == 1
    assert "Late entries" in as_adviser.get("/").text
    assert first.headers["Location"].removesuffix("/safety") in as_adviser.get("/").text


def test_what_was_sent_in_the_usual_way_is_never_made_a_late_entry(client_for, make, clock):
    teacher = client_for(make.account())
    key = {"start_key": "k" * 32}
    begun = teacher.post_form("/consultations/start", route="short", **key).headers["Location"]
    late = teacher.post_form(LATE, **WORDS, **key).headers["Location"]
    assert late != begun
    ordinary = db.session.query(Contact).filter(Contact.received_at.is_(None)).one()
    assert str(ordinary.id) in begun


def test_an_administrator_enters_nothing(client_for, make):
    assert client_for(make.account(Role.HUB_ADMINISTRATOR)).http.get(LATE).status_code == 404
