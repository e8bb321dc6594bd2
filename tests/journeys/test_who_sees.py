"""Pages that keep people safe: who may see what, risk, secrets, corrections, roles, warnings."""

import re

import pytest

from tests.journeys.conftest import Arrive
from tests.journeys.person import Person

pytestmark = pytest.mark.browser


def open_family(person: Person, name: str) -> str:
    """The page of one family in this person's list; its address."""
    person.page.goto("/early-help")
    return open_named(person, name)


def open_named(person: Person, name: str) -> str:
    link = person.page.locator("main h3 a", has_text=re.compile(name)).first
    person.page.goto(link.get_attribute("href") or "")
    return person.page.url.split("#")[0]


def first_link(person: Person, ending: str) -> str:
    found = person.page.locator(f"main a[href$='{ending}']").first
    return found.get_attribute("href") or ""


def test_the_lead_chooses_who_sees_what_and_keeps_secrets(arrive: Arrive) -> None:
    worker = arrive("family.worker", scripts=False)
    base = open_family(worker, "Kit")
    for page, name in (
        ("/team", "team-sees"),
        ("/agreement/without", "share-without-agreement"),
        ("/know-this-family", "know-this-family"),
    ):
        worker.page.goto(f"{base}{page}")
        worker.look(name)
    worker.page.goto(f"{base}/team")
    worker.page.goto(first_link(worker, "/sees"))
    worker.look("member-sees")
    worker.page.goto(f"{base}/family")
    worker.page.goto(first_link(worker, "/risk"))
    worker.look("lower-risk")
    worker.page.goto(f"{base}/family")
    worker.page.goto(first_link(worker, "/address"))
    worker.look("open-address")
    worker.page.locator("[name=reason]").fill("To send her the letter of the court.")
    worker.press("Show this address")
    worker.sees("Do not copy it to where others can read it.")
    worker.look("address-opened")


def test_who_sees_little_is_told_so(arrive: Arrive) -> None:
    doctor = arrive("gp")
    doctor.page.goto("/early-help")
    doctor.look("my-families-little")


def test_a_record_is_corrected_and_the_one_before_stays(arrive: Arrive) -> None:
    worker = arrive("family.worker", scripts=False)
    base = open_family(worker, "Mabli")
    worker.page.goto(f"{base}/meetings")
    worker.page.locator("main a[href*='/meetings/']").last.click()
    meeting = worker.page.url
    worker.look("meeting-recorded")
    for part in ("day", "came", "actions", "scores", "changes", "decision"):
        worker.page.goto(f"{meeting}/correct/{part}")
        worker.look(f"correct-{part}")


def test_one_role_at_a_time(arrive: Arrive) -> None:
    person = arrive()
    person.page.goto("/sign-in")
    person.give_password("two.roles@demo.example")
    person.at("Which role are you working in now?")
    person.look("roles")
    person.page.get_by_label("MASH adviser, Wessenshire MASH").check()
    person.press("Continue")
    person.sees("You are now working as: MASH adviser, Wessenshire MASH")
    person.page.goto("/queue")
    person.at("Queue")


def test_a_warning_is_added_after_sending(arrive: Arrive) -> None:
    doctor = arrive("gp")
    doctor.page.goto("/")
    link = doctor.page.locator("main a[href^='/contacts/']").first.get_attribute("href") or ""
    contact = "/".join(link.split("?")[0].split("/")[:3])
    doctor.page.goto(f"{contact}/warnings")
    doctor.look("add-warning")
