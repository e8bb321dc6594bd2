"""What would change the guidance: found by trying each thing, so that every line is true."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from portal.rules.saying import joined
from portal.rules.threshold_case import Case, IndicatorAnswer
from portal.rules.threshold_model import DERIVED_FLAGS, Framework, Indicator
from portal.rules.threshold_reasons import NOT_KNOWN, Teller
from portal.rules.threshold_weighing import Weighed, weigh
from portal.vocabulary import N_, Answer, Impact, IndicatorState, Pattern

PATTERN_TRUE = N_(
    "You marked how often “%(text)s” happens as not known. If it keeps happening this would be "
    "level %(level)s. Ask, or consult now."
)
IMPACT_TRUE = N_(
    "You marked the effect of “%(text)s” as not known. If it is serious this would be "
    "level %(level)s. Ask, or consult now."
)
ALL_RULED_OUT = N_(
    "If everything you marked as not known is ruled out, the highest this could be is "
    "level %(level)s."
)
IF_OLDER = N_("If the child is aged %(years)s or over, this would be level %(level)s.")
IF_ONGOING = N_("If any of these keeps happening, this would be level %(level)s: %(list)s.")
IF_SERIOUS = N_(
    "If any of these has a serious effect on the child, this would be level %(level)s: %(list)s."
)
IF_FLAG = N_("If this is so, it would be level %(level)s: “%(text)s”.")
IF_FLAG_COULD = N_("If this is so, it could be level %(level)s: “%(text)s”.")

SERIOUSNESS = {"pattern": Pattern.ONGOING, "impact": Impact.SERIOUS}
RULED_OUT = {"pattern": Pattern.ONCE, "impact": Impact.NONE_SEEN}


def if_true(teller: Teller, weighed: Weighed) -> Iterator[tuple[str, str]]:
    """For each thing not known that alone would raise the level: its id and a sentence."""
    if weighed.level == weighed.index.top:
        return
    for code, text, template, case in _if_each_were_true(teller, weighed):
        level = _level(teller.framework, case)
        if level > (weighed.level or 0):
            yield code, teller.sentence(template, text=text, level=level)


def _if_each_were_true(teller: Teller, weighed: Weighed) -> Iterator[tuple[str, str, str, Case]]:
    """Each thing not known: its id, its words, the sentence for it, and the case if it is true."""
    case = weighed.case
    for indicator in weighed.index.members(weighed.reading.unknown & ~weighed.index.strengths):
        present = _with(case, indicator.id, IndicatorAnswer(IndicatorState.PRESENT))
        yield indicator.id, teller.text(indicator.text), NOT_KNOWN, present
    for indicator in _ticked(weighed):
        for modifier, template in (("pattern", PATTERN_TRUE), ("impact", IMPACT_TRUE)):
            if getattr(case.indicators[indicator.id], modifier) == "not_known":
                worse = _worse(case, indicator, modifier)
                yield indicator.id, teller.text(indicator.text), template, worse
    for code, text in _flags(teller, case, Answer.NOT_KNOWN):
        yield code, text, NOT_KNOWN, _flagged(case, code)


def would_change(teller: Teller, weighed: Weighed) -> Iterator[tuple[tuple[str, ...], str]]:
    """What would lower the range or raise the level: the ids it is about, and a sentence."""
    yield from _if_older(teller, weighed)
    ruled_out = _upper_ruled_out(teller, weighed)
    if ruled_out and weighed.upper and ruled_out < weighed.upper:
        yield (), teller.sentence(ALL_RULED_OUT, level=ruled_out)
    if weighed.level == weighed.index.top:
        return
    yield from _if_worse(teller, weighed, "pattern", IF_ONGOING)
    yield from _if_worse(teller, weighed, "impact", IF_SERIOUS)
    for code, text in _flags(teller, weighed.case, Answer.NO):
        if not _may_change(weighed, code):
            continue
        tried = weigh(teller.framework, _flagged(weighed.case, code))
        if (tried.level or 0) > (weighed.level or 0):
            yield (code,), teller.sentence(IF_FLAG, level=tried.level or 0, text=text)
        elif (tried.upper or 0) > (weighed.upper or 0):
            yield (code,), teller.sentence(IF_FLAG_COULD, level=tried.upper or 0, text=text)


def _upper_ruled_out(teller: Teller, weighed: Weighed) -> int:
    """The upper end if everything that is not known were ruled out; 0 for none."""
    ruled_out = _all_ruled_out(weighed.case)
    found = weighed if ruled_out == weighed.case else weigh(teller.framework, ruled_out)
    return found.upper or 0


def _may_change(weighed: Weighed, flag: str) -> bool:
    """Whether a rule that asks for the flag would hold with it; without one it raises nothing.

    Looked at with everything that may be true: what does not hold then does not hold for certain.
    """
    facts = weighed.reading.high
    flagged = replace(facts, flags=facts.flags | {flag})
    return any(holds(flagged) for holds in weighed.index.asking.get(flag, ()))


def _if_older(teller: Teller, weighed: Weighed) -> Iterator[tuple[tuple[str, ...], str]]:
    if not weighed.rests_on_age:
        return
    oldest = weighed.case.age_to_months
    before = weighed.level or 0
    for years in (1, 2):
        months = years * 12
        if oldest is not None and oldest < months:
            return
        older = replace(weighed.case, age_from_months=months, age_to_months=months)
        found = _level(teller.framework, older)
        if 0 < found < before:
            before = found
            yield (), teller.sentence(IF_OLDER, years=years, level=found)


def _if_worse(
    teller: Teller, weighed: Weighed, modifier: str, template: str
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Ticked indicators whose pattern or impact alone would raise the level, by that level."""
    by_level: dict[int, list[Indicator]] = {}
    for indicator in _ticked(weighed):
        if getattr(weighed.case.indicators[indicator.id], modifier) == "not_known":
            continue  # said among what is not known
        found = _level(teller.framework, _worse(weighed.case, indicator, modifier))
        if found > (weighed.level or 0):
            by_level.setdefault(found, []).append(indicator)
    for level, indicators in sorted(by_level.items()):
        quoted = (joined("", ["“", teller.text(each.text), "”"]) for each in indicators)
        listed = joined("; ", quoted)
        ids = tuple(indicator.id for indicator in indicators)
        yield ids, teller.sentence(template, level=level, list=listed)


def _level(framework: Framework, case: Case) -> int:
    return weigh(framework, case).level or 0


def _ticked(weighed: Weighed) -> Iterator[Indicator]:
    return weighed.index.members(weighed.reading.low.counted & ~weighed.index.strengths)


def _flags(teller: Teller, case: Case, answer: Answer) -> Iterator[tuple[str, str]]:
    """Flags a person answered so, or that were not asked and count as no."""
    for flag in teller.framework.flags:
        given = case.flags.get(flag.code, Answer.NO)
        if flag.code not in DERIVED_FLAGS and given == answer:
            yield flag.code, teller.text(flag.text) or flag.code


def _with(case: Case, indicator: str, answer: IndicatorAnswer) -> Case:
    return replace(case, indicators={**case.indicators, indicator: answer})


def _worse(case: Case, indicator: Indicator, modifier: str) -> Case:
    worst: Any = {modifier: SERIOUSNESS[modifier]}
    return _with(case, indicator.id, replace(case.indicators[indicator.id], **worst))


def _flagged(case: Case, code: str) -> Case:
    return replace(case, flags={**case.flags, code: Answer.YES})


def _all_ruled_out(case: Case) -> Case:
    return replace(
        case,
        safety={code: _no(answer) for code, answer in case.safety.items()},
        flags={code: _no(answer) for code, answer in case.flags.items()},
        indicators={code: _ruled_out(answer) for code, answer in case.indicators.items()},
    )


def _no(answer: Answer) -> Answer:
    return Answer.NO if answer == Answer.NOT_KNOWN else answer


def _ruled_out(answer: IndicatorAnswer) -> IndicatorAnswer:
    if answer.answer == IndicatorState.NOT_KNOWN:
        return IndicatorAnswer(IndicatorState.ABSENT)
    unknown: Any = {
        name: value for name, value in RULED_OUT.items() if getattr(answer, name) == "not_known"
    }
    return replace(answer, **unknown)
