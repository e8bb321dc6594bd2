"""What a hub has set about domestic abuse: its MARAC criteria, and what it tells about the law.

``criteria``     count, incidents, repeat_months, edition, effective (ISO date), confirmed (true)
``clares_law``   days (how long the police may take), edition, effective, confirmed
``support``      list of {name: {en, cy}, about: {en, cy}, phone, edition, confirmed}

A number, a date or a phone that the hub has not confirmed is shown as not confirmed, or not at all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.rules.abuse_risk import Criteria

CONFIRMED = ("edition", "effective", "confirmed")
PARTS: Mapping[str, tuple[str, ...]] = {
    "criteria": ("count", "incidents", "repeat_months", *CONFIRMED),
    "clares_law": ("days", *CONFIRMED),
    "support": ("name", "about", "phone", "edition", "confirmed"),
}


@dataclass(frozen=True)
class DisclosureScheme:
    """Clare's Law: a time limit is told only once the hub has confirmed it."""

    days: int | None = None
    edition: str = ""
    effective_from: date | None = None
    is_confirmed: bool = False


@dataclass(frozen=True)
class Support:
    """A service for victims, in the hub's words; its phone number only once confirmed."""

    name: Mapping[str, str]
    about: Mapping[str, str]
    phone: str = ""
    edition: str = ""
    is_confirmed: bool = False


@dataclass(frozen=True)
class AbuseSettings:
    """One hub's settings for domestic abuse advice."""

    criteria: Criteria = field(default_factory=Criteria)
    scheme: DisclosureScheme = field(default_factory=DisclosureScheme)
    support: tuple[Support, ...] = ()


def read(stored: Mapping[str, Any]) -> AbuseSettings:
    """Stored settings over the defaults; raises KeyError or ValueError on nonsense."""
    return AbuseSettings(
        criteria=_criteria(stored.get("criteria", {})),
        scheme=_scheme(stored.get("clares_law", {})),
        support=tuple(_support(each) for each in stored.get("support", [])),
    )


def unknown(stored: Mapping[str, Any]) -> Iterator[str]:
    """The names in stored settings that nothing reads."""
    for part, given in stored.items():
        if part not in PARTS:
            yield part
        else:
            for each in given if isinstance(given, list) else [given]:
                yield from (f"{part}.{name}" for name in each if name not in PARTS[part])


def _criteria(given: Mapping[str, Any]) -> Criteria:
    usual = Criteria()
    criteria = Criteria(
        count=int(given.get("count", usual.count)),
        incidents=int(given.get("incidents", usual.incidents)),
        repeat_months=int(given.get("repeat_months", usual.repeat_months)),
        edition=str(given.get("edition", "")),
        effective_from=_day(given),
        is_confirmed=_is_confirmed(given),
    )
    if min(criteria.count, criteria.incidents, criteria.repeat_months) < 1:
        raise ValueError("MARAC criteria need numbers of at least 1")
    return criteria


def _scheme(given: Mapping[str, Any]) -> DisclosureScheme:
    return DisclosureScheme(
        days=int(given["days"]) if given.get("days") else None,
        edition=str(given.get("edition", "")),
        effective_from=_day(given),
        is_confirmed=_is_confirmed(given),
    )


def _support(given: Mapping[str, Any]) -> Support:
    return Support(
        name=dict(given["name"]),
        about=dict(given["about"]),
        phone=str(given.get("phone", "")),
        edition=str(given.get("edition", "")),
        is_confirmed=_is_confirmed(given),
    )


def _day(given: Mapping[str, Any]) -> date | None:
    return date.fromisoformat(str(given["effective"])) if given.get("effective") else None


def _is_confirmed(given: Mapping[str, Any]) -> bool:
    return given.get("confirmed") is True
