"""What keeps early help safe: sharing without agreement, a risk taken away, who steps aside."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, Identified, words_of
from portal.models.early_help import OfEpisode, of_episode
from portal.vocabulary import LawfulBasis


class SharingBasis(Identified, OfEpisode, Base):
    """That the team may read although somebody has not agreed: on what basis, why, and for whom."""

    __tablename__ = "sharing_bases"

    covers: Mapped[list[str]] = mapped_column(default=list)  # ids of episode_people, as it was then
    basis: Mapped[LawfulBasis] = mapped_column(words_of(LawfulBasis))
    why: Mapped[str] = mapped_column(Text)
    recorded_by: Mapped[str] = mapped_column(String(200))
    recorded_at: Mapped[datetime]


class RiskProposal(Identified, Base):
    """That somebody of the family is no longer at risk: said by one, decided by another."""

    __tablename__ = "risk_proposals"
    __table_args__ = (of_episode(), Index(None, "episode_id", "person_id"))

    hub_id: Mapped[uuid.UUID]
    episode_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("episode_people.id"))
    why: Mapped[str] = mapped_column(Text)
    proposed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    proposed_by: Mapped[str] = mapped_column(String(200))
    proposed_at: Mapped[datetime]
    is_confirmed: Mapped[bool | None]  # None while it waits
    decided_by: Mapped[str] = mapped_column(String(200), default="")
    decided_at: Mapped[datetime | None]


class EpisodeConflict(Identified, Base):
    """Somebody who knows the family: to that person the early help does not exist."""

    __tablename__ = "episode_conflicts"
    __table_args__ = (of_episode(), UniqueConstraint("episode_id", "account_id"))

    hub_id: Mapped[uuid.UUID]
    episode_id: Mapped[uuid.UUID]
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    declared_at: Mapped[datetime]
    is_by_match: Mapped[bool] = mapped_column(default=False)  # as of a contact
