"""An answer whose parts do not fit each other is asked about, and what the document allows never.

Level 3 of the default document holds two bands, "targeted" and "need".
"""

import pytest

from portal.rules.answers import AdviceWords, DecisionWords
from portal.rules.contradictions import (
    BELOW_RED_LINE,
    NOT_SEEN,
    TOO_LITTLE,
    TOO_MUCH,
    as_it_stands,
    contradiction,
)
from portal.vocabulary import OutcomeOfAdvice as A
from portal.vocabulary import OutcomeOfDecision as D
from tests.rules.threshold_inputs import DEFAULT

CASES = [
    (4, A.REMAIN_UNIVERSAL, None, TOO_LITTLE),
    (2, A.REMAIN_UNIVERSAL, None, TOO_LITTLE),
    (1, A.REMAIN_UNIVERSAL, None, ""),
    (4, A.SINGLE_AGENCY_SUPPORT, None, TOO_LITTLE),
    (3, A.SINGLE_AGENCY_SUPPORT, None, ""),
    (4, A.EARLY_HELP, None, TOO_LITTLE),
    (3, A.EARLY_HELP, None, ""),
    (1, A.EARLY_HELP, None, ""),
    (1, A.REFER_NOW, None, TOO_MUCH),
    (2, A.REFER_NOW, None, ""),
    (4, A.REFER_NOW, 4, ""),
    (1, A.CALL_POLICE, None, ""),
    (4, A.OUTSIDE_AREA, None, ""),
    (3, A.REFER_NOW, 4, BELOW_RED_LINE),
    (3, A.EARLY_HELP, 3, ""),
    (None, A.REFER_NOW, 4, ""),
    (None, A.EARLY_HELP, 4, BELOW_RED_LINE),
    (None, A.REMAIN_UNIVERSAL, None, NOT_SEEN),
    (None, A.SINGLE_AGENCY_SUPPORT, None, ""),
    (4, D.NO_FURTHER_ACTION, None, TOO_LITTLE),
    (2, D.NO_FURTHER_ACTION, None, ""),
    (4, D.TARGETED_EARLY_HELP, None, TOO_LITTLE),
    (1, D.STRATEGY_DISCUSSION, None, TOO_MUCH),
    (3, D.STRATEGY_DISCUSSION, None, ""),
    (3, D.SOCIAL_CARE_ASSESSMENT, 4, BELOW_RED_LINE),
    (4, D.TRANSFER, None, ""),
]


@pytest.mark.parametrize(("level", "outcome", "red_line", "asked"), CASES)
def test_what_does_not_fit_is_asked_about(level, outcome, red_line, asked) -> None:
    kind = AdviceWords if isinstance(outcome, A) else DecisionWords
    words = kind(level=level, outcome=outcome, despite_why="The grandmother is there.")
    assert contradiction(words, DEFAULT, red_line) == asked
    kept = as_it_stands(words, DEFAULT, red_line).despite_why
    assert bool(kept) is bool(asked)  # a reason nobody asks for any more goes nowhere
