"""The forms around a decision: one text each, and the version that was looked at."""

from typing import ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import InputRequired

from portal.blueprints.contacts.forms import TOO_LONG, VersionForm
from portal.blueprints.form import PageForm, choices
from portal.rules.typed import one_of, whole
from portal.vocabulary import Rag


class HeardForm(VersionForm):
    """A form about one version and everything the contact told when its page was opened."""

    about: ClassVar[frozenset[str]] = frozenset({"version", "heard"})
    heard = HiddenField()

    def answers(self) -> dict[str, object]:
        """`heard` as a number; 0 for nonsense, which is never all there is."""
        return {**super().answers(), "heard": whole(self.heard.data) or 0}


class SignForm(HeardForm):
    """Sign off what was looked at."""


class SecondForm(HeardForm):
    """What the second reader makes of it."""

    words = TextAreaField(
        _l("What do you make of it?"),
        [InputRequired(_l("Write what you make of it")), TOO_LONG],
        description=_l("Say whether the level and the steps fit everything that is known."),
    )


class ReturnForm(VersionForm):
    """What has to change before anyone signs."""

    reason = TextAreaField(
        _l("What has to change?"), [InputRequired(_l("Write what has to change")), TOO_LONG]
    )


class OverturnForm(VersionForm):
    """Why a decision is taken back."""

    reason = TextAreaField(
        _l("Why is the decision overturned?"),
        [InputRequired(_l("Write why the decision is overturned")), TOO_LONG],
        description=_l("The referrer reads this at the top of the overturned decision."),
    )


class RagForm(PageForm):
    """How urgent, and why."""

    rag = RadioField(
        _l("How urgent is this?"),
        choices=choices(Rag),
        validate_choice=False,
    )
    reason = TextAreaField(_l("Why?"), [InputRequired(_l("Write why")), TOO_LONG])

    def answers(self) -> dict[str, object]:
        """`rag` as the command takes it."""
        return {**super().answers(), "rag": one_of(Rag, self.rag.data)}
