"""The headers of every answer: nothing cached, nothing framed, nothing run that is not ours."""

from flask import Flask, Response, current_app, g, request

from portal.web import seconds_left

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
    response.headers.extend(HEADERS)  # nobody else sets them, so that none need be looked for
    if request.is_secure or current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers[_HSTS] = HSTS
    if request.endpoint == "static" and response.status_code in {200, 206, 304}:
        response.headers["Cache-Control"] = "public, max-age=3600"
        return response
    response.headers.update(PRIVATE)
    if "time_left" in g:
        response.headers["Portal-Seconds-Left"] = str(seconds_left())
    return response


def register(app: Flask) -> None:
    """Set the headers of every answer, errors too."""
    app.after_request(_finish)
