"""Worked cases from a worry to an advice PDF: two people at once, each in their own browser."""

import pytest
from playwright.sync_api import expect

from portal.demo.cases import DemoCase
from tests.journeys import answering, asking
from tests.journeys.conftest import Arrive
from tests.journeys.looking import PHONE
from tests.journeys.person import Person
from tests.journeys.writing import case, fill, parts, step, words_of

pytestmark = pytest.mark.browser
AT_THE_DOOR = "his father is already on his way."
A_POLL = 16_000  # milliseconds: the queue asks every fifteen seconds


def test_a_teacher_asks_and_an_adviser_answers(arrive: Arrive) -> None:
    told = case("01-neglect-over-time")
    advice = step(told, "give_advice")
    teacher, adviser = arrive("teacher"), arrive("adviser")
    _watch_the_queue(adviser)

    asking.begin(teacher, told, teacher.look)
    asking.write(teacher, told, teacher.look)
    _search_as_you_type(teacher, told)
    asking.tick_everything(teacher, told, but=("CAR-20",))
    teacher.look("seen")
    teacher.press("Continue")
    asking.finish(teacher, told, teacher.look)
    reference = asking.send(teacher, teacher.look)
    copy = answering.download(teacher, "Download a copy of what you sent (PDF)")
    assert reference in str(copy.docinfo["/Title"])

    _hear_of(adviser, reference)
    answering.take_up(adviser, reference, adviser.look)
    answering.ask_for_more(adviser, step(told, "ask_for_more")["text"], adviser.look)
    answering.reply(teacher, reference, step(told, "reply")["text"], teacher.look)
    answering.find(adviser, reference)
    adviser.sees(step(told, "reply")["text"])
    answering.advise(adviser, advice, adviser.look)

    answering.read_advice(teacher, reference, advice, teacher.look)
    paper = answering.download(teacher, "Advice, version 1 (PDF)")
    assert reference in str(paper.docinfo["/Title"])
    teacher.press("I have read the advice")
    teacher.sees("You have acknowledged the advice.")
    teacher.look("acknowledged")
    answering.find(adviser, reference)
    adviser.sees("Acknowledged by the professional")


def test_a_health_visitor_without_scripts_phones_first(arrive: Arrive) -> None:
    told = case("02-bruise-on-a-young-baby")
    advice = step(told, "give_advice")
    visitor, adviser = arrive("health.visitor", scripts=False), arrive("adviser")

    asking.begin(visitor, told)
    visitor.at("Phone the hub now")
    visitor.look("danger-baby")
    visitor.follow("I have called. Go on with the form")
    asking.write(visitor, told)
    _search_by_button(visitor, told)
    asking.tick_everything(visitor, told, but=("PHY-30",))
    expect(asking.guidance(visitor)).to_contain_text(words_of("PHY-30"))
    visitor.press("Continue")
    asking.finish(visitor, told)
    reference = asking.send(visitor)

    adviser.page.goto("/queue")
    answering.take_up(adviser, reference)
    answering.advise(adviser, advice)

    answering.read_advice(visitor, reference, advice)
    answering.download(visitor, "Advice, version 1 (PDF)")
    visitor.follow("I disagree")
    challenge = {"at_risk_now": "yes", "outcome_sought": "He is seen before two."}
    fill(visitor, {**challenge, "reason": f"Sooner: {AT_THE_DOOR}"})
    visitor.press("Put it on the record")
    visitor.sees("The whole hub has been told", "The child may be in danger now")
    visitor.look("in-danger-now")

    answering.find(adviser, reference)
    adviser.sees(AT_THE_DOOR)
    adviser.look("disagreed")
    corrected = {**advice, "advice": "Do not wait for 2pm. Phone 999 if he drives off with him."}
    answering.correct(adviser, AT_THE_DOOR, corrected, adviser.look)
    answering.read_advice(visitor, reference, corrected)
    visitor.sees("Version 1, withdrawn")
    visitor.look("answer-corrected")
    answering.download(visitor, "Advice, version 2 (PDF)")


@pytest.mark.long
def test_police_hand_over_a_night_from_a_phone(arrive: Arrive) -> None:
    told = case("13-on-the-stairs")
    advice = step(told, "give_advice")
    officer = arrive("police", viewport=PHONE, has_touch=True, is_mobile=True)
    manager = arrive("manager")

    def look(name: str) -> None:
        officer.look(f"{name}-with-care")

    _watch_the_queue(manager)

    asking.begin(officer, told)
    officer.at("Call 999")
    officer.look("danger")
    officer.follow("I have called. Go on with the form")
    officer.sees("Take care who sees this screen.")
    asking.write(officer, told)
    asking.tick_everything(officer, told)
    officer.look("seen-two-children")
    officer.press("Continue")
    asking.finish(officer, told, look)
    reference = asking.send(officer, look)

    _hear_of(manager, reference)
    expect(manager.page).to_have_title("(1 new urgent) Queue – Safeguarding front door")
    manager.look("queue-urgent", whole=False)
    answering.take_up(manager, reference)
    manager.sees("Safe contact only", told.pages["family"]["must_not_be_told"])
    manager.look("contact-safe")
    answering.advise(manager, advice)
    answering.read_advice(officer, reference, advice, look)
    answering.download(officer, "Advice, version 1 (PDF)")
    officer.follow("I disagree")
    officer.on("disagree")
    officer.look("disagree")
    officer.press("Put it on the record")
    officer.sees("There is a problem")
    officer.look("disagree-problem")
    officer.follow("Back to the contact")
    officer.press("I have read the advice")
    officer.sees("You have acknowledged the advice.")


def test_a_gp_with_three_minutes_sends_the_short_form(arrive: Arrive) -> None:
    told = case("14-between-two-patients")
    gp = arrive("gp")
    asking.begin(gp, told)
    gp.on("short")
    (child,) = parts(told, "person")
    fill(gp, {name: child[name] for name in ("name", "age_kind", "age_years")})
    fill(gp, told.pages["short"] | told.pages["question"] | told.pages["you"])
    gp.look("short")
    gp.press("Continue")
    gp.on("check")
    gp.look("check-short")
    assert asking.send(gp).startswith("CN-")


def _watch_the_queue(adviser: Person) -> None:
    """The queue is open in a page whose clock can be turned, and a search is half typed."""
    adviser.page.clock.install()
    adviser.page.goto("/queue")
    adviser.page.evaluate("window.isSamePage = true")
    adviser.page.get_by_label("Find by reference or name").fill("Adder")


def _hear_of(adviser: Person, reference: str) -> None:
    """A new contact stands in the list: no new page, nothing typed lost, focus where it was."""
    adviser.page.clock.fast_forward(A_POLL)
    adviser.sees(reference)
    assert adviser.page.evaluate("window.isSamePage")
    expect(adviser.page.get_by_label("Find by reference or name")).to_have_value("Adder")
    expect(adviser.page.get_by_label("Find by reference or name")).to_be_focused()
    adviser.look("queue")


def _search_as_you_type(teacher: Person, told: DemoCase) -> None:
    """Everyday words find the indicator, and its answer moves the guidance beside it."""
    teacher.look("seen-areas")
    expect(asking.guidance(teacher)).not_to_contain_text("level 3")
    teacher.page.get_by_label("Search in your own words").press_sequentially("hungry")
    expect(teacher.page.locator("#i-CAR-20")).to_be_visible()
    (answers,) = parts(told, "seen")
    asking.answer(teacher, "CAR-20", answers)
    expect(asking.guidance(teacher)).to_contain_text("level 3")
    expect(asking.guidance(teacher)).to_contain_text(words_of("CAR-20"))
    expect(teacher.page.locator("#guidance-first")).to_contain_text("Consult Wessenshire MASH")
    teacher.look("seen-search")
    teacher.follow("Back to all areas")


def _search_by_button(visitor: Person, told: DemoCase) -> None:
    """The same without scripts: a button searches, a button saves."""
    visitor.page.get_by_label("Search in your own words").fill("bruise")
    visitor.press("Search")
    asking.answer(visitor, "PHY-30", parts(told, "seen")[0])
    visitor.press("Save and update guidance")
    expect(asking.guidance(visitor)).to_contain_text(words_of("PHY-30"))
    visitor.follow("Back to all areas")
