"""What no person can type is refused, or put right, before anything reads it."""

import re

from flask import Flask, abort, current_app, request
from werkzeug.datastructures import ImmutableMultiDict

# Words pasted from elsewhere may carry marks that turn the reading order round. One without its
# end, in a name, would print our own words after it backwards; letters know their direction.
_TURNS_ROUND = re.compile("[\u202a-\u202e\u2066-\u2069]")
# A line broken by hand in a word processor is a line broken by hand here, not an empty box.
_LINE_ENDS = re.compile("[\x0b\x0c\u2028\u2029]")
_PASTED = re.compile(f"{_TURNS_ROUND.pattern}|{_LINE_ENDS.pattern}")


def _brings_content() -> bool:
    """Most requests only ask for a page, and have no form that one would have to look for."""
    given = request.environ
    return given.get("CONTENT_LENGTH", "") not in {"", "0"} or "HTTP_TRANSFER_ENCODING" in given


_OF_A_FORM = {"", "application/x-www-form-urlencoded", "multipart/form-data"}


def _answer_head_like_get() -> None:
    """Who asks for the headers of a page asks to look, and never to act.

    The server leaves the page out of the answer by itself. A view that takes whatever is no GET
    for a post would act, and no form token is asked of a HEAD.
    """
    if request.method == "HEAD":
        request.method = "GET"


def _take_fields_alone() -> None:
    """What was typed comes as the fields of a form, as text.

    A form library would also take its fields from JSON, with numbers, lists and characters that
    nothing here has looked at, or a file in place of an answer.
    """
    if request.mimetype not in _OF_A_FORM:
        abort(400)
    if _brings_content() and request.files:
        request.files = ImmutableMultiDict()


def _refuse_too_many_fields() -> None:
    """No page of ours has a hundred fields; a million in two megabytes would keep a worker busy.

    The server counts the parts of a multipart form itself, and of this kind it counts nothing.
    """
    if request.mimetype == "application/x-www-form-urlencoded":
        fields = request.get_data(parse_form_data=False).count(b"&") + 1
        if fields > current_app.config["MAX_FORM_PARTS"]:
            abort(413)


def _refuse_null_characters() -> None:
    """A database text cannot hold U+0000; no keyboard writes it."""
    given = [request.path]
    for fields in (request.args, request.form) if _brings_content() else (request.args,):
        for name, values in fields.lists():
            given += name, *values
    if any("\0" in text for text in given):
        abort(400)


def _put_pasted_words_right() -> None:
    """Every word stays; what only a word processor writes between words does not."""
    if not _brings_content():
        return
    given = list(request.form.items(multi=True))
    if any(_PASTED.search(text) for _name, text in given):
        request.form = ImmutableMultiDict((name, readable(name, text)) for name, text in given)


def readable(name: str, text: str) -> str:
    """The same words, without marks that turn their order round, with one kind of line end.

    A password stays as it is: it is never shown, and only its own characters open the door.
    """
    return text if "password" in name else _LINE_ENDS.sub("\n", _TURNS_ROUND.sub("", text))


def register(app: Flask) -> None:
    """Look at every request first."""
    app.before_request(_answer_head_like_get)
    app.before_request(_refuse_too_many_fields)
    app.before_request(_take_fields_alone)
    app.before_request(_refuse_null_characters)
    app.before_request(_put_pasted_words_right)
