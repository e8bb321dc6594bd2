"""What an agency was asked, and what it answered about one person, as a document shows them."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.vocabulary import CheckAnswer, MayShare


@dataclass(frozen=True, kw_only=True)
class CheckQuestionLines:
    """What an agency was asked, by whom, why and by when."""

    asker: str
    hub: str
    asked_at: datetime
    due_at: datetime
    purpose: str
    question: str = ""
    prompts: tuple[str, ...] = ()
    basis: str
    basis_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class CheckAnswerLine:
    """What an agency answered about one person, and how far it lets that travel."""

    name: str
    born: str = ""
    answer: CheckAnswer
    answer_words: str
    may_share: MayShare
    may_share_words: str
    declined_why: str = ""
    summary: str = ""
    source_on: date | None = None
