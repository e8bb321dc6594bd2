"""Who is on duty for each agency, and how agencies answer."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from flask import Response, flash
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import AnyOf

from portal.access import access
from portal.blueprints.contacts.checks import shown
from portal.blueprints.contacts.checks.routes import bp
from portal.blueprints.form import PageForm
from portal.commands import duties as commands
from portal.policies import checks as policies
from portal.queries import duties, hubs
from portal.rules import hub_settings
from portal.rules.checks import tally
from portal.rules.permissions import Actor
from portal.web import go_to, page, utc_now

SAID = ("on", "deputy", "off")


class DutyForm(PageForm):
    """On duty, on duty as the deputy, or off, by the button that is pressed."""

    duty = HiddenField(validators=[AnyOf(SAID, _l("Choose whether you are on duty"))])


@bp.get("/duty")
@access(policies.DUTY_BOARD)
def board(reader: Actor) -> Response:
    """Who is there for each agency now, since when, and which agency is silent."""
    now = utc_now()
    hours = hub_settings.read(hubs.hub(reader.hub_id).settings).duty_hours
    return page(
        "checks/board.html",
        agencies=shown.board(reader, now, hours),
        duty=duties.own_duty(reader),
        form=DutyForm(),
        is_hub=reader.advises,
        hours=hours,
        now=now,
    )


@bp.post("/duty/mine")
@access(policies.ON_DUTY)
def say(actor: Actor) -> Response:
    """On or off duty, said by the person themselves."""
    form = DutyForm()
    if form.validate_on_submit():
        if form.duty.data == "off":
            commands.go_off_duty(by=actor, at=utc_now())
            flash(_("You are off duty."), "success")
        else:
            commands.go_on_duty(by=actor, is_deputy=form.duty.data == "deputy", at=utc_now())
            flash(_("You are on duty."), "success")
    return go_to("checks.board")


@bp.get("/checks/returns")
@access(policies.AGENCY_RETURNS)
def returns(reader: Actor) -> Response:
    """How each agency answers: in time, late, not at all, and how long it usually takes."""
    now = utc_now()
    days = hub_settings.read(hubs.hub(reader.hub_id).settings).returns_days
    return page("checks/returns.html", lines=_tallies(reader, now, days), days=days)


def _tallies(reader: Actor, now: datetime, days: int) -> list[dict[str, Any]]:
    """One line an agency; those of whom answers are missing first."""
    asked = defaultdict(list)
    for row in duties.returns(reader, now - timedelta(days=days)):
        asked[row.organisation_id].append((row.asked_at, row.due_at, row.first_answered_at))
    lines = [
        {"agency": agency, "tally": (counted := tally(asked[agency.id], now))}
        | {"median": _length(counted.median)}
        for agency in duties.asked_or_askable(reader, asked)
    ]
    return sorted(lines, key=lambda line: -line["tally"].missing)


def _length(median: timedelta | None) -> str:
    return shown.length(int(median.total_seconds() // 60)) if median is not None else ""
