"""An agency answers: what it is shown, what it must say, corrected, kept through everything."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine

from portal.extensions import db
from portal.models import AgencyCheck, ContactPerson, FamilyConflict, Person, PersonReturn
from portal.vocabulary import AgeKind, CheckAnswer, CheckStatus, MayShare, Part, PersonKind, Role
from tests.check_maker import SUMMARY, answer, ask, people_of
from tests.makers import NOON, PASSWORD, Maker
from tests.pages.checks.conftest import SECRETS, words_of
from tests.pages.contacts.helpers import fresh, hidden, url

TYPED = {
    "p1_answer": "known",
    "p1_summary": SUMMARY,
    "p1_source_day": "14",
    "p1_source_month": "3",
    "p1_source_year": "2026",
    "p1_may_share": "referrer",
}


DAY = ("p1_source_day", "p1_source_month", "p1_source_year")


@pytest.fixture
def check(scene):
    made = ask(scene.contact, scene.adviser, scene.police, scene.health)
    return next(each for each in made if each.organisation_id == scene.police.id)


def page_of(check, *parts):
    return "/".join([f"/contacts/{check.contact_id}/checks/{check.id}", *parts])


def test_an_agency_finds_its_question_and_answers_it(at, scene, check):
    home = at(scene.officer).get("/").text
    assert "Wren Adderley" in home and scene.contact.reference in home
    assert "Fenland" not in home
    shown = at(scene.officer).get(page_of(check)).text
    for text in ("Born 3 May 2019", "Call-outs and incidents", "Do not contact the family"):
        assert text in shown
    assert at(scene.officer).post_form(page_of(check, "answer"), **TYPED).status_code == 303
    (row,) = db.session.query(PersonReturn)
    assert (row.answer, row.source_on) == (CheckAnswer.KNOWN, date(2026, 3, 14))
    assert row.may_share is MayShare.REFERRER
    assert SUMMARY in at(scene.officer).get(page_of(check)).text
    assert "Nothing waits for an answer now." in at(scene.officer).get("/").text
    assert "Wren Adderley" in at(scene.officer).get("/checks").text


@pytest.mark.parametrize("parts", [(), ("answer",), ("return.pdf",)])
def test_an_agency_learns_nothing_else_of_the_contact(at, scene, check, parts):
    answer(check, scene.officer)
    page = at(scene.officer).get(page_of(check, *parts))
    assert page.status_code == 200
    said = words_of(page.data) if "return.pdf" in parts else page.text
    assert "Wren Adderley" in said
    assert [where for where, word in SECRETS.items() if word in said] == []
    for word in ("Fenland", "hungry", "Protected", "Safe contact only", "11 Ferry"):
        assert word not in said


def test_another_agency_and_who_knows_the_family_find_nothing(at, make: Maker, scene, check):
    pages = [page_of(check, *parts) for parts in ((), ("answer",), ("return.pdf",))]
    answer(check, scene.officer)
    assert [at(scene.nurse).get(each).status_code for each in pages] == [404] * 3
    colleague = make.account(Role.AGENCY_CONTRIBUTOR, organisation=scene.police)
    assert [at(colleague).get(each).status_code for each in pages] == [200] * 3
    db.session.add(
        FamilyConflict(
            hub_id=check.hub_id,
            contact_id=check.contact_id,
            account_id=colleague.id,
            declared_at=NOON,
        )
    )
    db.session.commit()
    assert [at(colleague).get(each).status_code for each in pages] == [404] * 3
    assert "Wren" not in at(colleague).get("/checks").text


def test_who_knows_the_family_steps_aside_and_a_colleague_answers(at, make: Maker, scene, check):
    page = page_of(check)
    asked = at(scene.officer).get(page_of(check, "step-aside")).text
    assert "You cannot take it back yourself." in asked
    assert at(scene.officer).http.head(page_of(check, "step-aside")).status_code == 200
    assert "Wren Adderley" in at(scene.officer).get(page).text  # asked, and not done yet
    answered = at(scene.officer).post_form(page_of(check, "step-aside"))
    assert answered.headers["Location"] == "/checks"
    assert "Tell a colleague to answer." in at(scene.officer).get("/checks").text
    assert "Wren" not in at(scene.officer).get("/checks").text
    assert at(scene.officer).get(page).status_code == 404
    colleague = make.account(Role.AGENCY_CONTRIBUTOR, organisation=scene.police)
    assert "Wren Adderley" in at(colleague).get(page).text


def _more(check, status: CheckStatus, many: int) -> None:
    """As many more of the same agency, each due a minute after the other."""
    columns = [each.key for each in AgencyCheck.__table__.c if each.key != "id"]
    first = {name: getattr(check, name) for name in columns}
    for number in range(1, many + 1):
        due = check.due_at + timedelta(minutes=number)
        words = {"asker_name": f"Asker {number:02}.", "answered_by_name": f"Answered {number:02}."}
        place = {"number": 100 * len(status) + number, "status": status, "due_at": due}
        db.session.add(AgencyCheck(**{**first, **place, **words, "answered_at": NOON}))
    db.session.commit()


def test_every_question_is_reached_by_the_pages_of_its_list(at, scene, check):
    first = at(scene.officer)
    _more(check, CheckStatus.ASKED, 51)
    _more(check, CheckStatus.ANSWERED, 51)
    assert "See every question to your agency" in first.get("/").text
    both = first.get("/checks").text
    assert "Asker 49." in both and "Asker 50." not in both  # one was there before
    assert "Answered 02." in both and "Answered 01." not in both
    following = re.findall(r'href="([^"]+)" rel="next"', both)
    waiting, answered = (first.get(unescape(each)).text for each in following)
    assert "Asker 50." in waiting and "Asker 51." in waiting and "Asker 49." not in waiting
    assert "Answered" not in waiting and 'rel="next"' not in waiting
    assert "Answered 01." in answered and "Answered 02." not in answered
    assert "Asker" not in answered and 'href="/checks" rel="prev"' in answered


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"p1_answer": None}, "Say whether this person is known to you"),
        ({"p1_summary": ""}, "Write what you know"),
        (dict.fromkeys(DAY, ""), "Give the date of your latest record"),
        ({"p1_source_day": "31", "p1_source_month": "2"}, "Enter a real date"),
        ({"p1_source_year": "2099"}, "cannot be in the future"),
        ({"p1_may_share": None}, "Choose who may read this answer"),
        ({"p1_answer": "declined"}, "Write why you decline to answer"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(at, scene, check, changes, message):
    typed = {name: value for name, value in {**TYPED, **changes}.items() if value is not None}
    page = page_of(check, "answer")
    refused = at(scene.officer).post_form(page, **typed)
    assert refused.status_code == 422 and message in refused.text
    assert db.session.query(PersonReturn).count() == 0
    if changes != {"p1_summary": ""}:
        assert SUMMARY in at(scene.officer).get(page).text


def test_an_answer_saves_itself_as_it_is_typed(at, scene, check):
    page = page_of(check, "answer")
    token = hidden(at(scene.officer).get(page).text, "csrf_token")
    given = {"csrf_token": token, "autosave": "1", "tab": "one", **TYPED}
    assert at(scene.officer).post(page, given, headers={"HX-Request": "true"}).status_code == 200
    again = at(scene.officer).get(page).text
    assert SUMMARY in again and db.session.query(PersonReturn).count() == 0


def test_an_answer_outlives_a_sign_in_that_ends(client_for, scene, check):
    page = page_of(check, "answer")
    with time_machine.travel(NOON, tick=False) as clock:
        officer = client_for(scene.officer)
        token = hidden(officer.get(page).text, "csrf_token")
        clock.shift(timedelta(minutes=16))
        way = officer.post(page, {"csrf_token": token, **TYPED}).headers["Location"]
        assert way.startswith("/sign-in?next=")
        back = officer.post_form(way, email=scene.officer.email, password=PASSWORD)
        shown = officer.get(back.headers["Location"]).text
        assert SUMMARY in shown and 'value="2026"' in shown
        assert officer.post_form(page).status_code == 303
    (row,) = db.session.query(PersonReturn)
    assert (row.summary, row.may_share) == (SUMMARY, MayShare.REFERRER)


def test_one_answer_for_each_person(at, scene):
    brother = Person(
        hub_id=scene.contact.hub_id,
        kind=PersonKind.CHILD,
        name="Robin Adderley",
        age_kind=AgeKind.NOT_KNOWN,
    )
    db.session.add(brother)
    db.session.flush()
    ids = {"hub_id": brother.hub_id, "contact_id": scene.contact.id, "person_id": brother.id}
    db.session.add(ContactPerson(**ids, part=Part.SIBLING, position=9))
    db.session.commit()
    asked = (people_of(scene.contact)[0], brother.id)
    (check,) = ask(scene.contact, scene.adviser, scene.police, person_ids=asked)
    page = page_of(check, "answer")
    missing = at(scene.officer).post_form(page, **TYPED)
    assert missing.status_code == 422 and "Robin Adderley" in missing.text
    other = {"p2_answer": "not_known", "p2_may_share": "family"}
    assert at(scene.officer).post_form(page, **TYPED, **other).status_code == 303
    answers = {row.person_id: row.answer for row in db.session.query(PersonReturn)}
    assert answers == {asked[0]: CheckAnswer.KNOWN, asked[1]: CheckAnswer.NOT_KNOWN}


def test_a_correction_starts_from_what_was_sent_and_keeps_it(at, scene, check):
    answer(check, scene.officer)
    page = page_of(check, "answer")
    assert SUMMARY in at(scene.officer).get(page).text
    typed = {"p1_summary": "Three call-outs, one in May."}
    assert at(scene.officer).post_form(page, **typed).status_code == 303
    shown = at(scene.adviser).get(url(scene.contact)).text
    assert "Three call-outs, one in May." in shown
    assert SUMMARY in shown and "Before it was corrected" in shown


def test_a_colleague_who_was_faster_is_not_overwritten(at, make: Maker, scene, check):
    page = page_of(check, "answer")
    seen = at(scene.officer).get(page).text
    colleague = make.account(Role.AGENCY_CONTRIBUTOR, organisation=scene.police)
    answer(check, colleague)
    words = {"csrf_token": hidden(seen, "csrf_token"), "version": "0"}
    late = at(scene.officer).post(page, {**words, **TYPED})
    assert late.status_code == 409 and "answered since" in late.text
    assert SUMMARY in late.text
    assert db.session.get(AgencyCheck, check.id).version == 1


def test_unsent_words_come_back_beside_what_a_colleague_answered_meanwhile(
    at, make: Maker, scene, check
):
    page, own = page_of(check, "answer"), "Seen at the station in May."
    token = hidden(at(scene.officer).get(page).text, "csrf_token")
    typed = {"csrf_token": token, "version": "0", **TYPED, "p1_summary": own}
    at(scene.officer).post(page, {**typed, "autosave": "1"})
    assert "answer as it stands" not in at(scene.officer).get(page).text
    answer(check, make.account(Role.AGENCY_CONTRIBUTOR, organisation=scene.police))
    again = at(scene.officer).get(page).text
    assert own in again and SUMMARY in again and "answer as it stands" in again
    assert hidden(again, "version") == "1"
    assert at(scene.officer).post_form(page).status_code == 303
    assert fresh(db.session.get(AgencyCheck, check.id)).version == 2


def test_an_answer_to_a_question_withdrawn_meanwhile_is_shown_and_not_lost(at, scene, check):
    page = page_of(check, "answer")
    token = hidden(at(scene.officer).get(page).text, "csrf_token")
    at(scene.adviser).post_form(page_of(check, "withdraw"), reason="The wrong agency.")
    late = at(scene.officer).post(page, {"csrf_token": token, "version": "0", **TYPED})
    assert late.status_code == 409 and "has withdrawn this question" in late.text
    assert SUMMARY in late.text and ">referrer<" not in late.text  # the words, not the codes
