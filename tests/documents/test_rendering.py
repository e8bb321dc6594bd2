"""Rendering: the same bytes each time, nothing from outside, whatever was typed."""

import hashlib
import io
import logging
import multiprocessing
import os
import socket
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weasyprint.urls import URLFetchingError, fetch

from portal.documents import render as rendering
from portal.documents.assets import FONTS, PackagedAssets
from portal.documents.copies import advice_record
from portal.documents.render import FontsMissingError, render, warm_up
from portal.vocabulary import Audience
from tests.documents.samples import advice
from tests.documents.variants import HOSTILE_TEXT, hostile

RECORD = advice_record(advice(), Audience.PROFESSIONAL)
IN_ANOTHER_PROCESS = """
import hashlib
from portal.documents.copies import advice_record
from portal.documents.render import render
from portal.vocabulary import Audience
from tests.documents.samples import advice
record = advice_record(advice(), Audience.PROFESSIONAL)
print(hashlib.sha256(render(record)).hexdigest())
"""


@pytest.fixture
def listener():
    """A server on this machine: its port, and a question whether anybody has called."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)

        def was_called():
            try:
                connection, _ = server.accept()  # whoever has called is waiting in line
            except BlockingIOError:
                return False
            connection.close()
            return True

        yield server.getsockname()[1], was_called


def test_the_listener_would_notice_a_caller(listener):
    port, was_called = listener
    with socket.create_connection(("127.0.0.1", port)):
        assert was_called()


def test_the_same_record_gives_the_same_bytes_in_this_process():
    assert render(RECORD) == render(RECORD)


def test_the_same_record_gives_the_same_bytes_in_another_process():
    other = subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", IN_ANOTHER_PROCESS],
        env=os.environ | {"PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout.strip() == hashlib.sha256(render(RECORD)).hexdigest()


def test_readers_who_ask_at_once_get_what_they_would_get_alone():
    other = replace(RECORD, advice="Something else.", reference="CN-AAAA-BBBB")
    alone = [render(RECORD), render(other)]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(render, [RECORD, other] * 4))
    assert together == alone * 4


def test_a_forked_worker_prints_with_fonts_of_its_own_and_leaves_the_parents():
    before = render(RECORD)
    fork = multiprocessing.get_context("fork")
    with fork.Pool(1) as pool:
        assert pool.apply(render, (RECORD,)) == before
    assert rendering._press.fonts._folder.is_dir()
    assert render(replace(RECORD, advice="Ŵ")) != before


def test_warming_up_makes_the_press_once():
    warm_up()
    press = rendering._press
    warm_up()
    render(RECORD)
    assert rendering._press is press


def test_without_the_fonts_the_start_fails_and_says_what_to_run(tmp_path, monkeypatch):
    monkeypatch.setattr(rendering, "_press", None)
    monkeypatch.setattr(rendering, "PackagedAssets", lambda: PackagedAssets(tmp_path))
    with pytest.raises(FontsMissingError, match="make install"):
        warm_up()


def test_hostile_text_calls_nobody_and_reads_nothing(listener):
    port, was_called = listener
    attack = HOSTILE_TEXT.replace("127.0.0.1:9", f"127.0.0.1:{port}")
    facts = replace(hostile(advice()), advice=attack, reasons=attack, question=attack)
    warm_up()
    with _watched_files() as opened:
        pdf = render(advice_record(facts, Audience.HUB))
    assert not was_called()
    assert not rendering._press.fetcher.refused
    assert [path for path in opened if "passwd" in path] == []
    text = _text(pdf)
    assert "<script>alert(1)</script>" in text
    assert "[crying face]" in text
    assert "OFFICIAL-SENSITIVE" in text


def test_even_markup_that_got_through_reaches_no_network_and_no_file(listener, caplog, monkeypatch):
    port, was_called = listener
    secret = "Mali-Hargreaves"
    addresses = (
        f"http://127.0.0.1:{port}/{secret}.png", f"https://127.0.0.1:{port}/x",
        f"ftp://127.0.0.1:{port}/x", f"HTTP://127.0.0.1:{port}/x", "file:///etc/passwd",
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>", "/etc/passwd",
        "portal-asset:../../../../config.py", "portal-asset:/etc/passwd",
        "portal-asset:%2e%2e/x", "portal-asset:", "portal-asset:.",
    )  # fmt: skip
    page = "".join(
        f'<link rel="stylesheet" href="{url}"><link rel="attachment" href="{url}">'
        f'<style>@import url("{url}"); @font-face {{ font-family: x; src: url("{url}") }}'
        f' body {{ background: url("{url}"); font-family: x }}</style>'
        f'<img src="{url}" alt=""><object data="{url}"></object><embed src="{url}">'
        f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}"/></svg>'
        for url in addresses
    )
    warm_up()
    with caplog.at_level(logging.DEBUG), monkeypatch.context() as patched:
        patched.setattr(rendering._press.fetcher, "refused", refused := Counter())
        pdf, _ = rendering._print(f'<html lang="en">{page}<p>The end.</p>')
    assert not was_called()
    assert "The end." in _text(pdf)
    assert set(refused) == {"http", "https", "ftp", "file", "data", "other"}
    assert b"root:" not in pdf
    assert "a document asked for something that is not packaged (http)" in caplog.messages
    assert secret not in caplog.text


def test_a_packaged_font_is_served_by_its_bare_name_only():
    fetcher = PackagedAssets()
    name = "SourceSans3_400Regular.ttf"
    with fetch(fetcher, f"portal-asset:{name}") as response:
        assert response.read() == (FONTS / name).read_bytes()
    for wrong in (f"portal-asset:./{name}", f"portal-asset:{name}?x", f"x:{name}", name):
        with pytest.raises(URLFetchingError):
            fetcher_answer = fetch(fetcher, wrong)
            fetcher_answer.__enter__()


def test_no_log_line_repeats_what_was_typed(caplog):
    with caplog.at_level(logging.DEBUG):
        render(replace(RECORD, advice="Mali \ue001 \U00013000 Hargreaves"))
    assert "Mali" not in caplog.text
    assert "\ue001" not in caplog.text
    assert "U+E001" not in caplog.text


@pytest.mark.parametrize(
    "text",
    [
        "W" * 50_000,
        "word " * 10_000,
        "a\n" * 25_000,
        "a\n\n" * 16_000,
        "\u00a0" * 50_000,
        "/" * 50_000,
        "e\u0301" * 25_000,
        "\u0645\u0631 " * 16_000,
        "\U0001f622" * 50_000,
    ],
    ids=["word", "words", "lines", "paragraphs", "spaces", "slashes", "marks", "arabic", "faces"],
)
def test_fifty_thousand_characters_of_anything_are_printed(text):
    pdf = render(replace(RECORD, advice=text))
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) < 200


def test_an_endless_word_can_be_copied_whole():
    word = "abcdefghij" * 30
    assert word in _text(render(replace(RECORD, advice=word))).replace("\n", "")


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.text(max_size=200), st.text(st.characters(max_codepoint=0x2FF), max_size=200))
def test_any_text_at_all_can_be_printed(one, other):
    pdf = render(replace(RECORD, advice=one, question=other, reference=other, reasons=one))
    assert pdf.startswith(b"%PDF-1.7")


def _text(pdf):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


_watching: list[list[str]] = []


def _remember(event, arguments):
    if event == "open" and _watching and isinstance(arguments[0], str):
        _watching[-1].append(arguments[0])


sys.addaudithook(_remember)


@contextmanager
def _watched_files():
    """The paths that Python opens meanwhile."""
    _watching.append([])
    try:
        yield _watching[-1]
    finally:
        _watching.pop()
