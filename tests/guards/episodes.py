"""The episode of early help that an address is about: started from the contact when first asked."""

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from portal.commands.agreements import record_agreement
from portal.commands.episodes import start_early_help
from portal.extensions import db
from portal.models import (
    Account,
    Agreement,
    Contact,
    EarlyHelpEpisode,
    EpisodeLine,
    EpisodePerson,
    Membership,
    Person,
    RiskProposal,
    TeamMember,
)
from portal.queries import early_help
from portal.queries.early_help import started_from
from portal.rules.early_help import must_agree
from portal.vocabulary import (
    AgeKind,
    AgreementHow,
    EpisodeEnd,
    EpisodeReason,
    EpisodeStatus,
    MemberSees,
    Part,
    PersonKind,
    Role,
)
from tests.actors import actor_of
from tests.guards.assessed import put_in_assessment
from tests.guards.papers import put_paper
from tests.guards.planned_help import put_in_plan
from tests.makers import NOON


def episode_of(contact: Contact) -> EarlyHelpEpisode:
    """Led by who wrote the contact; the lead practitioner of another school writes with them."""
    found = started_from(contact.hub_id, contact.id)
    return found if found is not None else start(contact)


def start(contact: Contact, **more: Any) -> EarlyHelpEpisode:
    """Early help from this contact, agreed to by everybody, with a team of two."""
    lead = actor_of(db.session.get_one(Account, contact.account_id))
    episode = start_early_help(
        lead,
        **{
            "start_key": uuid.uuid4().hex,
            "reason": EpisodeReason.PARENTING,
            "reason_note": "Calmer mornings.",
            "started_on": NOON.date() - timedelta(days=7),
            "lead_id": None,
            "at": NOON,
            "randomness": lambda: uuid.uuid4().bytes,
            "contact": contact,
            **more,
        },
    )
    people = early_help.people(episode.hub_id, episode.id)
    asked = [each.id for each in people if must_agree(each, each.part, NOON.date())]
    for person in dict.fromkeys([member_of(episode), *asked]):
        record_agreement(
            episode,
            person,
            is_given=True,
            given_by="",
            how=AgreementHow.SPOKEN,
            given_on=NOON.date(),
            may_be_shared_with="",
            note="",
            by=lead,
            at=NOON,
        )
    episode.is_sharing_awaited = False
    _team(episode)
    db.session.commit()
    return episode


def _team(episode: EarlyHelpEpisode) -> None:
    beside = db.session.scalars(
        select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .where(
            Membership.hub_id == episode.hub_id,
            Membership.role == Role.LEAD_PRACTITIONER,
            Account.id != episode.lead_id,
        )
        .order_by(Account.email)
    ).first()
    db.session.add(
        TeamMember(
            hub_id=episode.hub_id,
            episode_id=episode.id,
            account_id=beside.id if beside else None,
            name=beside.name if beside else "A coach",
            can_write=beside is not None,
            sees=MemberSees.EVERYTHING,
            joined_on=NOON.date(),
        )
    )


def _open_or_ended(episode: EarlyHelpEpisode, *, is_ended: bool) -> None:
    """As the address wants it: most are about help that goes on."""
    if is_ended == (episode.status is EpisodeStatus.CLOSED):
        return
    episode.status = EpisodeStatus.CLOSED if is_ended else EpisodeStatus.OPEN
    episode.end_reason = EpisodeEnd.MOVED if is_ended else None
    episode.ended_on, episode.end_note = (NOON.date() if is_ended else None), "They moved."
    db.session.commit()


def member_of(episode: EarlyHelpEpisode) -> uuid.UUID:
    """The first child of the family."""
    return _first(EpisodePerson, episode)


def _member(episode: EarlyHelpEpisode, wanted: str) -> uuid.UUID:
    return member_of(episode) if wanted == "child" else at_risk_of(episode, wanted)


def at_risk_of(episode: EarlyHelpEpisode, wanted: str = "at risk") -> uuid.UUID:
    """A relative at a secret address; `doubted`: somebody said that they are at risk no longer."""
    found = db.session.scalars(
        select(EpisodePerson).filter_by(episode_id=episode.id, school=wanted)
    ).first()
    return found.id if found is not None else _put_at_risk(episode, wanted)


def _put_at_risk(episode: EarlyHelpEpisode, wanted: str) -> uuid.UUID:
    ids = {"hub_id": episode.hub_id, "episode_id": episode.id}
    about = {"kind": PersonKind.ADULT, "name": "Gwen Pike", "age_kind": AgeKind.NOT_KNOWN}
    person = Person(hub_id=episode.hub_id, **about)
    db.session.add(person)
    db.session.flush()
    told = {"part": Part.RELATIVE, "school": wanted, "address": "4 Ferry Steps", "position": 90}
    kept = {"is_at_risk": True, "is_address_secret": True, "age_on": NOON.date()}
    member = EpisodePerson(**ids, **about, **told, **kept, person_id=person.id)
    db.session.add(member)
    db.session.flush()
    if wanted == "doubted":
        by = {"proposed_by_id": _nobody_else(episode), "proposed_by": "A colleague"}
        said = RiskProposal(**ids, **by, person_id=member.id, why="He left.", proposed_at=NOON)
        db.session.add(said)
    db.session.commit()
    return member.id


def _nobody_else(episode: EarlyHelpEpisode) -> uuid.UUID:
    """An account that no persona of a test signs in with here."""
    wanted = select(Membership.account_id).where(Membership.hub_id != episode.hub_id)
    return db.session.scalars(wanted).first() or episode.lead_id


def unasked(episode: EarlyHelpEpisode) -> None:
    """Nobody has said anything about agreement yet."""
    for row in db.session.scalars(select(Agreement).filter_by(episode_id=episode.id)):
        row.is_standing = False
    episode.has_agreement, episode.is_sharing_awaited = False, True
    db.session.commit()


def _first(model: Any, episode: EarlyHelpEpisode) -> uuid.UUID:
    rows = select(model.id).where(model.episode_id == episode.id).order_by(model.position)
    return db.session.scalars(rows).first() or uuid.uuid4()


def put_in_episode(values: dict[str, Any], contact: Contact) -> None:
    """The episode, and what of it an address names."""
    values.pop("contact_id", None)
    if contact.submitted_at is None:  # from which no help can have been started
        values |= {name: uuid.uuid4() for name in values if name.endswith("_id")}
        return
    episode = episode_of(contact)
    _open_or_ended(episode, is_ended=values["episode_id"] == "ended")
    if values["episode_id"] == "awaited":
        unasked(episode)
    values["episode_id"] = episode.id
    if "member_id" in values:
        values["member_id"] = _member(episode, values["member_id"])
    if "line_id" in values:
        values["line_id"] = _first(EpisodeLine, episode)
    if "assessment_id" in values:
        put_in_assessment(values, episode)
    put_in_plan(values, episode)
    if values.get("setting") or values.get("document") or "copy_id" in values:
        put_paper(values, episode, member_of(episode))
