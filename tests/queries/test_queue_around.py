"""What is kept of a hub's queue: never older than its version, never another reader's."""

from datetime import timedelta

import pytest

from portal.models import Contact
from portal.queries.queue import page_of
from portal.queries.queue_around import around
from portal.rules.permissions import Actor
from portal.rules.queue_filters import Asked, Tab
from portal.vocabulary import ContactStatus, Rag, Role
from tests.actors import actor_of
from tests.makers import NOON, Maker
from tests.pages.queue_pages import bump, knows
from tests.query_counter import statements


@pytest.fixture
def adviser(make: Maker) -> Actor:
    return actor_of(make.account(Role.MASH_ADVISER))


@pytest.fixture
def urgent(make: Maker) -> Contact:
    return make.consultation(asker=make.account(), rag=Rag.RED)


def test_the_second_reader_of_a_version_asks_only_whether_they_stepped_aside(
    make: Maker, adviser: Actor, urgent
) -> None:
    version = around(adviser, None, NOON).version
    other = actor_of(make.account(Role.DECISION_MAKER))
    with statements() as asked:
        found = around(other, version, NOON)
        assert around(other, version, NOON) is found
    assert ["FROM contacts" in words for words in asked] == [False]
    assert found.counts[Tab.WAITING] == 1
    assert found.urgent == [str(urgent.id)[:8]]


def test_limits_are_told_with_the_words_so_that_a_plan_is_kept(adviser: Actor) -> None:
    with statements() as asked:
        around(adviser, None, NOON)
        page_of(adviser, Asked(), NOON)
    counts, _aside, rows = asked
    assert counts.count("LIMIT 100") == len(Tab)
    assert "LIMIT 20" in counts
    assert "LIMIT 51" in rows


def test_a_write_is_seen_at_once(make: Maker, adviser: Actor, urgent) -> None:
    version = around(adviser, None, NOON).version
    make.consultation(ContactStatus.WITH_ADVISER, asker=make.account())
    bump(make.hub)
    found = around(adviser, version + 1, NOON)
    assert found.version == version + 1
    assert (found.counts[Tab.OPEN], found.counts[Tab.WITH_ADVISER]) == (2, 1)


def test_it_is_kept_for_a_minute_at_most(make: Maker, adviser: Actor, urgent) -> None:
    version = around(adviser, None, NOON).version
    with statements() as asked:
        around(adviser, version, NOON + timedelta(seconds=59))
        assert asked == []
        around(adviser, version, NOON + timedelta(seconds=60))
    assert len(asked) == 2


@pytest.mark.parametrize("is_first", [True, False])
def test_who_knows_a_family_is_counted_for_themselves(
    make: Maker, adviser: Actor, urgent, is_first: bool
) -> None:
    account = make.account(Role.MASH_ADVISER)
    knows(urgent, account)
    bump(make.hub)
    aside = actor_of(account)
    order = (aside, adviser) if is_first else (adviser, aside)
    found = {each: around(each, 1, NOON) for each in order}
    assert found[aside].urgent == []
    assert found[aside].counts[Tab.WAITING] == 0
    assert found[adviser].urgent == [str(urgent.id)[:8]]
    assert found[adviser].counts[Tab.WAITING] == 1


def test_no_hub_sees_anothers(make: Maker, adviser: Actor, urgent) -> None:
    around(adviser, None, NOON)
    elsewhere = actor_of(make.account(Role.MASH_ADVISER, hub=make.other_hub))
    assert around(elsewhere, 0, NOON).counts[Tab.OPEN] == 0
