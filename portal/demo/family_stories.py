"""The families in early help, read from YAML: who they are, and what happened, step by step."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from portal.demo.cases import DemoCase, begun, case_of, named_key, plain_text, working_day
from portal.rules.typed import UK

FAMILIES = Path(__file__).parent / "families"
NEXT = timedelta(minutes=4)  # from one step of an afternoon to the next
Told = Mapping[str, Any]


@dataclass(frozen=True)
class FamilyStory:
    """One family: who leads its help, from when, and everything that followed."""

    slug: str
    title: str
    lead: str
    told: Told
    started_at: datetime
    asked: DemoCase | None  # the consultation it was started from, where it is told here

    def key(self, name: str) -> uuid.UUID:
        """The same identifier for the same name in every demo."""
        return uuid.UUID(named_key(self.slug, name))

    @property
    def contacts(self) -> int:
        """How many contacts the story adds: one asked before it, and one it was stepped up to."""
        stepped_up = [told for told in self.told["then"] if told["do"] == "step_up"]
        return len(stepped_up) + (self.asked is not None)

    def on(self, told_day: str) -> date:
        """So many days after the start, or the last working day before."""
        since = working_day(0, self.started_at.date() + timedelta(days=int(told_day)))
        return max(since, self.started_at.date())

    def steps(self) -> Iterator[tuple[datetime, Told]]:
        """Each step with its moment: its own day and time, or soon after the one before."""
        at = self.started_at
        for told in self.told["then"]:
            at += NEXT
            if "day" in told or "time" in told:
                on = self.on(told["day"]) if "day" in told else at.astimezone(UK).date()
                clock = time.fromisoformat(told.get("time", "15:30"))
                at = datetime.combine(on, clock, tzinfo=UK)
            yield at, told


def read_families(today: date) -> list[FamilyStory]:
    """Every family in the order of its file, begun so many days before `today`."""
    return [_story(path, today) for path in sorted(FAMILIES.glob("*.yaml"))]


def _story(path: Path, today: date) -> FamilyStory:
    told = plain_text(path)
    began = told["started"]
    on = working_day(int(began["days_ago"]), today)
    started_at = datetime.combine(on, time.fromisoformat(began["time"]), tzinfo=UK)
    asked = None
    if content := told.get("asked"):
        asked = case_of(path.stem, content, begun(content["begun"], today, started_at))
    return FamilyStory(path.stem, told["title"], told["lead"], told, started_at, asked)
