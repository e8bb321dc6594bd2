"""From home to a reference with the keyboard alone."""

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Arrive
from tests.journeys.person import Person
from tests.journeys.writing import words_of

pytestmark = pytest.mark.browser
MOST_STOPS = 150  # on one page; one that cannot be reached fails the journey


def tab_to(person: Person, target: Locator) -> None:
    """Press Tab until the target has the focus, and see that the focus shows."""
    for _ in range(MOST_STOPS):
        if target.evaluate("each => each === document.activeElement"):
            return
        person.page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {target} on {person.page.url}")


def press(person: Person, name: str) -> None:
    """A button or a link that looks like one."""
    tab_to(person, person.page.locator("main").get_by_role("button", name=name, exact=True).first)
    person.page.keyboard.press("Enter")


def choose(person: Person, name: str, value: str) -> None:
    """A radio: Tab to its group, then arrows."""
    group = person.page.locator(f'[name="{name}"]')
    wanted = group.and_(person.page.locator(f'[value="{value}"]'))
    checked = group.and_(person.page.locator(":checked"))
    tab_to(person, checked if checked.count() else group.first)
    person.page.keyboard.press("Space")
    for _ in range(group.count()):
        if wanted.is_checked():
            return
        person.page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows never reached {name}={value}")


def write(person: Person, name: str, words: str) -> None:
    """A field."""
    tab_to(person, person.page.locator(f'[name="{name}"]'))
    person.page.keyboard.type(words)


def test_the_whole_form_without_a_mouse(arrive: Arrive) -> None:
    worker = arrive("family.worker")
    press(worker, "Ask the hub for advice")
    worker.on("safety")
    for number in range(1, 9):
        choose(worker, f"S{number}", "no")
    press(worker, "Continue")
    worker.on("you")
    choose(worker, "lead_aware", "yes")
    write(worker, "lead_name", "Sunita Vaz")
    press(worker, "Continue")
    worker.on("people")
    press(worker, "Add a child")
    write(worker, "name", "Robin Oakes")
    choose(worker, "age_kind", "estimate")
    write(worker, "age_years", "6")
    press(worker, "Continue")
    worker.on("people")
    press(worker, "Continue")
    worker.on("statement/[0-9a-f-]+")
    write(worker, "what", "Robin was alone in the flat when I knocked at six.")
    press(worker, "Continue")
    for place in ("happened", "daily-life/[0-9a-f-]+", "working-well", "tried"):
        worker.on(place)
        press(worker, "Continue")
    _search_and_tick(worker)
    for place in ("view", "timing", "family"):
        worker.on(place)
        press(worker, "Continue")
    worker.on("question")
    write(worker, "question", "Is this early help?")
    press(worker, "Continue")
    worker.on("check")
    press(worker, "Send to the hub")
    worker.at("Sent to the hub")


def _search_and_tick(worker: Person) -> None:
    """Search as one types, choose with arrows; the focus stays where it was."""
    worker.on("seen")
    write(worker, "q", "left alone")
    expect(worker.page.locator("#i-SAF-20")).to_be_visible()
    choose(worker, "SAF-20.answer", "suspected")
    expect(worker.page.locator("#guidance")).to_contain_text(words_of("SAF-20"))
    expect(worker.page.locator('[name="SAF-20.answer"][value=suspected]')).to_be_focused()
    press(worker, "Continue")
