"""The forms of domestic abuse advice; every field may be left empty, and never counts as a no."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField
from wtforms.fields import SelectChoice

from portal.blueprints.consultations.fields import (
    JourneyForm,
    area,
    checkboxes,
    choices_of,
    line,
    radios,
)
from portal.blueprints.consultations.forms import YES_NO_NOT_KNOWN, BasisForm
from portal.rules.abuse_words import SOURCE_OF_TOPIC, TOPICS
from portal.rules.typed import whole


def yes_no(name: str, hint: Any = "") -> RadioField:
    """Yes, no or not known."""
    return radios(name, hint, YES_NO_NOT_KNOWN)


class SafeContactForm(JourneyForm):
    """The ten questions about safe contact, before anything else is asked about the people."""

    safe_now = yes_no("safe-contact.safe_now")
    safe_now_detail = area("safe-contact.safe_now_detail")
    reach = area("safe-contact.reach", _l("Which number, on which days, at which times."))
    reach_shared = area("safe-contact.reach_shared")
    message = yes_no("safe-contact.message")
    message_says = area("safe-contact.message_says", _l("For example: Say it is the dentist."))
    tracked = yes_no(
        "safe-contact.tracked",
        _l("Phone, car, doorbell, bank, and the children's devices."),
    )
    tracked_detail = area("safe-contact.tracked_detail")
    venue = area("safe-contact.venue", _l("For example, a school, a surgery or work."))
    harmer_where = area("safe-contact.harmer_where")
    children_where = area("safe-contact.children_where")
    interpreter = yes_no(
        "safe-contact.interpreter",
        _l(
            "Only a professional: never family, and nobody from the same small community without "
            "asking first."
        ),
    )
    interpreter_detail = area("safe-contact.interpreter_detail")
    seen_by = yes_no(
        "safe-contact.seen_by",
        _l(
            "Joint parent portals, the NHS App, shared email, letters, requests for records, court "
            "papers. Unless you answer no, copies leave out addresses, schools and who said what. "
            "Your own words are printed as you write them."
        ),
    )
    seen_by_detail = area("safe-contact.seen_by_detail")
    if_shared = area("safe-contact.if_shared")


class VictimForm(JourneyForm):
    """The person being harmed, as far as it changes which route applies."""

    age = radios(
        "victim.age",
        _l("Abuse of a child under 16 is child abuse. At 16 or 17 both routes apply."),
    )
    relationship = line(
        "victim.relationship",
        _l("For example: partner, former partner, grown-up son. Separated counts too."),
    )
    lives_together = yes_no("victim.lives_together")


class AffectedForm(JourneyForm):
    """A child as a victim in their own right."""

    sees = yes_no("affected.sees")
    related = yes_no("affected.related", _l("To the adult being harmed or the person harming."))
    how = area(
        "affected.how",
        _l("For example: He hides her phone under his pillow so that she can ring for help."),
    )


class RiskToolForm(JourneyForm):
    """Which tool was used, by whom and with whom, and what it says itself."""

    tool = radios("risk-tool.tool", _l("You do not need a tool to ask for advice."))
    tool_other = line("risk-tool.tool_other")
    tool_version = line("risk-tool.tool_version", _l("As it stands on the form."))
    done_on_day = StringField()
    done_on_month = StringField()
    done_on_year = StringField()
    done_by = line("risk-tool.done_by")
    with_whom = line(
        "risk-tool.with_whom", _l("For example: with her alone, at the surgery. Or: from records.")
    )
    outcome = area("risk-tool.outcome", _l("Copied from the form, word for word."))
    says_high = yes_no("risk-tool.says_high")
    dates = ("done_on",)
    past = ("done_on",)


class RiskTopicsForm(JourneyForm):
    """Each topic by our short label, and where the answer comes from."""

    asked: tuple[int, ...] = tuple(TOPICS)  # those that count for the tool that was used

    @property
    def topics(self) -> list[tuple[Any, Any]]:
        """Each topic's field with the field of its source."""
        return self._fields_of(self.asked)

    @property
    def others(self) -> list[tuple[Any, Any]]:
        """The same of topics that do not count for that tool: kept, and not asked."""
        return self._fields_of(number for number in TOPICS if number not in self.asked)

    def _fields_of(self, numbers: Iterable[int]) -> list[tuple[Any, Any]]:
        return [(self[f"t{number}"], self[f"t{number}_source"]) for number in numbers]


for _number, _topic in TOPICS.items():
    _name = f"risk-topics.t{_number}"
    setattr(RiskTopicsForm, f"t{_number}", radios(_name))
    setattr(
        RiskTopicsForm,
        f"t{_number}_source",
        SelectField(
            _l(SOURCE_OF_TOPIC, topic=_l(_topic)),
            choices=[SelectChoice("", _l("Choose")), *choices_of(f"{_name}_source")],
            validate_choice=False,
        ),
    )
setattr(RiskTopicsForm, "note", area("risk-topics.note"))  # noqa: B010 - after the topics, as asked


class RiskViewForm(JourneyForm):
    """Incidents, repeat, fear, and the professional's own judgement with its reasons."""

    incidents = line(
        "risk-view.incidents", _l("Reported or not. Leave it empty if you do not know.")
    )
    repeat = yes_no("risk-view.repeat")
    repeat_detail = line("risk-view.repeat_detail")
    frightened = yes_no("risk-view.frightened", _l("Ask them. Their fear is among the best signs."))
    prompts = checkboxes("risk-view.prompts")
    judgement = yes_no(
        "risk-view.judgement",
        _l("It is enough on its own. It can raise what a tool says, and never lowers it."),
    )
    judgement_why = area("risk-view.judgement_why")

    def point_out(self, today: date) -> bool:
        """A number of incidents is a number."""
        super().point_out(today)
        typed = (self.incidents.data or "").strip()
        if typed and whole(typed) is None:
            self.incidents.errors = [gettext("Enter a whole number, like 3, or leave it empty")]
        return bool(self.errors)


class WishesForm(BasisForm):
    """What the victim wants and knows; agreement is sought, never required."""

    wants = area("wishes.wants", _l("In their own words, if you can."))
    told = yes_no("wishes.told", _l("Tell them, unless that is not safe."))
    told_reasons = checkboxes(
        "wishes.told_reasons", _l("If they have not been told. Choose all that apply.")
    )
    agrees = radios(
        "wishes.agrees",
        _l("You do not need their agreement where there is a risk of serious harm."),
    )
    without_why = area("wishes.without_why")
    idva = yes_no("wishes.idva")
    must_not_be_told = area("wishes.must_not_be_told")
    basis = radios("wishes.basis")
    basis_reason = line("wishes.basis_reason", _l("If you changed it from what we suggest."))
