"""The stored line of a contact's children, worded again for a reader of another language."""

import uuid
from datetime import date

import pytest

from portal.rules.consultation import read
from portal.rules.people_label import in_words, people_label, with_named

ON = date(2026, 11, 18)


def shouted(text: str) -> str:
    """A language in which every word of ours is loud, so that what stayed English shows."""
    return text.upper().replace("%(AGE)S", "%(age)s").replace("%(NUMBER)S", "%(number)s")


def moons(count: int) -> str:
    return f"{count} MOONS"


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ("Wren, 7", "Wren, 7"),
        ("Wren, about 7; Kit, 8 months", "Wren, ABOUT 7; Kit, 8 MOONS"),
        ("Bo, about 1 month", "Bo, ABOUT 1 MOONS"),
        ("Kit, age not known; Unborn baby", "Kit, AGE NOT KNOWN; UNBORN BABY"),
        ("Child, name not known", "CHILD, NAME NOT KNOWN"),
        ("Child, name not known, about 4", "CHILD, NAME NOT KNOWN, ABOUT 4"),
        ("Smith,, 9; and 12 more", "Smith,, 9; AND 12 MORE"),
        ("31 children", "31 CHILDREN"),
        ("written by an older version", "written by an older version"),
        ("", ""),
    ],
)
def test_every_word_of_ours_is_worded_and_every_name_stays(stored: str, words: str) -> None:
    assert in_words(stored, shouted, moons) == words


def test_no_name_is_taken_for_a_word_of_ours() -> None:
    for name in ("and", "about", "Unborn", "Child,", "children", "7", "months", "more"):
        page = {"kind": "child", "name": name, "age_kind": "estimate", "age_years": "5"}
        label = people_label(read({f"person:{uuid.UUID(int=1)}": page}).children, ON)
        assert in_words(label, shouted, moons) == f"{name}, ABOUT 5"


@pytest.mark.parametrize(
    ("people", "label"),
    [
        ([("child", "Wren Pugh", ""), ("adult", "Walter Pugh", "")], "Wren, age not known"),
        ([("child", "", ""), ("adult", "Walter", "")], "Child, name not known; Walter, adult"),
        (
            [("unborn", "", "subject"), ("adult", "Carly Pugh", "parent")],
            "Unborn baby; Carly, adult",
        ),
        ([("unborn", "", "subject"), ("adult", "Gary Pugh", "person_causing_harm")], "Unborn baby"),
        ([("adult", "", "other"), ("adult", "Walter Pugh", "other")], "Walter, adult"),
        (
            [("adult", "Una Pugh", "relative"), ("adult", "Walter Pugh", "adult_subject")],
            "Walter, adult",
        ),
        ([("adult", "Gary Pugh", "person_causing_harm")], "Adult, name not known"),
        ([], ""),
    ],
)
def test_where_no_child_has_a_name_an_adult_tells_the_contact_from_others(
    people: list[tuple[str, str, str]], label: str
) -> None:
    pages = {
        f"person:{uuid.UUID(int=number)}": {"kind": kind, "name": name, "part": part}
        for number, (kind, name, part) in enumerate(people, start=1)
    }
    assert with_named(read(pages).people, ON) == label
