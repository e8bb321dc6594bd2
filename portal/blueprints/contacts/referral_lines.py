"""What a referral holds besides, as worded lines: the same for its page and for its documents."""

import uuid
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from flask_babel import gettext

from portal.blueprints import body_maps
from portal.blueprints.contacts.lines import Telling
from portal.documents.body import BodyMap, InjuryLine
from portal.documents.lines import AnswerGroup, AnswerLine
from portal.queries.records import Record
from portal.queries.rows import AnyRow
from portal.rules.referral_words import QUESTIONS
from portal.rules.saying import joined
from portal.vocabulary import PersonKind
from portal.web import word

REACHES = frozenset({"phone", "gp", "residence"})  # of a person's identity: where they are found


def identities(
    record: Record, tell: Telling, without: frozenset[str] = frozenset()
) -> tuple[AnswerGroup, ...]:
    """Who each person is, in full, in the order they were added; `without` names what is left out.

    A copy that leaves out where people are leaves out how to reach them here as well.
    """
    left_out = without | REACHES if without else without
    details = {row.person_id: row for row in record.referral.details}
    return tuple(
        AnswerGroup(heading=gettext("More about %(name)s", name=_name(person)), lines=lines)
        for person in record.people
        if person.person_id in details
        and (lines := tuple(_identity(details[person.person_id], tell, left_out)))
    )


def _name(person: AnyRow) -> str:
    if person.name:
        return str(person.name)
    is_unborn = person.kind is PersonKind.UNBORN
    return str(gettext("the unborn baby") if is_unborn else gettext("Name not known"))


def _identity(row: AnyRow, tell: Telling, without: frozenset[str]) -> Iterator[AnswerLine]:
    for field, question in QUESTIONS.items():
        page, _, name = field.partition(".")
        is_told = page == "identity" and name != "born" and name not in without
        if is_told and (text := _said(name, row, tell)):
            yield AnswerLine(question=gettext(question), answer=text)


def _said(name: str, row: AnyRow, tell: Telling) -> str:
    value: Any = getattr(row, name)
    if isinstance(value, StrEnum):
        return word(value)
    if name == "ethnicity":
        return tell.codes.ethnicities.label(value, tell.lang)
    if name == "disabilities":
        labels = tell.codes.disabilities
        return joined("; ", (labels.label(code, tell.lang) for code in value))
    return str(value or "")


def addresses(record: Record) -> tuple[AnswerGroup, ...]:
    """Where people live and lived; a secret address is never among them."""
    lines = address_lines(record, record.referral.addresses)
    return (AnswerGroup(heading=gettext("Addresses"), lines=lines),) if lines else ()


def address_lines(record: Record, rows: Sequence[AnyRow]) -> tuple[AnswerLine, ...]:
    """Each address under whose it is, and whether they live there now."""
    names = {str(person.person_id): _name(person) for person in record.people}
    return tuple(
        AnswerLine(
            question=f"{_whose(row, names)}: {word(row.time)}",
            answer="\n".join(filter(None, (row.text, row.postcode, row.why))),
        )
        for row in rows
    )


def _whose(row: AnyRow, names: dict[str, str]) -> str:
    found = [names[key] for key in row.person_ids if key in names]
    return ", ".join(found) or str(gettext("The household"))


def professionals(record: Record) -> tuple[AnswerGroup, ...]:
    """Who else works with the family, and whether the family agreed that the hub asks them."""
    lines = tuple(_professional(row) for row in record.referral.professionals)
    heading = gettext("Who else works with the family")
    return (AnswerGroup(heading=heading, lines=lines),) if lines else ()


def _professional(row: AnyRow) -> AnswerLine:
    who = ", ".join(filter(None, (row.name, row.role, row.organisation)))
    agreed = word(row.agreed) or gettext("Not said")
    told = gettext("Family agrees that the hub speaks with them: %(answer)s", answer=agreed)
    return AnswerLine(
        question=who or gettext("Name not known"), answer="\n".join(filter(None, (row.phone, told)))
    )


def maps(record: Record) -> tuple[BodyMap, ...]:
    """One body map for each person with a mark; the numbers run through all of them."""
    people = {person.person_id: _name(person) for person in record.people}
    numbered = list(enumerate(record.referral.injuries, start=1))
    owners: dict[uuid.UUID | None, list[tuple[int, AnyRow]]] = {}
    for number, row in numbered:
        owners.setdefault(row.person_id, []).append((number, row))
    return tuple(
        _map(people.get(owner, gettext("Not said whose")), rows) for owner, rows in owners.items()
    )


def _map(name: str, rows: list[tuple[int, AnyRow]]) -> BodyMap:
    placed = [
        (number, row.place, (row.x, row.y) if row.x is not None else None) for number, row in rows
    ]
    return BodyMap(
        name=name,
        views=body_maps.views(rows[0][1].figure, placed),
        injuries=tuple(_injury(number, row) for number, row in rows),
    )


def _injury(number: int, row: AnyRow) -> InjuryLine:
    return InjuryLine(
        number=number,
        where=body_maps.place_words(row.place),
        description=row.description,
        colour=row.colour,
        measured=row.measured,
        explanation=row.explanation,
    )
