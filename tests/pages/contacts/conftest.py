"""An adviser and a teacher at their pages, and a consultation between them."""

import pytest

from portal.models import Contact
from portal.vocabulary import Agency, ContactStatus
from tests.makers import Maker
from tests.pages.contacts.helpers import advised
from tests.pages.contacts.known import BORN, MONTHS_AGO, TURNED


@pytest.fixture
def teacher(make: Maker):
    return make.account(name="Rosalind Pike")


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


@pytest.fixture
def now(make, adviser, teacher) -> Contact:
    return make.consultation(
        ContactStatus.WITH_ADVISER,
        asker=teacher,
        adviser=adviser,
        child="Siân Adderley",
        facts=BORN,
    )


@pytest.fixture
def before(make, adviser) -> Contact:
    """The same child, told of by somebody else, spelt as heard and with the date turned round."""
    surgery = make.organisation(make.hub, Agency.GP, "Mill Road Surgery")
    contact = make.consultation(
        ContactStatus.WITH_ADVISER,
        asker=make.account(organisation=surgery),
        adviser=adviser,
        child="Shan Aderley",
        facts=TURNED,
        submitted_at=MONTHS_AGO,
    )
    advised(contact, adviser)
    return contact
