"""The people whom many commands are about; a test that needs other people names its own."""

import pytest

from portal.models import Account, Organisation
from portal.vocabulary import Agency, Role
from tests.check_maker import agency_of, contributor_of
from tests.makers import Maker


@pytest.fixture
def teacher(make: Maker) -> Account:
    return make.account()


@pytest.fixture
def adviser(make: Maker) -> Account:
    return make.account(Role.MASH_ADVISER, name="Sam Okoro")


@pytest.fixture
def manager(make: Maker) -> Account:
    return make.account(Role.DECISION_MAKER, name="Grace Abara")


@pytest.fixture
def police(make: Maker) -> Organisation:
    return agency_of(make, make.hub, Agency.POLICE, "Wessenshire Police")


@pytest.fixture
def health(make: Maker) -> Organisation:
    return agency_of(make, make.hub, Agency.HEALTH_VISITING, "Fenland Health Visiting")


@pytest.fixture
def officer(police: Organisation) -> Account:
    return contributor_of(police)
