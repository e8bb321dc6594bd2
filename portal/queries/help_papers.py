"""Everything an episode knows that one of its papers could say, gathered for that paper."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.queries import assessments, corrections, early_help, family_copies, meetings, plans
from portal.queries.early_help import EpisodeRecord
from portal.queries.frameworks import framework as framework_of
from portal.queries.help_blocks import goals_then, member_facts, person_facts
from portal.queries.help_pages import (
    assessment_pages,
    assessment_scores,
    level_of,
    review_pages,
)
from portal.queries.plans import Plan
from portal.queries.rows import AnyRow
from portal.rules.help_facts import (
    ActionFacts,
    AttendanceFacts,
    EndFacts,
    GoalFacts,
    HelpFacts,
    LeadFacts,
    LineFacts,
    MeetingFacts,
    Place,
    ScoreFacts,
)
from portal.rules.permissions import Actor
from portal.rules.plan import in_order, who_of
from portal.rules.saying import stand_in
from portal.rules.threshold_model import Framework, say
from portal.rules.typed import UK
from portal.vocabulary import (
    ActionStatus,
    AssessmentStatus,
    EpisodeStatus,
    GoalStatus,
    HelpDocument,
    LineKind,
    ReviewStatus,
)


@dataclass(frozen=True)
class Known:
    """The rows that every paper of an episode is made from."""

    record: EpisodeRecord
    plan: Plan
    framework: Framework | None
    on: date  # the day ages are told for
    lang: str


def papers_of(record: EpisodeRecord) -> list[tuple[HelpDocument, uuid.UUID, date | None]]:
    """The papers there are: completed assessments, the plan, recorded meetings, the end."""
    episode = record.episode
    found: list[tuple[HelpDocument, uuid.UUID, date | None]] = [
        (HelpDocument.PLAN, episode.id, None)
    ]
    if episode.status is EpisodeStatus.CLOSED:
        found.insert(0, (HelpDocument.CLOSURE, episode.id, episode.ended_on))
    found += [
        (HelpDocument.REVIEW, each.id, each.held_on)
        for each in record.reviews
        if each.status is ReviewStatus.RECORDED
    ]
    found += [
        (HelpDocument.ASSESSMENT, each.id, each.completed_at.date())
        for each in record.assessments
        if each.status is AssessmentStatus.COMPLETED
    ]
    return found


def facts(
    actor: Actor,
    episode: Any,
    document: HelpDocument,
    of_id: uuid.UUID,
    *,
    on: date,
    lang: str = "en",
) -> HelpFacts | None:
    """All that one paper could say to anybody, on that day; None where there is no such paper."""
    record = early_help.record(actor, episode)
    papers = {(kind, each): day for kind, each, day in papers_of(record)}
    if (document, of_id) not in papers:
        return None
    framework = framework_of(episode.framework_id) if episode.framework_id else None
    known = Known(record, plans.plan(actor, episode), framework, on, lang)
    parts = PARTS[document](actor, known, of_id)
    return HelpFacts(
        document=document,
        reference=episode.reference,
        started_on=episode.started_on,
        happened_on=papers[document, of_id],
        lead=LeadFacts(
            name=episode.lead_name,
            organisation=episode.organisation_name,
            phone=family_copies.lead_phone(episode),
        ),
        people=tuple(person_facts(each, on) for each in record.people),
        team=tuple(member_facts(each) for each in record.team),
        must_not_be_told=episode.must_not_be_told,
        is_anyone_at_risk=record.is_anyone_at_risk,
        secrets=family_copies.secrets(episode, record.people),
        on_contacts=family_copies.on_contacts(episode, record.people),
        sources=(*family_copies.protected_sources(episode), *_line_sources(record)),
        **parts,
    )


def _corrected_on(episode: Any, of_id: uuid.UUID) -> date | None:
    """The day the record of a meeting or of the end was last put right."""
    made = corrections.corrections(episode, of_id)
    return made[-1].corrected_at.astimezone(UK).date() if made else None


def _line_sources(record: EpisodeRecord) -> tuple[str, ...]:
    """Who is behind what the episode was told in confidence, also where it was taken away."""
    return tuple(each.said_by_detail for each in record.lines if each.is_source_protected)


def _assessment(actor: Actor, known: Known, of_id: uuid.UUID) -> dict[str, Any]:
    episode = known.record.episode
    pages = assessments.pages(actor, episode, of_id)
    row = next(each for each in known.record.assessments if each.id == of_id)
    return {
        "lines": tuple(_line(each, known) for each in known.record.lines if not each.is_removed),
        "pages": assessment_pages(of_id, pages, known.record.people),
        "scores": assessment_scores(of_id, pages, known.record.people, row.completed_at.date()),
        "level": level_of(row, known.framework, known.lang),
        "next_on": episode.meeting_due_on,
        "corrected_on": _corrected_on(episode, of_id),
    }


def _line(row: AnyRow, known: Known) -> LineFacts:
    text, lang = row.text, ""
    if row.kind is LineKind.INDICATOR and known.framework is not None:
        found = known.framework.indicator.get(row.indicator_id)
        text = say(found.text, known.lang) if found else row.indicator_id
        lang = stand_in(found.text, known.lang) if found else ""
    return LineFacts(
        kind=row.kind,
        text=text,
        about_id=str(row.about_id or ""),
        when=row.when,
        said_by=row.said_by,
        said_by_detail=row.said_by_detail,
        is_source_protected=row.is_source_protected,
        readers=frozenset(row.readers),
        lang=lang,
        place=Place("line", str(row.id)),
    )


def _plan(actor: Actor, known: Known, _of_id: uuid.UUID) -> dict[str, Any]:
    episode = known.record.episode
    return {
        **_goals_now(known, without_dropped=True),
        "scores": _history(actor, known),
        "next_on": episode.meeting_due_on,
    }


def _goals_now(known: Known, *, without_dropped: bool) -> dict[str, Any]:
    """Goals and actions that stand; in the plan, without those that were dropped."""
    names = {each.id: each.name for each in known.plan.team}
    goals = [each for each in in_order(known.plan.goals) if not each.is_removed]
    actions = [each for each in in_order(known.plan.actions) if not each.is_removed]
    if without_dropped:
        goals = [each for each in goals if each.status is not GoalStatus.DROPPED]
        actions = [each for each in actions if each.status is not ActionStatus.DROPPED]
    return {
        "goals": tuple(_goal(each) for each in goals),
        "actions": tuple(_action(each, names) for each in actions),
    }


def _goal(row: AnyRow) -> GoalFacts:
    return GoalFacts(
        id=str(row.id),
        goal=row.goal,
        domain=row.domain,
        need=row.need,
        whose_words=row.whose_words,
        status=row.status,
        readers=frozenset(row.readers),
        place=Place("goal", str(row.id)),
    )


def _action(row: AnyRow, names: dict[uuid.UUID, str]) -> ActionFacts:
    return ActionFacts(
        goal_id=str(row.goal_id),
        what=row.what,
        who=who_of(row, names),
        member_id=str(row.member_id or ""),
        by_on=row.by_on,
        how_known=row.how_known,
        contingency=row.contingency,
        status=row.status,
        status_note=row.status_note,
        status_on=row.status_on,
        readers=frozenset(row.readers),
        place=Place("action", str(row.id)),
    )


def _history(actor: Actor, known: Known, until: date | None = None) -> tuple[ScoreFacts, ...]:
    """Every score up to a day, without its words: they are in the paper it was given in."""
    return tuple(
        _score(row, of_id=None)
        for row in assessments.scores(actor, known.record.episode)
        if until is None or row.on <= until
    )


def _score(row: AnyRow, of_id: uuid.UUID | None) -> ScoreFacts:
    is_told = row.of_id == of_id
    return ScoreFacts(
        domain=row.domain,
        score=row.score,
        on=row.on,
        agreed_with=row.agreed_with if is_told else "",
        evidence=row.evidence if is_told else "",
        readers=frozenset(row.readers),
        place=Place("score", str(row.id)),
    )


def _review(actor: Actor, known: Known, of_id: uuid.UUID) -> dict[str, Any]:
    episode = known.record.episode
    row = next(each for each in known.record.reviews if each.id == of_id)
    held = meetings.record(actor, episode, row)
    return {
        **goals_then(row.actions, known.plan),
        "pages": review_pages(of_id, held.words, episode.hub_id, known.lang),
        "scores": tuple(
            _score(each, of_id=of_id)
            for each in assessments.scores(actor, episode)
            if each.on <= row.held_on
        ),
        "attendance": tuple(
            AttendanceFacts(
                member_id=str(each.member_id),
                attended=each.attended,
                contribution=each.contribution,
                readers=frozenset(each.readers),
                place=Place("attendance", str(each.id)),
            )
            for each in held.attendance
        ),
        "meeting": MeetingFacts(
            kind=row.kind,
            held_on=row.held_on,
            outcome=row.outcome,
            outcome_why=row.outcome_why,
            readers=held.words.why.may_read,
            place=Place("page", f"{of_id}|decision|may_read"),
        ),
        "next_on": row.next_on,
        "corrected_on": _corrected_on(episode, of_id),
    }


def _closure(actor: Actor, known: Known, _of_id: uuid.UUID) -> dict[str, Any]:
    episode = known.record.episode
    return {
        **_goals_now(known, without_dropped=False),
        "scores": _history(actor, known),
        "end": EndFacts(
            on=episode.ended_on,
            reason=episode.end_reason,
            note=episode.end_note,
            family_words=episode.family_words,
        ),
        "corrected_on": _corrected_on(episode, episode.id),
    }


PARTS = {
    HelpDocument.ASSESSMENT: _assessment,
    HelpDocument.PLAN: _plan,
    HelpDocument.REVIEW: _review,
    HelpDocument.CLOSURE: _closure,
}
