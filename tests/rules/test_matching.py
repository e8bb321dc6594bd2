"""Who may have been known before: found under their keys, put in order, with reasons in words."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.frameworks.same_names import load_same_names
from portal.rules.matching import LEAST, SHOWN, compare, ranked
from portal.rules.matching_dates import dates_like
from portal.rules.matching_keys import keys, probes
from portal.rules.matching_looks import Looks
from portal.rules.matching_places import read_address, read_school
from portal.rules.matching_reasons import SENTENCES, Kind, Reason, to_store
from portal.vocabulary import PersonKind

SAME = load_same_names()
CHILD, UNBORN, ADULT = PersonKind.CHILD, PersonKind.UNBORN, PersonKind.ADULT
NOW, LAST_YEAR = date(2026, 11, 18), date(2025, 10, 2)
BORN = date(2019, 3, 4)
AGE = {"age_months": (84, 95)}
HOME, SCHOOL = "27 Station Parade, WN1 2AB", "Alder Lane Primary School"


def child(name: str = "Wren Adderley", said_on: date = NOW, **facts) -> Looks:
    return Looks(CHILD, name, said_on, **facts)


def kinds(one: Looks, other: Looks) -> list[Kind]:
    return [reason.kind for reason in compare(one, other, SAME).reasons()]


def is_found(asked: Looks, recorded: Looks) -> bool:
    """Looked for, the recorded person is met under a key and is likely enough to be shown."""
    is_met = {probe.key for probe in probes(asked, SAME)} & keys(recorded, SAME)
    return bool(is_met) and bool(ranked(asked, [("who", recorded)], SAME))


@dataclass
class Told:
    """A second account of a child recorded with everything, and what an adviser should read."""

    name: str
    asked: Looks
    because: Kind


KNOWN = child(said_on=LAST_YEAR, born_on=BORN, address=HOME, school=SCHOOL, parents=("Carly Hall",))
TOLD = [
    Told("the same", child(born_on=BORN), Kind.SAME_BIRTH),
    Told("no date", child(address="27 Station Parade"), Kind.SAME_ADDRESS),
    Told("day and month", child(born_on=date(2019, 4, 3)), Kind.BIRTH_ROUND),
    Told("one digit", child(born_on=date(2018, 3, 4)), Kind.BIRTH_DIGIT),
    Told("two digits", child("W Adderley", born_on=date(2019, 3, 4)), Kind.INITIAL),
    Told("turned round", child("Adderley, Wren", born_on=BORN), Kind.NAME_ROUND),
    Told("an age", child(age_months=(84, 95), school="Alder Lane"), Kind.AGE_FITS),
    Told("out by a year", child(age_months=(96, 107), school=SCHOOL), Kind.AGE_NEAR),
    Told("one letter", child("Wren Adderlry", **AGE), Kind.NEARLY),
    Told("first name", child("Wren", born_on=BORN), Kind.SAME_WORD),
    Told("first name, school", child("Wren", age_months=(84, 95), school=SCHOOL), Kind.SAME_SCHOOL),
    Told("married", child("Wren Hall", born_on=BORN), Kind.LAST_DIFFER),
    Told("two surnames", child("Wren Hall-Adderley", born_on=BORN), Kind.SAME_BIRTH),
    Told("parent", child("Wren Hall", parents=("Carly Hall",), **AGE), Kind.SAME_PARENT),
    Told("capitals", child("WREN ADDERLEY", age_months=(84, 95)), Kind.SAME_NAME),
]  # fmt: skip


@pytest.mark.parametrize("told", TOLD, ids=[told.name for told in TOLD])
def test_a_child_told_of_again_is_found_and_the_reason_is_said(told):
    assert is_found(told.asked, KNOWN)
    assert told.because in kinds(told.asked, KNOWN)


@pytest.mark.parametrize(
    ("recorded", "asked"),
    [
        ("Siân Ŵyn", "Shan Wynn"),
        ("Llywelyn ap Rhys", "Lewellyn Rees"),
        ("Dafydd Gruffydd", "David Griffiths"),
        ("Gwilym Prys", "Bill Price"),
        ("Siôn Ifans", "John Evans"),
        ("Alwyn Llwyd", "Alwin Lloyd"),
        ("Muhammad Hussain", "Mohamed Hussein"),
        ("Margaret O'Brien", "Peggy O Brien"),
        ("Niamh Kelly", "Neve Kelley"),
        ("Katarzyna Nowak", "Kasia Novak"),
        ("William Smith-Jones", "Billy Jones"),
        ("Elizabeth McDonald", "Betty MacDonald"),
    ],
)
def test_spellings_and_short_forms_are_found_with_an_age_alone(recorded, asked):
    age = {"age_months": (84, 95)}
    assert is_found(child(asked, **age), child(recorded, LAST_YEAR, born_on=BORN))
    assert is_found(child(recorded, born_on=BORN), child(asked, LAST_YEAR, **age))


def test_a_twin_is_shown_as_one_and_after_the_child():
    twin = child("Robin Adderley", LAST_YEAR, born_on=BORN, address=HOME)
    best = ranked(child(born_on=BORN), [("twin", twin), ("self", KNOWN)], SAME)
    assert [match.who for match in best] == ["self", "twin"]
    assert best[1].reasons[0].kind is Kind.MAY_BE_SIBLING
    assert Kind.FIRST_DIFFER in [reason.kind for reason in best[1].reasons]
    assert Kind.MAY_BE_SIBLING not in [reason.kind for reason in best[0].reasons]


def test_an_unborn_baby_is_found_by_its_mother_before_and_after_the_birth():
    recorded = Looks(
        UNBORN, "Baby Garrard", LAST_YEAR, due_on=date(2026, 1, 20), parents=("Tilly Garrard",)
    )
    unnamed = recorded._replace(name="", said_on=NOW, due_on=date(2026, 1, 27))
    born = child("Ivy Wicks", born_on=date(2026, 1, 25), parents=("Tilly Garrard", "Dean Wicks"))
    other = born._replace(born_on=date(2026, 9, 2))
    assert is_found(unnamed, recorded) and is_found(born, recorded)
    assert Kind.SAME_DUE in kinds(unnamed, recorded)
    assert kinds(born, recorded)[-2:] == [Kind.BORN_WHEN_DUE, Kind.SAME_PARENT_OF_UNBORN]
    assert compare(other, recorded, SAME).points < compare(born, recorded, SAME).points


def test_a_small_child_is_not_a_grown_up_of_the_same_name():
    mother = Looks(ADULT, "Wren Adderley", NOW)
    assert Kind.ADULT_AND_CHILD in kinds(mother, KNOWN)
    assert not ranked(mother, [("child", KNOWN)], SAME)
    grown = KNOWN._replace(born_on=date(2006, 3, 4))
    assert ranked(mother, [("grown", grown)], SAME)


def test_what_tells_two_people_apart_is_said_too():
    other = KNOWN._replace(born_on=date(2012, 12, 25))
    told = kinds(child(born_on=BORN), other)
    assert told == [Kind.SAME_NAME, Kind.BIRTH_DIFFERS]
    assert Reason(Kind.BIRTH_DIFFERS).is_against and not Reason(Kind.SAME_NAME).is_against


def test_the_likeliest_come_first_and_ten_at_most():
    others = [(number, child("Wren Adderley", LAST_YEAR)) for number in range(30)]
    best = ranked(child(born_on=BORN), [*others, ("self", KNOWN)], SAME)
    assert len(best) == SHOWN
    assert best[0].who == "self"


@st.composite
def some_people(draw: st.DrawFn) -> Looks:
    """One of few names, days and parents, so that many share something and some share a parent."""
    kind = draw(st.sampled_from((CHILD, CHILD, UNBORN)))
    names = ("Wren Adderley", "Ren Adderly", "Wren Hulme", "Baby Adderley", "Tamsin Hulme")
    parents = ((), ("Mary Adderley",), ("Mari Aderley", "Tom Hulme"), ("Jo Lunt",))
    days = (NOW, LAST_YEAR) if kind is UNBORN else (BORN, NOW)
    return Looks(
        kind,
        draw(st.sampled_from(names)),
        NOW,
        parents=draw(st.sampled_from(parents)),
        address=draw(st.sampled_from(("", HOME))),
        **{"due_on" if kind is UNBORN else "born_on": draw(st.sampled_from(days))},
    )


@given(st.data())
def test_leaving_parents_for_last_changes_nobody_of_the_ten(data):
    people = some_people()
    asked, others = data.draw(people), data.draw(st.lists(people, min_size=12, max_size=30))
    whole = [(compare(asked, each, SAME), place) for place, each in enumerate(others)]
    likeliest = sorted((-each.points, place) for each, place in whole if each.points >= LEAST)
    best = ranked(asked, list(enumerate(others)), SAME)
    assert [(-each.points, each.who) for each in best] == likeliest[:SHOWN]
    assert all(each.reasons == tuple(whole[each.who][0].reasons()) for each in best)


def test_strangers_are_not_shown():
    stranger = child("Osian Prosser", LAST_YEAR, born_on=date(2015, 7, 30), address="1 High St")
    assert not ranked(child(born_on=BORN, address=HOME), [("stranger", stranger)], SAME)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (HOME, ("wn12ab", "27", "station")),
        ("Room 3, 27 Station Parade", ("", "27", "station")),
        ("Flat 2, 14 High St\nWessen WN12AB", ("wn12ab", "14", "high")),
        ("14 Ffordd y Bryn, LL1 1AA", ("ll11aa", "14", "bryn")),
        ("Rose Cottage, Mill Lane", ("", "", "rose cottage")),
        ("", ("", "", "")),
    ],
)
def test_addresses_are_read_for_what_tells_them_apart(typed, read):
    assert tuple(read_address(typed)) == read


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SCHOOL, "Alder Lane"),
        ("Ysgol y Bryn", "Ysgol Gynradd Bryn"),
        ("St Mary's C of E Primary", "St Marys Church of England School"),
    ],
)
def test_a_school_is_the_same_however_it_is_written(one, other):
    assert read_school(one) == read_school(other) != read_school("Mill Road School")


def test_every_kind_of_reason_has_a_sentence_without_a_number():
    assert set(SENTENCES) == set(Kind)
    assert not any(character.isdigit() for text in SENTENCES.values() for character in text)


def test_reasons_are_kept_as_they_were_shown():
    reasons = (Reason(Kind.SOUND, ("Siân", "Shan")), Reason(Kind.SAME_BIRTH))
    assert to_store(reasons) == [
        {"kind": "sound", "names": ["Siân", "Shan"]},
        {"kind": "same_birth", "names": []},
    ]


texts = st.text(max_size=120)
days = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
anybody = st.builds(
    Looks,
    st.sampled_from(list(PersonKind)),
    texts,
    days,
    st.none() | days,
    st.none() | days,
    st.none() | st.tuples(st.integers(0, 1560), st.integers(0, 11)).map(lambda a: (a[0], sum(a))),
    texts,
    texts,
    st.lists(texts, max_size=3).map(tuple),
)


@given(anybody, anybody)
def test_whoever_is_recorded_is_looked_up_and_compared(one, other):
    found = compare(one, other, SAME)
    assert all(reason.kind in SENTENCES for reason in found.reasons())
    for key in [*keys(one, SAME), *(probe.key for probe in probes(other, SAME))]:
        assert -(2**63) <= key < 2**63


@given(anybody)
def test_the_same_words_a_second_time_meet_under_a_key(looks):
    assert not keys(looks, SAME) or keys(looks, SAME) & {each.key for each in probes(looks, SAME)}


NAMES = st.sampled_from(["Wren", "Siân", "Tomos", "Aisha", "Bill", "Llywelyn", "Zofia", "Otis"])
SURNAMES = st.sampled_from(["Adderley", "Rees", "Hussain", "Smith-Jones", "O'Brien", "Novak"])
recent = st.dates(min_value=date(2008, 12, 1), max_value=date(2026, 10, 1))


@given(NAMES, SURNAMES, recent, st.data())
def test_no_single_slip_hides_anybody(first, last, born_on, data):
    recorded = child(f"{first} {last}", LAST_YEAR, born_on=born_on)
    slipped_date = data.draw(st.sampled_from(dates_like(born_on)))
    at = data.draw(st.integers(0, len(first) - 1))
    letter = data.draw(st.sampled_from("aeklrsw"))
    slipped_name = first[:at] + letter + first[at + data.draw(st.integers(0, 1)) :]
    assert is_found(child(f"{first} {last}", born_on=slipped_date), recorded)
    assert is_found(child(f"{slipped_name} {last}", born_on=born_on), recorded)
    assert is_found(child(f"{last}, {first}", born_on=born_on), recorded)


@given(recent, recent)
def test_a_slip_of_a_date_works_both_ways(one, other):
    assert (other in dates_like(one)) == (one in dates_like(other))
    assert one not in dates_like(one)


@given(recent, st.integers(0, 300))
def test_points_never_depend_on_who_is_asked_about(born_on, days_later):
    one = child(born_on=born_on, school=SCHOOL)
    other = child("Wren Hall", LAST_YEAR, age_months=(60, 71), address=HOME)
    later = other._replace(said_on=other.said_on + timedelta(days=days_later))
    assert compare(one, later, SAME).points == compare(later, one, SAME).points
