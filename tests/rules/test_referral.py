"""What a referral has besides: its way, its facts, what is left to find out, numbers, sharing."""

import uuid
from datetime import date

import pytest

from portal.frameworks.codes import packaged
from portal.rules import journey
from portal.rules.codes import Codes
from portal.rules.consultation import read
from portal.rules.missing_referral import all_tasks
from portal.rules.numbers_of_people import is_nhs_number, is_upn
from portal.rules.referral import ONLY, read_referral
from portal.rules.sharing import ShareWords, gaps, has_duty_to_report, proposed_basis, usual_bases
from portal.vocabulary import (
    AddressTime,
    Agency,
    AgreedToContact,
    ContactKind,
    ContactRoute,
    LawfulBasis,
    Nation,
    ShareDecision,
)

WREN, KIT, MOTHER, MARK, HOME, AUNT = (uuid.UUID(int=number) for number in range(1, 7))
FAMILY = {
    f"person:{WREN}": {"kind": "child", "name": "Wren Adderley"},
    f"person:{MOTHER}": {"kind": "adult", "name": "Carly Adderley", "part": "parent"},
    f"person:{KIT}": {"kind": "unborn"},
}
ENGLAND = packaged(Nation.ENGLAND)


USUAL = frozenset({LawfulBasis.PUBLIC_TASK, LawfulBasis.VITAL_INTERESTS})


def told(pages):
    return read_referral({**FAMILY, **pages}, read({**FAMILY, **pages}))


def texts(pages, codes=ENGLAND, kind=ContactKind.REFERRAL):
    pages = {**FAMILY, **pages}
    tasks = all_tasks(kind, read(pages), pages, codes, usual=USUAL)
    return [task.text % {"name": task.name} if task.name else task.text for task in tasks]


def test_the_way_asks_the_worry_first_and_who_everyone_is_after_it():
    way = journey.steps(ContactRoute.FULL, read(FAMILY), ContactKind.REFERRAL)
    kinds = [step.kind for step in way]
    assert kinds[:6] == ["safety", "you", "people", "happened", "injuries", "daily-life"]
    assert kinds[-8:] == [
        *("identity", "identity", "identity", "addresses", "professionals", "history"),
        *("request", "check"),
    ]
    assert [step.part for step in way if step.kind == "identity"] == [WREN, MOTHER, KIT]
    assert "question" not in kinds


def test_a_short_referral_is_three_pages():
    way = journey.steps(ContactRoute.SHORT, read(FAMILY), ContactKind.REFERRAL)
    assert [step.kind for step in way] == ["safety", "short", "check"]


def test_a_consultation_asks_and_sends_nothing_that_only_a_referral_has():
    way = journey.steps(ContactRoute.FULL, read(FAMILY), ContactKind.CONSULTATION)
    assert not {step.kind for step in way} & ONLY
    for name in ("identity:x", "injury:x", "addresses", "request"):
        assert not journey.is_sent(name, ContactKind.CONSULTATION)
        assert journey.is_sent(name, ContactKind.REFERRAL)
    assert journey.is_sent("tried", ContactKind.CONSULTATION)


def test_every_page_is_read_as_far_as_it_can_be():
    found = told(
        {
            f"identity:{WREN}": {"nhs_number": "943 476 5919", "sex": "f", "disabilities": ["LD"]},
            f"identity:{MOTHER}": {"born_day": "3", "born_month": "4", "born_year": "1990"},
            f"address:{HOME}": {
                **{"text": "4 Fen Row", "postcode": "ab1 2cd", "confidential": "yes"},
                **{"whose": [str(WREN), "nobody", str(uuid.uuid4())]},
            },
            f"injury:{MARK}": {
                **{"person": str(WREN), "place": "cheek-left", "pointed": "cheek-left"},
                **{"x": "118", "y": "60", "description": " Round "},
            },
            f"professional:{AUNT}": {"name": "Ann Bee", "agreed": "not_asked"},
        }
    )
    assert found.of(WREN).text("nhs_number") == "943 476 5919"
    assert found.of(WREN).disabilities == ("LD",)
    assert found.of(MOTHER).born_on == date(1990, 4, 3)
    (address,) = found.addresses
    assert (address.whose, address.postcode) == ((WREN,), "ab1 2cd")
    assert address.is_confidential and address.time is AddressTime.CURRENT
    (injury,) = found.injuries
    assert (injury.place, injury.point, injury.description) == ("cheek-left", (118, 60), "Round")
    assert found.professionals[0].agreed is AgreedToContact.NOT_ASKED


@pytest.mark.parametrize(
    ("answer", "why", "is_secret"),
    [("yes", "", True), ("", "He looks for her", True), ("no", "He knows", False), ("", "", False)],
)
def test_an_address_that_somebody_gives_a_reason_to_hide_is_secret(answer, why, is_secret):
    page = {"text": "7 Refuge Row", "confidential": answer, "confidential_why": why}
    assert told({f"address:{HOME}": page}).addresses[0].is_confidential is is_secret


def test_words_chosen_after_pointing_win_over_the_point():
    mark = {"place": "chin", "pointed": "cheek-left", "x": "118", "y": "60"}
    assert told({f"injury:{MARK}": mark}).injuries[0].point is None


def test_what_is_said_of_someone_who_was_taken_away_is_not_read():
    gone = {f"person:{WREN}": {"kind": "child", "removed": "yes"}}
    found = told({**gone, f"identity:{WREN}": {"gp": "Mill Road"}})
    assert found.details == ()


def test_nothing_that_is_missing_is_more_than_a_task():
    asked = texts({})
    assert "Say where Wren Adderley lives" in asked
    assert "Find out who has parental responsibility for Wren Adderley" in asked
    assert "Say what Carly Adderley says about this, and wants to happen" in asked
    assert "Choose the main reason for this referral" in asked
    assert "Say in a sentence what you want to ask" not in asked
    whole = {
        f"address:{HOME}": {"text": "4 Fen Row"},
        f"identity:{MOTHER}": {"view": "She wants help."},
        "request": {"wanted": "See her today", "need": "N1"},
    }
    left = texts(whole)
    assert not {"Say where Wren Adderley lives", "Choose the main reason for this referral"} & {
        *left
    }


def test_a_referral_that_names_no_child_asks_which_child_it_is_about():
    pages = {f"person:{MOTHER}": FAMILY[f"person:{MOTHER}"], "household": {"has_child": "no"}}
    asked = {
        kind: {task.text for task in all_tasks(kind, read(pages), pages, ENGLAND, USUAL)}
        for kind in ContactKind
    }
    which = "Say which child this referral is about, or ask for advice instead"
    assert which in asked[ContactKind.REFERRAL] - asked[ContactKind.CONSULTATION]


def test_where_a_hub_codes_nothing_no_code_is_missing():
    assert "Choose the main reason for this referral" not in texts({}, Codes())


def test_a_consultation_has_the_tasks_it_always_had():
    asked = texts({}, kind=ContactKind.CONSULTATION)
    assert "Say in a sentence what you want to ask" in asked
    assert "Say where Wren Adderley lives" not in asked


@pytest.mark.parametrize("kind", list(ContactKind))
@pytest.mark.parametrize(
    ("family", "is_asked"),
    [
        ({}, False),
        ({"basis": "vital_interests"}, False),
        ({"basis": "consent"}, True),
        ({"basis": "consent", "basis_reason": "They asked us to."}, False),
        ({"basis": "made_up"}, False),
    ],
)
def test_a_basis_that_was_changed_without_a_reason_is_asked_about(kind, family, is_asked):
    asked = texts({"family": family}, kind=kind)
    assert ("Say why you chose another basis for sharing" in asked) is is_asked


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [
        ("9434765919", True),
        ("943 476 5919", True),
        ("943-476-5919", True),
        ("9434765918", False),
        ("943476591", False),
        ("94347659190", False),
        ("\u0669434765919", False),
        ("words", False),
    ],
)
def test_an_nhs_number_adds_up_or_does_not(typed, is_right):
    assert is_nhs_number(typed) is is_right


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [
        ("H801200001001", True),
        ("h801 200001001", True),
        ("A801200001001", False),
        ("H80120000100", False),
        ("I801200001001", False),
        ("H8012000010O1", False),
        ("", False),
    ],
)
def test_a_pupil_number_adds_up_or_does_not(typed, is_right):
    assert is_upn(typed) is is_right


@pytest.mark.parametrize(
    ("agency", "kind", "nation", "has_duty"),
    [
        (Agency.POLICE, ContactKind.REFERRAL, Nation.WALES, True),
        (Agency.HEALTH_VISITING, ContactKind.REFERRAL, Nation.WALES, True),
        (Agency.CHARITY, ContactKind.REFERRAL, Nation.WALES, False),
        (Agency.POLICE, ContactKind.CONSULTATION, Nation.WALES, False),
        (Agency.POLICE, ContactKind.REFERRAL, Nation.ENGLAND, False),
    ],
)
def test_a_duty_to_report_is_the_basis_where_there_is_one(agency, kind, nation, has_duty):
    assert has_duty_to_report(agency, kind, nation) is has_duty
    expected = LawfulBasis.LEGAL_OBLIGATION if has_duty else proposed_basis(agency)
    assert proposed_basis(agency, has_duty=has_duty) is expected
    turned_back = usual_bases(agency, ContactKind.CONSULTATION, nation, is_danger=False)
    would_report = has_duty_to_report(agency, ContactKind.REFERRAL, nation)
    assert (LawfulBasis.LEGAL_OBLIGATION in turned_back) is would_report
    danger = proposed_basis(agency, is_danger=True, has_duty=has_duty)
    assert danger is LawfulBasis.VITAL_INTERESTS


SHARED = ShareWords(
    decision=ShareDecision.SHARE,
    what="What was seen",
    with_whom="The GP",
    basis=LawfulBasis.PUBLIC_TASK,
    basis_reason="",
    why="So that he is seen today",
    review_on=None,
)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"basis": LawfulBasis.CONSENT}, ["basis_reason"]),
        ({"basis": LawfulBasis.CONSENT, "basis_reason": "She asked us to"}, []),
        ({"basis": None}, ["basis"]),
        ({"decision": ShareDecision.NOT_SHARE, "basis": None}, ["review_on_day"]),
        (
            {
                **{"decision": ShareDecision.NOT_SHARE, "basis": None},
                "review_on": date(2027, 1, 8),
            },
            [],
        ),
        ({"decision": None}, ["decision"]),
        ({"what": " ", "with_whom": "", "why": ""}, ["what", "with_whom", "why"]),
    ],
)
def test_a_decision_about_sharing_says_what_it_has_to(changes, fields):
    words = ShareWords(**{**vars(SHARED), **changes})
    assert [field for field, _ in gaps(words, LawfulBasis.PUBLIC_TASK)] == fields
