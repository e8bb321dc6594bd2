"""What a referral holds besides: who people are in full, addresses, injuries, professionals."""

import uuid

from sqlalchemy import ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, Identified, words_of
from portal.models.contacts import OfContact
from portal.models.people import OncePerPerson
from portal.vocabulary import (
    AddressTime,
    AgreedToContact,
    Answer,
    BodyFigure,
    BodySide,
    Sex,
)


class PersonDetails(Identified, OncePerPerson, Base):
    """Who one person is, in full, as one contact told it; codes are those of the hub's lists."""

    __tablename__ = "person_details"

    names_used: Mapped[str] = mapped_column(Text, default="")
    sex: Mapped[Sex | None] = mapped_column(words_of(Sex))
    gender: Mapped[str] = mapped_column(Text, default="")
    ethnicity: Mapped[str] = mapped_column(Text, default="")  # a code, or words
    religion: Mapped[str] = mapped_column(Text, default="")
    first_language: Mapped[str] = mapped_column(Text, default="")
    interpreter: Mapped[Answer | None] = mapped_column(words_of(Answer))
    communication: Mapped[str] = mapped_column(Text, default="")
    disabilities: Mapped[list[str]] = mapped_column(default=list)
    disability_detail: Mapped[str] = mapped_column(Text, default="")
    nhs_number: Mapped[str] = mapped_column(Text, default="")  # as typed, right or wrong
    upn: Mapped[str] = mapped_column(Text, default="")
    gp: Mapped[str] = mapped_column(Text, default="")
    parental_responsibility: Mapped[str] = mapped_column(Text, default="")
    private_fostering: Mapped[Answer | None] = mapped_column(words_of(Answer))
    immigration: Mapped[str] = mapped_column(Text, default="")
    residence: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(Text, default="")
    view: Mapped[str] = mapped_column(Text, default="")


class ContactAddress(Identified, OfContact, Base):
    """Where people of a contact live or lived; nobody named means the household."""

    __tablename__ = "contact_addresses"

    position: Mapped[int] = mapped_column(default=0)
    person_ids: Mapped[list[str]] = mapped_column(default=list)
    text: Mapped[str] = mapped_column(Text, default="")
    postcode: Mapped[str] = mapped_column(Text, default="")
    time: Mapped[AddressTime] = mapped_column(words_of(AddressTime))
    is_confidential: Mapped[bool] = mapped_column(default=False)
    why: Mapped[str] = mapped_column(Text, default="")


class Injury(Identified, Base):
    """A mark on a body map; without a place it stands in the list alone."""

    __tablename__ = "injuries"
    __table_args__ = (
        ForeignKeyConstraint(["hub_id", "contact_id"], ["contacts.hub_id", "contacts.id"]),
        ForeignKeyConstraint(["hub_id", "person_id"], ["people.hub_id", "people.id"]),
        Index(None, "contact_id"),
    )

    hub_id: Mapped[uuid.UUID]
    contact_id: Mapped[uuid.UUID]
    position: Mapped[int] = mapped_column(default=0)
    person_id: Mapped[uuid.UUID | None]
    figure: Mapped[BodyFigure] = mapped_column(words_of(BodyFigure))
    side: Mapped[BodySide | None] = mapped_column(words_of(BodySide))
    place: Mapped[str] = mapped_column(String(40), default="")  # a code of rules.body_map
    x: Mapped[int | None]  # on the sheet of rules.body_map
    y: Mapped[int | None]
    description: Mapped[str] = mapped_column(Text, default="")
    colour: Mapped[str] = mapped_column(Text, default="")
    measured: Mapped[str] = mapped_column(Text, default="")
    explanation: Mapped[str] = mapped_column(Text, default="")


class InvolvedProfessional(Identified, OfContact, Base):
    """Somebody who works with the family, and whether the family agreed that the hub asks them."""

    __tablename__ = "involved_professionals"

    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(Text, default="")
    role: Mapped[str] = mapped_column(Text, default="")
    organisation: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(Text, default="")
    agreed: Mapped[AgreedToContact | None] = mapped_column(words_of(AgreedToContact))
