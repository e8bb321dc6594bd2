"""A record corrected from its form: what every page that does so makes of the outcome."""

from collections.abc import Callable

from flask import flash
from flask_babel import gettext as _

from portal.blueprints.early_help.keeping import let_go
from portal.commands.base import Refused


def put_right(correct: Callable[[], object], *, is_in_parts: bool = True) -> None:
    """Correct the record, let go of the words kept for the page, and say that it is done.

    What is refused is said at the field of the form: the reason, the questions of the part that
    is corrected, or without parts the field that the command names.
    """
    try:
        correct()
    except Refused as error:
        place = "part" if is_in_parts else error.field
        field = "correction_why" if error.field == "why" else place
        raise Refused(error.message, field) from error
    let_go()
    flash(_("The record is corrected. The one before stays and can be read."), "success")
