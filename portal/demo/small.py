"""The smaller contacts around the worked cases: one paragraph each, mostly on the short form."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from portal.demo.cases import DemoCase, begun, case_of, plain_text
from portal.rules.consultation import SAFETY
from portal.rules.typed import UK

FILES = [Path(__file__).parent / name for name in ("small.yaml", "answered.yaml")]


def small_cases(today: date, now: datetime | None = None) -> list[DemoCase]:
    """All of them, dated like the worked cases."""
    now = now or datetime.combine(today, time(12), tzinfo=UK)
    return [_case(told, today, now) for file in FILES for told in plain_text(file)]


def _case(told: Mapping[str, Any], today: date, now: datetime) -> DemoCase:
    content = {
        "title": told["question"],
        "asker": told["asker"],
        "kind": told.get("kind", "consultation"),
        "route": "full" if _is_full(told) else "short",
        "pages": dict(_pages(told)),
        "then": told.get("then"),
        "late": told.get("late"),
    }
    return case_of(f"small-{told['key']}", content, begun(told["begun"], today, now))


def _pages(told: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """A few words as the pages of either form; every safety question not named is a no."""
    yield "safety", dict.fromkeys(SAFETY, "no") | told.get("safety", {})
    yield "you", told.get("you", {})
    yield "person:child", {"kind": "child", "part": "subject", **told["child"]}
    if _is_full(told):
        statement = {"what": told["what"], "said_by": "me", "basis": "seen"}
        yield "statement:what", statement | told.get("statement", {})
        yield "daily-life:child", {"daily_life": told["impact"]}
        yield "tried", {"tried": told["tried"]}
        yield "seen", _ticks(told.get("home", {}))
        yield "seen:child", _ticks(told.get("seen", {}))
    else:
        words = {"what_happened": told["what"], "impact": told["impact"], "tried": told["tried"]}
        yield "short", words
    if "timing" in told:
        yield "timing", told["timing"]
    if told["question"]:
        yield "question", {"question": told["question"]}


def _is_full(told: Mapping[str, Any]) -> bool:
    return bool(told.get("seen") or told.get("home") or told.get("kind") == "referral")


def _ticks(answers: Mapping[str, str]) -> dict[str, str]:
    return {f"{indicator}.answer": answer for indicator, answer in answers.items()}
