"""The forms of a team and its meetings: who joins, when and where, the record, the end."""

import uuid
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from portal.blueprints.early_help.forms import DatedForm, identifier, radios
from portal.blueprints.form import CheckboxesField
from portal.commands.team import Practitioner
from portal.rules.typed import LEFT_OUT, is_left_out, one_of, read_instant, whole
from portal.vocabulary import EpisodeEnd, MemberSees
from portal.web import new_key


class KeyedForm(DatedForm):
    """A form that acts once, however often it is sent."""

    key = HiddenField(default=new_key)

    @property
    def made(self) -> uuid.UUID:
        """The identifier of what it makes."""
        return identifier(self.key.data) or uuid.uuid4()


def _tick(label: Any, words: Any, hint: Any = "") -> CheckboxesField:
    return CheckboxesField(
        label, choices=[SelectChoice("yes", words)], validate_choice=False, description=hint
    )


class JoinForm(KeyedForm):
    """Somebody who works with the family."""

    email = StringField(
        _l("Work email"),
        description=_l(
            "If they sign in here with it, they can open this family's pages and are told by "
            "email. If not, they are invited to meetings by email and you write down what they say."
        ),
    )
    name = StringField(_l("Name"), description=_l("Leave empty if they sign in here."))
    job = StringField(_l("What they do"))
    organisation = StringField(_l("Where they work"))
    phone = StringField(_l("Phone"))
    sees = radios(
        _l("What may they see?"),
        MemberSees,
        _l(
            "Only what their work with the family needs. Nobody on the team sees anything before "
            "everybody who must agree has agreed."
        ),
    )
    can_write = _tick(
        _l("If they sign in here, may they write too?"),
        _l("Yes, they write with me on what they may see"),
    )

    def given(self) -> Practitioner:
        """As the command takes it."""
        names = ("email", "name", "job", "organisation", "phone")
        texts: dict[str, Any] = {name: self.said(name) for name in names}
        sees = one_of(MemberSees, self.sees.data)
        return Practitioner(**texts, can_write=bool(self.can_write.data), sees=sees)


class SeesForm(DatedForm):
    """What one of the team may see."""

    version = HiddenField()
    sees = radios(_l("What may they see?"), MemberSees)


class MeetingForm(KeyedForm):
    """When and where the team meets."""

    version = HiddenField()
    planned_day = StringField()
    planned_month = StringField()
    planned_year = StringField()
    planned_time = StringField(_l("Time"), description=_l("For example, 3.30pm"))
    place = TextAreaField(
        _l("Where?"), description=_l("An address, a room, or how to join by phone or video.")
    )
    tells_team = _tick(
        _l("Shall the team be told by email?"),
        _l("Yes, write to the practitioners on the team"),
        _l(
            "The email says only that there is a meeting. The family is never emailed: tell them "
            "yourself."
        ),
    )

    def validate_planned_day(self, _field: Any) -> None:
        """A day and a time of day, both readable."""
        if self.day("planned") is None:
            raise ValidationError(gettext("Enter the day of the meeting"))
        if is_left_out(self.typed(), "planned"):
            raise ValidationError(gettext(LEFT_OUT))
        if read_instant(self.typed(), "planned") is None:
            raise ValidationError(gettext("Enter the time of the meeting, like 3.30pm"))

    def words(self) -> dict[str, Any]:
        """As the commands take them."""
        return {
            "planned_at": read_instant(self.typed(), "planned"),
            "place": self.said("place"),
            "tells_team": bool(self.tells_team.data),
        }


class RecordForm(DatedForm):
    """The day on which the team met; what was decided is on pages of its own."""

    decision = HiddenField()
    held_day = StringField()
    held_month = StringField()
    held_year = StringField()


class EndForm(DatedForm):
    """Why early help ends, and what everybody says of it."""

    reason = radios(_l("Why does early help end?"), EpisodeEnd)
    end_note = TextAreaField(
        _l("What has been achieved, and what happens now?"),
        description=_l("Say who the family can turn to, and what would be a reason to ask again."),
    )
    family_words = TextAreaField(
        _l("What does the family say about it, in its own words?"),
        description=_l("Ask everybody, children too. Leave empty if they did not want to say."),
    )
    ended_day = StringField()
    ended_month = StringField()
    ended_year = StringField()

    def words(self) -> dict[str, Any]:
        """As the commands take them."""
        return {
            "reason": one_of(EpisodeEnd, self.reason.data),
            "end_note": self.said("end_note"),
            "family_words": self.said("family_words"),
            "ended_on": self.day("ended"),
        }


class CorrectForm(DatedForm):
    """Why a record is corrected; what it should say is asked beside it."""

    correction_why = TextAreaField(  # "why" is a question of the record itself
        _l("What was wrong?"),
        description=_l(
            "The record before stays and can be read by everybody who sees everything here. Your "
            "reason stands beside it."
        ),
    )
    part = HiddenField()  # what is refused on one of the questions is said at their top
    version = HiddenField()

    @property
    def base(self) -> int:
        """How often the record had been corrected when the page was opened."""
        return whole((self.version.data or "").partition(".")[0]) or 0

    @property
    def page_base(self) -> int | None:
        """The version its page had then; None where the form does not say."""
        return whole((self.version.data or "").partition(".")[2])


class CorrectEndForm(EndForm, CorrectForm):
    """How early help ended, as it should have been written, and why it was wrong."""
