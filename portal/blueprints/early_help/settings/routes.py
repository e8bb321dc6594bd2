"""The outcomes of early help: the sets a hub has published, and a new one from a day on."""

from flask import Blueprint, Response, flash
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from portal.access import access
from portal.blueprints.early_help.asking import ask
from portal.blueprints.early_help.forms import DatedForm
from portal.blueprints.early_help.keeping import form_of, let_go
from portal.blueprints.early_help.routes import today
from portal.blueprints.form import CheckboxesField
from portal.commands.base import Refused
from portal.commands.outcomes import publish_outcomes
from portal.policies.early_help_settings import SET_EARLY_HELP
from portal.queries import outcomes as queries
from portal.rules.outcomes import Outcomes, as_lines, from_lines
from portal.rules.permissions import Actor
from portal.vocabulary import N_
from portal.web import utc_now

bp = Blueprint("early_help_settings", __name__)


class OutcomesForm(DatedForm):
    """A set of outcomes, one a line."""

    edition = StringField(
        _l("What is this set called?"),
        description=_l("For example, the name of the programme and its years."),
    )
    effective_day = StringField()
    effective_month = StringField()
    effective_year = StringField()
    outcomes = TextAreaField(
        _l("Outcomes, one on each line"),
        description=_l("English first, then | and the Welsh. The order is kept."),
    )
    is_confirmed = CheckboxesField(
        _l("Is this set confirmed?"),
        choices=[SelectChoice("yes", _l("Yes, our partnership uses it"))],
        validate_choice=False,
    )

    def given(self, before: Outcomes) -> Outcomes:
        """The set as typed; raises `Refused`, naming the field."""
        on = self.day("effective")
        if on is None:
            raise Refused(N_("Enter the day from which it counts"), "effective_day")
        if not self.said("edition") or len(self.said("edition")) > 200:
            raise Refused(N_("Write what the set is called, in 200 characters"), "edition")
        labels = from_lines(self.said("outcomes"), before)
        if labels is None:
            raise Refused(
                N_("Write 1 to 30 outcomes, each once and in 200 characters a language"),
                "outcomes",
            )
        return Outcomes("", self.said("edition"), on, labels, bool(self.is_confirmed.data))


@bp.route("/settings/early-help/outcomes", methods=["GET", "POST"])
@access(SET_EARLY_HELP)
def outcomes(actor: Actor) -> Response:
    """The set in force, those before it, and a form for the next."""
    published = queries.published(actor.hub_id)
    current = queries.current(actor.hub_id, today())
    form, kept = form_of(OutcomesForm, {"outcomes": as_lines(current)})

    def act() -> None:
        given = form.given(current)
        publish_outcomes(actor.hub_id, given, by=actor, made_by=actor.name, at=utc_now())
        let_go()
        flash(_("The outcomes are published. Reviews written before keep their own."), "success")

    return ask(
        form,
        "early_help_settings/outcomes.html",
        act,
        then="early_help_settings.outcomes",
        then_ids={},
        published=published,
        current=current,
        kept=kept,
    )
