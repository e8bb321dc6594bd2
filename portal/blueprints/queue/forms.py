"""The questions of the queue: find, take up, give back, give to another."""

import uuid
from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from portal.blueprints.form import PageForm
from portal.vocabulary import Answer


class FindForm(PageForm):
    """A reference, or part of a name."""

    find = StringField(
        _l("Find by reference or name"),
        [InputRequired(_l("Enter a reference or part of a name")), Length(max=200)],
    )
    page = HiddenField()


class TakeUpForm(PageForm):
    """Whether the adviser knows the family."""

    knows_family = RadioField(
        _l("Do you know this family?"),
        [InputRequired(_l("Select yes if you know this family"))],
        choices=[SelectChoice(Answer.YES, _l("Yes")), SelectChoice(Answer.NO, _l("No"))],
        description=_l("For example as a relative, friend or neighbour, or through your children."),
    )

    def answers(self) -> dict[str, Any]:
        """`knows_family` as an Answer."""
        return {"knows_family": Answer(self.knows_family.data)}


class GiveBackForm(PageForm):
    """Why the contact goes back."""

    reason = TextAreaField(
        _l("Why are you giving it back?"),
        [InputRequired(_l("Enter a reason")), Length(max=2000)],
        description=_l("The next adviser reads this."),
    )
    knows_family = BooleanField(_l("I know this family"))


class ReassignForm(PageForm):
    """Who gets the contact, and why."""

    to_account_id = RadioField(
        _l("Who should have it?"),
        [InputRequired(_l("Select an adviser"))],
        description=_l("Ask them first whether they know this family."),
    )
    reason = TextAreaField(_l("Why?"), [InputRequired(_l("Enter a reason")), Length(max=2000)])
    seen = HiddenField()  # who had it when the page was opened

    def __init__(self, people: Iterable[Any]) -> None:
        super().__init__()
        self.to_account_id.choices = [
            SelectChoice(str(person.id), person.name) for person in people
        ]

    def answers(self) -> dict[str, Any]:
        """`to_account_id` as an identifier."""
        return {**super().answers(), "to_account_id": uuid.UUID(self.to_account_id.data)}
