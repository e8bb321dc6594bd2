"""What a contact was carried over from: its conversation, and what agencies answered then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from portal.blueprints.contacts.agency_checks import OnContact
from portal.documents.lines import AnswerGroup, AnswerLine
from portal.queries import checks
from portal.queries.checks import AboutOne
from portal.queries.contacts import facts
from portal.queries.records import messages
from portal.queries.referrals import came_from
from portal.queries.rows import AnyRow
from portal.rules.checks import Reader, may_see
from portal.rules.permissions import Actor, may_take_up
from portal.web import when, word


@dataclass(frozen=True)
class Carried:
    """The first contact as its reader may have it; its pages are in the second one already."""

    row: AnyRow
    messages: Sequence[AnyRow]
    checks: OnContact


def carried_from(reader: Actor, contact: AnyRow) -> tuple[Carried, ...]:
    """All that the contact came from, the nearest first, as far as this reader may open it.

    A consultation that became a referral, was turned back and referred again loses nothing.
    """
    return tuple(
        Carried(
            row,
            messages(reader, row),
            OnContact(
                checks=checks.of_contact(reader, row),
                is_hub=may_take_up(reader, facts(row)),
                can_ask=False,
                can_withdraw=False,
            ),
        )
        for row in came_from(reader, contact)
    )


def carried_groups(reader: Actor, contact: AnyRow) -> tuple[AnswerGroup, ...]:
    """For the hub's copy: what had been said and answered when the contact was sent."""
    found = carried_from(reader, contact)
    return tuple(group for each in found for group in _groups(each, contact.submitted_at))


def _groups(found: Carried, sent_at: datetime) -> Iterator[AnswerGroup]:
    reference = found.row.reference
    said = tuple(
        AnswerLine(question=f"{word(row.kind)} {row.account_name}, {when(row.at)}", answer=row.text)
        for row in found.messages
        if row.at <= sent_at
    )
    known = tuple(_answered(found.checks, sent_at))
    if said:
        heading = gettext("Conversation on %(reference)s", reference=reference)
        yield AnswerGroup(heading=heading, lines=said)
    if known:
        answers = gettext("What agencies answered on %(reference)s", reference=reference)
        yield AnswerGroup(heading=answers, lines=known)


def _answered(asked: OnContact, sent_at: datetime) -> Iterator[AnswerLine]:
    """The copy is the whole team's: what only the asker may read is not in it."""
    for check in asked.checks:
        for each in check.people:
            answer = each.answer
            if answer is None or answer.answered_at > sent_at:
                continue
            if may_see(Reader.TEAM, answer.answer, answer.may_share):
                question = f"{check.row.organisation_name}: {_name(each)}"
                told = (word(answer.answer), answer.summary or answer.declined_why)
                yield AnswerLine(question=question, answer=". ".join(filter(None, told)))


def _name(each: AboutOne) -> str:
    return each.person.name or str(gettext("Unborn baby"))
