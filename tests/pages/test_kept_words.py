"""What was typed when a sign-in or a page ran out: kept for its writer, and for nobody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from portal.commands.kept_words import keep_words
from portal.extensions import db
from portal.models import Account, KeptWords, SignIn
from portal.queries.kept_words import kept as kept_for
from tests.actors import actor_of
from tests.makers import NOON, PASSWORD, Maker
from tests.page_client import PageClient

Clock = time_machine.Traveller
PAGE = "/change-password"  # a form that needs a sign-in; what is typed there is invented below


def typed(client: PageClient, **words: str) -> dict[str, str]:
    """A form's real token with words typed into it."""
    page = client.http.get(PAGE).text
    return {"csrf_token": page.split('name="csrf_token" value="')[1].split('"')[0], **words}


def kept() -> list[tuple[str, dict[str, list[str]]]]:
    return [(row.path, row.fields) for row in db.session.query(KeptWords).all()]


def test_what_is_kept_comes_back_to_its_writer_alone(make: Maker) -> None:
    writer, colleague = (actor_of(make.account()) for _ in range(2))
    keep_words(writer, PAGE, {"note": ["Came in hungry again"]}, at=NOON)
    assert kept_for(writer, PAGE, NOON) == {"note": ["Came in hungry again"]}
    assert kept_for(colleague, PAGE, NOON) is None


def test_words_posted_after_the_end_are_kept_and_the_way_leads_back(
    browser: PageClient, clock: Clock
) -> None:
    words = typed(browser, note="Came in hungry again", day="Monday", new_password="secret words")
    clock.shift(timedelta(minutes=16))
    answer = browser.post(PAGE, words)
    assert answer.headers["Location"] == f"/sign-in?next={PAGE}"
    assert kept() == [(PAGE, {"note": ["Came in hungry again"], "day": ["Monday"]})]
    assert "What you typed is kept" in browser.get(answer.headers["Location"]).text


def test_an_autosave_after_the_end_is_kept_and_tells_htmx_where_to_go(
    browser: PageClient, clock: Clock
) -> None:
    words = typed(browser, note="Came in hungry again")
    clock.shift(timedelta(minutes=16))
    htmx = {"HX-Request": "true", "HX-Current-URL": f"http://localhost{PAGE}?q=a+name"}
    answer = browser.post(PAGE, words, headers=htmx)
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == f"/sign-in?next={PAGE}"
    assert kept() == [(PAGE, {"note": ["Came in hungry again"]})]


def test_a_poll_after_the_end_is_only_told(browser: PageClient, clock: Clock) -> None:
    clock.shift(timedelta(minutes=16))
    answer = browser.get("/stay?poll=1", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert "HX-Redirect" not in answer.headers


def test_a_part_of_a_page_asked_for_after_the_end_leads_back_to_the_page(
    browser: PageClient, clock: Clock
) -> None:
    clock.shift(timedelta(minutes=16))
    htmx = {"HX-Request": "true", "HX-Current-URL": "http://localhost/change-password?x=1"}
    answer = browser.get("/stay", headers=htmx)
    assert answer.headers["HX-Redirect"] == "/sign-in?next=/change-password"


def test_a_later_post_to_the_same_page_replaces_the_earlier(
    browser: PageClient, clock: Clock
) -> None:
    words = typed(browser)
    clock.shift(timedelta(minutes=16))
    for note in ("first", "second"):
        browser.post(PAGE, {**words, "note": note})
    assert kept() == [(PAGE, {"note": ["second"]})]


def test_nothing_is_kept_for_a_sign_in_that_somebody_ended(
    browser: PageClient, teacher: Account, client_for: Callable[[Account], PageClient]
) -> None:
    words = typed(browser, note="Came in hungry again")
    client_for(teacher).post_form("/sign-ins")
    assert browser.post(PAGE, words).status_code == 303
    assert kept() == []


def test_nothing_is_kept_after_signing_out_of_an_expired_sign_in(
    browser: PageClient, app: Flask, clock: Clock
) -> None:
    words = typed(browser, note="Came in hungry again")
    cookie = browser.http.get_cookie("portal")
    clock.shift(timedelta(minutes=16))
    browser.post("/sign-out", words)
    assert db.session.query(SignIn).one().ended_why == "signed_out"
    assert cookie
    browser.http.set_cookie("portal", cookie.value)
    browser.post(PAGE, words)
    assert kept() == []


def test_nothing_is_kept_without_a_form_token_of_ours(browser: PageClient, clock: Clock) -> None:
    clock.shift(timedelta(minutes=16))
    for token in ("", "forged", "ImFiYyI.aWKWAg.AAAA"):
        browser.post(PAGE, {"note": "planted", "csrf_token": token})
    assert kept() == []


def test_a_page_left_open_by_one_person_is_never_kept_for_the_next(
    browser: PageClient, make: Maker
) -> None:
    words = typed(browser, note="Written by the first")
    second = make.account()
    browser.post_form("/sign-ins", form="/sign-out")
    browser.sign_in(second.email)
    answer = browser.post(PAGE, words)
    assert answer.status_code == 303
    assert kept() == []


def test_the_next_person_at_a_browser_is_not_sent_to_the_page_of_the_one_before(
    browser: PageClient, make: Maker, clock: Clock
) -> None:
    second, words = make.account(), typed(browser)
    clock.shift(timedelta(minutes=16))
    way = browser.post(PAGE, words).headers["Location"]
    answer = browser.post_form(way, email=second.email, password=PASSWORD)
    assert answer.headers["Location"] == "/"


def test_a_stale_form_of_the_same_person_is_kept_and_comes_back(
    browser: PageClient, teacher: Account
) -> None:
    words = typed(browser, note="Came in hungry again")
    browser.post_form("/sign-ins", form="/sign-out")
    browser.sign_in(teacher.email)
    answer = browser.post(PAGE, words)
    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    assert kept() == [(PAGE, {"note": ["Came in hungry again"]})]
    htmx = browser.post(PAGE, words, headers={"HX-Request": "true"})
    assert (htmx.status_code, htmx.headers["HX-Redirect"]) == (409, PAGE)


def test_a_form_without_a_token_does_nothing_and_says_so(browser: PageClient) -> None:
    answer = browser.post(PAGE, {"password": PASSWORD, "new_password": "wicker-otter-thimble"})
    assert answer.headers["Location"] == PAGE
    assert "nothing was done" in browser.get(PAGE).text


def test_words_with_a_token_nobody_can_read_come_back_to_whoever_is_signed_in(
    browser: PageClient,
) -> None:
    for token in ({"csrf_token": "bad"}, {"csrf_token": ""}, {}):
        note = f"Came in hungry {token}"
        answer = browser.post(PAGE, {"note": note, **token}, headers={"Origin": "http://localhost"})
        assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
        assert kept() == [(PAGE, {"note": [note]})]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
    ],
)
def test_another_site_puts_no_words_on_a_page(browser: PageClient, headers: dict[str, str]) -> None:
    browser.post(PAGE, {"note": "Planted", "csrf_token": "bad"}, headers=headers)
    assert kept() == []


def test_an_address_that_only_acts_leads_back_to_the_page_above_it(
    browser: PageClient, clock: Clock
) -> None:
    words = typed(browser)
    clock.shift(timedelta(minutes=16))
    assert browser.post("/keep", words).headers["Location"] == "/sign-in?next=/"


def test_words_nobody_came_back_for_go_after_twelve_hours(
    browser: PageClient, make: Maker, clock: Clock, client_for: Callable[[Account], PageClient]
) -> None:
    first = typed(browser, note="old")
    clock.shift(timedelta(minutes=16))
    browser.post(PAGE, first)
    clock.shift(timedelta(hours=12))
    other = client_for(make.account())
    second = typed(other, note="new")
    clock.shift(timedelta(minutes=16))
    other.post(PAGE, second)
    assert [fields["note"] for _path, fields in kept()] == [["new"]]


def test_the_timed_out_page_says_why(browser: PageClient, app: Flask, clock: Clock) -> None:
    clock.shift(timedelta(minutes=16))
    page = browser.get(f"/timed-out?next={PAGE}").text
    assert "not active for 15 minutes" in page
    assert f"/sign-in?next={PAGE}" in page
    assert "ended this sign-in" in PageClient(app).get(f"/timed-out?next={PAGE}").text


def test_the_timed_out_page_leads_a_live_sign_in_back_to_work(browser: PageClient) -> None:
    assert browser.get(f"/timed-out?next={PAGE}").headers["Location"] == PAGE


def test_keeping_words_just_before_the_end_does_not_put_it_off(
    browser: PageClient, clock: Clock
) -> None:
    words = typed(browser, note="Came in hungry again", return_to=PAGE)
    clock.shift(timedelta(minutes=14, seconds=50))
    assert browser.post("/keep", words).status_code == 204
    assert kept() == [(PAGE, {"note": ["Came in hungry again"]})]
    clock.shift(timedelta(seconds=10))
    assert browser.get("/sign-ins?poll=1").status_code == 401
