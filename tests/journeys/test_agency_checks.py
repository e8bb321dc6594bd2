"""What do you know? Asked of police and health, answered, and read by whom each of them allows."""

import pytest
from playwright.sync_api import expect

from tests.journeys import answering, asking
from tests.journeys.conftest import Arrive
from tests.journeys.looking import PHONE
from tests.journeys.person import Person
from tests.journeys.writing import CALM, case, fill

pytestmark = pytest.mark.browser
PURPOSE = "To find the child and to see whether help is needed."
FOR_TEAM = "One call in spring to a neighbour's party. Nothing about the child."
FOR_ALL = "They moved to the flats by the quay in August. Seen there last week, breathing well."
ASKED = {"purpose": PURPOSE, "question": "Where does the family live now?"}
RECORD = {"p1_source_day": "2", "p1_source_month": "11", "p1_source_year": "2026"}


def _sends_in_short(arrive: Arrive, child: str) -> tuple[Person, str]:
    """A practice sends a contact of its own for this journey."""
    gp, told = arrive("gp"), case("14-between-two-patients")
    gp.page.goto("/")
    gp.press("I have three minutes")
    fill(gp, CALM)
    gp.press("Continue")
    fill(gp, told.pages["short"] | told.pages["question"] | told.pages["you"])
    fill(gp, {"name": child, "age_kind": "estimate", "age_years": "4"})
    gp.press("Continue")
    return gp, asking.send(gp)


def test_police_and_health_answer_and_the_referrer_reads_what_is_released(arrive: Arrive) -> None:
    gp, reference = _sends_in_short(arrive, "Amara Quill")
    adviser = arrive("adviser")
    answering.find(adviser, reference)
    adviser.press("Take up")
    adviser.page.get_by_label("No", exact=True).check()
    adviser.press("Continue")
    contact = adviser.page.url
    _ask(adviser)

    for desk, words, may_share in (
        ("police.desk", FOR_TEAM, "decision_team"),
        ("health.desk", FOR_ALL, "referrer"),
    ):
        _answer(arrive(desk), reference, words, may_share)

    adviser.page.goto(contact)
    adviser.sees(FOR_TEAM, FOR_ALL, "Opened by Sgt Imogen Vance")
    adviser.look("contact-with-checks")
    title = str(
        answering.download(adviser, "Return of Wessenshire Police as a PDF").docinfo["/Title"]
    )
    assert title == f"Agency check return {reference}-2"

    gp.page.goto(contact)
    gp.sees(FOR_ALL, "Fenland Health Visiting")
    expect(gp.page.locator("main")).not_to_contain_text(FOR_TEAM)
    expect(gp.page.locator("main")).not_to_contain_text("Police")
    gp.look("contact-with-released-check")
    answering.download(gp, "Return of Fenland Health Visiting as a PDF")


def _ask(adviser: Person) -> None:
    adviser.follow("Ask agencies what they know")
    adviser.at("Ask agencies what they know")
    adviser.press("Ask")
    adviser.sees("Choose at least one agency to ask", "Choose who you ask about")
    adviser.look("ask-agencies-problem")
    adviser.page.goto(adviser.page.url)
    for name in ("Fenland Health Visiting", "Wessenshire Police", "Amara Quill"):
        adviser.page.get_by_label(name).check()
    fill(adviser, ASKED)
    adviser.look("ask-agencies")
    adviser.press("Ask")
    adviser.sees("The agencies have been asked.", "Not opened yet")


def _answer(desk: Person, reference: str, words: str, may_share: str) -> None:
    desk.look("home-agency")
    desk.page.get_by_role("link", name=reference).click()
    desk.sees("Amara Quill", PURPOSE, "Do not contact the family")
    desk.look("agency-question")
    desk.follow("I know this family")
    desk.at("Do you know this family outside your work?")
    desk.look("step-aside")
    desk.follow("No, go back to the question")
    expect(desk.page.locator("main")).not_to_contain_text("inhaler")
    desk.press("Answer")
    desk.press("Send the answer")
    desk.sees("Say whether this person is known to you")
    desk.look("agency-answer-problem")
    desk.page.goto(desk.page.url)
    fill(desk, {"p1_answer": "known", **RECORD, "p1_summary": words, "p1_may_share": may_share})
    desk.look("agency-answer")
    desk.press("Send the answer")
    desk.sees("Your answer has been sent to the hub.", words)
    desk.look("agency-answered")
    desk.follow("Back to the questions")
    desk.on("checks")
    desk.look("agency-questions")


def test_on_a_phone_without_scripts_housing_says_it_is_there_and_declines(arrive: Arrive) -> None:
    housing = arrive("housing.desk", scripts=False, viewport=PHONE)
    housing.page.get_by_role("link", name="Say that you are on duty").click()
    housing.press("I am on duty as the deputy")
    housing.sees("You are on duty.", "Curtis Amadi (deputy)")
    housing.look("duty-board-phone")
    manager = arrive("manager")
    manager.follow("On duty")
    manager.sees("Curtis Amadi (deputy)", "Bronagh Teale (deputy)")
    manager.look("duty-board")
    manager.follow("How agencies answer")
    manager.at("How agencies answer")
    manager.look("agency-returns")

    housing.page.goto("/checks")
    housing.page.locator("main").get_by_role("link", name="CN-").first.click()
    housing.press("Answer")
    why = "The tenancy is in dispute. Ring our legal team."
    fill(housing, {"p1_answer": "declined", "p1_declined_why": why})
    housing.press("Send the answer")
    housing.sees("Your answer has been sent to the hub.", why, "Declined to answer")
    housing.look("agency-declined-phone")
