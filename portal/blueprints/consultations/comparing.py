"""Answers as people read them: question and words, for the check and for comparing two windows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from flask_babel import get_locale, gettext

from portal.blueprints import body_maps
from portal.blueprints.consultations.way import Way
from portal.blueprints.level_words import level_words
from portal.rules.abuse_words import SOURCE_OF_TOPIC, TOPICS
from portal.rules.body_map import PLACES
from portal.rules.consultation_words import CHOICES, QUESTIONS, answers
from portal.rules.saying import joined
from portal.rules.typed import Page, read_date
from portal.vocabulary import LABELS, Answer
from portal.web import day, local_words

PARTS = ("day", "month", "year")
DATES = ("born", "due", "leaves", "next_contact", "tell_by", "phoned_on", "done_on")


@dataclass(frozen=True)
class Line:
    """One question with its answer, in the reader's language; as typed where it was typed."""

    field: str
    question: str
    words: str


@dataclass(frozen=True)
class Difference:
    """One question that two windows answered differently."""

    question: str
    saved: str
    typed: str


@dataclass(frozen=True)
class Wording:
    """Questions and choices, those of one framework version among them."""

    questions: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def lines(self, kind: str, page: Page) -> list[Line]:
        """The answered questions of one page, in the order they are asked."""
        order = {name: place for place, name in enumerate(self.questions)}
        found = [
            Line(name, self.questions[name], words) for name, words in self._worded(kind, page)
        ]
        return sorted(found, key=lambda line: order[line.field])

    def differences(self, saved: Mapping[str, Page], typed: Mapping[str, Page]) -> list[Difference]:
        """Every question on which the two do not say the same."""
        found = []
        for name in dict.fromkeys([*saved, *typed]):
            kind = name.partition(":")[0]
            there = {line.field: line for line in self.lines(kind, saved.get(name, {}))}
            here = {line.field: line for line in self.lines(kind, typed.get(name, {}))}
            if saved.get(name, {}).get("removed"):
                found.append(Difference(gettext("Still part of this?"), gettext("Taken away"), ""))
            for each in sorted({*there, *here}, key=list(self.questions).index):
                pair = [side[each].words if each in side else "" for side in (there, here)]
                if pair[0] != pair[1]:
                    found.append(Difference(self.questions[each], *pair))
        return found

    def _worded(self, kind: str, page: Page) -> Iterator[tuple[str, str]]:
        dates = {f"{prefix}_{part}" for prefix in DATES for part in PARTS}
        for name, value in page.items():
            whole = f"{kind}.{name}"
            if name not in dates and whole in self.questions and value:
                yield whole, self._words(whole, value)
        for prefix in DATES:
            typed = [str(page.get(f"{prefix}_{part}", "")).strip() for part in PARTS]
            if any(typed) and f"{kind}.{prefix}" in self.questions:
                yield (
                    f"{kind}.{prefix}",
                    day(read_date(page, prefix)) or " ".join(filter(None, typed)),
                )

    def _words(self, name: str, value: Any) -> str:
        if name in self.choices:
            given = value if isinstance(value, list) else [value]
            return joined("; ", (self.choices[name].get(each, each) for each in given))
        if name not in CHOICES:
            return str(value)
        text = ",".join(value) if isinstance(value, list) else str(value)
        return "; ".join(gettext(word) for word in answers(name, text) if word)


def wording(way: Way) -> Wording:
    """Every question of the journey in the reader's language, as it is asked on this draft."""
    framework = way.framework
    safety = {f"safety.{q.id}": local_words(q.text) for q in framework.safety}
    yes_no = {answer.value: gettext(LABELS[answer]) for answer in Answer}
    levels = {str(level.rank): level_words(level.rank, level.name) for level in framework.levels}
    strengths = {each.id: local_words(each.text) for each in framework.protective_factors}
    return Wording(
        questions={
            **safety,
            **_asked(str(get_locale())),
        },
        choices={
            **dict.fromkeys(safety, yes_no),
            "view.level": {**levels, "not_sure": gettext("I am not sure")},
            "working-well.protective_factors": strengths,
            **_of_referral(way),
        },
    )


@lru_cache(maxsize=4)
def _asked(locale: str) -> dict[str, str]:
    """What every form asks, in the reader's language, which `locale` names; a check asks often."""
    return {
        **{name: gettext(text) for name, text in QUESTIONS.items()},
        **{
            f"risk-topics.t{number}_source": gettext(SOURCE_OF_TOPIC, topic=gettext(topic))
            for number, topic in TOPICS.items()
        },
    }


@lru_cache(maxsize=4)
def _places(locale: str) -> dict[str, str]:
    """Every place on the body, in the reader's language, which `locale` names."""
    return {code: body_maps.place_words(code) for code in PLACES}


def _of_referral(way: Way) -> dict[str, dict[str, str]]:
    """Codes of the hub's lists, people of the form and places on the body."""
    codes, lang = way.codes, str(get_locale())
    return {
        "identity.ethnicity": dict(codes.ethnicities.choices(lang)),
        "identity.disabilities": dict(codes.disabilities.choices(lang)),
        "request.need": dict(codes.needs.choices(lang)),
        "request.source": dict(codes.sources.choices(lang)),
        "address.whose": way.names,
        "injury.person": way.names,
        "injury.place": _places(lang),
    }
