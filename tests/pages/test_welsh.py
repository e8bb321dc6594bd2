"""The pages and the advice record as a Welsh reader gets them: words, language and dates."""

import io
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from typing import Any

import lxml.html
import pikepdf
import pypdf
import pytest
import time_machine
from werkzeug.test import TestResponse

from portal.commands import advice as commands
from portal.models import Account, Contact
from portal.vocabulary import ContactStatus, Role
from scripts import translations
from tests.actors import actor_of
from tests.commands.test_advice import WORDS
from tests.makers import NOON, Maker
from tests.page_client import PageClient
from tests.pages.journey import begin, start
from tests.pages.queue_pages import due

ClientFor = Callable[[Account], PageClient]


@pytest.fixture
def athrawes(clock: time_machine.Traveller, make: Maker) -> Account:
    return make.account(locale="cy", name="Non Elis")


@pytest.fixture
def cynghorydd(clock: time_machine.Traveller, make: Maker) -> Account:
    return make.account(Role.MASH_ADVISER, locale="cy", name="Mererid Haf")


def read(client: PageClient, url: str) -> str:
    """The words of a page that calls itself Welsh, spaces made one."""
    answer = client.get(url)
    assert answer.status_code == 200
    page: Any = lxml.html.fromstring(answer.text)
    assert page.get("lang") == "cy"
    for unread in page.xpath("//script | //style"):
        unread.getparent().remove(unread)
    return " ".join(page.text_content().split())


@cache
def english() -> frozenset[str]:
    """Each message of the catalogue that has other words in Welsh."""
    found: set[str] = set()
    for message in translations.stored():
        ids = message.id if message.pluralizable else (message.id,)
        welsh = message.string if message.pluralizable else (message.string,)
        found |= {each for each in ids if each and each not in welsh}
    return frozenset(found)


def said(html: str) -> Iterator[str]:
    """What a page says to a Welsh reader: its texts, spoken attributes and words for scripts."""
    page: Any = lxml.html.fromstring(html)
    for each in page.xpath("//*[not(ancestor-or-self::*[@lang='en'])][not(self::script)]"):
        yield from (each.text or "", *(child.tail or "" for child in each))
        for name, value in each.items():
            if name in {"aria-label", "title", "alt", "placeholder", "value"}:
                yield value
            elif name.startswith("data-") and value[:1] in "{[":
                yield from map(str, (json.loads(value) if value else {}).values())


def left_in_english(html: str) -> set[str]:
    """The messages on a Welsh page that stand there in English."""
    return {" ".join(text.split()) for text in said(html)} & english()


def arrived(client: PageClient, answer: TestResponse) -> set[str]:
    """The same for the page that an answer is, or leads to."""
    while answer.status_code == 303:
        answer = client.get(answer.headers["Location"])
    return left_in_english(answer.text)


@pytest.mark.parametrize(
    "planted",
    [
        "<main><p>\n Take up </p></main>",
        "<main><b>CN</b> Call 999</main>",
        '<input aria-label="Search">',
        '<div data-spoken=\'{"120": "2 minutes left"}\'></div>',
    ],
)
def test_planted_english_is_found(planted: str) -> None:
    assert left_in_english(planted)
    assert not left_in_english(f'<div lang="en">{planted}</div>')


OF_THE_FORM = ("safety", "you", "people", "happened", "tried", "seen?q=clais", "view", "check")
WITH_MISTAKES = {"timing": {"leaves_time": "zz", "leaves_day": "99"}, "safety": {"S1": "yes"}}


def test_no_page_of_the_job_shows_a_message_in_english(
    make: Maker, client_for: ClientFor, athrawes: Account, cynghorydd: Account
) -> None:
    contact = make.consultation(ContactStatus.WITH_ADVISER, asker=athrawes, adviser=cynghorydd)
    asking, answering = client_for(athrawes), client_for(cynghorydd)
    begun = begin(asking)
    found: dict[str, set[str]] = {}
    for url in ("/", "/consultations/start", "/sign-ins", "/change-password", "/help", "/nowhere"):
        found[url] = arrived(asking, asking.get(url))
    for name in (*OF_THE_FORM, "working-well", "timing", "family", "question"):
        found[name] = arrived(asking, asking.get(f"{begun}/{name}"))
    for name, fields in WITH_MISTAKES.items():
        answer = asking.post_form(f"{begun}/{name}", button="on", **fields)
        found[f"{name} posted"] = arrived(asking, answer)
    of_contact = [f"/contacts/{contact.id}{act}" for act in ("", "/advice", "/ask-for-more")]
    for url in ("/", "/queue", "/queue/find?q=zz", *of_contact, f"{of_contact[0]}/give-back"):
        found[f"hub {url}"] = arrived(answering, answering.get(url))
    assert {url: words for url, words in found.items() if words} == {}


def test_home_says_in_welsh_what_to_do_in_danger(
    make: Maker, client_for: ClientFor, athrawes: Account
) -> None:
    make.consultation(asker=athrawes, people_label="Unborn baby; Kit, about 8 months")
    words = read(client_for(athrawes), "/")
    assert "Ydych chi’n poeni am blentyn neu oedolyn?" in words
    assert "Os oes rhywun mewn perygl nawr, ffoniwch 999" in words
    assert "18 Tachwedd 2026" in words
    assert "Babi heb ei eni; Kit, tua 8 mis" in words
    assert "Sign out" not in words and "November" not in words
    administrator = make.account(Role.HUB_ADMINISTRATOR, locale="cy")
    assert "Dydd Llun" in read(client_for(administrator), "/")


def test_a_draft_translation_says_so_once_and_its_english_is_one_click_away(
    client_for: ClientFor, athrawes: Account
) -> None:
    client = client_for(athrawes)
    begun = begin(client)
    page: Any = lxml.html.fromstring(client.get(f"{begun}/seen?section=CAR").text)
    assert page.xpath("//h2[text()='Gofal sylfaenol ac esgeulustod']")
    questions = page.xpath("//fieldset[legend]")
    assert len(questions) > 8
    assert not page.xpath("//fieldset/legend/span[@lang='en']")
    assert all(each.xpath(".//details/div[@lang='en']/text()") for each in questions)
    (note,) = page.xpath("//p[@id='draft-words']")
    assert "Cyfieithiad drafft o 22 Tachwedd 2026" in note.text
    client.post(
        "/language",
        {"csrf_token": page.xpath("//input[@name='csrf_token']/@value")[0], "locale": "en"},
    )
    english = client.get(f"{begun}/seen?section=CAR").text
    assert "draft-words" not in english and "English wording" not in english


def test_the_safety_page_and_the_danger_page_are_welsh(
    client_for: ClientFor, athrawes: Account
) -> None:
    client = client_for(athrawes)
    base = start(client)
    words = read(client, f"{base}/safety")
    assert "A oes unrhyw un mewn perygl?" in words
    assert "Ffoniwch 999, yna ffoniwch yr hyb ar 01632 960001." in words
    assert "Gadael y dudalen hon" in words and "Call 999" not in words
    client.post_form(f"{base}/safety", button="on", S1="yes")
    words = read(client, f"{base}/danger")
    assert "Ffoniwch 999 Yna ffoniwch yr hyb ar 01632 960001." in words
    assert "Y tu allan i oriau swyddfa, ffoniwch 01632 960002." in words


def test_the_queue_and_the_contact_page_are_welsh(
    make: Maker, client_for: ClientFor, cynghorydd: Account
) -> None:
    contact = make.consultation(people_label="Child, name not known; and 12 more", protected=True)
    make.consultation(**due(2 * 24 * 60))
    client = client_for(cynghorydd)
    words = read(client, "/queue")
    assert "Plentyn, enw ddim yn hysbys; a 12 arall" in words
    assert "4 awr ar ôl heddiw 4pm" in words and "2 ddiwrnod ar ôl Gwen 20 Tach, 12pm" in words
    assert "Take up" not in words
    words = read(client, f"/contacts/{contact.id}")
    assert "Ymgynghoriad" in words and "18 Tachwedd 2026, 4pm" in words
    assert "Yn aros i gael ei gymryd" in words and "Ffynhonnell warchodedig" in words
    assert "Waiting" not in words


def test_the_advice_record_is_a_welsh_document(
    make: Maker, client_for: ClientFor, athrawes: Account, cynghorydd: Account
) -> None:
    contact: Contact = make.consultation(
        ContactStatus.WITH_ADVISER, asker=athrawes, adviser=cynghorydd
    )
    later = NOON + timedelta(hours=1)
    commands.give_advice(contact, adviser=actor_of(cynghorydd), at=later, **WORDS)
    answer = client_for(athrawes).get(f"/contacts/{contact.id}/advice/1.pdf")
    assert answer.status_code == 200
    with pikepdf.open(io.BytesIO(answer.data)) as document:
        assert str(document.Root.Lang) == "cy"
    pages = pypdf.PdfReader(io.BytesIO(answer.data)).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Cofnod o gyngor" in words and "Cysylltu â’ch hyb" in words
    assert "Os oes rhywun mewn perygl nawr, ffoniwch 999." in words
    assert "Dydd Mercher 18 Tachwedd 2026 am 1:00pm" in words
    assert "20 Tachwedd 2026" in words and "November" not in words
    assert "Next steps" not in words
