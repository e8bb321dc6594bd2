"""What the tests of disagreements share: the words of one, and one that is raised."""

import uuid
from datetime import UTC, datetime, timedelta

from portal.commands import disagreements
from portal.extensions import db
from portal.models import Account, Contact, Disagreement, DisagreementRound, OutboxMessage
from portal.vocabulary import Answer, DisagreementStage, LearningTheme
from tests.actors import actor_of
from tests.makers import NOON

RAISED = NOON + timedelta(hours=2)  # a Wednesday, 2pm
LATER = RAISED + timedelta(hours=1)
ONE_DAY = datetime(2026, 11, 19, 14, 0, tzinfo=UTC)  # 510 working minutes after Wednesday 2pm
STAGES = tuple(DisagreementStage)
CHALLENGE = {
    "at_risk_now": Answer.NO,
    "outcome_sought": "A visit this week.",
    "reason": "He is losing weight.",
}


def raised(contact: Contact, by: Account, at=RAISED, **changes) -> Disagreement:
    """A disagreement with the answer that stands."""
    return disagreements.disagree(contact, by=actor_of(by), at=at, **{**CHALLENGE, **changes})


def answered(
    made, contact, by, at=LATER, answer="The level stays: his weight is the same."
) -> Disagreement:
    return disagreements.respond(
        contact,
        by=actor_of(by),
        disagreement_id=made.id,
        stage=made.stage.value,
        answer=answer,
        at=at,
    )


def further(
    made, contact, by, at=LATER, stage="", why="Nobody has seen him.", **said
) -> Disagreement:
    return disagreements.take_further(
        contact,
        by=actor_of(by),
        disagreement_id=made.id,
        stage=stage or made.stage.value,
        why=why,
        at=at,
        **said,
    )


def end(made, contact, by, *, is_resolved=True, **changes) -> Disagreement:
    words = {"how": "A visit on Friday.", "theme": LearningTheme.REASONS, "theme_note": ""}
    return disagreements.end(
        contact,
        by=actor_of(by),
        disagreement_id=made.id,
        is_resolved=is_resolved,
        at=LATER,
        **{**words, **changes},
    )


def mails(kind: str) -> set[uuid.UUID]:
    return {mail.account_id for mail in db.session.query(OutboxMessage).filter_by(kind=kind)}


def rounds(made) -> list[DisagreementRound]:
    found = db.session.query(DisagreementRound).filter_by(disagreement_id=made.id)
    return sorted(found, key=lambda each: STAGES.index(each.stage))


def named(made, contact, by, account) -> Disagreement:
    return disagreements.name_responder(
        contact, by=actor_of(by), disagreement_id=made.id, account_id=account.id, at=LATER
    )
