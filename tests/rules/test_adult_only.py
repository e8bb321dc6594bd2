"""No child is made up beside an adult, and none of whom something was said is left out."""

import uuid

import pytest

from portal.rules import journey, missing, short_form
from portal.rules.consultation import read
from portal.vocabulary import ContactRoute

ALL_NO = {f"S{number}": "no" for number in range(1, 9)}
KELLY = {f"person:{uuid.UUID(int=9)}": {"kind": "adult", "name": "Kelly Mostyn"}}
TICKED = {"seen": {"CAR-20.answer": "suspected"}}


def kinds(pages: dict[str, dict[str, object]]) -> set[str]:
    return {step.kind for step in journey.steps(ContactRoute.FULL, read(pages))}


@pytest.mark.parametrize(
    ("pages", "children"),
    [
        (KELLY, 0),
        ({**KELLY, "household": {"has_child": "not_known"}}, 0),
        ({**KELLY, "household": {"has_child": "no"}}, 0),
        ({**KELLY, "household": {"has_child": "yes"}}, 1),
        ({**KELLY, "household": {"has_child": "no"}, **TICKED}, 1),  # what was ticked stands
        ({**KELLY, "household": {"has_child": "no"}, "view": {"level": "4"}}, 1),
        ({f"person:{short_form.PART}": {"kind": "adult", "name": "Kelly Mostyn"}}, 0),
        ({}, 1),
    ],
)
def test_no_child_is_made_up_beside_an_adult(
    pages: dict[str, dict[str, object]], children: int
) -> None:
    """Only where somebody says that there is one, or answers about one."""
    words = {"short": {"what_happened": "She is afraid", "impact": "She hardly eats"}}
    told = read(short_form.in_full({**pages, **words}))
    assert (len(told.children), len(told.people)) == (children, children + bool(pages))
    said = [each.what for each in told.statements] + [each.daily_life for each in told.children]
    assert said == ["She is afraid", "She hardly eats"]  # nothing is lost where no child is
    assert len(read(short_form.in_full(pages, needs_child=True)).children) == 1


def test_what_is_asked_of_a_child_is_left_out_where_there_is_none() -> None:
    pages = {**KELLY, "household": {"has_child": "no"}}
    assert not {"seen", "view", "timing"} & kinds(pages)
    for kept in ({"household": {"has_child": "not_known"}}, TICKED):
        assert "seen" in kinds({**pages, **kept})


@pytest.mark.parametrize(
    ("answered", "asks"),
    [
        ({}, "Say whether there is a child or an unborn baby"),
        ({"has_child": "not_known"}, "Find out whether there is a child or an unborn baby"),
        ({"has_child": "yes"}, "Say which child you are worried about, as far as you know"),
        ({"has_child": "no"}, ""),
    ],
)
def test_whether_there_is_a_child_matters_and_so_does_safe_contact(
    answered: dict[str, str], asks: str
) -> None:
    pages = {**KELLY, "safety": {**ALL_NO, "S8": "yes"}, "household": answered}
    matters = [task.text for task in missing.tasks(read(pages), pages) if task.matters]
    at_risk = ["Say whether it is safe for the family to know"]
    at_risk.append("Say what is the safest way to make contact")
    assert matters == [*filter(None, [asks]), *at_risk]


def test_a_child_taken_away_does_not_come_back_in_the_short_form() -> None:
    away = {"kind": "child", "name": "Wren Adderley", "removed": "yes"}
    (child,) = read(short_form.in_full({f"person:{short_form.PART}": away})).children
    assert child.name == ""
