"""What the tests of answering share: addresses, tokens, advice given behind the pages."""

import re
from datetime import timedelta

from portal.commands import advice as advice_commands
from portal.extensions import db
from portal.models import Advice, Contact
from tests.actors import actor_of
from tests.commands.test_advice import WORDS
from tests.makers import NOON

SOURCE = "The neighbour at number 4"


def url(contact: Contact, *parts: str) -> str:
    """The contact's page, or a page under it."""
    return "/".join([f"/contacts/{contact.id}", *filter(None, parts)])


def advised(contact, adviser, **changes) -> Advice:
    """Advice given an hour after noon."""
    return advice_commands.give_advice(
        contact, adviser=actor_of(adviser), at=NOON + timedelta(hours=1), **{**WORDS, **changes}
    )


def fresh(record):
    """The record as the database has it now."""
    db.session.rollback()
    db.session.refresh(record)
    return record


def hidden(page: str, name: str) -> str:
    """What a hidden field of the page's main form carries."""
    main = page[page.index("<main") :]
    found = re.search(rf'name="{name}"[^>]* value="([^"]+)"', main)
    assert found, f"no field {name}"
    return found[1]
