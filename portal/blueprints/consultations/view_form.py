"""The writer's own view of the level, beside the guidance and never instead of it."""

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField

from portal.blueprints.consultations.fields import JourneyForm, area
from portal.blueprints.consultations.pages import QuestionPage
from portal.blueprints.consultations.panel import guidance_for
from portal.blueprints.consultations.way import Way
from portal.blueprints.guidance_panel import Panel, panel_of
from portal.blueprints.level_words import level_choice
from portal.rules.guidance import ChildGuidance, highest, may_say_lower
from portal.rules.typed import whole

NOT_SURE = "not_sure"


class ViewForm(JourneyForm):
    """A level of the hub's document or "not sure", and a sentence why."""

    level = RadioField(_l("Which level do you think this is?"), validate_choice=False)
    reason = area(
        "view.reason",
        _l("If it differs from the guidance, say why in a sentence. Both views are kept and sent."),
    )
    panel: Panel
    given: tuple[ChildGuidance, ...]

    def offer(self, way: Way) -> None:
        """The levels of the hub's document; none below the guidance on a red line or danger."""
        self.given = guidance_for(way)
        self.panel = panel_of(way.framework, way.hub, self.given)
        lowest = 1 if may_say_lower(self.given, way.consultation) else way.framework.top
        self["level"].choices = [
            (str(each.rank), level_choice(each.rank, each.name))
            for each in way.framework.levels
            if each.rank >= lowest
        ] + [(NOT_SURE, gettext("I am not sure"))]

    def point_out(self, today: date) -> bool:
        """A view that differs from the guidance needs its sentence; whether it lacks it."""
        super().point_out(today)
        shown = highest(self.given)
        level = whole(self["level"].data)
        differs = None not in (level, shown) and level != shown
        if differs and not (self["reason"].data or "").strip():
            self["reason"].errors = [gettext("Say in a sentence why your view differs")]
        return bool(self.errors)

    def typed(self) -> dict[str, Any]:
        """As typed; a level that was not offered is not kept."""
        typed = super().typed()
        offered = {value for value, _ in self["level"].choices or ()}
        return typed | {"level": typed["level"] if typed["level"] in offered else ""}


VIEW = QuestionPage("view", ViewForm, _l("Your own view"), prepare=ViewForm.offer)
