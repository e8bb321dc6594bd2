"""A teacher at a browser, on a clock that stands still until a test moves it."""

from collections.abc import Callable, Iterator

import pytest
import time_machine

from portal.models import Account
from tests.makers import NOON, Maker
from tests.page_client import PageClient


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
