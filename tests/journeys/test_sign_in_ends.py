"""How a sign-in ends in the browser: politely, in every tab, and with nothing typed lost."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.conftest import Arrive
from tests.journeys.person import Person
from tests.journeys.server import Portal

pytestmark = pytest.mark.browser
MINUTE = 60_000  # milliseconds
REASON = "I taught the eldest child; she said “it's fine” and I cannot judge it."


def _warning(page: Page) -> Locator:
    return page.get_by_role("dialog", name="You will be signed out soon")


def _giving_back(adviser: Person) -> Locator:
    """At the form for giving a contact back, which does not save itself."""
    adviser.page.goto("/")
    rows = adviser.page.locator("main table tr").filter(has_not_text="Advice sent")
    contact = rows.locator("a").first.get_attribute("href")
    adviser.page.goto(f"{contact}/give-back")
    field = adviser.page.locator("[name=reason]")
    field.fill("")  # another journey may have left words here
    return field


@pytest.fixture
def adviser(arrive: Arrive) -> Person:
    """With a sign-in of their own, since it ends here."""
    person = arrive("adviser", afresh=True)
    person.context.clock.install()
    return person


def test_words_in_a_form_that_does_not_save_itself_come_back(
    adviser: Person, portal: Portal
) -> None:
    _giving_back(adviser).press_sequentially(REASON)
    page = adviser.page.url
    adviser.page.clock.fast_forward(13 * MINUTE + 500)
    expect(_warning(adviser.page)).to_be_visible()
    with adviser.page.expect_response("**/keep") as kept:
        adviser.page.clock.fast_forward(2 * MINUTE - 10_000)
    assert kept.value.status == 204
    portal.let_sign_in_age("adviser", minutes=20)
    adviser.page.clock.fast_forward(15_000)
    adviser.at("You are signed out")
    adviser.sees("not active for 15 minutes", "What you typed is kept.")
    adviser.look("timed-out")
    adviser.press("Sign in again")
    adviser.give_password("adviser@demo.example")
    expect(adviser.page).to_have_url(page)
    adviser.sees("What you typed is back on this page")
    expect(adviser.page.locator("[name=reason]")).to_have_value(REASON)


def test_escape_stays_signed_in_and_goes_back_to_the_word_being_typed(adviser: Person) -> None:
    field = _giving_back(adviser)
    field.press_sequentially("Half a sen")
    title = adviser.page.title()
    adviser.page.clock.fast_forward(13 * MINUTE + 500)
    warning = _warning(adviser.page)
    expect(warning.get_by_role("button", name="Stay signed in")).to_be_focused()
    expect(warning.locator("[data-voice]")).to_have_text("2 minutes left")
    assert "You will be signed out soon" in adviser.page.title()
    for _ in range(4):
        adviser.page.keyboard.press("Tab")
        focused = (
            "document.activeElement.closest('dialog') || document.activeElement === document.body"
        )
        assert adviser.page.evaluate(f"Boolean({focused})")
    adviser.page.keyboard.press("Escape")
    expect(warning).to_be_hidden()
    expect(field).to_be_focused()
    assert adviser.page.title() == title
    adviser.page.keyboard.type("tence")
    expect(field).to_have_value("Half a sentence")


def test_real_use_in_one_tab_ends_the_warning_in_another(adviser: Person) -> None:
    adviser.page.goto("/")
    other = adviser.new_page()
    other.goto("/sign-ins")
    adviser.context.clock.fast_forward(13 * MINUTE + 500)
    expect(_warning(adviser.page)).to_be_visible()
    expect(_warning(other)).to_be_visible()
    _warning(other).get_by_role("button", name="Stay signed in").click()
    expect(_warning(adviser.page)).to_be_hidden()


def test_typing_alone_is_use_enough(adviser: Person) -> None:
    field = _giving_back(adviser)
    for word in ("one ", "two ", "three ", "four "):
        adviser.page.clock.fast_forward(6 * MINUTE)
        with adviser.page.expect_response("**/stay"):
            field.press_sequentially(word)
    expect(_warning(adviser.page)).to_be_hidden()


def test_signing_out_in_one_tab_closes_what_another_shows(arrive: Arrive) -> None:
    lead = arrive("lead", afresh=True)
    other = lead.new_page()
    other.goto("/sign-ins")
    other.get_by_role("button", name="Sign out", exact=True).first.click()
    expect(other.locator("h1")).to_have_text("Sign in")
    lead.at("You are signed out")


def test_choosing_a_language_keeps_the_page_and_its_words(adviser: Person) -> None:
    _giving_back(adviser).press_sequentially(REASON)
    page = adviser.page.url
    adviser.press("Cymraeg")
    expect(adviser.page.locator("html")).to_have_attribute("lang", "cy")
    expect(adviser.page).to_have_url(page)
    expect(adviser.page.locator("[name=reason]")).to_have_value(REASON)
    adviser.press("English")
    expect(adviser.page.locator("html")).to_have_attribute("lang", "en")


def test_a_saving_that_does_not_arrive_is_said_and_saved_later(arrive: Arrive) -> None:
    worker = arrive("family.worker")
    worker.context.clock.install()
    worker.page.goto("/")
    worker.press("I have three minutes")
    worker.on("safety")
    address = re.compile(r"/consultations/[^/]+/safety$")
    worker.page.route(address, lambda route: _lose(route))
    worker.page.locator("[name=S1][value=no]").check()
    worker.page.clock.fast_forward(11_000)
    trouble = worker.page.locator("#portal-trouble")
    expect(trouble).to_be_visible()
    expect(trouble).to_contain_text("what you typed is still here")
    worker.page.unroute(address)
    worker.page.clock.fast_forward(11_000)
    expect(trouble).to_be_hidden()
    worker.problems[:] = [each for each in worker.problems if "htmx:error" not in each]


def _lose(route: Route) -> None:
    if route.request.method == "POST":
        route.abort()
    else:
        route.continue_()


def test_a_password_can_be_shown_and_pasted(arrive: Arrive) -> None:
    stranger = arrive()
    stranger.page.goto("/sign-in")
    field = stranger.page.locator("#password")
    stranger.page.get_by_role("button", name="Show password").click()
    expect(field).to_have_attribute("type", "text")
    field.focus()
    stranger.page.evaluate(
        "document.activeElement.dispatchEvent(new ClipboardEvent('paste', {cancelable: true}))"
        " || (() => { throw new Error('pasting was stopped') })()"
    )
    stranger.page.get_by_role("button", name="Hide password").click()
    expect(field).to_have_attribute("type", "password")
