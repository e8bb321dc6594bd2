"""The forms of the pages that a referral has besides; every field may be left empty."""

from datetime import date

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.fields import SelectChoice

from portal.blueprints.consultations.fields import (
    JourneyForm,
    area,
    checkboxes,
    hidden,
    line,
    radios,
)
from portal.blueprints.consultations.forms import YES_NO, YES_NO_NOT_KNOWN
from portal.rules.codes import NOTHING, CodeList
from portal.rules.numbers_of_people import is_nhs_number, is_upn


def offered(codes: CodeList) -> list[SelectChoice]:
    """A code list as choices, in the reader's language."""
    return [SelectChoice(code, words) for code, words in codes.choices(str(get_locale()))]


class IdentityForm(JourneyForm):
    """One person in full; the page shows the fields that fit."""

    view = area("identity.view", _l("In their own words where you can."))
    phone = line("identity.phone")
    parental_responsibility = area(
        "identity.parental_responsibility",
        _l("Name each person, and any court order you know of."),
    )
    residence = area("identity.residence")
    private_fostering = radios("identity.private_fostering", "", YES_NO_NOT_KNOWN)
    names_used = line("identity.names_used", _l("For example, a family name they had before."))
    born_day = StringField()
    born_month = StringField()
    born_year = StringField()
    sex = radios("identity.sex")
    gender = line("identity.gender", _l("In their own words. Leave empty if they have not said."))
    first_language = line("identity.first_language")
    interpreter = radios("identity.interpreter", "", YES_NO_NOT_KNOWN)
    communication = area(
        "identity.communication",
        _l("For example: Uses signs and pictures. Reads slowly; short sentences on paper help."),
    )
    ethnicity = line(
        "identity.ethnicity",
        _l("What they or their carer have said. Never guess from a name, a look or a language."),
    )
    religion = line("identity.religion", _l("What they or their carer have said."))
    immigration = line(
        "identity.immigration",
        _l("Only where it changes what help they can have or what they are afraid of."),
    )
    disabilities = checkboxes("identity.disabilities")
    disability_detail = area("identity.disability_detail")
    gp = line("identity.gp")
    nhs_number = line("identity.nhs_number", _l("Ten digits, if you have it to hand."))
    upn = line("identity.upn", _l("Schools have it. A letter and twelve digits."))
    dates = ("born",)
    past = ("born",)
    disability_codes: CodeList = NOTHING

    def point_out(self, today: date) -> bool:
        """Numbers with a check digit, and codes that do not go together."""
        super().point_out(today)
        number, upn = (self.nhs_number.data or "").strip(), (self.upn.data or "").strip()
        if number and not is_nhs_number(number):
            self.nhs_number.errors = [gettext("Check the NHS number: it does not add up")]
        if upn and not is_upn(upn):
            self.upn.errors = [gettext("Check the pupil number: it does not add up")]
        told = [
            gettext(fault) for fault in self.disability_codes.faults(self.disabilities.data or ())
        ]
        if told:
            self.disabilities.errors = told
        return bool(self.errors)


class AddressForm(JourneyForm):
    """Where somebody lives or lived, and whether that is secret."""

    text = area("address.text")
    postcode = line("address.postcode")
    whose = checkboxes("address.whose", _l("Choose nobody if it is the whole household's."))
    time = radios("address.time")
    confidential = radios(
        "address.confidential",
        _l(
            "If yes, only you and whoever takes this up at the hub can open it, and each time they "
            "have to say why."
        ),
        YES_NO,
    )
    confidential_why = area(
        "address.confidential_why",
        _l("For example: Her former partner does not know where she is."),
    )


class AddressesForm(JourneyForm):
    """What the addresses alone do not say."""

    moves = area("addresses.moves")


class InjuryForm(JourneyForm):
    """One mark, placed by words or by pointing."""

    person = radios("injury.person")
    place = StringField(_l("Where on the body?"))
    pointed = hidden()
    x = hidden()
    y = hidden()
    description = area(
        "injury.description",
        _l("Say what you see, not what you think it is. For example: Round mark, skin not broken."),
    )
    colour = line("injury.colour")
    measured = line("injury.measured", _l("For example, 2 cm by 1 cm, guessed from a coin."))
    explanation = area(
        "injury.explanation",
        _l("In their words. Do not question a child about an injury."),
    )


class InjuriesForm(JourneyForm):
    """What the marks alone do not say."""

    injuries_note = area("injuries.injuries_note")


class ProfessionalForm(JourneyForm):
    """Somebody who works with the family."""

    name = line("professional.name")
    role = line("professional.role", _l("For example, health visitor or family support worker."))
    organisation = line("professional.organisation")
    phone = line("professional.phone")
    agreed = radios(
        "professional.agreed",
        _l("The hub may have to ask all the same where a child could be harmed."),
    )


class ProfessionalsForm(JourneyForm):
    """Others who know the family."""

    others = area(
        "professionals.others", _l("For example, a faith leader, a coach or a neighbour.")
    )


class HarmForm(JourneyForm):
    """Where the harm comes from, and whether it can reach the child or a worker."""

    source = area(
        "harm.source",
        _l("Name the person if you can, and how they are related. Say so if you do not know."),
    )
    access = radios("harm.access", "", YES_NO_NOT_KNOWN)
    access_detail = area("harm.access_detail")
    visit_risk = radios("harm.visit_risk", "", YES_NO_NOT_KNOWN)
    visit_risk_detail = area(
        "harm.visit_risk_detail", _l("For example: A dog that bites, threats to staff, weapons.")
    )


class HistoryForm(JourneyForm):
    """What went before."""

    history = area("history.history", _l("Say how you know it."))
    earlier = area("history.earlier", _l("With dates and places, as far as you know them."))


class RequestForm(JourneyForm):
    """What is asked for, and what the hub has been told by phone."""

    wanted = area(
        "request.wanted", _l("For example: A social worker to see her before she goes home today.")
    )
    phoned = radios("request.phoned", "", YES_NO)
    phoned_on_day = StringField()
    phoned_on_month = StringField()
    phoned_on_year = StringField()
    phoned_to = area("request.phoned_to")
    need = radios("request.need", _l("If two fit, choose the one that stands higher."))
    source = StringField(_l("Which describes you best?"))
    dates = ("phoned_on",)
    past = ("phoned_on",)
