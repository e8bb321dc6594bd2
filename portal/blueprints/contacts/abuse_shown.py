"""What a contact's page and papers say about domestic abuse, worded once."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from portal.blueprints.abuse_lines import Option, Pointing, options, pointing
from portal.blueprints.contacts import lines
from portal.blueprints.contacts.lines import Telling
from portal.blueprints.contacts.marac_lines import marac_lines
from portal.documents.lines import AnswerGroup, AnswerLine, LevelLine
from portal.queries.contacts import facts
from portal.queries.records import Record
from portal.queries.rows import AnyRow
from portal.rules import abuse_risk, hub_settings
from portal.rules.abuse import is_abuse
from portal.rules.abuse_risk import Criteria
from portal.rules.abuse_settings import AbuseSettings
from portal.rules.abuse_words import NEVER, TOPICS
from portal.rules.acts import may_record_marac
from portal.rules.consultation_words import question
from portal.rules.permissions import Actor, is_of_hub
from portal.rules.printing import Printed, is_marac
from portal.vocabulary import Answer, Audience, TopicAnswer, TopicSource
from portal.web import word

GROUPS = ("victim", "risk-tool", "risk-view", "wishes")
# Left out of every copy but the hub's where the person causing harm may see the record: where
# people are, how they are reached, what must not be told, and who said what.
NEVER_PRINTED = frozenset(
    {
        *("school", "address", "tracked_detail", "venue", "safe_now_detail", "reach"),
        *("reach_shared", "message_says", "harmer_where", "children_where", "interpreter_detail"),
        *("seen_by_detail", "if_shared", "must_not_be_told", "safe_contact", "done_by"),
        *("with_whom", "lead_name", "told_detail", "at_risk_detail"),
    }
)


@dataclass(frozen=True)
class VictimShown:
    """A child as a victim in their own right, with the level of their own guidance."""

    name: str
    is_victim: bool
    sees: str
    related: str
    how: str
    level: LevelLine | None


@dataclass(frozen=True)
class MaracShown:
    """One version of a MARAC referral as this reader may have it."""

    row: AnyRow
    lines: tuple[AnswerLine, ...]


@dataclass(frozen=True)
class AbuseShown:
    """What one reader's page says about domestic abuse; empty where no abuse was told of."""

    is_abuse: bool
    safe_contact: tuple[AnswerLine, ...]
    never: tuple[str, ...]
    pointing: Pointing | None
    topics: tuple[AnswerLine, ...]
    victims: tuple[VictimShown, ...]
    groups: tuple[AnswerGroup, ...]
    options: tuple[Option, ...]
    maracs: tuple[MaracShown, ...]  # newest first
    can_record_marac: bool


def abuse_shown(reader: Actor, record: Record, tell: Telling) -> AbuseShown:
    """The safe-contact answers for the banner, the evidence, the children and the MARACs."""
    told = is_abuse(record.contact.route)
    is_hub = is_of_hub(reader, facts(record.contact))
    return AbuseShown(
        is_abuse=told,
        safe_contact=safe_contact(record, tell),
        never=tuple(gettext(line) for line in NEVER) if told else (),
        pointing=_pointing(record, tell),
        topics=_topics(record, with_sources=True),
        victims=tuple(_victims(record, tell)),
        groups=lines.answer_groups(record, tell, GROUPS),
        options=options(_settings(tell)) if told or record.abuse.maracs else (),
        maracs=tuple(
            MaracShown(row, marac_lines(row, is_hub=is_hub)) for row in record.abuse.maracs
        ),
        can_record_marac=may_record_marac(reader, facts(record.contact)),
    )


def safe_contact(record: Record, tell: Telling) -> tuple[AnswerLine, ...]:
    """The safe-contact answers, in the order they were asked; none where none were given."""
    groups = lines.answer_groups(record, tell, ("safe-contact",))
    return groups[0].lines if groups else ()


def notes(record: Record, printed: Printed) -> dict[str, Any]:
    """The banners of a paper: how to reach them, and what must not be told."""
    if not hidden(record, printed):
        must_not = record.contact.must_not_be_told
        return {"safe_contact_note": _safe_contact_note(record), "must_not_be_told": must_not}
    ask = gettext(
        "How to make contact safely is not printed here, because the person causing harm could "
        "see it. Ask the hub, or sign in, before you do anything."
    )
    is_secret = bool(record.contact.must_not_be_told)
    secret = gettext("Something must not be told. Ask the hub before you tell anybody anything.")
    return {"safe_contact_note": ask, "must_not_be_told": secret if is_secret else ""}


def _safe_contact_note(record: Record) -> str:
    said = record.answers
    found = [said.get("family.safe_contact", "")]
    for name in ("reach", "reach_shared", "message_says", "tracked_detail", "venue"):
        if text := said.get(f"safe-contact.{name}", ""):
            found.append(f"{gettext(question(f'safe-contact.{name}'))} {text}")
    return "\n\n".join(filter(None, found))


def may_be_seen(record: Record, printed: Printed) -> bool:
    """Whether the person causing harm could see the record: yes unless it was said that not.

    It matters where abuse is told of: on that route, wherever safe contact was asked about, and
    on every MARAC referral.
    """
    seen_by = record.answers.get("safe-contact.seen_by", "")
    is_asked = any(name.startswith("safe-contact.") for name in record.answers)
    is_told = is_asked or is_abuse(record.contact.route) or is_marac(printed)
    return is_told and seen_by != Answer.NO


def hidden(record: Record, printed: Printed) -> frozenset[str]:
    """What a paper leaves out of what is known of people; the hub's own copy has it all."""
    is_left_out = may_be_seen(record, printed) and printed.audience is not Audience.HUB
    return NEVER_PRINTED if is_left_out else frozenset()


def evidence_groups(
    record: Record, tell: Telling, without: frozenset[str]
) -> tuple[AnswerGroup, ...]:
    """For papers: the topics as they were answered, what they point to, and the children.

    A copy from which anything is left out does not say who told of each topic either.
    """
    found = (
        (gettext("Topics of the risk tool"), _topics(record, with_sources=not without)),
        (gettext("What the answers point to"), tuple(_findings(record, tell))),
        (gettext("Children as victims in their own right"), _children(record, tell)),
    )
    return (
        *(AnswerGroup(heading=heading, lines=each) for heading, each in found if each),
        *option_groups(record, tell),
    )


def option_groups(record: Record, tell: Telling) -> tuple[AnswerGroup, ...]:
    """For papers: what is open to a victim of domestic abuse at any time."""
    if not is_abuse(record.contact.route):
        return ()
    return open_options(tell)


def open_options(tell: Telling) -> tuple[AnswerGroup, ...]:
    """Clare's Law and the services that the hub names, for a paper."""
    told = tuple(
        AnswerLine(question=option.name, answer="\n\n".join(option.lines))
        for option in options(_settings(tell))
    )
    return (AnswerGroup(heading=gettext("Open to them at any time"), lines=told),)


def _settings(tell: Telling) -> AbuseSettings:
    return hub_settings.read(tell.hub.settings).abuse


def _pointing(record: Record, tell: Telling) -> Pointing | None:
    """As it was given, under the hub's criteria of that day."""
    row = record.abuse.assessment
    if row is None:
        return None
    return pointing(
        abuse_risk.from_json(row.evidence),
        _criteria(row),
        _settings(tell),
        age=row.victim_age,
        has_children=bool(record.abuse.victims),
    )


def _criteria(row: AnyRow) -> Criteria:
    return hub_settings.read({"abuse": {"criteria": row.criteria}}).abuse.criteria


def _findings(record: Record, tell: Telling) -> Iterator[AnswerLine]:
    told = _pointing(record, tell)
    if told is None:
        return
    for each in told.lines.findings:
        answer = "\n\n".join((each.state_name, *each.reasons))
        yield AnswerLine(question=each.name, answer=answer)
    for heading, topics in (
        (gettext("Matters whatever the count"), told.lines.topics),
        (gettext("Not known, and matters whatever the count"), told.lines.ask),
        (gettext("To weigh in judgement"), told.lines.prompts),
    ):
        if topics:
            yield AnswerLine(question=heading, answer="; ".join(topics))
    yield AnswerLine(question=gettext("Criteria"), answer=told.criteria)


def _topics(record: Record, *, with_sources: bool) -> tuple[AnswerLine, ...]:
    row = record.abuse.assessment
    if row is None:
        return ()
    found = [
        _topic(number, row.topics[str(number)], with_source=with_sources)
        for number in TOPICS
        if str(number) in row.topics
    ]
    if row.note:
        found.append(AnswerLine(question=gettext(question("risk-topics.note")), answer=row.note))
    return tuple(found)


def _topic(number: int, given: dict[str, str], *, with_source: bool) -> AnswerLine:
    answer = word(TopicAnswer(given["answer"]))
    is_said = with_source and given.get("source")
    source = word(TopicSource(given["source"])) if is_said else ""
    said = f"{answer} ({source})" if source else answer
    return AnswerLine(question=gettext(TOPICS[number]), answer=said)


def _victims(record: Record, tell: Telling) -> Iterator[VictimShown]:
    levels: dict[uuid.UUID, int | None] = {row.person_id: row.level for row in record.guidance}
    for row in record.abuse.victims:
        yield VictimShown(
            name=row.name or gettext("Name not known"),
            is_victim=row.is_victim,
            sees=word(row.sees),
            related=word(row.related),
            how=row.how,
            level=lines.level_line(tell, levels.get(row.person_id)),
        )


def _children(record: Record, tell: Telling) -> tuple[AnswerLine, ...]:
    return tuple(
        AnswerLine(
            question=each.name,
            answer="\n\n".join(
                filter(
                    None,
                    (
                        gettext("A victim in their own right")
                        if each.is_victim
                        else gettext("Not recorded as a victim, on what was said"),
                        each.how,
                    ),
                )
            ),
        )
        for each in _victims(record, tell)
    )
