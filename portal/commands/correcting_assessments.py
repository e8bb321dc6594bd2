"""A completed assessment corrected, page by page: the one before stays and can be read."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete

from portal.commands.assessments import add_scores, guidance_of
from portal.commands.base import Refused, command
from portal.commands.contact_words import checked_text
from portal.commands.corrections import SAY_WHY, Correction, is_new
from portal.commands.episode_pages import write_page
from portal.commands.episodes import tell
from portal.extensions import db
from portal.models import Assessment, DomainScore, EarlyHelpEpisode
from portal.queries import assessments, corrections, early_help
from portal.queries.frameworks import framework as framework_of
from portal.queries.rows import AnyRow
from portal.rules.assessment import AssessmentFacts, as_said, read
from portal.rules.assessment_guidance import levels_offered
from portal.rules.assessment_pages import blocks, page_names
from portal.rules.permissions import Actor
from portal.rules.typed import UK, Page
from portal.vocabulary import N_, AssessmentStatus

NOT_COMPLETED = N_("Only an assessment that is completed can be corrected.")


@command
def correct_assessment(
    episode: EarlyHelpEpisode,
    *,
    by: Actor,
    assessment_id: uuid.UUID,
    name: str,
    answers: Page,
    why: str,
    base: int,
    at: datetime,
    page_base: int | None = None,
) -> Assessment:
    """Put one page of a completed assessment right; the one before stays beside it.

    As `correct_meeting`: `base` is how often it had been corrected when it was opened, `page_base`
    the version of its page. A corrected number or level is the family's from now on, for the day
    of the assessment; what the threshold document said then stays as it was frozen. Raises
    `RecordCrossed`; `Refused`, naming the field, without a reason or a change, and where the
    assessment could not be completed as it would then stand.
    """
    why = checked_text(why, "why", SAY_WHY)
    assessment = assessments.assessment_to_change(by, episode, assessment_id)
    if assessment is None or assessment.status is not AssessmentStatus.COMPLETED:
        raise Refused(NOT_COMPLETED)
    rows = assessments.page_rows(by, episode, assessment_id)
    family = early_help.people(episode.hub_id, episode.id)
    if name not in rows and name not in {str(each) for each in page_names(family)}:
        raise ValueError(f"no page is called {name!r}")
    earlier = corrections.corrections(episode, assessment_id)
    held = _as_it_is(assessment, rows, earlier)
    made = Correction(episode, assessment_id, held, earlier, by, why, at)
    given = as_said(name.partition(":")[0], answers)
    if not is_new(made, name, given, base, page_base, rows.get(name)):
        return assessment
    made.keep()
    tab = uuid.uuid4().hex
    write_page(by, episode, assessment_id, name, given, tab=tab, base_version=None, at=at)
    db.session.flush()
    _put_right(made, assessment, name, family)
    tell(episode, "correct_assessment", by=by, at=at, said=why)
    return assessment


def _as_it_is(
    assessment: Assessment, rows: dict[str, AnyRow], earlier: Sequence[AnyRow]
) -> dict[str, Any]:
    """The assessment as it stands, with who made it so."""
    last = earlier[-1] if earlier else None
    made_at = last.corrected_at if last else assessment.completed_at
    return {
        "pages": {name: as_said(name.partition(":")[0], row.answers) for name, row in rows.items()},
        "by": last.corrected_by if last else assessment.completed_by,
        "at": made_at.isoformat() if made_at else "",
    }


def _put_right(
    made: Correction, assessment: Assessment, name: str, family: Sequence[AnyRow]
) -> None:
    """What follows from the page: a number of the family's, or the level; it stays complete."""
    facts = read(assessments.pages(made.by, made.episode, assessment.id))
    _must_stand(made, assessment, facts, family)
    kind, _, key = name.partition(":")
    if kind == "domain":
        _score_again(made, assessment, facts, key, family)
    elif kind == "level":
        assessment.level, assessment.level_reason = facts.level.level, facts.level.reason


def _must_stand(
    made: Correction, assessment: Assessment, facts: AssessmentFacts, family: Sequence[AnyRow]
) -> None:
    if assessment.framework_id is None:
        return
    framework = framework_of(assessment.framework_id)
    today = made.at.astimezone(UK).date()
    given = guidance_of(made.by, made.episode, framework, facts, family, today)
    ranks = {level.rank for level in levels_offered(framework, given, facts)}
    if assessment.level is not None and facts.level.level == assessment.level:
        ranks.add(assessment.level)  # chosen when it was completed, and not now
    if missing := blocks(facts, family, ranks):
        raise Refused(missing[0].message, missing[0].field)


def _score_again(
    made: Correction,
    assessment: Assessment,
    facts: AssessmentFacts,
    domain: str,
    family: Sequence[AnyRow],
) -> None:
    db.session.execute(
        delete(DomainScore).where(
            DomainScore.hub_id == assessment.hub_id,
            DomainScore.episode_id == assessment.episode_id,
            DomainScore.of_id == assessment.id,
            DomainScore.domain == domain,
        )
    )
    on = (assessment.completed_at or made.at).astimezone(UK).date()
    again = [each for each in facts.scored if each.domain.value == domain]
    add_scores(made.episode, assessment, again, family, on)
