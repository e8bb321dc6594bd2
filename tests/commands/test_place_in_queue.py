"""How soon the hub looks at what was sent: never later for what is not known."""

import pytest

from portal.rules.permissions import Actor
from portal.vocabulary import Rag, Urgency
from tests.actors import actor_of
from tests.commands.writing import SAFE, WREN, fill, send, start
from tests.makers import Maker


@pytest.fixture
def teacher(make: Maker) -> Actor:
    return actor_of(make.account())


def test_what_nothing_is_ticked_for_is_read_the_same_day(teacher: Actor) -> None:
    contact = start(teacher)
    fill(teacher, contact, {"safety": SAFE, "view": {"level": "not_sure"}})
    send(teacher, contact)
    assert (contact.urgency, contact.rag) == (Urgency.SAMEDAY, Rag.AMBER)


@pytest.mark.parametrize(
    ("level", "urgency"),
    [
        ("not_sure", Urgency.ROUTINE),
        ("1", Urgency.ROUTINE),
        ("2", Urgency.ROUTINE),
        ("3", Urgency.DAYS),
        ("4", Urgency.SAMEDAY),
    ],
)
def test_ones_own_view_moves_a_contact_up_the_queue_and_never_down(
    teacher: Actor, level: str, urgency: Urgency
) -> None:
    contact = start(teacher)
    child = {"kind": "child", "age_kind": "estimate", "age_years": "9", "seen": "yes"}
    seen = {f"person:{WREN}": child, f"seen:{WREN}": {"EDU-10.answer": "present"}}
    fill(teacher, contact, {"safety": SAFE, "view": {"level": level}, **seen})
    send(teacher, contact)
    assert contact.urgency == urgency
