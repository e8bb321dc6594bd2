"""What each page of a meeting asks, as data: shown, taken as typed and compared from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import SimpleNamespace
from typing import Any

from flask_babel import gettext as _

from portal.blueprints.form import plain
from portal.rules.outcomes import Outcomes
from portal.rules.plan import PlannedAction, PlannedGoal
from portal.rules.review import LEAST, MOST, OUTCOME_STATES
from portal.vocabulary import ActionStatus, Attended, HelpDomain, PersonKind, ReviewOutcome
from portal.web import day, local_words, word

Typed = dict[str, Any]
PARTS = ("day", "month", "year")


@dataclass(frozen=True)
class Ask:
    """One question. `kind`: text, area, radios, select, readers or date."""

    name: str
    kind: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The fields it is made of."""
        if self.kind == "date":
            return tuple(f"{self.name}_{part}" for part in PARTS)
        return (self.name,)

    def said(self, typed: Mapping[str, Any]) -> str:
        """What was answered, in words, for comparing two texts."""
        words = dict(self.choices)
        given = [typed.get(name, "") for name in self.names]
        if self.kind == "readers":
            chosen = given[0] if isinstance(given[0], list) else [given[0]]
            return ", ".join(words.get(str(each), "") for each in chosen if each)
        text = " ".join(str(each) for each in given if each)
        return words.get(text, text)


@dataclass(frozen=True)
class Group:
    """Questions under one heading, with what is known already."""

    asks: tuple[Ask, ...]
    heading: str = ""
    lines: tuple[str, ...] = ()
    is_folded: bool = False
    more: str = ""  # words under which all but the first question are folded

    @property
    def first(self) -> tuple[Ask, ...]:
        """The questions that are always open."""
        return self.asks[:1] if self.more else self.asks

    @property
    def rest(self) -> tuple[Ask, ...]:
        """The questions that are folded."""
        return self.asks[1:] if self.more else ()

    def is_begun(self, typed: Mapping[str, Any]) -> bool:
        """Whether anything is said under the fold."""
        return any(typed.get(ask.name) for ask in self.rest if ask.kind != "readers")


def _options(words: Iterable[StrEnum]) -> tuple[tuple[str, str], ...]:
    return tuple((each.value, word(each)) for each in words)


def readers(name: str, family: Iterable[Any], label: str = "") -> Ask:
    """Whose copies may hold the text above."""
    born = (each for each in family if each.kind is not PersonKind.UNBORN)
    choices = tuple((str(each.id), each.name or word(each.kind)) for each in born)
    return Ask(
        name, "readers", label or _("Who in the family may have this in their copy?"), choices
    )


def came(team: Iterable[Any], family: list[Any]) -> list[Group]:
    """Whether each came, and what they had to say: for them to say, in their words."""
    return [
        Group(
            heading=member.name,
            lines=(", ".join(filter(None, (member.job, member.organisation))),),
            more=_("Write down what %(name)s said", name=member.name),
            asks=(
                Ask(f"attended:{member.id}", "radios", _("Did they come?"), _options(Attended)),
                Ask(f"said:{member.id}", "area", _("What they said, in their words")),
                readers(f"may_read:{member.id}", family),
            ),
        )
        for member in team
    ]


def actions(goals: Iterable[PlannedGoal]) -> list[Group]:
    """How each action is going; what is left open stays as the plan has it."""
    return [
        Group(
            heading=action.row.what,
            lines=(
                goal.row.goal,
                ", ".join(filter(None, (action.who, day(action.row.by_on)))),
                _("Now: %(status)s", status=word(action.row.status)),
            ),
            asks=(
                Ask(
                    f"status:{action.row.id}",
                    "radios",
                    _("How is it going?"),
                    _options(ActionStatus),
                ),
                Ask(f"note:{action.row.id}", "area", _("What happened")),
            ),
        )
        for goal in goals
        for action in goal.actions
    ]


def goals_then(kept: Mapping[str, Mapping[str, Any]]) -> tuple[PlannedGoal, ...]:
    """The actions as a meeting found them, each with its goal, to be asked about again."""
    found = []
    for key, each in sorted(kept.items(), key=lambda pair: int(pair[1]["position"])):
        by_on = date.fromisoformat(each["by_on"]) if each["by_on"] else None
        row = SimpleNamespace(
            id=key, what=each["what"], by_on=by_on, status=ActionStatus(each["status"])
        )
        goal = SimpleNamespace(goal=each["goal"])
        found.append(PlannedGoal(goal, (PlannedAction(row, each["who"], is_late=False),)))
    return tuple(found)


def day_met() -> Ask:
    """The day on which the team met."""
    return Ask("held", "date", _("When did the team meet?"))


def scores(before: Mapping[HelpDomain, int], family: list[Any]) -> list[Group]:
    """A score for each domain, those scored before first; the others can be opened."""
    numbers = tuple((str(each), str(each)) for each in range(LEAST, MOST + 1))
    groups = [
        Group(
            asks=(
                Ask("agreed_with", "text", _("Who agreed these numbers?")),
                readers("may_read", family),
            ),
            lines=(
                _("1 is where it is hardest, 10 where it goes well. Agree each with the family."),
            ),
        )
    ]
    for domain in sorted(HelpDomain, key=lambda each: each not in before):
        last = before.get(domain)
        groups.append(
            Group(
                heading=word(domain),
                lines=(_("Last time: %(score)s", score=last),) if last else (),
                asks=(
                    Ask(
                        f"score:{domain.value}",
                        "select",
                        _("Where does the family stand now?"),
                        numbers,
                    ),
                    Ask(f"evidence:{domain.value}", "area", _("What shows it?")),
                ),
                is_folded=last is None and bool(before),
            )
        )
    return groups


def changes(family: list[Any]) -> list[Group]:
    """What changed, what works, and what is a new worry; each with who may have it."""
    texts = {
        "changed": _("What has changed since the team last met?"),
        "working": _("What is working well?"),
        "worries": _("Are there new worries?"),
    }
    return [
        Group(asks=(Ask(name, "area", label), readers(f"{name}_may_read", family)))
        for name, label in texts.items()
    ]


def outcomes(found: Outcomes, family: list[Any]) -> list[Group]:
    """How far each of the hub's outcomes is reached."""
    states = tuple((state.value, _(words)) for state, words in OUTCOME_STATES.items())
    return [
        Group(asks=(readers("may_read", family),), lines=(local_words({"en": found.edition}),)),
        *(
            Group(asks=(Ask(f"outcome:{code}", "radios", local_words(label), states),))
            for code, label in found.labels.items()
        ),
    ]


def decision(family: list[Any], usual: str) -> list[Group]:
    """Carry on, step up, step down or close; why; and when the team meets next."""
    return [
        Group(
            asks=(
                Ask("outcome", "radios", _("What happens next?"), _options(ReviewOutcome)),
                Ask("why", "area", _("Why?")),
                readers("may_read", family),
                Ask(
                    "next",
                    "date",
                    _("When does the team meet next?"),
                    hint=_("If help goes on. Left empty, it is %(day)s.", day=usual),
                ),
            )
        )
    ]


def take(groups: Iterable[Group], form: Any) -> Typed:
    """What was posted, exactly as typed; fields that the page does not ask are left out."""
    typed: Typed = {}
    for ask in (ask for group in groups for ask in group.asks):
        for name in ask.names:
            given = form.getlist(name)
            value = plain(given if ask.kind == "readers" else (given or [""])[0])
            if value:
                typed[name] = value
    return typed


def both(
    groups: Iterable[Group], theirs: Mapping[str, Any], mine: Mapping[str, Any]
) -> list[tuple[str, str, str]]:
    """(question, saved by the other, typed here) for all on which the two differ."""
    found = []
    for group in groups:
        for ask in group.asks:
            pair = ask.said(theirs), ask.said(mine)
            if pair[0] != pair[1]:
                label = f"{group.heading}: {ask.label}" if group.heading else ask.label
                found.append((label, *pair))
    return found


def for_both(groups: Iterable[Group], theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> Typed:
    """What was typed here, each text only for those whom both writers chose."""
    typed = dict(mine)
    for name in (ask.name for group in groups for ask in group.asks if ask.kind == "readers"):
        kept = set(theirs.get(name) or ())
        typed[name] = [each for each in typed.get(name) or () if each in kept]
    return typed
