"""The way of a professional through the form: from the home page to a reference."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from playwright.sync_api import Locator, expect

from portal.demo.cases import DemoCase
from tests.journeys.person import Person
from tests.journeys.writing import Answers, fill, parts, section_of

Look = Callable[[str], None]
ADD = {"child": "Add a child", "unborn": "Add an unborn baby", "adult": "Add an adult"}


def no_look(_name: str) -> None:
    """A page that another journey looks at."""


def begin(person: Person, told: DemoCase, look: Look = no_look) -> None:
    """From home to the safety screen."""
    person.page.goto("/")
    look("home")
    is_short = told.route == "short"
    person.press("I have three minutes" if is_short else "Ask the hub for advice")
    person.on("safety")
    look("safety")
    fill(person, told.pages["safety"])
    person.press("Continue")


def write(person: Person, told: DemoCase, look: Look = no_look) -> None:
    """Every page between the safety screen and what has been seen."""
    person.on("you")
    _page(person, told.pages["you"], "you", look)
    _people(person, told, look)
    _statements(person, told, look)
    for child, daily in zip(_children(told), parts(told, "daily-life"), strict=True):
        person.on("daily-life/[0-9a-f-]+")
        expect(person.page.locator("h1")).to_contain_text(child["name"])
        _page(person, daily, "daily-life", look)
    for name in ("working-well", "tried"):
        person.on(name)
        _page(person, told.pages[name], name, look)
    person.on("seen")


def _page(person: Person, answers: Answers, name: str, look: Look) -> None:
    fill(person, answers)
    look(name)
    person.press("Continue")


def _children(told: DemoCase) -> list[Answers]:
    return [each for each in parts(told, "person") if each["kind"] != "adult"]


def _people(person: Person, told: DemoCase, look: Look) -> None:
    seen: list[str] = []
    for each in parts(told, "person"):
        kind = each["kind"]
        person.on("people")
        has_child = any(one != "adult" for one in seen)
        person.press("Add another child" if kind == "child" and has_child else ADD[kind])
        _page(person, each, f"person-{kind}", look)
        seen.append(kind)
    person.sees(*(each["name"] for each in parts(told, "person")))
    _page(person, told.pages["household"], "people", look)


def _statements(person: Person, told: DemoCase, look: Look) -> None:
    for number, each in enumerate(parts(told, "statement")):
        if number:
            person.press("Add something else that happened")
        person.on("statement/[0-9a-f-]+")
        _page(person, each, "statement", look)
        person.on("happened")
    look("happened")
    person.press("Continue")


def guidance(person: Person) -> Locator:
    """What stands beside the question."""
    return person.page.locator("#guidance")


def tick_everything(person: Person, told: DemoCase, *, but: tuple[str, ...] = ()) -> None:
    """Every indicator the case tells of, area by area, for the home and for each child."""
    tick(person, told.pages.get("seen", {}), but)
    names = {
        key.partition(":")[2]: each["name"]
        for key, each in told.pages.items()
        if key.startswith("person:") and each["kind"] != "adult"
    }
    for key, answers in told.pages.items():
        if key.startswith("seen:"):
            if len(names) > 1:
                person.follow(names[key.partition(":")[2]])
            tick(person, answers, but)


def tick(person: Person, answers: Answers, but: tuple[str, ...] = ()) -> None:
    """The answers of one `seen` page, by their areas."""
    ids = dict.fromkeys(name.rpartition(".")[0] for name in answers)
    for area in dict.fromkeys(section_of(each) for each in ids if each not in but):
        person.page.locator(f'#indicators a[href*="section={area}"]').first.click()
        for each in ids:
            if each not in but and section_of(each) == area:
                answer(person, each, answers)
        if not person.scripts:
            person.press("Save and update guidance")
        person.follow("Back to all areas")
        expect(person.page.locator(".portal-sections").first).to_be_visible()


def answer(person: Person, indicator_id: str, answers: Answers) -> None:
    """One indicator, with its pattern and impact where they are told."""
    box = person.page.locator(f"#i-{indicator_id}")
    for part in ("answer", "pattern", "impact"):
        value = answers.get(f"{indicator_id}.{part}")
        if value is None:
            continue
        control = box.locator(f'[name="{indicator_id}.{part}"]')
        with _saved(person):
            if part == "answer":
                control.and_(person.page.locator(f'[value="{value}"]')).check()
            else:
                control.select_option(value)


def _saved(person: Person) -> AbstractContextManager[Any]:
    """With scripts each answer is saved, and the guidance refreshed, by itself."""
    if not person.scripts:
        return nullcontext()
    return person.page.expect_response(
        lambda answer: answer.request.method == "POST" and "/seen" in answer.url
    )


def finish(person: Person, told: DemoCase, look: Look = no_look) -> None:
    """From one's own view to the check."""
    for name in ("view", "timing", "family", "question"):
        person.on(name)
        _page(person, told.pages[name], name, look)
    person.on("check")


def send(person: Person, look: Look = no_look) -> str:
    """Send what was checked; its reference."""
    look("check")
    person.press("Send to the hub")
    person.on("sent")
    look("sent")
    words = person.page.locator(".govuk-panel__body").inner_text()
    found = re.search(r"CN-\w{4}-\w{4}", words)
    assert found, words
    return found.group()
