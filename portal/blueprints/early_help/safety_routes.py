"""Sharing without an agreement, a risk taken away, a secret address, and who knows the family."""

from typing import Any
from uuid import UUID

from flask import Response, flash, request
from flask_babel import gettext as _

from portal.access import access, not_found
from portal.blueprints.early_help.asking import ask
from portal.blueprints.early_help.crossing import ask_or_compare
from portal.blueprints.early_help.forms import (
    LowerRiskForm,
    SecretForm,
    WithoutForm,
    version_of,
)
from portal.blueprints.early_help.member_typed import member_again
from portal.blueprints.early_help.routes import bp
from portal.blueprints.form import PageForm
from portal.blueprints.secret_address import OpenAddressForm
from portal.commands import help_safety as commands
from portal.commands import secret_addresses, stepping_aside
from portal.policies import early_help as policies
from portal.queries import early_help
from portal.rules.early_help import may_lead_episode, missing_agreement
from portal.rules.permissions import Actor
from portal.rules.typed import one_of
from portal.vocabulary import LawfulBasis
from portal.web import go_to, page, uk_time, utc_now

FAMILY = "early_help.family"
MEMBER = "/early-help/<uuid:episode_id>/family/<uuid:member_id>"


@bp.route("/early-help/<uuid:episode_id>/agreement/without", methods=["GET", "POST"])
@access(policies.LEAD_OPEN_EPISODE)
def share_without(actor: Actor, episode: Any) -> Response:
    """The team may read although somebody has not agreed: on what basis, and why."""
    form, held = WithoutForm(), early_help.record(actor, episode)
    missing = missing_agreement(held.family, held.agreements, uk_time(utc_now()).date())

    def act() -> None:
        basis, why = one_of(LawfulBasis, form.basis.data), form.said("why")
        commands.share_without_agreement(episode, basis=basis, why=why, by=actor, at=utc_now())
        flash(_("The team can read this now. Why is on the record."), "success")

    people = [each for each in held.family if str(each.id) in missing]
    return ask(form, "early_help/share_without.html", act, episode=episode, people=people)


@bp.route(f"{MEMBER}/risk", methods=["GET", "POST"])
@access(policies.WRITE_EPISODE)
def lower_risk(actor: Actor, episode: Any, member_id: UUID) -> Response:
    """Propose that somebody is no longer at risk; the mark stands until another agrees."""
    form, person = LowerRiskForm(), _at_risk(actor, episode, member_id)

    def act() -> None:
        why = form.said("why")
        commands.propose_lower_risk(episode, member_id, why=why, by=actor, at=utc_now())
        flash(_("A second person has to agree. Until then nothing changes."))

    shown = {"episode": episode, "person": person}
    return ask(form, "early_help/lower_risk.html", act, then=FAMILY, **shown)


@bp.route(f"{MEMBER}/risk/decide", methods=["GET", "POST"])
@access(policies.DECIDE_RISK)
def decide_risk(actor: Actor, episode: Any, member_id: UUID) -> Response:
    """The second person takes the mark away, or lets it stand."""
    episode_id, held = episode.id, early_help.record(actor, episode)
    go = request.form.get("go")
    if go in ("confirm", "keep"):
        given: dict[str, Any] = {"is_confirmed": go == "confirm", "by": actor, "at": utc_now()}
        commands.decide_lower_risk(episode, member_id, **given)
        return go_to(FAMILY, episode_id=episode_id)
    waiting = next((row for row in held.proposals if row.person_id == member_id), None)
    if waiting is None:
        return go_to(FAMILY, episode_id=episode_id)
    person = next(each for each in held.people if each.id == member_id)
    is_own = waiting.proposed_by_id == actor.account_id
    shown = {"episode": episode, "person": person, "waiting": waiting, "is_own": is_own}
    return page("early_help/decide_risk.html", **shown)


@bp.route(f"{MEMBER}/address", methods=["GET", "POST"])
@access(policies.LEAD_EPISODE)
def open_address(actor: Actor, episode: Any, member_id: UUID) -> Response:
    """Say why, then see a secret address; nothing of it stays on any other page."""
    form, person = OpenAddressForm(), _secret(actor, episode, member_id)
    opened: tuple[dict[str, str], ...] = ()
    if form.validate_on_submit():
        reason = form.reason.data
        commands.open_secret_address(episode, member_id, reason=reason, by=actor, at=utc_now())
        opened = secret_lines(person)
    shown = {"episode": episode, "person": person, "opened": opened}
    return page("early_help/open_address.html", form=form, **shown)


@bp.route(f"{MEMBER}/address/change", methods=["GET", "POST"])
@access(policies.LEAD_EPISODE)
def change_address(actor: Actor, episode: Any, member_id: UUID) -> Response:
    """Replace or delete a secret address without opening it."""
    row = _secret(actor, episode, member_id)
    form = SecretForm(data={"version": str(row.version)})

    def act() -> None:
        given: dict[str, Any] = {"version": version_of(form), "by": actor, "at": utc_now()}
        why = form.said("why")
        secret_addresses.change_secret_address(episode, member_id, form.words(), why=why, **given)
        flash(_("It is changed. Everybody's copies are still searched for the old one."), "success")

    shown = {"then": FAMILY, "episode": episode, "person": row}
    return ask_or_compare(form, "early_help/change_address.html", act, member_again, **shown)


@bp.route("/early-help/<uuid:episode_id>/know-this-family", methods=["GET", "POST"])
@access(policies.OPEN_EPISODE)
def know(actor: Actor, episode: Any) -> Response:
    """Whoever knows the family steps aside: from then on it does not exist for them."""
    form = PageForm()
    if form.validate_on_submit() and request.form.get("go") == "yes":
        stepping_aside.step_aside_from_help(episode, by=actor, at=utc_now())
        flash(_("You have stepped aside. You see nothing of this family any more."), "success")
        return go_to("early_help.listed" if actor.advises else "early_help.mine")
    is_leading = may_lead_episode(actor, early_help.facts(episode))
    return page("early_help/know.html", form=form, episode=episode, is_leading=is_leading)


def secret_lines(person: Any) -> tuple[dict[str, str], ...]:
    """What is kept secret of one person, as question and answer."""
    told = ((_("Address"), person.address), (_("Phone"), person.phone))
    return tuple({"question": words, "answer": text} for words, text in told if text)


def _secret(actor: Actor, episode: Any, member_id: UUID) -> Any:
    """On a post also what was deleted or opened to all meanwhile, so that no word is lost."""
    row = _member(actor, episode, member_id)
    is_there = row.is_address_secret and (row.address or row.phone)
    return row if is_there or request.method == "POST" else not_found()


def _at_risk(actor: Actor, episode: Any, member_id: UUID) -> Any:
    """On a post also who is at risk no longer, so that no word is lost."""
    row = _member(actor, episode, member_id)
    return row if row.is_at_risk or request.method == "POST" else not_found()


def _member(actor: Actor, episode: Any, member_id: UUID) -> Any:
    people = early_help.record(actor, episode).people
    found = next((each for each in people if each.id == member_id), None)
    return not_found() if found is None else found
