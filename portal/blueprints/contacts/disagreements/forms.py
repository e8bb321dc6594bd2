"""The forms of a disagreement: what is wrong, an answer, why it goes further, how it ended."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from portal.blueprints.contacts.forms import TOO_LONG, OnceForm
from portal.blueprints.form import PageForm, choices
from portal.queries.rows import AnyRow
from portal.rules.typed import one_of
from portal.vocabulary import Answer, LearningTheme


def _danger(validator: Any) -> RadioField:
    """Whether the child is safe meanwhile."""
    return RadioField(
        _l("Could the child be in danger now, because of this?"),
        [validator],
        choices=choices(Answer),
        description=_l(
            "If yes, or you do not know, call 999 or phone the hub now. Do not wait here."
        ),
    )


class DisagreeForm(OnceForm):
    """What is wrong with the answer, what is wanted, and whether the child is safe meanwhile."""

    at_risk_now = _danger(InputRequired(_l("Choose whether the child may be in danger now")))
    outcome_sought = TextAreaField(
        _l("What do you want to happen?"),
        [InputRequired(_l("Write what you want to happen")), TOO_LONG],
        description=_l("For example, a strategy discussion, a visit this week, another level."),
    )
    reason = TextAreaField(
        _l("Why do you disagree?"),
        [InputRequired(_l("Write why you disagree")), TOO_LONG],
        description=_l("Say what worries you, what could happen, and what you think is needed."),
    )

    def answers(self) -> dict[str, Any]:
        """`at_risk_now` as the command takes it."""
        return {**super().answers(), "at_risk_now": one_of(Answer, self.at_risk_now.data)}


class OfStageForm(PageForm):
    """A form about the stage that was looked at."""

    about: ClassVar[frozenset[str]] = frozenset({"stage"})
    stage = HiddenField()


class AnswerForm(OfStageForm):
    """The answer of one stage."""

    answer = TextAreaField(
        _l("Your answer and your reasons"),
        [InputRequired(_l("Write your answer and your reasons")), TOO_LONG],
        description=_l("Say what changes, or why nothing changes, and what happens for the child."),
    )


class FurtherForm(OfStageForm):
    """Why the answer is not enough, and whether there is danger by now."""

    at_risk_now = _danger(Optional())
    why = TextAreaField(
        _l("Why is the answer not enough?"),
        [InputRequired(_l("Write why the answer is not enough")), TOO_LONG],
        description=_l("The person who is asked next reads this and everything before it."),
    )

    def answers(self) -> dict[str, Any]:
        """`at_risk_now` as the command takes it; None where nothing is said of it."""
        return {**super().answers(), "at_risk_now": one_of(Answer, self.at_risk_now.data or "")}


class ResolveForm(PageForm):
    """How it was resolved, and what there is to learn."""

    how = TextAreaField(
        _l("What was agreed, or what stays open"),
        [InputRequired(_l("Write how it ended")), TOO_LONG],
    )
    theme = RadioField(
        _l("What is there to learn?"),
        [InputRequired(_l("Choose what there is to learn"))],
        choices=choices(LearningTheme),
        description=_l("Counted for the partnership, without anybody's name."),
    )
    theme_note = TextAreaField(
        _l("In your own words, if you want to"), [TOO_LONG], description=_l("Name nobody.")
    )

    def answers(self) -> dict[str, Any]:
        """Before the last stage it ends by agreement, or goes further."""
        words = {"theme_note": self.theme_note.data or ""}
        given = {**super().answers(), **words, "theme": one_of(LearningTheme, self.theme.data)}
        return {**given, "is_resolved": given.pop("ended", "resolved") == "resolved"}


class EndForm(ResolveForm):
    """After the last stage it may also end without agreement."""

    ended = RadioField(
        _l("How did it end?"),
        [InputRequired(_l("Choose how it ended"))],
        choices=[
            SelectChoice("resolved", _l("It is resolved, and I agree")),
            SelectChoice("not_resolved", _l("It ends here and I still disagree")),
        ],
    )


class NameForm(PageForm):
    """Who answers the present stage."""

    account_id = RadioField(
        _l("Who answers this stage?"), [InputRequired(_l("Choose somebody from the list"))]
    )
    seen = HiddenField()  # who was named when the page was opened

    def __init__(self, people: Iterable[AnyRow]) -> None:
        super().__init__()
        self.account_id.choices = [SelectChoice(str(row.id), row.name) for row in people]

    def answers(self) -> dict[str, Any]:
        """The account as an identifier: the list holds nothing else."""
        return {"account_id": uuid.UUID(self.account_id.data), "seen": self.seen.data}
