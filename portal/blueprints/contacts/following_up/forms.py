"""The form of a next step: what happened, and a short note."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.blueprints.form import PageForm, choices
from portal.rules.following_up import MOST_NOTE
from portal.rules.typed import one_of
from portal.vocabulary import StepOutcome


class StepForm(PageForm):
    """What happened."""

    outcome = RadioField(
        _l("What happened?"),
        [InputRequired(_l("Choose what happened"))],
        choices=choices(StepOutcome),
    )
    note = TextAreaField(
        _l("A short note, if it helps"),
        [Length(max=MOST_NOTE, message=_l("Shorten this to 500 characters or fewer"))],
        description=_l("Both sides read it. Do not name or hint at a protected source."),
    )

    def answers(self) -> dict[str, Any]:
        """As the command takes them."""
        return {
            "outcome": one_of(StepOutcome, self.outcome.data),
            "said": (self.note.data or "").replace("\r\n", "\n"),
        }
