"""A copy that was made: read by a second person, sent back, approved, printed, given."""

from typing import Any

from flask import Response, flash
from flask_babel import gettext as _

from portal.access import access, not_found
from portal.blueprints.early_help.asking import ask
from portal.blueprints.early_help.papers.forms import GiveForm, MakeForm, ReturnForm
from portal.blueprints.early_help.papers.making import (
    asked_of,
    facts_of,
    family_paper,
    printed,
)
from portal.blueprints.early_help.papers.outline import outline, places
from portal.blueprints.early_help.papers.routes import AT, bp, pdf
from portal.commands import family_copies as commands
from portal.commands.base import Refused
from portal.models import FamilyCopy
from portal.policies import family_copies as policies
from portal.rules import copying
from portal.rules.permissions import Actor
from portal.web import go_to, page, utc_now

COPY = f"{AT}/copies/<uuid:copy_id>"


@bp.get(COPY)
@access(policies.READ_COPY)
def show_copy(actor: Actor, episode: Any, copy: FamilyCopy) -> Response:
    """What it says, what was let stand in it and why, and what may be done with it."""
    made = family_paper(actor, episode, asked_of(copy), copy.made_at)
    facts = facts_of(copy, made)
    return page(
        "help_papers/show_copy.html",
        form=MakeForm(),
        episode=episode,
        copy=copy,
        made=made,
        sections=outline(made.paper.content, copy.variant) if made else [],
        where=dict(places(made.paper.content, copy.variant)) if made else {},
        why_not_print=copying.why_not_print(facts),
        why_not_approve=copying.why_not_approve(facts),
        is_second=policies.is_second(actor, episode, copy),
        is_lead=policies.is_lead(actor, episode, copy),
    )


@bp.post(f"{COPY}/approve")
@access(policies.SECOND_COPY)
def approve(actor: Actor, episode: Any, copy: FamilyCopy) -> Response:
    """The second person says that it may be given."""
    made = family_paper(actor, episode, asked_of(copy), copy.made_at)
    facts = facts_of(copy, made)
    commands.approve_copy(episode, copy, by=actor, facts=facts, at=utc_now())
    flash(_("The copy may be given. Whoever made it has been told by email."), "success")
    return go_to("help_papers.waiting")


@bp.route(f"{COPY}/send-back", methods=["GET", "POST"])
@access(policies.SECOND_COPY)
def send_back(actor: Actor, episode: Any, copy: FamilyCopy) -> Response:
    """The second person says what is wrong with it."""
    form = ReturnForm()

    def act() -> None:
        commands.return_copy(episode, copy, by=actor, why=form.said("why"), at=utc_now())
        flash(_("The copy is sent back. Whoever made it has been told by email."), "success")

    return ask(
        form,
        "help_papers/send_back.html",
        act,
        then="help_papers.waiting",
        then_ids={},
        episode=episode,
        copy=copy,
    )


@bp.route(f"{COPY}/give", methods=["GET", "POST"])
@access(policies.GIVE_COPY)
def give(actor: Actor, episode: Any, copy: FamilyCopy) -> Response:
    """Record that it was put in that person's hands: when, by whom and how."""
    form, made = GiveForm(), family_paper(actor, episode, asked_of(copy), copy.made_at)

    def act() -> None:
        given = {"given_on": form.day("given_on"), "how": form.said("how")}
        facts = facts_of(copy, made)
        commands.give_copy(episode, copy, by=actor, facts=facts, at=utc_now(), **given)
        flash(_("It is on the record that the copy was given."), "success")

    shown: dict[str, Any] = {
        "copy": copy,
        "recipient": made.paper.content.recipient if made else "",
    }
    then = "help_papers.show"
    return ask(form, "help_papers/give.html", act, then=then, episode=episode, **shown)


@bp.get(f"{COPY}.pdf")
@access(policies.GIVE_COPY)
def copy_pdf(actor: Actor, episode: Any, copy: FamilyCopy) -> Response:
    """The copy itself: only as it was looked through, and approved where that is needed."""
    made = family_paper(actor, episode, asked_of(copy), copy.made_at)
    why_not = copying.why_not_print(facts_of(copy, made))
    if why_not:
        raise Refused(why_not)
    if made is None:
        not_found()
    assert made is not None  # noqa: S101 - `not_found` raises; this is for the type checker
    name, audience = copy.document.value, str(copy.id)
    return pdf(printed(episode, made.paper, name=name, audience=audience), made.paper)
