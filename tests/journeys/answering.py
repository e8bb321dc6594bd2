"""The way of an adviser through the hub's side: take up, ask, advise; and what comes of it."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pikepdf
from playwright.sync_api import expect

from portal.web import uk_time
from tests.journeys.asking import Look, no_look
from tests.journeys.person import Person
from tests.journeys.writing import Answers, fill

SPOKEN = ("reasons", "advice", "still_missing", "would_raise_one", "would_raise_two", "would_lower")


def take_up(adviser: Person, reference: str, look: Look = no_look) -> None:
    """From the queue as it stands in the browser, knowing nobody of the family."""
    adviser.page.get_by_role("link", name=f"Take up {reference}").click()
    adviser.at("Do you know this family?")
    look("take-up")
    adviser.page.get_by_label("No", exact=True).check()
    adviser.press("Continue")
    adviser.sees("With an adviser", reference[-4:])
    look("contact")


def find(adviser: Person, reference: str) -> None:
    """By its reference, open or closed."""
    adviser.page.goto("/queue")
    adviser.page.get_by_label("Find by reference or name").fill(reference)
    adviser.press("Find")
    adviser.page.get_by_role("link", name=reference, exact=True).click()


def ask_for_more(adviser: Person, text: str, look: Look = no_look) -> None:
    """A question to the professional."""
    adviser.press("Ask for more information")
    fill(adviser, {"text": text})
    look("ask-for-more")
    adviser.press("Send question")
    adviser.sees("Your question has been sent.", text)


def reply(person: Person, reference: str, text: str, look: Look = no_look) -> None:
    """The professional's answer to it."""
    person.page.goto("/")
    look("home-question")
    person.follow(f"Answer the hub's question on {reference}")
    person.press("Reply to the hub")
    fill(person, {"text": text})
    look("reply")
    person.press("Send reply")
    person.sees("Your reply has been sent to the hub.", text)


def advise(adviser: Person, told: Answers, look: Look = no_look) -> None:
    """Write the advice, look at it as the professional will, send it."""
    adviser.press("Write advice")
    _write_and_send(adviser, told, look)


def correct(adviser: Person, why: str, told: Answers, look: Look = no_look) -> None:
    """Take the advice back, then write it anew over what it was."""
    adviser.press("Withdraw and correct the advice")
    fill(adviser, {"reason": why})
    look("withdraw")
    adviser.press("Withdraw the advice")
    adviser.sees("The advice is withdrawn and the professional has been told.")
    look("correct")
    _write_and_send(adviser, told, look)


def _write_and_send(adviser: Person, told: Answers, look: Look) -> None:
    adviser.at("Write advice")
    fill(adviser, _typed(told))
    for number, each in enumerate(told["next_steps"], start=1):
        if not adviser.page.locator(f"#step_{number}_what").count():
            adviser.press("Add another next step")
        fill(adviser, _step(number, each))
    look("advice")
    adviser.press("Continue to preview")
    adviser.at("Check the advice before you send it")
    adviser.sees(*(told[name] for name in SPOKEN))
    look("preview")
    adviser.press("Send the advice")
    adviser.sees("Your advice has been sent.")
    look("advised")


def _typed(told: Answers) -> dict[str, Any]:
    names = ("level", "outcome", "descriptors", *SPOKEN, "safe_to_tell", "safe_to_tell_why")
    return {name: told[name] for name in names}


def _step(number: int, told: Answers) -> dict[str, str]:
    by = uk_time(datetime.now(UTC)).date() + timedelta(days=int(told["in_days"]))
    typed = {"what": told["what"], "who": told["who"]}
    typed |= {f"by_{part}": str(getattr(by, part)) for part in ("day", "month", "year")}
    return {f"step_{number}_{name}": value for name, value in typed.items()}


def read_advice(person: Person, reference: str, told: Answers, look: Look = no_look) -> None:
    """The professional finds the answer waiting."""
    person.page.goto("/")
    look("home-advice")
    person.follow(f"Read the advice on {reference}")
    person.sees(*(told[name] for name in SPOKEN))
    person.sees(*(each["what"] for each in told["next_steps"]))
    look("answer")


def download(person: Person, words: str) -> pikepdf.Pdf:
    """A document by its link, opened: it is a PDF with pages and a title."""
    link = person.page.get_by_role("link", name=words, exact=True)
    expect(link).to_be_visible()
    answer = person.context.request.get(str(link.get_attribute("href")))
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    document = pikepdf.open(io.BytesIO(answer.body()))
    assert len(document.pages) > 0
    assert str(document.docinfo["/Title"]).strip()
    return document
