"""Contacts that the hub has answered, for what comes after an answer."""

from datetime import datetime, timedelta

from portal.commands import advice, decisions
from portal.models import Account, Advice, Contact, ThresholdDecision
from portal.queries.decisions import heard
from tests.actors import actor_of
from tests.commands.test_advice import WORDS as ADVICE
from tests.commands.test_decisions import WORDS as DECISION
from tests.makers import NOON

ANSWERED = NOON + timedelta(hours=1)


def advised(contact: Contact, adviser: Account, at: datetime = ANSWERED, **changes) -> Advice:
    """Advice given an hour after noon."""
    return advice.give_advice(contact, adviser=actor_of(adviser), at=at, **{**ADVICE, **changes})


def decided(
    referral: Contact, adviser: Account, manager: Account, at: datetime = ANSWERED, **changes
) -> ThresholdDecision:
    """A decision proposed and signed off an hour after noon."""
    words = {**DECISION, **changes}
    made = decisions.propose(referral, adviser=actor_of(adviser), at=at, **words)
    seen = {"version": made.version, "heard": heard(referral)}
    return decisions.sign_off(referral, by=actor_of(manager), at=at, **seen)
