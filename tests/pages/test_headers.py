"""The headers of every answer, whatever it is: nothing cached, nothing framed, nothing foreign."""

import base64
import hashlib
import json
import re
from collections.abc import Callable

import pytest
from flask import Flask

from portal.headers import HEADERS, INLINE_SCRIPT, POLICY
from portal.models import Account
from tests.makers import Maker
from tests.page_client import PageClient

# Every kind of answer: a page, redirects, refusals, errors, fragments' refusals.
ANSWERS = {
    "page": ("GET", "/help", 200),
    "redirect to sign in": ("GET", "/", 303),
    "wrong answers": ("POST", "/sign-in", 303),
    "no such page": ("GET", "/no/such/page", 404),
    "wrong verb": ("PUT", "/help", 404),
    "verb nobody uses": ("TRACE", "/help", 404),
    "what a robot asks": ("OPTIONS", "/help", 404),
    "only the headers": ("HEAD", "/help", 200),
    "null character": ("GET", "/help?q=%00", 400),
    "too much": ("POST", "/language", 413),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_kind_of_answer_has_every_header(anonymous: PageClient, kind: str) -> None:
    method, path, status = ANSWERS[kind]
    data = b"x=" + b"y" * 3_000_000 if kind == "too much" else None
    answer = anonymous.http.open(
        path, method=method, data=data, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == status
    for name, value in HEADERS.items():
        assert answer.headers.getlist(name) == [value]
    assert answer.headers["Cache-Control"] == "no-store"
    assert {"HX-Request", "Cookie"} <= set(re.split(r",\s*", answer.headers["Vary"]))
    assert "Strict-Transport-Security" not in answer.headers


def test_signed_in_pages_and_kept_words_are_never_stored(as_teacher: PageClient) -> None:
    for path in ("/sign-ins", "/stay", "/change-password"):
        assert as_teacher.http.get(path).headers["Cache-Control"] == "no-store"


def test_only_static_files_may_be_stored(anonymous: PageClient) -> None:
    answer = anonymous.http.get("/static/portal.css")
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert "Set-Cookie" not in answer.headers


def test_a_missing_static_file_is_not_stored(anonymous: PageClient) -> None:
    answer = anonymous.http.get("/static/no-such.css")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")


def test_over_https_the_browser_is_told_to_stay_there(anonymous: PageClient) -> None:
    for path in ("/help", "/no/such/page", "/static/portal.css"):
        answer = anonymous.http.get(path, base_url="https://localhost")
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_the_policy_allows_only_what_is_ours() -> None:
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == f"'self' '{INLINE_SCRIPT}'"
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert "unsafe" not in POLICY
    assert "*" not in POLICY
    assert "data:" not in POLICY


def test_the_one_inline_script_is_the_one_the_policy_names(anonymous: PageClient) -> None:
    scripts = re.findall(r"<script>(.*?)</script>", anonymous.get("/help").text, re.DOTALL)
    assert len(scripts) == 1
    digest = hashlib.sha256(scripts[0].encode()).digest()
    assert "sha256-" + base64.b64encode(digest).decode() == INLINE_SCRIPT


def test_pages_hold_no_inline_style_and_no_inline_handler(
    make: Maker, client_for: Callable[[Account], PageClient], anonymous: PageClient
) -> None:
    client = client_for(make.account())
    for page in (
        anonymous.get("/sign-in"),
        client.get("/sign-ins"),
        client.get("/change-password"),
    ):
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page.text)


def test_htmx_is_told_to_evaluate_and_store_nothing(anonymous: PageClient) -> None:
    found = re.search(r"<meta name=\"htmx-config\" content='([^']*)'", anonymous.get("/help").text)
    assert found
    config = json.loads(found.group(1).replace("&#34;", '"'))
    assert config["allowEval"] is False
    assert config["selfRequestsOnly"] is True
    assert config["history"] == "reload"
    assert config["historyCacheSize"] == 0
    assert config["includeIndicatorCSS"] is config["includeIndicatorStyles"] is False
    assert {401, 404, 413, "5xx"} <= set(config["noSwap"])
    assert not {409, 422, "4xx"} & set(config["noSwap"])


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "evil.example:80", ""])
def test_a_host_name_that_is_not_ours_gets_no_page(
    app: Flask, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setitem(app.config, "TRUSTED_HOSTS", ["localhost", ".portal.example"])
    answer = app.test_client().get("/help", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    for name, value in HEADERS.items():
        assert answer.headers.getlist(name) == [value]


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "hub.portal.example"])
def test_our_own_host_names_get_pages(
    app: Flask, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setitem(app.config, "TRUSTED_HOSTS", ["localhost", ".portal.example"])
    assert app.test_client().get("/help", headers={"Host": host}).status_code == 200


def test_the_session_cookie_is_out_of_scripts_reach(make: Maker, anonymous: PageClient) -> None:
    answer = anonymous.sign_in(make.account().email)
    cookies = answer.headers.getlist("Set-Cookie")
    assert len(cookies) == 2  # the session, and the mark of a known browser
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=" in cookie
    session = next(cookie for cookie in cookies if cookie.startswith("portal="))
    assert "Expires" not in session
    assert "Max-Age" not in session
