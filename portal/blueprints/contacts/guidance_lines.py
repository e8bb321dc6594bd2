"""The guidance as it was given, in the hub's words, with the professional's own view beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask_babel import gettext

from portal.blueprints.contacts.lines import Telling, level_line
from portal.blueprints.guidance_panel import as_given
from portal.documents.lines import GuidanceLines, IndicatorLine, LevelLine, ReasonLine
from portal.frameworks.cases import parse_case
from portal.queries.records import Record
from portal.queries.rows import AnyRow
from portal.rules.explanation import Explanation, Line, explain
from portal.rules.saying import joined
from portal.rules.threshold_case import Case, IndicatorAnswer
from portal.web import local_words, standing, voice, word

_FEW = 3  # so many are named even where they are all the children there are


@dataclass(frozen=True)
class Summary:
    """The guidance of all children at a glance; what is the same for all is said once."""

    act_first: tuple[str, ...]
    children: tuple[GuidanceLines, ...]
    own_level: LevelLine | None
    own_reason: str

    @property
    def groups(self) -> tuple[tuple[str, GuidanceLines], ...]:
        """Children whose guidance says the same, by name, with one of them to read it from."""
        found: dict[tuple[object, ...], list[GuidanceLines]] = {}
        for each in self.children:
            found.setdefault((each.level, each.could_be, each.how_soon), []).append(each)
        count = len(self.children)
        if len(found) == 1 and count > _FEW:
            return ((gettext("All %(num)d children", num=count), self.children[0]),)
        return tuple((", ".join(each.child for each in same), same[0]) for same in found.values())


def summary(children: tuple[GuidanceLines, ...]) -> Summary:
    """What to act on first, each child's level, and the professional's one view of them."""
    first = dict.fromkeys(line for child in children for line in child.act_first.splitlines())
    own = children[0] if children else None
    return Summary(
        act_first=tuple(first),
        children=children,
        own_level=own.own_level if own else None,
        own_reason=own.own_reason if own else "",
    )


def guidance(record: Record, tell: Telling) -> tuple[GuidanceLines, ...]:
    """What each child's guidance said when it was given, in the order the children were added."""
    names = {row.person_id: row.name for row in record.people}
    order = list(names)
    rows = sorted(record.guidance, key=lambda row: order.index(row.person_id))
    return tuple(
        _child(row, names[row.person_id] or gettext("Child, name not known"), tell) for row in rows
    )


def together(children: tuple[GuidanceLines, ...]) -> tuple[GuidanceLines, ...]:
    """Guidance that is word for word the same, once, with the names of all it was given for.

    Brothers and sisters often share it; of thirty, a copy repeated it over ten pages.
    """
    found: dict[GuidanceLines, list[str]] = {}
    for each in children:
        found.setdefault(replace(each, child=""), []).append(each.child)
    return tuple(replace(same, child=", ".join(names)) for same, names in found.items())


def _child(row: AnyRow, name: str, tell: Telling) -> GuidanceLines:
    case = parse_case(row.case, tell.framework)
    told = explanation(row, case, tell)
    steps = [step for code in told.pathways[:1] for step in tell.framework.pathways[code].steps]
    is_wide = row.upper is not None and row.upper != row.level
    return GuidanceLines(
        child=name,
        level=level_line(tell, row.level),
        could_be=level_line(tell, row.upper) if is_wide else None,
        how_soon=word(row.urgency),
        act_first=joined("\n", (line.text for line in told.act_first)),
        what_to_do=tuple(tell.say(step) for step in steps),
        also=tuple(_also(line, tell) for line in told.also),
        indicators=_indicators(case.indicators, tell),
        reasons=_reasons(told.indicators + told.rules),
        not_known=tuple(line.text for line in told.not_known + told.missing),
        own_level=level_line(tell, row.professional_level),
        own_reason=row.professional_reason,
    )


def explanation(row: AnyRow, case: Case, tell: Telling) -> Explanation:
    """Why, in the reader's language where today's words say what was said then."""
    return explain(
        tell.framework,
        case,
        as_given(tell.framework, case, row.result),
        hub=local_words(tell.hub.name),
        phone=tell.hub.phone,
        **voice(),
    )


def _also(line: Line, tell: Telling) -> str:
    if line.law is None:
        return line.text
    how_settled = joined("", ["(", standing(line.law), ")"])
    return joined(" ", [line.text, tell.say(line.law.text), how_settled])


def _reasons(lines: tuple[Line, ...]) -> tuple[ReasonLine, ...]:
    return tuple(ReasonLine(text=line.text) for line in lines)


def _indicators(given: Mapping[str, IndicatorAnswer], tell: Telling) -> tuple[IndicatorLine, ...]:
    """What was answered of each indicator, in the framework's order."""
    return tuple(
        IndicatorLine(
            text=tell.say(indicator.text),
            answer=word(answer.answer),
            pattern=word(answer.pattern),
            impact=word(answer.impact),
        )
        for indicator in tell.framework.indicators
        if (answer := given.get(indicator.id))
    )
