"""Cases and outcomes as JSON, for `thresholds evaluate`: read strictly, one clear error each."""

import json
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, NoReturn, TypeVar

from portal.frameworks.loader import DEFAULT
from portal.rules.threshold_case import Case, Certainty, IndicatorAnswer, Outcome
from portal.rules.threshold_model import KNOWN_FLAGS, Framework
from portal.vocabulary import Answer, Impact, IndicatorState, Nation, Pattern

OLDEST_MONTHS = 1500  # 125 years; a larger age is a slip
FIELDS = (
    "framework",
    "nation",
    "age_months",
    "unborn",
    "safety",
    "indicators",
    "flags",
    "protective_factors",
    "seen",
)
MODIFIERS: dict[str, type[StrEnum]] = {
    "pattern": Pattern,
    "impact": Impact,
    "certainty": Certainty,
}
Word = TypeVar("Word", bound=StrEnum)


class CaseError(ValueError):
    """A case that cannot be read. The message names the case and the field, in one sentence."""


class _Repeated(dict[str, Any]):
    """A JSON object in which a key stands twice."""

    key = ""


class _NotANumber:
    """NaN or an infinity, which JSON does not have."""


def read_json(text: str) -> tuple[list[Any], bool]:
    """The cases of a JSON text, and whether it was a list rather than one case.

    Raises CaseError when the text is not JSON or is neither an object nor a list.
    """
    if not text.strip():
        raise CaseError("There is no case: the input is empty.")
    try:
        data = json.loads(
            text, object_pairs_hook=_object, parse_constant=lambda name: _NotANumber()
        )
    except json.JSONDecodeError as error:
        raise CaseError(f"Not valid JSON: {error}.") from None
    except (ValueError, RecursionError):
        raise CaseError("Not valid JSON: a number or a nesting in it is too large.") from None
    if isinstance(data, list):
        return data, True
    if not isinstance(data, dict):
        raise CaseError("The input must be one case, a JSON object, or a list of cases.")
    return [data], False


def framework_name(data: Any, name: str) -> str:
    """Which packaged framework a case asks for; `name` is what errors call the case."""
    value = _whole(data, name).get("framework")
    if value is None:
        return DEFAULT
    if not isinstance(value, str):
        _At(name, "framework").fail("must be the name of a framework")
    return value


def parse_case(data: Any, framework: Framework, name: str = "The case") -> Case:
    """One case as the engine takes it. Raises CaseError for anything it does not know.

    A field that is null is the same as left out, but an indicator that is named needs an answer.
    """
    fields = _whole(data, name)
    for field in fields:
        if field not in FIELDS:
            _At(name, field).fail("is not a field of a case")
    youngest, oldest = _age(fields.get("age_months"), _At(name, "age_months"))
    return Case(
        age_from_months=youngest,
        age_to_months=oldest,
        is_unborn=_true(fields, "unborn", name),
        safety=_answers(fields.get("safety"), _questions(framework), _At(name, "safety")),
        indicators=_indicators(fields.get("indicators"), framework, _At(name, "indicators")),
        flags=_answers(fields.get("flags"), _flags(framework), _At(name, "flags")),
        protective_factors=_factors(
            fields.get("protective_factors"), framework, _At(name, "protective_factors")
        ),
        is_seen=_true(fields, "seen", name),
        nation=_nation(fields.get("nation"), framework, _At(name, "nation")),
    )


def case_as_json(case: Case, framework: Framework) -> dict[str, Any]:
    """The case as `parse_case` reads it back to an equal one."""
    ages = [case.age_from_months, case.age_to_months]
    return {
        "framework": framework.id,
        "nation": case.nation,
        "age_months": ages[0] if ages[0] == ages[1] else ages,
        "unborn": case.is_unborn,
        "safety": dict(case.safety),
        "indicators": {
            code: {
                "answer": answer.answer,
                **{name: value for name in MODIFIERS if (value := getattr(answer, name))},
            }
            for code, answer in case.indicators.items()
        },
        "flags": dict(case.flags),
        "protective_factors": list(case.protective_factors),
        "seen": case.is_seen,
    }


def outcome_as_json(outcome: Outcome, framework: Framework) -> dict[str, Any]:
    """The outcome as `thresholds evaluate` prints it, with the framework and version behind it."""
    return {
        "framework": framework.id,
        "version": framework.version,
        "level": outcome.level,
        "upper": outcome.upper,
        "urgency": outcome.urgency,
        "emergency": outcome.emergency,
        "safe_contact": outcome.safe_contact,
        "rests_on_age": outcome.rests_on_age,
        "red_lines": list(outcome.red_lines),
        "reasons": [
            {"id": r.id, "kind": r.kind, "for": r.holds, "text": r.text} for r in outcome.reasons
        ],
    }


class _At:
    """A place in a case, for the error that names it."""

    def __init__(self, case: str, field: str = "") -> None:
        self._case, self._field = case, field

    def fail(self, problem: str, *inside: str) -> NoReturn:
        """Refuse the case because of this place, or of a place some steps inside it."""
        field = ".".join(step for step in (self._field, *inside) if step)
        field = field.encode("unicode_escape").decode("ascii")
        shown = f"{field} " if len(field) <= 80 else f"{field[:80]}... "
        raise CaseError(f"{self._case}: {shown if field else ''}{problem}.")


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) == len(pairs):
        return fields
    repeated = _Repeated(fields)
    repeated.key = next(key for key, times in Counter(k for k, _ in pairs).items() if times > 1)
    return repeated


def _whole(data: Any, name: str) -> Mapping[str, Any]:
    """The case itself, which cannot be null as its fields can."""
    if data is None:
        _At(name).fail("must be an object")
    return _mapping(data, _At(name))


def _mapping(value: Any, at: _At, *inside: str) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        at.fail("must be an object", *inside)
    if isinstance(value, _Repeated):
        at.fail("is given more than once", *inside, value.key)
    return value


@cache
def _words(kind: type[Word]) -> Mapping[str, Word]:
    return {word.value: word for word in kind}


def _word(value: Any, kind: type[Word], at: _At, *inside: str) -> Word:
    words: Mapping[str, Word] = _words(kind)
    word = words.get(value) if isinstance(value, str) else None
    if word is None:
        at.fail(f"must be one of {', '.join(kind)}", *inside)
    return word


@lru_cache(maxsize=32)
def _questions(framework: Framework) -> frozenset[str]:
    return frozenset(question.id for question in framework.safety)


@lru_cache(maxsize=32)
def _flags(framework: Framework) -> frozenset[str]:
    return frozenset((*KNOWN_FLAGS, *(flag.code for flag in framework.flags)))


def _answers(value: Any, known: Container[str], at: _At) -> dict[str, Answer]:
    answers = {}
    for code, answer in _mapping(value, at).items():
        if code not in known:
            at.fail("is not known to this framework", code)
        if answer is not None:
            answers[code] = _word(answer, Answer, at, code)
    return answers


def _indicators(value: Any, framework: Framework, at: _At) -> dict[str, IndicatorAnswer]:
    answers = _mapping(value, at)
    for code in answers:
        if code not in framework.indicator:
            at.fail(f"is not an indicator of {framework.id} {framework.version}", code)
    return {code: _indicator(code, answer, at) for code, answer in answers.items()}


def _indicator(code: str, answer: Any, at: _At) -> IndicatorAnswer:
    fields = _mapping(answer, at, code)
    modifiers: dict[str, Any] = {}
    for field, value in fields.items():
        if field in MODIFIERS:
            if value is not None:
                modifiers[field] = _word(value, MODIFIERS[field], at, code, field)
        elif field != "answer":
            at.fail("is not a field of an indicator", code, field)
    state = _word(fields.get("answer"), IndicatorState, at, code, "answer")
    return IndicatorAnswer(state, **modifiers)


def _factors(value: Any, framework: Framework, at: _At) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        at.fail("must be a list of ids")
    known = {factor.id for factor in framework.protective_factors}
    for factor in value:
        if not isinstance(factor, str) or factor not in known:
            at.fail("is not a protective factor of this framework", str(factor))
    return tuple(value)


def _true(fields: Mapping[str, Any], field: str, name: str) -> bool:
    value = fields.get(field)
    if value is None:
        return False
    if not isinstance(value, bool):
        _At(name, field).fail("must be true or false")
    return value


def _nation(value: Any, framework: Framework, at: _At) -> Nation | None:
    if value is None:
        return None
    nation = _word(value, Nation, at)
    if nation not in framework.jurisdiction:
        at.fail(f"is not in the jurisdiction of {framework.id}")
    return nation


def _age(value: Any, at: _At) -> tuple[int | None, int | None]:
    """The youngest and the oldest age in completed months; both None when not known."""
    if value is None:
        return None, None
    if not isinstance(value, list):
        return _months(value, at), value
    if len(value) != 2:
        at.fail("must be a number of months or [from, to]")
    youngest, oldest = (_months(end, at) for end in value)
    if youngest > oldest:
        at.fail("must be [from, to], the younger first")
    return youngest, oldest


def _months(value: Any, at: _At) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        at.fail("must be a whole number of months, [from, to] or null")
    if not 0 <= value <= OLDEST_MONTHS:
        at.fail(f"must be from 0 to {OLDEST_MONTHS} months")
    return value
