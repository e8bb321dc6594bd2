"""A decision to share or not to share, recorded from the contact page."""

from typing import Any

from flask import Response, flash, request
from flask_babel import gettext as _

from portal.access import access
from portal.blueprints.contacts import saving
from portal.blueprints.contacts.routes import bp
from portal.blueprints.contacts.share_form import ShareForm, typed_again
from portal.commands import sharing
from portal.policies import contacts as policies
from portal.queries.sharing import of_contact
from portal.rules.consultation_words import BASIS_IN_PLAIN_WORDS
from portal.rules.permissions import Actor
from portal.rules.sharing import proposed_for
from portal.web import utc_now


@bp.route("/sharing", methods=["GET", "POST"])
@access(policies.RECORD_SHARING)
def record_sharing(actor: Actor, contact: Any) -> Response:
    """What, with whom, on what basis and why; the basis is proposed and can be changed."""

    def act(**words: Any) -> None:
        sharing.record_decision(contact, by=actor, at=utc_now(), **words)
        flash(_("The decision is on the record."), "success")

    records = of_contact(actor, contact)
    wanted = request.args.get("reviews", "")
    earlier = next((row for row in records if str(row.id) == wanted), None)
    proposed = proposed_for(actor)
    first = {"basis": proposed.value, **typed_again(earlier)}
    return saving.ask(
        ShareForm,
        contact,
        "record_sharing",
        act,
        first=first,
        records=records,
        proposed=proposed,
        why_proposed=_(BASIS_IN_PLAIN_WORDS[proposed]),
    )
