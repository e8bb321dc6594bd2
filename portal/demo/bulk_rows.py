"""The rows of one bulk contact: what is the same for a whole batch, and what follows from it."""

import itertools
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import bindparam, func, literal

from portal.models import (
    Advice,
    Contact,
    ContactEvent,
    ContactPerson,
    Guidance,
    Hub,
    NextStep,
    Statement,
)
from portal.models.base import Base
from portal.rules.targets import rag_for
from portal.rules.threshold_case import Outcome
from portal.vocabulary import (
    AdviceStatus,
    Answer,
    ContactKind,
    ContactRoute,
    ContactStatus,
    OutcomeOfAdvice,
    Part,
    SaidBy,
    StatementBasis,
    StepOutcome,
    StepSide,
    Urgency,
)

_PLACES = 64  # bits of an identifier left for the place in the batch
Values = dict[str, Any]


@dataclass(frozen=True)
class Worry:
    """One everyday worry with the guidance the hub's framework gives on it."""

    told: Mapping[str, str]
    outcome: Outcome
    case: Values
    result: Values

    @property
    def urgency(self) -> Urgency:
        """How soon."""
        return self.outcome.urgency


@dataclass(frozen=True)
class Batch:
    """Contacts of one worry, one asker and one adviser; their identifiers lie side by side.

    So that the database finds them by one range, a contact, its child and its advice share one.
    """

    hub: Hub
    worry: Worry
    asker: Any
    adviser: Any
    start: int = field(default_factory=lambda: uuid.uuid4().int >> _PLACES << _PLACES)
    places: Iterator[int] = field(default_factory=itertools.count)

    def next_id(self) -> uuid.UUID:
        """The next identifier of the batch."""
        return uuid.UUID(int=self.start + next(self.places))

    @cached_property
    def ids(self) -> tuple[uuid.UUID, uuid.UUID]:
        """Before the first and after the last identifier the batch can have."""
        return uuid.UUID(int=self.start), uuid.UUID(int=self.start + (1 << _PLACES) - 1)


def contact(batch: Batch, is_open: bool) -> Values:
    """The contact: bound by name what differs, as values what is the same."""
    status = ContactStatus.SUBMITTED if is_open else ContactStatus.CLOSED
    return {
        "id": bindparam("new_id"),
        "hub_id": batch.hub.id,
        "organisation_id": batch.asker.organisation_id,
        "account_id": batch.asker.id,
        "start_key": bindparam("key"),
        "reference": bindparam("new_reference"),
        "kind": ContactKind.CONSULTATION,
        "route": ContactRoute.FULL,
        "status": status,
        "is_open": is_open,
        "agency": batch.asker.agency,
        "asker_name": batch.asker.name,
        "people_label": bindparam("label"),
        "framework_id": batch.hub.framework_id,
        "urgency": batch.worry.urgency,
        "rag": rag_for(batch.worry.urgency),
        "is_safe_contact": False,
        "has_protected_source": False,
        "created_at": bindparam("sent"),
        "updated_at": bindparam("moved"),
        "submitted_at": bindparam("sent"),
        "opened_at": bindparam("opened"),
        "target_at": bindparam("due"),
        "due_at": bindparam("due"),
        "adviser_id": None if is_open else batch.adviser.id,
        "adviser_name": "" if is_open else batch.adviser.name,
        "version": 1,
    }


def derived(batch: Batch, is_open: bool) -> Iterator[tuple[type[Base], Values]]:
    """Every other row, as expressions over the contacts of the batch."""
    yield from _told(batch)
    yield ContactEvent, _event(batch, "submit", Contact.submitted_at, ContactStatus.SUBMITTED)
    if is_open:
        return
    yield from _answered(batch)
    for action, at, after in (
        ("take_up", Contact.opened_at, ContactStatus.WITH_ADVISER),
        ("give_advice", Contact.due_at, ContactStatus.ADVISED),
        ("acknowledge", Contact.updated_at, ContactStatus.CLOSED),
    ):
        yield ContactEvent, _event(batch, action, at, after)


def _told(batch: Batch) -> Iterator[tuple[type[Base], Values]]:
    """What was said of the child, and the guidance on it."""
    of_contact = {"hub_id": Contact.hub_id, "contact_id": Contact.id}
    of_child = {**of_contact, "person_id": Contact.id}
    guided = {"framework_id": Contact.framework_id, "given_at": Contact.submitted_at}
    yield ContactPerson, of_child | _part(batch.worry)
    yield Statement, of_contact | _statement(batch.worry)
    yield Guidance, of_child | guided | _guidance(batch.worry)


def _part(worry: Worry) -> Values:
    return _fixed(
        ContactPerson,
        part=Part.SUBJECT,
        lives_in_home=Answer.YES,
        position=0,
        flags=[],
        flags_not_known=[],
        seen=Answer.YES,
        daily_life=worry.told["impact"],
        own_words="",
    )


def _statement(worry: Worry) -> Values:
    return _fixed(
        Statement,
        position=0,
        what=worry.told["what"],
        when="",
        how_often="",
        said_by=SaidBy.ME,
        said_by_detail="",
        basis=StatementBasis.SEEN,
        is_source_protected=False,
    )


def _guidance(worry: Worry) -> Values:
    return _fixed(
        Guidance,
        level=worry.outcome.level,
        upper=worry.outcome.upper,
        urgency=worry.urgency,
        is_emergency=False,
        is_safe_contact=False,
        case=worry.case,
        result=worry.result,
        professional_reason="",
    )


def _answered(batch: Batch) -> Iterator[tuple[type[Base], Values]]:
    """One advice with one step, read and acknowledged."""
    told = batch.worry.told
    yield (
        Advice,
        {
            "id": Contact.id,
            "hub_id": Contact.hub_id,
            "contact_id": Contact.id,
            "adviser_id": Contact.adviser_id,
            "adviser_name": Contact.adviser_name,
            "framework_id": Contact.framework_id,
            "given_at": Contact.due_at,
            "read_at": Contact.updated_at,
            "acknowledged_at": Contact.updated_at,
            **_fixed(
                Advice,
                version=1,
                status=AdviceStatus.GIVEN,
                level=batch.worry.outcome.level,
                outcome=OutcomeOfAdvice(told["outcome"]),
                descriptors=[told["indicator"]],
                reasons=told["impact"],
                advice=told["advice"],
                still_missing="",
                would_raise_one="",
                would_raise_two="",
                would_lower="",
                safe_to_tell=Answer.YES,
                safe_to_tell_why="",
                withdrawn_why="",
            ),
        },
    )
    yield NextStep, _step(batch)


def _step(batch: Batch) -> Values:
    """The one thing that was to be done, and was."""
    done = _fixed(
        NextStep,
        position=0,
        what=batch.worry.told["advice"],
        who=batch.asker.name,
        side=StepSide.PROFESSIONAL,
        outcome=StepOutcome.DONE,
        followed_up_by=batch.asker.name,
    )
    return {
        "hub_id": Contact.hub_id,
        "contact_id": Contact.id,
        "advice_id": Contact.id,
        "by_on": func.date(Contact.due_at),
        "owner_id": Contact.account_id,
        "followed_up_at": Contact.updated_at,
        **done,
    }


def _event(batch: Batch, action: str, at: Any, after: ContactStatus) -> Values:
    is_hub = action in {"take_up", "give_advice"}
    by = batch.adviser if is_hub else batch.asker
    fixed = _fixed(
        ContactEvent,
        action=action,
        to_status=after,
        account_id=by.id,
        account_name=by.name,
        account_side="hub" if is_hub else "professional",
        reason="",
    )
    return {"hub_id": Contact.hub_id, "contact_id": Contact.id, "at": at, **fixed}


def _fixed(model: type[Base], **values: Any) -> Values:
    """The same values for every row, bound as the columns they go into."""
    columns = model.__table__.c
    return {name: literal(value, columns[name].type) for name, value in values.items()}
