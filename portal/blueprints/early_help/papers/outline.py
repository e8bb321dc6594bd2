"""What a paper says as sections of plain texts, for reading it on a page before it is printed."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from flask_babel import gettext

from portal.documents.help_words import LINE_WORDS, heading, words_for
from portal.rules.help_content import GoalShown, HelpContent, PageShown
from portal.rules.saying import in_english
from portal.vocabulary import CopyVariant
from portal.web import day


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it; each entry is a few texts that belong together."""

    heading: str
    entries: tuple[tuple[str, ...], ...]


def outline(content: HelpContent, variant: CopyVariant) -> list[Section]:
    """Every block of the paper, in its order."""
    found = [
        Section(gettext(heading(name, variant)), tuple(_said(*each) for each in entries))
        for name, entries in _parts(content, variant)
    ]
    for (of, about, _about_id), pages in groupby(content.pages, _headed):
        said = tuple(each for page in pages for each in _answers(page))
        found.append(Section(_title(of, about), said))
    return [section for section in found if section.entries]


def places(content: HelpContent, variant: CopyVariant) -> Iterator[tuple[str, str]]:
    """Every block of it by its place, in words that tell a reader where it stands."""
    yield "", gettext("The list of people")
    for goal in content.goals:
        yield goal.place.told, gettext("Goal: %(what)s", what=goal.goal)
        for action in goal.actions:
            yield action.place.told, gettext("Action: %(what)s", what=action.what)
    for line in content.lines:
        yield line.place.told, _of(gettext(heading(LINE_WORDS[line.kind], variant)), line.about)
    for page in content.pages:
        yield page.place.told, _title(page.heading, page.about)
    for score in content.scores:
        yield score.place.told, gettext(words_for(score.domain, variant))
    for each in content.came:
        yield each.place.told, _of(gettext(heading("came", variant)), each.name)
    if content.meeting:
        yield content.meeting.place.told, gettext(heading("decided", variant))


def _of(words: str, name: str) -> str:
    return f"{words}: {name}" if name else words


def _title(english: str, about: str) -> str:
    return str(gettext(english)).replace("%(name)s", about or str(gettext("a child")))


def _headed(page: PageShown) -> tuple[str, str, str]:
    """Texts with readers of their own that stand on one page stand under one heading."""
    return page.heading, page.about, page.about_id


def _answers(page: PageShown) -> Iterator[tuple[str, str]]:
    for each in page.answers:
        question = in_english(each.question) if each.lang else gettext(each.question)
        yield question, gettext(each.answer) if page.is_coded else each.answer


def _said(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


Entries = list[tuple[str, ...]]


def _parts(content: HelpContent, variant: CopyVariant) -> Iterator[tuple[str, Entries]]:
    yield "people", [(each.name,) for each in content.people]
    yield "came", [(each.name, each.contribution) for each in content.came]
    for goal in content.goals:
        yield "goal", [(goal.goal, goal.need), *_actions(goal, variant)]
    for kind, name in LINE_WORDS.items():
        yield (
            name,
            [
                (in_english(line.text) if line.lang else line.text, line.when)
                for line in content.lines
                if line.kind is kind
            ],
        )
    yield (
        "scores",
        [
            (
                gettext(words_for(each.domain, variant)),
                ", ".join(filter(None, (str(each.score or ""), day(each.on)))),
                each.evidence,
            )
            for each in content.scores
        ],
    )
    if content.meeting and content.meeting.outcome:
        said = gettext(words_for(content.meeting.outcome, variant))
        yield "decided", [(said, content.meeting.outcome_why)]
    yield "next", [(day(content.next_on),)] if content.next_on else []
    yield "team", [(each.name, each.job) for each in content.team]


def _actions(goal: GoalShown, variant: CopyVariant) -> Entries:
    return [
        (
            each.what,
            each.who,
            day(each.by_on),
            each.how_known,
            each.contingency,
            gettext(words_for(each.status, variant)),
            each.status_note,
        )
        for each in goal.actions
    ]
