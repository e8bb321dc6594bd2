"""The papers of an episode: PDFs for its team, the family's copies, and what waits for a second
person.
"""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, request
from flask_babel import get_locale

from portal.access import access, not_found
from portal.blueprints.early_help.papers.forms import WhichForm, paper_words, written
from portal.blueprints.early_help.papers.making import printed, team_paper
from portal.commands.base import Refused
from portal.documents import help_paper
from portal.documents.help_paper import PROFESSIONAL
from portal.policies import early_help as policies
from portal.policies.family_copies import WAITING
from portal.queries import early_help, family_copies
from portal.queries.help_papers import papers_of
from portal.rules import copying
from portal.rules.early_help import may_lead_episode
from portal.rules.permissions import Actor
from portal.rules.typed import one_of
from portal.vocabulary import HelpDocument, PersonKind
from portal.web import go_to, page, utc_now

bp = Blueprint("help_papers", __name__)
bp.add_app_template_global(paper_words)
bp.add_app_template_global(written)
AT = "/early-help/<uuid:episode_id>"


@bp.get(f"{AT}/papers")
@access(policies.READ_EPISODE)
def show(actor: Actor, episode: Any) -> Response:
    """Every paper to print, and every copy that was made for the family."""
    held, facts = early_help.record(actor, episode), early_help.facts(episode)
    return page(
        "help_papers/show.html",
        episode=episode,
        papers=papers_of(held),
        copies=family_copies.copies(episode),
        may_print=copying.may_print_professional(actor, facts),
        is_lead=may_lead_episode(actor, facts),
        is_anyone_at_risk=held.is_anyone_at_risk,
    )


@bp.get(f"{AT}/papers/<document>/<uuid:of_id>.pdf")
@access(policies.READ_EPISODE)
def team_pdf(actor: Actor, episode: Any, document: str, of_id: UUID) -> Response:
    """A paper for the team, with its own words as data inside."""
    kind = one_of(HelpDocument, document) or not_found()
    if not copying.may_print_professional(actor, early_help.facts(episode)):
        raise Refused(copying.SHARING_STOPPED)
    lang = str(get_locale())
    paper = team_paper(actor, episode, kind, of_id, lang, utc_now()) or not_found()
    name = f"{kind.value}-{of_id}-{lang}"
    return pdf(printed(episode, paper, name=name, audience=PROFESSIONAL), paper)


def pdf(content: bytes, paper: help_paper.HelpPaper) -> Response:
    """To keep; its name says which document and its fingerprint, and nothing of anybody."""
    answer = make_response(content)
    answer.headers["Content-Type"] = "application/pdf"
    name = help_paper.filename(paper)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@bp.get(f"{AT}/copies/new")
@access(policies.LEAD_EPISODE)
def choose(actor: Actor, episode: Any) -> Response:
    """For whom a copy is, of what, and how it is set."""
    held = early_help.record(actor, episode)
    family = [each for each in held.family if each.kind is not PersonKind.UNBORN]
    form = WhichForm(family, papers_of(held))
    if request.args and form.validate():
        return go_to("help_papers.look", episode_id=episode.id, **form.asked().address())
    return page("help_papers/choose.html", form=form, episode=episode)


@bp.get("/early-help/copies-to-approve")
@access(WAITING)
def waiting(reader: Actor) -> Response:
    """Copies of families that wait for this person to look at them."""
    return page("help_papers/waiting.html", rows=family_copies.waiting_for(reader))
