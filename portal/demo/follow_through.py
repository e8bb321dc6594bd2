"""What happens in a worked case after the hub's answer: decisions, disagreements, next steps."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from portal.commands import decisions, disagreements, next_steps, opening
from portal.extensions import db
from portal.models import Contact, Disagreement, NextStep
from portal.queries.decisions import heard, highest_version
from portal.queries.decisions import unread_decision as unread
from portal.rules.answers import TEXTS, Step
from portal.rules.permissions import Actor
from portal.vocabulary import (
    Answer,
    HelpOffered,
    LearningTheme,
    OutcomeOfDecision,
    StepOutcome,
    StepSide,
)

Told = Mapping[str, Any]


def step_of(told: Told, at: datetime) -> Step:
    """A next step as the file tells it: what, who, in how many days, and who is asked."""
    by_on = at.date() + timedelta(days=int(told["in_days"])) if told.get("in_days") else None
    asked = StepSide(told["asked"]) if told.get("asked") else None
    return Step(told["what"], told["who"], by_on, asked)


def _propose(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    decisions.propose(
        contact,
        adviser=by,
        at=at,
        level=int(told["level"]),
        outcome=OutcomeOfDecision(told["outcome"]),
        descriptors=told["descriptors"],
        next_steps=[step_of(each, at) for each in told["next_steps"]],
        safe_to_tell=Answer(told["safe_to_tell"]),
        need=told.get("need") or contact.need_code or "",
        help_offered=HelpOffered(offered) if (offered := told.get("help_offered")) else None,
        **{name: told.get(name, "") for name in TEXTS},
    )


def _sign_off(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    seen = {"version": highest_version(contact), "heard": heard(contact)}
    decisions.sign_off(contact, by=by, at=at, **seen)


def _read_second(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    seen = {"version": highest_version(contact), "heard": heard(contact)}
    decisions.read_second(contact, by=by, words=told["words"], at=at, **seen)


def _return_proposal(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    version, reason = highest_version(contact), told["reason"]
    decisions.return_proposal(contact, by=by, version=version, reason=reason, at=at)


def _overturn(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    version, reason = highest_version(contact), told["reason"]
    decisions.overturn(contact, by=by, version=version, reason=reason, at=at)


def acknowledge_decision(contact: Contact, by: Actor, at: datetime) -> None:
    """The referrer opens the decision and says that they have read it."""
    decision_id = unread(contact)
    if decision_id is not None:
        opening.mark_decision_read(contact.id, decision_id, by=by, at=at)
        db.session.refresh(contact)
    decisions.acknowledge_decision(contact, by=by, at=at)


def _disagree(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    disagreements.disagree(
        contact,
        by=by,
        at_risk_now=Answer(told["at_risk_now"]),
        outcome_sought=told["outcome_sought"],
        reason=told["reason"],
        at=at,
    )


def _latest(contact: Contact) -> Disagreement:
    raised = db.session.query(Disagreement).filter_by(contact_id=contact.id)
    return raised.order_by(Disagreement.raised_at.desc()).limit(1).one()


def _answer(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    made, answer = _latest(contact), told["answer"]
    words = {"stage": made.stage.value, "answer": answer}
    disagreements.respond(contact, by=by, disagreement_id=made.id, at=at, **words)


def _take_further(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    made = _latest(contact)
    said = told.get("at_risk_now")
    words: Told = {
        "stage": made.stage.value,
        "why": told["why"],
        "at_risk_now": Answer(said) if said else None,
    }
    disagreements.take_further(contact, by=by, disagreement_id=made.id, at=at, **words)


def _time_runs_out(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    """Nobody answered; what the worker does every few minutes takes it to the next stage."""
    disagreements.go_up_when_out_of_time(at=at)


def _end(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    disagreements.end(
        contact,
        by=by,
        disagreement_id=_latest(contact).id,
        is_resolved=told.get("is_resolved", "yes") == "yes",
        how=told["how"],
        theme=LearningTheme(told["theme"]),
        theme_note=told.get("theme_note", ""),
        at=at,
    )


def _follow_up(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    """The open step of that place, counted from one."""
    steps = db.session.query(NextStep).filter_by(contact_id=contact.id)
    step = steps.filter_by(position=int(told["step"]) - 1).one()
    outcome, said = StepOutcome(told["outcome"]), told.get("note", "")
    next_steps.follow_up(contact, by=by, step_id=step.id, outcome=outcome, said=said, at=at)


AFTERWARDS: dict[str, Callable[[Contact, Actor, Told, datetime], None]] = {
    "propose": _propose,
    "sign_off": _sign_off,
    "second_reading": _read_second,
    "return_proposal": _return_proposal,
    "overturn": _overturn,
    "disagree": _disagree,
    "answer_disagreement": _answer,
    "take_further": _take_further,
    "time_runs_out": _time_runs_out,
    "end_disagreement": _end,
    "follow_up": _follow_up,
}
