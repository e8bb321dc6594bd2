"""Mail leaves here: to the screen in development, through SMTP in production."""

import smtplib
import ssl
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from types import TracebackType
from typing import Any, Protocol, Self

from portal.integrations.letters import Letter

TIMEOUT_SECONDS = 10


class MailFailed(Exception):
    """A letter that did not leave. `reason` holds no address and no text of the letter."""

    def __init__(self, reason: str, *, is_permanent: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_permanent = is_permanent


class Post(AbstractContextManager["Post"], Protocol):
    """Somewhere letters go; used in a `with`, so that a batch shares one connection."""

    def send(self, letter: Letter) -> None:
        """Hand one letter over; raises `MailFailed`."""


class ConsolePost:
    """Writes letters to the screen: development only, where every address is invented."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        return None

    def send(self, letter: Letter) -> None:
        """Show the letter."""
        text = f"To: {letter.to}\nSubject: {letter.subject}\n\n{letter.body}\n{'-' * 60}\n"
        sys.stdout.write(text)
        sys.stdout.flush()


@dataclass
class SmtpPost:
    """One connection for a batch of letters, made when the first is sent and mended when lost."""

    host: str
    port: int
    sender: str
    uses_starttls: bool = False
    user: str = ""
    password: str = ""
    timeout: float = TIMEOUT_SECONDS
    _server: smtplib.SMTP | None = None
    _out_of_reach: MailFailed | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        if self._server is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._server.quit()
        self._server = None

    def send(self, letter: Letter) -> None:
        """Hand one letter to the mail system; raises `MailFailed`.

        A server that cannot be reached is not tried again for the rest of the batch.
        """
        if self._out_of_reach is not None:
            raise self._out_of_reach
        try:
            if self._server is None:
                self._server = self._connect()
            self._server.send_message(self._message(letter))
        except ValueError:
            raise MailFailed("an address that cannot be written", is_permanent=True) from None
        except (OSError, smtplib.SMTPException) as error:
            raise self._failure(error) from None

    def _connect(self) -> smtplib.SMTP:
        try:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
            if self.uses_starttls:
                server.starttls(context=ssl.create_default_context())
            if self.user:
                server.login(self.user, self.password)
        except (OSError, smtplib.SMTPException) as error:
            self._out_of_reach = MailFailed(f"no connection: {_named(error)}")
            raise self._out_of_reach from None
        return server

    def _failure(self, error: Exception) -> MailFailed:
        """What to keep of an error: its kind and code, never its text, which quotes addresses."""
        codes = _codes(error)
        if codes:
            if self._server is not None:
                with suppress(OSError, smtplib.SMTPException):
                    self._server.rset()
            return MailFailed(f"SMTP {codes[0]}", is_permanent=all(c >= 500 for c in codes))
        self._server = None  # broken off or too slow: the next letter connects anew
        return MailFailed(_named(error))

    def _message(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self.sender
        message["To"] = letter.to
        if len(message["To"].addresses) != 1:  # a comma in it would write to somebody else too
            raise ValueError("not one address")
        message["Subject"] = letter.subject
        message["Date"] = format_datetime(letter.at)
        domain = self.sender.rpartition("@")[2].rstrip(">") or "localhost"
        message["Message-ID"] = f"<{letter.id}@{domain}>"  # the same when sent again
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.body)
        message["Content-Language"] = letter.lang  # after the content, which clears such headers
        return message


def _codes(error: Exception) -> list[int]:
    """The reply codes an SMTP error carries: of the recipients, or of the command."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _text in error.recipients.values()]
    if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code > 0:
        return [error.smtp_code]
    return []


def _named(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "timeout"
    return type(error).__name__


def post_for(settings: Mapping[str, Any]) -> Post:
    """The way out that the settings name: `console` or `smtp`."""
    if settings["MAIL_BACKEND"] == "console":
        return ConsolePost()
    return SmtpPost(
        host=settings["SMTP_HOST"],
        port=settings["SMTP_PORT"],
        sender=settings["MAIL_FROM"],
        uses_starttls=settings["SMTP_STARTTLS"],
        user=settings["SMTP_USER"],
        password=settings["SMTP_PASSWORD"],
    )
