"""The hub's side of agency checks: asked, withdrawn, and their returns on paper."""

from typing import Any

from flask import Blueprint, Response, flash
from flask_babel import gettext as _

from portal.access import access
from portal.blueprints.contacts import papers, saving
from portal.blueprints.contacts.checks import paper, shown
from portal.blueprints.contacts.checks.forms import WithdrawForm, ask_form
from portal.commands import checks as commands
from portal.documents import identity
from portal.frameworks.check_prompts import prompts_of
from portal.policies import checks as policies
from portal.queries import checks, duties, hubs
from portal.queries.rows import AnyRow
from portal.rules import hub_settings
from portal.rules.permissions import Actor
from portal.rules.printing import Printed
from portal.rules.sharing import proposed_for
from portal.web import utc_now

bp = Blueprint("checks", __name__)


@bp.route("/contacts/<uuid:contact_id>/checks/ask", methods=["GET", "POST"])
@access(policies.ASK_CHECKS)
def ask(actor: Actor, contact: Any) -> Response:
    """Ask agencies what they know of people on this contact."""

    def act(**words: Any) -> None:
        commands.ask(contact, by=actor, at=utc_now(), **words)
        flash(_("The agencies have been asked."), "success")

    beside = _beside(actor, contact)
    form = ask_form(beside["agencies"], beside["people"])
    first = {"basis": proposed_for(actor).value}
    template = "checks/ask.html"
    return saving.ask(
        form, contact, commands.ASK_PAGE, act, first=first, template=template, **beside
    )


def _beside(actor: Actor, contact: Any) -> dict[str, Any]:
    """Who could be asked, about whom, and what each kind of agency is asked to look for."""
    settings = hubs.hub(actor.hub_id).settings
    asked = prompts_of(settings)
    agencies, people = duties.askable(actor), checks.named_people(actor, contact)
    return {
        "agencies": agencies,
        "people": people,
        "prompts": {
            kind: shown.prompts(asked.put_to(kind))
            for kind in dict.fromkeys(row.agency for row in agencies)
        },
        "born": {row.person_id: shown.born(row, utc_now()) for row in people},
        "on_duty": _on_duty(actor, hub_settings.read(settings).duty_hours),
        "proposed": proposed_for(actor),
    }


def _on_duty(actor: Actor, hours: int) -> dict[Any, str]:
    """Who is there now, by organisation."""
    found: dict[Any, str] = {}
    for row in duties.on_duty(actor, utc_now(), hours):
        found.setdefault(row.organisation_id, row.name)
    return found


@bp.route("/contacts/<uuid:contact_id>/checks/<uuid:check_id>/withdraw", methods=["GET", "POST"])
@access(policies.WITHDRAW_CHECK)
def withdraw(actor: Actor, contact: Any, check: AnyRow) -> Response:
    """No answer is needed: the agency is told, the reason stays in the hub."""

    def act(**words: Any) -> None:
        commands.withdraw(contact, check.id, by=actor, at=utc_now(), **words)
        flash(_("The question is withdrawn and the agency has been told."), "success")

    name = commands.withdraw_page(check.id)
    template = "checks/withdraw.html"
    return saving.ask(WithdrawForm, contact, name, act, template=template, check=check)


@bp.get("/contacts/<uuid:contact_id>/checks/<uuid:check_id>/return.pdf")
@access(policies.CHECK_RETURN)
def return_pdf(reader: Actor, contact: Any, check: AnyRow, printed: Printed) -> Response:
    """What the agency answered, as a PDF for its reader."""
    reference = paper.reference(check, contact, printed.audience)
    name = identity.named("agency_check", reference, printed.audience, check.version)
    return papers.pdf(paper.content(reader, contact, check, printed), name)
