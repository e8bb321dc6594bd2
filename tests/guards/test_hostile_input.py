"""Hostile input everywhere: no error of ours, nothing unescaped, nobody outside is asked."""

import re
import sys
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import lxml.html
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from portal.extensions import db
from portal.models import Account, Contact, Person
from portal.vocabulary import ContactStatus, Role
from tests.makers import Maker
from tests.page_client import PageClient, checked, form_values
from tests.pages.journey import add_child, begin, say

ClientFor = Callable[[Account], PageClient]
S = ContactStatus
MARKUP = '"\'><zqtag zqattr="1"><script>zq()</script></textarea><!--'
WORDS = {
    "markup": MARKUP,
    "template": "zq{{7*7}}zq ${7*7} #{7*7} {% raw %}",
    "formats": "%s %(name)s %n {0} {name!r} %",
    "sql": "' OR 1=1; DROP TABLE contacts; --",
    "formula": "=cmd|' /C calc'!A0",
    "css": "}@import url(http://192.0.2.1/x.css);*{background:url(//192.0.2.1/y)}",
    "lines": "a\r\nX-Evil: yes\r\n\r\n<html>\x0b\x0c\x85\u2028",
    "right to left": "\u202e\u2066evil\u2069\u200f",
    "emoji": "\U0001f469\u200d\U0001f469\u200d\U0001f467" * 40,
    "marks": "a" + "\u0300" * 400,
    "surrogate": "\ud800",
    "no characters": "\ufffe\uffff\U0001ffff",
    "long word": "w" * 400,
    "commas": ",,,,",
    "json": '{"$ne": null, "a": [1]}',
    "path": "../../../etc/passwd",
    "address": "//evil.example/x",
    "script address": "javascript:alert(1)",
}
NUMBERS = {
    "thousands of digits": "9" * 5_000,
    "19 digits": "9223372036854775808",
    "32 bits": "2147483648",
    "negative": "-1",
    "year": "9999",
    "nought": "0",
    "day": "31",
    "time": "25:99",
    "infinite": "1e999",
    "other digits": "\u0663\u0664",
    "power": "\u00b2",
    "id": "5F0B1D1E-0000-4000-8000-000000000001",
    "no id": "00000000-0000-0000-0000-000000000000",
}
ADDRESSES = ("http://[", "//[x", "/\\evil.example", "/%00", "http://a@b:99999/")
VALUES = WORDS | NUMBERS
# What a form carries besides words, each tried alone, and with what it is tried.
CARRIED = re.compile(r"^(tab|version|key|seen|page|start_key|back_to|kind|age_|.*_(day|year))")
ALONE = ("thousands of digits", "32 bits")
DRAFT_PAGES = "safety you people working-well tried timing family question view seen?section=CAR"
DRAFT_PAGES += " injuries harm addresses professionals history request"
ACTS = {
    "take-up": (S.SUBMITTED, "adviser"),
    "advice": (S.WITH_ADVISER, "adviser"),
    "ask-for-more": (S.WITH_ADVISER, "adviser"),
    "give-back": (S.WITH_ADVISER, "adviser"),
    "reassign": (S.WITH_ADVISER, "manager"),
    "add-information": (S.SUBMITTED, "teacher"),
    "reply": (S.WAITING_FOR_INFORMATION, "teacher"),
    "sharing": (S.WITH_ADVISER, "adviser"),
    "convert-back": (S.WITH_ADVISER, "adviser"),
    "secret-address": (S.WITH_ADVISER, "teacher"),
}
PARTS = ("person", "identity", "injury", "address", "professional")
ASKED = {
    "/queue": "tab rag agency kind mine overdue page seen known told poll",
    "/queue/find": "find page",
    "/sharing": "show page",
    "/sign-in": "next",
    "/timed-out": "next",
    "/help": "q",
    "/": "q",
}

_called: list[Any] = []
sys.addaudithook(lambda event, args: _called.append(args) if event == "socket.connect" else None)


@pytest.fixture(autouse=True)
def nobody_is_called() -> Iterator[None]:
    """No test here may make this process connect to anything (the database's own driver does)."""
    _called.clear()
    yield
    assert not [args[1] for args in _called]


def harmless(answer: TestResponse) -> TestResponse:
    """No error of ours; what was typed shows as words only; no header is somebody else's."""
    assert answer.status_code < 500
    assert not any("evil" in name.lower() for name, _ in answer.headers)
    assert "evil" not in answer.headers.get("Location", "").partition("?")[0]
    if (answer.content_type or "").startswith("text/html") and answer.text.strip():
        tree = lxml.html.fromstring(answer.text)
        assert not tree.xpath("//zqtag | //*[@zqattr] | //script[starts-with(., 'zq')]")
        assert not tree.xpath("//@href[starts-with(., 'javascript')]")
        assert "zq49zq" not in answer.text
    return answer


def encoded(pairs: list[tuple[str, str]]) -> str:
    return urlencode(pairs, errors="surrogatepass")


class Attacker:
    """Someone signed in who sends what no page of ours would."""

    def __init__(self, client: PageClient) -> None:
        self.client = client

    def send(self, address: str, pairs: list[tuple[str, str]]) -> TestResponse:
        answer = self.client.http.post(
            address, data=encoded(pairs), content_type="application/x-www-form-urlencoded"
        )
        return harmless(answer)

    def attack(self, page: str) -> None:
        """Every form of the page with every value in every field, then its carried fields alone."""
        forms = lxml.html.fromstring(self.client.get(page).text).xpath("//main//form")
        for form in [each for each in forms if each.get("method") == "post"]:
            address, honest = form.get("action") or page, dict(form_values(form))
            names = {each.get("name") for each in form.xpath(".//*[@name]")} - {"csrf_token"}
            for value in VALUES.values():
                self.send(address, [*_with(honest, dict.fromkeys(names, value))])
            for name in sorted(filter(CARRIED.match, names)):
                for kind in ALONE:
                    self.send(address, [*_with(honest, {name: VALUES[kind]})])
            self.send(address, [*honest.items(), *((name, "twice") for name in names)])
            token = ("csrf_token", honest["csrf_token"])
            self.send(address, [token, *((f"{name}[]", "x") for name in names)])
            self.send(address, [token])
        harmless(self.client.http.get(page))


def _with(honest: dict[str, str], hostile: dict[str, str]) -> list[tuple[str, str]]:
    return [*{**honest, **hostile}.items()]


@pytest.fixture
def people(make: Maker) -> dict[str, Account]:
    return {
        "teacher": make.account(),
        "adviser": make.account(Role.MASH_ADVISER),
        "manager": make.account(Role.DECISION_MAKER),
    }


@pytest.fixture
def draft(people: dict[str, Account], client_for: ClientFor) -> tuple[Attacker, str]:
    client = client_for(people["teacher"])
    return Attacker(client), begin(client)


@pytest.mark.parametrize("page", DRAFT_PAGES.split())
def test_hostile_answers_on_a_page_of_the_journey(draft: tuple[Attacker, str], page: str) -> None:
    attacker, base = draft
    attacker.attack(f"{base}/{page}")
    for after in ("check", "people", "seen", "view"):
        assert harmless(attacker.client.get(f"{base}/{after}")).status_code == 200


@pytest.mark.parametrize("part", [*PARTS, "statement", "daily-life", "remove"])
def test_hostile_answers_about_a_person_or_statement(
    draft: tuple[Attacker, str], part: str
) -> None:
    attacker, base = draft
    child = add_child(attacker.client, base, age_kind="estimate", age_years="7")
    page = {
        **{part: child.replace("/person/", f"/{part}/") for part in PARTS},
        "person": child,
        "statement": say(attacker.client, base, what="Came in hungry."),
        "daily-life": child.replace("/person/", "/daily-life/"),
        "remove": f"{child}/remove",
    }[part]
    attacker.attack(page)
    for after in ("check", "people", "happened", "seen"):
        assert harmless(attacker.client.get(f"{base}/{after}")).status_code == 200


@pytest.mark.parametrize("act", ACTS)
def test_hostile_words_in_an_act_on_a_contact(
    make: Maker, people: dict[str, Account], client_for: ClientFor, act: str
) -> None:
    status, who = ACTS[act]
    holder = None if status is S.SUBMITTED else people["adviser"]
    contact = make.referral(status, asker=people["teacher"], adviser=holder)
    base = f"/contacts/{contact.id}"
    attacker = Attacker(client_for(people[who]))
    attacker.attack(f"{base}/{act}")
    for person in people.values():
        answer = harmless(client_for(person).http.get(base))
        assert answer.status_code in {200, 404}  # 404 for who said that they know the family


@pytest.mark.parametrize("path", ["/queue/find", "/change-password", "/consultations/start"])
def test_hostile_words_on_other_pages(
    people: dict[str, Account], client_for: ClientFor, path: str
) -> None:
    client = client_for(people["adviser" if path == "/queue/find" else "teacher"])
    Attacker(client).attack(path)
    assert harmless(client.http.get("/")).status_code in {200, 303}


@pytest.mark.parametrize("path", ASKED)
def test_hostile_addresses(
    app: Flask, make: Maker, people: dict[str, Account], client_for: ClientFor, path: str
) -> None:
    make.consultation(asker=people["teacher"])
    client = PageClient(app) if path == "/sign-in" else client_for(people["adviser"])
    names = ASKED[path].split()
    together = [[(name, value) for name in names] for value in VALUES.values()]
    alone = [[(name, VALUES[kind])] for name in names for kind in (*ALONE, "commas", "id")]
    for number, pairs in enumerate([*together, *alone]):
        is_poll = number % 2 == 1
        headers = {"HX-Request": "true"} if is_poll else {}
        address = f"{path}?{encoded([*pairs, ('x[]', 'y')])}{'&poll=1' * is_poll}"
        harmless(client.http.get(address, headers=headers))


def test_hostile_ways_back(people: dict[str, Account], client_for: ClientFor) -> None:
    client = client_for(people["teacher"])
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/help").text)
    assert token is not None
    for back in (*ADDRESSES, *WORDS.values()):
        pairs = [("return_to", back), (back, back), ("locale", "en")]
        for given in (token.group(1), "stale"):
            Attacker(client).send("/keep", [("csrf_token", given), *pairs])
            Attacker(client).send("/language", [("csrf_token", given), *pairs])
        header = back.encode("latin-1", "ignore").decode("latin-1").split("\r")[0]
        stranger = PageClient(client.http.application)
        headers = {"HX-Request": "true", "HX-Current-URL": header}
        harmless(stranger.http.get("/stay", headers=headers))
        harmless(client.http.post("/keep", data={"csrf_token": "stale"}, headers=headers))


@pytest.mark.parametrize("kind", ["markup", "css", "lines", "long word"])
def test_a_hostile_consultation_is_sent_answered_and_printed(
    make: Maker, client_for: ClientFor, kind: str
) -> None:
    hostile = WORDS[kind]
    teacher = make.account(name=hostile[:200])
    adviser = make.account(Role.MASH_ADVISER, name=hostile[:200])
    writer, reader = client_for(teacher), client_for(adviser)
    base = begin(writer)
    add_child(writer, base, name=hostile, school=hostile, address=hostile)
    say(writer, base, what=hostile, when=hostile, said_by_detail=hostile, source_protected="yes")
    for page, field in (("tried", "tried"), ("question", "question"), ("you", "job_title")):
        writer.post_form(f"{base}/{page}", button="on", **{field: hostile})
    assert writer.post_form(f"{base}/check").status_code == 303
    contact = db.session.query(Contact).one()
    assert len(db.session.query(Person).one().school) <= 200
    page = f"/contacts/{contact.id}"
    reader.post_form(f"{page}/take-up", knows_family="no")
    steps = {"step_1_what": hostile, "step_1_who": hostile}
    texts = dict.fromkeys(("reasons", "advice", "still_missing", "would_lower"), hostile)
    choices = {"level": "2", "outcome": "early_help", "descriptors": "CAR", "safe_to_tell": "yes"}
    reader.post_form(f"{page}/advice", **choices, **texts, **steps)
    assert reader.post_form(f"{page}/advice/preview").status_code == 303
    for client in (writer, reader):
        for seen in ("/", page, "/queue"):
            harmless(checked(client.http.get(seen)))
        printed = client.http.get(f"{page}/advice/1.pdf")
        assert printed.data.startswith(b"%PDF") and b"192.0.2.1" not in printed.data
        assert re.fullmatch(
            r'inline; filename="advice-CN[\w-]+\.pdf"', printed.headers["Content-Disposition"]
        )
    assert reader.http.get(f"{page}/copy.pdf?audience=hub").data.startswith(b"%PDF")


def test_a_book_is_refused_and_what_was_saved_before_stays(draft: tuple[Attacker, str]) -> None:
    attacker, base = draft
    pages = 1_000 * 1_800 * "a"  # a thousand pages fit
    attacker.client.post_form(f"{base}/tried", button="on", tried=pages)
    token = dict(
        form_values(
            lxml.html.fromstring(attacker.client.get(f"{base}/you").text).xpath("//form")[0]
        )
    )["csrf_token"]
    book = attacker.send(f"{base}/tried", [("csrf_token", token), ("tried", "b" * 2_200_000)])
    assert book.status_code == 413
    many = [("csrf_token", token), *((f"f{n}", "x") for n in range(6_000)), ("tried", "c")]
    attacker.send(f"{base}/you", many)
    assert pages in attacker.client.get(f"{base}/tried").text
