"""What no person can type is refused before anything reads it."""

from flask import Flask, abort, request


def _refuse_null_characters() -> None:
    """A database text cannot hold U+0000; no keyboard writes it."""
    given = [request.path, *request.args.keys(), *request.form.keys()]
    for values in (*request.args.listvalues(), *request.form.listvalues()):
        given += values
    if any("\0" in text for text in given):
        abort(400)


def register(app: Flask) -> None:
    """Look at every request first."""
    app.before_request(_refuse_null_characters)
