"""Early help: the episode, the team, the assessment, the plan and its meetings."""

from enum import StrEnum

from portal.vocabulary.labels import N_


class EpisodeStatus(StrEnum):
    """Whether an episode of early help goes on."""

    OPEN = "open"
    CLOSED = "closed"


class EpisodeReason(StrEnum):
    """Why early help began (practice-and-codes 3.11)."""

    SUBSTANCES = "substances"
    MENTAL_HEALTH = "mental_health"
    PARENTING = "parenting"
    DISABILITY = "disability"
    DOMESTIC_ABUSE = "domestic_abuse"
    ABUSE_OR_NEGLECT = "abuse_or_neglect"
    SPECIAL = "special"
    MONEY_AND_HOME = "money_and_home"
    CHILD_WELLBEING = "child_wellbeing"
    INFORMATION = "information"
    OTHER = "other"


class EpisodeEnd(StrEnum):
    """Why an episode ended (practice-and-codes 3.3)."""

    OUTCOMES_MET = "outcomes_met"
    STEP_UP = "step_up"
    NO_FURTHER_ACTION = "no_further_action"
    MOVED = "moved"
    AGREEMENT_WITHDRAWN = "agreement_withdrawn"
    TRANSFERRED = "transferred"


class EpisodeLink(StrEnum):
    """What ties a contact to an episode."""

    STARTED_FROM = "started_from"
    STEPPED_UP = "stepped_up"


class LineKind(StrEnum):
    """What a line of an episode tells."""

    STATEMENT = "statement"
    STRENGTH = "strength"
    INDICATOR = "indicator"
    TRIED = "tried"


class AgreementHow(StrEnum):
    """How agreement was given."""

    SIGNED = "signed"
    SPOKEN = "spoken"
    PHONE = "phone"
    MESSAGE = "message"


class MemberSees(StrEnum):
    """What one of the team may open of an episode; the lead chooses it (practice-and-codes 3.8)."""

    EVERYTHING = "everything"
    PLAN = "plan"
    OWN_ACTIONS = "own_actions"
    NOTHING = "nothing"


class HelpDomain(StrEnum):
    """The domains of an early help assessment (practice-and-codes 3.3)."""

    HEALTH = "health"
    WELLBEING = "wellbeing"
    LEARNING = "learning"
    EARLY_YEARS = "early_years"
    IDENTITY = "identity"
    PARENTING = "parenting"
    RELATIONSHIPS = "relationships"
    OUTSIDE = "outside"
    HOME = "home"
    MONEY = "money"
    SUBSTANCES = "substances"
    CRIME = "crime"
    NETWORK = "network"


class AssessmentStatus(StrEnum):
    """Where an early help assessment stands."""

    DRAFT = "draft"
    COMPLETED = "completed"


class GoalStatus(StrEnum):
    """What became of a goal."""

    OPEN = "open"
    MET = "met"
    DROPPED = "dropped"


class ActionStatus(StrEnum):
    """How an action of the plan is going."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"
    STUCK = "stuck"
    DROPPED = "dropped"


class MeetingKind(StrEnum):
    """Which meeting of the team around the family."""

    FIRST = "first"
    REVIEW = "review"


class ReviewStatus(StrEnum):
    """Whether a meeting has been recorded."""

    PLANNED = "planned"
    RECORDED = "recorded"
    CANCELLED = "cancelled"


class ReviewOutcome(StrEnum):
    """What a review decided."""

    CONTINUE = "continue"
    STEP_UP = "step_up"
    STEP_DOWN = "step_down"
    CLOSE = "close"


class Attended(StrEnum):
    """Whether somebody came to a meeting."""

    CAME = "came"
    CONTRIBUTED = "contributed"
    APOLOGIES = "apologies"
    NOT_THERE = "not_there"


LABELLED: tuple[tuple[StrEnum, str], ...] = (
    (EpisodeStatus.OPEN, N_("Open")),
    (EpisodeStatus.CLOSED, N_("Closed")),
    (EpisodeReason.SUBSTANCES, N_("Alcohol or drug use")),
    (EpisodeReason.MENTAL_HEALTH, N_("Mental health")),
    (EpisodeReason.PARENTING, N_("Parenting and family relationships")),
    (EpisodeReason.DISABILITY, N_("Disability or illness")),
    (EpisodeReason.DOMESTIC_ABUSE, N_("Domestic abuse")),
    (EpisodeReason.ABUSE_OR_NEGLECT, N_("Abuse or neglect")),
    (EpisodeReason.SPECIAL, N_("Special circumstances")),
    (EpisodeReason.MONEY_AND_HOME, N_("Money, work or housing")),
    (EpisodeReason.CHILD_WELLBEING, N_("A child's wellbeing and development")),
    (EpisodeReason.INFORMATION, N_("Information and support")),
    (EpisodeReason.OTHER, N_("Another reason")),
    (EpisodeEnd.OUTCOMES_MET, N_("The family's goals were met")),
    (EpisodeEnd.STEP_UP, N_("Stepped up to a referral")),
    (EpisodeEnd.NO_FURTHER_ACTION, N_("No further action")),
    (EpisodeEnd.MOVED, N_("The family moved away")),
    (EpisodeEnd.AGREEMENT_WITHDRAWN, N_("The family withdrew its agreement")),
    (EpisodeEnd.TRANSFERRED, N_("Transferred to another service")),
    (EpisodeLink.STARTED_FROM, N_("Early help was started from it")),
    (EpisodeLink.STEPPED_UP, N_("Early help was stepped up to it")),
    (LineKind.STATEMENT, N_("Worry")),
    (LineKind.STRENGTH, N_("What is working well")),
    (LineKind.INDICATOR, N_("Sign from the threshold document")),
    (LineKind.TRIED, N_("What has been tried")),
    (AgreementHow.SIGNED, N_("In writing, signed")),
    (AgreementHow.SPOKEN, N_("In person, by word of mouth")),
    (AgreementHow.PHONE, N_("By phone or video")),
    (AgreementHow.MESSAGE, N_("By message")),
    (MemberSees.EVERYTHING, N_("Everything")),
    (MemberSees.PLAN, N_("The plan, the team and the meetings")),
    (MemberSees.OWN_ACTIONS, N_("Only the actions they are named for")),
    (MemberSees.NOTHING, N_("Nothing yet, only that there is early help")),
    (HelpDomain.HEALTH, N_("Health")),
    (HelpDomain.WELLBEING, N_("Emotional wellbeing")),
    (HelpDomain.LEARNING, N_("Learning and attendance")),
    (HelpDomain.EARLY_YEARS, N_("Early years")),
    (HelpDomain.IDENTITY, N_("Identity")),
    (HelpDomain.PARENTING, N_("Family and parenting")),
    (HelpDomain.RELATIONSHIPS, N_("Relationships and domestic abuse")),
    (HelpDomain.OUTSIDE, N_("Safety outside the home")),
    (HelpDomain.HOME, N_("Home and housing")),
    (HelpDomain.MONEY, N_("Money and work")),
    (HelpDomain.SUBSTANCES, N_("Alcohol and drugs")),
    (HelpDomain.CRIME, N_("Crime and antisocial behaviour")),
    (HelpDomain.NETWORK, N_("Support network")),
    (AssessmentStatus.DRAFT, N_("Being written")),
    (AssessmentStatus.COMPLETED, N_("Completed")),
    (GoalStatus.OPEN, N_("Working on it")),
    (GoalStatus.MET, N_("Met")),
    (GoalStatus.DROPPED, N_("No longer a goal")),
    (ActionStatus.NOT_STARTED, N_("Not started")),
    (ActionStatus.UNDER_WAY, N_("Under way")),
    (ActionStatus.DONE, N_("Done")),
    (ActionStatus.STUCK, N_("Stuck")),
    (ActionStatus.DROPPED, N_("No longer needed")),
    (MeetingKind.FIRST, N_("First meeting")),
    (MeetingKind.REVIEW, N_("Review")),
    (ReviewStatus.PLANNED, N_("Planned")),
    (ReviewStatus.RECORDED, N_("Recorded")),
    (ReviewStatus.CANCELLED, N_("Cancelled")),
    (ReviewOutcome.CONTINUE, N_("Carry on with the plan")),
    (ReviewOutcome.STEP_UP, N_("Step up to a referral")),
    (ReviewOutcome.STEP_DOWN, N_("Step down to help from one service")),
    (ReviewOutcome.CLOSE, N_("Close")),
    (Attended.CAME, N_("Came")),
    (Attended.CONTRIBUTED, N_("Could not come, and sent what they had to say")),
    (Attended.APOLOGIES, N_("Sent apologies")),
    (Attended.NOT_THERE, N_("Was not there")),
)
