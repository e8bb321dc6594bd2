"""Next steps: made with an answer, asked about on their day, said what became of them."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update

from portal import audit
from portal.commands.base import Refused, command, note
from portal.commands.outbox import queue_mail
from portal.extensions import db
from portal.integrations.calendars import calendar_for
from portal.models import Contact, NextStep, Organisation
from portal.queries import following_up as queries
from portal.queries import hubs
from portal.rules import following_up, hub_settings
from portal.rules.answers import MOST_STEPS, Step
from portal.rules.lifecycle import NotAllowedNow
from portal.rules.permissions import Actor
from portal.rules.typed import UK
from portal.vocabulary import N_, StepOutcome, StepSide

BATCH = 50


def add_steps(
    contact: Contact,
    steps: Iterable[Step],
    otherwise: StepSide,
    by: Actor,
    at: datetime,
    **answer: uuid.UUID,
) -> None:
    """The steps of an answer, each with a day and somebody to be asked on it.

    Those of an advice are asked about from now on, those of a decision once it is signed off.
    """
    names = _names(contact, by, hubs.hub(contact.hub_id))
    for position, step in enumerate(steps):
        side = step.asked or following_up.side_of(step.who, **names, otherwise=otherwise)
        db.session.add(
            NextStep(
                hub_id=contact.hub_id,
                contact_id=contact.id,
                position=position,
                what=step.what,
                who=step.who,
                by_on=step.by_on or usual_day(contact, at),
                is_dated=step.by_on is not None,
                side=side,
                owner_id=by.account_id if side is StepSide.HUB else contact.account_id,
                is_open="advice_id" in answer,
                **answer,
            )
        )


def _names(contact: Contact, by: Actor, hub: Any) -> dict[str, list[str]]:
    """What each side is called in a next step."""
    organisation = db.session.get(Organisation, contact.organisation_id or uuid.UUID(int=0))
    asking = [contact.asker_name, organisation.name if organisation else ""]
    return {"asking": asking, "of_hub": [by.name, contact.adviser_name, *hub.name.values()]}


def usual_day(contact: Any, at: datetime) -> date:
    """The day of a next step that has none: the hub's working days after the answer."""
    hub = hubs.hub(contact.hub_id)
    settings = hub_settings.read(hub.settings)
    calendar = calendar_for(settings, hub.nation)
    on = at.astimezone(UK).date()
    return following_up.asked_on(None, on, settings.follow_up_days, calendar)


def begin_asking(contact: Contact, decision_id: uuid.UUID, at: datetime) -> None:
    """The steps of a decision that is signed off are asked about from now on.

    Those without a day of their own have the usual time from the sign-off, when they are told.
    """
    _set_open(True, NextStep.decision_id == decision_id)
    undated = select(NextStep).where(NextStep.decision_id == decision_id, ~NextStep.is_dated)
    for step in db.session.scalars(undated.limit(MOST_STEPS)):
        step.by_on = usual_day(contact, at)


def put_aside(*, advice_id: uuid.UUID | None = None, decision_id: uuid.UUID | None = None) -> None:
    """Nobody is asked any more about the steps of an answer that is taken back."""
    column = NextStep.advice_id if advice_id else NextStep.decision_id
    _set_open(False, column == (advice_id or decision_id))


def _set_open(is_open: bool, condition: Any) -> None:
    db.session.execute(
        update(NextStep)
        .where(condition, NextStep.outcome.is_(None))
        .values(is_open=is_open)
        .execution_options(synchronize_session=False)
    )


@command
def follow_up(
    contact: Contact,
    *,
    by: Actor,
    step_id: uuid.UUID,
    outcome: StepOutcome | None,
    said: str,
    at: datetime,
) -> NextStep:
    """Say what became of a next step; the same said twice is said once.

    Raises `Refused` without an outcome or with a note of more than 500 characters; `NotAllowedNow`
    when its answer was taken back, or something else was said of it meanwhile, so that no note
    is lost.
    """
    if outcome is None:
        raise Refused(N_("Choose what happened"), "outcome")
    if len(said := said.strip()) > following_up.MOST_NOTE:
        raise Refused(N_("Shorten this to 500 characters or fewer"), "note")
    step = queries.step(contact, step_id)
    if step is not None and step.outcome is outcome and said in ("", step.note):
        return step
    if step is None or not step.is_open:
        raise NotAllowedNow("follow_up", contact.status)
    step.outcome, step.note, step.is_open = outcome, said, False
    step.followed_up_at, step.followed_up_by = at, by.name
    note(contact, "follow_up", by=by, at=at)
    return step


@command
def ask_about_steps(*, today: date, at: datetime, most: int = BATCH) -> int:
    """Ask the owner of each step whose day has come, once, by mail; how many were asked about.

    Where its owner has left, the step is theirs who act for that side now.
    """
    due = queries.to_ask(today, most)
    for step in due:
        contact = db.session.get_one(Contact, step.contact_id)
        step.asked_at = at
        step.owner_id = queries.who_acts(contact, step.side, step.owner_id) or step.owner_id
        queue_mail("step_due", contact, [step.owner_id], at)
        audit.record(None, "ask_about_step", "contact", contact.id, at=at, hub_id=step.hub_id)
    return len(due)
