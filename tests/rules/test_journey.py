"""The way through a consultation: which pages, in which order, and what is left to talk about."""

import uuid
from datetime import UTC, date, datetime

import pytest

from portal.rules import journey, missing, short_form
from portal.rules.consultation import read
from portal.rules.gathering import gathered
from portal.rules.journey import Step
from portal.rules.people_label import LONGEST, people_label
from portal.rules.sharing import proposed_basis
from portal.rules.typed import read_time
from portal.vocabulary import Agency, ContactRoute, LawfulBasis

WREN, KIT, MOTHER = (uuid.UUID(int=number) for number in (1, 2, 3))
ALL_NO = {f"S{number}": "no" for number in range(1, 9)}
TWO_CHILDREN = {
    "safety": ALL_NO,
    f"person:{WREN}": {"kind": "child", "name": "Wren Adderley"},
    f"person:{MOTHER}": {"kind": "adult", "name": "Carly Adderley"},
    f"person:{KIT}": {"kind": "unborn"},
}
ON = date(2026, 11, 18)


def kinds(route: ContactRoute, pages: dict[str, dict[str, object]]) -> list[str]:
    return [step.kind for step in journey.steps(route, read(pages))]


def test_the_full_way_asks_safety_first_and_daily_life_once_for_each_child() -> None:
    assert kinds(ContactRoute.FULL, TWO_CHILDREN) == [
        "safety",
        "you",
        "people",
        "happened",
        "daily-life",
        "daily-life",
        "working-well",
        "tried",
        "seen",
        "view",
        "timing",
        "family",
        "question",
        "check",
    ]


def test_the_short_way_is_three_pages_whoever_is_named() -> None:
    assert kinds(ContactRoute.SHORT, TWO_CHILDREN) == ["safety", "short", "check"]


def test_a_removed_child_has_no_daily_life_page() -> None:
    pages = {**TWO_CHILDREN, f"person:{WREN}": {"kind": "child", "removed": "yes"}}
    way = journey.steps(ContactRoute.FULL, read(pages))
    assert [step.part for step in way if step.kind == "daily-life"] == [KIT]


def test_every_step_leads_to_the_next_and_back() -> None:
    way = journey.steps(ContactRoute.FULL, read(TWO_CHILDREN))
    for number, step in enumerate(way):
        place = journey.place(way, step)
        assert place.number == number + 1 and place.total == len(way)
        assert place.before == (way[number - 1] if number else None)
        assert place.after == (way[number + 1] if number + 1 < len(way) else None)


def test_a_page_off_the_short_way_leads_to_the_check() -> None:
    way = journey.steps(ContactRoute.SHORT, read(TWO_CHILDREN))
    place = journey.place(way, Step("family"))
    assert place.number is None and place.after == Step("check")


@pytest.mark.parametrize(
    ("page", "step"),
    [
        ("household", Step("people")),
        (f"person:{WREN}", Step("people")),
        (f"statement:{WREN}", Step("happened")),
        (f"daily-life:{WREN}", Step("daily-life", WREN)),
        (f"seen:{WREN}", Step("seen")),
        ("check", Step("check")),
        ("person", None),
        ("advice", None),
        ("you:x", None),
        ("person:not-an-identifier", None),
        (f"person:{str(WREN).upper()}x", None),
    ],
)
def test_each_saved_page_belongs_to_one_step(page: str, step: Step | None) -> None:
    assert journey.step_of(page) == step


@pytest.mark.parametrize(
    ("page", "is_done"),
    [
        (None, False),
        ({}, False),
        ({"S1": "yes"}, False),
        ({**ALL_NO, "S8": ""}, False),
        ({**ALL_NO, "S8": "perhaps"}, False),
        (ALL_NO, True),
        ({**ALL_NO, "S8": "not_known"}, True),
        ({"continued": "yes"}, True),
    ],
)
def test_safety_is_done_when_answered_whole_or_left_behind_on_purpose(
    page: dict[str, str] | None, is_done: bool
) -> None:
    assert journey.is_safety_done({} if page is None else {"safety": page}) is is_done


def test_an_empty_consultation_has_tasks_that_never_refuse() -> None:
    found = missing.tasks(read({}), {})
    texts = [task.text for task in found]
    assert "Say what has happened" in texts
    assert "Say in a sentence what you want to ask" in texts
    for text in texts:
        assert not any(word in text.lower() for word in ("must", "invalid", "error", "reject"))


def test_a_full_consultation_leaves_nothing_to_talk_about() -> None:
    pages = {
        "safety": ALL_NO,
        "you": {"phone": "01632 960100", "lead_aware": "yes"},
        f"person:{WREN}": {
            "kind": "child",
            "name": "Wren",
            "age_kind": "estimate",
            "age_years": "7",
            "seen": "yes",
        },
        "household": {"knows_all_adults": "yes"},
        f"statement:{KIT}": {"what": "Came in hungry", "said_by": "me"},
        f"daily-life:{WREN}": {"daily_life": "Tired", "own_words": "I am saving it"},
        "tried": {"tried": "Breakfast club", "result": "Came twice"},
        "timing": {
            "leaves_day": "18",
            "leaves_month": "11",
            "leaves_year": "2026",
            "leaves_time": "3.15pm",
        },
        "family": {"told": "yes", "agreement": "not_asked", "safe_to_tell": "yes"},
        "question": {"question": "Is this early help?"},
    }
    assert missing.tasks(read(pages), pages) == ()


def test_tasks_name_the_child_where_the_name_is_known() -> None:
    found = missing.tasks(read(TWO_CHILDREN), TWO_CHILDREN)
    assert [task.name for task in found if task.page == f"person:{WREN}"] == [
        "Wren Adderley",
        "Wren Adderley",
    ]
    assert "Find out when the baby is due" in [task.text for task in found]


def test_what_is_missing_for_thirty_children_is_one_line_a_question() -> None:
    ids = [f"person:{uuid.UUID(int=number)}" for number in range(1, 31)]
    pages = {each: {"kind": "child", "name": f"Kit {each[-2:]}"} for each in ids[:29]}
    pages[ids[29]] = {"kind": "child"}
    lines = gathered(missing.tasks(read(pages), pages))
    age = next(each for each in lines if each.tasks[0].each == "Find out how old each child is")
    assert (len(age.tasks), len(age.names), age.is_for_each) == (30, 29, True)
    assert len(lines) < 20
    unsaid = [each for each in lines if each.tasks[0].text == "Say what has happened"]
    assert [each.is_for_each for each in unsaid] == [False]


def test_the_short_form_becomes_the_same_record() -> None:
    pages = {
        "safety": ALL_NO,
        "short": {"what_happened": "A bruise", "impact": "She flinches", "tried": "Asked Mum"},
    }
    full = read(short_form.in_full(pages))
    (child,) = full.children
    assert child.daily_life == "She flinches"
    assert [statement.what for statement in full.statements] == ["A bruise"]
    assert full.texts["tried.tried"] == "Asked Mum"


def test_going_on_in_full_writes_over_nothing() -> None:
    pages = {
        **TWO_CHILDREN,
        "short": {"what_happened": "A bruise", "impact": "She flinches"},
        f"daily-life:{WREN}": {"daily_life": "Typed already"},
    }
    full = short_form.in_full(pages)
    assert full[f"daily-life:{WREN}"] == {"daily_life": "Typed already"}
    assert len(read(full).children) == 2
    assert "short" not in full


@pytest.mark.parametrize(
    ("typed", "hour", "minute"),
    [
        ("15:10", 15, 10),
        ("15.10", 15, 10),
        ("3.10pm", 15, 10),
        ("3 PM", 15, 0),
        ("3:10 p.m.", 15, 10),
        ("12am", 0, 0),
        ("12.30pm", 12, 30),
        (" 9:05 ", 9, 5),
    ],
)
def test_times_are_read_as_people_type_them(typed: str, hour: int, minute: int) -> None:
    found = read_time({"t": typed}, "t")
    assert found is not None and (found.hour, found.minute) == (hour, minute)


@pytest.mark.parametrize("typed", ["", "3", "half three", "25:00", "13pm", "3:61pm", "0am", "15:1"])
def test_what_is_no_time_is_left_out(typed: str) -> None:
    assert read_time({"t": typed}, "t") is None


def test_the_hubs_lists_show_first_names_and_ages_subjects_first() -> None:
    pages = {
        "person:" + str(KIT): {"kind": "child", "name": "Kit Adderley", "part": "sibling"},
        "person:" + str(WREN): {
            "kind": "child",
            "name": "Wren Adderley",
            "part": "subject",
            "age_kind": "date_of_birth",
            "born_day": "1",
            "born_month": "9",
            "born_year": "2019",
        },
        "person:" + str(MOTHER): {"kind": "unborn", "part": "sibling"},
    }
    label = people_label(read(pages).children, ON)
    assert label == "Wren, 7; Kit, age not known; Unborn baby"


@pytest.mark.parametrize(
    ("months", "words"),
    [("1", "about 1 month"), ("8", "about 8 months"), ("23", "about 23 months")],
)
def test_babies_are_told_apart_by_months(months: str, words: str) -> None:
    page = {"kind": "child", "name": "Bo", "age_kind": "estimate", "age_months": months}
    assert people_label(read({f"person:{WREN}": page}).children, ON) == f"Bo, {words}"


def test_a_long_list_of_children_is_cut_between_children() -> None:
    pages = {
        f"person:{uuid.UUID(int=number)}": {"kind": "child", "name": "Bartholomew"}
        for number in range(1, 31)
    }
    label = people_label(read(pages).children, ON)
    assert len(label) <= LONGEST
    assert label.endswith("more") and label.startswith("Bartholomew, age not known;")


@pytest.mark.parametrize(
    ("agency", "is_danger", "basis"),
    [
        (Agency.SCHOOL, False, LawfulBasis.PUBLIC_TASK),
        (Agency.GP, False, LawfulBasis.PUBLIC_TASK),
        (Agency.MENTAL_HEALTH, False, LawfulBasis.PUBLIC_TASK),
        (Agency.PROBATION, False, LawfulBasis.PUBLIC_TASK),
        (Agency.YOUTH_JUSTICE, False, LawfulBasis.PUBLIC_TASK),
        (Agency.ADULT_SOCIAL_CARE, False, LawfulBasis.PUBLIC_TASK),
        (Agency.CHARITY, False, LawfulBasis.RECOGNISED_LEGITIMATE_INTEREST),
        (Agency.HOUSING, False, LawfulBasis.RECOGNISED_LEGITIMATE_INTEREST),
        (Agency.CHARITY, True, LawfulBasis.VITAL_INTERESTS),
    ],
)
def test_a_basis_is_proposed_from_the_agency_and_never_consent(
    agency: Agency, is_danger: bool, basis: LawfulBasis
) -> None:
    assert proposed_basis(agency, is_danger=is_danger) is basis


def test_home_time_is_read_in_the_uk() -> None:
    pages = {
        "timing": {
            "leaves_day": "18",
            "leaves_month": "6",
            "leaves_year": "2026",
            "leaves_time": "3.15pm",
        }
    }
    assert read(pages).home_at == datetime(2026, 6, 18, 14, 15, tzinfo=UTC)
