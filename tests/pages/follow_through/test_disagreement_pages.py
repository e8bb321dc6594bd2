"""A disagreement through its pages: for its parties alone, stage by stage, with nothing lost."""

import re
from datetime import timedelta

import pytest

from portal.extensions import db
from portal.models import Disagreement, SavedPage
from portal.vocabulary import DisagreementStage, DisagreementStatus, Role
from tests.commands.disagreeing import CHALLENGE
from tests.makers import NOON
from tests.pages.contacts.helpers import fresh, hidden, url

ENDED = {"how": "They visit on Friday.", "theme": "reasons", "theme_note": "Say why sooner."}


@pytest.fixture
def raised(as_writer, contact):
    """The teacher disagrees; the page of it."""

    def raise_it(**changes) -> str:
        done = as_writer.post_form(url(contact, "disagree"), **{**CHALLENGE, **changes})
        assert done.status_code == 303
        made = db.session.query(Disagreement).one()
        return url(contact, "disagreements", str(made.id))

    return raise_it


def test_raised_answered_taken_further_and_resolved(
    as_writer, as_adviser, as_manager, contact, raised
):
    page = raised()
    assert "Sam Okoro answers by" in as_writer.get(page).text
    assert as_adviser.post_form(f"{page}/answer", answer="It stays.").status_code == 303
    home = as_writer.get("/").text
    assert "Read the answer to your disagreement on" in home
    read = as_writer.get(page).text
    assert "It stays." in read and "Take it to the next stage" in read
    assert as_writer.post_form(f"{page}/further", why="Nobody saw him.").status_code == 303
    assert "Your own answer is challenged" in as_adviser.get(page).text
    shown = as_manager.get(page).text
    assert "Nobody saw him." in shown and "Line managers or safeguarding leads" in shown
    assert as_manager.post_form(f"{page}/answer", answer="We visit.").status_code == 303
    assert as_writer.post_form(f"{page}/end", **ENDED).status_code == 303
    assert fresh(db.session.query(Disagreement).one()).status is DisagreementStatus.RESOLVED
    over = as_adviser.get(page).text
    assert "They visit on Friday." in over and "Reasons that were not clear. Say why" in over


def test_only_the_parties_find_it_anywhere(client_for, make, as_writer, contact, raised):
    page = raised()
    others = [
        make.account(Role.MASH_ADVISER),
        make.account(),
        make.account(Role.DECISION_MAKER, hub=make.other_hub),
    ]
    for account in others:
        assert client_for(account).get(page).status_code == 404
    bystander = client_for(others[0])
    shown = bystander.get(url(contact)).text
    assert "losing weight" not in shown and "isagree" not in shown
    assert "0 open disagreements" in bystander.get("/").text
    assert contact.reference not in bystander.get("/disagreements").text


def test_both_sides_see_it_on_the_contact_and_in_its_timeline(
    as_writer, as_adviser, as_manager, contact, raised
):
    raised()
    for client in (as_writer, as_adviser, as_manager):
        shown = client.get(url(contact)).text
        assert "losing weight" in shown and "Disagreement raised" in shown
    assert "1 open disagreement" in as_adviser.get("/").text
    assert contact.reference in as_manager.get("/disagreements").text


def test_while_one_is_open_no_second_one_is_offered(as_writer, contact, raised):
    assert "I disagree" in as_writer.get(url(contact)).text
    page = raised()
    assert "I disagree" not in as_writer.get(url(contact)).text
    as_writer.post_form(f"{page}/end", **ENDED)
    assert "I disagree" in as_writer.get(url(contact)).text


@pytest.mark.parametrize("said", ["yes", "not_known"])
def test_a_child_in_danger_stands_first_for_both_sides(
    as_writer, as_manager, contact, raised, said
):
    page = raised(at_risk_now=said)
    assert "The whole hub has been told" in as_writer.get(page).text
    for client in (as_writer, as_manager):
        for address in (page, url(contact)):
            assert "The child may be in danger now" in client.get(address).text
    assert "In danger now?" in as_manager.get("/disagreements").text
    assert "01632 960001" in as_writer.get(page).text


def test_danger_that_comes_later_is_said_from_its_page(as_writer, as_manager, contact, raised):
    page = raised()
    link = "It has become urgent: tell the hub now"
    assert link in as_writer.get(page).text and link not in as_manager.get(page).text
    again = {**CHALLENGE, "at_risk_now": "not_known", "reason": "He is bleeding."}
    assert as_writer.post_form(url(contact, "disagree"), **again).status_code == 303
    told = as_writer.get(page).text
    assert "The whole hub has been told" in told and link not in told
    shown = as_manager.get(page).text
    assert "He is bleeding." in shown and "The child may be in danger now" in shown


def test_danger_that_comes_later_is_said_when_it_goes_further(
    as_writer, as_adviser, as_manager, raised
):
    page = raised()
    as_adviser.post_form(f"{page}/answer", answer="It stays.")
    assert "Could the child be in danger now" in as_writer.get(f"{page}/further").text
    words = {"why": "He is bleeding.", "at_risk_now": "yes"}
    assert as_writer.post_form(f"{page}/further", **words).status_code == 303
    assert "The whole hub has been told" in as_writer.get(page).text
    assert "The child may be in danger now" in as_manager.get(page).text


def test_every_adviser_of_the_hub_is_told_of_danger_and_of_nothing_else(
    make, client_for, as_writer, contact, raised
):
    bystander = client_for(make.account(Role.MASH_ADVISER))
    before = bystander.get(url(contact)).text
    assert "could be in danger now" not in before and 'portal-rag--red">' not in before
    page = raised(at_risk_now="yes")
    shown = bystander.get(url(contact)).text
    assert "The professional says somebody could be in danger now. Phone them" in shown
    assert 'portal-rag--red">' in shown
    assert "losing weight" not in shown and "isagree" not in shown
    assert 'portal-rag--red">' in as_writer.get(url(contact)).text
    assert "could be in danger now" not in as_writer.get(url(contact)).text
    as_writer.post_form(f"{page}/end", **ENDED)
    assert "could be in danger now" not in bystander.get(url(contact)).text


def test_what_is_missing_is_pointed_out_and_nothing_typed_is_lost(as_writer, contact):
    page = url(contact, "disagree")
    answer = as_writer.post_form(page, at_risk_now="no", reason="He is losing weight.")
    assert answer.status_code == 422 and "Write what you want to happen" in answer.text
    assert "He is losing weight." in as_writer.get(page).text
    assert db.session.query(Disagreement).count() == 0
    as_writer.post_form(page, **CHALLENGE)
    assert db.session.query(SavedPage).filter_by(page="disagree").count() == 0


def test_an_answer_that_comes_too_late_is_shown_and_not_lost(as_writer, as_adviser, raised):
    page = raised()
    opened = as_adviser.get(f"{page}/answer").text
    as_writer.post_form(f"{page}/end", **ENDED)
    carried = {name: hidden(opened, name) for name in ("csrf_token", "stage")}
    late = as_adviser.post(f"{page}/answer", {**carried, "answer": "We have visited him."})
    assert late.status_code == 409 and "We have visited him." in late.text
    assert ENDED["how"] in late.text  # what the other side wrote stands beside it
    assert as_adviser.get(f"{page}/answer").status_code == 409


def test_the_manager_names_who_answers(make, client_for, as_manager, contact, raised):
    page, other = raised(), make.account(Role.MASH_ADVISER, name="Ann Bee")
    assert "Choose somebody from the list" in as_manager.post_form(f"{page}/responder").text
    carried = {"csrf_token": "", "seen": ""}
    carried = {name: hidden(as_manager.get(f"{page}/responder").text, name) for name in carried}
    done = as_manager.post_form(f"{page}/responder", account_id=other.id)
    assert done.status_code == 303
    third = make.account(Role.MASH_ADVISER, name="Cai Dee")
    crossed = as_manager.post(f"{page}/responder", {**carried, "account_id": str(third.id)}).text
    assert "Somebody else was named" in crossed and "Ann Bee is named now." in crossed
    assert "Ann Bee answers by" in as_manager.get(page).text
    assert "Answer it" in client_for(other).get(page).text


def test_what_somebody_wrote_who_is_named_no_more_is_shown_and_not_lost(
    make, client_for, as_manager, raised
):
    page, writes = raised(), make.account(Role.MASH_ADVISER, name="Ann Bee")
    as_manager.post_form(f"{page}/responder", account_id=writes.id)
    opened = (as_writing := client_for(writes)).get(f"{page}/answer").text
    as_manager.post_form(f"{page}/responder", account_id=make.account(Role.MASH_ADVISER).id)
    carried = {name: hidden(opened, name) for name in ("csrf_token", "stage")}
    late = as_writing.post(f"{page}/answer", {**carried, "answer": "We have visited him."})
    assert late.status_code == 409 and "We have visited him." in late.text
    assert "Someone else is named" in late.text


def test_a_hub_with_nobody_else_is_told_so(client_for, make, contact, raised):
    only = make.account(Role.DECISION_MAKER)
    page = raised()
    made = db.session.query(Disagreement).one()
    made.stage, made.responder_id, made.responder_name = DisagreementStage.LEADS, None, ""
    made.author_id = only.id
    db.session.commit()
    as_only = client_for(only)
    assert "nobody else who may answer" in as_only.get(f"{page}/responder").text
    assert "Nobody is named yet" in as_only.get(page).text


def test_ended_ones_are_listed_with_what_there_is_to_learn(as_writer, as_manager, contact, raised):
    page = raised()
    as_writer.post_form(f"{page}/end", **ENDED)
    ended = as_manager.get("/disagreements?show=ended").text
    assert contact.reference in ended and "Reasons that were not clear" in ended
    assert contact.reference not in as_manager.get("/disagreements").text
    assert as_writer.get("/disagreements").status_code == 404


def test_words_written_at_an_earlier_stage_come_back_for_the_present_one(
    as_writer, as_adviser, as_manager, raised
):
    page = raised()
    opened = as_manager.get(page)
    assert opened.status_code == 200
    made = db.session.query(Disagreement).one()
    as_adviser.post_form(f"{page}/answer", answer="It stays.")
    as_writer.post_form(f"{page}/further", why="Nobody saw him.")
    opened = as_manager.get(f"{page}/answer").text
    typed = {"csrf_token": hidden(opened, "csrf_token"), "answer": "We will visit him."}
    as_manager.post(f"{page}/answer", {**typed, "stage": "practitioners", "autosave": "1"})
    again = as_manager.get(f"{page}/answer").text
    assert "We will visit him." in again and "has changed since you wrote" in again
    assert hidden(again, "stage") == fresh(made).stage.value
    assert as_manager.post_form(f"{page}/answer").status_code == 303
    assert fresh(made).status is DisagreementStatus.ANSWERED
    assert db.session.query(SavedPage).count() == 0


def test_two_disagreements_on_one_contact_do_not_share_their_words(
    as_writer, as_adviser, contact, raised
):
    page = raised()
    as_adviser.post_form(f"{page}/answer", answer="It stays.")
    typed = {"csrf_token": hidden(as_writer.get(f"{page}/end").text, "csrf_token")}
    as_writer.post(f"{page}/end", {**typed, "how": "They visit on Friday.", "autosave": "1"})
    first = db.session.query(Disagreement).one().id
    db.session.query(Disagreement).update({"status": "resolved", "ended_at": NOON})
    db.session.commit()
    as_writer.post_form(url(contact, "disagree"), **CHALLENGE)
    second = db.session.query(Disagreement).filter(Disagreement.id != first).one()
    shown = as_writer.get(url(contact, "disagreements", str(second.id), "end"))
    assert shown.status_code == 200 and "They visit on Friday." not in shown.text


def test_what_is_answered_and_left_waits_on_the_home_pages_of_its_parties(
    as_writer, as_adviser, as_manager, client_for, make, contact, raised
):
    page, lead = raised(), client_for(make.account(Role.ORGANISATION_LEAD))
    as_adviser.post_form(f"{page}/answer", answer="It stays.")
    people = (as_writer, lead, as_adviser, as_manager)
    words = ("has been left for days", "answered and left", *(("1 answered and left",) * 2))
    for who, said in zip(people, words, strict=True):
        assert said not in who.get("/").text
    db.session.query(Disagreement).update({"remind_on": NOON.date() - timedelta(days=1)})
    db.session.commit()
    for who, said in zip(people, words, strict=True):
        assert said in who.get("/").text
    assert contact.reference in as_manager.get("/disagreements?show=left").text
    assert "has not said whether it is resolved" in as_adviser.get(page).text


def test_the_parties_read_every_answer_about_danger(as_writer, as_adviser, raised):
    page = raised()
    as_adviser.post_form(f"{page}/answer", answer="It stays.")
    as_writer.post_form(f"{page}/further", why="He is bleeding.", at_risk_now="yes")
    for who in (as_writer, as_adviser):
        told = who.get(page).text.split("Could the child be in danger now?")[1]
        answers = re.findall(r'portal-block">(\w+) ', told.split("</dd>")[0])
        assert answers == ["No", "Yes"]
