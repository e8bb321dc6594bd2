"""No word of a family leaves its pages: not in a mail, an address, a log line or a title."""

import base64
import io
import json
import logging
import zlib

import pikepdf
import pytest
import time_machine
from flask import Flask
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError

from portal.extensions import db
from portal.models import AuditEvent, Message, OutboxMessage
from tests.guards.leaks import PHONE, Exchange, Watch, in_exchange, leaked
from tests.guards.planted_abuse import play_abuse
from tests.guards.planted_checks import play_checks
from tests.guards.planted_help import play_help
from tests.guards.planted_referral import play_referral
from tests.guards.planted_story import Story
from tests.integrations.test_mail import Listener, listening
from tests.makers import NOON, Maker
from tests.page_client import CANARY
from tests.served import hidden, served

__all__ = ["served"]
# The reason for an act on the queue is the "why" of its audit event, as it was given.
WITH_REASON = {
    "give_back",
    "reassign",
    "open_address",
    "convert_back",
    "delete_address",
    "replace_address",
}


def test_a_worked_consultation_leaves_no_word_of_it_outside_its_pages(
    served: Flask,
    make: Maker,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="weasyprint")
    watch = Watch(served)
    with time_machine.travel(NOON, tick=False) as clock:
        story = Story(served, make, clock)
        story.play()
        play_referral(story)
        play_checks(story)
        play_abuse(story)
        mails, said = delivered(served)
    assert not_on_the_record(story) == []
    assert [place for exchange in watch.seen for place in in_exchange(exchange)] == []
    assert [exchange.line for exchange in watch.seen if not exchange.is_never_stored] == []
    assert {200, 204, 303, 400, 404, 409, 413, 422, 500, 503} <= {e.status for e in watch.seen}
    assert len(mails) > 8 and leaked(" ".join(mails)) == []
    logged = caplog.text + "".join(capsys.readouterr()) + said
    assert "request_failed" in logged and "gunicorn.access" in logged
    assert leaked(logged) == []
    assert in_audit(story) == []


def test_an_episode_of_early_help_leaves_no_word_of_it_outside_its_pages(
    served: Flask,
    make: Maker,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    watch = Watch(served)
    with time_machine.travel(NOON, tick=False) as clock:
        story = Story(served, make, clock)
        story.people()
        story.planted.passing |= set(story.planted.words)  # names of those who have no part in it
        play_help(story)
        mails, said = delivered(served)
    assert " | ".join(not_on_the_record(story, least=30)) == ""
    assert [place for exchange in watch.seen for place in in_exchange(exchange)] == []
    assert [exchange.line for exchange in watch.seen if not exchange.is_never_stored] == []
    assert len(mails) > 2 and leaked(" ".join(mails)) == []
    assert leaked(caplog.text + "".join(capsys.readouterr()) + said) == []
    assert in_audit(story) == []


def not_on_the_record(story: Story, least: int = 90) -> list[str]:
    """Where words were typed that neither side reads on the contact page: none may be missing."""
    pages = "".join(story.pages)
    assert PHONE in pages
    words = story.planted.words.items()
    assert len(words) > least
    return [
        where for word, where in words if word not in pages and word not in story.planted.passing
    ]


def delivered(served: Flask) -> tuple[list[str], str]:
    """Every mail as a mail system gets it, headers and all; and what the worker said meanwhile."""
    listener = Listener()
    with listening(listener) as post:
        served.config.update(MAIL_BACKEND="smtp", SMTP_PORT=post.port)
        said = served.test_cli_runner().invoke(args=["worker", "--once"]).output
    rows = db.session.query(OutboxMessage).all()
    assert len(rows) == len(listener.taken)
    kept = " ".join(f"{row.kind} {row.state} {row.last_error}" for row in rows)
    return [f"{mail.mail_from} {mail.content.decode()}" for mail in listener.taken], said + kept


def in_audit(story: Story) -> list[str]:
    """Words in the free fields of the audit trail, save the reasons given for acts on the queue."""
    events = db.session.query(AuditEvent).order_by(AuditEvent.id).all()
    reasons = [event for event in events if event.action in WITH_REASON]
    assert [event.why for event in reasons] == story.reasons
    return [
        f"{event.action}: {event.why}"
        for event in events
        if event not in reasons
        and leaked((event.role, event.action, event.record_type, event.result, event.why))
    ]


def test_an_error_of_the_database_says_nothing_of_what_was_being_written(
    app: Flask, make: Maker
) -> None:
    """Whatever prints an error, a log or a terminal, prints no statement's words."""
    contact = make.consultation()
    words = {"hub_id": contact.hub_id, "contact_id": contact.id, "text": CANARY}
    with hidden("messages"), pytest.raises(DBAPIError) as failure:
        db.session.execute(insert(Message).values(**words, kind="reply"))
    assert "messages" in str(failure.value)
    assert leaked(failure.value) == []


COOKIE = base64.urlsafe_b64encode(json.dumps({"_flashes": [CANARY]}).encode()).decode()
SQUEEZED = base64.urlsafe_b64encode(zlib.compress(f"{CANARY}aaa".encode() * 9)).decode()


def page(inside: str) -> bytes:
    return f"<!doctype html><html><head>{inside}</head><body>{inside}</body></html>".encode()


def a_pdf(title: str) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.docinfo["/Title"] = title
        pdf.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    "planted",
    [
        Exchange(f"GET /queue?q={CANARY}", 200, [], b""),
        Exchange("GET /queue?q=%5ayx%63anary", 200, [], b""),
        Exchange("GET /", 303, [("Location", f"/x?{CANARY.upper()}")], b""),
        Exchange("GET /", 303, [("HX-Redirect", "/x?tel=07700+900461")], b""),
        Exchange("GET /", 200, [("Set-Cookie", f"portal={COOKIE}.x.y; HttpOnly")], b""),
        Exchange("GET /", 200, [("Set-Cookie", f"portal=.{SQUEEZED}.x.y; HttpOnly")], b""),
        Exchange("GET /", 200, [("Content-Disposition", f'inline; filename="{CANARY}"')], b""),
        *(
            Exchange("GET /", 200, [("Content-Type", "text/html; charset=utf-8")], page(inside))
            for inside in (
                f"<title>{CANARY}</title>",
                f"<a href='/x?q={CANARY}'>x</a>",
                f"<form method=post action='/x/{CANARY}'></form>",
                f"<button formaction='/x/{CANARY}'></button>",
                f"<p hx-get='/x/{CANARY}'></p>",
                f"<p data-said='{CANARY}'></p>",
                f"<p id='{CANARY}'></p>",
                "<form method=get><input name=q></form>",
                "<form><textarea name=q></textarea></form>",
            )
        ),
        Exchange("GET /", 200, [("Content-Type", "application/pdf")], a_pdf(CANARY)),
    ],
)
def test_a_planted_leak_is_found(planted: Exchange) -> None:
    assert list(in_exchange(planted))


@pytest.mark.parametrize(
    "fine",
    [
        f"<p>{CANARY}</p>",
        f"<form method=post action='/x'><input name=q value='{CANARY}'></form>",
        f"<a href='tel:07700900461'>{PHONE}</a>",
        "<form method=get><input type=checkbox name=mine></form>",
    ],
)
def test_what_stands_on_the_page_itself_is_fine(fine: str) -> None:
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
    assert list(in_exchange(Exchange("GET /", 200, headers, page(fine)))) == []


def test_an_answer_that_may_be_stored_is_found() -> None:
    assert not Exchange("GET /", 200, [("Cache-Control", "max-age=9")], b"").is_never_stored
