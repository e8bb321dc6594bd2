"""Builds a copy for one audience from an allow-list; what is left out leaves no trace."""

from dataclasses import fields, replace
from typing import Any

from portal.documents.check_lines import CheckAnswerLine
from portal.documents.data import (
    AdviceContent,
    AdviceFacts,
    AdviceRecord,
    CheckContent,
    CheckFacts,
    CheckReturn,
    ChronologyFacts,
    ChronologyRecord,
    ConsultationContent,
    ConsultationCopy,
    ConsultationFacts,
    DecisionContent,
    DecisionFacts,
    DecisionLetter,
    DocumentContent,
    MaracContent,
    MaracFacts,
    MaracReferralCopy,
)
from portal.documents.lines import StatementLine
from portal.rules.checks import Reader, may_see
from portal.vocabulary import Audience, CheckAnswer, MayShare

READERS = {Audience.PROFESSIONAL: Reader.REFERRER, Audience.HUB: Reader.TEAM}


def advice_record(facts: AdviceFacts, audience: Audience) -> AdviceRecord:
    """The advice record as this audience may have it.

    Only the hub's copy says what came from a protected source, and who that is.
    """
    return AdviceRecord(
        audience=audience,
        protected_statements=_protected(facts.statements, audience),
        **_allowed(facts, AdviceContent),
    )


def decision_letter(facts: DecisionFacts, audience: Audience) -> DecisionLetter:
    """The decision as this audience may have it; protected sources as in the advice record."""
    return DecisionLetter(
        audience=audience,
        protected_statements=_protected(facts.statements, audience),
        **_allowed(facts, DecisionContent),
    )


def _protected(
    statements: tuple[StatementLine, ...], audience: Audience
) -> tuple[StatementLine, ...]:
    if audience is not Audience.HUB:
        return ()
    return tuple(line for line in statements if line.is_source_protected)


def consultation_copy(facts: ConsultationFacts, audience: Audience) -> ConsultationCopy:
    """A copy of what was sent as this audience may have it."""
    statements = facts.statements
    if audience is not Audience.HUB:
        statements = _without_sources(statements, is_seen=facts.may_be_seen)
    return ConsultationCopy(
        audience=audience, statements=statements, **_allowed(facts, ConsultationContent)
    )


def check_return(facts: CheckFacts, audience: Audience) -> CheckReturn:
    """An agency's return as this audience may have it: by the permission given with each answer.

    The agency has its own answers and the question it was asked; who sent the contact has only
    released answers, without the question; what only the asker may read is in no other copy.
    """
    reader = READERS.get(audience)
    answers = tuple(
        line for line in facts.answers if reader is None or may_see(reader, *_standing(line))
    )
    is_whole = audience is not Audience.PROFESSIONAL
    return CheckReturn(
        audience=audience,
        answers=answers,
        asked=facts.asked if is_whole else None,
        answered_by=facts.answered_by if is_whole else "",
        withheld=len(facts.answers) - len(answers) if audience is Audience.HUB else 0,
        **_allowed(facts, CheckContent),
    )


def _standing(line: CheckAnswerLine) -> tuple[CheckAnswer, MayShare]:
    return line.answer, line.may_share


def marac_referral(facts: MaracFacts, audience: Audience) -> MaracReferralCopy:
    """A MARAC referral as this audience may have it.

    Only the hub's copy has the hub's own note and protected sources; where the person causing harm
    could see the record, no other copy says who asked.
    """
    is_hub = audience is Audience.HUB
    return MaracReferralCopy(
        audience=audience,
        asked_by=None if facts.may_be_seen and not is_hub else facts.asked_by,
        hub_note=facts.hub_note if is_hub else "",
        protected_statements=_protected(facts.statements, audience),
        **_allowed(facts, MaracContent),
    )


def chronology(facts: ChronologyFacts, audience: Audience) -> ChronologyRecord:
    """What happened as this audience may have it.

    Only the hub's copy tells of other contacts, with their warnings: whether a family was known is
    not a referrer's.
    """
    content = _allowed(facts, DocumentContent)
    happenings = facts.happenings
    if audience is Audience.HUB:
        happenings = (*happenings, *facts.elsewhere)
        content["is_safe_contact"] = facts.is_safe_contact or facts.is_safe_elsewhere
        not_told = (facts.must_not_be_told, *facts.not_told_elsewhere)
        content["must_not_be_told"] = "\n\n".join(filter(None, not_told))
    in_order = tuple(sorted(happenings, key=lambda each: each.at))
    return ChronologyRecord(audience=audience, happenings=in_order, **content)


def _without_sources(
    statements: tuple[StatementLine, ...], *, is_seen: bool
) -> tuple[StatementLine, ...]:
    """Name no source at all when one is protected: a single gap would show which one it is."""
    if not is_seen and not any(line.is_source_protected for line in statements):
        return statements
    return tuple(
        replace(line, said_by="", said_by_detail="", is_source_protected=False)
        for line in statements
    )


def _allowed(facts: object, content: type[DocumentContent]) -> dict[str, Any]:
    """The fields that the content class names: a field added to the facts alone goes nowhere."""
    return {field.name: getattr(facts, field.name) for field in fields(content)}
