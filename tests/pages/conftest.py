"""A teacher, an adviser and a manager at their browsers; a clock that stands still when asked."""

from collections.abc import Callable, Iterator

import pytest
import time_machine

from portal.models import Account
from portal.vocabulary import Role
from tests.makers import NOON, Maker
from tests.page_client import PageClient
from tests.planning import Planned, planned


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def teacher(clock: time_machine.Traveller, make: Maker) -> Account:
    return make.account()


@pytest.fixture
def browser(teacher: Account, client_for: Callable[[Account], PageClient]) -> PageClient:
    return client_for(teacher)


@pytest.fixture
def adviser(make: Maker) -> Account:
    return make.account(Role.MASH_ADVISER, name="Sam Okoro")


@pytest.fixture
def as_adviser(client_for: Callable[[Account], PageClient], adviser: Account) -> PageClient:
    return client_for(adviser)


@pytest.fixture
def as_writer(client_for: Callable[[Account], PageClient], teacher: Account) -> PageClient:
    return client_for(teacher)


@pytest.fixture
def as_manager(client_for: Callable[[Account], PageClient], make: Maker) -> PageClient:
    return client_for(make.account(Role.DECISION_MAKER, name="Grace Abara"))


@pytest.fixture
def made(make: Maker) -> Planned:
    """A family in early help with a plan, a team and a lead."""
    return planned(make)


@pytest.fixture
def as_lead(made: Planned, client_for: Callable[[Account], PageClient]) -> PageClient:
    return client_for(made.lead)
