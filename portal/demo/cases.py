"""The worked cases: invented families, read from YAML exactly as a person would have typed them."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from portal.integrations.bank_holidays import closed_days
from portal.rules.typed import UK, date_typed

CASES = Path(__file__).parent / "cases"
DAY = timedelta(days=1)
WRITING = timedelta(minutes=11)  # from the first word to the send button
_SPACE = uuid.UUID("5f0d3c1e-8f2a-4c57-9f4b-6c2d1f8f7a10")


@dataclass(frozen=True)
class DemoCase:
    """One worked case: what was typed, what the engine should say, what happened next."""

    slug: str
    title: str
    asker: str
    kind: str
    route: str
    begun_at: datetime
    pages: Mapping[str, Mapping[str, Any]]
    expect: tuple[Mapping[str, Any], ...]
    then: tuple[Mapping[str, Any], ...]
    late: Mapping[str, str] | None = None  # how it came before it was entered


def read_cases(today: date, now: datetime | None = None) -> Iterator[DemoCase]:
    """Every worked case in the order of its file.

    Most are dated by working days before `today`; fresh ones by minutes before `now` (noon of
    that day unless given), so that the queue has something new at whatever hour it is loaded.
    """
    now = now or datetime.combine(today, time(12), tzinfo=UK)
    for path in sorted(CASES.glob("*.yaml")):
        content = plain_text(path)
        begun_at = begun(content["begun"], today, now)
        yield case_of(path.stem, content, begun_at)


@cache
def plain_text(path: Path) -> Any:
    """A YAML file in which every value stays text: `no` is an answer here, not a falsehood."""
    return yaml.load(path.read_text(), yaml.CBaseLoader)  # noqa: S506 - it makes only text


def begun(told: Mapping[str, str], today: date, now: datetime) -> datetime:
    """{days_ago, time} on the working day then, or {minutes_ago} to the whole minute."""
    if "minutes_ago" in told:
        at = now.astimezone(UK).replace(second=0, microsecond=0)
        return at - timedelta(minutes=int(told["minutes_ago"]))
    on = working_day(int(told["days_ago"]), today)
    return datetime.combine(on, time.fromisoformat(told["time"]), tzinfo=UK)


def working_day(days_ago: int, today: date) -> date:
    """The weekday that is no bank holiday nearest before that many days ago."""
    on = today - timedelta(days=days_ago)
    while _is_closed(on):
        on -= DAY
    return on


def next_working_day(on: date) -> date:
    """The first weekday after `on` that is no bank holiday."""
    on += DAY
    while _is_closed(on):
        on += DAY
    return on


def _is_closed(on: date) -> bool:
    return on.weekday() >= 5 or on in closed_days("england")  # the same days in Wales


def case_of(slug: str, content: Mapping[str, Any], begun_at: datetime) -> DemoCase:
    """A case as its file tells it, with the days and people of its pages made real."""
    expect = content.get("expect", [])
    return DemoCase(
        slug=slug,
        title=content["title"],
        asker=content["asker"],
        kind=content.get("kind", "consultation"),
        route=content["route"],
        begun_at=begun_at,
        pages=dict(_pages(slug, content["pages"], begun_at)),
        expect=tuple(expect if isinstance(expect, list) else [expect]),
        then=tuple(_told(slug, each, begun_at) for each in content.get("then") or ()),
        late=content.get("late"),
    )


def _told(slug: str, step: Mapping[str, Any], begun_at: datetime) -> Mapping[str, Any]:
    """A step of the story; pages that are typed in it are made real like the first ones."""
    if "pages" not in step:
        return step
    return {**step, "pages": dict(_pages(slug, step["pages"], begun_at))}


def named_key(slug: str, name: str) -> str:
    """The identifier that a name of a file stands for: the same in every demo."""
    return str(uuid.uuid5(_SPACE, f"{slug} {name}"))


def _pages(
    slug: str, pages: Mapping[str, Mapping[str, Any]], begun_at: datetime
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Page keys such as `person:wren` become stable identifiers; relative days become dates."""
    for key, answers in pages.items():
        kind, _, name = key.partition(":")
        page = f"{kind}:{named_key(slug, name)}" if name else kind
        yield page, _with_people(slug, kind, _dated(answers, begun_at))


def _with_people(slug: str, kind: str, answers: dict[str, Any]) -> dict[str, Any]:
    """Whose an injury or an address is, by the names the file gives its people."""
    if kind == "injury" and "person" in answers:
        return {**answers, "person": named_key(slug, answers["person"])}
    if kind == "address" and "whose" in answers:
        return {**answers, "whose": [named_key(slug, name) for name in answers["whose"]]}
    return answers


def _dated(answers: Mapping[str, Any], begun_at: datetime) -> dict[str, Any]:
    """Days told relative to the case's own, as the day, month and year somebody typed.

    `born_days_ago`, `due_in_days`; for `leaves` and `next_contact` a `_time` alone is that day's,
    `_in_days` a later day's, and `_in_minutes` a moment soon after the first word.
    """
    found = dict(answers)
    for prefix in ("born", "due", "leaves", "next_contact", "phoned_on", "done_on"):
        at = begun_at
        if minutes := found.pop(f"{prefix}_in_minutes", ""):
            at += timedelta(minutes=int(minutes))
            found[f"{prefix}_time"] = f"{at:%H:%M}"
        elif in_days := found.pop(f"{prefix}_in_days", ""):
            at += int(in_days) * DAY
        elif days_ago := found.pop(f"{prefix}_days_ago", ""):
            at -= int(days_ago) * DAY
        elif not found.get(f"{prefix}_time"):
            continue
        found |= date_typed(prefix, at)
    return found
