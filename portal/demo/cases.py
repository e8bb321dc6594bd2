"""The worked cases: invented families, read from YAML exactly as a person would have typed them."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

CASES = Path(__file__).parent / "cases"
UK = ZoneInfo("Europe/London")
_SPACE = uuid.UUID("5f0d3c1e-8f2a-4c57-9f4b-6c2d1f8f7a10")


@dataclass(frozen=True)
class DemoCase:
    """One worked case: what was typed, what the engine should say, what happened next."""

    slug: str
    title: str
    asker: str
    route: str
    begun_at: datetime
    pages: Mapping[str, Mapping[str, Any]]
    expect: tuple[Mapping[str, Any], ...]
    then: tuple[Mapping[str, Any], ...]


def working_day(days_ago: int, today: date) -> date:
    """The weekday nearest before that many days ago."""
    on = today - timedelta(days=days_ago)
    return on - timedelta(days=max(0, on.weekday() - 4))


def read_cases(today: date) -> Iterator[DemoCase]:
    """Every worked case in the order of its file, dated relative to `today`."""
    for path in sorted(CASES.glob("*.yaml")):
        yield _case(path.stem, _content(path), today)


@cache
def _content(path: Path) -> dict[str, Any]:
    """Every value stays text: `no` is an answer here, not a falsehood."""
    loaded: dict[str, Any] = yaml.load(path.read_text(), yaml.CBaseLoader)  # noqa: S506 - plain text
    return loaded


def _case(slug: str, content: Mapping[str, Any], today: date) -> DemoCase:
    begun = content["begun"]
    on = working_day(int(begun["days_ago"]), today)
    at = datetime.combine(on, time.fromisoformat(begun["time"]), tzinfo=UK)
    expect = content["expect"]
    return DemoCase(
        slug=slug,
        title=content["title"],
        asker=content["asker"],
        route=content["route"],
        begun_at=at,
        pages=dict(_pages(slug, content["pages"], on)),
        expect=tuple(expect if isinstance(expect, list) else [expect]),
        then=tuple(content.get("then") or ()),
    )


def _pages(
    slug: str, pages: Mapping[str, Mapping[str, Any]], on: date
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Page keys such as `person:wren` become stable identifiers; times get that day's date."""
    for key, answers in pages.items():
        kind, _, name = key.partition(":")
        page = f"{kind}:{uuid.uuid5(_SPACE, f'{slug} {name}')}" if name else kind
        yield page, dict(answers) | (_dated(answers, on) if kind == "timing" else {})


def _dated(answers: Mapping[str, Any], on: date) -> dict[str, str]:
    """The day of a time in `timing`: the day the case began, or `..._in_days` after it."""
    found: dict[str, str] = {}
    for prefix in ("leaves", "next_contact"):
        if answers.get(f"{prefix}_time"):
            day = on + timedelta(days=int(answers.get(f"{prefix}_in_days", 0)))
            found |= {
                f"{prefix}_day": str(day.day),
                f"{prefix}_month": str(day.month),
                f"{prefix}_year": str(day.year),
            }
    return found
