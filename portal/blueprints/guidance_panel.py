"""What the hub's document points to and what to do, in words: as it is now, and as it was given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext

from portal.frameworks.cases import parse_case
from portal.queries.rows import AnyRow
from portal.rules.explanation import Explanation, explain
from portal.rules.guidance import ChildGuidance
from portal.rules.threshold_case import Case, Number, Outcome, Reason, ReasonKind
from portal.rules.threshold_model import Framework, Level, Pathway
from portal.rules.thresholds import evaluate
from portal.vocabulary import Urgency
from portal.web import local_words, voice


@dataclass(frozen=True)
class ChildPanel:
    """One child's guidance, worded; `name` is empty while it is not known."""

    name: str
    case: Case
    outcome: Outcome
    explanation: Explanation
    level: Level | None
    pathways: tuple[Pathway, ...]  # the first is what to do; the others go with what was ticked

    def says_the_same(self, other: "ChildPanel") -> bool:
        """Whether nobody could tell the guidance of the two apart."""
        mine, theirs = replace(self, name="", case=other.case), replace(other, name="")
        return mine == theirs and bool(self.case.indicators) == bool(other.case.indicators)


@dataclass(frozen=True)
class Panel:
    """Everything the guidance partial shows."""

    framework: Framework
    hub: AnyRow
    children: tuple[ChildPanel, ...]

    @property
    def groups(self) -> list[tuple[str, ChildPanel]]:
        """Children whose guidance is word for word the same, once, by what they are called."""
        found: list[tuple[list[str], ChildPanel]] = []
        for number, each in enumerate(self.children, start=1):
            name = called(each.name, number, is_unborn=each.case.is_unborn)
            same = next((names for names, other in found if each.says_the_same(other)), None)
            if same is None:
                found.append(([name], each))
            else:
                same.append(name)
        return [("; ".join(names), each) for names, each in found]

    @property
    def first(self) -> tuple[str, ...]:
        """What to do before anything else, each thing once."""
        said = (line.text for each in self.children for line in each.explanation.act_first[:1])
        return tuple(dict.fromkeys(said))


def called(name: str, number: int, *, is_unborn: bool) -> str:
    """What a child is called beside others: by name, else by place in the list."""
    if name or is_unborn:
        return name or str(gettext("Unborn baby"))
    return str(gettext("Child %(number)s, name not known", number=number))


def panel_of(framework: Framework, hub: AnyRow, given: Iterable[ChildGuidance]) -> Panel:
    """Guidance as it is now, in the reader's language."""
    return Panel(
        framework,
        hub,
        tuple(
            _child(framework, hub, each.person.name if each.person else "", each.case, each.outcome)
            for each in given
        ),
    )


def frozen_panel(framework: Framework, hub: AnyRow, frozen: Mapping[str, Any]) -> Panel:
    """Guidance as it was frozen: `children` with the name, case and result of each."""
    found = []
    for each in frozen.get("children", ()):
        case = parse_case(each["case"], framework)
        told = as_given(framework, case, each["result"])
        found.append(_child(framework, hub, each["name"], case, told))
    return Panel(framework, hub, tuple(found))


def _child(framework: Framework, hub: AnyRow, name: str, case: Case, told: Outcome) -> ChildPanel:
    explanation = explain(
        framework,
        case,
        told,
        hub=local_words(hub.name),
        phone=hub.phone,
        **voice(),
    )
    level = framework.level(told.level) if told.level else None
    pathways = tuple(framework.pathways[code] for code in explanation.pathways)
    return ChildPanel(name, case, told, explanation, level, pathways)


def as_given(framework: Framework, case: Case, result: Mapping[str, Any]) -> Outcome:
    """The outcome, in the reader's language where today's words say what was said then."""
    frozen = _frozen(result)
    now = evaluate(framework, case, **voice())
    return now if _gist(now) == _gist(frozen) else frozen


def _frozen(result: Mapping[str, Any]) -> Outcome:
    """The outcome as it was stored when it was given."""
    return Outcome(
        level=result["level"],
        upper=result["upper"],
        urgency=Urgency(result["urgency"]),
        emergency=result.get("emergency", False),
        safe_contact=result.get("safe_contact", False),
        red_lines=tuple(result.get("red_lines", ())),
        rests_on_age=result.get("rests_on_age", False),
        reasons=tuple(
            Reason(each["id"], ReasonKind(each["kind"]), Number(each["for"]), each["text"])
            for each in result["reasons"]
        ),
    )


def _gist(outcome: Outcome) -> tuple[object, ...]:
    reasons = tuple((reason.id, reason.kind, reason.holds) for reason in outcome.reasons)
    return outcome.level, outcome.upper, outcome.urgency, reasons
