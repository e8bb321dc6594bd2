"""After the answer: a teacher disagrees until it is resolved; a next step is said of in a click."""

import pytest
from playwright.sync_api import expect

from tests.journeys import answering
from tests.journeys.conftest import Arrive
from tests.journeys.looking import PHONE
from tests.journeys.person import Person

pytestmark = pytest.mark.browser
REASON = "Nobody has asked who stays with Ebony at night."


def test_a_disagreement_goes_from_stage_to_stage_until_it_is_resolved(arrive: Arrive) -> None:
    worker, adviser = arrive("family.worker"), arrive("adviser")
    manager = arrive("manager", viewport=PHONE)
    worker.page.get_by_role("link", name="Read the advice on").filter(has_text="CN-").first.click()
    worker.sees("Reasons")
    reference = _reference(worker)
    worker.follow("I disagree")
    worker.on("disagree")
    worker.look("say-you-disagree")
    worker.press("Put it on the record")
    worker.sees("There is a problem")
    worker.look("say-you-disagree-problem")
    worker.page.get_by_label("No", exact=True).check()
    worker.page.get_by_label("What do you want to happen?").fill("A talk with the neighbour.")
    worker.page.get_by_label("Why do you disagree?").fill(REASON)
    worker.press("Put it on the record")
    worker.sees("Your disagreement is on the record", REASON)
    worker.look("contact-with-disagreement")

    adviser.page.goto("/disagreements")
    adviser.sees("Disagreements", reference)
    adviser.look("disagreements")
    answering.find(adviser, reference)
    adviser.page.get_by_role("link", name="Read and answer it").click()
    adviser.sees(REASON)
    adviser.press("Answer it")
    adviser.page.get_by_label("Your answer and your reasons").fill("I leave it as it is.")
    adviser.look("answer-a-disagreement")
    adviser.press("Send the answer")
    adviser.sees("Your answer is sent.")
    adviser.look("disagreement")

    worker.page.goto("/")
    worker.follow(f"Read the answer to your disagreement on {reference}")
    worker.sees("I leave it as it is.")
    worker.press("Take it to the next stage")
    worker.page.get_by_label("Why is the answer not enough?").fill("Nobody has rung the neighbour.")
    worker.look("take-it-further")
    worker.press("Take it further")
    worker.sees("It has gone to the next stage", "Line managers or safeguarding leads")

    manager.page.goto("/disagreements")
    manager.look("disagreements-phone")
    manager.page.get_by_role("link", name=reference).click()
    manager.sees("Nobody has rung the neighbour.")
    manager.look("disagreement-phone")
    manager.press("Answer it")
    manager.page.get_by_label("Your answer and your reasons").fill("I rang her. She has a key.")
    manager.press("Send the answer")

    worker.page.reload()
    worker.press("It is resolved")
    worker.page.get_by_label("What was agreed, or what stays open").fill("The neighbour knocks.")
    worker.page.get_by_label("Something known was missing or not seen").check()
    worker.look("say-how-it-ended")
    worker.press("The disagreement is over")
    worker.sees("The disagreement is over. Thank you for saying so.", "The neighbour knocks.")
    manager.page.goto("/disagreements?show=ended")
    manager.sees(reference, "Something known was missing or not seen")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_next_step_is_said_of_with_one_click(arrive: Arrive, scripts: bool) -> None:
    account = "health.visitor" if scripts else "gp"
    person = arrive(account, scripts=scripts)
    person.sees("Next steps: what happened?")
    person.look("home-next-steps")
    asked = person.page.locator("form.portal-ask").first
    step = asked.get_attribute("id")
    asked.get_by_role("button", name="Done").first.click()
    person.sees("Thank you. Both sides can see what happened.")
    expect(person.page.locator(f"#{step}")).to_have_count(0)


def test_the_hub_reads_what_is_overdue_and_writes_a_note(arrive: Arrive) -> None:
    adviser = arrive("adviser")
    adviser.page.get_by_role("link", name="overdue").last.click()
    adviser.at("Next steps")
    adviser.look("next-steps")
    adviser.page.goto("/next-steps?show=mine")
    adviser.page.get_by_role("link", name="With a note").first.click()
    adviser.at("What became of this next step?")
    adviser.look("next-step")
    adviser.page.get_by_label("Could not be done").check()
    adviser.page.get_by_label("A short note, if it helps").fill("The service is closed this week.")
    adviser.press("Save")
    adviser.sees("Thank you. Both sides can see what happened.", "The service is closed this week.")
    adviser.look("contact-with-steps")


def _reference(person: Person) -> str:
    """The reference in the heading of the contact page."""
    return str(person.page.locator(".govuk-caption-l").inner_text()).rpartition(" ")[2]
