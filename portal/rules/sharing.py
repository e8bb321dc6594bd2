"""What usually allows an agency to share about safeguarding: proposed, never imposed.

Source: domain reference on lawful basis; public bodies rely on their public task, others on the
safeguarding condition of recognised legitimate interest. Agreement to help is another question.
"""

from portal.vocabulary import Agency, ContactKind, LawfulBasis, Nation

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
