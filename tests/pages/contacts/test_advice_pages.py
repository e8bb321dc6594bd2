"""Advice through its pages: written, looked at, sent once, withdrawn, acknowledged, challenged."""

import re
from datetime import timedelta

import pytest

from portal.extensions import db
from portal.models import Advice, ContactEvent, Disagreement, Guidance, SavedPage
from portal.vocabulary import ContactStatus, Role
from portal.web import utc_now
from tests.commands.disagreeing import CHALLENGE
from tests.commands.test_advice import WORDS
from tests.pages.contacts.helpers import advised, fresh, hidden, url

SOON = (utc_now() + timedelta(days=9)).date()
BY = {f"step_1_by_{part}": str(getattr(SOON, part)) for part in ("day", "month", "year")}
TYPED = {
    **BY,
    "level": "2",
    "outcome": "early_help",
    "descriptors": ["CAR"],
    "reasons": "Basic needs are not met often enough.",
    "advice": "Offer an early help assessment.",
    "step_1_what": "Meet the mother",
    "step_1_who": "Rosalind Pike",
    "would_raise_one": "He loses weight",
    "would_lower": "Breakfast every day",
    "safe_to_tell": "yes",
}


def test_adviser_writes_previews_and_sends_and_the_professional_reads_it_first(
    as_adviser, as_writer, contact
):
    answer = as_adviser.post_form(url(contact, "advice"), **TYPED)
    assert answer.headers["Location"] == url(contact, "advice/preview")
    preview = as_adviser.get(url(contact, "advice/preview")).text
    day = f"{SOON.day} {SOON:%B %Y}"
    for words in ("Level 2: Early help", "Meet the mother", day, "He loses weight"):
        assert words in preview
    assert "Your agency still holds the concern" in preview
    assert db.session.query(Advice).count() == 0
    sent = as_adviser.post_form(url(contact, "advice/preview"))
    assert sent.headers["Location"] == url(contact)
    page = as_writer.get(url(contact)).text
    assert page.index("The hub's advice") < page.index("The question")
    shown = preview[preview.index("Level 2: Early help") :].partition("</section>")[0]
    for line in re.findall(r">([^<>]{12,})<", shown):
        assert line in page
    assert db.session.query(SavedPage).count() == 0


def test_advice_whose_parts_do_not_fit_is_asked_about_and_sent_with_a_reason(
    as_adviser, as_writer, contact
):
    page = url(contact, "advice")
    odd = {**TYPED, "level": "4", "outcome": "remain_universal"}
    asked = as_adviser.post_form(page, **odd)
    assert asked.status_code == 422 and "is less than this level asks for" in asked.text
    assert "Offer an early help assessment." in asked.text
    assert as_adviser.get(f"{page}/preview").headers["Location"] == page
    child = db.session.query(Guidance).filter_by(contact_id=contact.id).one()
    child.level, child.result = 4, {**child.result, "red_lines": ["SAF-99"]}
    db.session.commit()
    asked = as_adviser.post_form(page, **TYPED)
    assert asked.status_code == 422 and "A red line was ticked" in asked.text
    why = "The red line was ticked for his cousin."
    assert as_adviser.post_form(page, **TYPED, despite_why=why).status_code == 303
    assert why in as_adviser.get(f"{page}/preview").text
    assert as_adviser.post_form(f"{page}/preview").status_code == 303
    assert db.session.query(Advice).one().despite_why == why
    assert why in as_writer.get(url(contact)).text


def test_opening_the_advice_is_noted_for_the_hub_once(as_adviser, as_writer, contact, adviser):
    advised(contact, adviser)
    assert "Not opened by the professional yet" in as_adviser.get(url(contact)).text
    for _ in range(2):
        as_writer.get(url(contact))
    assert "Opened by the professional" in as_adviser.get(url(contact)).text
    assert db.session.query(ContactEvent).filter_by(action="read_advice").count() == 1


def test_sending_the_preview_twice_makes_one_version(as_adviser, contact):
    as_adviser.post_form(url(contact, "advice"), **TYPED)
    where = url(contact, "advice/preview")
    page = as_adviser.get(where).text
    data = {name: hidden(page, name) for name in ("csrf_token", "key", "seen")}
    for _ in range(2):
        assert as_adviser.post(where, data).headers["Location"] == url(contact)
    assert db.session.query(Advice).count() == 1


def test_words_changed_in_another_window_or_news_are_not_sent_unseen(
    as_adviser, as_writer, contact
):
    as_adviser.post_form(url(contact, "advice"), **TYPED)
    where = url(contact, "advice/preview")
    page = as_adviser.get(where).text
    data = {name: hidden(page, name) for name in ("csrf_token", "key", "seen")}
    as_adviser.post_form(url(contact, "advice"), **{**TYPED, "advice": "Something else."})
    again = as_adviser.post(where, data)
    assert again.status_code == 200
    assert "changed in another window" in again.text and "Something else." in again.text
    data["seen"] = hidden(again.text, "seen")
    as_writer.post_form(url(contact, "add-information"), text="He broke her arm.")
    late = as_adviser.post(where, data)
    assert "Something was added" in late.text and "New since you wrote this" in late.text
    assert "He broke her arm." in late.text and "Something else." in late.text
    assert db.session.query(Advice).count() == 0
    assert as_adviser.post(where, data | {"seen": hidden(late.text, "seen")}).status_code == 303


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("level", "Choose the level you advise"),
        ("reasons", "Write the reasons for the level"),
        ("step_1_what", "Write what is to be done in each next step"),
        ("step_1_who", "Write who will do each next step"),
        ("would_raise_one", None),
    ],
)
def test_gaps_are_pointed_out_on_their_fields_and_nothing_typed_is_lost(
    as_adviser, contact, field, message
):
    typed = {**TYPED, "would_lower": "Breakfast every day"}
    typed.pop(field)
    answer = as_adviser.post_form(url(contact, "advice"), **typed)
    if message is None:
        assert answer.status_code == 303
        return
    assert answer.status_code == 422 and message in answer.text
    page = as_adviser.get(url(contact, "advice")).text
    assert "Offer an early help assessment." in page
    assert as_adviser.get(url(contact, "advice/preview")).headers["Location"] == url(
        contact, "advice"
    )


def test_no_next_step_and_no_real_date_are_pointed_out(as_adviser, contact):
    steps = {name: "" for name in TYPED if name.startswith("step_1")}
    answer = as_adviser.post_form(url(contact, "advice"), **{**TYPED, **steps})
    assert answer.status_code == 422 and "Write at least one next step" in answer.text
    answer = as_adviser.post_form(url(contact, "advice"), **{**TYPED, "step_1_by_month": "13"})
    assert answer.status_code == 422 and "Enter a real date" in answer.text
    answer = as_adviser.post_form(url(contact, "advice"), **{**TYPED, "step_1_by_year": "2020"})
    assert answer.status_code == 422 and 'value="2020"' in answer.text
    assert 'href="#step_1_by_day">Enter a day from today on' in answer.text


def test_another_step_can_be_added_without_scripts(as_adviser, contact):
    typed = {**TYPED, "step_2_what": "Ask the health visitor", "step_2_who": "Sam Okoro"}
    page = as_adviser.post_form(url(contact, "advice"), button="3", **typed)
    assert page.status_code == 200
    assert 'name="step_3_what"' in page.text and "Ask the health visitor" in page.text
    assert 'name="step_4_what"' not in page.text


def test_ticked_indicators_are_offered_first(as_adviser, contact, make):
    page = as_adviser.get(url(contact, "advice")).text
    assert "Sections of the threshold document" in page
    assert "A source is protected" in page


def test_withdrawn_advice_is_kept_and_corrected_from_its_own_words(
    as_adviser, as_writer, contact, adviser
):
    advised(contact, adviser)
    answer = as_adviser.post_form(url(contact, "advice/withdraw"), reason="Wrong date.")
    assert answer.headers["Location"] == url(contact, "advice")
    page = as_writer.get(url(contact)).text
    assert "Do not act on it." in page and "Wrong date." in page
    written = as_adviser.get(url(contact, "advice")).text
    assert WORDS["reasons"] in written and "Meet the mother" in written
    as_adviser.post_form(url(contact, "advice"), advice="The corrected advice.", **BY)
    as_adviser.post_form(url(contact, "advice/preview"))
    page = as_writer.get(url(contact)).text
    assert "The corrected advice." in page and "Version 2" in page and "Version 1" in page
    assert [each.version for each in db.session.query(Advice).order_by(Advice.version)] == [1, 2]


def test_professional_acknowledges_and_may_still_disagree(as_writer, contact, adviser):
    advised(contact, adviser)
    for _ in range(2):
        token = hidden(as_writer.get(url(contact)).text, "csrf_token")
        answer = as_writer.post(url(contact, "acknowledge"), {"csrf_token": token})
        assert answer.status_code == 303
    assert fresh(contact).status is ContactStatus.CLOSED
    as_writer.post_form(url(contact, "disagree"), **CHALLENGE)
    assert "He is losing weight." in as_writer.get(url(contact)).text
    assert db.session.query(Disagreement).count() == 1
    assert fresh(contact).status is ContactStatus.ADVISED


def test_a_disagreement_stays_readable_with_the_advice_it_is_about(
    as_adviser, as_writer, contact, adviser
):
    advised(contact, adviser)
    as_writer.post_form(url(contact, "disagree"), **CHALLENGE)
    as_adviser.post_form(url(contact, "advice/withdraw"), reason="Wrong date.")
    for reader in (as_adviser, as_writer):
        assert "He is losing weight." in reader.get(url(contact)).text


def test_hub_closes_what_it_has_answered(as_adviser, contact, adviser):
    advised(contact, adviser)
    for _ in range(2):
        token = hidden(as_adviser.get(url(contact)).text, "csrf_token")
        answer = as_adviser.post(url(contact, "close"), {"csrf_token": token})
        assert answer.status_code == 303
    assert fresh(contact).status is ContactStatus.CLOSED


def test_colleague_cannot_acknowledge_for_the_writer(make, client_for, contact, adviser):
    advised(contact, adviser)
    lead = client_for(make.account(Role.ORGANISATION_LEAD))
    page = lead.get(url(contact)).text
    assert "I have read the advice" not in page
    answer = lead.post(url(contact, "acknowledge"), {"csrf_token": hidden(page, "csrf_token")})
    assert answer.status_code == 404


def test_nobody_answers_their_own_submission(make, client_for):
    maker = make.account(Role.DECISION_MAKER)
    own = make.consultation(ContactStatus.WITH_ADVISER, asker=maker)
    assert "Write advice" not in client_for(maker).get(url(own)).text
    assert client_for(maker).get(url(own, "advice")).status_code == 404


def test_a_reason_written_about_an_earlier_version_is_back_for_the_one_that_stands(
    as_adviser, contact, adviser
):
    advised(contact, adviser)
    page = url(contact, "advice/withdraw")
    token = hidden(as_adviser.get(page).text, "csrf_token")
    typed = {"csrf_token": token, "version": "1", "reason": "Wrong date.", "autosave": "1"}
    as_adviser.post(page, typed)
    assert "has changed since you wrote" not in as_adviser.get(page).text
    as_adviser.post_form(page, reason="Another child.")
    advised(contact, adviser)
    as_adviser.post(page, typed)  # the window that was left open saves itself
    again = as_adviser.get(page).text
    assert "Wrong date." in again and "has changed since you wrote" in again
    assert hidden(again, "version") == "2"
    late = as_adviser.post(page, {**typed, "autosave": "", "reason": "It was not him."})
    assert late.status_code == 409 and "It was not him." in late.text
    assert as_adviser.post_form(page).status_code == 303
    assert fresh(contact).status is ContactStatus.WITH_ADVISER
