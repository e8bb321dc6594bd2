"""The pages around the journeys: of every role, of refusals, of second thoughts."""

import uuid

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Arrive
from tests.journeys.person import Person
from tests.journeys.server import Portal
from tests.journeys.writing import CALM, fill

pytestmark = pytest.mark.browser


def test_pages_for_strangers(arrive: Arrive) -> None:
    stranger = arrive()
    stranger.page.goto("/sign-in")
    stranger.look("sign-in")
    stranger.press("Sign in", within=stranger.page.locator("main form").first)
    stranger.sees("There is a problem")
    stranger.look("sign-in-problem")
    for address in ("help", "timed-out"):
        stranger.page.goto(f"/{address}")
        stranger.look(address)


@pytest.mark.parametrize(
    "account", ["lead", "family.worker", "administrator", "manager", "cynghorydd"]
)
def test_home_of_every_role(arrive: Arrive, account: str) -> None:
    person = arrive(account)
    person.look(f"home-{account.replace('.', '-')}")
    expect(person.page.locator("h1")).to_have_count(1)


def test_an_account_and_a_page_that_is_not_there(arrive: Arrive) -> None:
    teacher = arrive("teacher")
    for address in ("sign-ins", "change-password"):
        teacher.page.goto(f"/{address}")
        teacher.look(address)
    teacher.page.goto(f"/contacts/{uuid.uuid4()}")
    teacher.at("Page not found")
    teacher.look("not-found")


def test_second_thoughts_on_a_draft(arrive: Arrive) -> None:
    nurse = arrive("youth.worker")
    nurse.page.goto("/consultations/start")
    nurse.look("start")
    nurse.press("Start")
    nurse.on("safety")
    fill(nurse, CALM)
    nurse.press("Continue")
    nurse.on("you")
    draft = nurse.page.url.removesuffix("/you")
    nurse.page.goto(f"{draft}/people")
    nurse.press("Add a child")
    fill(nurse, {"name": "Carys Vaughan", "age_kind": "date_of_birth", "born_day": "41"})
    nurse.press("Continue")
    nurse.sees("Enter a real date")
    nurse.look("problem")
    nurse.press("Continue")
    nurse.on("people")
    nurse.page.get_by_role("link", name="Take away Carys Vaughan").click()
    nurse.on("remove")
    nurse.look("take-away")
    nurse.press("Take away")
    nurse.sees("Taken away (1)")
    nurse.look("people-empty")
    nurse.page.goto(f"{draft}/check")
    nurse.look("check-empty")
    nurse.page.goto(f"{draft}/discard")
    nurse.look("discard")
    nurse.press("Delete the draft")
    nurse.sees("The draft is gone.")


def test_two_windows_on_one_page(arrive: Arrive) -> None:
    officer = arrive("police")
    officer.press("Ask the hub for advice")
    officer.on("safety")
    fill(officer, CALM)
    officer.press("Continue")
    officer.on("you")
    address = officer.page.url.replace("/you", "/tried")
    first, second = officer.page, officer.new_page()
    for page in (first, second):
        page.goto(address)
    first.locator("[name=tried]").fill("Two visits.")
    first.get_by_role("button", name="Continue").click()
    expect(first).not_to_have_url(address)
    officer.page = second
    fill(officer, {"tried": "Two visits and a call."})
    officer.press("Continue")
    officer.at("This page was also changed somewhere else")
    officer.sees("Two visits.", "Two visits and a call.")
    officer.look("conflict")
    officer.press("Keep what I typed here")
    officer.page.goto(address)
    expect(officer.page.locator("[name=tried]")).to_have_value("Two visits and a call.")


def test_what_is_typed_after_sending_is_there_to_be_added(arrive: Arrive) -> None:
    worker = arrive("youth.worker")
    worker.press("Ask the hub for advice")
    worker.on("safety")
    fill(worker, CALM)
    worker.press("Continue")
    worker.on("you")
    sending, late = worker.page, worker.new_page()
    late.goto(sending.url.replace("/you", "/tried"))
    late.locator("[name=tried]").fill("We also phoned his aunt.")
    sending.goto(sending.url.replace("/you", "/check"))
    worker.press("Send to the hub")
    worker.at("Sent to the hub")
    worker.page = late
    worker.press("Continue")
    worker.at("This consultation has already been sent")
    worker.sees("We also phoned his aunt.")
    worker.look("already-sent")
    worker.follow("Go to the consultation and add information")
    worker.press("Add information")
    worker.on("add-information")
    worker.look("add-more")


def test_the_second_reply_to_one_question_is_shown_and_not_sent(arrive: Arrive) -> None:
    worker = arrive("youth.worker")
    worker.page.get_by_role("link", name="Answer the hub's question on CN-").first.click()
    worker.press("Reply to the hub")
    worker.on("reply")
    first, second = worker.page, worker.new_page()
    second.goto(first.url)
    fill(worker, {"text": "She is at her aunt's."})
    worker.press("Send reply")
    worker.sees("Your reply has been sent to the hub.")
    worker.page = second
    fill(worker, {"text": "She is safe with her aunt."})
    worker.press("Send reply")
    worker.at("This has changed")
    worker.sees("She is safe with her aunt.")
    worker.look("too-late")


def test_an_adviser_who_knows_the_family_hands_it_on(arrive: Arrive) -> None:
    adviser = arrive("adviser")
    adviser.page.goto("/queue?tab=waiting")
    adviser.page.get_by_role("link", name="Take up CN-").last.click()
    adviser.at("Do you know this family?")
    adviser.press("Continue")
    adviser.sees("There is a problem")
    adviser.look("take-up-problem")
    adviser.page.get_by_label("Yes", exact=True).check()
    adviser.press("Continue")
    adviser.at("Thank you for saying so")
    adviser.look("set-aside")


def test_the_pages_of_the_queue(arrive: Arrive, portal: Portal) -> None:
    adviser, manager = arrive("adviser"), arrive("manager")
    adviser.page.goto("/queue?rag=amber")
    adviser.look("queue-filtered")
    adviser.page.get_by_label("Find by reference or name").fill("Wren")
    adviser.press("Find")
    adviser.on("find")
    adviser.look("found")
    _mine(adviser)
    for button, name in (
        ("Add information", "add-information"),
        ("Give back to the queue", "give-back"),
    ):
        contact = adviser.page.url
        adviser.press(button)
        adviser.on(name)
        adviser.look(name)
        adviser.page.goto(contact)
    manager.page.goto(adviser.page.url)
    manager.press("Give to another adviser")
    manager.on("reassign")
    manager.look("reassign")
    manager.press("Give to this adviser")
    manager.sees("There is a problem")
    manager.look("reassign-problem")


def test_the_second_to_take_up_is_told_who_was_first(arrive: Arrive) -> None:
    adviser, manager = arrive("adviser"), arrive("manager")
    adviser.page.goto("/queue?tab=waiting")
    adviser.page.get_by_role("link", name="Take up CN-").first.click()
    adviser.at("Do you know this family?")
    for person in (adviser, manager):
        person.page.goto(adviser.page.url)
        person.page.get_by_label("No", exact=True).check()
    manager.press("Continue")
    manager.sees("With an adviser")
    adviser.press("Continue")
    adviser.at("Someone else has this contact")
    adviser.sees("Grace Abara")
    adviser.look("already-taken")


def test_advice_that_is_not_finished_says_what_is_missing(arrive: Arrive) -> None:
    adviser = arrive("adviser")
    _mine(adviser)
    adviser.press("Write advice")
    adviser.press("Continue to preview")
    adviser.sees("There is a problem")
    adviser.look("advice-problem")


def _mine(adviser: Person) -> None:
    """A consultation that the adviser has taken up and that waits for nobody else."""
    adviser.page.goto("/")
    row = adviser.page.locator("main tr", has_text="Consultation: With an adviser").first
    row.get_by_role("link", name="CN-").click()
    adviser.sees("With Tomasz Zielinski")
