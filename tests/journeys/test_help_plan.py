"""At a kitchen table: a plan in the family's words, a team, a meeting, a step up, the end."""

import re

import pytest

from portal.web import uk_time, utc_now
from tests.journeys.conftest import Arrive
from tests.journeys.looking import PHONE
from tests.journeys.person import Person

pytestmark = pytest.mark.browser
GOAL = "We want mornings without shouting"
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


@pytest.mark.long
def test_a_family_worker_plans_meets_steps_up_and_ends(arrive: Arrive) -> None:
    worker = arrive("family.worker")
    address = begin(worker)
    plan(worker, address)
    gather(worker, address)
    meet(worker, address)
    worker.press("Step up to a referral")
    worker.on("safety")
    worker.sees("has been carried over")
    worker.page.goto(f"{address}/close")
    worker.sees("1 action is still open", "Walk to school together")
    worker.look("end-early-help")
    worker.page.get_by_label("Stepped up to a referral").check()
    worker.page.get_by_label("What has been achieved").fill(
        "Mornings are calmer. Refer for nights."
    )
    worker.page.get_by_label("What does the family say about it").fill("You listened to us.")
    worker.press("End early help", within=worker.page.locator("main form").last)
    worker.sees("Early help has ended.", "You listened to us.")
    worker.look("early-help-ended")


def test_the_plan_is_read_and_ticked_on_a_phone_without_scripts(arrive: Arrive) -> None:
    worker = arrive("family.worker", scripts=False, viewport=PHONE)
    address = begin(worker)
    plan(worker, address)
    worker.look("plan-phone")
    worker.page.get_by_role("button", name=re.compile("^Done")).click()
    worker.sees("1 of 1 action is done.")
    worker.page.goto(f"{address}/family/add")
    worker.page.get_by_label("Name", exact=True).fill(LONG)
    worker.press("Save")
    for page in ("family", "team"):  # one long word stays on the screen
        worker.page.goto(f"{address}/{page}")
        worker.sees(LONG)
        worker.look(f"{page}-long-name")
    worker.page.goto(f"{address}/assessments")
    worker.press("Start an assessment")
    worker.sees(f"What {LONG} says")
    worker.look("assessment-long-name")


def begin(worker: Person) -> str:
    worker.page.goto("/early-help/start")
    worker.page.get_by_label("Parenting and family relationships").check()
    day_of(worker)
    worker.press("Start early help")
    worker.at("Early help for this family")
    return worker.page.url


def day_of(worker: Person) -> None:
    today = uk_time(utc_now())
    for part, text in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        worker.page.get_by_label(part, exact=True).fill(str(text))


def plan(worker: Person, address: str) -> None:
    worker.page.goto(f"{address}/plan")
    worker.page.get_by_role("button", name="Add a goal").click()
    worker.page.get_by_label("What does the family want to be different?").fill(GOAL)
    worker.look("add-a-goal")
    worker.press("Save")
    worker.page.get_by_role("link", name="Add what will be done").click()
    worker.page.get_by_label("What will be done?").fill("Walk to school together")
    worker.page.get_by_label("Or somebody else").fill("Nan")
    worker.look("add-an-action")
    worker.press("Save")
    worker.sees(GOAL, "Walk to school together", "Nan", "things to think about")
    worker.look("plan")


def gather(worker: Person, address: str) -> None:
    worker.page.goto(f"{address}/team")
    worker.page.get_by_role("button", name="Add a practitioner").click()
    worker.page.get_by_label("Name", exact=True).fill("Bryn Ellis")
    worker.page.get_by_label("What they do").fill("School nurse")
    worker.press("Add to the team")
    worker.sees("Bryn Ellis", "Does not sign in here")
    worker.look("team")


def meet(worker: Person, address: str) -> None:
    worker.page.goto(f"{address}/meetings")
    worker.page.get_by_role("button", name="Plan a meeting").click()
    day_of(worker)
    worker.page.get_by_label("Time", exact=True).fill("3.30pm")
    worker.look("plan-a-meeting")
    worker.press("Save")
    worker.look("meetings")
    worker.page.get_by_role("link", name="First meeting").click()
    worker.look("meeting-to-write")
    worker.follow("Who came")
    worker.page.get_by_label("Came", exact=True).check()
    worker.look("who-came")
    for heading in ("How each action is going", "Where the family stands now", "What has changed"):
        worker.press("Save and go on")
        worker.at(heading)
        worker.look(heading.lower().replace(" ", "-"))
    worker.page.get_by_label("Are there new worries?").fill("He is back at night.")
    worker.press("Save and go on")
    worker.press("Save and go on")
    worker.page.get_by_label("Step up to a referral").check()
    worker.page.get_by_label("Why?").fill("He is not safe at night.")
    worker.press("Save")
    worker.page.get_by_role("button", name="Check and record the meeting").click()
    worker.look("record-the-meeting")
    worker.press("Record the meeting")
    worker.sees("The meeting is on the record", "He is not safe at night.")
    worker.look("meeting-recorded")
