"""Sessions: when they end, what ends them, and what an ended one leaves behind."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from portal.commands.accounts import deactivate
from portal.extensions import db
from portal.models import Account, AuditEvent, Membership
from portal.vocabulary import Role
from tests.makers import NOON, PASSWORD, Maker
from tests.page_client import PageClient

Clock = time_machine.Traveller
PAGE = "/change-password"  # a form that needs a sign-in; what is typed there is invented below


def is_in(client: PageClient) -> bool:
    """Whether the sign-in still opens a page; asking is no use of the portal."""
    return client.get("/sign-ins?poll=1").status_code == 200


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
    assert "&lt;" not in page  # no markup shown as words
