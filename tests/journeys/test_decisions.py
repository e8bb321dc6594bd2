"""A decision takes two: returned with a reason, proposed again, signed off, read at the school."""

import pytest

from tests.journeys.answering import SPOKEN, find
from tests.journeys.conftest import Arrive
from tests.journeys.person import Person
from tests.journeys.writing import fill

pytestmark = pytest.mark.browser
CHILD = "Fenella"  # her school referred her, and a proposal waits
WHY = "Say who keeps her safe until the meeting."
DECISION = {
    "level": "4",
    "outcome": "strategy_discussion",
    "need": "N1",
    "descriptors": ["EXP"],
    "reasons": "A grown man calls a girl of thirteen his girlfriend and gives her things.",
    "advice": "Do not speak to him. Her father has her until the police and we have met.",
    "still_missing": "Where she slept on Tuesday.",
    "would_raise_one": "She cannot be found tonight.",
    "would_raise_two": "She has a second phone.",
    "would_lower": "He is kept away by an order.",
    "safe_to_tell": "yes",
    "step_1_what": "Keep her at school until her father comes",
    "step_1_who": "Owen Marchbanks",
}


def test_a_decision_is_returned_proposed_again_signed_off_and_read(arrive: Arrive) -> None:
    manager, adviser, lead = arrive("manager"), arrive("adviser"), arrive("lead")
    reference = _open(manager)
    manager.press("Sign off the decision")
    manager.follow("Return it with a reason")
    fill(manager, {"reason": WHY})
    manager.press("Return it")
    manager.sees(WHY)

    find(adviser, reference)
    adviser.press("Propose a decision")
    adviser.at("Propose a decision")
    fill(adviser, DECISION)
    adviser.look("propose")
    adviser.press("Send for sign-off")
    adviser.sees("The decision waits for sign-off.")

    manager.page.reload()
    manager.press("Sign off the decision")
    manager.at("Sign off the decision")
    manager.sees(*(str(DECISION[name]) for name in SPOKEN))
    manager.look("sign-off")
    manager.press("Sign off and tell the referrer")
    manager.sees("The decision is signed off and the referrer has been told.")

    lead.page.goto("/")
    lead.follow(f"Read the decision on {reference}")
    lead.sees(*(str(DECISION[name]) for name in SPOKEN))
    lead.look("decision")


def _open(manager: Person) -> str:
    """From the queue's list of what waits for sign-off; its reference."""
    manager.page.goto("/queue?tab=to-sign-off")
    row = manager.page.get_by_role("row").filter(has_text=CHILD)
    reference = str(row.get_by_role("link").first.inner_text())
    row.get_by_role("link").first.click()
    return reference.split()[-1]
