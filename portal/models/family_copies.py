"""Documents of an episode, and the copies that a family is given."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, Identified, words_of
from portal.models.early_help import OfEpisode, of_episode
from portal.vocabulary import CopyStatus, CopyVariant, HelpDocument


class FamilyCopy(Identified, Base):
    """A copy made for one named person: looked through, approved if it must be, and given."""

    __tablename__ = "family_copies"
    __table_args__ = (
        of_episode(),
        UniqueConstraint("hub_id", "id"),
        Index(None, "episode_id", "made_at"),
    )

    hub_id: Mapped[uuid.UUID]
    episode_id: Mapped[uuid.UUID]
    recipient_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("episode_people.id"))
    document: Mapped[HelpDocument] = mapped_column(words_of(HelpDocument))
    of_id: Mapped[uuid.UUID]  # the assessment or review; the episode for a plan or closure
    variant: Mapped[CopyVariant] = mapped_column(words_of(CopyVariant))
    locale: Mapped[str] = mapped_column(String(5))
    digest: Mapped[str] = mapped_column(String(64))  # of what it says: what was approved is given
    status: Mapped[CopyStatus] = mapped_column(words_of(CopyStatus))
    needs_second: Mapped[bool]  # somebody in the family is at risk
    made_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    made_by: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime]
    approved_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    approved_by: Mapped[str] = mapped_column(String(200), default="")
    approved_at: Mapped[datetime | None]
    returned_why: Mapped[str] = mapped_column(Text, default="")
    given_on: Mapped[date | None]
    given_by: Mapped[str] = mapped_column(String(200), default="")
    given_how: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it


class ClearedHit(Identified, Base):
    """A word that looked unsafe for one person's copy, and why a person let it stand there."""

    __tablename__ = "cleared_hits"
    __table_args__ = (of_episode(), UniqueConstraint("recipient_id", "hit"))

    hub_id: Mapped[uuid.UUID]
    episode_id: Mapped[uuid.UUID]
    recipient_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("episode_people.id"))
    hit: Mapped[str] = mapped_column(String(64))  # SHA-256 of the text and the word in it, hex
    why: Mapped[str] = mapped_column(Text)
    cleared_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    cleared_by: Mapped[str] = mapped_column(String(200))
    cleared_at: Mapped[datetime]


class EpisodeDocument(Identified, OfEpisode, Base):
    """A rendered PDF kept under the fingerprint of what it says, so that a repeat costs nothing."""

    __tablename__ = "episode_documents"

    name: Mapped[str] = mapped_column(String(80))
    audience: Mapped[str] = mapped_column(String(80))
    fingerprint: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes]
    made_at: Mapped[datetime]
