"""What usually allows an agency to share, and what a decision about sharing has to say.

Source: domain reference on lawful basis; public bodies rely on their public task, others on the
safeguarding condition of recognised legitimate interest. Agreement to help is another question.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from portal.rules.permissions import Actor
from portal.rules.typed import has_words
from portal.vocabulary import N_, Agency, ContactKind, LawfulBasis, Nation, ShareDecision

_PUBLIC = frozenset(
    {
        Agency.SCHOOL,
        Agency.GP,
        Agency.HEALTH_VISITING,
        Agency.SCHOOL_NURSING,
        Agency.HOSPITAL,
        Agency.MIDWIFERY,
        Agency.POLICE,
        Agency.YOUTH_SERVICE,
        Agency.COUNCIL,
        Agency.MENTAL_HEALTH,
        Agency.PROBATION,
        Agency.YOUTH_JUSTICE,
        Agency.ADULT_SOCIAL_CARE,
    }
)


# In Wales these report a child whom they believe to be at risk because they must.
_REPORTING = frozenset(
    {
        Agency.COUNCIL,
        Agency.POLICE,
        Agency.GP,
        Agency.HEALTH_VISITING,
        Agency.SCHOOL_NURSING,
        Agency.HOSPITAL,
        Agency.MIDWIFERY,
    }
)


def has_duty_to_report(agency: Agency, kind: ContactKind, nation: Nation) -> bool:
    """Whether a referral by this agency is a report that the law asks of it."""
    return nation is Nation.WALES and kind is ContactKind.REFERRAL and agency in _REPORTING


def proposed_basis(
    agency: Agency, *, is_danger: bool = False, has_duty: bool = False
) -> LawfulBasis:
    """The basis to suggest: a life at risk first, then a duty to report, then the agency's own."""
    if is_danger:
        return LawfulBasis.VITAL_INTERESTS
    if has_duty:
        return LawfulBasis.LEGAL_OBLIGATION
    if agency in _PUBLIC:
        return LawfulBasis.PUBLIC_TASK
    return LawfulBasis.RECOGNISED_LEGITIMATE_INTEREST


def usual_bases(
    agency: Agency, kind: ContactKind, nation: Nation, *, is_danger: bool
) -> frozenset[LawfulBasis]:
    """The bases that need no reason: the one proposed for this contact, and the agency's own.

    Who must report in Wales gave the reason with the report: it holds when it is turned back.
    """
    has_duty = has_duty_to_report(agency, kind, nation)
    proposed = proposed_basis(agency, is_danger=is_danger, has_duty=has_duty)
    would_report = has_duty_to_report(agency, ContactKind.REFERRAL, nation)
    reported = {LawfulBasis.LEGAL_OBLIGATION} if would_report else set()
    return frozenset({proposed, proposed_basis(agency)} | reported)


def proposed_for(actor: Actor) -> LawfulBasis:
    """The basis to propose to one person: their agency's; a hub works by its public task."""
    if actor.agency is None or actor.advises:
        return LawfulBasis.PUBLIC_TASK
    return proposed_basis(actor.agency)


@dataclass(frozen=True)
class ShareWords:
    """A decision to share, or not to, as somebody puts it on the record."""

    decision: ShareDecision | None
    what: str
    with_whom: str
    basis: LawfulBasis | None
    basis_reason: str
    why: str
    review_on: date | None


def gaps(words: ShareWords, proposed: LawfulBasis) -> Iterator[tuple[str, str]]:
    """What keeps a decision from being recorded: field and English message, in page order.

    A basis is needed to share, not to withhold; another than the one proposed needs its reason. A
    decision to withhold needs a day on which it is looked at again (thresholds 5.3).
    """
    if words.decision is None:
        yield "decision", N_("Say whether the information was shared")
    if not has_words(words.what):
        yield "what", N_("Write what information it is about")
    if not has_words(words.with_whom):
        yield "with_whom", N_("Write with whom")
    if not has_words(words.why):
        yield "why", N_("Write why")
    yield from _basis_gaps(words, proposed)
    if words.decision is ShareDecision.NOT_SHARE and words.review_on is None:
        yield "review_on_day", N_("Give a day on which this is looked at again")


def _basis_gaps(words: ShareWords, proposed: LawfulBasis) -> Iterator[tuple[str, str]]:
    if words.decision is not ShareDecision.SHARE:
        return
    if words.basis is None:
        yield "basis", N_("Choose what allows you to share")
    elif words.basis is not proposed and not has_words(words.basis_reason):
        yield "basis_reason", N_("Say in a sentence why you chose another basis")
