"""The body maps of a draft: one for each person who has a mark or may get one."""

import uuid
from dataclasses import dataclass

from flask_babel import gettext

from portal.blueprints import body_maps
from portal.blueprints.body_maps import Option
from portal.blueprints.consultations.way import Way
from portal.documents.body import BodyView
from portal.rules import body_map
from portal.rules.consultation import PersonFacts
from portal.rules.referral import Injury
from portal.vocabulary import BodyFigure, PersonKind
from portal.web import uk_time, utc_now


@dataclass(frozen=True)
class Line:
    """One mark in the list beside the map."""

    number: int
    injury: Injury
    where: str


@dataclass(frozen=True)
class DraftMap:
    """One person's map, its list, and the address of the next mark."""

    person: PersonFacts
    name: str
    views: tuple[BodyView, ...]
    places: list[tuple[str, list[Option]]]
    lines: tuple[Line, ...]
    new: str


def maps_of(way: Way) -> list[DraftMap]:
    """One for each child who is born, and for each adult who has a mark."""
    numbered = list(enumerate(way.referral.injuries, start=1))
    hurt = {injury.person for _, injury in numbered}
    return [
        _map(way, person, numbered)
        for person in way.consultation.people
        if person.kind is PersonKind.CHILD or person.id in hurt
    ]


def unassigned(way: Way) -> list[Line]:
    """Marks of which nobody has said whose they are."""
    return [
        Line(number, injury, body_maps.place_words(injury.place))
        for number, injury in enumerate(way.referral.injuries, start=1)
        if injury.person is None
    ]


def _map(way: Way, person: PersonFacts, numbered: list[tuple[int, Injury]]) -> DraftMap:
    figure = figure_of(person)
    lines = tuple(
        Line(number, injury, body_maps.place_words(injury.place))
        for number, injury in numbered
        if injury.person == person.id
    )
    return DraftMap(
        person=person,
        name=person.name or gettext("the child or baby"),
        views=body_maps.views(
            figure, [(line.number, line.injury.place, line.injury.point) for line in lines]
        ),
        places=body_maps.options(figure),
        lines=lines,
        new=way.url(f"injury:{uuid.uuid4()}"),
    )


def figure_of(person: PersonFacts | None) -> BodyFigure:
    """Whose body fits this person today."""
    ages = person.age_range(uk_time(utc_now()).date()) if person else None
    return body_map.figure_for(person, ages[0] if ages else None)


def one_mark(
    way: Way, part: uuid.UUID
) -> tuple[tuple[BodyView, ...], list[tuple[str, list[Option]]]]:
    """The figures and places for the page of one mark."""
    numbered = {each.id: (number, each) for number, each in enumerate(way.referral.injuries, 1)}
    number, injury = numbered.get(part, (len(numbered) + 1, None))
    people = {person.id: person for person in way.consultation.people}
    first = next(iter(way.consultation.children), None)
    figure = figure_of(people.get(injury.person, first) if injury and injury.person else first)
    placed = [(number, injury.place, injury.point)] if injury else []
    return body_maps.views(figure, placed), body_maps.options(figure)
