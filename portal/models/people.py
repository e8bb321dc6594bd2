"""The people of a contact, and what was said about them."""

import uuid
from datetime import date

from sqlalchemy import ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column
from sqlalchemy.schema import SchemaItem

from portal.models.base import Base, Identified, words_of
from portal.models.contacts import OfContact
from portal.vocabulary import AgeKind, Answer, Part, PersonKind, SaidBy, StatementBasis


class Person(Identified, Base):
    """A child, unborn baby or adult known to one hub."""

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("hub_id", "id"),)

    hub_id: Mapped[uuid.UUID]
    kind: Mapped[PersonKind] = mapped_column(words_of(PersonKind))
    name: Mapped[str] = mapped_column(String(200))  # empty when not known
    age_kind: Mapped[AgeKind] = mapped_column(words_of(AgeKind))
    born_on: Mapped[date | None]
    due_on: Mapped[date | None]  # an unborn baby's expected date
    age_months_from: Mapped[int | None]  # an estimate, youngest end, at the time it was given
    age_months_to: Mapped[int | None]
    school: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(Text, default="")


class PersonName(Base):
    """One folded word of a person's name, for search."""

    __tablename__ = "person_names"
    __table_args__ = (
        ForeignKeyConstraint(["hub_id", "person_id"], ["people.hub_id", "people.id"]),
        Index(
            "ix_person_names_word",
            "hub_id",
            "word",
            postgresql_ops={"word": "text_pattern_ops"},  # so that a prefix uses the index
        ),
    )

    hub_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(String(80), primary_key=True)


class OncePerPerson:
    """What one contact tells of one person, once; the database ties neither to another hub's."""

    hub_id: Mapped[uuid.UUID]
    contact_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID]

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[SchemaItem, ...]:
        return (
            ForeignKeyConstraint(["hub_id", "contact_id"], ["contacts.hub_id", "contacts.id"]),
            ForeignKeyConstraint(["hub_id", "person_id"], ["people.hub_id", "people.id"]),
            UniqueConstraint("contact_id", "person_id"),
            Index(None, "person_id"),
        )


class ContactPerson(Identified, OncePerPerson, Base):
    """The part a person plays in one contact, and what was known of them then."""

    __tablename__ = "contact_people"

    part: Mapped[Part] = mapped_column(words_of(Part))
    lives_in_home: Mapped[Answer | None] = mapped_column(words_of(Answer))
    position: Mapped[int] = mapped_column(default=0)
    flags: Mapped[list[str]] = mapped_column(default=list)  # context flags answered yes
    flags_not_known: Mapped[list[str]] = mapped_column(default=list)
    seen: Mapped[Answer | None] = mapped_column(words_of(Answer))  # seen or spoken to
    daily_life: Mapped[str] = mapped_column(Text, default="")
    own_words: Mapped[str] = mapped_column(Text, default="")


class Statement(Identified, OfContact, Base):
    """Something said or seen, with who said it and whether the source is protected."""

    __tablename__ = "statements"

    position: Mapped[int] = mapped_column(default=0)
    what: Mapped[str] = mapped_column(Text)
    when: Mapped[str] = mapped_column(String(200), default="")
    how_often: Mapped[str] = mapped_column(String(200), default="")
    said_by: Mapped[SaidBy | None] = mapped_column(words_of(SaidBy))
    said_by_detail: Mapped[str] = mapped_column(String(200), default="")
    basis: Mapped[StatementBasis | None] = mapped_column(words_of(StatementBasis))
    is_source_protected: Mapped[bool] = mapped_column(default=False)


class ContactAnswer(Identified, OfContact, Base):
    """One answer of the form that is kept as the professional gave it ("tried", "question" ...)."""

    __tablename__ = "contact_answers"

    field: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(Text)
