"""Sessions: when they end, what ends them, and what an ended one leaves behind."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from portal.commands.accounts import deactivate
from portal.extensions import db
from portal.models import Account, AuditEvent, KeptWords, Membership, SignIn
from portal.vocabulary import Role
from tests.makers import NOON, PASSWORD, Maker
from tests.page_client import PageClient

Clock = time_machine.Traveller
PAGE = "/change-password"  # a form that needs a sign-in; what is typed there is invented below


@pytest.fixture
def clock() -> Iterator[Clock]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def teacher(clock: Clock, make: Maker) -> Account:
    return make.account()


@pytest.fixture
def browser(teacher: Account, client_for: Callable[[Account], PageClient]) -> PageClient:
    return client_for(teacher)


def is_in(client: PageClient) -> bool:
    """Whether the sign-in still opens a page; asking is no use of the portal."""
    return client.get("/sign-ins?poll=1").status_code == 200


def typed(client: PageClient, **words: str) -> dict[str, str]:
    """A form's real token with words typed into it."""
    page = client.http.get(PAGE).text
    return {"csrf_token": page.split('name="csrf_token" value="')[1].split('"')[0], **words}


def kept() -> list[tuple[str, dict[str, list[str]]]]:
    return [(row.path, row.fields) for row in db.session.query(KeptWords).all()]


def test_fifteen_minutes_without_use_end_it(browser: PageClient, clock: Clock) -> None:
    clock.shift(timedelta(minutes=14, seconds=59))
    assert is_in(browser)
    clock.shift(timedelta(seconds=1))
    assert not is_in(browser)


def test_use_puts_the_end_off(browser: PageClient, clock: Clock) -> None:
    for _ in range(5):
        clock.shift(timedelta(minutes=14))
        assert browser.get("/").status_code == 200
    clock.shift(timedelta(minutes=14))
    assert is_in(browser)


@pytest.mark.parametrize("how", ["header", "parameter", "timed-out page"])
def test_what_a_page_asks_by_itself_never_puts_the_end_off(
    browser: PageClient, clock: Clock, how: str
) -> None:
    for _ in range(14):
        clock.shift(timedelta(minutes=1))
        if how == "header":
            browser.get("/", headers={"HX-Poll": "true"})
        else:
            browser.get("/?poll=1" if how == "parameter" else "/timed-out")
    clock.shift(timedelta(minutes=1))
    assert not is_in(browser)


def test_keeping_words_just_before_the_end_does_not_put_it_off(
    browser: PageClient, clock: Clock
) -> None:
    words = typed(browser, note="Came in hungry again", return_to=PAGE)
    clock.shift(timedelta(minutes=14, seconds=50))
    assert browser.post("/keep", words).status_code == 204
    assert kept() == [(PAGE, {"note": ["Came in hungry again"]})]
    clock.shift(timedelta(seconds=10))
    assert not is_in(browser)


def test_ten_hours_end_it_however_busy(browser: PageClient, clock: Clock) -> None:
    for _ in range(59):
        clock.shift(timedelta(minutes=10))
        assert browser.get("/stay").status_code == 204
    clock.shift(timedelta(minutes=9, seconds=59))
    assert is_in(browser)
    clock.shift(timedelta(seconds=1))
    assert browser.get("/stay").status_code == 303


def test_the_page_knows_how_long_is_left(browser: PageClient, clock: Clock) -> None:
    assert 'data-left="900"' in browser.get("/").text
    clock.shift(timedelta(minutes=13))
    assert browser.get("/?poll=1").headers["Portal-Seconds-Left"] == "120"
    assert browser.get("/stay").headers["Portal-Seconds-Left"] == "900"


def test_near_ten_hours_what_is_left_is_what_is_left_of_them(
    browser: PageClient, clock: Clock
) -> None:
    for _ in range(59):
        clock.shift(timedelta(minutes=10))
        browser.get("/stay")
    assert browser.get("/stay").headers["Portal-Seconds-Left"] == "600"


def test_ending_everywhere_is_felt_on_the_next_request_of_every_device(
    teacher: Account, client_for: Callable[[Account], PageClient]
) -> None:
    devices = [client_for(teacher) for _ in range(3)]
    assert devices[0].post_form("/sign-ins").status_code == 303
    assert not any(is_in(device) for device in devices)
    assert "signed out on every device" in devices[0].get("/sign-in").text


def test_a_new_password_ends_every_other_sign_in_and_renews_this_one(
    teacher: Account, app: Flask, client_for: Callable[[Account], PageClient]
) -> None:
    here, there = client_for(teacher), client_for(teacher)
    stolen = here.http.get_cookie("portal")
    new = "wicker-otter-thimble"
    answer = here.post_form(PAGE, password=PASSWORD, new_password=new)
    assert answer.status_code == 303
    assert is_in(here)
    assert not is_in(there)
    assert stolen
    thief = PageClient(app)
    thief.http.set_cookie("portal", stolen.value)
    assert not is_in(thief)
    assert PageClient(app).sign_in(teacher.email, PASSWORD).status_code == 422
    assert PageClient(app).sign_in(teacher.email, new).status_code == 303
    assert db.session.query(AuditEvent).filter_by(action="change_password").count() == 1


@pytest.mark.parametrize(
    ("new", "says"),
    [
        ("short", "at least 12 characters"),
        ("Safeguarding2026!", "Others could guess this password"),
        ("AlderLanePrimary", "Others could guess this password"),
    ],
)
def test_an_easy_new_password_is_refused(browser: PageClient, new: str, says: str) -> None:
    answer = browser.post_form(PAGE, password=PASSWORD, new_password=new)
    assert answer.status_code == 422
    assert says in answer.text
    assert new not in answer.text


def test_the_present_password_is_asked_and_guesses_at_it_are_limited(
    browser: PageClient, teacher: Account, app: Flask
) -> None:
    for _ in range(10):
        answer = browser.post_form(PAGE, password="wrong", new_password="wicker-otter-thimble")
        assert "Check the password you use now" in answer.text
    answer = browser.post_form(PAGE, password=PASSWORD, new_password="wicker-otter-thimble")
    assert answer.status_code == 422
    assert PageClient(app).sign_in(teacher.email).status_code == 303


def test_a_stopped_account_is_refused_on_its_next_request(
    browser: PageClient, teacher: Account
) -> None:
    deactivate(teacher.id, at=NOON)
    assert not is_in(browser)


def test_a_role_taken_away_is_refused_on_the_next_request(
    browser: PageClient, teacher: Account
) -> None:
    db.session.query(Membership).filter_by(account_id=teacher.id).update({"is_active": False})
    db.session.commit()
    assert not is_in(browser)


def test_a_demo_account_is_refused_where_no_demo_may_be(
    app: Flask, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = make.account(is_demo=True)
    client = PageClient(app)
    client.sign_in(demo.email)
    assert is_in(client)
    monkeypatch.setitem(app.config, "DEMO_ALLOWED", False)
    assert not is_in(client)
    assert PageClient(app).sign_in(demo.email).status_code == 422
    assert "Demo accounts" not in PageClient(app).get("/sign-in").text


def test_the_sign_in_page_offers_the_demo_accounts_where_a_demo_is_loaded(
    app: Flask, make: Maker, anonymous: PageClient
) -> None:
    make.account(name="A real person")
    assert "Demo accounts" not in anonymous.get("/sign-in").text
    make.account(Role.MASH_ADVISER, is_demo=True, name="Invented Adviser")
    page = anonymous.get("/sign-in").text
    assert "Invented Adviser" in page
    assert app.config["DEMO_PASSWORD"] in page
    assert "A real person" not in page


# --- What was typed when the sign-in ran out. ---


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
