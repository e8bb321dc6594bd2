"""Checking, sending, and what happens next; or putting the draft aside."""

import secrets

from flask import Response, flash, request
from flask_babel import gettext
from flask_login import current_user

from portal.access import access
from portal.addresses import go_to_url
from portal.blueprints.consultations.blueprint import bp
from portal.blueprints.consultations.checking import first_things, groups_of, tasks_of
from portal.blueprints.consultations.way import address, way_to
from portal.commands import consultations as commands
from portal.commands import conversion
from portal.policies.consultations import OWN_CONSULTATION, OWN_DRAFT, OWN_DRAFT_AT_SAFETY, OWN_SENT
from portal.queries.consultations import Draft
from portal.vocabulary import ContactKind
from portal.web import go_to, page, utc_now


@bp.route("/<uuid:contact_id>/check", methods=["GET", "POST"])
@access(OWN_CONSULTATION)
def check(draft: Draft) -> Response:
    """Everything as the hub will read it, and the button that sends it; sending twice is once."""
    if draft.contact.submitted_at is None and request.method == "POST":
        commands.submit_consultation(
            current_user,
            draft.contact,
            at=utc_now(),
            randomness=lambda: secrets.token_bytes(16),
        )
    if draft.contact.submitted_at is not None:
        return go_to("consultations.sent", contact_id=draft.contact.id)
    way = way_to(draft, "check")
    return page(
        "consultations/check.html",
        way=way,
        groups=groups_of(way),
        tasks=tasks_of(way),
        first=first_things(way),
    )


@bp.get("/<uuid:contact_id>/sent")
@access(OWN_SENT)
def sent(draft: Draft) -> Response:
    """The reference, when an answer is due, and what to do meanwhile."""
    way = way_to(draft, "check")
    return page("consultations/sent.html", way=way, contact=draft.contact, hub=way.hub)


@bp.post("/<uuid:contact_id>/in-full")
@access(OWN_DRAFT)
def in_full(draft: Draft) -> Response:
    """Go on from the short form with everything already typed."""
    commands.continue_in_full(current_user, draft.contact, at=utc_now())
    return go_to_url(address(draft.contact.id, "you"))


@bp.post("/<uuid:contact_id>/turn")
@access(OWN_DRAFT)
def turn(draft: Draft) -> Response:
    """Make a consultation a referral, or a referral a consultation; every page stays."""
    to_referral = request.form.get("kind") == ContactKind.REFERRAL
    kind = ContactKind.REFERRAL if to_referral else ContactKind.CONSULTATION
    conversion.turn_draft(current_user, draft.contact, kind, at=utc_now())
    if to_referral:
        flash(gettext("This is a referral now. What else you could tell is listed below."))
    else:
        flash(gettext("This asks for advice now. What only a referral has is kept, and not sent."))
    return go_to("consultations.check", contact_id=draft.contact.id)


@bp.route("/<uuid:contact_id>/discard", methods=["GET", "POST"])
@access(OWN_DRAFT_AT_SAFETY)
def discard(draft: Draft) -> Response:
    """Put a draft aside for good, after asking."""
    if request.method == "POST":
        commands.discard_draft(current_user, draft.contact, at=utc_now())
        flash(gettext("The draft is gone. Nothing was sent."), "success")
        return go_to("accounts.home")
    return page("consultations/discard.html", contact_id=draft.contact.id)
