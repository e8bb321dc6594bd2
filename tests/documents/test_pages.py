"""Documents as HTML: what each must say, in which language, and that no text can become markup."""

import gettext
import re
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from html import unescape

import pytest

from portal.documents.copies import (
    advice_record,
    check_return,
    consultation_copy,
    decision_letter,
)
from portal.documents.pages import html, title
from portal.documents.text import paragraphs, printable, printable_data
from portal.vocabulary import AdviceStatus, Audience, DecisionStatus
from tests.documents.returns import agency_return
from tests.documents.samples import advice, consultation, decision
from tests.documents.variants import HOSTILE_TEXT, hostile, in_welsh


class Backwards(gettext.NullTranslations):
    """A language in which every message is known and none reads as English."""

    def gettext(self, message):
        return f"«{message}»"


def record(**changes):
    return advice_record(replace(advice(), **changes), Audience.PROFESSIONAL)


def test_an_advice_record_holds_all_that_a_school_files():
    page = _words(html(record(corrects_version=1, version=2)))
    for expected in (
        "CN-7K3F-Q9XT", "Rosalind Pike", "Samuel Okoro",
        "Thursday 12 November 2026 at 10:42am", "Thursday 12 November 2026 at 2:17pm",
        "should I refer?", "Level 3: Intensive help", "under one plan",
        "Right help for every family, version 1.2.0", "1 April 2026", "Several basic needs",
        "17 November 2026", "No date set", "Who else lives in the home", "loses weight",
        "stay so for a month", "Is it safe to tell the family? Yes",
        "Your agency still holds the concern", "01632 960 199", "It corrects version 1",
    ):  # fmt: skip
        assert expected in page, expected


def test_a_record_without_a_level_says_that_not_enough_is_known():
    page = _words(html(record(level=None)))
    assert "Not enough is known to say" in page
    assert "Level 3" not in page


def test_a_withdrawn_version_says_so_first_and_on_each_page():
    at = datetime(2026, 11, 14, 9, 0, tzinfo=UTC)
    page = html(record(status=AdviceStatus.WITHDRAWN, status_at=at, status_reason="Wrong child."))
    words = _words(page)
    assert words.index("This advice is withdrawn") < words.index("Rosalind Pike")
    assert "Saturday 14 November 2026 at 9:00am" in words
    assert "Wrong child." in words
    assert "WITHDRAWN" in re.search(r'data-reference="(.*?)"', page)[1]


@pytest.mark.parametrize("facts", [advice(), consultation()], ids=["advice", "consultation"])
def test_safe_contact_is_the_first_thing_on_either_document_when_it_is_on(facts):
    build = advice_record if facts == advice() else consultation_copy
    on = _words(html(build(replace(facts, is_safe_contact=True), Audience.PROFESSIONAL)))
    off = _words(html(build(facts, Audience.PROFESSIONAL)))
    assert on.index("Safe contact only") < on.index("Rosalind Pike")
    assert "Safe contact only" not in off


def test_a_summer_instant_is_printed_in_london_time():
    page = html(record(asked_at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC)))
    assert "Thursday 2 July 2026 at 12:30am" in page


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        html(record(asked_at=datetime(2026, 7, 1, 12, 0)))  # noqa: DTZ001 - what is refused


@pytest.mark.parametrize(
    "document",
    [
        record(is_safe_contact=True, status=AdviceStatus.WITHDRAWN, corrects_version=1),
        record(level=None),
        advice_record(advice(), Audience.HUB),
        consultation_copy(consultation(), Audience.HUB),
        decision_letter(replace(decision(), status=DecisionStatus.OVERTURNED), Audience.HUB),
        check_return(agency_return(), Audience.HUB),
    ],
    ids=["withdrawn", "no level", "hub advice", "hub consultation", "hub decision", "return"],
)
def test_every_word_of_the_documents_own_is_translatable(document):
    body = unescape(html(document, Backwards())).split("<body", 1)[1]
    while "«" in body:  # the innermost first: a message may hold another
        body = re.sub(r"«[^«»]*»", "", body)
    for given in sorted(_texts(document), key=len, reverse=True):
        body = body.replace(given, "")
    body = re.sub(r"\d+ November 2026", "", body)
    left = re.findall(r">([^<>]*[A-Za-z][^<>]*)<", body)
    assert left == []


def test_a_welsh_record_names_its_language_its_dates_and_the_language_of_typed_words():
    page = html(advice_record(in_welsh(advice()), Audience.PROFESSIONAL))
    assert '<html lang="cy">' in page
    assert "12 Tachwedd 2026" in page
    assert '<p class="typed" lang="en">Talk with' in page


def test_titles_hold_the_reference_and_no_name():
    assert title(record()) == "Advice record CN-7K3F-Q9XT"
    copy = consultation_copy(consultation(), Audience.HUB)
    assert title(copy) == "Copy of what was sent CN-7K3F-Q9XT"


def test_no_typed_text_becomes_markup():
    page = html(advice_record(printable_data(hostile(advice())), Audience.HUB))
    assert not re.search(r"<(script|img|style|link|iframe|object|base)\b", page)
    assert page.count("</body>") == 1
    assert "{{ document }}" in page


def test_control_characters_are_left_out_and_words_are_kept():
    assert printable("a\x00b\x1fc\ud800d\ufffee\U0001fffff\ufeffg") == "abcdefg"
    assert printable("one\r\ntwo\rthree\u2028four") == "one\ntwo\nthree\nfour"
    assert printable("w\u0302 y\u0302 tŷ") == "ŵ ŷ tŷ"
    assert printable("\u202eevil\u202c \u2066x\u2069") == "evil x"


def test_pictures_become_their_names_and_piled_marks_a_few():
    assert printable("\U0001f622\ufe0f!") == "[crying face]!"
    assert printable("\U0001f469\U0001f3fd\u200d\U0001f467") == "[woman][girl]"
    assert len(printable("e" + "\u0316" * 500)) == 4


def test_characters_that_no_font_has_become_squares():
    assert printable("a\ue000b", missing={"\ue000"}) == "a□b"


def test_cleaning_keeps_enums_dates_and_shapes():
    before = hostile(advice())
    after = printable_data(before)
    assert after.asked_at == before.asked_at
    assert after.status is before.status
    assert len(after.next_steps) == len(before.next_steps)
    assert "\x00" in HOSTILE_TEXT
    assert "\x00" not in after.people[0].name


def test_paragraphs_part_at_empty_lines_only():
    assert paragraphs("one\ntwo\n\n \nthree\n") == ["one\ntwo", "three"]
    assert paragraphs(" \n ") == []


def _words(page):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", page)))


def _texts(value):
    """Every text and paragraph of the data, however deep."""
    if isinstance(value, str):
        return {part for part in paragraphs(value) if len(part) > 1}
    if isinstance(value, tuple):
        return set().union(*map(_texts, value))
    if is_dataclass(value):
        return set().union(*(_texts(getattr(value, field.name)) for field in fields(value)))
    return set()
