"""Words that a hub has in English only are read in an English voice, wherever they stand in Welsh.

WCAG 2.2, 3.1.2: a passage in another language says which, also in the middle of a sentence.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import lxml.html
import pikepdf
import pytest

from portal.commands import advice as commands
from portal.documents import pages, render
from portal.extensions import db
from portal.frameworks.loader import load
from portal.models import Account, Contact, ThresholdFramework
from portal.vocabulary import ContactStatus, Role
from tests.actors import actor_of
from tests.commands.test_advice import WORDS
from tests.makers import FRAMEWORK, NOON, Maker
from tests.page_client import PageClient
from tests.pages.journey import begin

_BLOCK = r"(?m)^(\s*)cy: (?!\|).*(?:\n\1\s+\S.*)*"
_INLINE = r", cy: (?:'[^'\n]*(?:''[^'\n]*)*'|[^}\n]*)\}"
_DRAFTS = r"\n    drafts: .*"
ENGLISH_ONLY = FRAMEWORK
for left_out, instead in ((_BLOCK, r"\1cy: null"), (_INLINE, "}"), (_DRAFTS, "")):
    ENGLISH_ONLY = re.sub(left_out, instead, ENGLISH_ONLY)
SHORTEST = 12  # characters: less may be a word of both languages
SEEN = ("seen?section=CAR", "seen?q=hungry")
FIRST = {"CAR-20.answer": "present", "CAR-20.pattern": "not_known", "CAR-22.answer": "not_known"}


@pytest.fixture(scope="module")
def english() -> list[str]:
    """Everything the framework says, none of it in Welsh."""
    said = set(_texts(load(ENGLISH_ONLY)))
    assert len(said) > 800
    return sorted(text.rstrip(".") for text in said if len(text) >= SHORTEST)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if set(value) <= {"en", "cy"}:
            assert not value.get("cy"), value
            yield value.get("en") or ""
        else:
            for each in value.values():
                yield from _texts(each)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            yield from _texts(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _texts(getattr(value, name))


@pytest.fixture
def hub_in_english(make: Maker) -> None:
    row = db.session.query(ThresholdFramework).filter_by(id=make.hub.framework_id).one()
    row.content = ENGLISH_ONLY
    db.session.commit()


def unmarked(html: str, english: list[str]) -> list[str]:
    """English of the framework that stands in a Welsh text without saying so."""
    tree: Any = lxml.html.fromstring(html)
    assert "&lt;span" not in html
    for unread in tree.xpath(
        "//script | //style | //title | //*[@lang='en'] | //textarea | //option"
    ):
        unread.text, tail = "", unread.tail
        for child in list(unread):
            unread.remove(child)
        unread.tail = tail
    words = " ".join(tree.text_content().split())
    return [text for text in english if text in words]


def test_english_in_welsh_says_so_on_every_page_of_the_journey(
    hub_in_english: None,
    make: Maker,
    client_for: Callable[[Account], PageClient],
    english: list[str],
) -> None:
    client = client_for(make.account(locale="cy"))
    base = begin(client)
    client.post_form(f"{base}/seen?section=CAR", form="questions", **FIRST)
    client.post_form(f"{base}/working-well", button="on", protective_factors=["PF-06"])
    wrong = {}
    for page in (
        "safety",
        "working-well",
        "seen",
        "seen?section=CAR",
        "seen?q=hungry",
        "view",
        "check",
    ):
        answer = client.get(f"{base}/{page}")
        assert answer.status_code == 200 and 'lang="en"' in answer.text, page
        wrong[page] = unmarked(answer.text, english)
    assert not any(wrong.values()), wrong


def test_english_in_welsh_says_so_where_it_is_answered_and_in_the_documents(
    hub_in_english: None,
    make: Maker,
    client_for: Callable[[Account], PageClient],
    english: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    writer = make.account(locale="cy")
    adviser = make.account(Role.MASH_ADVISER, locale="cy")
    contact: Contact = make.consultation(ContactStatus.WITH_ADVISER, asker=writer, adviser=adviser)
    asks, answers = client_for(writer), client_for(adviser)
    seen = {"advice": answers.get(f"/contacts/{contact.id}/advice").text}
    commands.give_advice(contact, adviser=actor_of(adviser), at=NOON + timedelta(hours=1), **WORDS)
    seen["asker"] = asks.get(f"/contacts/{contact.id}").text
    seen["adviser"] = answers.get(f"/contacts/{contact.id}").text
    for page in ("asker", "adviser"):
        assert f'portal-words" lang="en">{WORDS["advice"]}<' in seen[page], page
    made, drawn = render.render, []

    def drawing(document: Any, translations: Any) -> bytes:
        drawn.append(made(document, translations))
        seen[type(document).__name__] = pages.html(document, translations)
        return drawn[-1]

    monkeypatch.setattr(render, "render", drawing)
    for name in ("advice/1.pdf", "copy.pdf"):
        assert asks.get(f"/contacts/{contact.id}/{name}").status_code == 200
    wrong = {name: unmarked(html, english) for name, html in seen.items()}
    assert not any(wrong.values()), wrong
    for pdf in drawn:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            assert str(document.Root.Lang) == "cy"
            named = [each for each in document.objects if _is_english(each)]
            assert len(named) > 3


def _is_english(each: Any) -> bool:
    return isinstance(each, pikepdf.Dictionary) and str(each.get("/Lang", "")) == "en"
