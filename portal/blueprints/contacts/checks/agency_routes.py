"""The agency's side of checks: its own questions and its own answers, nothing else of a contact."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from portal.access import access
from portal.blueprints.contacts import saving
from portal.blueprints.contacts.checks.forms import AnswerForm, answer_form, typed_again
from portal.blueprints.contacts.checks.routes import bp
from portal.blueprints.contacts.checks.shown import born, is_overdue, prompts
from portal.commands import checks as commands
from portal.policies import checks as policies
from portal.queries import check_lists, checks, contacts, duties
from portal.queries.rows import AnyRow
from portal.rules.permissions import Actor
from portal.rules.queue_filters import Place, place_from
from portal.vocabulary import CheckStatus
from portal.web import go_to, page, uk_time, utc_now

LISTS = {each.value: each for each in (CheckStatus.ASKED, CheckStatus.ANSWERED)}


@dataclass(frozen=True)
class Kept:
    """Where the words of an unfinished answer are kept: the contact, and nothing of it."""

    id: UUID
    hub_id: UUID


@bp.get("/checks")
@access(policies.OWN_CHECKS)
def listed(reader: Actor) -> Response:
    """What waits for an answer of this person's agency and what it has answered, by fifties."""
    wanted = LISTS.get(request.args.get("show", ""))
    after = place_from(request.args.get("page", "")) if wanted else None
    waiting, later = _listed(reader, CheckStatus.ASKED, wanted, after)
    answered, earlier = _listed(reader, CheckStatus.ANSWERED, wanted, after)
    people = checks.people_of(reader, [row.id for row in (*waiting, *answered)])
    return page(
        "checks/listed.html",
        waiting=waiting,
        answered=answered,
        shows=wanted,
        first=url_for("checks.listed") if wanted else "",
        later=later,
        earlier=earlier,
        names=_names(people),
        duty=duties.own_duty(reader),
        now=utc_now(),
    )


def _listed(
    reader: Actor, status: CheckStatus, wanted: CheckStatus | None, after: Place | None
) -> tuple[Sequence[AnyRow], str]:
    """A page of one list and the address of the next; nothing where the other is gone through."""
    if wanted not in (None, status):
        return (), ""
    rows, following = check_lists.of_agency(reader, status, after)
    if following is None:
        return rows, ""
    return rows, url_for("checks.listed", show=status.value, page=following.cursor())


def _names(people: Any) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    for row in people:
        found.setdefault(row.check_id, []).append(row.name or _("Unborn"))
    return found


@bp.get("/contacts/<uuid:contact_id>/checks/<uuid:check_id>")
@access(policies.READ_CHECK)
def show(actor: Actor, check: AnyRow) -> Response:
    """One question to this person's agency, and its answer."""
    if check.opened_at is None:
        contact = contacts.contact_to_change(actor, check.contact_id)
        if contact is not None:
            commands.mark_opened(contact, check.id, by=actor, at=utc_now())
    return page("checks/show.html", **_told(actor, check))


def _told(actor: Actor, check: AnyRow) -> dict[str, Any]:
    """All that an agency is told: the question, and what it answered itself."""
    now, held = utc_now(), checks.of_agency(actor, check)
    return {
        "check": check,
        "held": held,
        "born": {each.person.person_id: born(each.person, now) for each in held.people},
        "prompts": prompts(check.prompts),
        "is_overdue": is_overdue(check, now),
        "now": now,
    }


@bp.route("/contacts/<uuid:contact_id>/checks/<uuid:check_id>/step-aside", methods=["GET", "POST"])
@access(policies.ANSWER_CHECK)
def step_aside(actor: Actor, check: AnyRow) -> Response:
    """Whoever knows the family sees nothing of it from here on, after asking; colleagues answer."""
    if request.method == "GET":
        return page("checks/step_aside.html", check=check)
    contact = contacts.contact_to_change(actor, check.contact_id)
    if contact is not None:
        commands.step_aside(contact, by=actor, at=utc_now())
        flash(_("You no longer see questions about this family. Tell a colleague to answer."))
    return go_to("checks.listed")


@bp.route("/contacts/<uuid:contact_id>/checks/<uuid:check_id>/answer", methods=["GET", "POST"])
@access(policies.ANSWER_CHECK)
def answer(actor: Actor, check: AnyRow) -> Response:
    """What the agency knows of each person, and who may read it."""
    told, place = _told(actor, check), Kept(check.contact_id, check.hub_id)
    form, was_kept, first = _form(told, place)
    name = commands.answer_page(check.id)
    if saving.is_autosave():
        return saving.saved_note(saving.save(form, place, name))
    if form.validate_on_submit():
        return _sent(actor, check, form)
    if request.method == "POST":
        saving.save(form, place, name)
    saved = saving.saved_beside(place, name, form, first)
    return page("checks/answer.html", form=form, kept=was_kept, saved=saved, **told)


def _form(told: dict[str, Any], place: Kept) -> tuple[AnswerForm, bool, dict[str, Any]]:
    """The form, whether its words outlived a sign-in, and the answer that stands."""
    check, people = told["check"], [each.person for each in told["held"].people]
    latest = [each.answer for each in told["held"].people if each.answer is not None]
    kind = answer_form(people, uk_time(utc_now()).date())
    first: dict[str, Any] = typed_again(people, latest, check.version)
    form, was_kept = saving.words_for(kind, place, commands.answer_page(check.id), first)
    return form, was_kept, first


def _sent(actor: Actor, check: AnyRow, form: AnswerForm) -> Response:
    ids = {"contact_id": check.contact_id, "check_id": check.id}
    contact = contacts.contact_to_change(actor, check.contact_id)
    if contact is not None:
        commands.answer(contact, check.id, by=actor, at=utc_now(), **form.answers())
        flash(_("Your answer has been sent to the hub."), "success")
    return go_to("checks.show", **ids)
