"""Nothing typed is lost, nothing is sent twice: closed browsers, ended sign-ins, double clicks."""

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Arrive
from tests.journeys.person import Person
from tests.journeys.server import Portal
from tests.journeys.writing import CALM, fill

pytestmark = pytest.mark.browser
WORDS = "We tried breakfast club, the gate and two letters; she said “it's fine”."
TEN_SECONDS, THIRTEEN_MINUTES = 10_500, 13 * 60_000  # milliseconds, the first with a margin


def _at_tried(person: Person) -> Locator:
    """A new draft, at the page of what has been tried."""
    person.press("Ask the hub for advice")
    person.on("safety")
    fill(person, CALM)
    person.press("Continue")
    person.on("you")
    person.page.goto(person.page.url.replace("/you", "/tried"))
    return person.page.locator("[name=tried]")


def test_a_page_saves_itself_and_goes_on_another_device(arrive: Arrive) -> None:
    at_school = arrive("lead")
    at_school.page.clock.install()
    _at_tried(at_school).press_sequentially(WORDS)
    at_school.page.clock.fast_forward(TEN_SECONDS)
    at_school.sees("Saved at")
    draft = at_school.page.url
    at_school.page.close()

    at_home = arrive("lead", scripts=False, afresh=True)
    at_home.page.locator("a", has_text="the draft saved").first.click()
    expect(at_home.page).to_have_url(draft)
    expect(at_home.page.locator("[name=tried]")).to_have_value(WORDS)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_expired_sign_in_brings_back_the_page_and_its_words(
    arrive: Arrive, portal: Portal, scripts: bool
) -> None:
    officer = arrive("police", scripts=scripts, afresh=True)
    _at_tried(officer).fill(WORDS)
    page = officer.page.url
    portal.let_sign_in_age("police", minutes=20)
    officer.press("Continue")
    officer.at("Sign in")
    officer.sees("What you typed is kept.")
    officer.give_password("police@demo.example")
    expect(officer.page).to_have_url(page)
    expect(officer.page.locator("[name=tried]")).to_have_value(WORDS)


def test_a_page_older_than_the_sign_in_brings_back_its_words(arrive: Arrive) -> None:
    nurse = arrive("health.visitor", scripts=False, afresh=True)
    _at_tried(nurse).fill(WORDS)
    old, page = nurse.page, nurse.page.url
    nurse.page = nurse.new_page()
    nurse.page.goto("/")
    nurse.press("Sign out")
    nurse.at("Sign in")
    nurse.give_password("health.visitor@demo.example")
    nurse.at("Are you worried about a child or an adult?")
    nurse.page = old
    nurse.press("Continue")
    expect(nurse.page).to_have_url(page)
    nurse.sees("What you typed is back on this page")
    expect(nurse.page.locator("[name=tried]")).to_have_value(WORDS)


def test_a_warning_before_the_end_keeps_what_is_typed(arrive: Arrive) -> None:
    worker = arrive("family.worker")
    worker.page.clock.install()
    field = _at_tried(worker)
    field.press_sequentially(WORDS)
    worker.page.clock.fast_forward(TEN_SECONDS)
    worker.sees("Saved at")
    worker.page.clock.fast_forward(THIRTEEN_MINUTES)
    warning = worker.page.get_by_role("dialog", name="You will be signed out soon")
    expect(warning).to_be_visible()
    expect(warning).to_contain_text("1:")
    worker.look("session-warning", whole=False)
    warning.get_by_role("button", name="Stay signed in").click()
    expect(warning).to_be_hidden()
    expect(field).to_have_value(WORDS)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_double_click_sends_one_contact(arrive: Arrive, portal: Portal, scripts: bool) -> None:
    gp = arrive("gp", scripts=scripts)
    before = portal.sent_by("gp")
    gp.press("I have three minutes")
    gp.on("safety")
    fill(gp, CALM)
    gp.press("Continue")
    fill(gp, {"what_happened": WORDS})
    gp.press("Continue")
    gp.on("check")
    gp.page.get_by_role("button", name="Send to the hub").dblclick()
    gp.on("sent")
    reference = gp.page.locator(".govuk-panel__body strong").inner_text()
    gp.page.reload()
    expect(gp.page.locator(".govuk-panel__body strong")).to_have_text(reference)
    assert portal.sent_by("gp") == before + 1


def test_a_double_click_starts_one_draft(arrive: Arrive) -> None:
    gp = arrive("gp")
    drafts = gp.page.locator("a", has_text="the draft saved")
    before = drafts.count()
    gp.page.get_by_role("button", name="Ask the hub for advice").dblclick()
    gp.on("safety")
    gp.page.goto("/")
    expect(drafts).to_have_count(before + 1)


def test_advice_half_written_is_there_again(arrive: Arrive) -> None:
    manager = arrive("manager")
    manager.page.clock.install()
    manager.page.goto("/")
    rows = manager.page.get_by_role("row").filter(has_not_text="Advice sent")
    taken_up = rows.filter(has_text="Consultation:")
    taken_up.get_by_role("link", name="CN-").first.click()
    manager.press("Write advice")
    manager.page.locator("[name=advice]").press_sequentially(WORDS)
    manager.page.clock.fast_forward(TEN_SECONDS)
    manager.sees("Saved at")
    page = manager.page.url
    manager.page.close()

    later = arrive("manager", scripts=False)
    later.page.goto(page)
    expect(later.page.locator("[name=advice]")).to_have_value(WORDS)
