"""Papers and copies: who they are for, and how far a copy has come."""

from enum import StrEnum

from portal.vocabulary.labels import N_


class Audience(StrEnum):
    """Who a copy of a document is for."""

    PROFESSIONAL = "professional"
    HUB = "hub"
    AGENCY = "agency"


class HelpDocument(StrEnum):
    """The documents of early help."""

    ASSESSMENT = "assessment"
    PLAN = "plan"
    REVIEW = "review"
    CLOSURE = "closure"


class CopyVariant(StrEnum):
    """How a family copy is set."""

    STANDARD = "standard"
    LARGE_PRINT = "large_print"
    PLAIN_WORDS = "plain_words"


class CopyStatus(StrEnum):
    """How far a family copy has come."""

    MADE = "made"
    WAITING = "waiting"
    APPROVED = "approved"
    RETURNED = "returned"
    GIVEN = "given"


LABELLED: tuple[tuple[StrEnum, str], ...] = (
    (Audience.PROFESSIONAL, N_("Professional copy")),
    (Audience.HUB, N_("Hub copy")),
    (Audience.AGENCY, N_("Agency copy")),
    (HelpDocument.ASSESSMENT, N_("Early help assessment")),
    (HelpDocument.PLAN, N_("Early help plan")),
    (HelpDocument.REVIEW, N_("Early help review")),
    (HelpDocument.CLOSURE, N_("End of early help")),
    (CopyVariant.STANDARD, N_("Standard")),
    (CopyVariant.LARGE_PRINT, N_("Large print")),
    (CopyVariant.PLAIN_WORDS, N_("In plain words, for a child")),
    (CopyStatus.MADE, N_("Not given yet")),
    (CopyStatus.WAITING, N_("Waits for a second person")),
    (CopyStatus.APPROVED, N_("Approved, not given yet")),
    (CopyStatus.RETURNED, N_("Sent back by the second person")),
    (CopyStatus.GIVEN, N_("Given")),
)
