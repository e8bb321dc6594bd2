"""How a hub answers: advice, decisions, agency checks, disagreements and next steps."""

from enum import StrEnum

from portal.vocabulary.labels import N_


class OutcomeOfAdvice(StrEnum):
    """What the hub advises should happen (practice 3.4, consultation)."""

    REMAIN_UNIVERSAL = "remain_universal"
    SINGLE_AGENCY_SUPPORT = "single_agency_support"
    EARLY_HELP = "early_help"
    REFER_NOW = "refer_now"
    CALL_POLICE = "call_police"
    CONTACT_ALLOCATED_WORKER = "contact_allocated_worker"
    DOMESTIC_ABUSE_SPECIALIST = "domestic_abuse_specialist"
    POSITION_OF_TRUST = "position_of_trust"
    ADULT_ROUTE = "adult_route"
    OUTSIDE_AREA = "outside_area"


class OutcomeOfDecision(StrEnum):
    """What the hub decides on a referral (practice 3.4, referral)."""

    URGENT_PROTECTION = "urgent_protection"
    STRATEGY_DISCUSSION = "strategy_discussion"
    PROTECTION_ENQUIRY = "protection_enquiry"
    SOCIAL_CARE_ASSESSMENT = "social_care_assessment"
    PROTECTION_TEAM = "protection_team"
    TARGETED_EARLY_HELP = "targeted_early_help"
    UNIVERSAL = "universal"
    SIGNPOST = "signpost"
    SPECIALIST = "specialist"
    OPEN_CASE = "open_case"
    TRANSFER = "transfer"
    HELP_OFFERED = "help_offered"
    NO_FURTHER_ACTION = "no_further_action"


class HelpOffered(StrEnum):
    """What became of help offered below the level of social care: never the same as no action."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    NOT_REACHED = "not_reached"


class DecisionStatus(StrEnum):
    """Where one version of a decision stands."""

    PROPOSED = "proposed"
    RETURNED = "returned"
    SIGNED_OFF = "signed_off"
    OVERTURNED = "overturned"


class AdviceStatus(StrEnum):
    """Where one version of an advice stands."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class CheckStatus(StrEnum):
    """Where a question to an agency stands."""

    ASKED = "asked"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class CheckAnswer(StrEnum):
    """What an agency answers about one person; declined is never the same as not known."""

    KNOWN = "known"
    NOT_KNOWN = "not_known"
    DECLINED = "declined"


class MayShare(StrEnum):
    """How far an agency lets its answer travel, each step wider than the one before."""

    NOBODY = "nobody"
    DECISION_TEAM = "decision_team"
    REFERRER = "referrer"
    FAMILY = "family"


class DisagreementStage(StrEnum):
    """Who a professional disagreement is between (practice 3.12)."""

    PRACTITIONERS = "practitioners"
    LEADS = "leads"
    SENIOR_MANAGERS = "senior_managers"
    PARTNERSHIP = "partnership"


class DisagreementStatus(StrEnum):
    """Whose turn it is in a disagreement."""

    WAITING = "waiting"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    NOT_RESOLVED = "not_resolved"


class CameBy(StrEnum):
    """Why a stage of a disagreement began."""

    RAISED = "raised"
    TAKEN_FURTHER = "taken_further"
    TIME_RAN_OUT = "time_ran_out"


class LearningTheme(StrEnum):
    """What a disagreement taught, in one word; counted without names (practice 3.8)."""

    THRESHOLD = "threshold"
    REASONS = "reasons"
    INFORMATION = "information"
    CHILD = "child"
    DELAY = "delay"
    ROLES = "roles"
    OTHER = "other"
    NONE = "none"


class StepOutcome(StrEnum):
    """What became of a next step."""

    DONE = "done"
    PARTLY = "partly"
    NOT_POSSIBLE = "not_possible"
    NOT_NEEDED = "not_needed"


class StepSide(StrEnum):
    """Who is asked what became of a next step."""

    PROFESSIONAL = "professional"
    HUB = "hub"


LABELLED: tuple[tuple[StrEnum, str], ...] = (
    (OutcomeOfAdvice.REMAIN_UNIVERSAL, N_("Stay with everyday services")),
    (OutcomeOfAdvice.SINGLE_AGENCY_SUPPORT, N_("Support from your agency")),
    (OutcomeOfAdvice.EARLY_HELP, N_("Start or continue early help")),
    (OutcomeOfAdvice.REFER_NOW, N_("Make a referral now")),
    (OutcomeOfAdvice.CALL_POLICE, N_("Call the police")),
    (OutcomeOfAdvice.CONTACT_ALLOCATED_WORKER, N_("Contact the allocated worker")),
    (OutcomeOfAdvice.DOMESTIC_ABUSE_SPECIALIST, N_("Domestic abuse specialist or MARAC")),
    (OutcomeOfAdvice.POSITION_OF_TRUST, N_("Designated officer: adult in a position of trust")),
    (OutcomeOfAdvice.ADULT_ROUTE, N_("Adult safeguarding")),
    (OutcomeOfAdvice.OUTSIDE_AREA, N_("Another area's hub")),
    (OutcomeOfDecision.URGENT_PROTECTION, N_("Urgent protection now")),
    (OutcomeOfDecision.STRATEGY_DISCUSSION, N_("Strategy discussion")),
    (OutcomeOfDecision.PROTECTION_ENQUIRY, N_("Child protection enquiry")),
    (OutcomeOfDecision.SOCIAL_CARE_ASSESSMENT, N_("Assessment by social care or Family Help")),
    (OutcomeOfDecision.PROTECTION_TEAM, N_("Multi-agency child protection team")),
    (OutcomeOfDecision.TARGETED_EARLY_HELP, N_("Targeted early help")),
    (OutcomeOfDecision.UNIVERSAL, N_("Universal services")),
    (OutcomeOfDecision.SIGNPOST, N_("Another service, named below")),
    (OutcomeOfDecision.SPECIALIST, N_("Specialist service")),
    (OutcomeOfDecision.OPEN_CASE, N_("New information for a worker who is already involved")),
    (OutcomeOfDecision.TRANSFER, N_("Passed to another area")),
    (OutcomeOfDecision.HELP_OFFERED, N_("Below social care, help offered")),
    (OutcomeOfDecision.NO_FURTHER_ACTION, N_("No further action")),
    (HelpOffered.ACCEPTED, N_("Accepted")),
    (HelpOffered.DECLINED, N_("Declined")),
    (HelpOffered.NOT_REACHED, N_("The family could not be reached")),
    (DecisionStatus.PROPOSED, N_("Waiting for sign-off")),
    (DecisionStatus.RETURNED, N_("Returned to its proposer")),
    (DecisionStatus.SIGNED_OFF, N_("Current")),
    (DecisionStatus.OVERTURNED, N_("Overturned")),
    (AdviceStatus.GIVEN, N_("Current")),
    (AdviceStatus.WITHDRAWN, N_("Withdrawn")),
    (CheckStatus.ASKED, N_("Waiting for an answer")),
    (CheckStatus.ANSWERED, N_("Answered")),
    (CheckStatus.WITHDRAWN, N_("Question withdrawn")),
    (CheckAnswer.KNOWN, N_("Known to this agency")),
    (CheckAnswer.NOT_KNOWN, N_("Not known to this agency")),
    (CheckAnswer.DECLINED, N_("Declined to answer")),
    (MayShare.NOBODY, N_("Only the person who asked")),
    (MayShare.DECISION_TEAM, N_("The hub's decision team")),
    (MayShare.REFERRER, N_("The decision team and the person who contacted the hub")),
    (MayShare.FAMILY, N_("All of these, and the family")),
    (DisagreementStage.PRACTITIONERS, N_("Between practitioners")),
    (DisagreementStage.LEADS, N_("Line managers or safeguarding leads")),
    (DisagreementStage.SENIOR_MANAGERS, N_("Senior managers")),
    (DisagreementStage.PARTNERSHIP, N_("Safeguarding partnership")),
    (DisagreementStatus.WAITING, N_("Waiting for an answer")),
    (DisagreementStatus.ANSWERED, N_("Answered, waiting for the professional")),
    (DisagreementStatus.RESOLVED, N_("Resolved")),
    (DisagreementStatus.NOT_RESOLVED, N_("Ended without agreement")),
    (CameBy.RAISED, N_("Raised")),
    (CameBy.TAKEN_FURTHER, N_("Taken to this stage by the professional")),
    (CameBy.TIME_RAN_OUT, N_("Came to this stage because time ran out")),
    (LearningTheme.THRESHOLD, N_("How the threshold document was read")),
    (LearningTheme.REASONS, N_("Reasons that were not clear")),
    (LearningTheme.INFORMATION, N_("Something known was missing or not seen")),
    (LearningTheme.CHILD, N_("The child's own view")),
    (LearningTheme.DELAY, N_("How long it took")),
    (LearningTheme.ROLES, N_("Who should do what")),
    (LearningTheme.OTHER, N_("Something else")),
    (LearningTheme.NONE, N_("Nothing to learn from this one")),
    (StepOutcome.DONE, N_("Done")),
    (StepOutcome.PARTLY, N_("Partly done")),
    (StepOutcome.NOT_POSSIBLE, N_("Could not be done")),
    (StepOutcome.NOT_NEEDED, N_("No longer needed")),
    (StepSide.PROFESSIONAL, N_("The professional")),
    (StepSide.HUB, N_("The hub")),
)
