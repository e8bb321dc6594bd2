"""What a referral holds besides, written in the transaction that sends it."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.extensions import db
from portal.models import (
    Contact,
    ContactAddress,
    Injury,
    InvolvedProfessional,
    PersonDetails,
)
from portal.queries import hubs
from portal.rules import body_map, referral
from portal.rules.codes import Codes
from portal.rules.consultation import Consultation
from portal.rules.referral import DETAIL_TEXTS, Referral
from portal.rules.typed import Pages, text_of
from portal.vocabulary import ContactKind

People = Mapping[uuid.UUID, tuple[uuid.UUID, int]]  # the draft's id -> record and position


def record_referral(
    contact: Contact,
    consultation: Consultation,
    pages: Pages,
    people: People,
    *,
    codes: Codes,
    on: date,
) -> None:
    """Write details, addresses, injuries and professionals; nothing for a consultation."""
    if contact.kind is not ContactKind.REFERRAL:
        return
    told = referral.read_referral(pages, consultation)
    _details(contact, told, people, codes)
    _addresses(contact, told, people)
    _injuries(contact, told, consultation, people, on)
    _professionals(contact, told)


def code_contact(contact: Contact, pages: Pages, codes: Codes) -> None:
    """The statutory source and need, as far as the hub codes them.

    The source is the organisation's own; else what the writer chose; else what the agency usually
    is. A code that the hub's lists do not hold is not kept.
    """
    request = pages.get("request", {}) if contact.kind is ContactKind.REFERRAL else {}
    offered = (
        hubs.source_code(contact.organisation_id),
        text_of(request, "source"),
        codes.source_of.get(contact.agency),
    )
    contact.source_code = next((code for code in offered if code in codes.sources.labels), None)
    need = text_of(request, "need")
    contact.need_code = need if need in codes.needs.labels else None


def _of(contact: Contact) -> dict[str, Any]:
    return {"hub_id": contact.hub_id, "contact_id": contact.id}


def _details(contact: Contact, told: Referral, people: People, codes: Codes) -> None:
    db.session.add_all(
        PersonDetails(
            **_of(contact),
            person_id=people[each.person][0],
            sex=each.sex,
            interpreter=each.interpreter,
            private_fostering=each.private_fostering,
            disabilities=codes.disabilities.clean(each.disabilities),
            **{name: each.text(name) for name in DETAIL_TEXTS},
        )
        for each in told.details
        if each.person in people
    )


def _addresses(contact: Contact, told: Referral, people: People) -> None:
    db.session.add_all(
        ContactAddress(
            **_of(contact),
            position=position,
            person_ids=[str(people[key][0]) for key in each.whose if key in people],
            text=each.text,
            postcode=each.postcode,
            time=each.time,
            is_confidential=each.is_confidential,
            why=each.why,
        )
        for position, each in enumerate(told.addresses)
    )


def _injuries(
    contact: Contact, told: Referral, consultation: Consultation, people: People, on: date
) -> None:
    known = {person.id: person for person in consultation.people}
    for position, each in enumerate(told.injuries):
        person = known.get(each.person) if each.person else None
        ages = person.age_range(on) if person else None
        figure = body_map.figure_for(person, ages[0] if ages else None)
        point = each.point or body_map.point_of(figure, each.place)
        db.session.add(
            Injury(
                **_of(contact),
                position=position,
                person_id=people[person.id][0] if person and person.id in people else None,
                figure=figure,
                side=body_map.PLACES[each.place].side if each.place else None,
                place=each.place,
                x=point[0] if point else None,
                y=point[1] if point else None,
                description=each.description,
                colour=each.colour,
                measured=each.measured,
                explanation=each.explanation,
            )
        )


def _professionals(contact: Contact, told: Referral) -> None:
    db.session.add_all(
        InvolvedProfessional(
            **_of(contact),
            position=position,
            name=each.name,
            role=each.role,
            organisation=each.organisation,
            phone=each.phone,
            agreed=each.agreed,
        )
        for position, each in enumerate(told.professionals)
    )
