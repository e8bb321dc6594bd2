"""What happened over all contacts of the people of one, as one list with the oldest first."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext

from portal.blueprints.contacts.abuse_shown import notes
from portal.blueprints.contacts.known import latest_answers
from portal.blueprints.contacts.lines import Telling, framework_line, telling
from portal.blueprints.opening_hours import hub_line
from portal.documents import copies
from portal.documents.data import ChronologyFacts, ChronologyRecord, HappeningLine
from portal.queries import known as queries
from portal.queries.records import Record
from portal.queries.rows import AnyRow
from portal.rules import timeline
from portal.rules.permissions import Actor
from portal.rules.printing import Printed
from portal.web import day, word

# Who had a contact when, and who opened what, tells nothing of the family.
LEFT_OUT = frozenset({"opened", "read_advice", "take_up", "give_back", "reassign"})
ACTIONS = tuple(sorted(timeline.FOR_BOTH - LEFT_OUT))
ANSWERING = frozenset({"give_advice", "sign_off"})


@dataclass(frozen=True)
class Happening:
    """One thing that happened on one of the contacts."""

    at: datetime
    contact_id: uuid.UUID | None  # None for early help
    reference: str
    text: str
    by: str
    detail: str
    episode_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Chronology:
    """The list, and the other contacts it tells of."""

    happenings: tuple[Happening, ...]
    contacts: tuple[AnyRow, ...]  # the other contacts, newest first

    @property
    def tells_more(self) -> bool:
        """Whether it tells of more than the contact it is asked from."""
        return bool(self.contacts) or any(each.episode_id for each in self.happenings)

    @property
    def other_ids(self) -> tuple[uuid.UUID, ...]:
        """Of the other contacts."""
        return tuple(row.contact_id for row in self.contacts)

    @property
    def warned(self) -> tuple[AnyRow, ...]:
        """The other contacts with a warning: it holds for whoever reads what happened on them."""
        return tuple(row for row in self.contacts if row.is_safe_contact or row.must_not_be_told)


def chronology_of(reader: Actor, contact: AnyRow) -> Chronology:
    """Over this contact and those of everybody confirmed to be known before."""
    others = {row.contact_id: row for row in queries.joined(reader, contact.id)}
    happenings = [
        *_happenings(reader, {contact.id: contact, **others}, telling(contact)),
        *_helped(queries.open_help(reader, contact.id)),
    ]
    oldest_first = sorted(happenings, key=lambda each: each.at)
    return Chronology(tuple(oldest_first), tuple(others.values()))


def _helped(rows: Sequence[AnyRow]) -> Iterator[Happening]:
    """Early help that goes on for them, when it was set up."""
    for row in rows:
        yield Happening(
            at=row.created_at,
            contact_id=None,
            reference=row.reference,
            text=str(gettext("In early help since %(day)s", day=day(row.started_on))),
            by=row.lead_name,
            detail=row.organisation_name,
            episode_id=row.id,
        )


def _happenings(
    reader: Actor, contacts: dict[uuid.UUID, AnyRow], tell: Telling
) -> Iterator[Happening]:
    answers = latest_answers(reader, list(contacts), tell)
    for row in queries.events(reader, list(contacts), ACTIONS):
        contact = contacts[row.contact_id]
        level, outcome, at = answers.get(row.contact_id, ("", "", None))
        is_answer = row.action in ANSWERING and row.at == at
        came = _coming(contact) if row.action == "submit" else {}
        told = {
            "at": row.at,
            "text": gettext(timeline.sentence(row.action)),
            "by": row.account_name,
            "detail": f"{level}. {outcome}" if is_answer else "",
        }
        yield Happening(contact_id=row.contact_id, reference=contact.reference, **{**told, **came})


def _coming(contact: AnyRow) -> dict[str, Any]:
    """Who sent it; one entered late came to the hub before it was sent, from somebody else."""
    sent = {"detail": word(contact.agency)}
    if contact.received_at is None:
        return sent
    text = gettext("Reached the hub, and was entered later")
    return {**sent, "at": contact.received_at, "by": contact.asker_name, "text": text}


def chronology_paper(
    held: Record, told: Chronology, printed: Printed, now: datetime
) -> ChronologyRecord:
    """The document for one audience; other contacts are in the hub's copy alone."""
    contact = held.contact
    tell = telling(contact)
    own = [each for each in told.happenings if each.contact_id == contact.id]
    others = [each for each in told.happenings if each.contact_id != contact.id]
    facts = ChronologyFacts(
        reference=contact.reference,
        hub=hub_line(tell.hub),
        printed_at=now,
        lang=tell.lang,
        framework=framework_line(tell),
        is_safe_contact=contact.is_safe_contact,
        **notes(held, printed),
        is_safe_elsewhere=any(row.is_safe_contact for row in told.contacts),
        not_told_elsewhere=tuple(
            f"{row.reference}: {row.must_not_be_told}"
            for row in told.contacts
            if row.must_not_be_told
        ),
        happenings=tuple(map(_printed, own)),
        elsewhere=tuple(map(_printed, others)),
    )
    return copies.chronology(facts, printed.audience)


def _printed(each: Happening) -> HappeningLine:
    return HappeningLine(
        at=each.at, reference=each.reference, what=each.text, detail=each.detail, by=each.by
    )
