"""A form with nothing filled in: under the hub's own numbers, and as a PDF to keep."""

from collections.abc import Iterable

from flask import Response, make_response
from flask_babel import get_locale, get_translations

from portal.blueprints.opening_hours import hub_line
from portal.documents import render
from portal.documents.blank import BlankForm, BlankPart
from portal.queries.frameworks import framework as framework_of
from portal.queries.rows import AnyRow


def form_with(
    hub: AnyRow, name: str, title: str, parts: Iterable[BlankPart], *, stays: bool = False
) -> BlankForm:
    """The form of that name with its parts; one that `stays` is typed up by who wrote on it."""
    return BlankForm(
        name=name,
        title=title,
        lang=str(get_locale()),
        hub=hub_line(hub),
        version=framework_of(hub.framework_id).version,
        parts=tuple(parts),
        stays_with_writer=stays,
    )


def drawn(form: BlankForm) -> bytes:
    """The form as a PDF, in the reader's language."""
    return render.render_blank(form, get_translations())


def to_keep(form: BlankForm) -> Response:
    """The form as a file to print before it is needed."""
    response = make_response(drawn(form))
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="blank-{form.name}-form.pdf"'
    return response
