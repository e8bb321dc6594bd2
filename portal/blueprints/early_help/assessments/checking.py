"""Everything on an assessment in reading order, and what a reader would still ask about."""

from dataclasses import dataclass

from flask_babel import gettext

from portal.blueprints.early_help.assessments.desk import Desk
from portal.blueprints.early_help.assessments.words import Line, lines, named_readers
from portal.queries.rows import AnyRow
from portal.rules.assessment_guidance import levels_offered
from portal.rules.assessment_pages import Gap, PageName, blocks, prompts
from portal.vocabulary import N_, HelpDomain

HEADINGS = (
    N_("Danger, and who took part"),
    N_("What each of them says"),
    N_("Where the family stands"),
    N_("Making sense of it"),
)


@dataclass(frozen=True)
class Sheet:
    """One page as it is read: its words, who wrote it last, and whose copies may hold it."""

    name: PageName
    heading: str
    url: str
    is_written: bool
    row: AnyRow | None
    lines: list[Line]
    readers: str
    has_readers: bool  # of its own: not where each text has, or where no family copy holds it
    score: str  # of a domain, for the list of pages


@dataclass(frozen=True)
class Part:
    """Pages under one heading."""

    heading: str
    sheets: list[Sheet]


@dataclass(frozen=True)
class Missing:
    """Something missing, with the page where it can be written."""

    text: str
    url: str


def parts(desk: Desk) -> list[Part]:
    """Every page of the assessment under its heading."""
    return [
        Part(gettext(heading), [_sheet(desk, name) for name in names])
        for heading, names in zip(HEADINGS, desk.groups, strict=True)
    ]


def _sheet(desk: Desk, name: PageName) -> Sheet:
    row = desk.rows.get(str(name))
    page = row.answers if row else {}
    said = lines(desk, name, page)
    score = desk.facts.domain(HelpDomain(name.key)).score if name.kind == "domain" else None
    return Sheet(
        name=name,
        heading=desk.heading(name),
        url=desk.url(name) if name in desk.names else "",
        is_written=desk.is_written(name),
        row=row,
        lines=said,
        readers=named_readers(desk, page),
        has_readers=any(line.readers is None for line in said),
        score=gettext("%(score)s of 10", score=score) if score else "",
    )


def missing(desk: Desk) -> list[Missing]:
    """What keeps it from being completed."""
    offered = levels_offered(desk.framework, desk.guidance, desk.facts)
    ranks = {level.rank for level in offered}
    return [_worded(desk, gap) for gap in blocks(desk.facts, desk.people, ranks)]


def to_talk_about(desk: Desk) -> list[Missing]:
    """What a reader would ask about; it can be completed without."""
    return [_worded(desk, gap) for gap in prompts(desk.facts, desk.people)]


def _worded(desk: Desk, gap: Gap) -> Missing:
    is_voice = gap.page.kind == "voice" and not gap.field
    name = desk.name_of(gap.page.key) if is_voice else desk.heading(gap.page)
    text = gettext(gap.message)
    return Missing(text % {"name": name} if "%(name)s" in text else text, desk.url(gap.page))
