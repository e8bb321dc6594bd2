"""What is asked before a late entry: when it truly came, how, from whom, and why late."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField, ValidationError

from portal.blueprints.consultations.start_form import StartForm
from portal.blueprints.form import choices
from portal.rules.late_entry import SENDER, LateWords
from portal.rules.typed import LEFT_OUT, is_left_out, one_of, read_instant
from portal.vocabulary import Agency, HowReceived


class LateForm(StartForm):
    """A start with the facts of how it reached the hub; the hub names the sender as well."""

    received_day = StringField()
    received_month = StringField()
    received_year = StringField()
    received_time = StringField(
        _l("At what time?"), description=_l("For example, 3.15pm. A good guess will do.")
    )
    how = RadioField(
        _l("How did it reach the hub?"),
        choices=choices(HowReceived),
        validate_choice=False,
    )
    received_by = StringField(_l("Who received it?"), description=_l("A name, or a role."))
    sender_name = StringField(_l("Who sent it?"))
    sender_role = StringField(_l("Their job title"))
    sender_organisation = StringField(_l("Their organisation"))
    sender_phone = StringField(_l("Their phone number"))
    agency = StringField(_l("Their agency"))
    why = TextAreaField(
        _l("Why is it entered late?"),
        description=_l("For example: The portal could not be reached from 9am to noon."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.label.text = gettext("What was asked for?")
        self.route.label.text = gettext("Which form do you want to fill in?")

    def validate_received_time(self, _field: Any) -> None:
        """The clocks leave out an hour once a year."""
        if is_left_out(self.typed(), "received"):
            raise ValidationError(gettext(LEFT_OUT))

    def words(self) -> LateWords:
        """What is typed; what cannot be read is left out."""
        typed = self.typed()
        lines = {name: typed[name].strip() for name in ("received_by", "why", *SENDER)}
        received = read_instant(typed, "received")
        return LateWords(received_at=received, how=one_of(HowReceived, typed["how"]), **lines)

    def answers(self) -> dict[str, Any]:
        """The start of a late entry as the command takes it."""
        agency = one_of(Agency, self.agency.data)
        return {"words": self.words(), "agency": agency, **self.asked()}
