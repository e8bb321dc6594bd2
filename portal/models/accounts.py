"""Accounts, their roles, their sign-ins and what an expired sign-in left behind."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, Identified, words_of
from portal.vocabulary import Role


class Account(Identified, Base):
    """A person who signs in."""

    __tablename__ = "accounts"

    email: Mapped[str] = mapped_column(String(254), unique=True)  # folded to lower case
    name: Mapped[str] = mapped_column(String(200))
    job_title: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    password_hash: Mapped[str] = mapped_column(String(200))
    locale: Mapped[str] = mapped_column(String(5), default="en")
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


class Membership(Identified, Base):
    """One account's role at one hub, and at one organisation where the role is an agency's."""

    __tablename__ = "memberships"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hub_id", "organisation_id"], ["organisations.hub_id", "organisations.id"]
        ),
        Index(None, "account_id"),
        Index(None, "hub_id", "role"),
    )

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    hub_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("hubs.id"))
    organisation_id: Mapped[uuid.UUID | None]
    role: Mapped[Role] = mapped_column(words_of(Role))
    is_active: Mapped[bool] = mapped_column(default=True)


class SignIn(Identified, Base):
    """A session kept on the server; the browser holds only an opaque token."""

    __tablename__ = "sign_ins"
    __table_args__ = (Index(None, "account_id"),)

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)  # SHA-256 of the token, hex
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("memberships.id"))
    started_at: Mapped[datetime]
    last_used_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str | None] = mapped_column(String(40))


class SignInAttempt(Identified, Base):
    """A failed guess, counted per account name and shared by every worker."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (Index(None, "email_hash", "at"),)

    email_hash: Mapped[str] = mapped_column(String(64))  # so that unknown names are not stored
    at: Mapped[datetime]


class KeptWords(Identified, Base):
    """What was typed on a page whose sign-in or token had expired, until the person returns."""

    __tablename__ = "kept_words"
    __table_args__ = (Index(None, "account_id", "path", unique=True),)

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"))
    path: Mapped[str] = mapped_column(String(400))
    fields: Mapped[dict[str, Any]]  # field name -> list of values, as posted
    kept_at: Mapped[datetime]
