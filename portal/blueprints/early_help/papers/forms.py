"""The forms of a family copy: which one, why a word may stay, what is wrong, how it was given."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from flask import request
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

from portal.blueprints.early_help.forms import DatedForm, named, radios
from portal.blueprints.early_help.papers.making import Asked
from portal.blueprints.form import PageForm
from portal.rules.copy_questions import Piece
from portal.vocabulary import CopyVariant, HelpDocument
from portal.web import day, new_key, word

Papers = Iterable[tuple[HelpDocument, UUID, date | None]]


class WhichForm(PageForm):
    """For whom, of what, set how, with headings in which language: it only leads on."""

    recipient_id = RadioField(
        _l("Who is this copy for?"),
        [InputRequired(_l("Choose who this copy is for"))],
        description=_l("Make one for each person. Nobody should be given somebody else's."),
    )
    paper = RadioField(_l("What is it a copy of?"), [InputRequired(_l("Choose what to copy"))])
    variant = radios(_l("How should it be set?"), CopyVariant)
    locale = RadioField(
        _l("Which language should the headings be in?"),
        choices=[SelectChoice("en", "English"), SelectChoice("cy", "Cymraeg")],
        description=_l("What people wrote stays in the language they wrote it in."),
        default="en",
    )

    def __init__(self, family: Iterable[Any], papers: Papers) -> None:
        usual = {"variant": CopyVariant.STANDARD.value, "locale": "en"}
        super().__init__(formdata=request.args or None, data=usual, meta={"csrf": False})
        self.recipient_id.choices = named(family)
        self.paper.choices = [
            SelectChoice(f"{document.value}|{of_id}", paper_words(document, on))
            for document, of_id, on in papers
        ]

    def asked(self) -> Asked:
        """Which copy was asked for."""
        document, _, of_id = self.paper.data.partition("|")
        return Asked(
            HelpDocument(document),
            UUID(of_id),
            UUID(self.recipient_id.data),
            CopyVariant(self.variant.data or CopyVariant.STANDARD.value),
            self.locale.data or "en",
        )


def paper_words(document: HelpDocument, on: date | None) -> str:
    """ "Early help review, 12 November 2026"."""
    if on is None:
        return word(document)
    return str(gettext("%(document)s, %(day)s", document=word(document), day=day(on)))


class MakeForm(PageForm):
    """Makes the copy that was looked through, once."""

    key = HiddenField(default=new_key)

    @property
    def once(self) -> UUID:
        """What the same copy, sent twice, is known by; a new one where what came is no key."""
        try:
            return UUID(self.key.data or "")
        except ValueError:
            return uuid4()


class Was(NamedTuple):
    """A text as it was read, to show beside what it says after a change."""

    id: str
    places: list[str]
    words: str

    @classmethod
    def read(cls, sent: str) -> "Was | None":
        """As `written` wrote it; None for anything else."""
        try:
            id_, places, words = json.loads(sent)
        except (ValueError, TypeError):
            return None
        is_ours = isinstance(places, list) and isinstance(words, str) and isinstance(id_, str)
        return cls(id_, [str(each) for each in places], words) if is_ours else None


def written(piece: Piece) -> str:
    """A text for a hidden field of the page it is read on."""
    places = [place.told for place in piece.places]
    return json.dumps([piece.id, places, piece.words], ensure_ascii=False)


class ClearForm(DatedForm):
    """Which texts may stay in this person's copies, and why."""

    stays = SelectMultipleField(
        _l("What may stay?"),
        description=_l("Read each one. Choose only what this reason is true of."),
        validate_choice=False,
    )
    why = TextAreaField(
        _l("Why may this person read it?"),
        description=_l(
            "For example: It is his own sister. Or: Everybody knows where the school is."
        ),
    )
    was = SelectMultipleField(validate_choice=False)  # the texts as they were on the page: `Was`

    @property
    def chosen(self) -> set[str]:
        """What was ticked."""
        return set(self.stays.data or ())

    def texts_then(self) -> list[Was]:
        """What was ticked, as it was read; without a tick all that was on the page."""
        read = [found for each in self.was.data or () if (found := Was.read(each))]
        return [each for each in read if each.id in self.chosen] or read


class ReturnForm(DatedForm):
    """What is wrong with a copy."""

    why = TextAreaField(
        _l("What has to change?"),
        description=_l("Whoever made it reads this, and makes a new copy."),
    )


class GiveForm(DatedForm):
    """On which day a copy was put in whose hands, and how."""

    given_on_day = StringField()
    given_on_month = StringField()
    given_on_year = StringField()
    how = StringField(
        _l("How did you give it to them?"),
        description=_l("For example: In their hand, at school. Never by ordinary email or post."),
    )
