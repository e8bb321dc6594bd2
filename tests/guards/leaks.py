"""Words planted where people write, and every place outside a page's own text where one may leak.

Planted words hold `CANARY`, which no code, template or library holds; a planted phone number is
told from any other by its digits. What was planted where is remembered, so that a test can show
that each word is really in the record.
"""

import base64
import binascii
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote_plus

import lxml.html
import pikepdf
from flask import Flask
from gunicorn.config import Config
from gunicorn.glogging import Logger
from werkzeug.test import TestResponse

from tests.page_client import CANARY, PageClient, form_data

PHONE = "07700 900461"
NEEDLE = re.compile(f"{CANARY.casefold()}([a-z]{{3}})?|{PHONE.replace(' ', '')}")
WRITTEN = (
    ".//textarea[@name] | .//input[@name]"
    "[not(@type) or @type='text' or @type='search' or @type='tel' or @type='email']"
)
IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}/?")
NUMBERS = re.compile(r"_(day|month|year|years|months)$")
# Attributes that are addresses, or parts of one; `tel:` leads to a telephone and is sent nowhere.
ADDRESSES = (
    "//@href[not(starts-with(., 'tel:'))] | //@action | //@formaction | //@src | //@id | //@for"
    " | //@name | //@class | //@content | //@*[starts-with(name(), 'hx-')]"
    " | //@*[starts-with(name(), 'data-')]"
)
IN_GET_FORMS = (
    "//form[not(@method='post')]"
    "//*[self::textarea or self::input[not(@type) or @type='text' or @type='search']]/@name"
)


def leaked(text: object) -> list[str]:
    """The planted words in a text, however it is written in an address or a cookie."""
    folded = unquote_plus(str(text)).casefold().replace(" ", "")
    return sorted({found.group() for found in NEEDLE.finditer(folded)})


@dataclass
class Planter:
    """Makes planted words and types them into forms, a new one into every field for words."""

    words: dict[str, str] = field(default_factory=dict)  # word -> where it was typed
    passing: set[str] = field(default_factory=set)  # words that never come to the record

    def word(self, where: str, *, stays: bool = True) -> str:
        """A new word; `stays` says whether it is part of the record in the end."""
        number = len(self.words)
        letters = "".join(chr(97 + number // 26**place % 26) for place in (2, 1, 0))
        word = f"{CANARY}{letters}"
        self.words[word] = where
        self.passing |= set() if stays else {word}
        return word

    def fill(
        self,
        client: PageClient,
        url: str,
        *,
        form: str = "",
        button: str | None = None,
        stays: bool = True,
        headers: dict[str, str] | None = None,
        **chosen: Any,
    ) -> TestResponse:
        """Fetch the page, write a planted word into every field for words, submit it."""
        tree = lxml.html.fromstring(client.get(url).text)
        element = tree.xpath(f"//form[@id='{form}']" if form else "//main//form")[0]
        page = IDENTIFIER.sub("", url)
        typed = {
            name: PHONE if name == "phone" else self.word(f"{page} {name}", stays=stays)
            for name in (each.get("name") for each in element.xpath(WRITTEN))
            if not NUMBERS.search(name) and name not in chosen
        }
        data = form_data(element, typed | chosen, button)
        return client.post(element.get("action") or url, data, headers=headers)


@dataclass(frozen=True)
class Exchange:
    """One request and its answer."""

    line: str  # method and address
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def kind(self) -> str:
        """The type of the answer's content."""
        return dict(self.headers).get("Content-Type", "").partition(";")[0]

    @property
    def text(self) -> str:
        """The body of a page."""
        return self.body.decode() if self.kind == "text/html" else ""

    @property
    def is_never_stored(self) -> bool:
        """Whether browsers and proxies are told to keep no copy."""
        return "no-store" in dict(self.headers).get("Cache-Control", "")


class Watch:
    """Stands before the application, notes every exchange and logs it as gunicorn would."""

    def __init__(self, app: Flask) -> None:
        self.seen: list[Exchange] = []
        self._next = app.wsgi_app
        settings = Config()
        settings.set("accesslog", "-")
        self._log = Logger(settings)
        self._log.access_log.handlers.clear()  # the test reads it, not the screen
        self._log.access_log.propagate = True
        app.wsgi_app = self  # type: ignore[method-assign]  # where Flask has middleware put

    def __call__(self, environ: dict[str, Any], respond: Any) -> list[bytes]:
        answered: list[Any] = []

        def note(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            answered[:] = status, headers
            return respond(status, headers, *rest)

        body = b"".join(self._next(environ, note))
        status, headers = answered
        self.seen.append(
            Exchange(
                f"{environ['REQUEST_METHOD']} {environ['RAW_URI']}",
                int(status.partition(" ")[0]),
                headers,
                body,
            )
        )
        answer = SimpleNamespace(status=status, headers=headers, sent=len(body))
        self._log.access(answer, SimpleNamespace(headers=[]), environ, timedelta())
        return [body]


def in_exchange(exchange: Exchange) -> Iterator[str]:
    """Every planted word in the address, a header, a title or an address on the page."""
    yield from _named(f"address of {exchange.line}", [exchange.line])
    for name, value in exchange.headers:
        texts = [value, *decoded(value)] if name == "Set-Cookie" else [value]
        yield from _named(f"{name} of {exchange.line}", texts)
    if exchange.kind == "application/pdf":
        with pikepdf.open(io.BytesIO(exchange.body)) as pdf:
            texts = [*map(str, pdf.docinfo.values()), str(pdf.Root.get("/Metadata", ""))]
        yield from _named(f"title of the PDF {exchange.line}", texts)
    if exchange.text.strip():
        tree = lxml.html.document_fromstring(exchange.text)
        titles = [each.text_content() for each in tree.xpath("//title")]
        yield from _named(f"title of {exchange.line}", titles)
        yield from _named(f"address on {exchange.line}", tree.xpath(ADDRESSES))
        for name in tree.xpath(IN_GET_FORMS):
            yield f"a form that puts {name} in an address, on {exchange.line}"


def _named(place: str, texts: Iterable[object]) -> list[str]:
    return [f"{word} in the {place}" for text in texts for word in leaked(text)]


def decoded(cookie: str) -> Iterator[str]:
    """What a signed cookie says to anyone who looks: its pieces out of base64."""
    value = cookie.partition("=")[2].partition(";")[0].strip('"')
    for piece in value.split("."):
        try:
            plain = base64.urlsafe_b64decode(piece + "=" * (-len(piece) % 4))
        except (binascii.Error, ValueError):
            continue
        with suppress(zlib.error):
            plain = zlib.decompress(plain)
        yield plain.decode("utf-8", "replace")
