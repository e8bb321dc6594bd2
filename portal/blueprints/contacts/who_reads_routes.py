"""Who of the organisation that sent a contact may read it, for whoever answers it."""

import uuid
from collections.abc import Iterable
from typing import Any

from flask import Response, flash
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.access import access, not_found
from portal.blueprints.contacts import saving
from portal.blueprints.contacts.forms import TOO_LONG
from portal.blueprints.contacts.routes import bp
from portal.blueprints.form import PageForm
from portal.commands import kept_out as commands
from portal.policies import contacts as policies
from portal.queries.kept_out import leads_of
from portal.queries.rows import AnyRow
from portal.rules.permissions import Actor
from portal.web import utc_now


def _form_for(leads: Iterable[AnyRow]) -> type[PageForm]:
    class WhoReadsForm(PageForm):
        account_id = RadioField(
            _l("Who is this about?"),
            [InputRequired(_l("Choose who this is about"))],
            choices=[SelectChoice(str(each.id), each.name) for each in leads],
        )
        may_read = RadioField(
            _l("May they read this contact?"),
            [InputRequired(_l("Choose whether they may read this"))],
            choices=[
                SelectChoice("no", _l("No: they are the person causing harm, or close to them")),
                SelectChoice("yes", _l("Yes: it is somebody else")),
            ],
        )
        reason = TextAreaField(
            _l("How do you know?"), [InputRequired(_l("Write how you know")), TOO_LONG]
        )

        def answers(self) -> dict[str, Any]:
            """The account as an identifier: the list holds nothing else."""
            chosen = uuid.UUID(self.account_id.data)
            may_read = self.may_read.data == "yes"
            return {**super().answers(), "account_id": chosen, "may_read": may_read}

    return WhoReadsForm


@bp.route("/who-reads", methods=["GET", "POST"])
@access(policies.SAY_WHO_READS)
def who_reads(actor: Actor, contact: Any) -> Response:
    """A lead who is the person causing harm, or close to them, is kept from it untold."""
    leads = leads_of(contact)
    if not leads:
        not_found()
    only = {"account_id": str(leads[0].id)} if len(leads) == 1 else None

    def act(**words: Any) -> None:
        commands.say_who_reads(contact, by=actor, at=utc_now(), **words)
        flash(_("It is recorded. They are not told."), "success")

    return saving.ask(_form_for(leads), contact, "who_reads", act, first=only, leads=leads)
