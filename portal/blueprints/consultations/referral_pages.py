"""The question pages that a referral has besides, and the table of all pages."""

import uuid

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.fields import SelectChoice

from portal.blueprints.consultations import referral_forms as forms
from portal.blueprints.consultations.fields import JourneyForm
from portal.blueprints.consultations.pages import PAGES, QuestionPage, Typed
from portal.blueprints.consultations.way import Way
from portal.rules.permissions import Actor
from portal.vocabulary import AddressTime


def people_of(way: Way) -> list[SelectChoice]:
    """Everyone on the form, to choose from."""
    return [SelectChoice(key, name) for key, name in way.names.items()]


def _first_address(way: Way, _actor: Actor, _part: uuid.UUID | None) -> Typed:
    """The address already given for somebody stands in the first one."""
    known = next((each for each in way.consultation.people if each.address), None)
    first = {"time": AddressTime.CURRENT.value}
    if known is None or way.referral.addresses:
        return first
    return {**first, "text": known.address}


def _first_injury(way: Way, _actor: Actor, _part: uuid.UUID | None) -> Typed:
    children = way.consultation.children
    return {"person": str(children[0].id)} if len(children) == 1 else {}


def _first_request(way: Way, _actor: Actor, _part: uuid.UUID | None) -> Typed:
    """A question asked before this became a referral; what the agency says of itself."""
    usual = way.codes.source_of.get(way.draft.contact.agency, "")
    return {"wanted": way.consultation.texts.get("question.question", ""), "source": usual}


def _prepare_identity(form: JourneyForm, way: Way) -> None:
    codes = way.codes.disabilities
    form["disabilities"].choices = forms.offered(codes)
    form.disability_codes = codes
    if not codes.is_confirmed:
        form["disabilities"].description = gettext(
            "The wording of these groups has still to be confirmed by your hub."
        )


def _prepare_address(form: JourneyForm, way: Way) -> None:
    form["whose"].choices = people_of(way)


def _prepare_injury(form: JourneyForm, way: Way) -> None:
    form["person"].choices = people_of(way)


def _prepare_request(form: JourneyForm, way: Way) -> None:
    form["need"].choices = forms.offered(way.codes.needs)


EVERY: dict[str, QuestionPage] = {
    **PAGES,
    **{
        page.kind: page
        for page in (
            QuestionPage("injuries", forms.InjuriesForm, _l("Injuries and marks")),
            QuestionPage(
                "injury",
                forms.InjuryForm,
                _l("One injury or mark"),
                _first_injury,
                _prepare_injury,
            ),
            QuestionPage("harm", forms.HarmForm, _l("Where does the harm come from?")),
            QuestionPage(
                "identity",
                forms.IdentityForm,
                _l("More about %(name)s"),
                prepare=_prepare_identity,
            ),
            QuestionPage("addresses", forms.AddressesForm, _l("Addresses")),
            QuestionPage(
                "address", forms.AddressForm, _l("An address"), _first_address, _prepare_address
            ),
            QuestionPage(
                "professionals", forms.ProfessionalsForm, _l("Who else works with the family?")
            ),
            QuestionPage("professional", forms.ProfessionalForm, _l("Someone who works with them")),
            QuestionPage("history", forms.HistoryForm, _l("What went before?")),
            QuestionPage(
                "request",
                forms.RequestForm,
                _l("What do you ask for?"),
                _first_request,
                _prepare_request,
            ),
        )
    },
}
