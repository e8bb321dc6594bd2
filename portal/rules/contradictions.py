"""An answer whose parts do not fit each other is asked about before it goes, and never blocked.

Solihull: decisions that hoped for too much, and the same children back again (practice U8). The
hub's people decide; what the page asks for is a second look, and their reason in writing.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from portal.rules.answers import AdviceWords, DecisionWords
from portal.rules.threshold_model import Framework
from portal.vocabulary import N_, Band, OutcomeOfAdvice, OutcomeOfDecision

AnyWords = TypeVar("AnyWords", AdviceWords, DecisionWords)
Outcome = OutcomeOfAdvice | OutcomeOfDecision
BANDS = tuple(Band)

TOO_LITTLE = N_(
    "What should happen is less than this level asks for. Change one of them, or write why both "
    "are right"
)
TOO_MUCH = N_(
    "What should happen is more than this level asks for. Change one of them, or write why both "
    "are right"
)
BELOW_RED_LINE = N_(
    "A red line was ticked, and this is below the level it stands for. Change it, or write why it "
    "is right"
)
NOT_SEEN = N_(
    "You say that there is not enough to say, and that everyday services are enough. Change one of "
    "them, or write why both are right"
)

# The lowest band at which an outcome is less than the level asks for.
_LESS_FROM: Mapping[Outcome, Band] = {
    OutcomeOfAdvice.REMAIN_UNIVERSAL: Band.EARLY_HELP,
    OutcomeOfAdvice.SINGLE_AGENCY_SUPPORT: Band.NEED,
    OutcomeOfAdvice.EARLY_HELP: Band.PROTECTION,
    OutcomeOfDecision.NO_FURTHER_ACTION: Band.TARGETED,
    OutcomeOfDecision.UNIVERSAL: Band.TARGETED,
    OutcomeOfDecision.SIGNPOST: Band.NEED,
    OutcomeOfDecision.HELP_OFFERED: Band.NEED,
    OutcomeOfDecision.TARGETED_EARLY_HELP: Band.PROTECTION,
}
# The highest band at which an outcome is more than the level asks for.
_MORE_UP_TO: Mapping[Outcome, Band] = {
    OutcomeOfAdvice.REFER_NOW: Band.UNIVERSAL,
    OutcomeOfDecision.SOCIAL_CARE_ASSESSMENT: Band.UNIVERSAL,
    OutcomeOfDecision.PROTECTION_ENQUIRY: Band.EARLY_HELP,
    OutcomeOfDecision.STRATEGY_DISCUSSION: Band.EARLY_HELP,
    OutcomeOfDecision.URGENT_PROTECTION: Band.EARLY_HELP,
    OutcomeOfDecision.PROTECTION_TEAM: Band.EARLY_HELP,
}


def contradiction(
    words: AdviceWords | DecisionWords, framework: Framework, red_line: int | None
) -> str:
    """What does not fit, as a sentence that asks for one of two things; empty where all fits.

    `red_line` is the highest level that a ticked red line stands for, None where none was ticked. A
    local level that covers several bands is read by the lowest of them for too little, and by the
    highest for too much: nobody is asked about what the local document allows.
    """
    if words.level is None:
        return _without_level(words, red_line)
    level = next((each for each in framework.levels if each.rank == words.level), None)
    if level is None or words.outcome is None:
        return ""
    if red_line is not None and level.rank < red_line:
        return BELOW_RED_LINE
    lowest, highest = (BANDS.index(level.bands[end]) for end in (0, -1))
    less_from, more_up_to = _LESS_FROM.get(words.outcome), _MORE_UP_TO.get(words.outcome)
    if less_from is not None and lowest >= BANDS.index(less_from):
        return TOO_LITTLE
    if more_up_to is not None and highest <= BANDS.index(more_up_to):
        return TOO_MUCH
    return ""


def _without_level(words: AdviceWords | DecisionWords, red_line: int | None) -> str:
    """Not enough to say is an answer; everyday services, or less than a red line, do not fit it."""
    is_little = words.outcome in _LESS_FROM
    if red_line is not None and is_little:
        return BELOW_RED_LINE
    return NOT_SEEN if words.outcome is OutcomeOfAdvice.REMAIN_UNIVERSAL else ""


def as_it_stands(words: AnyWords, framework: Framework, red_line: int | None) -> AnyWords:
    """Without a reason for what does not need one any more."""
    needs_none = words.despite_why and not contradiction(words, framework, red_line)
    return replace(words, despite_why="") if needs_none else words
