"""Very many invented contacts, made in the database: a hub after years of work.

Python writes a contact's own row, the child and the words of the name; the database derives every
other row from those, so that a million contacts take minutes.
"""

import random
import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import (
    ColumnElement,
    String,
    Uuid,
    bindparam,
    cast,
    func,
    insert,
    select,
    type_coerce,
)

from portal.demo import bulk_rows
from portal.demo.bulk_rows import Batch, Worry
from portal.extensions import db
from portal.frameworks.cases import case_as_json, outcome_as_json
from portal.frameworks.same_names import load_same_names
from portal.integrations.calendars import calendar_for
from portal.models import (
    Account,
    Contact,
    Hub,
    Membership,
    Organisation,
    Person,
    PersonKey,
    PersonName,
)
from portal.queries.frameworks import framework
from portal.rules import hub_settings
from portal.rules.consultation import SAFETY
from portal.rules.folding import folded_words
from portal.rules.matching_keys import keys
from portal.rules.matching_looks import Looks
from portal.rules.permissions import ADVISING, ASKING
from portal.rules.reference import make_reference
from portal.rules.targets import due
from portal.rules.threshold_case import Case, IndicatorAnswer
from portal.rules.thresholds import evaluate
from portal.rules.typed import UK
from portal.vocabulary import AgeKind, Answer, IndicatorState, PersonKind, Urgency

MOST, FEWEST_BATCHES = 2_000, 40  # contacts in one transaction; transactions, for variety
SIDE_BY_SIDE = 8
SIX_YEARS, THREE_DAYS = timedelta(days=6 * 365), timedelta(days=3)
TAKEN_UP, ANSWERED, ACKNOWLEDGED = timedelta(hours=1), timedelta(hours=3), timedelta(hours=20)
REFERENCES = 23**7
STRIDE = 1_234_567_891  # shares no factor with 23, so that no reference comes twice


@cache
def content() -> dict[str, Any]:
    """What bulk.yaml says."""
    text = Path(__file__).with_name("bulk.yaml").read_text()
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def fill(
    hub_id: uuid.UUID, count: int, *, now: datetime, open_share: float = 0.01
) -> Iterator[int]:
    """Add `count` contacts to a hub; yields how many each transaction added.

    The newest `open_share` of them wait to be taken up, sent over the last three days; the rest
    were answered and closed over six years. The hub needs somebody who asks, somebody who advises
    and a framework. Words, dates and references are the same for the same contacts before and the
    same `now`; identifiers are drawn anew. No audit events: nobody did this.
    """
    if count < 1:
        return
    hub = db.session.get_one(Hub, hub_id)
    askers, advisers = _people(hub_id)
    worries = [_worry(hub, told) for told in content()["worries"]]
    first = db.session.execute(select(func.count()).select_from(Contact)).scalar_one()
    waiting = round(count * open_share)
    closed = count - waiting
    moments = [now - THREE_DAYS - SIX_YEARS * ((closed - n) / closed) for n in range(closed)]
    moments += [now - THREE_DAYS * ((waiting - n) / (waiting + 1)) for n in range(waiting)]
    for is_open, numbers in ((False, range(closed)), (True, range(closed, count))):
        for chosen in _mixed(numbers):
            dice = random.Random(f"{first} {chosen[0]}")  # noqa: S311 - invented families
            batch = Batch(hub, dice.choice(worries), dice.choice(askers), dice.choice(advisers))
            _write(batch, dice, is_open, [(first + n, moments[n]) for n in chosen])
            yield len(chosen)


def _mixed(numbers: range) -> Iterator[range]:
    """Batches that lie side by side in time, eight and eight, as different people's work does."""
    size = min(MOST, -(-len(numbers) // FEWEST_BATCHES))
    for start in range(0, len(numbers), SIDE_BY_SIDE * size or 1):
        window = numbers[start : start + SIDE_BY_SIDE * size]
        yield from filter(None, (window[part::SIDE_BY_SIDE] for part in range(SIDE_BY_SIDE)))


def _write(
    batch: Batch, dice: random.Random, is_open: bool, sent: Sequence[tuple[int, datetime]]
) -> None:
    """Everything about one batch in one transaction, parents before children."""
    rows = [_row(batch, dice, is_open, number, at) for number, at in sent]
    connection = db.session.connection()
    connection.execute(insert(Contact).values(**bulk_rows.contact(batch, is_open)), rows)
    connection.execute(_PEOPLE, rows)
    connection.execute(
        insert(PersonName),
        [
            {"hub_id": batch.hub.id, "person_id": row["new_id"], "word": word}
            for row in rows
            for word in folded_words(row["name"])
        ],
    )
    written = Contact.id.between(*batch.ids)
    connection.execute(
        insert(PersonKey).values(hub_id=batch.hub.id), [key for row in rows for key in _keys(row)]
    )
    for place, (model, values) in enumerate(bulk_rows.derived(batch, is_open)):
        values = {"id": _own_id(connection.dialect.name, place), **values}
        rows_of = select(*values.values()).where(written)
        connection.execute(insert(model).from_select(list(values), rows_of))
    db.session.commit()


def _keys(row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What the child is found again by, as when a contact is sent."""
    months = (row["youngest"], row["oldest"])
    looks = Looks(
        PersonKind.CHILD, row["name"], row["sent"].astimezone(UK).date(), age_months=months
    )
    for key in keys(looks, load_same_names()):
        yield {"person_id": row["new_id"], "key": key}


def _row(
    batch: Batch, dice: random.Random, is_open: bool, number: int, at: datetime
) -> dict[str, Any]:
    """What differs between the contacts of a batch."""
    name = f"{dice.choice(content()['first'])} {dice.choice(content()['last'])}"
    years = dice.randrange(1, 17)
    due_at = _due(batch.hub, batch.worry.urgency, at) if is_open else at + ANSWERED
    return {
        "new_id": batch.next_id(),
        "hub": batch.hub.id,
        "key": f"bulk-{number}",
        "new_reference": make_reference((number * STRIDE % REFERENCES).to_bytes(8, "big")),
        "name": name,
        "label": f"{name.split()[0]}, about {years}",
        "youngest": years * 12,
        "oldest": years * 12 + 11,
        "sent": at,
        "opened": None if is_open else at + TAKEN_UP,
        "moved": at if is_open else at + ACKNOWLEDGED,
        "due": due_at,
    }


_PEOPLE = insert(Person).values(
    id=bindparam("new_id"),
    hub_id=bindparam("hub"),
    kind=PersonKind.CHILD,
    name=bindparam("name"),
    age_kind=AgeKind.ESTIMATE,
    age_months_from=bindparam("youngest"),
    age_months_to=bindparam("oldest"),
    school="",
    address="",
)


def _own_id(dialect: str, place: int) -> ColumnElement[Any]:
    """The contact's identifier with one hexadecimal digit changed: in order, so quick to store."""
    at = 17 if dialect == "sqlite" else 20  # where the digits stand without dashes, and with
    digits = type_coerce(Contact.id, String) if dialect == "sqlite" else cast(Contact.id, String)
    changed = func.substr(digits, 1, at - 1) + f"{place + 1:x}" + func.substr(digits, at + 1)
    return type_coerce(changed, Uuid) if dialect == "sqlite" else cast(changed, Uuid)


def _due(hub: Hub, urgency: Urgency, at: datetime) -> datetime:
    settings = hub_settings.read(hub.settings)
    return due(settings, calendar_for(settings, hub.nation), urgency, at, None)[1]


def _people(hub_id: uuid.UUID) -> tuple[list[Any], list[Any]]:
    """Those who ask and those who advise, by address."""
    people = db.session.execute(
        select(
            Account.id,
            Account.name,
            Membership.role,
            Membership.organisation_id,
            Organisation.agency,
        )
        .join(Membership, Membership.account_id == Account.id)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.hub_id == hub_id)
        .order_by(Account.email)
    ).all()
    asking = [person for person in people if person.role in ASKING and person.agency]
    return asking, [person for person in people if person.role in ADVISING]


def _worry(hub: Hub, told: Mapping[str, str]) -> Worry:
    if hub.framework_id is None:
        raise ValueError("the hub has published no framework")
    guided_by = framework(hub.framework_id)
    case = Case(
        age_from_months=96,
        age_to_months=107,
        safety=dict.fromkeys(SAFETY, Answer.NO),
        indicators={told["indicator"]: IndicatorAnswer(IndicatorState.PRESENT)},
        is_seen=True,
        nation=hub.nation,
    )
    outcome = evaluate(guided_by, case)
    return Worry(told, outcome, case_as_json(case, guided_by), outcome_as_json(outcome, guided_by))
