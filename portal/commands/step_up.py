"""Early help stepped up: a referral draft that holds what the episode knows, tied to it."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.commands.base import Refused, command
from portal.commands.consultations import begin_draft, new_row
from portal.commands.episodes import tell
from portal.commands.plan_words import must_be_open
from portal.extensions import db
from portal.models import Contact, EarlyHelpEpisode, EpisodeConflict, EpisodeContact, FamilyConflict
from portal.queries import assessments, early_help, meetings, plans
from portal.rules.journey import is_saved_page
from portal.rules.permissions import Actor
from portal.rules.stepping_up import Known, Say, referral_pages
from portal.rules.typed import UK
from portal.vocabulary import (
    N_,
    AssessmentStatus,
    ContactKind,
    ContactRoute,
    ContactStatus,
    EpisodeLink,
    ReviewStatus,
)

# Why a secret address was read; the same words every time, so they name nobody.
CARRIED = N_("It goes into the referral, where the address stays confidential")
WAITING = frozenset({ContactStatus.DRAFT})


@command
def step_up(
    episode: EarlyHelpEpisode, *, by: Actor, start_key: str, say: Say, at: datetime
) -> Contact:
    """A referral draft with people, worries, what works and what was tried carried over.

    The draft there is, or a referral the hub still has open, is given again: one click or ten
    make one. The episode stays open until its lead ends it. What is of its day, first whether
    anybody is in danger, is asked anew. `say` turns the labels of statuses into the writer's
    language.
    """
    must_be_open(episode)
    if not by.asks:
        raise Refused(N_("Only somebody of an agency can refer. Ask the lead practitioner."))
    found = _going_on(episode, by)
    if found is not None:
        return found
    key = f"{episode.id.hex}{start_key}"[:64]
    draft = begin_draft(by, key, kind=ContactKind.REFERRAL, route=ContactRoute.FULL, at=at)
    if draft.status not in WAITING:  # the same form, long after what it made was sent
        return draft
    today = at.astimezone(UK).date()
    known = _known(by, episode, today)
    for name, answers in referral_pages(known, today, say).items():
        if is_saved_page(name):
            row = new_row(draft, name, at)
            row.answers, row.version = dict(answers), 1
    _tie(episode, draft, at)
    tell(episode, "step_up", by=by, at=at)
    if any(each.is_address_secret and (each.address or each.phone) for each in known.family):
        # Who writes the referral reads it there, and that is an opening like any other.
        tell(episode, "open_address", by=by, at=at, said=say(CARRIED), why=CARRIED)
    return draft


def _going_on(episode: EarlyHelpEpisode, by: Actor) -> Contact | None:
    """The lead's own referral from the episode that is a draft or still with the hub.

    What an earlier lead had begun is not theirs: handing over has put it aside.
    """
    linked = (
        select(Contact)
        .join(EpisodeContact, EpisodeContact.contact_id == Contact.id)
        .where(
            EpisodeContact.hub_id == episode.hub_id,
            EpisodeContact.episode_id == episode.id,
            EpisodeContact.link == EpisodeLink.STEPPED_UP,
            Contact.account_id == by.account_id,
            (Contact.status == ContactStatus.DRAFT) | Contact.is_open.is_(True),
        )
        .order_by(Contact.created_at.desc(), Contact.id)
        .limit(1)
    )
    return db.session.scalars(linked).first()


def _tie(episode: EarlyHelpEpisode, draft: Contact, at: datetime) -> None:
    """Link the two, and keep out of the referral whoever is kept out of where help began."""
    db.session.add(
        EpisodeContact(
            hub_id=episode.hub_id,
            episode_id=episode.id,
            contact_id=draft.id,
            link=EpisodeLink.STEPPED_UP,
            at=at,
        )
    )
    knowing = (
        select(FamilyConflict.account_id, FamilyConflict.declared_at, FamilyConflict.is_by_match)
        .join(EpisodeContact, EpisodeContact.contact_id == FamilyConflict.contact_id)
        .where(EpisodeContact.episode_id == episode.id, EpisodeContact.contact_id != draft.id)
        .union_all(
            select(
                EpisodeConflict.account_id,
                EpisodeConflict.declared_at,
                EpisodeConflict.is_by_match,
            ).where(EpisodeConflict.episode_id == episode.id)
        )
    )
    rows = sorted(db.session.execute(knowing), key=lambda row: not row.is_by_match)
    declared = {row.account_id: row for row in rows}  # their own word stands before a match
    db.session.add_all(
        FamilyConflict(
            hub_id=episode.hub_id,
            contact_id=draft.id,
            account_id=row.account_id,
            declared_at=row.declared_at,
            is_by_match=row.is_by_match,
        )
        for row in declared.values()
    )


def _known(by: Actor, episode: EarlyHelpEpisode, today: Any) -> Known:
    held = early_help.record(by, episode)
    done = (each for each in held.assessments if each.status is AssessmentStatus.COMPLETED)
    last = next(done, held.assessments[0] if held.assessments else None)
    met = (each for each in held.reviews if each.status is not ReviewStatus.CANCELLED)
    review = next(met, None)
    return Known(
        reference=episode.reference,
        must_not_be_told=episode.must_not_be_told,
        family=held.family,
        lines=held.lines,
        team=held.team,
        plan=plans.plan(by, episode).on(today),
        assessment_id=last.id if last else None,
        assessment=assessments.pages(by, episode, last.id) if last else {},
        level_reason=last.level_reason if last else "",
        review_id=review.id if review else None,
        review=meetings.words_of(review) if review else None,
    )
