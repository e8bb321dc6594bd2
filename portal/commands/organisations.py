"""Organisations set up and changed by whoever runs the service."""

import uuid
from datetime import datetime

from portal import audit
from portal.commands.base import Refused, command
from portal.extensions import db
from portal.frameworks.codes import codes_of
from portal.models import Hub, Organisation
from portal.queries import hubs
from portal.vocabulary import Agency

LONGEST = 200  # characters; the width of the stored name


@command
def set_up_organisation(
    hub_id: uuid.UUID,
    name: str,
    *,
    agency: Agency,
    at: datetime,
    source_code: str = "",
    new_name: str = "",
) -> bool:
    """The hub's organisation of that name as described; True where it was made just now.

    Names are told apart without regard to capitals. Raises `Refused` for a name that is empty, too
    long or another's, for one to be renamed that is not there, and for a code the hub has not got.
    """
    called = " ".join((new_name or name).split())
    if not called or len(called) > LONGEST:
        raise Refused(f"A name needs 1 to {LONGEST} characters")
    by_name = {row.name.casefold(): row.id for row in hubs.organisations(hub_id)}
    known = by_name.get(" ".join(name.split()).casefold())
    if new_name and known is None:
        raise Refused(f"There is no organisation {name!r} to rename")
    if by_name.get(called.casefold(), known) != known:
        raise Refused(f"There is an organisation {called!r} already")
    _check_code(hub_id, source_code)
    found = db.session.get(Organisation, known) if known else None
    organisation = found or Organisation(hub_id=hub_id)
    organisation.name, organisation.agency = called, agency
    organisation.source_code = source_code or None
    db.session.add(organisation)
    db.session.flush()
    audit.record(None, "set_up_organisation", "organisation", organisation.id, at=at, hub_id=hub_id)
    return found is None


def _check_code(hub_id: uuid.UUID, source_code: str) -> None:
    hub = db.session.get_one(Hub, hub_id)
    known = codes_of(hub.nation, hub.settings).sources.labels
    if source_code and source_code not in known:
        listed = ", ".join(known) or "this hub codes none"
        raise Refused(f"There is no source code {source_code!r}; there are: {listed}")
