"""A contact's documents: the facts for them, and the PDF from the store or made now."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Response, make_response
from flask_babel import get_translations, gettext

from portal.access import not_found
from portal.blueprints.contacts import lines, referral_lines
from portal.blueprints.contacts.abuse_shown import (
    evidence_groups,
    hidden,
    may_be_seen,
    notes,
    option_groups,
)
from portal.blueprints.contacts.guidance_lines import guidance, together
from portal.blueprints.contacts.lines import Telling, telling
from portal.blueprints.opening_hours import hub_line
from portal.commands import stored_documents
from portal.documents import copies, identity, render
from portal.documents.data import AdviceFacts, ConsultationFacts, DecisionFacts, Document
from portal.documents.lines import AnswerGroup, NextStepLine, PractitionerLine, ReasonLine
from portal.queries import contacts
from portal.queries.records import AnswerShown, Record, record
from portal.queries.rows import AnyRow
from portal.rules.permissions import Actor
from portal.rules.printing import COPY, Printed
from portal.rules.saying import joined
from portal.vocabulary import AdviceStatus, ContactKind
from portal.web import utc_now, word

Writer = Callable[[Record, Telling, datetime], Document]


def advice_paper(
    record: Record, tell: Telling, version: int, printed: Printed, now: datetime
) -> Document:
    """The advice record of one version, for one audience; not found when there is no such one."""
    advice = next((each for each in record.advice if each.row.version == version), None)
    if advice is None:
        not_found()
    assert advice is not None  # noqa: S101 - `not_found` raises; this is for the type checker
    facts = AdviceFacts(
        **_shared(record, tell, printed, now), **_advice(record, advice, tell, printed)
    )
    return copies.advice_record(facts, printed.audience)


def decision_letter(
    record: Record, tell: Telling, version: int, printed: Printed, now: datetime
) -> Document:
    """One signed-off version of the decision; not found while it is only proposed."""
    found = (each for each in record.decisions if each.row.version == version)
    decision = next((each for each in found if each.row.signed_at is not None), None)
    if decision is None:
        not_found()
    assert decision is not None  # noqa: S101 - as above
    told = _decision(record, decision, tell, printed)
    facts = DecisionFacts(**_shared(record, tell, printed, now), **told)
    return copies.decision_letter(facts, printed.audience)


def copy_paper(
    record: Record,
    tell: Telling,
    printed: Printed,
    now: datetime,
    carried: tuple[AnswerGroup, ...] = (),
) -> Document:
    """A copy of what was sent, for one audience; the hub's with what it was carried over from."""
    contact = record.contact
    facts = ConsultationFacts(
        **_shared(record, tell, printed, now),
        kind=word(contact.kind),
        sent_by=asker(record),
        sent_at=contact.submitted_at,
        answer_by_at=contact.due_at,
        received_at=contact.received_at,
        received_how=_received(contact),
        received_late=contact.late_why or "",
        safety=lines.safety(record, tell),
        people=lines.people(record, without=hidden(record, printed)),
        answers=(*_answers(record, tell, printed), *carried),
        may_be_seen=may_be_seen(record, printed),
        maps=referral_lines.maps(record),
        is_referral=contact.kind is ContactKind.REFERRAL,
        guidance=together(guidance(record, tell)),
        statements=lines.statements(record),
    )
    return copies.consultation_copy(facts, printed.audience)


def _answers(record: Record, tell: Telling, printed: Printed) -> tuple[AnswerGroup, ...]:
    """Everything else that was said, in the order it was asked; no secret address is in it."""
    without = hidden(record, printed)
    return (
        *lines.daily_life(record),
        *lines.answer_groups(record, tell, without=without),
        *evidence_groups(record, tell, without=without),
        *referral_lines.identities(record, tell, without=without),
        *(() if without else referral_lines.addresses(record)),
        *(() if without else referral_lines.professionals(record)),
    )


def asked_for(record: Record) -> str:
    """What the professional asks, in their own words."""
    given = record.answers
    return given.get("request.wanted") or given.get("question.question", "")


def _shared(record: Record, tell: Telling, printed: Printed, now: datetime) -> dict[str, Any]:
    return {
        "reference": record.contact.reference,
        "hub": hub_line(tell.hub),
        "printed_at": now,
        "lang": tell.lang,
        "framework": lines.framework_line(tell),
        "question": asked_for(record),
        "is_safe_contact": record.contact.is_safe_contact,
        **notes(record, printed),
    }


def _received(contact: AnyRow) -> str:
    if contact.received_at is None:
        return ""
    how = word(contact.late_how)
    return str(gettext("%(how)s, by %(name)s", how=how, name=contact.late_received_by))


def asker(record: Record) -> PractitionerLine:
    """Who asked, as they said they can be reached."""
    given, contact = record.answers, record.contact
    return PractitionerLine(
        name=contact.asker_name,
        role=given.get("you.job_title") or contact.asker_job_title,
        organisation=contact.organisation_name or "",
        phone=given.get("you.phone") or contact.asker_phone,
        call_back=given.get("you.call_back", ""),
    )


def _advice(record: Record, advice: AnswerShown, tell: Telling, printed: Printed) -> dict[str, Any]:
    row = advice.row
    return {
        **_answer(record, advice, record.advice, tell, printed),
        "answered_by": _of_hub(row.adviser_name, gettext("MASH adviser"), tell),
        "answered_at": row.given_at,
        "status": row.status,
        "status_at": row.withdrawn_at if row.status is AdviceStatus.WITHDRAWN else None,
        "status_reason": row.withdrawn_why,
    }


def _decision(
    record: Record, decision: AnswerShown, tell: Telling, printed: Printed
) -> dict[str, Any]:
    row = decision.row
    return {
        **_answer(record, decision, record.decisions, tell, printed),
        "proposed_by": _of_hub(row.proposer_name, gettext("Proposed"), tell),
        "signed_by": _of_hub(row.signer_name, gettext("Decision maker"), tell),
        "signed_at": row.signed_at,
        "status": row.status,
        "status_at": row.ended_at,
        "status_reason": row.ended_why,
        "help_offered": word(row.help_offered),
        "need": tell.codes.needs.with_code(row.need_code, tell.lang),
    }


def _of_hub(name: str, role: str, tell: Telling) -> PractitionerLine:
    return PractitionerLine(name=name, role=role, organisation=tell.hub_name)


def _answer(
    record: Record,
    answer: AnswerShown,
    versions: tuple[AnswerShown, ...],
    tell: Telling,
    printed: Printed,
) -> dict[str, Any]:
    row = answer.row
    earlier = [each.row.version for each in versions if each.row.version < row.version]
    return {
        "asked_by": asker(record),
        "asked_at": record.contact.submitted_at,
        "version": row.version,
        "corrects_version": max(earlier, default=None),
        "people": lines.people(
            record, only=("school", "born", "due"), without=hidden(record, printed)
        ),
        "options": option_groups(record, tell),
        "level": lines.level_line(tell, row.level),
        "outcome": word(row.outcome),
        "advice": row.advice,
        "reasons": _reasons(row),
        "descriptors": descriptors(row.descriptors, tell),
        "next_steps": tuple(
            NextStepLine(what=step.what, who=step.who, by_on=step.by_on) for step in answer.steps
        ),
        "still_missing": tuple(filter(None, row.still_missing.splitlines())),
        "would_raise": tuple(filter(None, (row.would_raise_one, row.would_raise_two))),
        "would_lower": tuple(filter(None, (row.would_lower,))),
        "safe_to_tell": word(row.safe_to_tell),
        "safe_to_tell_why": row.safe_to_tell_why,
        "statements": lines.statements(record),
    }


def _reasons(row: AnyRow) -> str:
    """With why it stands though its parts do not fit each other, where the hub was asked."""
    if not row.despite_why:
        return str(row.reasons)
    why = joined(" ", [gettext("Why it is right all the same:"), row.despite_why])
    return joined("\n\n", [row.reasons, why])


def descriptors(codes: list[str], tell: Telling) -> tuple[ReasonLine, ...]:
    """The parts of the threshold document that the reasons rest on, in the document's order."""
    chosen = set(codes)
    found = [
        ReasonLine(text=tell.say(section.title), section=section.document_section)
        for section in tell.framework.sections
        if section.code in chosen
    ]
    for indicator in tell.framework.indicators:
        if indicator.id in chosen:
            section = tell.framework.section[indicator.section]
            title = tell.say(section.title)
            place = joined(", ", filter(None, [title, section.document_section]))
            found.append(ReasonLine(text=tell.say(indicator.text), section=place))
    return tuple(found)


def content(reader: Actor, found: AnyRow, printed: Printed, write: Writer) -> bytes:
    """The PDF: at once if it was made since the contact last changed, else made and kept.

    What says the same as before is not made again; making holds no transaction open.
    """
    if found.content is not None:
        return bytes(found.content)
    now, contact = utc_now(), contacts.contact(reader, found.id)
    if contact is None:
        not_found()
    assert contact is not None  # noqa: S101 - as above
    return printed_again(contact, printed, write(record(reader, contact), telling(contact), now))


def printed_again(contact: AnyRow, printed: Printed, document: Document) -> bytes:
    """The PDF of a document: the one that says the same, else made and kept."""
    stored_documents.keep_reading()
    fingerprint = identity.digest(document)
    before = stored_documents.made_before(contact, printed, fingerprint)
    if before is not None:
        return before
    made, at = render.render(document, get_translations()), document.printed_at
    stored_documents.keep_document(contact, printed, fingerprint=fingerprint, content=made, at=at)
    return made


def file_name(contact: AnyRow, printed: Printed) -> str:
    """Of any document but the return of an agency: what it is, of which contact, for whom."""
    kind, _, version = printed.name.partition(" ")
    if printed.name == COPY:
        kind = "referral_copy" if contact.kind is ContactKind.REFERRAL else "consultation_copy"
    number = int(version) if version else None
    return identity.named(kind, contact.reference, printed.audience, number)


def headers(name: str) -> dict[str, str]:
    """To look at or to keep; the name holds the reference and no personal data."""
    shown = f'inline; filename="{name}"'
    return {"Content-Type": "application/pdf", "Content-Disposition": shown}


def pdf(document: bytes, name: str) -> Response:
    """The answer that carries a document."""
    answer = make_response(document)
    answer.headers.update(headers(name))
    return answer
