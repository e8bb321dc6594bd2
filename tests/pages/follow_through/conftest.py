"""A teacher, an adviser and a manager at their pages, with advice between them."""

import pytest

from portal.models import Contact
from portal.vocabulary import ContactStatus, Role
from tests.commands.answered import advised
from tests.makers import Maker


@pytest.fixture
def adviser(make: Maker):
    return make.account(Role.MASH_ADVISER, name="Sam Okoro")


@pytest.fixture
def teacher(make: Maker):
    return make.account(name="Rosalind Pike")


@pytest.fixture
def as_writer(client_for, teacher):
    return client_for(teacher)


@pytest.fixture
def as_adviser(client_for, adviser):
    return client_for(adviser)


@pytest.fixture
def as_manager(client_for, make):
    return client_for(make.account(Role.DECISION_MAKER, name="Grace Abara"))


@pytest.fixture
def contact(make: Maker, adviser, teacher) -> Contact:
    made = make.consultation(ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser)
    advised(made, adviser)
    return made
