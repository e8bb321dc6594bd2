"""Writing a consultation page by page: nothing acknowledged is lost, nothing overwritten."""

import pytest

from portal.commands import consultations as commands
from portal.commands.consultations import PageConflict
from portal.extensions import db
from portal.models import (
    AuditEvent,
)
from portal.rules.permissions import Actor
from portal.vocabulary import (
    ContactRoute,
)
from tests.actors import actor_of
from tests.commands.writing import HOSTILE, PAGES, THEN, WREN, save, start, stored
from tests.makers import NOON, Maker


@pytest.fixture
def teacher(make: Maker) -> Actor:
    return actor_of(make.account(name="Priya Nair"))


def test_the_same_start_key_starts_one_draft(teacher: Actor) -> None:
    assert start(teacher, key="once").id == start(teacher, key="once").id
    assert start(teacher, key="again").id != start(teacher, key="once").id
    assert db.session.query(AuditEvent).filter_by(action="start").count() == 2


def test_two_people_may_use_the_same_start_key(teacher: Actor, make: Maker) -> None:
    other = actor_of(make.account())
    assert start(teacher, key="same").id != start(other, key="same").id


def test_a_page_is_kept_exactly_as_typed(teacher: Actor) -> None:
    contact = start(teacher)
    typed = {"what": HOSTILE, "when": " 31/2 ", "how_often": ""}
    assert save(teacher, contact, f"statement:{THEN}", typed) == 1
    assert stored(contact, f"statement:{THEN}").answers == typed


def test_each_save_is_audited_in_its_transaction(teacher: Actor) -> None:
    contact = start(teacher)
    save(teacher, contact, "tried", {"tried": "a"})
    save(teacher, contact, "tried", {"tried": "ab"})
    assert db.session.query(AuditEvent).filter_by(action="save_page").count() == 2


def test_another_window_is_never_overwritten_unseen(teacher: Actor) -> None:
    contact = start(teacher)
    version = save(teacher, contact, "tried", {"tried": "first"}, tab="one.1", base=0)
    save(teacher, contact, "tried", {"tried": "second"}, tab="two.1", base=version)
    with pytest.raises(PageConflict) as conflict:
        save(teacher, contact, "tried", {"tried": "mine"}, tab="one.2", base=version)
    assert conflict.value.saved == {"tried": {"tried": "second"}}
    assert conflict.value.typed == {"tried": {"tried": "mine"}}
    assert stored(contact, "tried").answers == {"tried": "second"}
    chosen = {"tried": "mine"}
    save(teacher, contact, "tried", chosen, tab="three", base=conflict.value.version)
    assert stored(contact, "tried").answers == chosen


def test_two_windows_that_both_begin_a_page_are_a_conflict(teacher: Actor) -> None:
    contact = start(teacher)
    save(teacher, contact, "tried", {"tried": "first"}, tab="one", base=0)
    with pytest.raises(PageConflict):
        save(teacher, contact, "tried", {"tried": "second"}, tab="two", base=0)


def test_a_lost_reply_is_no_conflict(teacher: Actor) -> None:
    contact = start(teacher)
    save(teacher, contact, "tried", {"tried": "a"}, tab="one.1", base=0)
    save(teacher, contact, "tried", {"tried": "a b"}, tab="one.2", base=0)
    assert stored(contact, "tried").answers == {"tried": "a b"}


def test_the_same_save_twice_is_no_conflict_and_no_new_version(teacher: Actor) -> None:
    contact = start(teacher)
    first = save(teacher, contact, "tried", {"tried": "a"}, tab="one.1", base=0)
    assert save(teacher, contact, "tried", {"tried": "a"}, tab="one.1", base=0) == first
    assert save(teacher, contact, "tried", {"tried": "a"}, tab="two.1", base=0) == first


def test_a_save_overtaken_by_a_later_one_of_its_window_changes_nothing(teacher: Actor) -> None:
    contact = start(teacher)
    version = save(teacher, contact, "tried", {"tried": "a b c"}, tab="one.2", base=0)
    assert save(teacher, contact, "tried", {"tried": "a"}, tab="one.1", base=0) == version
    assert stored(contact, "tried").answers == {"tried": "a b c"}


def test_pages_filled_in_together_conflict_together_or_not_at_all(teacher: Actor) -> None:
    contact = start(teacher, ContactRoute.SHORT)
    pages = {"short": {"impact": "a"}, "question": {"question": "b"}}
    save(teacher, contact, "question", {"question": "older"}, tab="zero", base=0)
    both = {"tab": "one", "at": NOON}
    assert commands.save_pages(teacher, contact, pages, base_version=1, **both) == 3
    pages["short"] = {"impact": "a lot"}
    assert commands.save_pages(teacher, contact, pages, base_version=1, **both) == 4
    save(teacher, contact, "question", {"question": "elsewhere"}, tab="two", base=2)
    with pytest.raises(PageConflict):
        commands.save_pages(teacher, contact, pages, base_version=4, **both)


@pytest.mark.parametrize("name", ["advice", "person", "person:1", "../you", "check"])
def test_a_name_that_no_page_has_is_refused(teacher: Actor, name: str) -> None:
    with pytest.raises(ValueError, match="no page is called"):
        save(teacher, start(teacher), name, {})


def test_a_person_taken_away_can_be_put_back_word_for_word(teacher: Actor) -> None:
    contact = start(teacher)
    page = f"person:{WREN}"
    save(teacher, contact, page, PAGES[page])
    commands.remove_part(teacher, contact, page, at=NOON)
    assert stored(contact, page).answers == {**PAGES[page], "removed": "yes"}
    commands.restore_part(teacher, contact, page, at=NOON)
    assert stored(contact, page).answers == PAGES[page]
