"""An adviser and a teacher at their pages, and a consultation between them."""

import pytest

from portal.models import Contact
from portal.vocabulary import ContactStatus, Role
from tests.makers import Maker
from tests.pages.contacts.helpers import advised


@pytest.fixture
def adviser(make: Maker):
    return make.account(Role.MASH_ADVISER, name="Sam Okoro")


@pytest.fixture
def teacher(make: Maker):
    return make.account(name="Rosalind Pike")


@pytest.fixture
def as_adviser(client_for, adviser):
    return client_for(adviser)


@pytest.fixture
def as_writer(client_for, teacher):
    return client_for(teacher)


@pytest.fixture
def contact(make: Maker, adviser, teacher) -> Contact:
    """With the adviser, one source protected."""
    return make.consultation(
        ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser, protected=True
    )


@pytest.fixture
def with_advice(contact, adviser) -> Contact:
    """The same, answered."""
    advised(contact, adviser)
    return contact
