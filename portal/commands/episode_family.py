"""The family of an episode and what is told of it: added, put right, taken away and put back."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import delete, func, insert, select

from portal.commands.agreements import settle
from portal.commands.base import Crossed, Refused, command
from portal.commands.episodes import remember_risk, tell
from portal.commands.member_words import (
    check,
    columns,
    found_by,
    keep_once_secret,
    secrets_of,
)
from portal.commands.person_keys import index_family
from portal.extensions import db
from portal.models import EarlyHelpEpisode, EpisodeLine, EpisodePerson, Person, PersonName
from portal.queries import early_help
from portal.queries.matching_help import by_hand
from portal.rules.early_help import default_readers, is_lead, is_risky
from portal.rules.early_help_people import MemberWords, family_label
from portal.rules.folding import folded_words
from portal.rules.permissions import Actor
from portal.rules.typed import UK
from portal.vocabulary import N_, LineKind

GONE = N_("This is no longer on the record of the family. Go back and look again.")
AnyMember = TypeVar("AnyMember", EpisodePerson, EpisodeLine)


@command
def add_member(
    episode: EarlyHelpEpisode,
    words: MemberWords,
    *,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> EpisodePerson:
    """Somebody of the family, found again by name like everybody the hub knows.

    The same key twice is one person: else each would have to agree.
    """
    if key and (before := _found(EpisodePerson, episode, key)):
        return before
    check(words)
    on = at.astimezone(UK).date()
    person = Person(hub_id=episode.hub_id, **found_by(words))
    db.session.add(person)
    db.session.flush()
    _name(person)
    member = EpisodePerson(
        id=key or uuid4(),
        hub_id=episode.hub_id,
        episode_id=episode.id,
        person_id=person.id,
        position=_next_position(EpisodePerson, episode),
        age_on=on,
        changed_by=by.name,
        **columns(words),
    )
    db.session.add(member)
    _after(episode, "add_member", by, at)
    return member


@command
def change_member(
    episode: EarlyHelpEpisode,
    member_id: UUID,
    words: MemberWords,
    *,
    version: int | None,
    by: Actor,
    at: datetime,
) -> EpisodePerson:
    """Put right what is known of somebody here; the contact they came from keeps its own words.

    Who came from no contact is found by the words that were put right. Raises `Crossed` when
    somebody else changed them since the page was opened.
    """
    check(words)
    member = _one(EpisodePerson, episode, member_id)
    words = _kept_safe(member, words, is_leading=is_lead(by, early_help.facts(episode)))
    was, secret = member.age_months_from, secrets_of(member)
    if not _is_new(member, columns(words), version):
        return member
    member.changed_by = by.name
    keep_once_secret(member, secret)
    if member.age_months_from != was:  # the same guess is still as old as it was
        member.age_on = at.astimezone(UK).date()
    for known, person in by_hand(episode):
        if known.id == member.id:
            for name, value in found_by(words).items():
                setattr(person, name, value)
            _name(person)
    _after(episode, "change_member", by, at)
    return member


def _kept_safe(member: EpisodePerson, words: MemberWords, *, is_leading: bool) -> MemberWords:
    """What a form alone never lowers.

    A risk takes two people. A secret address is the lead's to lift, and one that was not shown to
    be changed is not emptied.
    """
    if member.is_address_secret:
        typed = (words.address, words.phone) if is_leading else ("", "")
        words = replace(
            words,
            is_address_secret=words.is_address_secret or not is_leading,
            address=typed[0] or member.address,
            phone=typed[1] or member.phone,
        )
    return replace(words, is_at_risk=words.is_at_risk or member.is_at_risk)


@command
def remove_member(
    episode: EarlyHelpEpisode, member_id: UUID, *, is_removed: bool, by: Actor, at: datetime
) -> None:
    """Take somebody out of the family, or put them back; every word of them stays."""
    member = _one(EpisodePerson, episode, member_id)
    if member.is_removed != is_removed:
        member.is_removed, member.changed_by = is_removed, by.name
        _after(episode, "remove_member" if is_removed else "restore_member", by, at)


def _name(person: Person) -> None:
    """The words of the name, for search; those of an earlier name are gone."""
    db.session.execute(delete(PersonName).where(PersonName.person_id == person.id))
    ids = {"hub_id": person.hub_id, "person_id": person.id}
    if words := folded_words(person.name):
        db.session.execute(insert(PersonName), [{**ids, "word": word} for word in words])


def _after(episode: EarlyHelpEpisode, action: str, by: Actor, at: datetime) -> None:
    today = at.astimezone(UK).date()
    db.session.flush()
    settle(episode, today)
    remember_risk(episode)
    family: Any = early_help.people(episode.hub_id, episode.id)
    episode.family_label = family_label(family, today)
    index_family(episode)
    tell(episode, action, by=by, at=at)


def _next_position(model: Any, episode: EarlyHelpEpisode) -> int:
    last = select(func.coalesce(func.max(model.position), -1)).where(
        model.hub_id == episode.hub_id, model.episode_id == episode.id
    )
    return int(db.session.execute(last).scalar_one()) + 1


def _found(model: type[AnyMember], episode: EarlyHelpEpisode, row_id: UUID) -> AnyMember | None:
    return db.session.execute(
        select(model).where(
            model.id == row_id,
            model.hub_id == episode.hub_id,
            model.episode_id == episode.id,
        )
    ).scalar_one_or_none()


def _one(model: type[AnyMember], episode: EarlyHelpEpisode, row_id: UUID) -> AnyMember:
    row = _found(model, episode, row_id)
    if row is None:
        raise Refused(GONE)
    return row


def _is_new(row: AnyMember, given: Mapping[str, Any], version: int | None) -> bool:
    """Write what is new; whether anything was. The same words twice are written once.

    Raises `Crossed`, with nothing written, when it is not the version that was looked at.
    """
    if all(getattr(row, name) == value for name, value in given.items()):
        return False
    if version is not None and row.version != version:
        raise Crossed(row)
    for name, value in given.items():
        setattr(row, name, value)
    return True


@command
def add_line(
    episode: EarlyHelpEpisode,
    *,
    kind: LineKind,
    text: str,
    about_id: UUID | None,
    readers: Iterable[str] | None,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
    **said: Any,
) -> EpisodeLine:
    """Something new that is told; `readers` None is who may have it when nobody chose.

    The same key twice is one line.
    """
    if key and (before := _found(EpisodeLine, episode, key)):
        return before
    if not text.strip():
        raise Refused(N_("Write what is to be kept"), "text")
    family = early_help.people(episode.hub_id, episode.id)
    if readers is None:
        at_risk = is_risky(episode, family)
        readers = default_readers((str(each.id) for each in family), is_anyone_at_risk=at_risk)
    line = EpisodeLine(
        id=key or uuid4(),
        hub_id=episode.hub_id,
        episode_id=episode.id,
        position=_next_position(EpisodeLine, episode),
        kind=kind,
        text=text.strip(),
        about_id=_known(about_id, family),
        readers=_readers(readers, family),
        changed_by=by.name,
        changed_at=at,
        **said,
    )
    db.session.add(line)
    tell(episode, "add_line", by=by, at=at)
    return line


@command
def change_line(
    episode: EarlyHelpEpisode,
    line_id: UUID,
    *,
    text: str,
    about_id: UUID | None,
    readers: Iterable[str],
    version: int | None,
    by: Actor,
    at: datetime,
    **said: Any,
) -> EpisodeLine:
    """Put a line right; as it first came stays beside it. A protected source stays as it was.

    Raises `Crossed` when somebody else changed it since the page was opened.
    """
    line = _one(EpisodeLine, episode, line_id)
    if not text.strip() and line.kind is not LineKind.INDICATOR:
        raise Refused(N_("Write what is to be kept"), "text")
    family = early_help.people(episode.hub_id, episode.id)
    given = {
        "text": text.strip(),
        "about_id": _known(about_id, family),
        "readers": _readers(readers, family),
        **({} if line.is_source_protected else said),
    }
    if _is_new(line, given, version):
        line.changed_by, line.changed_at = by.name, at
        tell(episode, "change_line", by=by, at=at)
    return line


@command
def remove_line(
    episode: EarlyHelpEpisode, line_id: UUID, *, is_removed: bool, by: Actor, at: datetime
) -> None:
    """Take a line away or put it back; its words stay."""
    line = _one(EpisodeLine, episode, line_id)
    if line.is_removed != is_removed:
        line.is_removed, line.changed_by, line.changed_at = is_removed, by.name, at
        tell(episode, "remove_line" if is_removed else "restore_line", by=by, at=at)


def _known(person_id: UUID | None, family: Iterable[Any]) -> UUID | None:
    return person_id if person_id in {each.id for each in family} else None


def _readers(chosen: Iterable[str], family: Iterable[Any]) -> list[str]:
    known = {str(each.id) for each in family}
    return [each for each in dict.fromkeys(chosen) if each in known]
