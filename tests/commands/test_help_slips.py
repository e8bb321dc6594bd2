"""Nothing is lost or let out by a slip: a protected source, an empty note, a word too long."""

import uuid
from collections.abc import Callable

import pytest

from portal.commands import episode_family, step_up
from portal.commands.base import Refused
from portal.extensions import db
from portal.models import (
    Account,
    Agreement,
    EpisodeEvent,
    EpisodeLine,
    EpisodePerson,
    OutboxMessage,
    PlanAction,
    SavedPage,
)
from portal.rules.early_help_people import read_member
from portal.vocabulary import ActionStatus, LineKind, Role
from tests.actors import actor_of
from tests.commands.test_races import Desk, at_once, desk
from tests.makers import NOON, Maker
from tests.planning import planned

__all__ = ["desk"]  # a fixture


def test_a_protected_line_about_a_child_stays_protected_in_the_referral(make: Maker) -> None:
    made = planned(make)
    wren = made.family.people["Wren Adderley"].id
    line = db.session.query(EpisodeLine).filter_by(kind=LineKind.STATEMENT).first()
    line.text, line.about_id, line.is_source_protected = "Nan says he shouts.", wren, True
    db.session.commit()
    given = {"by": actor_of(made.lead), "start_key": uuid.uuid4().hex, "say": str, "at": NOON}
    draft = step_up.step_up(made.episode, **given)
    rows = db.session.query(SavedPage).filter_by(contact_id=draft.id)
    pages = {row.page: row.answers for row in rows if "he shouts" in str(row.answers)}
    assert list(pages) == [f"statement:{line.id}"]
    assert pages[f"statement:{line.id}"]["source_protected"] == "yes"


@pytest.mark.parametrize("address", ["12 Bulrush Way", ""])
def test_a_secret_phone_goes_with_the_secret_address_and_its_opening_is_told(
    make: Maker, address: str
) -> None:
    made = planned(make)
    wren = db.session.get_one(EpisodePerson, made.family.people["Wren Adderley"].id)
    wren.is_address_secret, wren.address, wren.phone = True, address, "07700 900186"
    db.session.commit()
    given = {"by": actor_of(made.lead), "start_key": uuid.uuid4().hex, "say": str, "at": NOON}
    draft = step_up.step_up(made.episode, **given)
    rows = db.session.query(SavedPage).filter_by(contact_id=draft.id)
    ((name, page),) = ((row.page, row.answers) for row in rows if "900186" in str(row.answers))
    assert name.startswith("address:") and page["confidential"] == "yes"
    assert page["text"] == f"{address}\nPhone: 07700 900186".strip()
    (opened,) = db.session.query(EpisodeEvent).filter_by(action="open_address")
    assert (opened.account_id, opened.note) == (made.lead.id, step_up.CARRIED)


def test_a_review_that_says_nothing_of_an_action_leaves_its_note(make: Maker) -> None:
    made = planned(make)
    made.action.status_note = "The nurse rang on the 3rd."
    db.session.commit()
    review, key = made.meeting(), made.action.id
    made.write(review, "actions", **{f"status:{key}": "done", f"note:{key}": ""})
    made.write(review, "decision", outcome="continue", why="It goes well.")
    made.record(review)
    action = db.session.get_one(PlanAction, key)
    assert (action.status, action.status_note) == (
        ActionStatus.DONE,
        "The nurse rang on the 3rd.",
    )


@pytest.mark.parametrize(("field", "most"), [("school", 200), ("language", 100), ("phone", 100)])
def test_words_too_long_for_the_record_are_asked_for_again(
    make: Maker, field: str, most: int
) -> None:
    made = planned(make)
    words = read_member({"kind": "child", "name": "Kit", field: "x" * (most + 1)})
    with pytest.raises(Refused) as refusal:
        episode_family.add_member(made.episode, words, by=actor_of(made.lead), at=NOON)
    assert refusal.value.field == field


def test_pressing_a_button_three_times_at_once_writes_one_of_it(
    make: Maker, desk: Callable[[Account], Desk]
) -> None:
    """Twice the same person in a family would have to agree twice, and the team would wait."""
    made, hub = planned(make), make.account(Role.MASH_ADVISER)
    base = f"/early-help/{made.episode.id}"
    began = {"start_key": "pressed", "reason": "parenting", "lead_id": str(made.lead.id)}
    began |= {"started_on_day": "1", "started_on_month": "6", "started_on_year": "2026"}
    said = {"is_given": "yes", "how": "spoken", "note": "Pressed"}
    said |= {"given_on_day": "1", "given_on_month": "6", "given_on_year": "2026"}
    dana, at_desk, at_hub = made.family.people["Dana Adderley"].id, desk(made.lead), desk(hub)
    for send in (
        at_desk.ready(f"{base}/family/add", name="Kit Pressed"),
        at_desk.ready(f"{base}/told/add", text="Pressed"),
        at_desk.ready(f"{base}/agreement/{dana}", **said),
        at_hub.ready("/early-help/start", **began),
    ):
        assert {answer.status_code for answer in at_once(send, send, send)} == {303}
    assert db.session.query(EpisodePerson).filter_by(name="Kit Pressed").count() == 1
    assert db.session.query(EpisodeLine).filter_by(text="Pressed").count() == 1
    assert db.session.query(Agreement).filter_by(note="Pressed").count() == 1
    assert db.session.query(EpisodeEvent).filter_by(action="start_early_help").count() == 2
    assert db.session.query(OutboxMessage).filter_by(kind="help_given").count() == 1
