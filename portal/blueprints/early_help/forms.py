"""The forms of an episode: its start, its family, its lines, agreement, and handing it over."""

import uuid
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from portal.blueprints.form import CheckboxesField, PageForm, choices, plain
from portal.commands.secret_addresses import SecretWords
from portal.rules.early_help_people import MemberWords, read_member
from portal.rules.typed import one_of, read_date, whole
from portal.vocabulary import (
    LABELS,
    AgreementHow,
    Answer,
    EpisodeReason,
    LawfulBasis,
    LineKind,
    Part,
    SaidBy,
)
from portal.web import new_key

SAYING = tuple(each for each in SaidBy if each is not SaidBy.ME)
TOLD = (LineKind.STATEMENT, LineKind.STRENGTH, LineKind.TRIED)


def named(family: Iterable[Any]) -> list[SelectChoice]:
    """The members of a family, to choose from."""
    return [SelectChoice(str(each.id), each.name or _l(LABELS[each.kind])) for each in family]


def identifier(typed: str | None) -> uuid.UUID | None:
    """The identifier that was chosen; None for none."""
    try:
        return uuid.UUID(typed or "")
    except ValueError:
        return None


def radios(label: Any, words: Iterable[StrEnum], hint: Any = "") -> RadioField:
    """One choice or none."""
    return RadioField(label, choices=choices(words), validate_choice=False, description=hint)


class DatedForm(PageForm):
    """Reads words with one kind of line end."""

    def said(self, name: str) -> str:
        """The words of a field, trimmed."""
        return str(plain(self[name].data or "")).strip()

    def day(self, prefix: str) -> Any:
        """Day, month and year as a date; None when they are none."""
        return read_date(self.typed(), prefix)


class StartForm(DatedForm):
    """Why early help begins, since when, and who leads it."""

    start_key = HiddenField(default=new_key)
    reason = radios(_l("What is the main reason for early help?"), EpisodeReason)
    reason_note = TextAreaField(
        _l("In a sentence, what do you hope will be different?"),
        description=_l("The family will see this page of the record if they ask. Be kind."),
    )
    started_on_day = StringField()
    started_on_month = StringField()
    started_on_year = StringField()
    lead_id = SelectField(_l("Who will lead it?"), choices=[], validate_choice=False)


class MemberForm(DatedForm):
    """One member of the family."""

    key = HiddenField(default=new_key)  # makes a double click add them once
    version = HiddenField()
    kind = HiddenField()
    name = StringField(_l("Name"), description=_l("What they are called in the family."))
    part = radios(_l("Who are they in this family?"), Part)
    born_day = StringField(_l("Date of birth"))
    born_month = StringField()
    born_year = StringField()
    years = StringField(_l("If you do not know the date, about how old in years?"))
    due_day = StringField(_l("When is the baby due?"))
    due_month = StringField()
    due_year = StringField()
    lives_in_home = radios(_l("Do they live in the home?"), Answer)
    language = StringField(_l("First language"), description=_l("Say if they need an interpreter."))
    school = StringField(_l("School, college, nursery or work"))
    phone = StringField(_l("Phone"), description=_l("Never in anybody else's copy."))
    address = TextAreaField(_l("Address"))
    is_address_secret = CheckboxesField(
        _l("Keep this address secret?"),
        choices=[SelectChoice("yes", _l("Nobody else in the family may learn it"))],
        validate_choice=False,
    )
    is_at_risk = CheckboxesField(
        _l("Could they be harmed by what somebody else is told?"),
        choices=[SelectChoice("yes", _l("Yes, or we do not know"))],
        validate_choice=False,
        description=_l(
            "Then nothing goes into anybody's copy unless you choose it, and a second person "
            "looks at every copy."
        ),
    )

    def keep_secret(self, row: Any) -> None:
        """What is kept secret is not in the form, and leaving it empty changes nothing."""
        if row.is_address_secret:
            for field in (self.phone, self.address):
                field.description = _l("Kept secret. Leave this empty to keep it as it is.")

    def words(self) -> MemberWords:
        """As the command takes them."""
        typed = {
            name: value[0] if isinstance(value, list) and value else value or ""
            for name, value in self.typed().items()
        }
        return read_member(typed)


class SecretForm(DatedForm):
    """What comes in place of a secret address or number that is not shown."""

    about = frozenset({"version"})
    version = HiddenField()
    address = TextAreaField(
        _l("New address"), description=_l("It is kept secret too. Leave it empty to keep the old.")
    )
    phone = StringField(
        _l("New phone"), description=_l("It is kept secret too. Leave it empty to keep the old.")
    )
    deleted = CheckboxesField(
        _l("Delete without putting anything in its place?"),
        choices=[
            SelectChoice("address", _l("Delete the address")),
            SelectChoice("phone", _l("Delete the phone number")),
        ],
        validate_choice=False,
    )
    why = TextAreaField(
        _l("Why is it changed?"),
        description=_l("For example: She moved. Do not write the address here."),
    )

    def words(self) -> SecretWords:
        """As the command takes them."""
        chosen = frozenset(self.deleted.data or ())
        given = {"address": self.said("address"), "phone": self.said("phone")}
        return SecretWords(**given, deleted=chosen)


class WithoutForm(DatedForm):
    """On what basis the team may read although somebody has not agreed."""

    basis = radios(
        _l("What allows you to share?"),
        (each for each in LawfulBasis if each is not LawfulBasis.CONSENT),
        _l("This is another question than whether they agree to the help."),
    )
    why = TextAreaField(
        _l("Why does the team have to know now?"),
        description=_l("Say what was tried to ask them, and what the family was told."),
    )


class LowerRiskForm(DatedForm):
    """Why somebody is no longer at risk."""

    why = TextAreaField(
        _l("Why could they no longer be harmed by what others are told?"),
        description=_l("A second person reads this and decides. Until then nothing changes."),
    )


class LineForm(DatedForm):
    """One thing that is told, and who may have it."""

    key = HiddenField(default=new_key)
    version = HiddenField()
    kind = radios(_l("What is it?"), TOLD)
    text = TextAreaField(_l("What is told?"))
    about_id = SelectField(
        _l("Who is it about?"),
        choices=[],
        validate_choice=False,
        description=_l("Leave this open for the whole family."),
    )
    said_by = radios(_l("Who said or saw it?"), SAYING)
    readers = CheckboxesField(
        _l("Who in the family may have this in their copy?"),
        choices=[],
        validate_choice=False,
        description=_l("Nobody else in the family ever gets it from here."),
    )

    def answers(self) -> dict[str, Any]:
        """As the command takes them."""
        return {
            "text": self.said("text"),
            "about_id": identifier(self.about_id.data),
            "said_by": one_of(SaidBy, self.said_by.data),
            "readers": self.readers.data or [],
        }


class AgreementForm(DatedForm):
    """Whether one person agrees, by whom, how and when it was said."""

    key = HiddenField(default=new_key)
    is_given = RadioField(
        _l("Do they agree to early help?"),
        choices=[SelectChoice("yes", _l("Yes")), SelectChoice("no", _l("No"))],
        validate_choice=False,
    )
    given_by = StringField(
        _l("Who said so?"),
        description=_l("Themselves, or a parent for a child under 13. Leave empty if themselves."),
    )
    how = radios(_l("How did they tell you?"), AgreementHow)
    given_on_day = StringField()
    given_on_month = StringField()
    given_on_year = StringField()
    may_be_shared_with = TextAreaField(
        _l("Who may know, and what?"),
        description=_l("In their words. For example: school may know, but not about my health."),
    )
    note = TextAreaField(_l("Anything else they said about it"))

    def answers(self) -> dict[str, Any]:
        """As the command takes them."""
        return {
            "is_given": {"yes": True, "no": False}.get(self.is_given.data or ""),
            "given_by": self.said("given_by"),
            "how": one_of(AgreementHow, self.how.data),
            "given_on": self.day("given_on"),
            "may_be_shared_with": self.said("may_be_shared_with"),
            "note": self.said("note"),
            "key": identifier(self.key.data),
        }


class WithdrawForm(DatedForm):
    """An agreement taken back."""

    withdrawn_on_day = StringField()
    withdrawn_on_month = StringField()
    withdrawn_on_year = StringField()
    withdrawn_by = StringField(
        _l("Who told you?"), description=_l("Leave empty if it was themselves.")
    )
    why = TextAreaField(
        _l("Did they say why?"), description=_l("They do not have to give a reason.")
    )


class HandOverForm(DatedForm):
    """Who leads from now on."""

    lead_id = SelectField(_l("Who will lead it?"), choices=[], validate_choice=False)
    why = TextAreaField(_l("Why?"), description=_l("One line is enough."))


def version_of(form: Any) -> int | None:
    """The version a page was opened at."""
    return whole(form.version.data)
