"""On duty and off duty: who is there for an agency now, said by that person alone."""

from datetime import datetime

from portal import audit
from portal.commands.base import command
from portal.extensions import db
from portal.models import Duty
from portal.queries.duties import account_locked, own_duty
from portal.rules.permissions import Actor


@command
def go_on_duty(*, by: Actor, is_deputy: bool, at: datetime) -> Duty:
    """From now on this person is there for their agency, or for the hub itself.

    Whoever was on duty already begins anew, as what they say now.
    """
    account_locked(by)  # a double click is two requests, and one time on duty
    before = own_duty(by)
    if before is not None:
        before.ended_at = at
        db.session.flush()
    duty = Duty(
        hub_id=by.hub_id,
        organisation_id=by.organisation_id,
        account_id=by.account_id,
        is_deputy=is_deputy,
        since=at,
    )
    db.session.add(duty)
    audit.record(by, "go_on_duty", "hub", by.hub_id, at=at)
    return duty


@command
def go_off_duty(*, by: Actor, at: datetime) -> None:
    """From now on this person is not there; saying so twice changes nothing."""
    before = own_duty(by)
    if before is not None:
        before.ended_at = at
    audit.record(by, "go_off_duty", "hub", by.hub_id, at=at)
