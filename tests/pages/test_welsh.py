"""The pages and the advice record as a Welsh reader gets them: words, language and dates."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import lxml.html
import pikepdf
import pypdf
import pytest
import time_machine

from portal.commands import advice as commands
from portal.models import Account, Contact
from portal.vocabulary import ContactStatus, Role
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
