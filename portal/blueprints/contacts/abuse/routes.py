"""A referral to a MARAC: recorded by who answers the contact, printed for whoever may read it."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, flash
from flask_babel import gettext as _

from portal.access import access
from portal.blueprints.contacts import papers, saving
from portal.blueprints.contacts.abuse.forms import MaracForm, suggested
from portal.blueprints.contacts.abuse.paper import marac_paper
from portal.blueprints.contacts.abuse_shown import abuse_shown
from portal.blueprints.contacts.lines import Telling, telling
from portal.commands import marac
from portal.documents.data import Document
from portal.policies import contacts as policies
from portal.queries.contacts import contact as contact_now
from portal.queries.records import Record, record
from portal.rules import abuse_risk
from portal.rules.permissions import Actor
from portal.rules.printing import Printed
from portal.web import utc_now

bp = Blueprint("marac", __name__, url_prefix="/contacts/<uuid:contact_id>")


@bp.route("/marac", methods=["GET", "POST"])
@access(policies.RECORD_MARAC)
def record_marac(actor: Actor, contact: Any) -> Response:
    """What it rests on and who tells the victim; nobody in the family is told from here."""

    def act(**words: Any) -> None:
        marac.record_marac(contact, by=actor, at=utc_now(), **words)
        flash(_("The MARAC referral is on the record. Send it as your MARAC asks you to."))

    held = record(actor, contact_now(actor, contact.id) or contact)
    row = held.abuse.assessment
    met = abuse_risk.from_json(row.evidence).met if row is not None else ()
    told = abuse_shown(actor, held, telling(contact))
    first = suggested(met)
    return saving.ask(
        MaracForm, contact, "record_marac", act, area="marac", first=first, abuse=told
    )


@bp.get("/marac/<int:version>.pdf")
@access(policies.MARAC_DOCUMENT)
def referral(reader: Actor, contact: Any, printed: Printed, version: int) -> Response:
    """One version of the MARAC referral as a PDF."""

    def write(held: Record, tell: Telling, now: datetime) -> Document:
        return marac_paper(held, tell, version, printed, now)

    name = papers.file_name(contact, printed)
    return papers.pdf(papers.content(reader, contact, printed, write), name)
