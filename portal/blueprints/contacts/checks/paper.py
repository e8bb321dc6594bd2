"""The agency-check return as a document: its facts, built for one audience."""

from datetime import datetime

from portal.access import not_found
from portal.blueprints.contacts import papers
from portal.blueprints.contacts.checks.shown import born, prompts
from portal.blueprints.contacts.lines import Telling, telling
from portal.blueprints.opening_hours import hub_line
from portal.documents import copies
from portal.documents.check_lines import CheckAnswerLine, CheckQuestionLines
from portal.documents.data import CheckFacts
from portal.queries import checks, contacts
from portal.queries.rows import AnyRow
from portal.rules.permissions import Actor
from portal.rules.printing import Printed
from portal.vocabulary import Audience
from portal.web import utc_now, word


def content(reader: Actor, found: AnyRow, check: AnyRow, printed: Printed) -> bytes:
    """The PDF: at once if it was made since the contact last changed, else made and kept.

    Not found for who sent the contact while the agency has released nothing to them.
    """
    if found.content is not None:
        return bytes(found.content)
    now, contact = utc_now(), contacts.contact(reader, found.id)
    if contact is None:
        not_found()
    assert contact is not None  # noqa: S101 - `not_found` raises; this is for the type checker
    document = copies.check_return(_facts(reader, contact, check, printed, now), printed.audience)
    if printed.audience is Audience.PROFESSIONAL and not document.answers:
        not_found()
    return papers.printed_again(contact, printed, document)


def reference(check: AnyRow, contact: AnyRow, audience: Audience) -> str:
    """The contact's; in the hub also the check's number, which tells how many others there are."""
    return f"{contact.reference}-{check.number}" if audience is Audience.HUB else contact.reference


def _facts(
    reader: Actor, contact: AnyRow, check: AnyRow, printed: Printed, now: datetime
) -> CheckFacts:
    """Nothing of the contact but its reference and its hub is in it."""
    tell = telling(contact)
    return CheckFacts(
        reference=reference(check, contact, printed.audience),
        hub=hub_line(tell.hub),
        printed_at=now,
        lang=tell.lang,
        organisation=check.organisation_name,
        agency=word(check.agency),
        version=check.version,
        answered_at=check.answered_at,
        asked=_asked(check, tell),
        answered_by=check.answered_by_name,
        answers=tuple(_answers(reader, check)),
    )


def _asked(check: AnyRow, tell: Telling) -> CheckQuestionLines:
    return CheckQuestionLines(
        asker=check.asker_name,
        hub=tell.hub_name,
        asked_at=check.asked_at,
        due_at=check.due_at,
        purpose=check.purpose,
        question=check.question,
        prompts=prompts(check.prompts),
        basis=word(check.basis),
        basis_reason=check.basis_reason,
    )


def _answers(reader: Actor, check: AnyRow) -> list[CheckAnswerLine]:
    """The version that stands, in the order the people were asked about."""
    return [
        CheckAnswerLine(
            name=each.person.name,
            born=born(each.person, check.asked_at),
            answer=each.answer.answer,
            answer_words=word(each.answer.answer),
            may_share=each.answer.may_share,
            may_share_words=word(each.answer.may_share),
            declined_why=each.answer.declined_why,
            summary=each.answer.summary,
            source_on=each.answer.source_on,
        )
        for each in checks.of_agency(reader, check).people
        if each.answer is not None
    ]
