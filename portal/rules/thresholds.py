"""The threshold engine: from what a professional ticked to what the local document points to.

Listed rules over ticked facts, as thresholds 2.5 and 2.5a say; no weights, no free text, no
totals. Adding or worsening a fact leaves the numbers as high as they were or raises them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from portal.rules.saying import Speak
from portal.rules.threshold_case import Case, IndicatorAnswer, Outcome
from portal.rules.threshold_index import index_of
from portal.rules.threshold_model import Framework, Scope, say
from portal.rules.threshold_reasons import Teller, Translate, reasons
from portal.rules.threshold_weighing import weigh
from portal.vocabulary import Impact, IndicatorState, Pattern

# From the least to the most worrying; for a strength, which is good news, the other way round.
STATES = (
    IndicatorState.ABSENT,
    IndicatorState.NOT_KNOWN,
    IndicatorState.SUSPECTED,
    IndicatorState.PRESENT,
)
TICKED = frozenset({IndicatorState.SUSPECTED, IndicatorState.PRESENT})
PATTERNS = (None, Pattern.ONCE, Pattern.NOT_KNOWN, Pattern.REPEATED, Pattern.ONGOING)
IMPACTS = (None, Impact.NONE_SEEN, Impact.SOME, Impact.NOT_KNOWN, Impact.SERIOUS)


def evaluate(
    framework: Framework,
    case: Case,
    *,
    lang: str = "en",
    translate: Translate = str,
    speak: Speak = say,
) -> Outcome:
    """What the framework points to for one child, with a reason for each number.

    Pure, and the same for the same input whatever its order. `translate` turns an English
    sentence template into the reader's language; `speak` says the framework's own words in `lang`,
    or in English where it has none. Raises ValueError for an indicator that is not listed.
    """
    framework = framework.for_nation(case.nation)
    weighed = weigh(framework, case)
    return Outcome(
        level=weighed.level,
        upper=weighed.upper,
        urgency=weighed.urgency,
        emergency=weighed.is_emergency,
        safe_contact=weighed.is_safe_contact,
        red_lines=weighed.red_lines,
        rests_on_age=weighed.rests_on_age,
        reasons=reasons(Teller(framework, lang, translate, speak), weighed),
    )


def household_cases(
    framework: Framework,
    children: Sequence[Case],
    shared: Mapping[str, IndicatorAnswer] | None = None,
) -> tuple[Case, ...]:
    """Each child's case with everything that is about the home added to it (2.5a 13).

    `shared` holds answers about the home and its adults; such an answer given with one child
    counts for every child too. Of two different answers the more worrying one counts. Raises
    ValueError when `shared` holds an indicator that is about one child.
    """
    shared = shared or {}
    for indicator in shared:
        if framework.indicator[indicator].scope != Scope.HOUSEHOLD:
            raise ValueError(f"{indicator} is about one child, not the household")
    given = [shared, *(child.indicators for child in children)]
    home = _home_answers(framework, given)
    return tuple(replace(child, indicators={**child.indicators, **home}) for child in children)


def _home_answers(
    framework: Framework, given: Iterable[Mapping[str, IndicatorAnswer]]
) -> dict[str, IndicatorAnswer]:
    strengths = index_of(framework).strength_ids
    home: dict[str, IndicatorAnswer] = {}
    for answers in given:
        for indicator, answer in answers.items():
            if framework.indicator[indicator].scope != Scope.HOUSEHOLD:
                continue
            known = home.get(indicator, answer)
            home[indicator] = _more_worrying(known, answer, is_strength=indicator in strengths)
    return home


def _more_worrying(
    one: IndicatorAnswer, other: IndicatorAnswer, *, is_strength: bool
) -> IndicatorAnswer:
    """The more worrying of two answers, with the worst said of pattern and impact if both tick."""

    def worry(answer: IndicatorAnswer) -> int:
        return STATES.index(answer.answer) * (-1 if is_strength else 1)

    worse = max(one, other, key=worry)
    if not {one.answer, other.answer} <= TICKED:
        return worse
    return replace(
        worse,
        pattern=max(one.pattern, other.pattern, key=PATTERNS.index),
        impact=max(one.impact, other.impact, key=IMPACTS.index),
    )
