"""Two people write one assessment at once, on a phone and at a desk, and it is completed."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Arrive
from tests.journeys.looking import PHONE
from tests.journeys.person import Person

pytestmark = pytest.mark.browser


def start(worker: Person) -> str:
    """Early help for one child, with the health visitor on the team; the address of the episode."""
    page = worker.page
    page.goto("/early-help/start")
    page.get_by_label("Parenting and family relationships").check()
    for name, value in (("Day", "2"), ("Month", "11"), ("Year", "2026")):
        page.get_by_label(name, exact=True).fill(value)
    worker.press("Start early help")
    worker.sees("Nobody is on the record of the family yet.")
    base = page.url.removeprefix(worker.portal.url)
    worker.follow("Add the family")
    worker.press("Add a child")
    page.get_by_label("Name", exact=True).fill("Ottilie Brack")
    worker.press("Save")
    page.goto(f"{base}/team")
    worker.press("Add a practitioner")
    page.get_by_label("Work email").fill("health.visitor@demo.example")
    page.get_by_label("Everything", exact=True).check()
    page.get_by_label("Yes, they write with me on what they may see").check()
    worker.press("Add to the team")
    worker.sees("Maureen Tilsley")
    return base


@pytest.mark.long
def test_an_assessment_is_written_by_two_people_at_once(arrive: Arrive) -> None:
    worker, visitor = arrive("family.worker"), arrive("health.visitor", viewport=PHONE)
    base = start(worker)
    worker.page.goto(f"{base}/agreement/without")
    worker.page.get_by_label("Public task", exact=True).check()
    worker.page.locator("[name=why]").fill(
        "Her mother is asked on Friday; the nurse sees her today."
    )
    worker.look("share-without-agreement")
    worker.press("Let the team read")
    worker.page.goto(f"{base}/assessments")
    worker.look("assessments")
    worker.press("Start an assessment")
    worker.at("Assessment 1 Being written")
    worker.look("assessment-pages")
    draft = worker.page.url
    worker.follow("Is anyone in danger?")
    for number in range(1, 9):
        worker.page.locator(f"[name=S{number}][value=no]").check()
    worker.look("assessment-danger")
    worker.press("Save and continue")
    worker.at("Who took part")
    worker.look("assessment-who")

    worker.page.goto(f"{draft}/analysis")
    visitor.page.goto(f"{draft}/analysis")
    worker.page.get_by_label("What are we worried about?").fill("Ottilie is tired in lessons.")
    expect(worker.page.locator("#saved")).to_contain_text("Saved at")
    visitor.page.get_by_label("What are we worried about?").fill("She has lost weight.")
    expect(visitor.page.locator("#saved")).to_contain_text("Leanne Pryce-Dodd saved this page")
    visitor.press("Save and continue")
    visitor.sees("Ottilie is tired in lessons.", "She has lost weight.")
    visitor.look("assessment-two-versions")
    visitor.press("Put together as chosen")
    both = "Ottilie is tired in lessons.\n\nShe has lost weight."
    expect(visitor.page.get_by_label("What are we worried about?")).to_have_value(both)
    visitor.look("assessment-analysis")

    visitor.page.goto(f"{draft}/domains/health")
    visitor.page.get_by_label("4", exact=True).check()
    visitor.page.get_by_label("What does it rest on?").fill("Weighed on Tuesday.")
    visitor.look("assessment-domain")
    visitor.press("Save and see all pages")
    visitor.sees("4 of 10", "Maureen Tilsley")
    worker.page.goto(f"{draft}/check")
    worker.press("Complete the assessment")
    worker.sees("There is a problem")
    worker.look("assessment-check-problem")
    worker.follow("Write what at least one child or parent said, or why nobody could be heard")
    worker.at("What Ottilie Brack says")
    worker.page.get_by_label("What did they say, in their own words?").fill("Can Nan come?")
    worker.look("assessment-voice")
    worker.press("Save and continue")
    worker.page.goto(f"{draft}/level")
    worker.page.get_by_label(re.compile("^2")).check()
    worker.look("assessment-level")
    worker.press("Save and continue")
    worker.at("Check the assessment")
    worker.look("assessment-check")
    worker.press("Complete the assessment")
    worker.sees("The assessment is completed.", "Can Nan come?")
    worker.look("assessment")
    worker.page.goto(f"{base}/assessments/distance")
    worker.sees("Health", "First number")
    worker.look("distance-travelled")


@pytest.mark.long
def test_an_assessment_is_written_without_scripts(arrive: Arrive) -> None:
    worker = arrive("family.worker", scripts=False, viewport=PHONE)
    base = start(worker)
    worker.page.goto(f"{base}/assessments")
    worker.press("Start an assessment")
    worker.follow("Home and housing")
    worker.page.get_by_label("6", exact=True).check()
    worker.page.get_by_label("Who else agreed on it?").fill("Nan")
    worker.page.keyboard.press("Enter")
    worker.at("Money and work")
    worker.look("assessment-domain")
    worker.follow("Back")
    expect(worker.page.get_by_label("Who else agreed on it?")).to_have_value("Nan")
