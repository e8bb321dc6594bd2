"""What is about to be sent: the saved words as the professional will see them, sent as seen."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from flask_login import current_user
from werkzeug.datastructures import MultiDict

from portal.blueprints.contacts.answer_form import AdviceForm
from portal.blueprints.contacts.lines import Telling, telling
from portal.blueprints.contacts.saving import fields_of
from portal.blueprints.contacts.shown import Answer, worded
from portal.queries.advice import highest_version
from portal.queries.contacts import saved_page
from portal.queries.records import AnswerShown
from portal.rules.answers import AdviceWords
from portal.vocabulary import AdviceStatus


@dataclass(frozen=True)
class Draft:
    """Saved advice that can be sent."""

    words: AdviceWords
    digest: str  # of the saved words: what is sent is what was seen
    tell: Telling


def draft_of(contact: Any) -> Draft | None:
    """The adviser's saved words, if nothing keeps them from being sent."""
    saved = saved_page(current_user, contact, "give_advice")
    if saved is None:
        return None
    tell = telling(contact)
    form = AdviceForm(formdata=MultiDict(fields_of(saved.answers)))
    form.fit(tell.framework, tell.codes)
    if form.point_out(tell.framework):
        return None
    canonical = json.dumps(saved.answers, sort_keys=True)
    return Draft(form.words(), hashlib.sha256(canonical.encode()).hexdigest(), tell)


def as_sent(draft: Draft, contact: Any, at: datetime) -> Answer:
    """The version as it will be when it is sent at that instant."""
    words = draft.words
    row: Any = SimpleNamespace(
        **{**vars(words), "next_steps": None},
        version=highest_version(contact) + 1,
        status=AdviceStatus.GIVEN,
        adviser_name=current_user.name,
        given_at=at,
        withdrawn_at=None,
        withdrawn_why="",
        read_at=None,
        acknowledged_at=None,
    )
    return worded(AnswerShown(row, words.steps), draft.tell)  # type: ignore[arg-type]  # as rows
