"""A MARAC referral as lines, the same for the page and for paper."""

from collections.abc import Iterator

from flask_babel import gettext

from portal.documents.lines import AnswerLine
from portal.queries.rows import AnyRow
from portal.vocabulary import MaracCriterion
from portal.web import word


def marac_lines(row: AnyRow, *, is_hub: bool, with_telling: bool = True) -> tuple[AnswerLine, ...]:
    """What it rests on first, then everything as it was recorded; the hub's note for the hub.

    How and when anybody speaks to her is left out of a copy that the person causing harm could see.
    """
    told = (
        *_told(row, with_telling=with_telling),
        (gettext("Note for the hub only"), row.hub_note if is_hub else ""),
    )
    return tuple(AnswerLine(question=asked, answer=said) for asked, said in told if said)


def _told(row: AnyRow, *, with_telling: bool) -> Iterator[tuple[str, str]]:
    rests_on = "; ".join(word(MaracCriterion(each)) for each in row.criteria)
    yield gettext("What does the referral rest on?"), rests_on
    yield gettext("Reasons"), row.criteria_why
    yield gettext("What are the risks, and for whom?"), row.risks
    yield gettext("What is done for each child?"), row.children
    yield gettext("Do they agree to the referral?"), word(row.agreement)
    yield gettext("If not, why is it shared without their agreement?"), row.without_why
    if with_telling:
        yield gettext("Who tells the adult victim?"), row.teller
        yield gettext("How and when is that safe?"), row.telling_how
    yield gettext("Has an IDVA been asked?"), word(row.idva)
    if with_telling:
        yield gettext("Who, and when do they make contact?"), row.idva_detail
