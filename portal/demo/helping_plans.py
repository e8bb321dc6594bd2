"""The steps of a family's story about its plan and the meetings of the team around it."""

from collections.abc import Callable, Mapping
from datetime import datetime, time
from typing import Any

from portal.commands import meetings, plans, recording
from portal.commands.plan_words import ActionWords, GoalWords
from portal.demo.family_stories import Told
from portal.demo.helped import Helped
from portal.queries import outcomes
from portal.rules.permissions import Actor
from portal.rules.typed import UK, Page
from portal.vocabulary import ActionStatus, GoalStatus, HelpDomain

TEXTS = ("changed", "working", "worries")  # of a meeting's page of what has changed


def _add_goal(family: Helped, by: Actor, told: Told, at: datetime) -> None:
    """A goal with its actions."""
    key = family.story.key(told["key"])
    words = GoalWords(
        goal=told["goal"],
        need=told.get("need", ""),
        whose_words=told.get("whose_words", ""),
        domain=HelpDomain(told["domain"]) if "domain" in told else None,
        readers=family.readers(told),
    )
    plans.add_goal(family.episode(by), by=by, words=words, key=key, at=at)
    for action in told.get("actions", ()):
        given = {name: action.get(name, "") for name in ("what", "how_known", "contingency")}
        words_of = ActionWords(
            **given,
            who=action.get("who", ""),
            member_id=family.members[action["member"]] if "member" in action else None,
            by_on=family.story.on(action["by_day"]) if "by_day" in action else None,
            readers=family.readers({**told, **action}),
        )
        made = family.story.key(action["key"])
        plans.add_action(family.episode(by), by=by, goal_id=key, words=words_of, key=made, at=at)


def _set_status(family: Helped, by: Actor, told: Told, at: datetime) -> None:
    kind = GoalStatus if "goal" in told else ActionStatus
    part, status = family.story.key(told.get("goal") or told["action"]), kind(told["status"])
    plans.set_status(family.episode(by), by=by, part_id=part, status=status, at=at)


def _plan_meeting(family: Helped, by: Actor, told: Told, at: datetime) -> None:
    key, clock = family.story.key(told["key"]), time.fromisoformat(told["clock"])
    planned_at = datetime.combine(family.story.on(told["on_day"]), clock, tzinfo=UK)
    meetings.plan_meeting(
        family.episode(by),
        by=by,
        planned_at=planned_at,
        place=told["place"],
        tells_team=told.get("tells_team", "yes") == "yes",
        key=key,
        at=at,
    )
    family.made[told["key"]] = key


def _call_off(family: Helped, by: Actor, told: Told, at: datetime) -> None:
    meetings.call_off(family.episode(by), by=by, review_id=family.made[told["key"]], at=at)


def _meet(family: Helped, by: Actor, told: Told, at: datetime) -> None:
    """The pages of a meeting written, and its record made."""
    review = family.made[told["key"]]
    for name, answers in told["pages"].items():
        recording.save_review_page(
            by,
            family.episode(by),
            review,
            name,
            PAGES[name](family, answers, at),
            tab=f"{family.story.slug} {name}"[:40],
            base_version=None,
            at=at,
        )
    held_on = at.astimezone(UK).date()
    recording.record_meeting(family.episode(by), by=by, review_id=review, held_on=held_on, at=at)


def _came(family: Helped, answers: Told, at: datetime) -> Page:
    page: dict[str, Any] = {}
    for name, told in answers.items():
        told = told if isinstance(told, Mapping) else {"attended": told}
        member = family.members[name]
        page[f"attended:{member}"] = told["attended"]
        page[f"said:{member}"] = told.get("said", "")
        page[f"may_read:{member}"] = list(family.readers(told))
    return page


def _went(family: Helped, answers: Told, at: datetime) -> Page:
    page: dict[str, Any] = {}
    for name, (status, *note) in answers.items():
        action = family.story.key(name)
        page |= {f"status:{action}": status, f"note:{action}": " ".join(note)}
    return page


def _scored(family: Helped, answers: Told, at: datetime) -> Page:
    page: dict[str, Any] = {"agreed_with": answers.get("agreed_with", "")}
    for domain, (score, *evidence) in answers["scores"].items():
        page |= {f"score:{domain}": score, f"evidence:{domain}": " ".join(evidence)}
    return {**page, "may_read": list(family.readers(answers))}


def _changed(family: Helped, answers: Told, at: datetime) -> Page:
    page: dict[str, Any] = {name: answers.get(name, "") for name in TEXTS}
    for name in TEXTS:
        page[f"{name}_may_read"] = list(family.readers(answers, f"{name}_readers"))
    return page


def _reached(family: Helped, answers: Told, at: datetime) -> Page:
    hub_id = family.actors[family.story.lead].hub_id
    asked = outcomes.current(hub_id, at.astimezone(UK).date())
    states = zip(asked.codes, answers["in_order"], strict=False)
    page: dict[str, Any] = {f"outcome:{code}": state for code, state in states}
    return {**page, "set": asked.key, "may_read": list(family.readers(answers))}


def _decided(family: Helped, answers: Told, at: datetime) -> Page:
    page: dict[str, Any] = {"outcome": answers["outcome"], "why": answers["why"]}
    if "next_day" in answers:
        on = family.story.on(answers["next_day"])
        page |= {"next_day": str(on.day), "next_month": str(on.month), "next_year": str(on.year)}
    return {**page, "may_read": list(family.readers(answers))}


PAGES: dict[str, Callable[[Helped, Any, datetime], Page]] = {
    "came": _came,
    "actions": _went,
    "scores": _scored,
    "changes": _changed,
    "outcomes": _reached,
    "decision": _decided,
}

PLANNING: dict[str, Callable[[Helped, Actor, Told, datetime], None]] = {
    "add_goal": _add_goal,
    "set_status": _set_status,
    "plan_meeting": _plan_meeting,
    "call_off": _call_off,
    "meet": _meet,
}
