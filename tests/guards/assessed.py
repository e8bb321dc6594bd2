"""Two assessments of an episode: one completed, and the one that is being written."""

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from portal.extensions import db
from portal.models import (
    Assessment,
    DomainScore,
    EarlyHelpEpisode,
    EpisodePage,
    EpisodePerson,
    RecordCorrection,
)
from portal.queries import hubs
from portal.vocabulary import AssessmentStatus, HelpDomain
from tests.makers import NOON

DAY, AT = NOON.date(), NOON.isoformat()


def put_in_assessment(values: dict[str, Any], episode: EarlyHelpEpisode) -> None:
    """The draft or the one completed before it, and whose voice the address is about."""
    draft = draft_of(episode)
    is_before = values["assessment_id"] == "completed"
    values["assessment_id"] = completed_of(episode) if is_before else draft
    if "person_id" in values:
        values["person_id"] = first_of(episode)


def draft_of(episode: EarlyHelpEpisode) -> uuid.UUID:
    """The assessment that is being written, with one completed before it."""
    drafts = select(Assessment.id).where(
        Assessment.episode_id == episode.id, Assessment.status == AssessmentStatus.DRAFT
    )
    found = db.session.scalars(drafts).first()
    return found if found is not None else _write(episode)


def completed_of(episode: EarlyHelpEpisode) -> uuid.UUID:
    """The completed assessment, corrected once."""
    done = select(Assessment.id).where(
        Assessment.episode_id == episode.id, Assessment.status == AssessmentStatus.COMPLETED
    )
    return db.session.scalars(done).one()


def first_of(episode: EarlyHelpEpisode) -> uuid.UUID:
    """The first child of the family."""
    people = select(EpisodePerson.id).where(EpisodePerson.episode_id == episode.id)
    return db.session.scalars(people.order_by(EpisodePerson.position)).first() or uuid.uuid4()


def _write(episode: EarlyHelpEpisode) -> uuid.UUID:
    done = {"completed_at": NOON, "completed_by": "A maker", "level": 2, "guidance": {}}
    before = _assessment(episode, 1, AssessmentStatus.COMPLETED, **done)
    draft = _assessment(episode, 2, AssessmentStatus.DRAFT)
    db.session.add_all([before, draft])
    db.session.flush()
    child = str(first_of(episode))
    pages = {
        f"voice:{child}": {"words": "I like it at Nan's.", "may_read": [child]},
        "domain:home": {"score": "4", "evidence": "The boiler is broken."},
        "analysis": {"worries": "Tired in lessons."},
        "level": {"level": "2", "reason": "Two needs."},
    }
    db.session.add_all(
        [
            *(_page(episode, of.id, name, pages[name]) for of in (before, draft) for name in pages),
            *(score(episode, before.id, each, days) for days, each in ((60, 3), (0, 4))),
        ]
    )
    db.session.add(_corrected(before))
    db.session.commit()
    return draft.id


def _corrected(before: Assessment) -> RecordCorrection:
    """As if its analysis had said something else."""
    lead = db.session.get_one(EarlyHelpEpisode, before.episode_id).lead_id
    return RecordCorrection(
        hub_id=before.hub_id,
        episode_id=before.episode_id,
        of_id=before.id,
        number=1,
        held={"pages": {"analysis": {"worries": "Hungry."}}, "by": "A maker", "at": AT},
        why="It was tiredness.",
        corrected_by_id=lead,
        corrected_by="A maker",
        corrected_at=NOON,
    )


def _assessment(
    episode: EarlyHelpEpisode, number: int, status: AssessmentStatus, **more: Any
) -> Assessment:
    return Assessment(
        hub_id=episode.hub_id,
        episode_id=episode.id,
        number=number,
        status=status,
        started_on=DAY,
        started_by="A maker",
        framework_id=hubs.hub(episode.hub_id).framework_id,
        **more,
    )


def _page(
    episode: EarlyHelpEpisode, of_id: uuid.UUID, name: str, answers: dict[str, Any]
) -> EpisodePage:
    return EpisodePage(
        hub_id=episode.hub_id,
        episode_id=episode.id,
        of_id=of_id,
        page=name,
        answers=answers,
        saved_by_id=episode.lead_id,
        saved_by=episode.lead_name,
        saved_at=NOON,
    )


def score(episode: EarlyHelpEpisode, of_id: uuid.UUID, given: int, days: int) -> DomainScore:
    """Where the family stood at home, so many days ago."""
    return DomainScore(
        hub_id=episode.hub_id,
        episode_id=episode.id,
        of_id=of_id,
        domain=HelpDomain.HOME,
        score=given,
        on=DAY - timedelta(days=days),
        agreed_with="Gwen",
        evidence="The boiler.",
    )
