"""Two recorded people beside each other, line by line, for whoever decides about them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext

from portal.blueprints.contacts.known import about, in_help, in_words
from portal.frameworks.same_names import load_same_names
from portal.queries.pairs import Beside
from portal.queries.rows import AnyRow
from portal.rules.consultation_words import question
from portal.rules.matching import compare
from portal.rules.matching_looks import Looks
from portal.rules.permissions import Actor
from portal.rules.person_links import offered, standing
from portal.vocabulary import N_, LinkDecision
from portal.web import word

BUTTONS = {
    LinkDecision.CONFIRMED: N_("This is the same person"),
    LinkDecision.REJECTED: N_("Not the same person"),
    LinkDecision.UNDONE: N_("Undo the decision"),
}
SECOND_LOOK = {
    LinkDecision.CONFIRMED: N_("I agree: the same person"),
    LinkDecision.REJECTED: N_("I agree: not the same person"),
}


@dataclass(frozen=True)
class Line:
    """One thing that is known of both, or of one of them."""

    label: str
    here: str
    there: str


@dataclass(frozen=True)
class History:
    """One decision that was made about the two."""

    decision: LinkDecision
    by: str
    at: datetime
    why: str


@dataclass(frozen=True)
class SideBySide:
    """The page on which somebody decides."""

    other: AnyRow
    helped: str  # the help the other is in, who is on no contact
    lines: tuple[Line, ...]
    shares: tuple[str, ...]
    differs: tuple[str, ...]
    history: tuple[History, ...]  # the oldest first
    decision: LinkDecision | None  # what stands
    buttons: tuple[tuple[LinkDecision, str], ...]


def side_by_side(reader: Actor, pair: Beside) -> SideBySide:
    """Both records, what they share and what tells them apart, and what was decided so far."""
    here, there = pair.looks
    reasons = tuple(compare(here, there, load_same_names()).reasons())
    now = standing(pair.decisions)
    words = SECOND_LOOK | {LinkDecision.UNDONE: BUTTONS[LinkDecision.UNDONE]}
    said = BUTTONS if now.decision is None else words
    return SideBySide(
        other=pair.other,
        helped=in_help(pair.other) if pair.other.episode_id else "",
        lines=tuple(_lines(pair, here, there)),
        shares=tuple(in_words(each) for each in reasons if not each.is_against),
        differs=tuple(in_words(each) for each in reasons if each.is_against),
        history=tuple(
            History(row.decision, row.account_name, row.decided_at, row.why)
            for row in pair.decisions
        ),
        decision=now.decision,
        buttons=tuple((each, gettext(said[each])) for each in offered(now, reader.account_id)),
    )


def _lines(pair: Beside, here: Looks, there: Looks) -> Iterator[Line]:
    rows: tuple[tuple[str, Any, Any], ...] = (
        ("person.name", here.name, there.name),
        ("person.age", about(here), about(there)),
        ("person.part", word(pair.one.part), word(pair.other.part)),
        ("person.address", here.address, there.address),
        ("person.school", here.school, there.school),
    )
    for field, one, other in rows:
        if one or other:
            yield Line(gettext(question(field)), one, other)
    if here.parents or there.parents:
        parents = gettext("Parents or carers")
        yield Line(parents, ", ".join(here.parents), ", ".join(there.parents))
