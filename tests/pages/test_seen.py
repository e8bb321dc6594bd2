"""What has been seen: few questions at a time, kept one by one, with the guidance beside them."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import lxml.html
import pytest
import time_machine
from werkzeug.test import TestResponse

from portal.extensions import db
from portal.models import Account, AuditEvent, KeptWords, SavedPage
from tests.makers import NOON, Maker
from tests.page_client import PageClient, form_data
from tests.pages.journey import begin

SAFE = {f"S{number}": "no" for number in range(1, 9)}


@pytest.fixture
def draft(as_teacher: PageClient) -> tuple[PageClient, str]:
    """A teacher's draft behind its safety screen: the browser and the draft's address."""
    started = as_teacher.post_form("/consultations/start", route="full")
    safety = started.headers["Location"]
    as_teacher.post_form(safety, **SAFE)
    return as_teacher, safety.rsplit("/", 1)[0]


def _add_child(client: PageClient, base: str, name: str, years: str) -> None:
    page = client.get(f"{base}/people").text
    address = re.search(r'href="([^"]*/person/[^"]*new=child[^"]*)"', page)
    assert address is not None
    client.post_form(
        address.group(1).replace("&amp;", "&"),
        form="answers",
        name=name,
        age_kind="estimate",
        age_years=years,
    )


def search(client: PageClient, base: str, words: str, **more: Any) -> TestResponse:
    """What a search answers; its words are posted."""
    form = lxml.html.fromstring(client.get(f"{base}/seen").text).get_element_by_id("search")
    return client.post(form.get("action"), form_data(form, {"q": words}), **more)


def _guidance(text: str) -> str:
    aside = re.search(r"<aside.*?</aside>", text, re.S)
    return re.sub(r"<[^>]+>", " ", aside.group(0) if aside else text)


def test_nothing_ticked_shows_no_level_and_offers_to_ask(draft: tuple[PageClient, str]) -> None:
    client, base = draft
    words = _guidance(client.get(f"{base}/seen").text)
    assert "not enough information" in words
    assert "Refer now" in words and "Consult" in words


def test_an_answer_is_kept_and_changes_the_guidance(draft: tuple[PageClient, str]) -> None:
    client, base = draft
    _add_child(client, base, "Wren", "7")
    answer = client.post_form(
        f"{base}/seen?section=CAR", form="questions", **{"CAR-20.answer": "present"}
    )
    assert "These point to level 3" in _guidance(answer.text)
    again = client.get(f"{base}/seen").text
    assert "Your answers so far" in again
    assert db.session.query(AuditEvent).filter_by(action="answer_indicators").count() == 1


def test_what_to_do_first_comes_with_every_answer_and_stands_at_the_top_of_the_page(
    draft: tuple[PageClient, str],
) -> None:
    client, base = draft
    page, htmx = f"{base}/seen?section=CAR", {"HX-Request": "true"}
    form = lxml.html.fromstring(client.get(page).text).get_element_by_id("questions")
    for state, is_first in (("present", True), ("absent", False)):
        data = form_data(form, {"CAR-32.answer": state})
        answer = client.post(form.get("action"), data, headers=htmx).text
        apart = answer.partition('<div id="guidance-first" hx-swap-oob="innerHTML">')[2]
        assert ("Call 999" in apart) is is_first
        top = lxml.html.fromstring(client.get(page).text).get_element_by_id("guidance-first")
        assert ("Call 999" in top.text_content()) is is_first


def test_going_on_keeps_the_answers_on_the_page(draft: tuple[PageClient, str]) -> None:
    """Without scripts, and with an answer that was still on its way, Continue takes them along."""
    client, base = draft
    page = f"{base}/seen?section=CAR"
    answer = client.post_form(page, form="questions", button="on", **{"CAR-20.answer": "present"})
    assert answer.headers["Location"] == f"{base}/view"
    assert "level 3" in _guidance(client.get(page).text)


def test_an_answer_can_be_taken_back(draft: tuple[PageClient, str]) -> None:
    client, base = draft
    page = f"{base}/seen?section=CAR"
    client.post_form(page, form="questions", **{"CAR-20.answer": "present"})
    client.post_form(page, form="questions", **{"CAR-20.answer": ""})
    assert "not enough information" in _guidance(client.get(f"{base}/seen").text)


def test_answers_of_two_windows_are_both_kept(draft: tuple[PageClient, str]) -> None:
    client, base = draft
    page = f"{base}/seen?section=CAR"
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).text)
    assert token is not None
    for shown, state in (("CAR-20", "present"), ("CAR-30", "suspected")):
        client.post(page, {"csrf_token": token.group(1), "shown": shown, f"{shown}.answer": state})
    saved = db.session.query(SavedPage).filter(SavedPage.page.like("seen:%")).one()
    assert saved.answers == {"CAR-20.answer": "present", "CAR-30.answer": "suspected"}


@pytest.mark.parametrize("words", ["hungry", "HUNGRY ", "hungri", "llwglyd"])
def test_search_finds_indicators_by_everyday_words(
    draft: tuple[PageClient, str], words: str
) -> None:
    client, base = draft
    assert "CAR-20.answer" in search(client, base, words).text


def test_search_as_you_type_answers_with_the_questions_alone(
    draft: tuple[PageClient, str],
) -> None:
    client, base = draft
    part = search(client, base, "bruise", headers={"HX-Request": "true"})
    assert part.text.lstrip().startswith("<form")
    assert "PHY-30.answer" in part.text and "<aside" not in part.text


def test_what_fits_the_age_comes_first_of_what_a_search_found(
    draft: tuple[PageClient, str],
) -> None:
    client, base = draft
    _add_child(client, base, "Wren", "7")
    tree = lxml.html.fromstring(search(client, base, "older boyfriend").text)
    lines = tree.find_class("portal-indicator")
    unusual = ["Not usual at this age" in line.text_content() for line in lines]
    assert True in unusual and unusual == sorted(unusual)


def test_search_without_a_match_says_what_to_do(draft: tuple[PageClient, str]) -> None:
    client, base = draft
    assert "Nothing here matches" in search(client, base, "qqqqzzz").text


def test_what_was_searched_for_stands_in_no_address(draft: tuple[PageClient, str]) -> None:
    client, base = draft
    _add_child(client, base, "Wren", "7")
    _add_child(client, base, "Lark", "10")
    found = search(client, base, "bruise").text
    assert "bruise" not in " ".join(re.findall(r'(?:href|action|hx-post|hx-get)="([^"]*)"', found))
    assert "CAR-20.answer" not in client.get(f"{base}/seen?q=hungry").text


def test_answering_what_a_search_found_shows_it_again(draft: tuple[PageClient, str]) -> None:
    client, base = draft
    questions = lxml.html.fromstring(search(client, base, "hungry").text).get_element_by_id(
        "questions"
    )
    data = form_data(questions, {"CAR-20.answer": "present"})
    assert 'value="hungry"' in client.post(questions.get("action"), data).text


def test_answers_given_after_the_sign_in_ended_are_there_when_their_writer_is_back(
    make: Maker, client_for: Callable[[Account], PageClient]
) -> None:
    teacher = make.account()
    with time_machine.travel(NOON, tick=False) as clock:
        client = client_for(teacher)
        base = begin(client)
        _add_child(client, base, "Wren", "7")
        _add_child(client, base, "Lark", "10")
        children = re.findall(r"child=([0-9a-f-]{36})", client.get(f"{base}/seen").text)
        page = f"{base}/seen?section=CAR&child={children[-1]}"
        form = lxml.html.fromstring(client.get(page).text).get_element_by_id("questions")
        clock.shift(timedelta(minutes=16))
        client.post(page, form_data(form, {"CAR-20.answer": "present"}))
        client.sign_in(teacher.email)
        assert "Basic care" in client.get(f"{base}/seen").text
    saved = db.session.query(SavedPage).filter(SavedPage.page.like("seen:%")).one()
    assert saved.page == f"seen:{children[-1]}"
    assert saved.answers == {"CAR-20.answer": "present"}
    assert db.session.query(KeptWords).count() == 0


def test_sections_that_fit_the_age_come_first(draft: tuple[PageClient, str]) -> None:
    client, base = draft
    _add_child(client, base, "Baby Ash", "0")
    text = client.get(f"{base}/seen").text
    quiet = re.findall(r'<li class="portal-quiet"><a[^>]*>([^<]+)</a>', text)
    assert "Learning and attendance" in quiet and "Online harm" in quiet
    assert "Basic care and neglect" not in quiet and "Unborn babies and infants" not in quiet
    assert text.index("Disability and additional needs") < text.index("Learning and attendance")


def test_what_is_about_the_home_counts_for_every_child(draft: tuple[PageClient, str]) -> None:
    client, base = draft
    _add_child(client, base, "Wren", "7")
    _add_child(client, base, "Lark", "10")
    client.post_form(f"{base}/seen?section=DAB", form="questions", **{"DAB-20.answer": "present"})
    assert "Wren; Lark" in _guidance(client.get(f"{base}/seen").text)  # the same, so said once
    client.post_form(f"{base}/seen?section=CAR", form="questions", **{"CAR-30.answer": "present"})
    words = _guidance(client.get(f"{base}/seen").text)
    wren, lark = words.split("Lark", 1)
    assert "level 4" in wren
    assert "level 3" in lark and "CAR-30" not in lark


@pytest.mark.parametrize("bad", ["XXX-99", "CAR-20' OR 1=1", "../../etc"])
def test_answers_for_unknown_indicators_are_ignored(
    draft: tuple[PageClient, str], bad: str
) -> None:
    client, base = draft
    page = f"{base}/seen?section=CAR&child=not-a-child"
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).text)
    assert token is not None
    data = {"csrf_token": token.group(1), "shown": bad, f"{bad}.answer": "present"}
    assert client.post(page, data).status_code == 200
    assert db.session.query(SavedPage).filter(SavedPage.page.like("seen%")).count() == 0


def test_a_red_line_offers_no_lower_view(draft: tuple[PageClient, str]) -> None:
    client, base = draft
    client.post_form(f"{base}/seen?section=PHY", form="questions", **{"PHY-30.answer": "suspected"})
    page = client.get(f"{base}/view").text
    assert 'name="level"' in page and "4. Protection" in page
    assert "1. Universal" not in page and "3. Intensive" not in page
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    client.post(f"{base}/view", {"csrf_token": token.group(1), "level": "1", "reason": "no"})
    saved = db.session.query(SavedPage).filter_by(page="view").one()
    assert saved.answers["level"] == ""


def test_a_view_that_differs_needs_its_sentence(draft: tuple[PageClient, str]) -> None:
    client, base = draft
    _add_child(client, base, "Wren", "7")
    client.post_form(f"{base}/seen?section=CAR", form="questions", **{"CAR-20.answer": "present"})
    answer = client.post_form(f"{base}/view", form="answers", level="2")
    assert answer.status_code == 422
    assert "Say in a sentence why your view differs" in answer.text
    moved = client.post_form(f"{base}/view", form="answers", level="2", reason="It is improving.")
    assert moved.status_code == 303
    assert "These point to level 3" in _guidance(client.get(f"{base}/view").text)
