"""What the tests of the queue's pages share."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import lxml.html
from werkzeug.test import TestResponse

from portal.extensions import db
from portal.models import (
    Account,
    Contact,
    FamilyConflict,
    Hub,
    QueueVersion,
)
from portal.vocabulary import ContactStatus
from tests.makers import NOON, Maker
from tests.page_client import PageClient

ClientFor = Callable[[Account], PageClient]
S = ContactStatus
HTMX = {"HX-Request": "true"}


def rows(answer: TestResponse) -> list[str]:
    """The references in the order they are shown."""
    assert answer.status_code == 200
    return re.findall(r'id="open-[^>]*>(CN-[^<]+)<', answer.text)


def due(minutes: int) -> dict[str, Any]:
    at = NOON + timedelta(minutes=minutes)
    return {"due_at": at, "target_at": at}


def many(make: Maker, number: int, **fields: Any) -> list[Contact]:
    asker = make.account()
    return [make.consultation(asker=asker, **due(index), **fields) for index in range(number)]


def bump(hub: Hub) -> None:
    db.session.get(QueueVersion, hub.id).version += 1
    db.session.commit()


def poll_url(answer: TestResponse) -> str:
    return str(lxml.html.fromstring(answer.text).xpath("//*[@id='queue-list']/@hx-get")[0])


def knows(contact: Contact, account: Account) -> None:
    db.session.add(
        FamilyConflict(
            hub_id=contact.hub_id, contact_id=contact.id, account_id=account.id, declared_at=NOON
        )
    )
    db.session.commit()


def find(client: PageClient, typed: str) -> TestResponse:
    return client.post_form("/queue", form="find", find=typed)
