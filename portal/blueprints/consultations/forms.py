"""The forms of the journey, one class a page; every field may be left empty."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField

from portal.blueprints.consultations.age_fields import AgeFields
from portal.blueprints.consultations.fields import (
    JourneyForm,
    area,
    checkboxes,
    choices_of,
    hidden,
    line,
    radios,
)
from portal.rules.consultation import SAFETY
from portal.vocabulary import Answer, Part, PersonKind, SaidBy

YES_NO = (Answer.YES, Answer.NO)
YES_NO_NOT_KNOWN = tuple(Answer)
SAYING = tuple(each for each in SaidBy if each is not SaidBy.ADULT_VICTIM)


class SafetyForm(JourneyForm):
    """S1 to S8; the words come from the hub's framework."""


for _question in SAFETY:
    _field = RadioField(choices=choices_of("person.seen", YES_NO_NOT_KNOWN), validate_choice=False)
    setattr(SafetyForm, _question, _field)


class YouForm(JourneyForm):
    """Who is asking, and how to reach them."""

    phone = line("you.phone", _l("A direct line or mobile is best."))
    call_back = line("you.call_back", _l("For example, after 3.30pm today, or between lessons."))
    job_title = line("you.job_title")
    lead_aware = radios("you.lead_aware", _l("You can send this before they know."))
    lead_name = line("you.lead_name")
    language = radios("you.language")


class HouseholdForm(JourneyForm):
    """Whether everyone in the home has been named."""

    knows_all_adults = radios(
        "household.knows_all_adults",
        _l("Include partners who stay over, lodgers and relatives. Answer not known if unsure."),
        YES_NO_NOT_KNOWN,
    )
    has_child = radios(
        "household.has_child",
        _l(
            "You have named an adult and no child. Answer yes if a child lives with them or sees "
            "them, even if you know nothing else about the child. Answer no if your worry is about "
            "the adult only."
        ),
        YES_NO_NOT_KNOWN,
    )


class PersonForm(AgeFields):
    """One child, unborn baby or adult; the page shows the fields that fit."""

    kind = hidden()
    name = line("person.name")
    due_day = StringField()
    due_month = StringField()
    due_year = StringField()
    part = radios("person.part")
    seen = radios("person.seen", _l("By you or by anyone you know of."), YES_NO_NOT_KNOWN)
    school = line("person.school")
    lives_in_home = radios("person.lives_in_home", "", YES_NO_NOT_KNOWN)
    address = area("person.address")
    disabled = radios("person.disabled", _l("Diagnosed or not."), YES_NO_NOT_KNOWN)
    non_verbal = radios("person.non_verbal", "", YES_NO_NOT_KNOWN)
    looked_after = radios("person.looked_after", "", YES_NO_NOT_KNOWN)
    previous_plan = radios("person.previous_plan", "", YES_NO_NOT_KNOWN)
    open_to_social_care = radios(
        "person.open_to_social_care",
        _l("If yes, phone that worker or their duty team today as well."),
        YES_NO_NOT_KNOWN,
    )
    sibling_open = radios("person.sibling_open", "", YES_NO_NOT_KNOWN)
    repeat_contacts = radios("person.repeat_contacts", "", YES_NO_NOT_KNOWN)
    dates = ("born", "due")
    near: ClassVar[Mapping[str, tuple[int, int]]] = {**AgeFields.near, "due": (60, 300)}


class StatementForm(JourneyForm):
    """One thing that happened, and who says so."""

    what = area(
        "statement.what",
        _l(
            "Say what was seen, heard or said, in plain words. For example: Came in with no coat "
            "for the third day and ate two breakfasts."
        ),
    )
    when = line("statement.when", _l("For example, Tuesday at lunchtime, or since September."))
    how_often = line("statement.how_often", _l("For example, once, or most mornings."))
    said_by = radios("statement.said_by", only=SAYING)
    said_by_detail = line("statement.said_by_detail", _l("If it was not you."))
    basis = radios("statement.basis")
    source_protected = radios(
        "statement.source_protected",
        _l("If yes, the family's copies never show who said it. Only you and the hub see it."),
        YES_NO,
    )


class DailyLifeForm(JourneyForm):
    """What it is like to be this child."""

    daily_life = area(
        "daily-life.daily_life",
        _l(
            "The hub most often has to ask for this. For example: She falls asleep in lessons, "
            "hides food in her tray and no longer plays with anyone."
        ),
    )
    own_words = area(
        "daily-life.own_words",
        _l("Write what was said, not what it may mean. Do not question the child further."),
    )
    own_words_how = line(
        "daily-life.own_words_how", _l("For example, to me at lunch, without being asked.")
    )


class WorkingWellForm(JourneyForm):
    """Strengths, and the family's own view."""

    working_well = area(
        "working-well.working_well",
        _l("For example: Her grandmother knows about this and has her to stay each weekend."),
    )
    family_view = area("working-well.family_view", _l("In their words, if you know them."))
    protective_factors = checkboxes("working-well.protective_factors")


class TriedForm(JourneyForm):
    """What was done, and what came of it."""

    tried = area(
        "tried.tried",
        _l(
            "Include small things. For example: Spoke to Mum at the gate twice, offered breakfast "
            "club, asked the school nurse to see her."
        ),
    )
    result = area(
        "tried.result",
        _l("For example: She came to breakfast club for two weeks, then stopped."),
    )
    help_tried = radios("tried.help_tried", "", YES_NO_NOT_KNOWN)
    help_refused = radios("tried.help_refused", "", YES_NO_NOT_KNOWN)
    existing_plan = area(
        "tried.existing_plan",
        _l("For example, an early help plan, a health plan, or a family support worker."),
    )


class TimingForm(JourneyForm):
    """By when an answer matters."""

    leaves_day = StringField()
    leaves_month = StringField()
    leaves_year = StringField()
    leaves_time = line("timing.leaves_time", _l("For example, 3.15pm"))
    next_contact_day = StringField()
    next_contact_month = StringField()
    next_contact_year = StringField()
    next_contact_time = line("timing.next_contact_time", _l("For example, 6pm"))
    timing_note = area(
        "timing.timing_note",
        _l("For example: Dad collects on Fridays, or the holidays begin next week."),
    )
    dates = ("leaves", "next_contact")
    near: ClassVar[Mapping[str, tuple[int, int]]] = {
        "leaves": (366, 366),
        "next_contact": (366, 366),
    }
    times = ("leaves_time", "next_contact_time")


class BasisForm(JourneyForm):
    """What allows the sharing: suggested, and changed with a reason."""

    usual: frozenset[str] = frozenset()  # bases that need no reason

    def point_out(self, today: date) -> bool:
        """A basis other than those suggested to this agency needs its sentence."""
        super().point_out(today)
        is_changed = bool(self["basis"].data) and self["basis"].data not in self.usual
        if is_changed and not (self["basis_reason"].data or "").strip():
            message = gettext("Say in a sentence why you chose another basis")
            self["basis_reason"].errors = [message]
        return bool(self.errors)


class FamilyForm(BasisForm):
    """Three separate questions: told, agreement to help, basis for sharing."""

    told = radios(
        "family.told", _l("You do not need their permission to ask the hub, or to refer.")
    )
    tell_by_day = StringField()
    tell_by_month = StringField()
    tell_by_year = StringField()
    told_detail = area("family.told_detail")
    told_reasons = checkboxes(
        "family.told_reasons", _l("If they have not been told. Choose all that apply.")
    )
    safe_to_tell = radios(
        "family.safe_to_tell",
        _l("If you are not sure, answer not known. Nobody will be told until this is settled."),
        YES_NO_NOT_KNOWN,
    )
    must_not_be_told = area(
        "family.must_not_be_told",
        _l("For example: Do not tell her partner that we spoke, or where she is staying."),
    )
    safe_contact = area(
        "family.safe_contact",
        _l(
            "Say which number, days and times are safe, who else may see messages, and where "
            "nobody would overhear."
        ),
    )
    agreement = radios(
        "family.agreement",
        _l("Agreement to help is not the same as permission to share. You can ask without it."),
    )
    agreement_detail = area("family.agreement_detail")
    basis = radios("family.basis")
    basis_reason = line("family.basis_reason", _l("If you changed it from what we suggest."))
    necessary = area("family.necessary", _l("Two lines are enough."))
    override = area("family.override")
    at_risk = checkboxes("family.at_risk")
    at_risk_detail = area("family.at_risk_detail")
    dates = ("tell_by",)


class QuestionForm(JourneyForm):
    """What the adviser is asked."""

    question = area(
        "question.question",
        _l("For example: Is this early help, or should I refer today?"),
    )
    topic = radios("question.topic")


class ShortForm(AgeFields):
    """Everything the three-minute form asks, on one page."""

    kind = radios(
        "short.kind",
        _l("If there is a child, choose the child, even if you know only a parent."),
        PersonKind,
    )
    name = line("person.name", _l("Leave empty if you do not know it."))
    what_happened = area("short.what_happened", StatementForm.what.kwargs["description"])
    impact = area("short.impact", DailyLifeForm.daily_life.kwargs["description"])
    tried = area("short.tried", TriedForm.tried.kwargs["description"])
    question = area("question.question", QuestionForm.question.kwargs["description"])
    phone = line("you.phone")


PARTS_OF_CHILD = (Part.SUBJECT, Part.SIBLING, Part.OTHER)
AROUND_A_CHILD = (
    Part.PARENT,
    Part.PARTNER_OF_PARENT,
    Part.OTHER_ADULT_IN_HOME,
    Part.RELATIVE,
)
PARTS_OF_ADULT = (*AROUND_A_CHILD, Part.ADULT_SUBJECT, Part.PERSON_CAUSING_HARM, Part.OTHER)
PARTS_WHERE_ABUSE = (
    Part.ADULT_VICTIM,
    Part.PERSON_CAUSING_HARM,
    *AROUND_A_CHILD,
    Part.OTHER,
)
