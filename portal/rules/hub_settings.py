"""What differs between hubs, as typed data read from a hub's settings (docs/hub-settings.md)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.rules import abuse_settings, codes, early_help_settings
from portal.rules.abuse_settings import AbuseSettings
from portal.rules.codes import Codes
from portal.rules.early_help_settings import EarlyHelpSettings
from portal.rules.outcomes import LANGUAGES
from portal.rules.working_time import OpeningHours
from portal.vocabulary import DisagreementStage, Rag, Urgency

RAG_OF: dict[Urgency, Rag] = {
    Urgency.NOW: Rag.RED,
    Urgency.SAMEDAY: Rag.AMBER,
    Urgency.DAYS: Rag.GREEN,
    Urgency.ROUTINE: Rag.GREEN,
}
CLOCKS = ("working", "calendar")
BANK_HOLIDAYS = ("england-and-wales", "none")  # those of its nation, whichever that is, or none
LEAST = {"second_reader_after": 0, "known_before_months": 1, "duty_hours": 1, "returns_days": 1}


@dataclass(frozen=True)
class TargetSetting:
    """How soon an answer is due: minutes on the `working` or `calendar` clock."""

    minutes: int
    clock: str


@dataclass(frozen=True)
class HubSettings:
    """One hub's settings."""

    targets: Mapping[Urgency, TargetSetting]
    opening: Mapping[int, tuple[tuple[str, str], ...]]  # weekday 0 is Monday; ("08:30", "17:00")
    bank_holidays: str  # one of BANK_HOLIDAYS
    extra_closed_days: tuple[str, ...]  # ISO dates
    second_reader_after: int  # earlier contacts about the same people; 0 never asks for one
    outcome_read: TargetSetting  # how soon a referrer should have opened a decision
    languages: tuple[str, ...]
    codes: Codes  # the hub's own lists; empty where the nation's apply, or none do
    check_targets: Mapping[Rag, TargetSetting]  # how soon an agency should have answered a check
    duty_hours: int = 12  # who is on duty longer has forgotten to say otherwise
    returns_days: int = 91  # how far back answers and missing answers are counted
    known_before_months: int = 12  # how far back earlier contacts count as repeated
    abuse: AbuseSettings = field(default_factory=AbuseSettings)
    disagreement_stages: Mapping[DisagreementStage, TargetSetting] = field(default_factory=dict)
    follow_up_days: int = 10  # working days after which a step without a date is asked about
    early_help: EarlyHelpSettings = field(default_factory=EarlyHelpSettings)
    disagreement_reminder_days: int = 5  # working days after which an answered one counts as left


DEFAULTS: dict[str, Any] = {
    "targets": {
        "now": {"minutes": 60, "clock": "calendar"},
        "sameday": {"minutes": 240, "clock": "working"},
        "days": {"minutes": 1020, "clock": "working"},
        "routine": {"minutes": 1530, "clock": "working"},
    },
    "opening": {str(day): [["08:30", "17:00"]] for day in range(5)},
    "bank_holidays": "england-and-wales",
    "extra_closed_days": [],
    "second_reader_after": 3,
    "outcome_read": {"minutes": 510, "clock": "working"},
    "languages": ["en", "cy"],
    "codes": {},
    "known_before_months": 12,
    "check_targets": {
        "red": {"minutes": 30, "clock": "calendar"},
        "amber": {"minutes": 120, "clock": "working"},
        "green": {"minutes": 510, "clock": "working"},
    },
    "check_prompts": {},
    "duty_hours": 12,
    "returns_days": 91,
    "abuse": {},
    "disagreement_stages": {
        "practitioners": {"minutes": 510, "clock": "working"},
        "leads": {"minutes": 1020, "clock": "working"},
        "senior_managers": {"minutes": 2550, "clock": "working"},
        "partnership": {"minutes": 5100, "clock": "working"},
    },
    "follow_up_days": 10,
    "early_help": {},
    "disagreement_reminder_days": 5,
}


def _target(name: str, target: Mapping[str, Any]) -> TargetSetting:
    minutes, clock = int(target["minutes"]), str(target["clock"])
    if minutes < 1 or clock not in CLOCKS:
        raise ValueError(
            f"target {name} needs at least 1 minute on the working or calendar clock, "
            f"not {minutes} on {clock!r}"
        )
    return TargetSetting(minutes, clock)


def _stages(given: Mapping[str, Any]) -> dict[DisagreementStage, TargetSetting]:
    stages = {**DEFAULTS["disagreement_stages"], **given}
    return {DisagreementStage(name): _target(name, target) for name, target in stages.items()}


def _days(name: str, given: Mapping[str, Any]) -> int:
    days = int(given[name])
    if days < 1:
        raise ValueError(f"{name} needs 1 working day or more, not {days}")
    return days


def read(stored: Mapping[str, Any]) -> HubSettings:
    """Stored settings over the defaults; raises KeyError or ValueError on nonsense."""
    given = {**DEFAULTS, **stored}
    return HubSettings(
        targets={
            Urgency(name): _target(name, target)
            for name, target in {**DEFAULTS["targets"], **given["targets"]}.items()
        },
        opening={
            int(day): tuple((str(start), str(end)) for start, end in spans or ())
            for day, spans in given["opening"].items()
        },
        bank_holidays=str(given["bank_holidays"]),
        extra_closed_days=tuple(given["extra_closed_days"]),
        second_reader_after=int(given["second_reader_after"]),
        outcome_read=_target("outcome_read", given["outcome_read"]),
        languages=tuple(given["languages"]),
        codes=codes.read(given["codes"]),
        known_before_months=int(given["known_before_months"]),
        check_targets={
            Rag(name): _target(f"check_targets {name}", target)
            for name, target in {**DEFAULTS["check_targets"], **given["check_targets"]}.items()
        },
        duty_hours=int(given["duty_hours"]),
        returns_days=int(given["returns_days"]),
        abuse=abuse_settings.read(given["abuse"]),
        disagreement_stages=_stages(given["disagreement_stages"]),
        early_help=early_help_settings.read(given["early_help"]),
        follow_up_days=_days("follow_up_days", given),
        disagreement_reminder_days=_days("disagreement_reminder_days", given),
    )


def check(stored: Mapping[str, Any]) -> None:
    """Raises KeyError, TypeError or ValueError for what cannot be read, or no hub can work by.

    Stricter than `read`, which must not stop a hub for a number that was once kept as text.
    """
    _check_numbers("", stored, DEFAULTS)
    _check_times({**DEFAULTS, **stored}["opening"])
    settings = read(stored)
    if not any(OpeningHours.from_settings(settings.opening).by_weekday):
        # Targets count in open hours: nothing could be sent, and no timer of any hub would run.
        raise ValueError("the hub is never open: opening has no hours")
    for day in settings.extra_closed_days:
        date.fromisoformat(day)
    if settings.bank_holidays not in BANK_HOLIDAYS:
        raise ValueError(
            f"bank_holidays is {' or '.join(BANK_HOLIDAYS)}, not {settings.bank_holidays}"
        )
    if not settings.languages or not LANGUAGES.issuperset(settings.languages):
        raise ValueError(f"languages are en, cy or both, not {settings.languages}")
    for name, least in LEAST.items():
        if getattr(settings, name) < least:
            raise ValueError(f"{name} needs {least} or more")


def _check_numbers(name: str, told: Any, default: Any) -> None:
    """Raises ValueError where a number is wanted and something only looks like one."""
    if isinstance(told, Mapping) and isinstance(default, Mapping):
        for key, each in told.items():
            _check_numbers(f"{name} {key}".strip(), each, default.get(key))
    elif type(default) is int and type(told) is not int:
        raise ValueError(f"{name} needs a whole number, not {told!r}")


def _check_times(opening: Mapping[Any, Any]) -> None:
    """Raises ValueError for a day or a time that there is not."""
    for day, spans in opening.items():
        if str(day) not in _DAYS:
            raise ValueError(f"opening has no day {day!r}: 0 is Monday, 6 is Sunday")
        if any(len(span) != 2 for span in spans or ()):
            raise ValueError("opening needs a start and an end for each span")
        for time in (time for span in spans or () for time in span):
            if not _TIME.fullmatch(str(time)):
                raise ValueError(f"opening needs times such as 08:30, not {time!r}")


_DAYS = tuple("0123456")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def unknown(stored: Mapping[str, Any]) -> list[str]:
    """The names in stored settings that nothing reads: mistyped, most likely."""
    inside = abuse_settings.unknown(stored.get("abuse", {}))
    return [
        *(name for name in stored if name not in DEFAULTS),
        *(f"abuse.{name}" for name in inside),
    ]
