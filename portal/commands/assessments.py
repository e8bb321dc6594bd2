"""An early help assessment started, written by several people page by page, and completed."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from portal.commands.base import Refused, command
from portal.commands.episode_pages import write_page
from portal.commands.episodes import tell
from portal.commands.help_days import set_next_due
from portal.extensions import db
from portal.frameworks.cases import case_as_json, outcome_as_json
from portal.models import Assessment, DomainScore, EarlyHelpEpisode
from portal.queries import assessments, early_help, hubs
from portal.queries.frameworks import framework as framework_of
from portal.queries.rows import AnyRow
from portal.rules.assessment import AssessmentFacts, DomainFacts, read
from portal.rules.assessment_guidance import as_consultation, levels_offered
from portal.rules.assessment_pages import blocks, page_names
from portal.rules.guidance import ChildGuidance, guide
from portal.rules.permissions import Actor
from portal.rules.threshold_model import Framework
from portal.rules.typed import UK
from portal.vocabulary import N_, AssessmentStatus


class AssessmentCompleted(Exception):
    """Somebody completed the assessment: nothing can be written on its pages any more."""


@command
def start_assessment(actor: Actor, episode: EarlyHelpEpisode, *, at: datetime) -> Assessment:
    """Start writing an assessment; while one is being written, that one is gone on with.

    It is guided by the version of the threshold document the hub uses now.
    """
    found = assessments.draft_of(actor, episode)
    if found is not None:
        return found
    made = Assessment(
        hub_id=episode.hub_id,
        episode_id=episode.id,
        number=assessments.last_number(actor, episode) + 1,
        status=AssessmentStatus.DRAFT,
        started_on=at.astimezone(UK).date(),
        started_by=actor.name,
        framework_id=hubs.hub(episode.hub_id).framework_id,
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
            db.session.flush()
    except IntegrityError:  # started by somebody else a moment ago
        started = assessments.draft_of(actor, episode)
        if started is None:
            raise
        return started
    tell(episode, "start_assessment", by=actor, at=at)
    return made


@command
def save_assessment_page(
    actor: Actor,
    episode: EarlyHelpEpisode,
    assessment_id: uuid.UUID,
    name: str,
    answers: Mapping[str, Any],
    *,
    tab: str,
    base_version: int | None,
    at: datetime,
    path: str = "",
) -> int:
    """Save one page exactly as typed; see `write_page`.

    Raises `AssessmentCompleted`, `EpisodePageConflict`, and ValueError for a page it has not.
    """
    assessment = _draft(actor, episode, assessment_id)
    people = early_help.people(episode.hub_id, episode.id)
    written = assessments.pages(actor, episode, assessment.id)
    if name not in written and name not in {str(each) for each in page_names(people)}:
        raise ValueError(f"no page is called {name!r}")
    return write_page(
        actor,
        episode,
        assessment.id,
        name,
        answers,
        tab=tab,
        base_version=base_version,
        at=at,
        path=path,
    )


def _draft(actor: Actor, episode: EarlyHelpEpisode, assessment_id: uuid.UUID) -> Assessment:
    assessment = assessments.assessment_to_change(actor, episode, assessment_id)
    if assessment is None:
        raise ValueError("no such assessment in this episode")
    if assessment.status is not AssessmentStatus.DRAFT:
        raise AssessmentCompleted
    return assessment


@command
def complete_assessment(
    episode: EarlyHelpEpisode, *, by: Actor, assessment_id: uuid.UUID, at: datetime
) -> Assessment:
    """Fix it: its scores become the family's, its guidance is frozen, and its day is met.

    Completing twice is completing once. Raises `Refused`, naming the field, where neither a voice
    is written nor why there is none, or no level nor why there is none.
    """
    assessment = assessments.assessment_to_change(by, episode, assessment_id)
    if assessment is None:
        raise ValueError("no such assessment in this episode")
    if assessment.status is AssessmentStatus.COMPLETED:
        return assessment
    if assessment.framework_id is None:
        raise Refused(N_("This hub has no published threshold framework yet."))
    framework = framework_of(assessment.framework_id)
    family = early_help.people(episode.hub_id, episode.id)
    facts = read(assessments.pages(by, episode, assessment.id))
    on = at.astimezone(UK).date()
    given = guidance_of(by, episode, framework, facts, family, on)
    ranks = {level.rank for level in levels_offered(framework, given, facts)}
    if missing := blocks(facts, family, ranks):
        raise Refused(missing[0].message, missing[0].field)
    add_scores(episode, assessment, facts.scored, family, on)
    assessment.level = facts.level.level
    assessment.level_reason = facts.level.reason
    assessment.guidance = _frozen(framework, given)
    assessment.status = AssessmentStatus.COMPLETED
    assessment.completed_at, assessment.completed_by = at, by.name
    episode.assessment_due_on = None
    set_next_due(episode)
    tell(episode, "complete_assessment", by=by, at=at)
    return assessment


def add_scores(
    episode: EarlyHelpEpisode,
    assessment: Assessment,
    scored: Iterable[DomainFacts],
    family: Sequence[AnyRow],
    on: date,
) -> None:
    """Numbers as the family's, with those they were agreed with by name."""
    names = {str(person.id): person.name for person in family}
    db.session.add_all(
        DomainScore(
            hub_id=episode.hub_id,
            episode_id=episode.id,
            of_id=assessment.id,
            domain=each.domain,
            score=each.score,
            on=on,
            agreed_with="; ".join(
                filter(None, (*(names.get(key, "") for key in each.agreed_with), each.agreed_else))
            ),
            evidence=each.evidence,
            readers=list(each.readers),
        )
        for each in scored
    )


def guidance_of(
    actor: Actor,
    episode: EarlyHelpEpisode,
    framework: Framework,
    facts: AssessmentFacts,
    family: Sequence[AnyRow],
    on: date,
) -> tuple[ChildGuidance, ...]:
    """Guidance for each child as it stands today."""
    nation = hubs.hub(episode.hub_id).nation
    lines = early_help.lines(actor, episode)
    known = as_consultation(framework, family, lines, facts, on)
    return guide(framework, known, nation=nation, on=on)


def _frozen(framework: Framework, given: Iterable[ChildGuidance]) -> dict[str, Any]:
    """The same in the form that guidance is read back from."""
    return {
        "children": [
            {
                "person": str(each.person.id) if each.person else "",
                "name": each.person.name if each.person else "",
                "case": case_as_json(each.case, framework),
                "result": outcome_as_json(each.outcome, framework),
            }
            for each in given
        ]
    }
