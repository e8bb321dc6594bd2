"""Early help at a browser: written by two, planned, reviewed, stepped up, ended, and copied."""

import io
from datetime import UTC, datetime

import pikepdf
import pypdf
import pytest
from playwright.sync_api import expect

from portal.web import uk_time
from tests.journeys.conftest import Arrive
from tests.journeys.looking import PHONE
from tests.journeys.person import Person
from tests.journeys.writing import CALM, fill

pytestmark = pytest.mark.browser
LARKFIELD, PETTIGREW, TRELAWNEY = "EH-8HV7-9KF3", "EH-957Q-WR75", "EH-84T7-87FP"
OVERVIEW = "Early help for this family"
OWENS = "He hides it with jokes when he is behind in fractions."
PRIYAS = "He asked for the fractions himself on Monday."
OF_THE_OTHER_PARENT = ("Imogen", "Bulrush", "Wessenmouth", "960186", "Safe Steps", "Marlowe")


def test_from_the_advice_two_people_write_one_assessment(arrive: Arrive) -> None:
    owen, priya = arrive("lead"), arrive("teacher")
    _start(owen)
    _agrees(owen)
    owen.follow("Team")
    owen.press("Add a practitioner")
    fill(owen, {"email": "teacher@demo.example", "sees": "everything", "can_write": "yes"})
    owen.press("Add to the team")
    owen.sees("They are on the team now.", "Priya Nair")
    owen.look("help-team")
    owen.follow("Assessment")
    owen.press("Start an assessment")
    owen.sees("Being written", "Not started")
    owen.follow("Is anyone in danger?")
    fill(owen, CALM)
    owen.look("help-danger")
    owen.press("Save and see all pages")

    priya.page.goto("/early-help")
    priya.page.locator("main").get_by_role("link", name="Rowan").first.click()
    priya.at(OVERVIEW)
    priya.follow("Assessment")
    priya.follow("Assessment 1")
    priya.follow("What Rowan Tickner says")
    fill(priya, {"heard": "yes", "words": "I could walk by myself."})
    priya.look("help-voice")
    owen.follow("Health")
    fill(owen, {"score": "6", "evidence": "He sleeps and eats well."})
    owen.press("Save and see all pages")
    priya.press("Save and see all pages")
    priya.sees("6 of 10")
    _both_on_one_page(owen, priya)
    _complete(owen)


def _start(owen: Person) -> None:
    row = owen.page.get_by_role("row").filter(has_text="Rowan")
    row.get_by_role("link", name="CN-").first.click()
    owen.sees("The hub's advice")
    owen.press("Start early help")
    owen.at("Start early help")
    fill(owen, {"reason": "mental_health", "reason_note": "Calmer mornings."})
    fill(owen, _on("started_on"))
    owen.look("help-start")
    owen.press("Start early help")
    owen.at(OVERVIEW)
    owen.follow("Family")
    owen.sees("Alison Tickner", "some mornings", "In nobody's copy")
    owen.look("help-family")


def _agrees(owen: Person) -> None:
    owen.follow("Overview")
    owen.follow("Record what Alison Tickner says")
    owen.at("What does Alison Tickner say?")
    when = _on("given_on")
    fill(owen, {"is_given": "yes", "given_by": "Alison Tickner", "how": "spoken", **when})
    owen.look("help-agreement")
    owen.press("Save")
    owen.sees("What they said is on the record.")


def _both_on_one_page(owen: Person, priya: Person) -> None:
    """Both texts are shown, and both can stay."""
    for person in (owen, priya):
        person.follow("Learning and attendance")
        person.at("Learning and attendance")
    fill(owen, {"evidence": OWENS})
    owen.press("Save and see all pages")
    expect(owen.page.locator("#status-domain-learning")).to_have_text("Written")
    fill(priya, {"score": "5", "evidence": PRIYAS})
    priya.press("Save and see all pages")
    priya.at("Somebody else wrote on this page too")
    priya.sees(OWENS, PRIYAS, "Owen Marchbanks")
    priya.look("help-two-versions")
    priya.press("Put together as chosen")
    priya.sees("Saved. Read the page once more before you go on.")
    expect(priya.page.locator("[name=evidence]")).to_have_value(f"{OWENS}\n\n{PRIYAS}")


def _complete(owen: Person) -> None:
    owen.page.reload()
    owen.look("help-assessment")
    owen.follow("Level of need")
    fill(owen, {"level": "3", "reason": "School support alone has not changed it."})
    owen.look("help-level")
    owen.press("Save and see all pages")
    owen.page.locator("main a[href$='/check']").first.click()
    owen.at("Check the assessment")
    owen.look("help-check")
    owen.press("Complete the assessment")
    owen.sees("The assessment is completed.", PRIYAS)
    owen.look("help-completed")


def test_a_plan_is_met_about_stepped_up_and_ended(arrive: Arrive) -> None:
    worker = arrive("family.worker")
    worker.page.goto("/early-help")
    worker.at("My families")
    worker.look("my-families")
    worker.follow(f"Assessment {PETTIGREW}")
    worker.follow("See how far the family has come")
    worker.at("How far the family has come")
    worker.sees("Up 4")
    worker.look("help-distance")
    _plan(worker)
    _meet(worker)
    _who_sees_less_is_told_so(arrive("teacher"))
    _step_up_and_end(worker)
    _hub_sees(arrive("manager"))


def _plan(worker: Person) -> None:
    worker.page.goto("/early-help")
    worker.follow(f"Plan {LARKFIELD}")
    worker.at("The plan")
    worker.look("help-plan")
    worker.press("Add a goal")
    fill(
        worker, {"goal": "We sing in the car again.", "whose_words": "Posy", "domain": "wellbeing"}
    )
    worker.look("help-goal")
    worker.press("Save")
    worker.sees("We sing in the car again.", "In the words of Posy.")
    goal = worker.page.locator("main a[href$='/add']", has_text="We sing in the car again.")
    goal.click()
    fill(worker, {"what": "Find the tape with the songs", "who": "Davey"})
    worker.look("help-action")
    worker.press("Save")
    worker.sees("Find the tape with the songs")


def _meet(worker: Person) -> None:
    worker.follow("Meetings")
    worker.page.get_by_role("link", name="First meeting").first.click()
    worker.look("help-meeting")
    worker.follow("Where the family stands now")
    fill(worker, {"agreed_with": "Everybody", "score:money": "4", "evidence:money": "One number."})
    worker.look("help-scores")
    worker.press("Save and go back to the meeting")
    worker.follow("What happens next")
    fill(worker, {"outcome": "step_up", "why": "A date for court has come."})
    worker.look("help-decision")
    worker.press("Save and go back to the meeting")
    worker.press("Check and record the meeting")
    worker.sees("A date for court has come.")
    worker.look("help-record")
    worker.press("Record the meeting")
    worker.sees("The meeting is on the record.", "Step up to a referral")
    worker.look("help-recorded")


def _who_sees_less_is_told_so(teacher: Person) -> None:
    teacher.page.goto("/early-help")
    teacher.page.locator("main").get_by_role("link", name="Posy").first.click()
    teacher.look("own-actions")


def _step_up_and_end(worker: Person) -> None:
    worker.press("Step up to a referral")
    worker.on("safety")
    worker.sees("What early help knows has been carried over.")
    worker.look("help-stepped-up")
    worker.page.goto("/early-help")
    worker.page.locator("main").get_by_role("link", name="Posy").first.click()
    worker.at(OVERVIEW)
    worker.look("early-help")
    worker.page.locator("main a[href$='/close']").first.click()
    worker.at("End early help")
    worker.press("End early help")
    worker.sees("There is a problem")
    words = "You stayed until the letters had a place."
    fill(worker, {"reason": "step_up", "end_note": "Social care leads.", "family_words": words})
    worker.look("help-end")
    worker.press("End early help")
    worker.sees("Early help has ended.", words)
    worker.look("help-ended")


def _hub_sees(manager: Person) -> None:
    manager.page.goto("/early-help/all")
    manager.at("Early help")
    manager.look("help-list")
    for words, reference in (("Overdue", TRELAWNEY), ("Ended", LARKFIELD)):
        manager.follow(words)
        manager.sees(reference)


def test_a_copy_for_one_parent_of_two(arrive: Arrive) -> None:
    worker, manager = arrive("family.worker"), arrive("manager")
    worker.page.goto("/early-help")
    worker.follow(f"Papers and copies {TRELAWNEY}")
    worker.at("Papers and copies")
    worker.look("help-papers")
    worker.press("Make a copy for somebody")
    worker.page.get_by_label("Rufus Hawksworth").check()
    worker.page.get_by_label("Early help review").check()
    fill(worker, {"variant": "standard", "locale": "en"})
    worker.look("help-copy-choose")
    worker.press("Look through it")
    worker.at("Look through this copy")
    worker.sees("Words to look at", "A letter tells both homes about Kit's week.")
    worker.look("help-copy-hits")
    worker.page.get_by_role("link", name="Say what may stay, and why").first.click()
    fill(worker, {"why": "The letter goes to him too."})
    worker.look("help-copy-clear")
    worker.press("It may stay")
    worker.sees("May stay, says Leanne Pryce-Dodd")
    while (left := worker.page.get_by_role("link", name="Say what may stay, and why")).count():
        left.first.click()
        for box in worker.page.locator("[name=stays][type=checkbox]").all():
            box.check()
        fill(worker, {"why": "He knows this."})
        worker.press("It may stay")
    worker.press("I have read all of it: make the copy")
    worker.sees("Waits for a second person")
    copy = worker.page.url

    manager.page.goto("/early-help/copies-to-approve")
    manager.look("help-copies-waiting")
    manager.page.goto(copy)
    manager.sees("A letter tells both homes", "May this be given to them?")
    manager.look("help-copy-second")
    manager.press("I have read all of it: it may be given")
    manager.sees("The copy may be given.")

    worker.page.reload()
    worker.sees("Approved, not given yet")
    worker.look("help-copy-approved")
    _holds_nothing_of_the_other(worker)
    worker.press("I have given it to them")
    when = _on("given_on")
    fill(worker, {**when, "how": "In his hand, at our office"})
    worker.look("help-copy-give")
    worker.press("Save")
    worker.sees("It is on the record that the copy was given.")


def _holds_nothing_of_the_other(worker: Person) -> None:
    """Neither its words, nor what it is called, nor the data it carries."""
    link = worker.page.get_by_role("button", name="Download to print (PDF)")
    answer = worker.context.request.get(str(link.get_attribute("href")))
    assert answer.status == 200
    body = answer.body()
    said = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)
    with pikepdf.open(io.BytesIO(body)) as document:
        files = [each.get_file().read_bytes().decode() for each in document.attachments.values()]
        known = str(dict(document.docinfo))
    assert "A letter tells both homes" in " ".join(said.split()) and files
    everything = " ".join((said, *files, known, answer.headers["content-disposition"]))
    assert not [word for word in OF_THE_OTHER_PARENT if word in everything]


def test_at_a_kitchen_table_without_scripts(arrive: Arrive) -> None:
    worker = arrive("family.worker", scripts=False, viewport=PHONE)
    worker.page.goto("/early-help")
    worker.at("My families")
    worker.look("my-families")
    worker.follow(f"Plan {TRELAWNEY}")
    worker.at("The plan")
    worker.look("help-plan")
    cards = worker.page.locator("button[value=under_way]", has_text="Choose one of Kit's")
    cards.click()
    worker.at("The plan")
    expect(cards).to_have_count(0)
    worker.sees("Under way")


def _on(field: str) -> dict[str, str]:
    """Today in the three boxes of a date."""
    today = uk_time(datetime.now(UTC)).date()
    return {f"{field}_{part}": str(getattr(today, part)) for part in ("day", "month", "year")}
