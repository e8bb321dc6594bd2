"""What would make an action easier to do and to check: prompts that never block (SMART)."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from portal.vocabulary import N_


class Prompt(StrEnum):
    """One thing an action might still say."""

    NOBODY = "nobody"
    EVERYONE = "everyone"
    NO_DAY = "no_day"
    PAST_DAY = "past_day"
    FAR_DAY = "far_day"
    NOT_KNOWN_HOW = "not_known_how"
    SEVERAL = "several"
    VAGUE = "vague"


WORDS: dict[Prompt, str] = {
    Prompt.NOBODY: N_("Nobody is named. Who will do it?"),
    Prompt.EVERYONE: N_("When everybody does it, often nobody does. Who starts?"),
    Prompt.NO_DAY: N_("There is no day. By when?"),
    Prompt.PAST_DAY: N_("The day has gone by. Is there a new one?"),
    Prompt.FAR_DAY: N_("The day is after the next review. Is there a first step before it?"),
    Prompt.NOT_KNOWN_HOW: N_("How will everyone know that it is done, or that it helped?"),
    Prompt.SEVERAL: N_("This may be more than one thing. Two short actions are easier to do."),
    Prompt.VAGUE: N_("What would somebody see you do? Try to be more exact."),
}
MOST_WORDS = 40
_EVERYONE = re.compile(r"\b(every(one|body)|all|team|family|parents|professionals)\b", re.I)
_SEVERAL = re.compile(r"(;|\n\s*\S|\b(and then|and also|as well as)\b)", re.I)
_VAGUE = re.compile(
    r"^\W*(continue|monitor|support|encourage|engage|offer support|be more|try|improve)\b", re.I
)


def prompts(
    *,
    what: str,
    who: str,
    by_on: date | None,
    how_known: str,
    today: date,
    review_on: date | None = None,
) -> tuple[Prompt, ...]:
    """What this action leaves open, in the order of its form; an action may be saved with all."""
    found = [
        (Prompt.SEVERAL, bool(_SEVERAL.search(what.strip())) or len(what.split()) > MOST_WORDS),
        (Prompt.VAGUE, bool(_VAGUE.match(what)) and len(what.split()) < 8),
        (Prompt.NOBODY, not who.strip()),
        (Prompt.EVERYONE, len(who.split()) < 4 and bool(_EVERYONE.search(who))),
        *_of_day(by_on, today, review_on),
        (Prompt.NOT_KNOWN_HOW, not how_known.strip()),
    ]
    return tuple(prompt for prompt, is_so in found if is_so)


def _of_day(
    by_on: date | None, today: date, review_on: date | None
) -> Iterable[tuple[Prompt, bool]]:
    yield Prompt.NO_DAY, by_on is None
    yield Prompt.PAST_DAY, by_on is not None and by_on < today
    yield (
        Prompt.FAR_DAY,
        by_on is not None and review_on is not None and by_on > review_on >= today,
    )
