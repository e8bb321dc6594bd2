"""Agencies asked from the contact page: chosen, told why, waited for, called off."""

import re
from datetime import timedelta

import pytest

from portal.commands import checks, open_checks
from portal.commands.duties import go_on_duty
from portal.extensions import db
from portal.models import AgencyCheck, CheckPerson, Contact, Membership, SavedPage
from portal.vocabulary import CheckStatus, ContactStatus, MayShare
from portal.web import utc_now
from tests.actors import actor_of
from tests.check_maker import answer, ask, people_of
from tests.makers import NOON, Maker
from tests.pages.contacts.helpers import fresh, url

WORDS = {"purpose": "To decide what the child needs.", "question": "Anything since March?"}


def asking(scene, *organisations):
    return url(scene.contact, "checks", "ask"), {
        "organisations": [str(each.id) for each in organisations],
        "people": [str(people_of(scene.contact)[0])],
        **WORDS,
    }


def test_an_adviser_asks_two_agencies_and_reads_where_each_stands(at, scene):
    page, words = asking(scene, scene.police, scene.health)
    assert at(scene.adviser).post_form(page, **words).status_code == 303
    shown = at(scene.adviser).get(url(scene.contact)).text
    for text in ("Wessenshire Police", "Fenland Health Visiting", "Not opened yet", "overdue"):
        assert text in shown
    assert db.session.query(AgencyCheck).count() == db.session.query(CheckPerson).count() == 2


def test_what_is_missing_is_said_beside_it_and_nothing_typed_is_lost(at, scene):
    page, words = asking(scene)
    answer = at(scene.adviser).post_form(page, **{**words, "people": []})
    assert answer.status_code == 422
    for text in ("Choose at least one agency to ask", "Choose who you ask about"):
        assert answer.text.count(text) == 2  # in the summary and beside the question
    assert WORDS["purpose"] in at(scene.adviser).get(page).text


def test_another_basis_needs_its_reason(at, scene):
    page, words = asking(scene, scene.police)
    answer = at(scene.adviser).post_form(page, **words, basis="consent")
    assert "Say in a sentence why you chose another basis" in answer.text


def test_the_words_save_themselves_as_they_are_typed(at, scene):
    page, words = asking(scene, scene.police)
    form = at(scene.adviser).get(page).text
    token = form.split('name="csrf_token" value="')[-1].split('"')[0]
    given = {"csrf_token": token, "autosave": "1", "tab": "one", **words}
    assert "Saved" in at(scene.adviser).post(page, given, headers={"HX-Request": "true"}).text
    (saved,) = db.session.query(SavedPage).filter_by(page="ask_checks")
    assert saved.answers["organisations"] == words["organisations"]
    again = at(scene.adviser).get(page).text
    assert WORDS["purpose"] in again and "checked" in again


def test_an_agency_without_anybody_to_answer_is_not_offered(at, make: Maker, scene):
    make.organisation(make.hub, name="Quiet Surgery")
    page = at(scene.adviser).get(url(scene.contact, "checks", "ask")).text
    assert "Wessenshire Police" in page and "Quiet Surgery" not in page


def test_nobody_is_asked_about_a_closed_contact(at, scene):
    scene.contact.status, scene.contact.is_open = ContactStatus.CLOSED, False
    db.session.commit()
    assert at(scene.adviser).get(url(scene.contact, "checks", "ask")).status_code == 409
    assert "Ask agencies what they know" not in at(scene.adviser).get(url(scene.contact)).text


def test_a_question_called_off_disappears_for_its_agency(at, scene):
    (check,) = ask(scene.contact, scene.adviser, scene.police)
    theirs = url(scene.contact, "checks", str(check.id))
    assert "Wren Adderley" in at(scene.officer).get(theirs).text
    page = f"{theirs}/withdraw"
    assert at(scene.adviser).post_form(page, reason="").status_code == 422
    assert at(scene.adviser).post_form(page, reason="The wrong force.").status_code == 303
    assert fresh(check).status is CheckStatus.WITHDRAWN
    gone = at(scene.officer).get(theirs).text
    assert "has withdrawn this question" in gone
    assert "Wren" not in gone and "The wrong force." not in gone
    assert at(scene.officer).get(f"{theirs}/answer").status_code == 409
    assert "Wren" not in at(scene.officer).get("/checks").text
    assert "The wrong force." in at(scene.adviser).get(url(scene.contact)).text


def test_opening_is_noted_once_and_the_hub_reads_by_whom(at, scene):
    (check,) = ask(scene.contact, scene.adviser, scene.police)
    for _ in range(2):
        at(scene.officer).get(url(scene.contact, "checks", str(check.id)))
    page = at(scene.adviser).get(url(scene.contact)).text
    assert f"Opened by {scene.officer.name}" in page
    assert page.count("Question opened by an agency") == 1


def test_the_referrer_never_learns_that_agencies_were_asked(at, scene):
    (check,) = ask(scene.contact, scene.adviser, scene.police)
    answer(check, scene.officer, may_share=MayShare.DECISION_TEAM)
    for who in (scene.writer, scene.lead):
        page = at(who).get(url(scene.contact)).text
        assert "Police" not in page and "What agencies know" not in page
        assert "agency" not in page.partition("Everything that happened")[2].casefold()


def test_a_late_answer_says_so(at, scene):
    (check,) = ask(scene.contact, scene.adviser, scene.police)
    answer(check, scene.officer, at=NOON.replace(hour=20))
    assert "after it was due" in at(scene.adviser).get(url(scene.contact)).text


def test_the_board_says_who_is_there_and_which_agency_is_silent(at, scene):
    ask(scene.contact, scene.adviser, scene.police, scene.health)
    go_on_duty(by=actor_of(scene.nurse), is_deputy=True, at=NOON)
    assert "nobody is on duty" in at(scene.adviser).get("/duty").text
    at(scene.nurse).post_form("/duty", button="deputy")
    page = at(scene.adviser).get("/duty").text
    assert scene.nurse.name in page and "(deputy)" in page
    assert page.count("Questions are waiting and nobody is on duty") == 1
    assert page.count("Answers are overdue") == 1
    seen_by_an_agency = at(scene.nurse).get("/duty").text
    assert "nobody is on duty" not in seen_by_an_agency and "waiting" not in seen_by_an_agency
    at(scene.nurse).post_form("/duty", button="off")
    assert "You are not on duty" in at(scene.nurse).get("/duty").text


def test_an_advisers_home_names_the_agencies_that_do_not_answer(at, scene):
    ask(scene.contact, scene.adviser, scene.police)  # long overdue by now
    assert "Agencies that do not answer" in at(scene.colleague).get("/").text
    go_on_duty(by=actor_of(scene.officer), is_deputy=False, at=utc_now())
    shown = at(scene.colleague).get("/").text
    assert "Answers are overdue" in shown and scene.police.name in shown
    (check,) = db.session.query(AgencyCheck)
    answer(check, scene.officer)
    assert "Agencies that do not answer" not in at(scene.colleague).get("/").text
    assert "Agencies that do not answer" not in at(scene.elsewhere).get("/").text


def test_an_agency_that_nobody_answers_for_any_more_is_the_most_silent(at, scene):
    """Its last contributor has left: it can be asked nothing new, and what waits still waits."""
    ask(scene.contact, scene.adviser, scene.police)  # long overdue by now
    scene.officer.is_active = False
    for each in db.session.query(Membership).filter_by(account_id=scene.officer.id):
        each.is_active = False
    db.session.commit()
    board, counted = at(scene.adviser).get("/duty").text, at(scene.manager).get("/checks/returns")
    assert scene.police.name in board and "Questions are waiting and nobody is on duty" in board
    assert scene.police.name in counted.text and "Not answered: </span>1" in counted.text
    assert scene.police.name not in at(scene.adviser).get(asking(scene)[0]).text


def test_missing_answers_are_counted_by_agency(at, scene):
    _of_health, of_police = ask(scene.contact, scene.adviser, scene.police, scene.health)
    answer(of_police, scene.officer)
    page = at(scene.manager).get("/checks/returns").text
    names = [page.index(name) for name in (scene.health.name, scene.police.name)]
    assert names == sorted(names)  # what is missing comes first
    assert "20 minutes" in page and "No answer yet" in page


def test_who_knows_a_family_is_told_of_no_question_about_it(at, scene):
    """To them the contact does not exist: not even as a number on somebody else's board."""
    ask(scene.contact, scene.adviser, scene.police)  # long overdue by now
    for who, is_told in ((scene.knows, False), (scene.colleague, True)):
        assert ("1 question" in at(who).get("/duty").text) is is_told
        assert ("Agencies that do not answer" in at(who).get("/").text) is is_told
        returns = at(who).get("/checks/returns").text
        assert (re.findall(r"Asked: </span>(\d)", returns).count("1") == 1) is is_told


def test_withdrawn_when_the_contact_was_answered(at, scene):
    (check,) = ask(scene.contact, scene.adviser, scene.police)
    contact = db.session.get_one(Contact, check.contact_id)
    open_checks.no_longer_needed(
        contact, actor_of(scene.adviser), check.due_at + timedelta(hours=1)
    )
    db.session.commit()
    contact_page = at(scene.adviser).get(f"/contacts/{contact.id}").text
    assert "The contact was answered or closed, so no answer is needed." in contact_page
    counted = at(scene.manager).get("/checks/returns").text
    assert "Not answered: </span>1" in counted  # it was overdue by then
    told = at(scene.officer).get(f"/contacts/{contact.id}/checks/{check.id}").text
    assert "phone the hub" in told and "do not wait to be asked" in told


def test_what_was_overdue_and_then_withdrawn_by_hand_stays_not_answered(at, scene):
    (check,) = ask(scene.contact, scene.adviser, scene.police)
    contact, late = db.session.get_one(Contact, check.contact_id), check.due_at + timedelta(hours=1)
    given = {"by": actor_of(scene.adviser), "reason": "They never answered.", "at": late}
    checks.withdraw(contact, check.id, **given)
    assert "Not answered: </span>1" in at(scene.manager).get("/checks/returns").text


@pytest.mark.parametrize("where", ["/checks/returns", "/duty", "/checks"])
def test_other_people_find_no_such_page(at, scene, where):
    assert at(scene.writer).get(where).status_code == 404
