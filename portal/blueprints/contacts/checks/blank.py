"""What an agency, a referrer and the hub answer each other, on paper, with nothing filled in."""

from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

from flask import Response
from flask_babel import gettext
from flask_login import current_user

from portal.access import access
from portal.blueprints.blank_fields import WRITTEN, line, of_form
from portal.blueprints.blank_forms import form_with, to_keep
from portal.blueprints.contacts.abuse.forms import MaracForm
from portal.blueprints.contacts.checks.forms import answer_form
from portal.blueprints.contacts.checks.routes import bp
from portal.blueprints.contacts.disagreements.forms import DisagreeForm
from portal.documents.blank import BlankForm, BlankPart, BlankQuestion
from portal.policies.accounts import SIGNED_IN
from portal.queries import hubs
from portal.queries.rows import AnyRow
from portal.rules.early_help_paper import HUB_PAPER_FORMS
from portal.vocabulary import N_

NAMES = ", ".join(f'"{name}"' for name in HUB_PAPER_FORMS)
Parts = Iterator[BlankPart]
SOMEBODY: Any = SimpleNamespace(person_id=None)


@bp.get(f"/checks/on-paper/<any({NAMES}):name>.pdf")
@access(SIGNED_IN)
def blank_form(name: str) -> Response:
    """One form with nothing filled in."""
    return to_keep(form_of(hubs.hub(current_user.hub_id), name))


def form_of(hub: AnyRow, name: str) -> BlankForm:
    """One of the forms, with this hub's own numbers. Raises KeyError for another name."""
    return form_with(hub, name, gettext(HUB_PAPER_FORMS[name]), PARTS[name]())


def _writer() -> BlankPart:
    """Whose words they are, and which record of the hub they belong to."""
    return BlankPart(
        title=gettext("Who writes this, and about what"),
        questions=(
            line(N_("Your name, job and organisation")),
            line(N_("Your phone number")),
            line(N_("The hub's reference, if you have it")),
            BlankQuestion(label=gettext("Today's date"), is_date=True),
        ),
    )


def _check() -> Parts:
    yield _writer()
    known = of_form(answer_form([SOMEBODY], date.min))
    asked = (line(N_("What were you asked, and who asked?"), WRITTEN),)
    yield BlankPart(title=gettext("The question"), questions=asked)
    yield BlankPart(
        title=gettext("What your agency knows"),
        note=gettext("One for each person you are asked about. Copy this part as you need it."),
        questions=(
            line(N_("Name, and date of birth or age")),
            *known,
        ),
    )


def _marac() -> Parts:
    yield _writer()
    who = (
        line(N_("Name of the adult victim, and date of birth or age")),
        line(N_("How are they reached safely, and when?"), WRITTEN),
        line(N_("Name of the person causing harm, if known")),
        line(N_("Names and ages of the children"), 2),
    )
    yield BlankPart(
        title=gettext("Who it is about"),
        note=gettext("Never contact the person causing harm, and never leave a message."),
        questions=who,
    )
    yield BlankPart(title=gettext("The referral"), questions=tuple(of_form(MaracForm)))


def _disagreement() -> Parts:
    yield _writer()
    child = line(N_("Name of the child or adult, and date of birth or age"))
    yield BlankPart(title=gettext("Why you disagree"), questions=(child, *of_form(DisagreeForm)))


PARTS: dict[str, Callable[[], Parts]] = {
    "agency-check": _check,
    "marac": _marac,
    "disagreement": _disagreement,
}
