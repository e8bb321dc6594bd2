"""Disagreements as their parties read them: on the contact's page and in its timeline."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext

from portal.blueprints.contacts.events import Event, events
from portal.queries.disagreements import DisagreementShown, of_contact
from portal.queries.records import Record
from portal.queries.rows import AnyRow
from portal.rules import disagreeing
from portal.rules.permissions import Actor
from portal.vocabulary import CameBy, DisagreementStatus
from portal.web import uk_time, word


@dataclass(frozen=True)
class DisagreementLine:
    """One disagreement with what its reader may do now."""

    row: AnyRow
    rounds: tuple[AnyRow, ...]
    acts: tuple[str, ...]
    why_not: str  # why the reader does not answer it, for those of the hub who read it
    is_overdue: bool
    is_own: bool  # the reader raised it
    is_left: bool  # answered, and nothing has followed for as long as the hub allows
    dangers: tuple[AnyRow, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is not over."""
        return self.row.status in disagreeing.OPEN

    @property
    def is_urgent(self) -> bool:
        """Whether it is open and the child may be in danger now."""
        return self.is_open and disagreeing.may_be_at_risk(self.row.at_risk_now)

    @property
    def latest(self) -> AnyRow:
        """The present stage."""
        return self.rounds[-1]


def line_of(reader: Actor, found: DisagreementShown, now: datetime) -> DisagreementLine:
    """One disagreement as this party reads it."""
    row, is_waiting = found.row, found.row.status is DisagreementStatus.WAITING
    why_not = disagreeing.why_not_respond(reader, found.standing) if reader.advises else ""
    return DisagreementLine(
        row=row,
        rounds=found.rounds,
        acts=disagreeing.acts_for(reader, found.standing),
        why_not=gettext(why_not) if why_not and is_waiting else "",
        is_overdue=is_waiting and row.due_at < now,
        is_own=row.account_id == reader.account_id,
        is_left=row.status is DisagreementStatus.ANSWERED and _has_come(row.remind_on, now),
        dangers=found.dangers,
    )


def _has_come(day: date | None, now: datetime) -> bool:
    return day is not None and day <= uk_time(now).date()


def lines_of(reader: Actor, contact: Any, now: datetime) -> tuple[DisagreementLine, ...]:
    """Every disagreement on the contact that this reader is a party to, the oldest first."""
    return tuple(line_of(reader, found, now) for found in of_contact(reader, contact))


def timeline_of(
    held: Record, reader: Actor, challenges: tuple[DisagreementLine, ...]
) -> tuple[Event, ...]:
    """Everything that happened, newest first, with the disagreements the reader is a party to."""
    plain = tuple(events(held, reader))
    told = [event for line in challenges for event in _events_of(line)]
    if not told:
        return plain
    return tuple(sorted((*plain, *told), key=lambda event: event.at, reverse=True))


def _events_of(line: DisagreementLine) -> Iterator[Event]:
    """What happened in it, for the timeline of its parties; their words are on its own page."""
    row = line.row
    yield Event(row.raised_at, gettext("Disagreement raised"), row.account_name, "")
    for each in line.rounds:
        stage = word(each.stage)
        if each.came_by is CameBy.TAKEN_FURTHER:
            text = gettext("Disagreement taken further: %(stage)s", stage=stage)
            yield Event(each.started_at, text, row.account_name, "")
        elif each.came_by is CameBy.TIME_RAN_OUT:
            text = gettext("Disagreement went up because time ran out: %(stage)s", stage=stage)
            yield Event(each.started_at, text, "", "")
        if each.answered_at:
            text = gettext("Disagreement answered: %(stage)s", stage=stage)
            yield Event(each.answered_at, text, each.responder_name, "")
    if row.ended_at:
        text = gettext("Disagreement over: %(status)s", status=word(row.status))
        yield Event(row.ended_at, text, row.ended_by, "")
