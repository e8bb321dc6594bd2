"""What is typed about one of a family: checked, and as the records of it hold it."""

from dataclasses import asdict
from typing import Any

from portal.commands.base import Refused
from portal.rules.early_help_people import MemberWords
from portal.vocabulary import N_, PersonKind

MOST = {"name": 200, "school": 200, "language": 100, "phone": 100}
SHORTEN = {
    200: N_("Shorten this to 200 characters or fewer"),
    100: N_("Shorten this to 100 characters or fewer"),
}


def check(words: MemberWords) -> None:
    """Raise `Refused`, naming the field, for no name where one is needed, or too long a word."""
    if not words.name and words.kind is PersonKind.ADULT:
        raise Refused(N_("Enter a name, or what they are called in the family"), "name")
    for name, most in MOST.items():
        if len(getattr(words, name)) > most:
            raise Refused(SHORTEN[most], name)


SECRET = ("address", "phone")


def secrets_of(row: Any) -> dict[str, str]:
    """What is kept secret of one of a family now."""
    return {name: getattr(row, name) for name in SECRET} if row.is_address_secret else {}


def keep_once_secret(row: Any, was: dict[str, str]) -> None:
    """What was secret and is no longer on the record: no copy may lead there either."""
    gone = (f"{name}:{text}" for name, text in was.items() if text and text != getattr(row, name))
    row.once_secret = list(dict.fromkeys((*(row.once_secret or ()), *gone)))


def found_by(words: MemberWords) -> dict[str, Any]:
    """What the hub finds a person by who is on no contact; never where somebody hides."""
    return {
        "kind": words.kind,
        "name": words.name,
        "age_kind": words.age_kind,
        "born_on": words.born_on,
        "due_on": words.due_on,
        "age_months_from": _from(words),
        "age_months_to": _to(words),
        "school": words.school,
        "address": "" if words.is_address_secret else words.address,
    }


def columns(words: MemberWords) -> dict[str, Any]:
    """As the row of an episode holds them; an estimate covers its whole year."""
    given = asdict(words)
    given.pop("years")
    return {**given, "age_months_from": _from(words), "age_months_to": _to(words)}


def _from(words: MemberWords) -> int | None:
    return None if words.years is None or words.born_on else words.years * 12


def _to(words: MemberWords) -> int | None:
    youngest = _from(words)
    return None if youngest is None else youngest + 11
