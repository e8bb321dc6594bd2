"""The forms of asking agencies and of answering for one."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import (
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.blueprints.contacts.forms import TOO_LONG, OnceForm
from portal.blueprints.form import PageForm, choices
from portal.queries.rows import AnyRow
from portal.rules.checks import AnswerWords, AskWords, answer_gaps, ask_gaps
from portal.rules.typed import one_of, read_date, whole
from portal.vocabulary import CheckAnswer, LawfulBasis, MayShare

PARTS = ("day", "month", "year")


class AskForm(OnceForm):
    """Which agencies, about whom, why, and what allows it."""

    organisations = SelectMultipleField(_l("Which agencies do you ask?"), validate_choice=False)
    people = SelectMultipleField(_l("Who do you ask about?"), validate_choice=False)
    purpose = TextAreaField(
        _l("Why do you ask?"),
        description=_l(
            "Each agency reads this. Say in general words what the hub has to decide: repeat "
            "nothing that was said, and name nobody who said it."
        ),
    )
    question = TextAreaField(
        _l("What else do you want to know?"),
        description=_l("If the questions above are not enough. All the agencies read the same."),
    )
    basis = RadioField(
        _l("What allows you to share it?"),
        choices=choices(LawfulBasis),
        validate_choice=False,
    )
    basis_reason = StringField(
        _l("Why did you choose another basis?"),
        description=_l("If you changed it from what we suggest."),
    )

    def answers(self) -> dict[str, Any]:
        """The question as the command takes it."""
        return {"words": self.words(), "key": super().answers()["key"]}

    def words(self) -> AskWords:
        """What is typed; what cannot be read is left out."""
        return AskWords(
            organisation_ids=_identifiers(self.organisations.data),
            person_ids=_identifiers(self.people.data),
            basis=one_of(LawfulBasis, self.basis.data),
            **{name: text_of(self[name]) for name in ("purpose", "question", "basis_reason")},
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Say on each field what keeps the question from being sent."""
        is_whole = super().validate(extra_validators)
        for name, message in ask_gaps(self.words(), LawfulBasis.PUBLIC_TASK):
            self[name].errors = [gettext(message)]
        return is_whole and not self.errors


def ask_form(organisations: Sequence[AnyRow], people: Sequence[AnyRow]) -> type[AskForm]:
    """The form with the agencies of this hub and the people of this contact to choose from."""
    return type(
        "AskForm",
        (AskForm,),
        {
            "organisations": SelectMultipleField(
                _l("Which agencies do you ask?"),
                choices=[SelectChoice(str(row.id), row.name) for row in organisations],
                validate_choice=False,
            ),
            "people": SelectMultipleField(
                _l("Who do you ask about?"),
                choices=[SelectChoice(str(row.person_id), row.name) for row in people],
                validate_choice=False,
            ),
        },
    )


def _identifiers(typed: Sequence[str] | None) -> tuple[uuid.UUID, ...]:
    found = []
    for each in dict.fromkeys(typed or ()):
        try:
            found.append(uuid.UUID(each))
        except ValueError:
            continue
    return tuple(found)


def text_of(field: Any) -> str:
    """The words of a field as they are kept."""
    return (field.data or "").replace("\r\n", "\n").strip()


class WithdrawForm(PageForm):
    """Why no answer is needed any more."""

    reason = TextAreaField(
        _l("Why is no answer needed?"),
        [InputRequired(_l("Write why no answer is needed")), TOO_LONG],
        description=_l("Only the hub reads it. The agency is told that no answer is needed."),
    )


class AnswerForm(OnceForm):
    """What an agency knows of each person it is asked about; `answer_form` adds the fields."""

    about: ClassVar[frozenset[str]] = frozenset({"version"})
    people: ClassVar[tuple[uuid.UUID, ...]] = ()
    today: ClassVar[date]
    version = HiddenField(default="0")

    def answers(self) -> dict[str, Any]:
        """The answers as the command takes them."""
        return {
            "words": [words for _prefix, words in self.words()],
            "version": whole(self.version.data) or 0,
            "key": super().answers()["key"],
        }

    def words(self) -> list[tuple[str, AnswerWords]]:
        """What is typed for each person, with the prefix of that person's fields."""
        typed = self.typed()
        return [
            (
                prefix,
                AnswerWords(
                    person_id=person_id,
                    answer=one_of(CheckAnswer, self[f"{prefix}_answer"].data),
                    declined_why=text_of(self[f"{prefix}_declined_why"]),
                    summary=text_of(self[f"{prefix}_summary"]),
                    source_on=read_date(typed, f"{prefix}_source"),
                    may_share=one_of(MayShare, self[f"{prefix}_may_share"].data),
                ),
            )
            for prefix, person_id in self.prefixes()
        ]

    def prefixes(self) -> list[tuple[str, uuid.UUID]]:
        """Each person and what the names of their fields begin with."""
        return [(f"p{number}", person_id) for number, person_id in enumerate(self.people, start=1)]

    def validate(self, extra_validators: Any = None) -> bool:
        """Say on each field what keeps the answer from being sent."""
        is_whole = super().validate(extra_validators)
        typed = self.typed()
        for prefix, words in self.words():
            for name, message in answer_gaps(words, self.today):
                field = f"{prefix}_source_day" if name == "source_on" else f"{prefix}_{name}"
                self[field].errors = [gettext(message)]
            is_typed = any(typed[f"{prefix}_source_{part}"].strip() for part in PARTS)
            if is_typed and words.source_on is None and words.answer is CheckAnswer.KNOWN:
                self[f"{prefix}_source_day"].errors = [
                    gettext("Enter a real date, like 27 11 2026")
                ]
        return is_whole and not self.errors


def answer_form(people: Sequence[AnyRow], today: date) -> type[AnswerForm]:
    """The form for these people, in the order they are asked about."""
    fields: dict[str, Any] = {
        "people": tuple(row.person_id for row in people),
        "today": today,
    }
    for number in range(1, len(people) + 1):
        fields |= _fields_of_person(f"p{number}")
    return type("AnswerForm", (AnswerForm,), fields)


def _fields_of_person(prefix: str) -> dict[str, Any]:
    return {
        f"{prefix}_answer": RadioField(
            _l("Is this person known to you?"),
            choices=choices(CheckAnswer),
            validate_choice=False,
        ),
        f"{prefix}_summary": TextAreaField(
            _l("What do you know?"),
            description=_l("Facts first, with dates. Say what is opinion, and who saw it."),
        ),
        **{f"{prefix}_source_{part}": StringField() for part in PARTS},
        f"{prefix}_declined_why": TextAreaField(
            _l("Why do you decline to answer?"),
            description=_l("Only the hub's decision team reads this."),
        ),
        f"{prefix}_may_share": RadioField(
            _l("Who may read this answer?"),
            description=_l("Not asked if you decline: only the decision team reads why."),
            choices=choices(MayShare),
            validate_choice=False,
        ),
    }


def typed_again(people: Sequence[AnyRow], latest: Sequence[AnyRow], version: int) -> dict[str, str]:
    """The answer that stands as it would be typed, to be corrected."""
    found = {"version": str(version)}
    rows = {row.person_id: row for row in latest}
    for number, person in enumerate(people, start=1):
        row = rows.get(person.person_id)
        if row is not None:
            found |= _typed_of(row, f"p{number}")
    return found


def _typed_of(row: AnyRow, prefix: str) -> dict[str, str]:
    is_declined = row.answer is CheckAnswer.DECLINED
    found = {
        f"{prefix}_answer": row.answer.value,
        f"{prefix}_summary": row.summary,
        f"{prefix}_declined_why": row.declined_why,
        f"{prefix}_may_share": "" if is_declined else row.may_share.value,
    }
    if row.source_on:
        found |= {f"{prefix}_source_{part}": str(getattr(row.source_on, part)) for part in PARTS}
    return found
