"""A secret home replaced or deleted without being shown, and what it was kept from every copy."""

import pytest

from portal.commands import episode_family, secret_addresses
from portal.commands.base import Crossed, Refused
from portal.commands.secret_addresses import SecretWords
from portal.extensions import db
from portal.models import AuditEvent, EpisodeEvent
from portal.rules.early_help_people import read_member
from tests.actors import actor_of
from tests.copying import Story
from tests.makers import NOON, Maker
from tests.planning import planned

WAS, NOW = "7 Quillfeather Row, Bangor", "3 Thrushgate Mews"


@pytest.fixture
def story(make: Maker) -> Story:
    story = Story(planned(make))
    callum = story.made.family.people["Callum Reid"]
    callum.address, callum.phone, callum.is_address_secret = WAS, "07700 900555", True
    db.session.commit()
    return story


def change(story: Story, why: str = "He moved.", version: int | None = None, **words):
    callum = story.made.family.people["Callum Reid"]
    given = {"why": why, "version": version, "by": actor_of(story.lead), "at": NOON}
    return secret_addresses.change_secret_address(
        story.made.episode, callum.id, SecretWords(**words), **given
    )


def found(story: Story, need: str) -> list[str]:
    story.made.goal.need = need
    db.session.commit()
    return [hit.word for hit in story.looked().hits]


def test_what_was_replaced_or_deleted_stays_secret_and_is_looked_for(story):
    callum = change(story, address=NOW, deleted=frozenset({"phone"}))
    assert (callum.address, callum.phone, callum.is_address_secret) == (NOW, "", True)
    words = "Seen at Quillfeather and Thrushgate, 07700 900555."
    assert found(story, words) == ["Quillfeather", "Thrushgate", "07700 900555"]
    version = callum.version
    change(story, address=NOW, deleted=frozenset({"phone"}))  # sent twice
    assert callum.version == version
    change(story, deleted=frozenset({"address"}), why="It is not known.")
    assert (callum.address, callum.is_address_secret) == ("", True)
    assert found(story, words) == ["Quillfeather", "Thrushgate", "07700 900555"]
    acts = ("replace_address", "delete_address")
    for model, said in ((AuditEvent, "why"), (EpisodeEvent, "note")):
        rows = db.session.query(model).filter(model.action.in_(acts)).all()
        assert {(row.action, getattr(row, said)) for row in rows} == {
            ("replace_address", "He moved."),
            ("delete_address", "It is not known."),
        }


def test_a_form_that_replaces_or_lifts_it_keeps_what_it_was_from_copies_too(story):
    callum = story.made.family.people["Callum Reid"]
    lifted = {"kind": "adult", "name": "Callum Reid", "part": "parent", "address": NOW}
    by = {"version": None, "by": actor_of(story.lead), "at": NOON}
    episode_family.change_member(story.made.episode, callum.id, read_member(lifted), **by)
    assert (callum.address, callum.is_address_secret) == (NOW, False)
    assert "Quillfeather" in found(story, "Seen at Quillfeather.")


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({}, "address"),
        ({"address": NOW, "deleted": frozenset({"address"})}, "address"),
        ({"phone": "0" * 101}, "phone"),
        ({"address": NOW, "why": " "}, "why"),
    ],
)
def test_it_needs_something_to_change_and_a_reason(story, words, field):
    with pytest.raises(Refused) as refused:
        change(story, **words)
    assert refused.value.field == field


def test_what_changed_meanwhile_is_not_written_over(story):
    callum = story.made.family.people["Callum Reid"]
    before = callum.version
    change(story, address=NOW)
    with pytest.raises(Crossed):
        change(story, address="9 Harbour Wynd", version=before)
    assert callum.address == NOW
    callum.is_address_secret = False
    db.session.commit()
    with pytest.raises(Refused, match="not kept secret"):
        change(story, address=WAS)
