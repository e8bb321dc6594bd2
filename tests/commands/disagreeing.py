"""What the tests of disagreements share: the words of one, and one that is raised."""

from datetime import timedelta

from portal.commands import disagreements
from portal.models import Account, Contact, Disagreement
from portal.vocabulary import Answer
from tests.actors import actor_of
from tests.makers import NOON

RAISED = NOON + timedelta(hours=2)  # a Wednesday, 2pm
CHALLENGE = {
    "at_risk_now": Answer.NO,
    "outcome_sought": "A visit this week.",
    "reason": "He is losing weight.",
}


def raised(contact: Contact, by: Account, at=RAISED, **changes) -> Disagreement:
    """A disagreement with the answer that stands."""
    return disagreements.disagree(contact, by=actor_of(by), at=at, **{**CHALLENGE, **changes})
