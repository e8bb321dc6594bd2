"""The Welsh catalogue: whole, true to the English, and up to date with the words in the code."""

import gettext
import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo

from scripts import translations

ENOUGH = 0.95
FORMS = 5  # other, one, two, three, six
UPDATE = "run `make translations` and write the Welsh"

# A hub relies on these in an emergency: every message of these files, and every message elsewhere
# that speaks of danger, of leaving the page or of how to reach someone now.
FOR_SAFETY = {
    "portal/rules/explanation.py",
    "portal/rules/threshold_reasons.py",
    "portal/templates/accounts/help_page.html",
    "portal/templates/components/_phones.html",
    "portal/templates/consultations/_first.html",
    "portal/templates/consultations/_layout.html",
    "portal/templates/consultations/danger.html",
    "portal/templates/consultations/pages/safety.html",
    "portal/templates/contacts/_banners.html",
    "portal/templates/layouts/_frame.html",
}
OF_SAFETY = re.compile(
    r"999|danger|exit|at risk|phone|contact your hub|do not (act|tell|contact|name)|protected|"
    r"safe contact|stay with|withdrawn",
    re.IGNORECASE,
)
# Nothing in them to put in other words.
SAME_IN_WELSH = {
    *("%(kind)s %(reference)s", "%(name)s, %(when)s", "%(name)s, %(day)s"),
    *("%(document)s, %(day)s", "%(how)s, %(day)s"),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]")


@pytest.fixture(scope="module")
def stored() -> Catalog:
    return translations.stored()


@pytest.fixture(scope="module")
def used() -> list[Message]:
    """Every message the code and the templates mark."""
    return [message for message in translations.extracted() if message.id]


def words(message: Message) -> list[str]:
    """All Welsh forms of a message."""
    return list(message.string) if isinstance(message.string, tuple) else [message.string]


def translated(catalogue: Catalog) -> set[object]:
    """The ids that have Welsh in every form."""
    return {m.id for m in catalogue if m.id and translations.is_translated(m.string)}


def differences(message: Message) -> list[str]:
    """Each Welsh form whose placeholders, or spaces around it, are not those of the English."""
    english = message.id[-1] if message.pluralizable else message.id
    return [
        form
        for form in words(message)
        if sorted(PLACEHOLDER.findall(form)) != sorted(PLACEHOLDER.findall(english))
        or (form[:1].isspace(), form[-1:].isspace())
        != (english[:1].isspace(), english[-1:].isspace())
    ]


def test_every_message_of_the_code_stands_in_the_catalogue(
    stored: Catalog, used: list[Message]
) -> None:
    known = {message.id for message in stored}
    assert [message.id for message in used if message.id not in known] == [], UPDATE


def test_nearly_everything_has_welsh(stored: Catalog, used: list[Message]) -> None:
    done = translated(stored)
    without = sorted(str(message.id) for message in used if message.id not in done)
    assert len(used) > 900
    assert 1 - len(without) / len(used) >= ENOUGH, without


def is_for_safety(message: Message) -> bool:
    """Whether it stands in one of the files above or speaks of what they are about."""
    text = " ".join(message.id) if message.pluralizable else message.id
    places = {str(Path(name)) for name, _ in message.locations}
    return bool(places & FOR_SAFETY or OF_SAFETY.search(text))


def test_everything_about_danger_and_reaching_help_has_welsh(
    stored: Catalog, used: list[Message]
) -> None:
    urgent = {message.id for message in used if is_for_safety(message)}
    assert {
        "Call 999",
        "Phone the hub now",
        "Exit this page",
        "Is anyone in danger?",
        "Call 999 now. Then phone %(hub)s%(phone)s.",
        "Phone %(hub)s now%(phone)s.",
        "Stay with the child, or make sure a safe adult does.",
        "Safe contact only",
        "Do not act on it.",
    } <= urgent
    assert sorted(urgent - translated(stored), key=str) == []


def test_every_file_named_for_safety_is_there() -> None:
    assert [name for name in FOR_SAFETY if not (translations.ROOT / name).is_file()] == []


def test_placeholders_are_those_of_the_english(stored: Catalog) -> None:
    found = {
        str(m.id): differences(m) for m in stored if m.id and translations.is_translated(m.string)
    }
    assert {english: forms for english, forms in found.items() if forms} == {}


@pytest.mark.parametrize(
    ("english", "welsh"),
    [
        ("Phone %(hub)s now", "Ffoniwch %(hwb)s nawr"),
        ("Phone %(hub)s now", "Ffoniwch nawr"),
        ("Saved at %(time)s", "Cadwyd am %(time)"),
        (" on %(phone)s", "ar %(phone)s"),
        (("%(num)d hour", "%(num)d hours"), ("%(num)d awr",) * 4 + ("awr",)),
    ],
)
def test_a_planted_difference_is_found(english: object, welsh: object) -> None:
    assert differences(Message(english, welsh))


def test_nothing_is_only_a_copy_of_the_english(stored: Catalog) -> None:
    copied = [str(m.id) for m in stored if m.id and m.id == m.string]
    assert set(copied) <= SAME_IN_WELSH


def test_nothing_is_guessed_or_left_over(stored: Catalog) -> None:
    assert [message.id for message in stored if message.id and message.fuzzy] == []
    assert not stored.obsolete
    assert "#, fuzzy" not in translations.CATALOGUE.read_text(encoding="utf-8")


def test_the_catalogue_says_that_it_is_a_draft_for_a_translator() -> None:
    text = translations.CATALOGUE.read_text(encoding="utf-8")
    assert text.startswith(translations.HEADER)
    assert "DRAFT" in translations.HEADER and "qualified Welsh translator" in translations.HEADER


def test_it_compiles_and_counts_as_welsh_counts(stored: Catalog) -> None:
    assert str(stored.locale) == "cy" and stored.num_plurals == FORMS
    assert all(len(message.string) == FORMS for message in stored if message.pluralizable)
    binary = io.BytesIO()
    write_mo(binary, stored)
    binary.seek(0)
    welsh = gettext.GNUTranslations(binary)
    assert welsh.gettext("Call 999") == "Ffoniwch 999"
    counted = [
        welsh.ngettext("%(num)d day left", "%(num)d days left", number) % {"num": number}
        for number in (0, 1, 2, 3, 6, 7)
    ]
    assert counted == [
        "0 diwrnod ar ôl",
        "1 diwrnod ar ôl",
        "2 ddiwrnod ar ôl",
        "3 diwrnod ar ôl",
        "6 diwrnod ar ôl",
        "7 diwrnod ar ôl",
    ]
