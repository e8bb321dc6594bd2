"""The headers of every answer: nothing cached, nothing framed, nothing run that is not ours."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g, request

from portal.web import seconds_left

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

# The hash of the one inline script in the page frame; a test computes it anew.
INLINE_SCRIPT = "sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw="
POLICY = (
    "default-src 'none'; "
    f"script-src 'self' '{INLINE_SCRIPT}'; "
    "style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


_HSTS = "Strict-Transport-Security"
HSTS = "max-age=31536000; includeSubDomains"
PRIVATE = {"Cache-Control": "no-store", "Vary": "HX-Request, Cookie"}


def standing(*, is_secure: bool) -> list[tuple[str, str]]:
    """The headers of an answer that is not made by the application."""
    return [*HEADERS.items(), *PRIVATE.items(), *([(_HSTS, HSTS)] if is_secure else [])]


def _finish(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code in {200, 206, 304}:
        response.headers["Cache-Control"] = "public, max-age=3600"
        return response
    response.headers.update(PRIVATE)
    if "time_left" in g:
        response.headers["Portal-Seconds-Left"] = str(seconds_left())
    return response


class Standing:
    """WSGI: the headers that never change, put beside those of every answer of the application.

    By way of a response each would be looked at three times: set, copied and sent.
    """

    def __init__(self, app: Flask) -> None:
        self._next, self._config = app.wsgi_app, app.config

    def __call__(self, environ: "WSGIEnvironment", respond: "StartResponse") -> Iterable[bytes]:
        """Answer as the application does."""
        is_secure = environ["wsgi.url_scheme"] == "https" or self._config["SESSION_COOKIE_SECURE"]
        ours = [*HEADERS.items(), *([(_HSTS, HSTS)] if is_secure else [])]

        def respond_so(status: str, headers: list[tuple[str, str]], *trouble: Any) -> Any:
            return respond(status, [*headers, *ours], *trouble)

        return self._next(environ, respond_so)


def register(app: Flask) -> None:
    """Set the headers of every answer, errors too."""
    app.after_request(_finish)
    app.wsgi_app = Standing(app)  # type: ignore[assignment,method-assign]  # where Flask has middleware put
