"""Builds a copy for one audience from an allow-list; what is left out leaves no trace."""

from dataclasses import fields, replace
from typing import Any

from portal.documents.data import (
    AdviceContent,
    AdviceFacts,
    AdviceRecord,
    ChronologyFacts,
    ChronologyRecord,
    ConsultationContent,
    ConsultationCopy,
    ConsultationFacts,
    DecisionContent,
    DecisionFacts,
    DecisionLetter,
    DocumentContent,
    StatementLine,
)
from portal.vocabulary import Audience


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
        statements = _without_sources(statements)
    return ConsultationCopy(
        audience=audience, statements=statements, **_allowed(facts, ConsultationContent)
    )


def chronology(facts: ChronologyFacts, audience: Audience) -> ChronologyRecord:
    """What happened as this audience may have it.

    Only the hub's copy tells of other contacts: whether a family was known is not a referrer's.
    """
    others = facts.elsewhere if audience is Audience.HUB else ()
    happenings = sorted((*facts.happenings, *others), key=lambda each: each.at)
    return ChronologyRecord(
        audience=audience, happenings=tuple(happenings), **_allowed(facts, DocumentContent)
    )


def _without_sources(statements: tuple[StatementLine, ...]) -> tuple[StatementLine, ...]:
    """Name no source at all when one is protected: a single gap would show which one it is."""
    if not any(line.is_source_protected for line in statements):
        return statements
    return tuple(
        replace(line, said_by="", said_by_detail="", is_source_protected=False)
        for line in statements
    )


def _allowed(facts: object, content: type[DocumentContent]) -> dict[str, Any]:
    """The fields that the content class names: a field added to the facts alone goes nowhere."""
    return {field.name: getattr(facts, field.name) for field in fields(content)}
