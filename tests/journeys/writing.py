"""Typing what a worked case says into the pages of the form, as its writer would."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from playwright.sync_api import Locator, expect

from portal.demo.cases import CASES, DemoCase, case_of, plain_text
from portal.frameworks.loader import load_packaged
from portal.web import uk_time
from tests.journeys.person import Person

Answers = Mapping[str, Any]
CALM = {f"S{number}": "no" for number in range(1, 9)}  # nobody is in danger


@cache
def case(slug: str) -> DemoCase:
    """A worked case, begun today."""
    return case_of(slug, plain_text(CASES / f"{slug}.yaml"), uk_time(datetime.now(UTC)))


def parts(told: DemoCase, kind: str) -> list[Answers]:
    """What is said on the pages of one kind, in the order told."""
    return [answers for name, answers in told.pages.items() if name.startswith(f"{kind}:")]


def step(told: DemoCase, act: str) -> Answers:
    """The first step of what happened next that is this act."""
    return next(each for each in told.then if each["do"] == act)


@cache
def section_of(indicator_id: str) -> str:
    """The code of the section in which an indicator stands."""
    return load_packaged("default-gb").indicator[indicator_id].section


@cache
def words_of(indicator_id: str) -> str:
    """An indicator in English."""
    return load_packaged("default-gb").indicator[indicator_id].text["en"]


def fill(person: Person, answers: Answers) -> None:
    """Every answer of a page; one that the page does not ask for fails."""
    for name, value in answers.items():
        control = person.page.locator(f'main [name="{name}"]')
        for one in value if isinstance(value, list) else [value]:
            _answer(control, one)


def _answer(control: Locator, value: str) -> None:
    kind = control.first.get_attribute("type")
    if kind == "hidden":
        expect(control).to_have_value(value)
    elif kind in {"radio", "checkbox"}:
        choice = control.and_(control.page.locator(f'[value="{value}"]'))
        if not choice.is_checked():
            _open_details(choice)
            choice.check()
    elif control.first.evaluate("control => control.localName") == "select":
        control.select_option(value)
    else:
        control.fill(value)


def _open_details(choice: Locator) -> None:
    """A choice put away under its summary."""
    away = choice.locator("xpath=ancestor::details[not(@open)]")
    if away.count():
        away.locator("summary").click()
