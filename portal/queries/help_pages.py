"""Pages of assessments and reviews as blocks of a paper, each with who may read it."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from portal.queries import outcomes
from portal.queries.rows import AnyRow
from portal.rules import assessment
from portal.rules.assessment import DomainFacts
from portal.rules.assessment_words import heading, question
from portal.rules.help_facts import LevelFacts, PageFacts, Place, ScoreFacts
from portal.rules.review import OUTCOME_STATES, PAGES, ReviewWords, Said
from portal.rules.saying import stand_in
from portal.rules.threshold_model import Framework, say
from portal.rules.typed import Pages
from portal.vocabulary import N_

VOICE = ("how", "words", "wishes", "good_day", "why_not")
TOLD = {
    "changed": N_("What has changed"),
    "working": N_("What is working well"),
    "worries": N_("New worries"),
}


def place(of_id: uuid.UUID, page: str, name: str = "may_read") -> Place:
    """A page on the record, and the field that says who may read it."""
    return Place("page", f"{of_id}|{page}|{name}")


def assessment_pages(
    of_id: uuid.UUID, pages: Pages, people: Sequence[AnyRow]
) -> tuple[PageFacts, ...]:
    """Who took part, each voice, what it adds up to. What is said of danger is in no paper."""
    said, names = assessment.read(pages), _standing(people)
    kinds = {str(each.id): each.kind for each in people}
    found = [
        PageFacts(
            heading=heading("who"),
            answers=(
                (question("who.took_part"), _names(said.who.took_part, names)),
                (question("who.others"), said.who.others),
                (question("who.language"), said.who.language),
            ),
            readers=frozenset(said.who.readers),
            place=place(of_id, "who"),
        ),
        *_texts(of_id, "who", said.who),
    ]
    found += [
        PageFacts(
            heading=heading("voice", person=kinds.get(voice.person)),
            about_id=voice.person,
            answers=tuple(
                (question(f"voice.{name}", kinds.get(voice.person)), getattr(voice, name))
                for name in VOICE
            ),
            readers=frozenset(voice.readers),
            place=place(of_id, f"voice:{voice.person}"),
        )
        for voice in said.voices
    ]
    found += _texts(of_id, "analysis", said.analysis)
    return tuple(each for each in found if any(answer for _, answer in each.answers))


def _texts(of_id: uuid.UUID, kind: str, said: assessment.PageFacts) -> list[PageFacts]:
    """The texts of a page that have readers of their own, each a block by itself."""
    return [
        PageFacts(
            heading=heading(kind),
            answers=((question(f"{kind}.{name}"), getattr(said, name)),),
            readers=frozenset(readers),
            place=place(of_id, kind, assessment.reader_field(kind, name)),
        )
        for name, readers in said.of_text.items()
    ]


def assessment_scores(
    of_id: uuid.UUID, pages: Pages, people: Sequence[AnyRow], on: date
) -> tuple[ScoreFacts, ...]:
    """Each domain that was talked about, with what its number rests on."""
    names = _standing(people)
    return tuple(
        ScoreFacts(
            domain=each.domain,
            score=each.score,
            on=on,
            agreed_with=_agreed(each, names),
            evidence=each.evidence,
            readers=frozenset(each.readers),
            place=place(of_id, f"domain:{each.domain.value}"),
        )
        for each in assessment.read(pages).domains
        if each.score is not None or each.evidence
    )


def _agreed(said: DomainFacts, names: dict[str, str]) -> str:
    return ", ".join(filter(None, (_names(said.agreed_with, names), said.agreed_else)))


def _standing(people: Sequence[AnyRow]) -> dict[str, str]:
    """The names of the family as it stands; no paper names who was taken out of it."""
    return {str(each.id): each.name for each in people if not each.is_removed}


def _names(ids: tuple[str, ...], names: dict[str, str]) -> str:
    return ", ".join(filter(None, (names.get(each, "") for each in ids)))


def level_of(row: AnyRow, framework: Framework | None, lang: str) -> LevelFacts | None:
    """The level its writers judged, in the words of the hub's document."""
    if framework is None or row.level is None or not 1 <= row.level <= framework.top:
        return None
    words = framework.levels[row.level - 1].name
    return LevelFacts(
        rank=row.level,
        name=say(words, lang),
        reason=row.level_reason,
        name_lang=stand_in(words, lang),
    )


def review_pages(
    of_id: uuid.UUID, words: ReviewWords, hub_id: uuid.UUID, lang: str
) -> tuple[PageFacts, ...]:
    """What has changed, what works, new worries, and how far the outcomes are reached."""
    texts: dict[str, Said] = {name: getattr(words, name) for name in TOLD}
    found = [
        PageFacts(
            heading=PAGES["changes"],
            answers=((TOLD[name], said.text),),
            readers=said.may_read,
            place=place(of_id, "changes", f"{name}_may_read"),
        )
        for name, said in texts.items()
        if said.text
    ]
    if words.outcomes:
        asked = outcomes.named(hub_id, words.outcome_set).labels
        found.append(
            PageFacts(
                heading=PAGES["outcomes"],
                answers=tuple(_outcomes(words, asked, lang)),
                is_coded=True,
                in_english=frozenset(
                    say(label, lang) for label in asked.values() if stand_in(label, lang)
                ),
                readers=words.outcomes_may_read,
                place=place(of_id, "outcomes"),
            )
        )
    return tuple(found)


def _outcomes(
    words: ReviewWords, asked: Mapping[str, Mapping[str, str]], lang: str
) -> Iterator[tuple[str, Any]]:
    """Each outcome in the words of the set it was asked with."""
    for code, label in asked.items():
        if code in words.outcomes:
            yield say(label, lang), OUTCOME_STATES[words.outcomes[code]]
