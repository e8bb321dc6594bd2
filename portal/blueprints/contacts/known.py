"""Known before: possible matches in words, what was decided of them, and earlier contacts."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from flask_babel import gettext

from portal.blueprints.contacts.lines import Telling, age_words
from portal.blueprints.level_words import level_words
from portal.queries import known as queries
from portal.queries.frameworks import framework as framework_of
from portal.queries.matching import Candidate, matches
from portal.queries.records import Record
from portal.queries.rows import AnyRow
from portal.rules.late_entry import came_at, came_on
from portal.rules.matching import Match
from portal.rules.matching_looks import Looks, months_before, recorded
from portal.rules.matching_reasons import SENTENCES, Reason
from portal.rules.permissions import Actor
from portal.rules.person_links import Standing, offered, standing
from portal.vocabulary import AgeKind, LinkDecision, Part
from portal.web import day, word


@dataclass(frozen=True)
class Possible:
    """Somebody of another contact, or in early help, who may be a person of this one."""

    person_id: uuid.UUID
    other_id: uuid.UUID
    name: str
    about: str
    reference: str
    submitted_at: datetime
    helped: str  # in early help since when and led where; empty for somebody of a contact
    shares: tuple[str, ...]
    differs: tuple[str, ...]


@dataclass(frozen=True)
class Decided:
    """What stands of two people, and whether this reader may look a second time."""

    person_id: uuid.UUID
    other_id: uuid.UUID
    name: str
    reference: str
    decision: LinkDecision
    lines: tuple[AnyRow, ...]  # who came to it, when and why, the oldest first
    is_second_look: bool


@dataclass(frozen=True)
class PersonKnown:
    """One person of this contact."""

    name: str
    possible: tuple[Possible, ...]
    decided: tuple[Decided, ...]


@dataclass(frozen=True)
class OtherContact:
    """Another contact about somebody of this one."""

    row: AnyRow
    names: tuple[str, ...]  # of those on it who are on this one
    level: str
    outcome: str
    answered_at: datetime | None
    is_later: bool

    @property
    def came_at(self) -> datetime:
        """When it truly reached the hub."""
        return came_at(self.row)


@dataclass(frozen=True)
class Known:
    """The panel: everybody of the contact, and the other contacts of those known before."""

    people: tuple[PersonKnown, ...]
    contacts: tuple[OtherContact, ...]  # newest first
    helped: tuple[AnyRow, ...]  # early help that goes on
    months: int
    since: date

    @property
    def lately(self) -> tuple[OtherContact, ...]:
        """The earlier contacts of the months before this one."""
        return tuple(
            each for each in self.contacts if not each.is_later and came_on(each.row) >= self.since
        )

    @property
    def open_now(self) -> tuple[OtherContact, ...]:
        """Those the hub is still working on."""
        return tuple(each for each in self.contacts if each.row.is_open)

    @property
    def undecided(self) -> int:
        """Possible matches nobody has decided about."""
        return sum(len(person.possible) for person in self.people)


def known_before(reader: Actor, held: Record, tell: Telling, months: int) -> Known:
    """For advisers alone: a person who sends something never learns who is known."""
    contact = held.contact
    links = queries.joined(reader, contact.id)
    joined = {(row.root_id, row.person_id) for row in links}
    decided = _decided(reader, queries.decisions(reader, contact.id))
    settled = joined | {(each.person_id, each.other_id) for each in decided}
    found = matches(reader, looks_of(held))
    return Known(
        people=tuple(
            PersonKnown(
                name=row.name or gettext("Name not known"),
                possible=tuple(
                    _possible(row.person_id, match)
                    for match in found.get(row.person_id, ())
                    if (row.person_id, match.who.id) not in settled
                ),
                decided=tuple(each for each in decided if each.person_id == row.person_id),
            )
            for row in held.people
        ),
        contacts=tuple(_contacts(reader, held, links, tell)),
        helped=tuple(queries.open_help(reader, contact.id)),
        months=months,
        since=months_before(came_on(contact), months),
    )


def looks_of(held: Record) -> dict[uuid.UUID, Looks]:
    """What the contact says of each of its people, to tell them by."""
    on = came_on(held.contact)
    parents = [row for row in held.people if row.part is Part.PARENT and row.name]
    return {
        row.person_id: recorded(
            row, on, tuple(each.name for each in parents if each.person_id != row.person_id)
        )
        for row in held.people
    }


def _possible(person_id: uuid.UUID, match: Match[Candidate]) -> Possible:
    who = match.who
    return Possible(
        person_id=person_id,
        other_id=who.id,
        name=who.looks.name or gettext("Name not known"),
        about=about(who.looks),
        reference=who.reference,
        submitted_at=who.submitted_at,
        helped=in_help(who.help) if who.help else "",
        shares=tuple(in_words(each) for each in match.reasons if not each.is_against),
        differs=tuple(in_words(each) for each in match.reasons if each.is_against),
    )


def in_help(row: AnyRow) -> str:
    """Since when somebody is in early help and where it is led from; or until when they were."""
    if row.ended_on is not None:
        said = gettext("in early help until %(day)s", day=day(row.ended_on))
    else:
        said = gettext("in early help since %(day)s", day=day(row.started_on))
    return ", ".join(filter(None, (str(said), row.organisation_name)))


def in_words(reason: Reason) -> str:
    """A reason in the reader's language."""
    return str(gettext(SENTENCES[reason.kind], **reason.gaps))


def about(looks: Looks) -> str:
    """Born when, or how old on the day it was said."""
    if looks.born_on:
        return str(gettext("born %(day)s", day=day(looks.born_on)))
    kind = AgeKind.ESTIMATE if looks.age_months else AgeKind.NOT_KNOWN
    youngest = looks.age_months[0] if looks.age_months else None
    row: Any = SimpleNamespace(
        kind=looks.kind,
        due_on=looks.due_on,
        born_on=None,
        age_kind=kind,
        age_months_from=youngest,
    )
    return age_words(row, looks.said_on)


def _decided(reader: Actor, rows: Sequence[AnyRow]) -> tuple[Decided, ...]:
    pairs: dict[tuple[uuid.UUID, uuid.UUID], list[AnyRow]] = defaultdict(list)
    for row in rows:
        pairs[row.person_id, row.other_id].append(row)
    return tuple(
        _standing(reader, history, now)
        for history in pairs.values()
        if (now := standing(history)).decision is not None
    )


def _standing(reader: Actor, history: Sequence[AnyRow], now: Standing) -> Decided:
    latest = history[-1]
    return Decided(
        person_id=latest.person_id,
        other_id=latest.other_id,
        name=latest.name or gettext("Name not known"),
        reference=latest.reference,
        decision=latest.decision,
        lines=tuple(history[-len(now.by) :]),
        is_second_look=latest.decision in offered(now, reader.account_id),
    )


def _contacts(
    reader: Actor, held: Record, links: Sequence[AnyRow], tell: Telling
) -> Iterator[OtherContact]:
    names = {row.person_id: row.name for row in held.people}
    rows = {row.contact_id: row for row in links}
    who: dict[uuid.UUID, list[str]] = defaultdict(list)
    for row in links:
        who[row.contact_id].append(names.get(row.root_id) or row.name or gettext("Name not known"))
    answered = latest_answers(reader, list(rows), tell)
    for contact_id, row in rows.items():
        level, outcome, at = answered.get(contact_id, ("", "", None))
        is_later = came_at(row) > came_at(held.contact)
        shared = tuple(dict.fromkeys(who[contact_id]))
        yield OtherContact(row, shared, level, outcome, at, is_later)


def latest_answers(
    reader: Actor, contact_ids: Sequence[uuid.UUID], tell: Telling
) -> Mapping[uuid.UUID, tuple[str, str, datetime]]:
    """The level and the outcome of each contact's answer that stands, in words, and its time."""
    found: dict[uuid.UUID, tuple[str, str, datetime]] = {}
    for row in queries.answers(reader, contact_ids):
        level = _level(row, tell)
        found.setdefault(row.contact_id, (level, word(row.outcome), row.given_at))
    return found


def _level(row: AnyRow, tell: Telling) -> str:
    """In the words of the version of the document that the answer was given under."""
    if row.level is None:
        return str(gettext("Not enough is known to say a level"))
    levels = framework_of(row.framework_id).for_nation(tell.hub.nation).levels
    name = next((level.name for level in levels if level.rank == row.level), {})
    return level_words(row.level, name)
