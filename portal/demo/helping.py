"""Plays a family's early help through the real commands: begun, agreed to, assessed."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from portal.commands import agreements, assessments, episode_family, episodes, help_safety, team
from portal.demo.family_stories import FamilyStory, Told
from portal.demo.helped import Actors, Helped
from portal.demo.helping_papers import ENDING
from portal.demo.helping_plans import PLANNING
from portal.extensions import db
from portal.models import Account, Contact
from portal.queries import early_help
from portal.rules.early_help_people import read_member
from portal.rules.permissions import Actor
from portal.rules.typed import UK
from portal.vocabulary import AgreementHow, EpisodeReason, LawfulBasis, LineKind, MemberSees, SaidBy

STEP = frozenset({"do", "by", "day", "time", "who"})  # of a step, not of what was typed in it
NAMES_OF_PEOPLE = ("took_part", "agreed_with")


def play_family(story: FamilyStory, actors: Actors) -> Helped:
    """The whole story, from the first day to the last step."""
    family = _begin(story, actors)
    for key, told in story.told.get("people", {}).items():
        _add_member(family, key, told)
    for at, told in story.steps():
        by = actors[told.get("by", story.lead)]
        HELP[told["do"]](family, by, told, at)
    return family


def _begin(story: FamilyStory, actors: Actors) -> Helped:
    """Fresh, or from the contact of a worked case; the reference is the same in every demo."""
    told = story.told
    by, lead = actors[told.get("by", story.lead)], actors[story.lead]
    dice = random.Random(story.slug)  # noqa: S311 - as for the contacts
    contact = None
    if start_key := told.get("contact") or ("asked" in told and story.slug):
        contact = db.session.query(Contact).filter_by(start_key=start_key).one()
    episode = episodes.start_early_help(
        by,
        start_key=story.slug,
        reason=EpisodeReason(told["reason"]),
        reason_note=told.get("reason_note", ""),
        started_on=story.started_at.date(),
        lead_id=lead.account_id,
        at=story.started_at,
        randomness=lambda: dice.randbytes(16),
        contact=contact,
    )
    family = Helped(story, actors, episode.id)
    carried = {each.name: each.id for each in early_help.people(episode.hub_id, episode.id)}
    for key, name in told.get("carried", {}).items():
        family.people[key] = carried[name]
    return family


def _change_member(family: Helped, by: Actor, told: Told, at: datetime) -> None:
    """Put right what was carried over of somebody; the age stays as the contact told it."""
    member = family.people[told["who"]]
    words = read_member({name: text for name, text in told.items() if name not in STEP})
    episode_family.change_member(family.episode(by), member, words, version=None, by=by, at=at)


def _add_member(family: Helped, key: str, told: Told) -> None:
    lead, words = family.actors[family.story.lead], dict(told)
    if days := words.pop("born_days_ago", ""):
        born = family.story.started_at - timedelta(days=int(days))
        words |= {"born_day": born.day, "born_month": born.month, "born_year": born.year}
    typed = {name: str(value) for name, value in words.items()}
    at = family.story.started_at
    member = episode_family.add_member(family.episode(lead), read_member(typed), by=lead, at=at)
    family.people[key] = member.id


def _tell(family: Helped, by: Actor, told: Told, at: datetime) -> None:
    episode_family.add_line(
        family.episode(by),
        kind=LineKind(told["kind"]),
        text=told["text"],
        about_id=family.people.get(told.get("about", "")),
        readers=family.readers(told),
        by=by,
        at=at,
        when=told.get("when", ""),
        said_by=SaidBy(told["said_by"]) if "said_by" in told else None,
        said_by_detail=told.get("said_by_detail", ""),
        is_source_protected=told.get("source_protected") == "yes",
    )


def _agree(family: Helped, by: Actor, told: Told, at: datetime) -> None:
    agreements.record_agreement(
        family.episode(by),
        family.people[told["who"]],
        is_given=told.get("given", "yes") == "yes",
        given_by=told["given_by"],
        how=AgreementHow(told["how"]),
        given_on=at.astimezone(UK).date(),
        may_be_shared_with=told.get("may_be_shared_with", ""),
        note=told.get("note", ""),
        by=by,
        at=at,
    )


def _share_without(family: Helped, by: Actor, told: Told, at: datetime) -> None:
    """What allows the team to read although somebody has not been asked yet."""
    help_safety.share_without_agreement(
        family.episode(by), basis=LawfulBasis(told["basis"]), why=told["why"], by=by, at=at
    )


def _join(family: Helped, by: Actor, told: Told, at: datetime) -> None:
    """A practitioner, with an account where `account` names one; or somebody of the family."""
    name = told["key"]
    if name in family.people:
        who = family.people[name]
        member = team.add_relative(family.episode(by), by=by, person_id=who, at=at)
    else:
        given = {part: told.get(part, "") for part in ("name", "job", "organisation", "phone")}
        email = told.get("email", "")
        if account := told.get("account"):
            found = family.actors[account].account_id
            email = db.session.get_one(Account, found).email
        given |= {"email": email, "can_write": told.get("can_write") == "yes"}
        given["sees"] = MemberSees(told["sees"]) if "sees" in told else None
        words = team.Practitioner(**given)
        key = family.story.key(f"member {name}")
        member = team.add_practitioner(family.episode(by), by=by, given=words, key=key, at=at)
    family.members[name] = member.id


def _assess(family: Helped, by: Actor, told: Told, at: datetime) -> None:
    """Pages of the assessment written by one person; the first begins it."""
    started = assessments.start_assessment(by, family.episode(by), at=at)
    family.made["assessment"] = started.id
    for name, answers in told["pages"].items():
        kind, _, key = name.partition(":")
        page = f"voice:{family.people[key]}" if kind == "voice" else name
        assessments.save_assessment_page(
            by,
            family.episode(by),
            started.id,
            page,
            answers if name == "safety" else _typed(family, answers),  # it is in nobody's copy
            tab=f"{family.story.slug} {name}"[:40],
            base_version=None,
            at=at,
        )


def _typed(family: Helped, answers: Told) -> dict[str, Any]:
    """A page as it was typed, with the people it names, and who may have it."""
    typed = {name: text for name, text in answers.items() if name != "readers"}
    for name in NAMES_OF_PEOPLE:
        if isinstance(typed.get(name), list):
            typed[name] = list(family.ids(typed[name]))
    return {**typed, "may_read": list(family.readers(answers))}


def _complete(family: Helped, by: Actor, told: Told, at: datetime) -> None:
    which = family.made["assessment"]
    assessments.complete_assessment(family.episode(by), by=by, assessment_id=which, at=at)


HELP: dict[str, Callable[[Helped, Actor, Told, datetime], None]] = {
    "change_member": _change_member,
    "tell": _tell,
    "agree": _agree,
    "share_without": _share_without,
    "join": _join,
    "assess": _assess,
    "complete": _complete,
    **PLANNING,
    **ENDING,
}
