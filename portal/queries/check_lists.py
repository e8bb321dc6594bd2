"""What waits for an agency's answer and what it has answered, fifty at a time."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Uuid, and_, bindparam, exists, or_, select

from portal.models import AgencyCheck, Contact, FamilyConflict
from portal.models.base import UtcDateTime
from portal.queries.contacts import WARNINGS
from portal.queries.rows import AnyRow, AnySelect, run
from portal.rules.permissions import Actor
from portal.rules.queue_filters import Place
from portal.vocabulary import CheckStatus

PAGE = 50
_AT = bindparam("after_at", type_=UtcDateTime())
_ID = bindparam("after_id", type_=Uuid())
_DUE, _KEY = AgencyCheck.due_at, AgencyCheck.id


def _listed(status: CheckStatus, is_first: bool) -> AnySelect:
    """As its index lies: what waits the first due first, what is answered the latest due first."""
    waits = status is CheckStatus.ASKED
    beyond, beside = (_DUE > _AT, _KEY > _ID) if waits else (_DUE < _AT, _KEY < _ID)
    after = () if is_first else (or_(beyond, and_(_DUE == _AT, beside)),)
    return (
        select(*AgencyCheck.__table__.c, Contact.reference, *WARNINGS)
        .join(Contact, Contact.id == AgencyCheck.contact_id)
        .where(
            AgencyCheck.hub_id == bindparam("hub_id"),
            AgencyCheck.organisation_id == bindparam("organisation_id"),
            AgencyCheck.status == status,
            AgencyCheck.asker_id != bindparam("account_id"),
            ~exists().where(
                FamilyConflict.contact_id == AgencyCheck.contact_id,
                FamilyConflict.account_id == bindparam("account_id"),
            ),
            *after,
        )
        .order_by(*((_DUE, _KEY) if waits else (_DUE.desc(), _KEY.desc())))
        .limit(PAGE + 1)
    )


_LISTS = {
    (status, is_first): _listed(status, is_first)
    for status in (CheckStatus.ASKED, CheckStatus.ANSWERED)
    for is_first in (True, False)
}


def of_agency(
    actor: Actor, status: CheckStatus, after: Place | None = None
) -> tuple[Sequence[AnyRow], Place | None]:
    """One page of what waits for the contributor's organisation, or was answered, and the next.

    Nothing about a family this person knows.
    """
    given: dict[str, Any] = {
        "hub_id": actor.hub_id,
        "organisation_id": actor.organisation_id,
        "account_id": actor.account_id,
    }
    if after is not None:
        given |= {"after_at": after.due_at, "after_id": after.contact_id}
    rows = run(_LISTS[status, after is None], given).all()
    if len(rows) <= PAGE:
        return rows, None
    last = rows[PAGE - 1]
    return rows[:PAGE], Place(last.due_at, last.id)
