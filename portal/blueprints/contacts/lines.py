"""A contact's record as worded lines, the same for its page and for its documents."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import get_locale, gettext, ngettext

from portal.documents.lines import (
    AnswerGroup,
    AnswerLine,
    FrameworkLine,
    LevelLine,
    PersonLine,
    StatementLine,
)
from portal.frameworks.codes import codes_of
from portal.queries import hubs
from portal.queries.frameworks import framework as framework_of
from portal.queries.records import Record, StatementShown
from portal.queries.rows import AnyRow
from portal.rules.codes import Codes
from portal.rules.consultation_words import QUESTIONS, answers, question
from portal.rules.journey import STEPS
from portal.rules.late_entry import came_on
from portal.rules.saying import joined, marked
from portal.rules.threshold_model import Framework, Text, say
from portal.rules.typed import TWICE, comes_twice, read_date, read_instant
from portal.vocabulary import AgeKind, Answer, PersonKind
from portal.web import day, local_text, word

GROUPS = (
    *("you", "household", "injuries", "harm", "working-well", "tried", "timing", "family"),
    *("addresses", "professionals", "history", "request"),
    *("safe-contact", "victim", "risk-tool", "risk-view", "wishes"),
)
DATES = ("leaves", "next_contact", "tell_by", "phoned_on", "done_on")
SHOWN_APART = frozenset({"request.wanted"})  # as what is asked for


@dataclass(frozen=True)
class Telling:
    """What the words of one contact depend on: its hub, its framework version, the language."""

    hub: AnyRow
    framework: Framework
    lang: str

    @property
    def hub_name(self) -> str:
        """The hub's name as its people know it."""
        return local_text(self.hub.name)

    def say(self, text: Text) -> str:
        """The framework's own words, in the reader's language or marked as English."""
        return marked(text, self.lang)

    @property
    def codes(self) -> Codes:
        """The hub's code lists."""
        return codes_of(self.hub.nation, self.hub.settings)

    @property
    def framework_title(self) -> str:
        """What the hub calls its threshold document."""
        return self.say(self.framework.source_document) or self.framework.id


def telling(contact: Any) -> Telling:
    """For one contact, under the version that guided it, in the reader's language."""
    hub = hubs.hub(contact.hub_id)
    framework = framework_of(contact.framework_id)
    return Telling(hub, framework.for_nation(hub.nation), str(get_locale()))


def framework_line(tell: Telling) -> FrameworkLine:
    """The published version that guided the contact."""
    drafted_on = tell.framework.drafts.get(tell.lang)
    title = tell.framework_title
    if drafted_on is not None:
        note = gettext(
            "in a draft translation of %(day)s that the hub has not confirmed; the English counts",
            day=day(drafted_on),
        )
        title = joined(" ", [title, f"({note})"])
    return FrameworkLine(title=title, version=tell.framework.version)


def level_line(tell: Telling, rank: int | None) -> LevelLine | None:
    """A level in the hub's words; None for none, and for a rank the version does not have."""
    if rank is None or not 1 <= rank <= tell.framework.top:
        return None
    return levels(tell)[rank - 1]


def levels(tell: Telling) -> tuple[LevelLine, ...]:
    """Every level of the version, the lowest first."""
    return tuple(
        LevelLine(
            rank=level.rank,
            name=tell.say(level.name),
            descriptor=tell.say(level.descriptor),
        )
        for level in tell.framework.levels
    )


def people(
    record: Record, *, only: tuple[str, ...] = (), without: Collection[str] = ()
) -> tuple[PersonLine, ...]:
    """Everyone on the contact, in the order they were added.

    With `only` these details at most; those of `without` never.
    """
    return tuple(
        PersonLine(
            name=record.answers.get(f"person:{row.position}.name", row.name),
            part=word(row.part),
            age=age_words(row, came_on(record.contact)),
            details=tuple(_details(row, record, only, without)),
        )
        for row in record.people
    )


def _details(
    row: AnyRow, record: Record, only: tuple[str, ...], without: Collection[str]
) -> Iterator[AnswerLine]:
    given, long = record.answers, f"person:{row.position}."
    told = {
        "lives_in_home": word(row.lives_in_home),
        "school": given.get(long + "school", row.school),
        "address": "" if record.referral.hides(row.person_id) else row.address,
        "born": day(row.born_on) or given.get(long + "born", ""),
        "age": given.get(long + "age", ""),
        "due": given.get(long + "due", ""),
        "seen": word(row.seen),
        **dict.fromkeys(row.flags_not_known, word(Answer.NOT_KNOWN)),
        **dict.fromkeys(row.flags, word(Answer.YES)),
    }
    for name, text in told.items():
        if text and name not in without and (not only or name in only):
            yield _line(f"person.{name}", text)


def _line(field: str, answer: str) -> AnswerLine:
    return AnswerLine(question=gettext(question(field)), answer=answer)


def age_words(row: AnyRow, on: date) -> str:
    """The age on a day in words: from a date of birth, an estimate, or when a baby is due."""
    if row.kind is PersonKind.UNBORN:
        if row.due_on is None:
            return str(gettext("Unborn"))
        return str(gettext("Unborn, due %(day)s", day=day(row.due_on)))
    if row.age_kind is AgeKind.DATE_OF_BIRTH and row.born_on:
        months = (on.year - row.born_on.year) * 12 + on.month - row.born_on.month
        return _months(max(0, months - (on.day < row.born_on.day)))
    if row.age_months_from is None:
        return ""
    return str(gettext("About %(age)s", age=_months(row.age_months_from)))


def _months(months: int) -> str:
    if months >= 24:
        return str(ngettext("%(num)d year", "%(num)d years", months // 12))
    return str(ngettext("%(num)d month", "%(num)d months", months))


def statements(record: Record) -> tuple[StatementLine, ...]:
    """What happened, in the order it was written, sources as this reader may have them."""
    return tuple(_statement(line) for line in record.statements)


def _statement(line: StatementShown) -> StatementLine:
    return StatementLine(
        what=line.what,
        when=line.when,
        how_often=line.how_often,
        basis=word(line.basis),
        said_by=word(line.said_by),
        said_by_detail=line.said_by_detail,
        is_source_protected=line.is_source_protected,
    )


def safety(record: Record, tell: Telling) -> tuple[AnswerLine, ...]:
    """The safety screen as it was answered."""
    return tuple(
        AnswerLine(
            question=tell.say(asked.text),
            answer=_words("tried.help_tried", record.answers.get(f"safety.{asked.id}", "")),
        )
        for asked in tell.framework.safety
    )


def daily_life(record: Record) -> tuple[AnswerGroup, ...]:
    """What each child's days are like and what they said, in their own words."""
    return tuple(
        AnswerGroup(heading=_about(row), lines=lines)
        for row in record.people
        if (lines := tuple(_daily_life(row, record.answers)))
    )


def _about(row: AnyRow) -> str:
    if not row.name:
        return str(gettext("Daily life for the child"))
    return str(gettext("Daily life for %(name)s", name=row.name))


def _daily_life(row: AnyRow, given: Mapping[str, str]) -> Iterator[AnswerLine]:
    if row.daily_life:
        yield _line("daily-life.daily_life", row.daily_life)
    if row.own_words:
        yield _line("daily-life.own_words", row.own_words)
    if how := given.get(f"daily-life:{row.position}.own_words_how"):
        yield _line("daily-life.own_words_how", how)


def answer_groups(
    record: Record,
    tell: Telling,
    groups: tuple[str, ...] = GROUPS,
    *,
    without: Collection[str] = (),
) -> tuple[AnswerGroup, ...]:
    """The other pages of the form, each under its heading; what was not answered is left out.

    Fields named in `without` are left out too.
    """
    given = {
        field: text
        for field, text in record.answers.items()
        if field.partition(".")[2] not in without
    }
    return tuple(
        AnswerGroup(heading=gettext(STEPS.get(group, STEPS["people"])), lines=lines)
        for group in groups
        if (lines := tuple(_group(group, given, tell)))
    )


def _group(group: str, given: Mapping[str, str], tell: Telling) -> Iterator[AnswerLine]:
    for field in QUESTIONS:
        page, _, name = field.partition(".")
        if page == group and (text := _answer(field, name, given, tell)):
            yield _line(field, text)


def _answer(field: str, name: str, given: Mapping[str, str], tell: Telling) -> str:
    if field == "working-well.protective_factors":
        return "\n".join(_factors(given.get(field, ""), tell))
    if field in SHOWN_APART:
        return ""
    if field in ("request.need", "request.source"):
        codes = tell.codes.needs if name == "need" else tell.codes.sources
        return codes.with_code(given.get(field), tell.lang)
    if name in DATES:
        return _moment(field.partition(".")[0], name, given)
    if name.removesuffix("_time") in DATES:
        return ""  # told with its day
    return _words(field, given.get(field, ""))


def _words(field: str, text: str) -> str:
    return "; ".join(gettext(part) for part in answers(field, text)) if text else ""


def _factors(text: str, tell: Telling) -> Iterator[str]:
    chosen = set(text.split(","))
    for factor in tell.framework.protective_factors:
        if factor.id in chosen:
            yield say(factor.text, tell.lang)


def _moment(page: str, name: str, given: Mapping[str, str]) -> str:
    """A day and a time as they were typed; as a date in words where they are one."""
    typed = {part: given.get(f"{page}.{name}_{part}", "") for part in ("day", "month", "year")}
    on = read_date({f"{name}_{part}": text for part, text in typed.items()}, name)
    shown = day(on) if on else " ".join(filter(None, typed.values()))
    typed["time"] = given.get(f"{page}.{name}_time", "")
    moment = read_instant({f"{name}_{part}": text for part, text in typed.items()}, name)
    which = f"({gettext(TWICE[0])})" if moment and comes_twice(moment) else ""
    return ", ".join(filter(None, (shown, " ".join(filter(None, (typed["time"], which))))))
