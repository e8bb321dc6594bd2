"""From advice to a referral: carried over, marked on a body map, kept secret, read by the hub."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import answering, asking
from tests.journeys.conftest import Arrive
from tests.journeys.looking import PHONE
from tests.journeys.person import Person
from tests.journeys.writing import CALM, fill

pytestmark = pytest.mark.browser
SECRET = "11 Ferry Lane, top bell"
HARM = {
    "source": "Nobody means him harm. His father cannot go on alone.",
    "access": "no",
    "visit_risk": "no",
}
DETAILS = {
    "view": "He pulls his father's hand to the picture of the bed.",
    "parental_responsibility": "Karim and Nadia Rahmani",
    "sex": "m",
    "disabilities": ["COMM", "LD"],
    "gp": "Mill Road Surgery",
}


def test_advice_to_refer_becomes_a_referral_that_the_hub_reads(arrive: Arrive) -> None:
    lead, manager = arrive("lead"), arrive("manager")
    lead.page.get_by_role("row").filter(has_text="Zayd").get_by_role("link").click()
    lead.sees("The hub's advice")
    lead.press("Refer now")
    lead.on("safety")
    lead.sees("Everything you wrote has been carried over.")
    base = lead.page.url.removesuffix("/safety")
    fill(lead, CALM)  # asked anew: that nobody was in danger was true of another day
    lead.press("Continue")

    _point_at_the_figure(lead, base)
    _say_the_rest(lead, base)
    _keep_an_address_secret(lead, base)
    lead.page.goto(f"{base}/check")
    lead.sees("I love him and I cannot do one more night", "Chin or jaw", SECRET)
    lead.look("check-referral")
    reference = asking.send(lead)

    answering.find(manager, reference)
    manager.press("Take up")
    manager.page.get_by_label("No", exact=True).check()
    manager.press("Continue")
    manager.sees("Carried over", "Chin or jaw", "A small graze", "Respite this week")
    expect(manager.page.locator("main")).not_to_contain_text(SECRET)
    manager.look("referral")
    _open_the_address(manager)
    _withhold_it(manager)
    printed = answering.download(manager, "What was sent, hub copy (PDF)")
    assert str(printed.docinfo["/Title"]) == f"Copy of a referral {reference}"
    manager.press("Handle as a consultation")
    manager.on("convert-back")
    manager.look("convert-back")


def _point_at_the_figure(lead: Person, base: str) -> None:
    """A click makes a mark where it was made; the words follow, and may be chosen instead."""
    lead.page.goto(f"{base}/injuries")
    zayd = lead.page.locator("[data-marks]").first
    figure = zayd.locator('svg[data-side="front"]')
    box = figure.bounding_box()
    assert box is not None
    figure.click(position={"x": box["width"] * 0.5, "y": box["height"] * 0.185})
    lead.on("injury/[0-9a-f-]+")
    expect(lead.page.locator("#place")).to_have_value("chin")
    lead.page.locator("#place").select_option("knee-left")
    mark = lead.page.locator('svg[data-side="front"] g[data-point] circle')
    expect(mark).to_have_attribute("cx", "120")
    box = lead.page.locator('svg[data-side="front"]').bounding_box()
    assert box is not None
    lead.page.locator('svg[data-side="front"]').click(
        position={"x": box["width"] * 0.5, "y": box["height"] * 0.185}
    )
    expect(lead.page.locator("#place")).to_have_value("chin")
    fill(lead, {"description": "A small graze, dry", "colour": "Red", "measured": "1 cm"})
    lead.look("injury")
    lead.press("Continue")
    lead.on("injuries")
    lead.sees("1. Chin or jaw", "A small graze, dry")
    lead.look("injuries")


def _say_the_rest(lead: Person, base: str) -> None:
    lead.page.goto(f"{base}/harm")
    fill(lead, HARM)
    lead.look("harm")
    lead.press("Continue")
    lead.page.goto(f"{base}/family")
    lead.look("family-of-a-referral")
    for _ in range(2):
        lead.press("Continue")  # the basis, said again, then who they are
    lead.on("identity/[0-9a-f-]+|addresses|family")
    lead.page.goto(f"{base}/people")
    child = lead.page.get_by_role("link", name=re.compile("^Change Zayd")).get_attribute("href")
    assert child is not None
    lead.page.goto(child.replace("/person/", "/identity/"))
    fill(lead, DETAILS)
    lead.look("identity")
    lead.press("Continue")
    lead.page.goto(f"{base}/professionals")
    lead.look("professionals")
    lead.page.goto(f"{base}/request")
    fill(lead, {"wanted": "Respite this week, and somebody who stays with it.", "need": "N2"})
    lead.look("request")
    lead.press("Continue")


def _keep_an_address_secret(lead: Person, base: str) -> None:
    lead.page.goto(f"{base}/addresses")
    lead.press("Add an address")
    fill(lead, {"text": SECRET, "confidential": "yes", "confidential_why": "Her brother."})
    lead.look("address")
    lead.press("Continue")
    lead.on("addresses")
    lead.look("addresses")


def _open_the_address(manager: Person) -> None:
    manager.follow("Open the secret address")
    fill(manager, {"reason": "To arrange the two nights."})
    manager.look("secret-address")
    manager.press("Open the secret address")
    manager.sees(SECRET)
    manager.look("secret-address-open")
    manager.follow("Back to the contact")


def _withhold_it(manager: Person) -> None:
    manager.follow("Record a decision to share, or not to")
    words = {"what": "Where his aunt lives", "with_whom": "Her brother", "why": "She is afraid."}
    day = {"review_on_day": "1", "review_on_month": "3", "review_on_year": "2027"}
    fill(manager, {"decision": "not_share", **words, **day})
    manager.look("record-sharing")
    manager.press("Put it on the record")
    manager.sees("The decision is on the record.", "Where his aunt lives")
    manager.follow("Sharing")
    manager.sees("Where his aunt lives", "Not shared")
    manager.look("share-register")
    manager.page.go_back()


def test_a_referral_is_made_on_a_phone_without_scripts(arrive: Arrive) -> None:
    teacher = arrive("teacher", scripts=False, viewport=PHONE)
    teacher.press("Refer to the hub")
    teacher.on("safety")
    fill(teacher, CALM)
    teacher.press("Continue")
    base = teacher.page.url.removesuffix("/you")
    teacher.page.goto(f"{base}/people")
    teacher.press("Add a child")
    fill(teacher, {"name": "Robin Pellow", "age_kind": "estimate", "age_years": "9"})
    teacher.press("Continue")
    teacher.page.goto(f"{base}/injuries")
    teacher.page.get_by_label("Where on the body?").select_option("forearm-right")
    teacher.press("Add a mark Robin Pellow")
    teacher.on("injury/[0-9a-f-]+")
    fill(teacher, {"description": "Three small round marks in a row"})
    teacher.press("Continue")
    teacher.sees("1. Forearm, their right", "Three small round marks")
    teacher.look("injuries-phone")
    teacher.page.goto(f"{base}/check")
    assert asking.send(teacher).startswith("CN-")
    teacher.follow("See what you sent, or add information")
    teacher.sees("Forearm, their right")
