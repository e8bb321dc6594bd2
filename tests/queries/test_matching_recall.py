"""Told a second time with slips, invented people are found again among those of their hub."""

import pytest
from flask import Flask

from bench.crowd import Crowd
from bench.matching import ask, brute_force, fill, recall
from portal.extensions import db
from portal.models import PersonKey
from portal.queries.matching import matches
from portal.queries.shared_keys import MOST_COMPARED
from portal.rules.matching import SHOWN

PEOPLE, PAIRS = 1_500, 150


@pytest.fixture
def crowd(app: Flask) -> Crowd:
    return Crowd(app)


def test_nearly_everybody_is_among_the_ten_who_are_shown(crowd: Crowd) -> None:
    texts, told = fill([crowd], PEOPLE, PAIRS)
    assert len(told) == PAIRS
    assert len({slip for account in told for slip in account.slips}) > 10
    found, _times = ask(crowd, told)
    seen = recall(told, found, brute_force(texts, told))
    assert seen["missed of all pairs"] <= 0.02, seen
    assert seen["missed of those brute force finds"] <= 0.02, seen
    best = matches(crowd.actor, {account.looks: account.looks for account in told[:3]})
    assert len(best) == 3
    assert all(len(each) <= SHOWN < MOST_COMPARED for each in best.values())
    assert db.session.query(PersonKey).count() < 15 * PEOPLE
