"""Explains an outcome in the order of thresholds 2.8, as plain data for pages and PDFs."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.rules.saying import Speak
from portal.rules.threshold_case import Case, Number, Outcome, ReasonKind
from portal.rules.threshold_model import Framework, Indicator, LegalNote, say
from portal.rules.threshold_reasons import Teller, Translate
from portal.rules.threshold_trials import if_true, would_change
from portal.rules.threshold_weighing import Weighed, weigh
from portal.vocabulary import N_, Answer, Urgency

CALL_999 = N_("Call 999 now. Then phone %(hub)s%(phone)s.")
PHONE_NOW = N_("Phone %(hub)s now%(phone)s.")
ANSWER_FIRST = N_(
    "Some safety questions are not answered. Answer them now; if you cannot, phone %(hub)s "
    "now%(phone)s."
)
PHONE_TODAY = N_("Consult %(hub)s today%(phone)s.")
ON_NUMBER = N_(" on %(phone)s")
STAY = N_("Stay with the child, or make sure a safe adult does.")
DOCTOR_TODAY = N_("A children's doctor needs to see the child today. Ask %(hub)s how.")
DO_NOT_ALERT = N_(
    "Do not tell or alert anyone in the family, or the person causing harm, until you have agreed "
    "with %(hub)s how and when it is safe."
)
POINTS_TO = N_(
    "These point to level %(level)s (%(name)s) in %(hub)s's threshold document, "
    "version %(version)s."
)
POINTS_AT_LEAST = N_(
    "These point to at least level %(level)s (%(name)s) in %(hub)s's threshold document, "
    "version %(version)s. It could be level %(upper)s (%(upper_name)s) until you know more."
)
POINTS_UNTIL_AGE = N_(
    "These point to level %(level)s (%(name)s) in %(hub)s's threshold document, "
    "version %(version)s, until you give the age."
)
POINTS_UNTIL_AGE_RANGE = N_(
    "These point to level %(level)s (%(name)s) in %(hub)s's threshold document, "
    "version %(version)s, until you give the age. It could be level %(upper)s (%(upper_name)s)."
)
NOT_ENOUGH = N_(
    "There is not enough information to point to a level in %(hub)s's threshold document, "
    "version %(version)s."
)
NOT_ENOUGH_COULD_BE = N_(
    "There is not enough information to point to a level in %(hub)s's threshold document, "
    "version %(version)s. It could be level %(upper)s (%(upper_name)s) until you know more."
)
STRENGTHS_HELP = N_("Strengths help the plan. They do not change the level.")
CHECK_AGE = N_("“%(text)s” is listed for another age. It counts all the same. Check the age.")
CLOSING = N_(
    "This is guidance to support your judgement. It is not a decision, and you can refer or "
    "consult at any point."
)
ADVISING_FLAGS = ("open_to_social_care", "looked_after", "sibling_open", "men_unknown")


@dataclass(frozen=True)
class Line:
    """One sentence, the ids of what it is about, and the point of law it rests on, if any."""

    text: str
    ids: tuple[str, ...] = ()
    law: LegalNote | None = None


@dataclass(frozen=True)
class Explanation:
    """What the page says, in the order it says it; every part but two may be empty."""

    act_first: tuple[Line, ...]
    pointing: str
    missing: tuple[Line, ...]  # what keeps a level from being shown
    indicators: tuple[Line, ...]
    rules: tuple[Line, ...]
    not_known: tuple[Line, ...]
    strengths: tuple[Line, ...]
    strengths_note: str  # blank when no strength was noted
    would_change: tuple[Line, ...]
    closing: str
    check_age: tuple[Line, ...]
    also: tuple[Line, ...]  # duties, and what a flag such as an open case asks for
    pathways: tuple[str, ...]  # codes: the upper end's own, then those of what was ticked


def explain(
    framework: Framework,
    case: Case,
    outcome: Outcome,
    *,
    hub: str,
    phone: str = "",
    lang: str = "en",
    translate: Translate = str,
    speak: Speak = say,
) -> Explanation:
    """Explains the outcome that `evaluate` gave for the same case, framework and language.

    `hub` is the name a reader knows it by and `phone` its number now. Timing and advice follow
    the upper end of the range. Referring and consulting are offered in every explanation.
    """
    framework = framework.for_nation(case.nation)
    telling = _Telling(Teller(framework, lang, translate, speak), weigh(framework, case), outcome)
    strengths = tuple(telling.strengths())
    return Explanation(
        act_first=tuple(telling.act_first(hub, phone)),
        pointing=telling.pointing(hub),
        missing=telling.reasons(ReasonKind.MISSING),
        indicators=telling.reasons(ReasonKind.SAFETY) + telling.reasons(ReasonKind.INDICATOR),
        rules=tuple(telling.rules()),
        not_known=tuple(telling.not_known()),
        strengths=strengths,
        strengths_note=translate(STRENGTHS_HELP) if strengths else "",
        would_change=tuple(
            Line(text, ids) for ids, text in would_change(telling.teller, telling.weighed)
        ),
        closing=translate(CLOSING),
        check_age=tuple(telling.check_age()),
        also=tuple(telling.also()),
        pathways=tuple(dict.fromkeys(telling.pathways())),
    )


@dataclass(frozen=True)
class _Telling:
    """Says the parts of one explanation."""

    teller: Teller
    weighed: Weighed
    outcome: Outcome

    def act_first(self, hub: str, phone: str) -> Iterator[Line]:
        number = self.teller.sentence(ON_NUMBER, phone=phone) if phone else ""
        if template := self._first_call():
            yield Line(self.teller.sentence(template, hub=hub, phone=number))
        if self.outcome.emergency:
            yield Line(self.teller.sentence(STAY))
        if self.weighed.safety_answer("S7") == Answer.YES:
            yield Line(self.teller.sentence(DOCTOR_TODAY, hub=hub), ("S7",))
        if self.outcome.safe_contact:
            yield Line(self.teller.sentence(DO_NOT_ALERT, hub=hub), ("S8",))
        wanted = {code for indicator in self._ticked() for code in indicator.safety_advice}
        for code, text in self.teller.framework.safety_advice.items():
            if code in wanted:
                yield Line(self.teller.text(text), (code,))

    def _first_call(self) -> str:
        if self.outcome.emergency:
            return CALL_999
        if self.outcome.urgency == Urgency.NOW:
            facts = self.weighed.reading.high
            is_only_unanswered = facts.danger and self.weighed.low.level < self.weighed.index.top
            return ANSWER_FIRST if is_only_unanswered else PHONE_NOW
        return PHONE_TODAY if self.outcome.urgency == Urgency.SAMEDAY else ""

    def pointing(self, hub: str) -> str:
        level, upper = self.outcome.level, self.outcome.upper
        words: dict[str, str | int] = {"hub": hub, "version": self.teller.framework.version}
        if upper is not None:
            words |= {"upper": upper, "upper_name": self._name(upper)}
        if level is None:
            return self.teller.sentence(NOT_ENOUGH_COULD_BE if upper else NOT_ENOUGH, **words)
        words |= {"level": level, "name": self._name(level)}
        if self.outcome.rests_on_age:
            template = POINTS_UNTIL_AGE if level == upper else POINTS_UNTIL_AGE_RANGE
        else:
            template = POINTS_TO if level == upper else POINTS_AT_LEAST
        return self.teller.sentence(template, **words)

    def _name(self, rank: int) -> str:
        return self.teller.text(self.teller.framework.level(rank).name)

    def reasons(self, kind: ReasonKind) -> tuple[Line, ...]:
        return tuple(
            Line(reason.text, (reason.id,))
            for reason in self.outcome.reasons
            if reason.kind == kind and reason.holds == Number.LEVEL
        )

    def _upper_reasons(self, *kinds: ReasonKind) -> Iterator[Line]:
        if self.outcome.level != self.outcome.upper:
            for reason in self.outcome.reasons:
                if reason.kind in kinds and reason.holds == Number.UPPER:
                    yield Line(reason.text, (reason.id,))

    def _certain_rules(self) -> set[str]:
        return {ready.rule.id for ready in self.weighed.low.fired}

    def rules(self) -> Iterator[Line]:
        yield from self.reasons(ReasonKind.RULE)
        certain = self._certain_rules()
        for line in self._upper_reasons(ReasonKind.RULE):
            if line.ids[0] in certain:
                yield line

    def not_known(self) -> Iterator[Line]:
        yield from self._upper_reasons(ReasonKind.SAFETY)
        for code, text in if_true(self.teller, self.weighed):
            yield Line(text, (code,))
        certain = self._certain_rules()
        for line in self._upper_reasons(ReasonKind.RULE):
            if line.ids[0] not in certain:
                yield line

    def strengths(self) -> Iterator[Line]:
        present = self.weighed.reading.low.counted & self.weighed.index.strengths
        for indicator in self.weighed.index.members(present):
            yield Line(self.teller.text(indicator.text), (indicator.id,))
        for factor in self.teller.framework.protective_factors:
            if factor.id in self.weighed.case.protective_factors:
                yield Line(self.teller.text(factor.text), (factor.id,))

    def check_age(self) -> Iterator[Line]:
        case = self.weighed.case
        for indicator in self._ticked():
            if case.unborn:
                fits = indicator.age.unborn
            elif case.age_from_months is None:
                fits = True
            else:
                oldest = case.age_to_months or case.age_from_months
                fits = indicator.age.fits(case.age_from_months, oldest)
            if not fits:
                text = self.teller.text(indicator.text)
                yield Line(self.teller.sentence(CHECK_AGE, text=text), (indicator.id,))

    def also(self) -> Iterator[Line]:
        wanted = {code for indicator in self._ticked() for code in indicator.duties}
        for code, duty in self.teller.framework.duties.items():
            if code in wanted:
                law = self.teller.framework.legal_notes.get(duty.legal_note or "")
                yield Line(self.teller.text(duty.text), (code,), law)
        for flag in self.teller.framework.flags:
            if flag.code in ADVISING_FLAGS and flag.code in self.weighed.reading.high.flags:
                yield Line(self.teller.text(flag.help or flag.text), (flag.code,))

    def pathways(self) -> Iterator[str]:
        if self.outcome.upper is not None:
            yield self.teller.framework.level(self.outcome.upper).pathway
        for indicator in self._ticked():
            if indicator.pathway:
                yield indicator.pathway

    def _ticked(self) -> Iterator[Indicator]:
        return self.weighed.index.members(
            self.weighed.reading.low.counted & ~self.weighed.index.strengths
        )
