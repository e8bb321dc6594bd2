"""A teacher, an adviser and a manager at their pages, with advice between them."""

import pytest

from portal.models import Contact
from portal.vocabulary import ContactStatus
from tests.commands.answered import advised
from tests.makers import Maker


@pytest.fixture
def teacher(make: Maker):
    return make.account(name="Rosalind Pike")


@pytest.fixture
def contact(make: Maker, adviser, teacher) -> Contact:
    made = make.consultation(ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser)
    advised(made, adviser)
    return made
