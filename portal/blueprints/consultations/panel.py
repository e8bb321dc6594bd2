"""The guidance beside the question: what the hub's document points to, and what to do, in words."""

from dataclasses import dataclass
from datetime import date

from flask_babel import get_locale

from portal.blueprints.consultations.way import Way
from portal.queries.rows import AnyRow
from portal.rules.explanation import Explanation, explain
from portal.rules.guidance import ChildGuidance, guide
from portal.rules.threshold_model import Framework, Level, Pathway
from portal.web import local_text, translated, uk_time, utc_now


@dataclass(frozen=True)
class ChildPanel:
    """One child's guidance, worded."""

    given: ChildGuidance
    explanation: Explanation
    level: Level | None
    pathways: tuple[Pathway, ...]  # the first is what to do; the others go with what was ticked


@dataclass(frozen=True)
class Panel:
    """Everything the guidance partial shows."""

    framework: Framework
    hub: AnyRow
    children: tuple[ChildPanel, ...]

    @property
    def first(self) -> tuple[str, ...]:
        """What to do before anything else, each thing once."""
        said = (line.text for each in self.children for line in each.explanation.act_first[:1])
        return tuple(dict.fromkeys(said))


def today() -> date:
    """The day in the UK, for ages."""
    return uk_time(utc_now()).date()


def panel_for(way: Way) -> Panel:
    """Guidance for every child of a draft under the framework version the draft is guided by."""
    hub, framework, lang = way.hub, way.framework, str(get_locale())
    given = guide(
        framework, way.consultation, nation=hub.nation, on=today(), lang=lang, translate=translated
    )
    name = local_text(hub.name)
    return Panel(framework, hub, tuple(_child(framework, hub, name, lang, each) for each in given))


def _child(
    framework: Framework, hub: AnyRow, name: str, lang: str, given: ChildGuidance
) -> ChildPanel:
    explanation = explain(
        framework,
        given.case,
        given.outcome,
        hub=name,
        phone=hub.phone,
        lang=lang,
        translate=translated,
    )
    level = framework.level(given.outcome.level) if given.outcome.level else None
    pathways = tuple(framework.pathways[code] for code in explanation.pathways)
    return ChildPanel(given, explanation, level, pathways)
