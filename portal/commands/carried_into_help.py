"""What a contact knows about a family, carried into early help: nothing is retyped."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from portal.extensions import db
from portal.models import Contact, EarlyHelpEpisode, EpisodeLine, EpisodePerson
from portal.queries.records import Record, record
from portal.queries.referrals import secret_addresses
from portal.rules.permissions import Actor
from portal.rules.thresholds import TICKED
from portal.rules.typed import UK
from portal.vocabulary import (
    Answer,
    ContactRoute,
    LineKind,
    Part,
    PersonKind,
    SaidBy,
)

STRENGTHS = ("working-well.working_well", "working-well.family_view")
TRIED = ("tried.tried", "tried.result", "tried.existing_plan")


def carry_over(actor: Actor, contact: Contact, episode: EarlyHelpEpisode, at: datetime) -> None:
    """People, statements, strengths, what was tried and signs, each with where it came from.

    Who a protected source is stays with the contact, and so does where somebody is hidden: those
    who help the family later have no need of either. Nobody in the family has a copy of a line
    before its lead practitioner has chosen who may.
    """
    held = record(actor, contact)
    episode.must_not_be_told = contact.must_not_be_told
    episode.family_label = contact.people_label
    on = contact.came_at.astimezone(UK).date()
    people = _people(contact, episode, held, on)
    db.session.flush()
    db.session.add_all(
        EpisodeLine(
            hub_id=episode.hub_id,
            episode_id=episode.id,
            position=position,
            changed_by=actor.name,
            changed_at=at,
            **line,
        )
        for position, line in enumerate(_lines(contact, held, people))
    )


def _people(
    contact: Contact, episode: EarlyHelpEpisode, held: Record, on: date
) -> dict[UUID, EpisodePerson]:
    hidden = _hidden(contact)
    people = {}
    for row in held.people:
        is_secret = hidden is None or row.person_id in hidden
        people[row.person_id] = EpisodePerson(
            hub_id=episode.hub_id,
            episode_id=episode.id,
            person_id=row.person_id,
            position=row.position,
            part=row.part,
            kind=row.kind,
            name=row.name,
            age_kind=row.age_kind,
            born_on=row.born_on,
            due_on=row.due_on,
            age_months_from=row.age_months_from,
            age_months_to=row.age_months_to,
            age_on=on,
            lives_in_home=row.lives_in_home,
            school=row.school,
            address="" if is_secret else row.address,
            is_address_secret=is_secret,
            is_at_risk=_is_at_risk(contact, row.part),
            source=contact.reference or "",
        )
    db.session.add_all(people.values())
    return people


def _hidden(contact: Contact) -> frozenset[UUID] | None:
    """Whose address is secret; None is everybody's."""
    secret = secret_addresses(contact)
    if any(not row.person_ids for row in secret):
        return None
    return frozenset(UUID(key) for row in secret for key in row.person_ids)


def _is_at_risk(contact: Contact, part: Part) -> bool:
    """Where telling could harm, everybody but the person causing it; the lead puts it right."""
    could_harm = (
        contact.is_safe_contact
        or bool(contact.must_not_be_told)
        or contact.route is ContactRoute.DOMESTIC_ABUSE
    )
    return could_harm and part is not Part.PERSON_CAUSING_HARM


def _lines(
    contact: Contact, held: Record, people: Mapping[UUID, EpisodePerson]
) -> Iterator[dict[str, Any]]:
    yield from _statements(contact, held)
    yield from _voices(contact, held, people)
    for kind, fields in ((LineKind.STRENGTH, STRENGTHS), (LineKind.TRIED, TRIED)):
        for field in fields:
            if text := held.answers.get(field, ""):
                yield _line(kind, text, contact.reference)
    for tick in held.ticks:
        if tick.state in TICKED:
            person = people.get(tick.person_id) if tick.person_id else None
            yield {
                **_line(LineKind.INDICATOR, "", contact.reference),
                "about_id": person.id if person else None,
                "indicator_id": tick.indicator_id,
                "state": tick.state,
                "pattern": tick.pattern,
                "impact": tick.impact,
            }


def _line(kind: LineKind, text: str, source: str | None) -> dict[str, Any]:
    return {"kind": kind, "text": text, "first_text": text, "source": source or ""}


def _statements(contact: Contact, held: Record) -> Iterator[dict[str, Any]]:
    """Where one source is protected no source is carried over: one gap would show which."""
    tells_sources = not any(each.is_source_protected for each in held.statements)
    for number, each in enumerate(held.statements, start=1):
        said_by, detail = each.said_by, each.said_by_detail
        if said_by is SaidBy.ME:  # "me" was whoever wrote the contact
            said_by, detail = SaidBy.OTHER_PROFESSIONAL, detail or contact.asker_name
        yield {
            **_line(LineKind.STATEMENT, each.what, f"{contact.reference}, {number}"),
            "when": ", ".join(filter(None, (each.when, each.how_often)))[:200],
            "said_by": said_by if tells_sources else None,
            "said_by_detail": detail if tells_sources else "",
            "is_source_protected": each.is_source_protected,
        }


def _voices(
    contact: Contact, held: Record, people: Mapping[UUID, EpisodePerson]
) -> Iterator[dict[str, Any]]:
    """Daily life and the child's own words, as statements about that child."""
    for row in held.people:
        if row.kind is PersonKind.ADULT:
            continue
        about = {"about_id": people[row.person_id].id}
        if row.daily_life:
            yield {**_line(LineKind.STATEMENT, row.daily_life, contact.reference), **about}
        if row.own_words:
            said = {"said_by": SaidBy.CHILD} if row.seen is Answer.YES else {}
            yield {
                **_line(LineKind.STATEMENT, row.own_words, contact.reference),
                **about,
                **said,
            }
