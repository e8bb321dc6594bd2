"""What usually allows an agency to share about safeguarding: proposed, never imposed.

Source: domain reference on lawful basis; public bodies rely on their public task, others on the
safeguarding condition of recognised legitimate interest. Agreement to help is another question.
"""

from portal.vocabulary import Agency, LawfulBasis

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


def proposed_basis(agency: Agency, *, is_danger: bool = False) -> LawfulBasis:
    """The basis to suggest: a life at risk first, then the agency's own."""
    if is_danger:
        return LawfulBasis.VITAL_INTERESTS
    if agency in _PUBLIC:
        return LawfulBasis.PUBLIC_TASK
    return LawfulBasis.RECOGNISED_LEGITIMATE_INTEREST
