"""Mail through a real SMTP listener: what a letter says, and every way a server can fail us."""

import smtplib
import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from portal.commands.outbox import KINDS
from portal.integrations.letters import SENTENCES, Letter, letter
from portal.integrations.mail import ConsolePost, MailFailed, SmtpPost, post_for
from tests.makers import NOON

KEPT = "person@example.org"


class Listener:
    """Answers as it is told and keeps what it took."""

    def __init__(self, answer: str = "250 OK", recipient_answer: str = "250 OK") -> None:
        self.answer = answer
        self.recipient_answer = recipient_answer
        self.taken: list[Any] = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:
        if self.recipient_answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient_answer

    async def handle_DATA(self, _server, _session, envelope) -> str:
        if self.answer.startswith("250"):
            self.taken.append(envelope)
        return self.answer


@contextmanager
def listening(listener: Listener) -> Iterator[SmtpPost]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(listener, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield SmtpPost(host="127.0.0.1", port=port, sender="no-reply@portal.example", timeout=5)
    finally:
        controller.stop()


def a_letter(app: Any, kind: str = "advice", lang: str = "en", to: str = KEPT) -> Letter:
    return letter(
        id=uuid.uuid4(),
        kind=kind,
        to=to,
        reference="CN-7K3F-Q9XT",
        lang=lang,
        address="https://portal.example/sign-in",
        at=NOON,
    )


def test_letter_arrives_with_reference_and_sign_in_address_and_nothing_more(app):
    with listening(Listener()) as post, post:
        pass
    listener = Listener()
    with listening(listener) as post:
        sent = a_letter(app)
        with post:
            post.send(sent)
    (envelope,) = listener.taken
    text = envelope.content.decode()
    assert envelope.rcpt_tos == [KEPT]
    assert "Subject: CN-7K3F-Q9XT: sign in to read your message" in text
    assert "https://portal.example/sign-in" in text
    assert f"Message-ID: <{sent.id}@portal.example>" in text
    assert "Auto-Submitted: auto-generated" in text
    assert text.count("https://") == 1


def test_one_connection_carries_a_batch(app):
    listener = Listener()
    with listening(listener) as post, post:
        for _ in range(5):
            post.send(a_letter(app))
    assert len(listener.taken) == 5
    assert len({id(envelope) for envelope in listener.taken}) == 5


@pytest.mark.parametrize(
    ("listener", "reason", "is_permanent"),
    [
        (Listener(answer="451 try later"), "SMTP 451", False),
        (Listener(answer="552 too much"), "SMTP 552", True),
        (Listener(recipient_answer="450 person@example.org is busy"), "SMTP 450", False),
        (Listener(recipient_answer="550 no person@example.org here"), "SMTP 550", True),
    ],
)
def test_refusals_are_told_apart_and_name_nobody(app, listener, reason, is_permanent):
    with listening(listener) as post, post, pytest.raises(MailFailed) as failure:
        post.send(a_letter(app))
    assert failure.value.reason == reason
    assert failure.value.is_permanent is is_permanent
    assert "example.org" not in str(failure.value)


def test_a_refused_letter_does_not_spoil_the_next(app):
    listener = Listener(answer="451 try later")
    with listening(listener) as post, post:
        with pytest.raises(MailFailed):
            post.send(a_letter(app))
        listener.answer = "250 OK"
        post.send(a_letter(app))
    assert len(listener.taken) == 1


def test_a_server_that_is_down_fails_the_whole_batch_at_once(app):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    post = SmtpPost(host="127.0.0.1", port=port, sender="a@b.example", timeout=5)
    with post:
        for _ in range(2):
            with pytest.raises(MailFailed) as failure:
                post.send(a_letter(app))
            assert failure.value.reason == "no connection: ConnectionRefusedError"
            assert not failure.value.is_permanent


def test_a_server_that_never_answers_is_given_up_after_the_timeout(app):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(1)
        post = SmtpPost(
            host="127.0.0.1", port=silent.getsockname()[1], sender="a@b.example", timeout=0.2
        )
        with post, pytest.raises(MailFailed) as failure:
            post.send(a_letter(app))
    assert failure.value.reason == "no connection: SMTPServerDisconnected"


def test_starttls_is_demanded_when_the_settings_say_so(app):
    with listening(Listener()) as post:
        post.uses_starttls = True
        with post, pytest.raises(MailFailed) as failure:
            post.send(a_letter(app))
    assert failure.value.reason == f"no connection: {smtplib.SMTPNotSupportedError.__name__}"


@pytest.mark.parametrize("to", ["a@example.org\r\nBcc: b@example.org", "a@example.org,b@c.example"])
def test_an_address_adds_no_header_and_no_second_reader(app, to):
    listener = Listener()
    with listening(listener) as post, post, pytest.raises(MailFailed) as failure:
        post.send(a_letter(app, to=to))
    assert failure.value.is_permanent
    assert listener.taken == []


@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_letter_in_each_language(app, kind, lang):
    made = a_letter(app, kind, lang)
    assert "CN-7K3F-Q9XT" in made.subject and "CN-7K3F-Q9XT" in made.body
    assert made.body.count("https://portal.example/sign-in") == 1
    assert "%(" not in made.body + made.subject


def test_mail_can_be_queued_for_exactly_the_kinds_that_have_words():
    assert set(KINDS) == set(SENTENCES)


def test_console_shows_the_letter(app, capsys):
    with ConsolePost() as post:
        post.send(a_letter(app))
    assert "sign in to read your message" in capsys.readouterr().out


def test_settings_choose_the_way_out(app):
    assert isinstance(post_for({**app.config, "MAIL_BACKEND": "console"}), ConsolePost)
    chosen = post_for({**app.config, "MAIL_BACKEND": "smtp", "SMTP_STARTTLS": True})
    assert isinstance(chosen, SmtpPost) and chosen.uses_starttls
