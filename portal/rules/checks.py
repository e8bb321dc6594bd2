"""Agency checks: what asking and answering must say, by when, and who may read what came back.

The agency's permission travels with its answer (practice 3.6; docs/decisions): `nobody` is read by
the person who asked alone and printed nowhere; `decision_team` by the advisers and decision makers
of the hub who may read the contact; `referrer` also by the person who sent it; `family` also by
the family. A reason for declining is the decision team's, whoever else reads answers.
"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from portal.rules import targets
from portal.rules.hub_settings import HubSettings, TargetSetting
from portal.rules.permissions import Actor, ContactFacts, is_writer, may_read, may_take_up
from portal.rules.working_time import HubCalendar
from portal.vocabulary import N_, CheckAnswer, LawfulBasis, MayShare, Rag

MOST = 20_000  # characters in one text


class Reader(Enum):
    """In which part somebody reads the answers to checks."""

    ASKER = "asker"
    TEAM = "team"
    REFERRER = "referrer"
    FAMILY = "family"


_TEAM = frozenset({MayShare.DECISION_TEAM, MayShare.REFERRER, MayShare.FAMILY})
READS: Mapping[Reader, frozenset[MayShare]] = {
    Reader.ASKER: frozenset(MayShare),
    Reader.TEAM: _TEAM,
    Reader.REFERRER: frozenset({MayShare.REFERRER, MayShare.FAMILY}),
    Reader.FAMILY: frozenset({MayShare.FAMILY}),
}
_HUB = frozenset({Reader.ASKER, Reader.TEAM})


def may_see(reader: Reader, answer: CheckAnswer, may_share: MayShare) -> bool:
    """Whether somebody in that part may read one answer, its summary and its day."""
    if answer is CheckAnswer.DECLINED and reader not in _HUB:
        return False
    return may_share in READS[reader]


def reader_of(actor: Actor, contact: ContactFacts, asker_id: uuid.UUID | None) -> Reader | None:
    """The part in which this person reads one check of the contact; None for everybody else.

    A hub's own person who sent the contact reads as its referrer, never as the team. The lead of
    the referrer's organisation reads nothing: the agency was not asked about that.
    """
    if contact.is_draft or not may_read(actor, contact):
        return None
    if is_writer(actor, contact):
        return Reader.REFERRER
    if not may_take_up(actor, contact):
        return None
    return Reader.ASKER if asker_id == actor.account_id else Reader.TEAM


def moments(
    settings: HubSettings, calendar: HubCalendar, rag: Rag, at: datetime
) -> tuple[datetime, datetime]:
    """When half of the time is gone, and when the answer is due; both on the hub's own clock.

    Raises `NeverOpen` for a target in working hours where the hub is never open.
    """
    target = settings.check_targets[rag]
    half = TargetSetting(max(1, target.minutes // 2), target.clock)
    return targets.after(half, at, calendar), targets.after(target, at, calendar)


@dataclass(frozen=True)
class AskWords:
    """What is asked of agencies, as somebody in the hub puts it."""

    organisation_ids: tuple[uuid.UUID, ...]
    person_ids: tuple[uuid.UUID, ...]
    purpose: str
    question: str
    basis: LawfulBasis | None
    basis_reason: str


def ask_gaps(words: AskWords, proposed: LawfulBasis) -> Iterator[tuple[str, str]]:
    """What keeps a question from being sent: field and English message, in page order."""
    if not words.organisation_ids:
        yield "organisations", N_("Choose at least one agency to ask")
    if not words.person_ids:
        yield "people", N_("Choose who you ask about")
    if not words.purpose.strip():
        yield "purpose", N_("Write why you ask")
    for field in ("purpose", "question", "basis_reason"):
        if len(getattr(words, field)) > MOST:
            yield field, N_("Shorten this to 20,000 characters or fewer")
    if words.basis is None:
        yield "basis", N_("Choose what allows you to share")
    elif words.basis is not proposed and not words.basis_reason.strip():
        yield "basis_reason", N_("Say in a sentence why you chose another basis")


@dataclass(frozen=True)
class AnswerWords:
    """What an agency answers about one person."""

    person_id: uuid.UUID
    answer: CheckAnswer | None
    declined_why: str = ""
    summary: str = ""
    source_on: date | None = None
    may_share: MayShare | None = None


def answer_gaps(words: AnswerWords, today: date) -> Iterator[tuple[str, str]]:
    """What keeps an answer about one person from being sent: field and English message."""
    if words.answer is None:
        yield "answer", N_("Say whether this person is known to you")
        return
    for field in ("summary", "declined_why"):
        if len(getattr(words, field)) > MOST:
            yield field, N_("Shorten this to 20,000 characters or fewer")
    if words.answer is CheckAnswer.DECLINED:
        if not words.declined_why.strip():
            yield "declined_why", N_("Write why you decline to answer")
        return
    if words.answer is CheckAnswer.KNOWN:
        yield from _known_gaps(words, today)
    if words.may_share is None:
        yield "may_share", N_("Choose who may read this answer")


def _known_gaps(words: AnswerWords, today: date) -> Iterator[tuple[str, str]]:
    if not words.summary.strip():
        yield "summary", N_("Write what you know")
    if words.source_on is None:
        yield "source_on", N_("Give the date of your latest record")
    elif words.source_on > today:
        yield "source_on", N_("The date of your latest record cannot be in the future")


@dataclass(frozen=True)
class Tally:
    """How one agency answers: of those asked, how many in time, late, and not at all when due."""

    asked: int
    in_time: int
    late: int
    missing: int  # due and not answered
    waiting: int  # not due yet
    median: timedelta | None  # from asking to the first answer


def tally(asked: list[tuple[datetime, datetime, datetime | None]], now: datetime) -> Tally:
    """From (asked, due, first answered) of each check that was not withdrawn."""
    answered = sorted(back - at for at, _, back in asked if back is not None)
    late = sum(back > due for _, due, back in asked if back is not None)
    missing = sum(back is None and due < now for _, due, back in asked)
    return Tally(
        asked=len(asked),
        in_time=len(answered) - late,
        late=late,
        missing=missing,
        waiting=len(asked) - len(answered) - missing,
        median=_median(answered),
    )


def _median(lengths: list[timedelta]) -> timedelta | None:
    if not lengths:
        return None
    middle = len(lengths) // 2
    return lengths[middle] if len(lengths) % 2 else (lengths[middle - 1] + lengths[middle]) / 2


class Silence(Enum):
    """Why an agency gives cause for alarm."""

    NOBODY_ON_DUTY = N_("Questions are waiting and nobody is on duty")
    OVERDUE = N_("Answers are overdue")


def silence(*, waiting: int, overdue: int, is_on_duty: bool) -> Silence | None:
    """The alarm for one agency: nobody there to answer what waits, or an answer past its time."""
    if waiting and not is_on_duty:
        return Silence.NOBODY_ON_DUTY
    return Silence.OVERDUE if overdue else None
