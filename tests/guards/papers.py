"""A family copy, a paper, or a word in one that needs an eye, for an address that names it."""

import uuid
from typing import Any

from sqlalchemy import select

from portal.blueprints.early_help.papers.making import Asked, family_paper
from portal.extensions import db
from portal.models import (
    Account,
    ClearedHit,
    Contact,
    EarlyHelpEpisode,
    EpisodePerson,
    FamilyCopy,
    PlanGoal,
)
from portal.queries.early_help import started_from
from portal.rules.copy_questions import Question
from portal.rules.copy_scan import Hit
from portal.vocabulary import CopyStatus, CopyVariant, GoalStatus, HelpDocument
from portal.web import uk_time, utc_now
from tests.actors import actor_of
from tests.makers import NOON

PLAIN = "Calm mornings, and breakfast together."
UNSAFE = "Ring 020 7946 0018 in the morning."


def put_paper(values: dict[str, Any], episode: EarlyHelpEpisode, child: uuid.UUID) -> None:
    """What an address of papers names: the plan, the child, a copy in the status asked for."""
    if not {"of_id", "copy_id"} & set(values):
        return
    goal_of(episode, child, PLAIN)
    if "of_id" in values:
        values["of_id"] = episode.id
    if "recipient_id" in values:
        values["recipient_id"] = child
    if "question" in values:
        goal_of(episode, child, UNSAFE)
        values["question"] = _asked_of(episode, child)
    if "copy_id" in values:
        values["copy_id"] = copy_of(episode, child, CopyStatus(values["copy_id"])).id


def _asked_of(episode: EarlyHelpEpisode, child: uuid.UUID) -> str:
    return _unsafe(episode, child).id


def unsafe_text(contact: Contact | None) -> str:
    """The text that may stay, as a page of the question sends it; empty where there is none."""
    episode = started_from(contact.hub_id, contact.id) if contact else None
    if episode is None:
        return ""
    wanted = select(PlanGoal).where(PlanGoal.episode_id == episode.id, PlanGoal.goal == UNSAFE)
    goal = db.session.scalars(wanted).first()
    return _unsafe(episode, uuid.UUID(goal.readers[0])).pieces[0].id if goal else ""


def _unsafe(episode: EarlyHelpEpisode, child: uuid.UUID) -> Question:
    lead = db.session.get_one(Account, episode.lead_id)
    asked = Asked(HelpDocument.PLAN, episode.id, child)
    made = family_paper(actor_of(lead), episode, asked, utc_now())
    assert made is not None
    return next(each for each in made.questions if each.words[0] in UNSAFE)


def goal_of(episode: EarlyHelpEpisode, child: uuid.UUID, words: str) -> PlanGoal:
    """A goal that the child may have in their copy."""
    wanted = select(PlanGoal).where(PlanGoal.episode_id == episode.id, PlanGoal.goal == words)
    if (found := db.session.scalars(wanted).first()) is not None:
        return found
    goal = PlanGoal(
        hub_id=episode.hub_id,
        episode_id=episode.id,
        goal=words,
        status=GoalStatus.OPEN,
        readers=[str(child)],
        changed_by="A maker",
        changed_at=NOON,
    )
    db.session.add(goal)
    db.session.commit()
    return goal


def first_goal(contact: Contact) -> str:
    """The place of the goal that is taken out of the child's copies."""
    episode = started_from(contact.hub_id, contact.id)
    assert episode is not None
    found = db.session.scalars(select(PlanGoal.id).where(PlanGoal.episode_id == episode.id)).first()
    return f"goal:{found}"


def copy_of(episode: EarlyHelpEpisode, child: uuid.UUID, status: CopyStatus) -> FamilyCopy:
    """A copy for the child, made by the lead."""
    lead = db.session.get_one(Account, episode.lead_id)
    asked = Asked(HelpDocument.PLAN, episode.id, child)
    made_at = utc_now()
    now = family_paper(actor_of(lead), episode, asked, made_at)
    assert now is not None
    _clear(now.open_hits, episode, child, lead)
    is_approved = status is not CopyStatus.WAITING
    copy = FamilyCopy(
        hub_id=episode.hub_id,
        episode_id=episode.id,
        recipient_id=child,
        document=asked.document,
        of_id=asked.of_id,
        variant=CopyVariant.STANDARD,
        locale="en",
        digest=now.digest,
        status=status,
        needs_second=True,
        made_by_id=lead.id,
        made_by=lead.name,
        made_at=made_at,
        approved_by_id=lead.id if is_approved else None,
        approved_at=made_at if is_approved else None,
    )
    db.session.add(copy)
    db.session.commit()
    return copy


def _clear(hits: list[Hit], episode: EarlyHelpEpisode, child: uuid.UUID, lead: Account) -> None:
    db.session.add_all(
        ClearedHit(
            hub_id=episode.hub_id,
            episode_id=episode.id,
            recipient_id=child,
            hit=hit.key,
            why="Everybody knows.",
            cleared_by_id=lead.id,
            cleared_by=lead.name,
            cleared_at=NOON,
        )
        for hit in hits
    )


def grow_copies(episode: EarlyHelpEpisode, member: EpisodePerson) -> None:
    """One more copy that waits for a second person, for somebody else of the family."""
    lead = db.session.get_one(Account, episode.lead_id)
    db.session.add(
        FamilyCopy(
            hub_id=episode.hub_id,
            episode_id=episode.id,
            recipient_id=member.id,
            document=HelpDocument.PLAN,
            of_id=episode.id,
            variant=CopyVariant.LARGE_PRINT,
            locale="cy",
            digest="0" * 64,
            status=CopyStatus.WAITING,
            needs_second=True,
            made_by_id=lead.id,
            made_by=lead.name,
            made_at=utc_now(),
        )
    )


def given_today() -> dict[str, str]:
    """That a copy was given today."""
    today = uk_time(utc_now()).date()
    days = {"given_on_day": today.day, "given_on_month": today.month, "given_on_year": today.year}
    return {**{name: str(value) for name, value in days.items()}, "how": "In their hand"}
