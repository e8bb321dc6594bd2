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
from portal.blueprints.contacts.news import News, since_opened
from portal.blueprints.contacts.saving import fields_of
from portal.blueprints.contacts.shown import Answer, worded
from portal.commands.next_steps import usual_day
from portal.queries.advice import highest_version
from portal.queries.contacts import saved_page
from portal.queries.records import AnswerShown
from portal.queries.red_lines import red_line_level
from portal.rules.answers import AdviceWords
from portal.rules.contradictions import as_it_stands
from portal.rules.deciding import ADDED_SINCE
from portal.rules.lifecycle import allows
from portal.rules.typed import whole
from portal.vocabulary import N_, AdviceStatus

CHANGED = N_("The advice was changed in another window. Look at it again before you send it.")


@dataclass(frozen=True)
class Draft:
    """Saved advice that can be sent."""

    words: AdviceWords
    digest: str  # of the saved words: what is sent is what was seen
    tell: Telling
    news: News  # what came in since they were written
    is_answered: bool  # by somebody else meanwhile: sending says so, and nothing else matters

    @property
    def seen(self) -> str:
        """The words and how much the contact told beside them, for the page to carry."""
        return f"{self.digest}-{self.news.heard}"

    def why_not(self, seen: str | None) -> str:
        """Why what was looked at is not what would be sent; empty when it is."""
        if self.is_answered or seen == self.seen:
            return ""
        return ADDED_SINCE if (seen or "").startswith(self.digest) else CHANGED


def draft_of(contact: Any) -> Draft | None:
    """The adviser's saved words, if nothing keeps them from being sent."""
    saved = saved_page(current_user, contact, "give_advice")
    if saved is None:
        return None
    tell = telling(contact)
    form = AdviceForm(formdata=MultiDict(fields_of(saved.answers)))
    form.fit(tell.framework, tell.codes)
    red_line = red_line_level(contact)
    if form.point_out(tell.framework, red_line):
        return None
    words = {name: said for name, said in saved.answers.items() if name not in form.about}
    digest = hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()
    news = since_opened(current_user, contact, whole(saved.answers.get("heard")))
    is_answered = not allows(contact.kind, contact.status, "give_advice")
    going = as_it_stands(form.words(), tell.framework, red_line)
    return Draft(going, digest, tell, news, is_answered)


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
    steps = tuple(step._replace(by_on=step.by_on or usual_day(contact, at)) for step in words.steps)
    return worded(AnswerShown(row, steps), draft.tell)  # type: ignore[arg-type]  # as rows
