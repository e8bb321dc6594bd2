"""What the pages that a referral has besides say, read into typed facts; half-filled is fine.

``identity:<uuid>``     one for each person: names_used, sex (Sex), gender, ethnicity, religion,
                        first_language, interpreter (Answer), communication, disabilities (list),
                        disability_detail, nhs_number, upn, gp, parental_responsibility,
                        private_fostering (Answer), immigration, residence, born_day, born_month,
                        born_year (adults), phone, view
``addresses``           moves
``address:<uuid>``      whose (list of people; none: the household), text, postcode,
                        time (AddressTime), confidential (yes | no), confidential_why
``injuries``            injuries_note
``injury:<uuid>``       person, place, x, y, pointed (the place the point lay nearest to when
                        somebody pointed; another place since then overrules it), description,
                        colour, measured, explanation
``harm``                source, access (Answer), access_detail, visit_risk (Answer),
                        visit_risk_detail
``history``             history, earlier
``professionals``       others
``professional:<uuid>`` name, role, organisation, phone, agreed (AgreedToContact)
``request``             wanted, phoned (Answer), phoned_on_day/month/year, phoned_to, need, source
``family``              also: tell_by_day/month/year, necessary, override, at_risk (list of
                        AtRiskIfNamed), at_risk_detail

Codes (ethnicity, disabilities, need, source) are those of the hub's lists, or words where it has
none.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from portal.rules.body_map import PLACES, on_sheet
from portal.rules.consultation import Consultation
from portal.rules.typed import Page, Pages, chosen_of, one_of, read_date, text_of
from portal.vocabulary import AddressTime, AgreedToContact, Answer, Sex

# Pages that only a referral sends.
ONLY = frozenset(
    {
        "identity",
        "addresses",
        "address",
        "injuries",
        "injury",
        "harm",
        "history",
        "professionals",
        "professional",
        "request",
    }
)
DETAIL_TEXTS = (
    "names_used",
    "gender",
    "ethnicity",
    "religion",
    "first_language",
    "communication",
    "disability_detail",
    "nhs_number",
    "upn",
    "gp",
    "parental_responsibility",
    "immigration",
    "residence",
    "phone",
    "view",
)


@dataclass(frozen=True)
class Details:
    """Who a person is, in full."""

    person: uuid.UUID
    texts: dict[str, str]  # those of DETAIL_TEXTS that say anything
    sex: Sex | None
    interpreter: Answer | None
    private_fostering: Answer | None
    disabilities: tuple[str, ...]
    born_on: date | None

    def text(self, name: str) -> str:
        """A typed text; empty when nothing was said."""
        return self.texts.get(name, "")


@dataclass(frozen=True)
class Address:
    """Where somebody lives or lived; nobody named means the household."""

    id: uuid.UUID
    whose: tuple[uuid.UUID, ...]
    text: str
    postcode: str
    time: AddressTime
    is_confidential: bool
    why: str


@dataclass(frozen=True)
class Injury:
    """A mark on a body map; without a place it stands in the list alone."""

    id: uuid.UUID
    person: uuid.UUID | None
    place: str  # a code of `body_map.PLACES`, or empty
    point: tuple[int, int] | None  # where somebody pointed, if they did
    description: str
    colour: str
    measured: str
    explanation: str


@dataclass(frozen=True)
class Professional:
    """Somebody who works with the family, and whether the family agreed that the hub asks them."""

    id: uuid.UUID
    name: str
    role: str
    organisation: str
    phone: str
    agreed: AgreedToContact | None


@dataclass(frozen=True)
class Referral:
    """Everything typed on those pages so far."""

    details: tuple[Details, ...]
    addresses: tuple[Address, ...]
    injuries: tuple[Injury, ...]
    professionals: tuple[Professional, ...]

    def of(self, person: uuid.UUID) -> Details | None:
        """One person's details, if any were given."""
        return next((each for each in self.details if each.person == person), None)


def read_referral(pages: Pages, consultation: Consultation) -> Referral:
    """Read saved pages; about people who were taken away nothing is left."""
    people = {person.id for person in consultation.people}
    return Referral(
        details=tuple(_details(key, page) for key, page in _each(pages, "identity", people)),
        addresses=tuple(_address(key, page, people) for key, page in _each(pages, "address")),
        injuries=tuple(_injury(key, page, people) for key, page in _each(pages, "injury")),
        professionals=tuple(_professional(key, page) for key, page in _each(pages, "professional")),
    )


def _each(
    pages: Pages, kind: str, only: set[uuid.UUID] | None = None
) -> Iterator[tuple[uuid.UUID, Page]]:
    for name, page in pages.items():
        prefix, _, key = name.partition(":")
        if prefix != kind or not key or page.get("removed") or not any(page.values()):
            continue
        if only is None or uuid.UUID(key) in only:
            yield uuid.UUID(key), page


def _people(page: Page, name: str, known: set[uuid.UUID]) -> tuple[uuid.UUID, ...]:
    texts = {str(each): each for each in known}
    return tuple(texts[given] for given in chosen_of(page, name) if given in texts)


def _details(key: uuid.UUID, page: Page) -> Details:
    texts = {name: text_of(page, name) for name in DETAIL_TEXTS}
    return Details(
        person=key,
        texts={name: text for name, text in texts.items() if text},
        sex=one_of(Sex, page.get("sex")),
        interpreter=one_of(Answer, page.get("interpreter")),
        private_fostering=one_of(Answer, page.get("private_fostering")),
        disabilities=tuple(dict.fromkeys(chosen_of(page, "disabilities"))),
        born_on=read_date(page, "born"),
    )


def _address(key: uuid.UUID, page: Page, people: set[uuid.UUID]) -> Address:
    """Whoever says why an address is secret means it to be, unless they say that it is not."""
    answer, why = page.get("confidential"), text_of(page, "confidential_why")
    return Address(
        id=key,
        whose=_people(page, "whose", people),
        text=text_of(page, "text"),
        postcode=text_of(page, "postcode"),
        time=one_of(AddressTime, page.get("time")) or AddressTime.CURRENT,
        is_confidential=answer == "yes" or (bool(why) and answer != "no"),
        why=why,
    )


def _injury(key: uuid.UUID, page: Page, people: set[uuid.UUID]) -> Injury:
    place = PLACES.get(text_of(page, "place"))
    is_pointed = place is not None and text_of(page, "pointed") == place.code
    return Injury(
        id=key,
        person=next(iter(_people(page, "person", people)), None),
        place=place.code if place else "",
        point=on_sheet(text_of(page, "x"), text_of(page, "y")) if is_pointed else None,
        description=text_of(page, "description"),
        colour=text_of(page, "colour"),
        measured=text_of(page, "measured"),
        explanation=text_of(page, "explanation"),
    )


def _professional(key: uuid.UUID, page: Page) -> Professional:
    return Professional(
        id=key,
        name=text_of(page, "name"),
        role=text_of(page, "role"),
        organisation=text_of(page, "organisation"),
        phone=text_of(page, "phone"),
        agreed=one_of(AgreedToContact, page.get("agreed")),
    )
