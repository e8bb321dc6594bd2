"""A MARAC referral on paper: the facts for it, worded."""

from datetime import datetime

from flask_babel import gettext

from portal.access import not_found
from portal.blueprints.contacts import lines
from portal.blueprints.contacts.abuse_shown import (
    GROUPS,
    evidence_groups,
    hidden,
    may_be_seen,
    notes,
    open_options,
)
from portal.blueprints.contacts.lines import Telling
from portal.blueprints.contacts.marac_lines import marac_lines
from portal.blueprints.contacts.papers import asker
from portal.blueprints.opening_hours import hub_line
from portal.documents import copies
from portal.documents.data import Document, MaracFacts
from portal.documents.lines import AnswerGroup, PractitionerLine
from portal.queries.records import Record
from portal.queries.rows import AnyRow
from portal.rules.abuse import is_abuse
from portal.rules.printing import Printed
from portal.vocabulary import MaracCriterion
from portal.web import word


def marac_paper(
    record: Record, tell: Telling, version: int, printed: Printed, now: datetime
) -> Document:
    """One version of the referral, for one audience; not found when there is no such one."""
    row = next((each for each in record.abuse.maracs if each.version == version), None)
    if row is None:
        not_found()
    assert row is not None  # noqa: S101 - `not_found` raises; this is for the type checker
    facts = MaracFacts(
        reference=record.contact.reference,
        hub=hub_line(tell.hub),
        printed_at=now,
        lang=tell.lang,
        is_safe_contact=True,
        **notes(record, printed),
        version=version,
        recorded_by=PractitionerLine(name=row.account_name, organisation=tell.hub_name),
        recorded_at=row.recorded_at,
        criteria=tuple(word(MaracCriterion(each)) for each in row.criteria),
        people=lines.people(record, without=hidden(record, printed)),
        answers=_answers(record, tell, row, hidden(record, printed)),
        options=() if is_abuse(record.contact.route) else open_options(tell),
        asked_by=asker(record),
        may_be_seen=may_be_seen(record, printed),
        hub_note=row.hub_note,
        statements=lines.statements(record),
    )
    return copies.marac_referral(facts, printed.audience)


def _answers(
    record: Record, tell: Telling, row: AnyRow, without: frozenset[str]
) -> tuple[AnswerGroup, ...]:
    """As the adviser recorded it, then the evidence it was recorded with."""
    recorded = marac_lines(row, is_hub=False, with_telling=not without)[1:]
    return (
        AnswerGroup(heading=gettext("The referral"), lines=recorded),
        *lines.answer_groups(record, tell, ("safe-contact", *GROUPS), without=without),
        *evidence_groups(record, tell, without=without),
    )
