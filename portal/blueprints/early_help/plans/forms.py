"""The forms of a plan: a goal in the family's words, an action with who and by when."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from portal.blueprints.early_help.forms import DatedForm, identifier, named
from portal.blueprints.form import CheckboxesField
from portal.commands.plan_words import ActionWords, GoalWords
from portal.rules.typed import one_of
from portal.vocabulary import LABELS, HelpDomain, PersonKind
from portal.web import new_key

WHO_MAY = _l("Who in the family may have this in their copy?")
WHO_MAY_HINT = _l("Nobody else in the family ever gets it from here.")


class PartForm(DatedForm):
    """A part of the plan; `key` makes a double click add once, `version` tells what was read."""

    key = HiddenField(default=new_key)
    version = HiddenField()
    readers = CheckboxesField(WHO_MAY, choices=[], validate_choice=False, description=WHO_MAY_HINT)

    def offer(self, family: Iterable[Any]) -> None:
        """The members of the family, to choose from."""
        self.readers.choices = named(each for each in family if each.kind is not PersonKind.UNBORN)

    @property
    def made(self) -> uuid.UUID:
        """The identifier of what it makes."""
        return identifier(self.key.data) or uuid.uuid4()


class GoalForm(PartForm):
    """What the family wants to be different."""

    goal = TextAreaField(
        _l("What does the family want to be different?"),
        description=_l(
            'In their own words, as they say it. For example: "We want mornings without shouting."'
        ),
    )
    whose_words = StringField(_l("Whose words are these?"))
    need = TextAreaField(_l("What worry or need is behind it?"))
    domain = SelectField(_l("Which part of life is it about?"), choices=[], validate_choice=False)
    domains: ClassVar[list[tuple[str, Any]]] = [
        (each.value, _l(LABELS[each])) for each in HelpDomain
    ]

    def words(self) -> GoalWords:
        """As the command takes them."""
        return GoalWords(
            goal=self.said("goal"),
            need=self.said("need"),
            whose_words=self.said("whose_words"),
            domain=one_of(HelpDomain, self.domain.data),
            readers=tuple(self.readers.data or ()),
        )


class ActionForm(PartForm):
    """Who does what by when, and how everybody will know."""

    what = TextAreaField(
        _l("What will be done?"),
        description=_l("One thing, so that anybody can see whether it happened."),
    )
    who_id = SelectField(_l("Who will do it?"), choices=[], validate_choice=False)
    who = StringField(
        _l("Or somebody else"), description=_l("For example, Nan, or the breakfast club.")
    )
    by_day = StringField(_l("By when?"))
    by_month = StringField()
    by_year = StringField()
    how_known = TextAreaField(
        _l("How will everybody know that it worked?"),
        description=_l("What will be different, and who will notice."),
    )
    contingency = TextAreaField(_l("What if it does not work?"))

    def offer_people(self, team: Iterable[Any], family: Iterable[Any]) -> None:
        """The team, then those of the family who are not on it."""
        here = [each for each in team if each.left_on is None]
        on_team = {each.person_id for each in here}
        self.who_id.choices = [
            *((f"member:{each.id}", each.name) for each in here),
            *(
                (f"name:{each.name}", each.name)
                for each in family
                if each.id not in on_team and each.name
            ),
        ]

    def words(self) -> ActionWords:
        """As the command takes them: one of the team, or somebody by name."""
        kind, _, rest = (self.who_id.data or "").partition(":")
        return ActionWords(
            what=self.said("what"),
            who=self.said("who") or (rest if kind == "name" else ""),
            member_id=identifier(rest) if kind == "member" and not self.said("who") else None,
            by_on=self.day("by"),
            how_known=self.said("how_known"),
            contingency=self.said("contingency"),
            readers=tuple(self.readers.data or ()),
        )

    def validate_by_day(self, field: Any) -> None:
        """A day that was begun must be one; no day at all is a prompt, not an error."""
        parts = [self.said(f"by_{part}") for part in ("day", "month", "year")]
        if any(parts) and self.day("by") is None:
            raise ValidationError(gettext("Enter a real date, or leave all three empty"))
