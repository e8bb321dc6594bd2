"""A decision through its pages: written, signed off as seen, read by its referrer, on paper."""

import re

import pytest

from portal.extensions import db
from portal.models import ThresholdDecision
from portal.vocabulary import ContactKind, ContactStatus, DecisionStatus, Role
from tests.makers import Maker
from tests.pages.contacts.helpers import fresh, hidden, url

TYPED = {
    "level": "3",
    "outcome": "targeted_early_help",
    "need": "N5",
    "descriptors": "CAR",
    "reasons": "Needs are not met often enough.",
    "advice": "A family worker rings the mother on Tuesday.",
    "step_1_what": "Ring the mother",
    "step_1_who": "Family Help team",
    "would_raise_one": "He loses weight",
    "safe_to_tell": "yes",
}


@pytest.fixture
def teacher(make: Maker):
    return make.account(name="Rosalind Pike")


@pytest.fixture
def referral(make: Maker, adviser, teacher):
    return make.consultation(
        ContactStatus.WITH_ADVISER,
        asker=teacher,
        adviser=adviser,
        kind=ContactKind.REFERRAL,
        protected=True,
    )


def test_proposed_signed_off_read_and_acknowledged(as_adviser, as_manager, as_writer, referral):
    proposing, signing = url(referral, "decision"), url(referral, "decision", "sign-off")
    assert as_adviser.post_form(proposing, **TYPED).status_code == 303
    waiting = as_writer.get(url(referral)).text
    assert "rings the mother" not in waiting and "Decision proposed" in waiting
    assert "The decision proposed" in as_adviser.get(url(referral)).text
    assert "Someone else signs it off" not in as_manager.get(signing).text
    assert as_manager.post_form(signing).status_code == 303
    read = as_writer.get(url(referral)).text
    assert "rings the mother" in read and "Targeted early help" in read
    assert "signed off by Grace Abara" in read and "Family dysfunction (N5)" in read
    assert "Opened by the professional" in as_adviser.get(url(referral)).text
    assert as_writer.post_form(url(referral), form=url(referral, "acknowledge")).status_code == 303
    assert fresh(referral).status is ContactStatus.CLOSED


def test_missing_words_are_pointed_out_and_nothing_typed_is_lost(as_adviser, referral):
    answer = as_adviser.post_form(url(referral, "decision"), **{**TYPED, "reasons": ""})
    assert answer.status_code == 422
    assert "Write the reasons for the level" in answer.text
    assert "rings the mother" in as_adviser.get(url(referral, "decision")).text
    assert db.session.query(ThresholdDecision).count() == 0


def test_not_enough_to_say_is_not_offered(as_adviser, referral):
    assert "not_enough" not in as_adviser.get(url(referral, "decision")).text


def test_the_proposer_reads_why_somebody_else_signs(client_for, make, teacher):
    manager = make.account(Role.DECISION_MAKER)
    own = make.consultation(
        ContactStatus.WITH_ADVISER, asker=teacher, adviser=manager, kind=ContactKind.REFERRAL
    )
    as_proposer = client_for(manager)
    as_proposer.post_form(url(own, "decision"), **TYPED)
    page = as_proposer.get(url(own, "decision", "sign-off")).text
    assert "You proposed this decision" in page and "Sign off and tell" not in page


def test_a_proposal_that_changed_is_not_signed_unseen(as_adviser, as_manager, referral):
    as_adviser.post_form(url(referral, "decision"), **TYPED)
    signing = url(referral, "decision", "sign-off")
    seen = as_manager.get(signing).text
    token, version = hidden(seen, "csrf_token"), hidden(seen, "version")
    as_manager.post_form(url(referral, "decision", "return"), reason="Ask the nurse.")
    as_adviser.post_form(url(referral, "decision"), **TYPED)
    late = as_manager.post(signing, {"csrf_token": token, "version": version})
    assert late.status_code == 409 and "has changed" in late.text
    assert fresh(referral).status is ContactStatus.PROPOSED


def test_what_was_added_since_is_shown_before_anybody_signs_or_reads(
    client_for, make, as_adviser, as_manager, as_writer, referral
):
    as_adviser.post_form(url(referral, "decision"), **TYPED)
    signing = url(referral, "decision", "sign-off")
    reading = url(referral, "decision", "second-reading")
    page, as_reader = as_manager.get(signing).text, client_for(make.account(Role.MASH_ADVISER))
    assert "Added since this was proposed" not in page
    assert "Read as second reader" not in as_adviser.get(url(referral)).text  # their own proposal
    assert "Read as second reader" in as_reader.get(url(referral)).text
    seen = {name: hidden(page, name) for name in ("csrf_token", "version", "heard")}
    token = {"csrf_token": hidden(as_reader.get(reading).text, "csrf_token")}
    as_writer.post_form(url(referral, "add-information"), text="He broke her arm.")
    late = as_manager.post(signing, seen)
    assert late.status_code == 422 and "He broke her arm." in late.text
    again = as_reader.post(reading, {**seen, **token, "words": "It fits well."})
    assert again.status_code == 422 and "He broke her arm." in again.text
    assert "It fits well." in again.text and hidden(again.text, "heard") != seen["heard"]
    assert as_reader.post_form(reading, words="It fits well.").status_code == 303
    assert as_manager.post_form(signing).status_code == 303


def test_what_came_in_while_a_decision_is_written_is_shown_first(as_adviser, as_writer, referral):
    page = url(referral, "decision")
    opened = as_adviser.get(page).text
    assert "came in since" not in opened and "He broke her arm." not in opened
    sent = {name: hidden(opened, name) for name in ("csrf_token", "heard", "key")} | TYPED
    as_writer.post_form(url(referral, "add-information"), text="He broke her arm.")
    late = as_adviser.post(page, sent)
    assert late.status_code == 422 and late.text.count("He broke her arm.") == 1
    assert "New since you wrote this" in late.text
    assert TYPED["reasons"] in late.text and db.session.query(ThresholdDecision).count() == 0
    left = as_adviser.get(page).text  # they had left these words before it came
    assert "He broke her arm." in left and "This has changed since you wrote" in left
    assert as_adviser.post(page, sent | {"heard": "a lot"}).status_code == 422
    again = as_adviser.post(page, sent | {"heard": hidden(late.text, "heard")})
    assert again.status_code == 303 and db.session.query(ThresholdDecision).count() == 1
    assert as_adviser.post(page, sent).status_code in {303, 409}  # sent twice, proposed once
    assert db.session.query(ThresholdDecision).count() == 1


def test_a_returned_proposal_opens_with_what_its_proposer_had_not_read(
    as_adviser, as_manager, as_writer, referral
):
    as_adviser.post_form(url(referral, "decision"), **TYPED)
    as_writer.post_form(url(referral, "add-information"), text="He broke her arm.")
    as_manager.post_form(url(referral, "decision", "return"), reason="Weigh the arm.")
    opened = as_adviser.get(url(referral, "decision")).text
    assert "He broke her arm." in opened and "Weigh the arm." in opened
    assert as_adviser.post_form(url(referral, "decision")).status_code == 303


def test_urgency_is_changed_with_a_reason_the_referrer_does_not_read(
    as_adviser, as_writer, referral
):
    page = url(referral, "urgency")
    assert as_adviser.post_form(page, rag="red", reason="").status_code == 422
    assert as_adviser.post_form(page, rag="red", reason="He is missing.").status_code == 303
    assert "He is missing." in as_adviser.get(url(referral)).text
    assert "He is missing." not in as_writer.get(url(referral)).text


def test_an_overturned_decision_says_so_first(
    client_for, make, as_adviser, as_manager, as_writer, referral
):
    as_adviser.post_form(url(referral, "decision"), **TYPED)
    as_manager.post_form(url(referral, "decision", "sign-off"))
    other = client_for(make.account(Role.DECISION_MAKER))
    done = other.post_form(url(referral, "decision", "overturn"), reason="New facts today.")
    assert done.status_code == 303
    page = as_writer.get(url(referral)).text
    assert "Overturned" in page and "New facts today." in page and "Do not act on it." in page
    assert "Handle as a consultation" not in page
    (decision,) = db.session.query(ThresholdDecision)
    assert decision.status is DecisionStatus.OVERTURNED


@pytest.mark.parametrize(("audience", "has_source"), [("professional", False), ("hub", True)])
def test_the_letter_is_for_its_audience(
    as_adviser, as_manager, as_writer, referral, audience, has_source
):
    letter = url(referral, "decision", "1.pdf")
    as_adviser.post_form(url(referral, "decision"), **TYPED)
    assert as_adviser.get(letter).status_code == 404  # not signed off yet
    as_manager.post_form(url(referral, "decision", "sign-off"))
    answer = as_manager.get(f"{letter}?audience={audience}")
    assert answer.mimetype == "application/pdf"
    assert re.search(r'filename="decision-[A-Z0-9-]+-v1(-hub-copy)?\.pdf"', str(answer.headers))
    assert as_writer.get(f"{letter}?audience=hub").status_code == 404
    assert as_writer.get(letter).status_code == 200


def test_words_about_an_earlier_proposal_come_back_for_the_one_that_stands(
    client_for, make, as_adviser, as_manager, referral
):
    page = url(referral, "decision", "return")
    as_adviser.post_form(url(referral, "decision"), **TYPED)
    token = hidden(as_manager.get(page).text, "csrf_token")
    typed = {"csrf_token": token, "version": "1", "reason": "Ask the nurse."}
    as_manager.post(page, {**typed, "autosave": "1"})
    other = client_for(make.account(Role.DECISION_MAKER))
    other.post_form(page, reason="Ask the school.")
    as_adviser.post_form(url(referral, "decision"), **TYPED)
    again = as_manager.get(page).text
    assert "Ask the nurse." in again and hidden(again, "version") == "2"
    assert as_manager.post_form(page).status_code == 303
    assert fresh(referral).status is ContactStatus.WITH_ADVISER


@pytest.mark.parametrize("is_decided", [False, True])
def test_words_that_come_too_late_are_shown_and_not_lost(
    client_for, make, as_adviser, as_manager, referral, is_decided
):
    """The proposal is another one by now, or nobody waits for an answer to it any more."""
    page = url(referral, "decision", "return")
    as_adviser.post_form(url(referral, "decision"), **TYPED)
    token = hidden(as_manager.get(page).text, "csrf_token")
    other = client_for(make.account(Role.DECISION_MAKER))
    if is_decided:
        other.post_form(url(referral, "decision", "sign-off"))
    else:
        other.post_form(page, reason="Ask the school.")
        as_adviser.post_form(url(referral, "decision"), **TYPED)
    late = as_manager.post(page, {"csrf_token": token, "version": "1", "reason": "Ask the nurse."})
    assert late.status_code == 409
    assert "What you had written" in late.text and "Ask the nurse." in late.text


def test_a_second_reading_that_comes_too_late_is_shown_and_not_lost(
    client_for, make, as_adviser, as_manager, referral
):
    as_adviser.post_form(url(referral, "decision"), **TYPED)
    page = url(referral, "decision", "second-reading")
    token = hidden(as_manager.get(url(referral, "decision", "return")).text, "csrf_token")
    client_for(make.account(Role.DECISION_MAKER)).post_form(url(referral, "decision", "sign-off"))
    typed = {"csrf_token": token, "version": "1", "words": "The nurse knows more."}
    late = as_manager.post(page, typed)
    assert late.status_code == 409 and "The nurse knows more." in late.text
