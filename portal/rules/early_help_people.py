"""Who is in an episode of early help, as typed on a page and as lists name them."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.rules.consultation import PersonFacts
from portal.rules.early_help import Aged, age_months
from portal.rules.people_label import people_label
from portal.rules.typed import Page, one_of, read_date, text_of, whole
from portal.vocabulary import AgeKind, Answer, Part, PersonKind


@dataclass(frozen=True)
class MemberWords:
    """One member of the family as typed; what cannot be read is None or empty."""

    kind: PersonKind
    name: str
    part: Part
    age_kind: AgeKind
    born_on: date | None
    due_on: date | None
    years: int | None
    lives_in_home: Answer | None
    language: str
    school: str
    address: str
    is_address_secret: bool
    phone: str
    is_at_risk: bool


PART_OF = {PersonKind.ADULT: Part.PARENT}


def read_member(page: Page) -> MemberWords:
    """A member as typed on one page."""
    kind = one_of(PersonKind, page.get("kind")) or PersonKind.CHILD
    born_on, years = read_date(page, "born"), whole(text_of(page, "years"))
    estimate = AgeKind.ESTIMATE if years is not None else AgeKind.NOT_KNOWN
    return MemberWords(
        kind=kind,
        name=text_of(page, "name"),
        part=one_of(Part, page.get("part")) or PART_OF.get(kind, Part.SUBJECT),
        age_kind=AgeKind.DATE_OF_BIRTH if born_on else estimate,
        born_on=born_on,
        due_on=read_date(page, "due") if kind is PersonKind.UNBORN else None,
        years=years,
        lives_in_home=one_of(Answer, page.get("lives_in_home")),
        language=text_of(page, "language"),
        school=text_of(page, "school"),
        address=text_of(page, "address"),
        is_address_secret=page.get("is_address_secret") == "yes",
        phone=text_of(page, "phone"),
        is_at_risk=page.get("is_at_risk") == "yes",
    )


def family_label(people: Iterable["Member"], on: date) -> str:
    """ "Wren, 7; Kit, about 4": the children of the family, for the lists of who may read it."""
    children = tuple(_facts(each, on) for each in people if each.kind is not PersonKind.ADULT)
    return people_label(children, on) if children else ""


class Member(Aged):
    """What a member is named by."""

    name: str
    part: Part
    due_on: date | None


def _facts(person: Member, on: date) -> PersonFacts:
    return PersonFacts(
        id=uuid.UUID(int=0),
        kind=person.kind,
        name=person.name,
        part=person.part,
        lives_in_home=None,
        age_kind=person.age_kind,
        born_on=person.born_on,
        due_on=person.due_on,
        estimate=age_months(person, on),
        school="",
        address="",
        flags={},
        seen=None,
    )
