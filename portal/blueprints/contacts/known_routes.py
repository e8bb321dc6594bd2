"""Who was known before: two people beside each other, and what happened over all their contacts."""

from typing import Any

from flask import Response, flash
from flask_babel import gettext as _

from portal.access import access
from portal.blueprints.contacts import papers, saving
from portal.blueprints.contacts.chronology import chronology_of, chronology_paper
from portal.blueprints.contacts.forms import MatchForm
from portal.blueprints.contacts.routes import bp
from portal.blueprints.contacts.side_by_side import side_by_side
from portal.commands.matching import decide_match
from portal.policies import contacts as policies
from portal.queries import records
from portal.queries.pairs import Beside
from portal.rules.permissions import Actor
from portal.rules.person_links import match_page
from portal.rules.printing import Printed
from portal.vocabulary import N_, Audience, LinkDecision
from portal.web import page, utc_now

DONE = {
    LinkDecision.CONFIRMED: N_("Recorded: the same person. It can be undone at any time."),
    LinkDecision.REJECTED: N_("Recorded: not the same person. It can be undone at any time."),
    LinkDecision.UNDONE: N_("The decision is undone. Both records stand by themselves again."),
}


@bp.route("/known/<uuid:person_id>/<uuid:other_id>", methods=["GET", "POST"])
@access(policies.LOOK_AT_MATCH)
def match(actor: Actor, contact: Any, pair: Beside) -> Response:
    """Somebody of this contact beside somebody of another: the same person, or not?"""
    ids = {"person_id": pair.one.id, "other_id": pair.other.id}

    def act(decision: LinkDecision, **words: Any) -> None:
        at = utc_now()
        decide_match(contact, **ids, decision=decision, by=actor, at=at, **words)
        flash(_(DONE[decision]), "success")

    name, shown = match_page(**ids), side_by_side(actor, pair)
    return saving.ask(
        MatchForm,
        contact,
        name,
        act,
        template="contacts/match.html",
        first={"seen": str(len(shown.history))},
        shown=shown,
    )


@bp.get("/chronology")
@access(policies.READ_CHRONOLOGY)
def chronology(reader: Actor, contact: Any) -> Response:
    """Everything that happened on all contacts of the people of this one, the oldest first."""
    told = chronology_of(reader, contact)
    policies.note_known_read(reader, told.other_ids)
    return page("contacts/chronology.html", contact=contact, told=told)


@bp.get("/chronology.pdf")
@access(policies.CHRONOLOGY_DOCUMENT)
def chronology_pdf(reader: Actor, contact: Any, printed: Printed) -> Response:
    """The same as a PDF; the copy to pass on to a professional tells of this contact alone."""
    told = chronology_of(reader, contact)
    if printed.audience is Audience.HUB:
        policies.note_known_read(reader, told.other_ids)
    record = chronology_paper(records.record(reader, contact), told, printed, utc_now())
    name = papers.file_name(contact, printed)
    return papers.pdf(papers.printed_again(contact, printed, record), name)
