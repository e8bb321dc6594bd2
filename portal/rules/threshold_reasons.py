"""The sentences that say why: one for each thing a number rests on, in the framework's order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from portal.rules.saying import Speak, joined
from portal.rules.threshold_case import Number, Reason, ReasonKind
from portal.rules.threshold_gate import Gap, Unmet
from portal.rules.threshold_index import ReadyRule
from portal.rules.threshold_model import Framework, Indicator, Text, say
from portal.rules.threshold_weighing import Weighed
from portal.vocabulary import N_, Answer

TICKED = N_("You ticked “%(text)s”. It is listed at level %(level)s, in %(section)s.")
TICKED_WHY = N_(
    "You ticked “%(text)s”. It is listed at level %(level)s, in %(section)s, because: %(why)s."
)
NOT_KNOWN = N_(
    "You marked “%(text)s” as not known. If it is true this would be level %(level)s. "
    "Ask, or consult now."
)
DANGER = N_("You answered yes to “%(text)s”. That is always level %(level)s.")
DANGER_NOT_KNOWN = N_(
    "“%(text)s” is not answered yes or no. Until it is, this could be level %(level)s."
)
RULE_ALONE = N_("%(rule)s. Your hub treats this as level %(level)s.")
RULE_ONE = N_(
    "%(rule)s. On its own what you ticked is level %(base)s; here your hub treats it as "
    "level %(level)s."
)
RULE_TOGETHER = N_(
    "%(rule)s. On their own these are level %(base)s; together your hub treats them as "
    "level %(level)s."
)
RULE_COULD_BE = N_("%(rule)s. Your hub says this could be level %(level)s.")
RULE_COULD_BE_TODAY = N_(
    "%(rule)s. Your hub says this could be level %(level)s and asks you to consult today."
)
RULE_IF_TRUE = N_(
    "%(rule)s: this would hold if what you marked as not known is true, and could then be "
    "level %(level)s. Ask, or consult now."
)
GAPS = {
    Gap.SAFETY: N_("“%(text)s” has not been answered no."),
    Gap.AGE: N_("The age of the child is not known."),
    Gap.SEEN: N_("Nobody has yet said that the child was seen or spoken to."),
    Gap.CHILD_NOT_SEEN: N_("The child may not have been seen or spoken to about this."),
    Gap.UPPER: N_("What is not known could make this level %(level)s."),
    Gap.DOMAIN: N_("Nothing you ticked says that needs are met in “%(text)s”."),
    Gap.STRENGTH: N_("You have not confirmed “%(text)s”."),
}


Translate = Callable[[str], str]


@dataclass(frozen=True)
class Teller:
    """Says sentences in the reader's language: templates translated, the framework's own words
    in `lang`, or in English where it has none; `speak` may say which."""

    framework: Framework
    lang: str
    translate: Translate
    speak: Speak = say

    def sentence(self, template: str, **words: str | int) -> str:
        """The template in the reader's language, with its words filled in."""
        return self.translate(template) % words

    def text(self, text: Text) -> str:
        """The framework's own words."""
        return self.speak(text, self.lang)

    def ticked(self, indicator: Indicator, level: int) -> str:
        """What was ticked, where the document lists it, and why there."""
        return self._about(indicator, level, self._ticked)

    def not_known(self, indicator: Indicator, level: int) -> str:
        """What it would be if what was marked as not known is true."""
        return self._about(indicator, level, self._not_known)

    def _about(self, indicator: Indicator, level: int, templates: "Templates") -> str:
        return _sentence_about(
            self.framework, indicator.id, level, self.lang, self.speak, templates
        )

    @cached_property
    def _ticked(self) -> "Templates":
        return self.translate(TICKED), self.translate(TICKED_WHY)

    @cached_property
    def _not_known(self) -> "Templates":
        template = self.translate(NOT_KNOWN)
        return template, template


Templates = tuple[str, str]
"""In the reader's language: for an indicator whose document gives no reason, and for others."""


@lru_cache(maxsize=8192)
def _sentence_about(
    framework: Framework,
    indicator_id: str,
    level: int,
    lang: str,
    speak: Speak,
    templates: Templates,
) -> str:
    """A sentence about one indicator: the framework's, nothing of any child, and so kept."""
    indicator = framework.indicator[indicator_id]
    section = framework.section[indicator.section]
    title, place = speak(section.title, lang), section.document_section
    written = indicator.why if say(indicator.why, lang) else section.rationale
    why = speak({each: (words or "").rstrip(".") for each, words in written.items()}, lang)
    plain, with_why = templates
    return (with_why if why else plain) % {
        "text": speak(indicator.text, lang),
        "section": joined(" ", [title, f"({place})"]) if place else title,
        "why": why,
        "level": level,
    }


def reasons(teller: Teller, weighed: Weighed) -> tuple[Reason, ...]:
    """Why level 1 is not shown, or why the level is what it is; then why the upper end is."""
    found = [_gap(teller, weighed, unmet) for unmet in weighed.unmet]
    if weighed.level is not None:
        found += _reasons(teller, weighed, Number.LEVEL, weighed.level)
    if weighed.upper is not None:
        found += _reasons(teller, weighed, Number.UPPER, weighed.upper)
    return tuple(found)


def _reasons(teller: Teller, weighed: Weighed, number: Number, value: int) -> Iterator[Reason]:
    is_level = number == Number.LEVEL
    facts = weighed.reading.low if is_level else weighed.reading.high
    run = weighed.low if is_level else weighed.high
    if facts.danger:
        yield from _danger(teller, weighed, number, value)
    red = facts.counted & weighed.index.red
    decisive = red if facts.danger or red else facts.counted & weighed.index.by_level[value]
    for indicator in weighed.index.members(decisive):
        text = _indicator(teller, weighed, indicator, value)
        yield Reason(indicator.id, ReasonKind.INDICATOR, number, text)
    for ready in run.fired:
        if value in ((ready.raise_to,) if is_level else (ready.raise_to, ready.upper_to)):
            text = _rule(teller, weighed, ready, value)
            yield Reason(ready.rule.id, ReasonKind.RULE, number, text)


def _danger(teller: Teller, weighed: Weighed, number: Number, value: int) -> Iterator[Reason]:
    questions = {question.id: question for question in teller.framework.safety}
    for code in weighed.index.danger_questions:
        answer = weighed.safety_answer(code)
        if answer == Answer.YES or (answer == Answer.NOT_KNOWN and number == Number.UPPER):
            template = DANGER if answer == Answer.YES else DANGER_NOT_KNOWN
            text = teller.sentence(template, text=teller.text(questions[code].text), level=value)
            yield Reason(code, ReasonKind.SAFETY, number, text)


def _indicator(teller: Teller, weighed: Weighed, indicator: Indicator, value: int) -> str:
    if weighed.index.bit[indicator.id] & weighed.reading.low.counted:
        return teller.ticked(indicator, value)
    return teller.not_known(indicator, value)


def _rule(teller: Teller, weighed: Weighed, ready: ReadyRule, value: int) -> str:
    words: dict[str, str | int] = {"rule": teller.text(ready.rule.text), "level": value}
    if ready not in weighed.low.fired:
        return teller.sentence(RULE_IF_TRUE, **words)
    if ready.raise_to != value:
        template = RULE_COULD_BE_TODAY if ready.rule.consult_today else RULE_COULD_BE
        return teller.sentence(template, **words)
    concerns = weighed.reading.low.counted & ~weighed.index.strengths
    base = weighed.index.base(concerns)
    if base in (0, value):
        return teller.sentence(RULE_ALONE, **words)
    template = RULE_ONE if concerns.bit_count() == 1 else RULE_TOGETHER
    return teller.sentence(template, **words, base=base)


def _gap(teller: Teller, weighed: Weighed, unmet: Unmet) -> Reason:
    text = teller.sentence(
        GAPS[unmet.gap],
        text=teller.text(_subject(teller.framework, unmet)),
        level=weighed.high.upper,
    )
    return Reason(unmet.id, ReasonKind.MISSING, Number.LEVEL, text)


def _subject(framework: Framework, unmet: Unmet) -> Text:
    """The words of the question, domain or statement a gap is about, where it is about one."""
    if unmet.gap == Gap.SAFETY:
        return next(question.text for question in framework.safety if question.id == unmet.id)
    if unmet.gap == Gap.STRENGTH:
        return framework.indicator[unmet.id].text
    return next((domain.name for domain in framework.domains if domain.code == unmet.id), {})
