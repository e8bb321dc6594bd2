"""A contact: what kind it is, where it stands, how urgent it is, what it asks."""

from enum import StrEnum

from portal.vocabulary.labels import N_


class ContactKind(StrEnum):
    """What is asked of the hub."""

    CONSULTATION = "consultation"
    REFERRAL = "referral"


class ContactRoute(StrEnum):
    """Which form was filled in."""

    FULL = "full"
    SHORT = "short"
    DOMESTIC_ABUSE = "domestic_abuse"


class ContactStatus(StrEnum):
    """Where a consultation or a referral stands."""

    DRAFT = "draft"
    DISCARDED = "discarded"
    SUBMITTED = "submitted"
    WITH_ADVISER = "with_adviser"
    WAITING_FOR_INFORMATION = "waiting_for_information"
    ADVISED = "advised"
    PROPOSED = "proposed"
    DECIDED = "decided"
    CLOSED = "closed"


class Rag(StrEnum):
    """How urgent the hub treats a contact as."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


class ConsultationTopic(StrEnum):
    """What the question is about (practice 3.1)."""

    THRESHOLD = "threshold"
    REFERRAL = "referral"
    EARLY_HELP = "early_help"
    DOMESTIC_ABUSE = "domestic_abuse"
    SHARING = "sharing"
    DISAGREEMENT = "disagreement"
    OTHER = "other"


class KeptBy(StrEnum):
    """Who keeps somebody from reading a contact, where it is not their own word."""

    RECORD = "record"  # they have the name of the person causing harm; the hub is asked
    HUB = "hub"  # somebody of the hub has said so


class MessageKind(StrEnum):
    """The parts of the conversation on the record."""

    QUESTION = "question"
    REPLY = "reply"
    ADDED = "added"


class LinkDecision(StrEnum):
    """What a person decided about two recorded people who may be one."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    UNDONE = "undone"


LABELLED: tuple[tuple[StrEnum, str], ...] = (
    (ContactKind.CONSULTATION, N_("Consultation")),
    (ContactKind.REFERRAL, N_("Referral")),
    (ContactRoute.FULL, N_("Full form")),
    (ContactRoute.SHORT, N_("Short form")),
    (ContactRoute.DOMESTIC_ABUSE, N_("Domestic abuse advice")),
    (ContactStatus.DRAFT, N_("Draft, not sent")),
    (ContactStatus.DISCARDED, N_("Discarded draft")),
    (ContactStatus.SUBMITTED, N_("Waiting to be taken up")),
    (ContactStatus.WITH_ADVISER, N_("With an adviser")),
    (ContactStatus.WAITING_FOR_INFORMATION, N_("More information needed")),
    (ContactStatus.ADVISED, N_("Advice sent")),
    (ContactStatus.PROPOSED, N_("Decision proposed")),
    (ContactStatus.DECIDED, N_("Decided")),
    (ContactStatus.CLOSED, N_("Closed")),
    (Rag.RED, N_("Red")),
    (Rag.AMBER, N_("Amber")),
    (Rag.GREEN, N_("Green")),
    (ConsultationTopic.THRESHOLD, N_("What level of need this is")),
    (ConsultationTopic.REFERRAL, N_("Whether to refer")),
    (ConsultationTopic.EARLY_HELP, N_("Early help")),
    (ConsultationTopic.DOMESTIC_ABUSE, N_("Domestic abuse")),
    (ConsultationTopic.SHARING, N_("Sharing information or agreement")),
    (ConsultationTopic.DISAGREEMENT, N_("A decision I disagree with")),
    (ConsultationTopic.OTHER, N_("Something else")),
    (MessageKind.QUESTION, N_("Question from the hub")),
    (MessageKind.REPLY, N_("Reply")),
    (MessageKind.ADDED, N_("Added information")),
    (LinkDecision.CONFIRMED, N_("The same person")),
    (LinkDecision.REJECTED, N_("Not the same person")),
    (LinkDecision.UNDONE, N_("Decision undone")),
)
