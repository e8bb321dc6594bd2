"""What early help knows of a family, as the pages of a referral: nothing is typed again.

Whether anybody is in danger, and what the family knows of the referral, is of its day and asked
anew. Pages are named as in `rules.consultation` and `rules.referral`; ids of people are those of
the episode, ids of statements are the lines', so that the same click makes the same pages.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.rules.early_help import age_months
from portal.rules.plan import PlannedGoal
from portal.rules.review import ReviewWords
from portal.rules.typed import Pages, date_typed, text_of
from portal.vocabulary import (
    N_,
    AgeKind,
    Answer,
    LineKind,
    PersonKind,
    SaidBy,
    StatementBasis,
    label,
)

Say = Callable[[str], str]  # into the language of whoever writes
Draft = dict[str, dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Known:
    """The episode as it stands: rows of the record, and the pages of its last assessment."""

    reference: str
    must_not_be_told: str
    family: Sequence[Any]
    lines: Sequence[Any]
    team: Sequence[Any]
    plan: Sequence[PlannedGoal]
    assessment_id: uuid.UUID | None = None
    assessment: Pages = field(default_factory=dict)
    level_reason: str = ""
    review_id: uuid.UUID | None = None
    review: ReviewWords | None = None


def referral_pages(known: Known, today: date, say: Say) -> Draft:
    """Every page of the referral that early help can fill in; empty pages are left out."""
    pages: Draft = {}
    for person in known.family:
        pages |= _person(person, today, say)
    pages |= dict(_statements(known))
    pages |= _daily_life(known)
    pages |= _ticks(known)
    pages |= _help(known, say)
    pages |= dict(_professionals(known.team))
    if known.must_not_be_told:
        pages["family"] = {"must_not_be_told": known.must_not_be_told}
    return {name: page for name, page in pages.items() if any(page.values())}


def _person(person: Any, today: date, say: Say) -> Draft:
    """One of the family; what is kept secret goes nowhere but into a confidential address.

    A phone number leads to a hidden home as the address does, and the hub reads `identity.phone`
    as one that is safe to use (security 1, row 5).
    """
    key = str(person.id)
    page = {
        "kind": person.kind.value,
        "name": person.name,
        "part": person.part.value,
        "school": person.school,
        **_age(person, today),
    }
    if person.lives_in_home is not None:
        page["lives_in_home"] = person.lives_in_home.value
    secret = _secret(person, say)
    phone = "" if secret else person.phone
    identity = {"first_language": person.language, "phone": phone}
    pages: Draft = {f"person:{key}": page, f"identity:{key}": identity}
    if person.kind is PersonKind.ADULT and person.born_on is not None:
        identity |= date_typed("born", person.born_on)
    if secret:
        address = {"whose": [key], "text": secret, "time": "current"}
        pages[f"address:{_named('address', person.id)}"] = {**address, "confidential": "yes"}
    elif person.address:
        page["address"] = person.address
    return pages


def _secret(person: Any, say: Say) -> str:
    """The address and the phone number of whoever's home is kept secret, as far as known."""
    if not person.is_address_secret:
        return ""
    phone = f"{say(N_('Phone'))}: {person.phone}" if person.phone else ""
    return "\n".join(filter(None, (person.address, phone)))


def _age(person: Any, today: date) -> dict[str, str]:
    page = {"age_kind": person.age_kind.value}
    if person.due_on is not None:
        page |= date_typed("due", person.due_on)
    if person.age_kind is AgeKind.DATE_OF_BIRTH and person.born_on is not None:
        return page | date_typed("born", person.born_on)
    age = age_months(person, today)
    if age is None:
        return page
    years, months = divmod(age[0], 12)
    return page | {"age_years": str(years)} | ({"age_months": str(months)} if not years else {})


def _named(kind: str, about: uuid.UUID) -> uuid.UUID:
    return uuid.uuid5(about, kind)


def _standing(known: Known, kind: LineKind) -> Iterator[Any]:
    return (line for line in known.lines if line.kind is kind and not line.is_removed)


def _statements(known: Known) -> Iterator[tuple[str, dict[str, Any]]]:
    """Worries of the record, then what the assessment and the review say worries people."""
    children = _children(known)
    for line in _standing(known, LineKind.STATEMENT):
        if line.about_id in children and not line.is_source_protected:
            continue  # it is that child's daily life, or in their own words
        page = {"what": line.text, "when": line.when, "said_by_detail": line.said_by_detail}
        if line.said_by is not None:
            page["said_by"] = line.said_by.value
        page["source_protected"] = "yes" if line.is_source_protected else "no"
        yield f"statement:{line.id}", page
    said = [(known.assessment_id, text_of(known.assessment.get("analysis", {}), "worries"))]
    if known.review is not None:
        said.append((known.review_id, known.review.worries.text))
    for about, text in said:
        if about is not None and text:
            yield (
                f"statement:{_named('worries', about)}",
                {"what": text, "said_by": SaidBy.ME.value, "basis": StatementBasis.OPINION.value},
            )


def _children(known: Known) -> dict[uuid.UUID, Any]:
    return {each.id: each for each in known.family if each.kind is not PersonKind.ADULT}


def _daily_life(known: Known) -> Draft:
    """Each child's day and own words; the words of the assessment are the latest."""
    pages: Draft = {}
    for key in _children(known):
        lines = [
            each
            for each in _standing(known, LineKind.STATEMENT)
            if each.about_id == key and not each.is_source_protected  # that goes as a statement
        ]
        voice = known.assessment.get(f"voice:{key}", {})
        own = [each.text for each in lines if each.said_by is SaidBy.CHILD]
        own += [text_of(voice, name) for name in ("words", "wishes", "good_day")]
        pages[f"daily-life:{key}"] = {
            "daily_life": _joined(each.text for each in lines if each.said_by is not SaidBy.CHILD),
            "own_words": _joined(own),
            "own_words_how": text_of(voice, "how"),
        }
    return pages


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(dict.fromkeys(filter(None, texts)))


def _ticks(known: Known) -> Draft:
    pages: Draft = {}
    children = _children(known)
    for line in _standing(known, LineKind.INDICATOR):
        name = f"seen:{line.about_id}" if line.about_id in children else "seen"
        given = {"answer": line.state, "pattern": line.pattern, "impact": line.impact}
        page = pages.setdefault(name, {})
        page |= {
            f"{line.indicator_id}.{part}": str(value) for part, value in given.items() if value
        }
    return pages


def _help(known: Known, say: Say) -> Draft:
    """What works, what has been tried and how it went, and why it is not enough."""
    analysis = known.assessment.get("analysis", {})
    works = [each.text for each in _standing(known, LineKind.STRENGTH)]
    works.append(text_of(analysis, "working_well"))
    if known.review is not None:
        works.append(known.review.working.text)
    why = known.review.why.text if known.review is not None else ""
    return {
        "working-well": {"working_well": _joined(works)},
        "tried": {
            "tried": _joined(each.text for each in _standing(known, LineKind.TRIED)),
            "result": _result(known, say),
            "existing_plan": known.reference,
            "help_tried": Answer.YES.value if known.plan else "",
        },
        "view": {"reason": _joined([why, known.level_reason])},
        "request": {"wanted": text_of(analysis, "needs")},
    }


def _result(known: Known, say: Say) -> str:
    """The plan as it went: each action with who and how it is going, then what changed."""
    went = []
    for action in (each for goal in known.plan for each in goal.actions):
        how = [action.who, say(label(action.row.status))]
        went.append(f"{action.row.what} ({', '.join(filter(None, how))})")
    changed = known.review.changed.text if known.review is not None else ""
    return _joined(["\n".join(went), changed])


def _professionals(team: Iterable[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for member in team:
        if member.person_id is None and member.left_on is None:
            yield (
                f"professional:{member.id}",
                {
                    "name": member.name,
                    "role": member.job,
                    "organisation": member.organisation,
                    "phone": member.phone,
                },
            )
