"""The product's fixed words: enums and their labels, marked for translation.

Imports nothing of ours. Labels are English message ids; pages and documents translate them with
gettext at the last moment.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum


def N_(text: str) -> str:
    """Mark a message for translation without translating it yet."""
    return text


class Band(StrEnum):
    """What a local level of need means, whatever its number (thresholds 1.3)."""

    UNIVERSAL = "universal"
    EARLY_HELP = "early_help"
    TARGETED = "targeted"
    NEED = "need"
    PROTECTION = "protection"


class Role(StrEnum):
    """What a membership lets a person do."""

    REFERRING_PROFESSIONAL = "referring_professional"
    ORGANISATION_LEAD = "organisation_lead"
    MASH_ADVISER = "mash_adviser"
    DECISION_MAKER = "decision_maker"
    LEAD_PRACTITIONER = "lead_practitioner"
    AGENCY_CONTRIBUTOR = "agency_contributor"
    HUB_ADMINISTRATOR = "hub_administrator"


class Nation(StrEnum):
    """Whose law, calendar and codes apply."""

    ENGLAND = "england"
    WALES = "wales"


class HubKind(StrEnum):
    """How the front door is set up."""

    MASH = "mash"
    VIRTUAL_MASH = "virtual_mash"
    CENTRAL_REFERRAL_UNIT = "central_referral_unit"


class Agency(StrEnum):
    """The kind of organisation that asks, or is asked what it knows."""

    SCHOOL = "school"
    EARLY_YEARS = "early_years"
    GP = "gp"
    HEALTH_VISITING = "health_visiting"
    SCHOOL_NURSING = "school_nursing"
    HOSPITAL = "hospital"
    MIDWIFERY = "midwifery"
    POLICE = "police"
    HOUSING = "housing"
    YOUTH_SERVICE = "youth_service"
    CHARITY = "charity"
    COUNCIL = "council"
    MENTAL_HEALTH = "mental_health"
    SUBSTANCE_MISUSE = "substance_misuse"
    DOMESTIC_ABUSE = "domestic_abuse"
    PROBATION = "probation"
    YOUTH_JUSTICE = "youth_justice"
    ADULT_SOCIAL_CARE = "adult_social_care"
    OTHER = "other"


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


class Urgency(StrEnum):
    """How soon to act, as the threshold guidance says it."""

    NOW = "now"
    SAMEDAY = "sameday"
    DAYS = "days"
    ROUTINE = "routine"


class Answer(StrEnum):
    """A plain question's answer; not known is never treated as no."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


class IndicatorState(StrEnum):
    """What the professional says of one indicator."""

    PRESENT = "present"
    SUSPECTED = "suspected"
    ABSENT = "absent"
    NOT_KNOWN = "not_known"


class Pattern(StrEnum):
    """How often."""

    ONCE = "once"
    REPEATED = "repeated"
    ONGOING = "ongoing"
    NOT_KNOWN = "not_known"


class Impact(StrEnum):
    """What it does to the child."""

    NONE_SEEN = "none_seen"
    SOME = "some"
    SERIOUS = "serious"
    NOT_KNOWN = "not_known"


class PersonKind(StrEnum):
    """Who is recorded."""

    CHILD = "child"
    UNBORN = "unborn"
    ADULT = "adult"


class Part(StrEnum):
    """The part a person plays in this contact."""

    SUBJECT = "subject"
    ADULT_VICTIM = "adult_victim"
    SIBLING = "sibling"
    PARENT = "parent"
    PARTNER_OF_PARENT = "partner_of_parent"
    OTHER_ADULT_IN_HOME = "other_adult_in_home"
    RELATIVE = "relative"
    PERSON_CAUSING_HARM = "person_causing_harm"
    OTHER = "other"


class AgeKind(StrEnum):
    """How a child's age is known."""

    DATE_OF_BIRTH = "date_of_birth"
    ESTIMATE = "estimate"
    NOT_KNOWN = "not_known"


class SaidBy(StrEnum):
    """Who said or saw it."""

    ME = "me"
    ADULT_VICTIM = "adult_victim"
    CHILD = "child"
    PARENT = "parent"
    RELATIVE = "relative"
    OTHER_PROFESSIONAL = "other_professional"
    RECORD = "record"
    OTHER = "other"


class StatementBasis(StrEnum):
    """Fact, account or opinion (thresholds 5.3, accuracy)."""

    SEEN = "seen"
    TOLD = "told"
    OPINION = "opinion"


class LeadAware(StrEnum):
    """Whether the setting's designated safeguarding lead knows."""

    YES = "yes"
    NO = "no"
    I_AM_THE_LEAD = "i_am_the_lead"


class FamilyTold(StrEnum):
    """Question one of three: has the family been told? (practice 3.7)"""

    YES = "yes"
    NO_UNSAFE = "no_unsafe"
    NO_DELAY = "no_delay"
    NO_PREJUDICE = "no_prejudice"
    NOT_YET = "not_yet"


class ReasonNotTold(StrEnum):
    """Why a family has not been told (thresholds 5.3)."""

    RAISES_RISK = "raises_risk"
    DOMESTIC_ABUSE = "domestic_abuse"
    SEXUAL_ABUSE = "sexual_abuse"
    HONOUR = "honour"
    ILLNESS_MADE_UP = "illness_made_up"
    FLIGHT = "flight"
    EVIDENCE = "evidence"
    POLICE_ADVICE = "police_advice"
    DELAY = "delay"
    CANNOT_REACH = "cannot_reach"
    OTHER = "other"


class AgreementToHelp(StrEnum):
    """Question two of three: does the family agree to help? (practice 3.7)"""

    YES = "yes"
    NO = "no"
    SOME = "some"
    CHILD_DECISION = "child_decision"
    NOT_SAFE_TO_ASK = "not_safe_to_ask"
    NOT_ASKED = "not_asked"
    NOT_APPLICABLE = "not_applicable"


class LawfulBasis(StrEnum):
    """Question three of three: what allows the sharing? Never the same as agreement."""

    PUBLIC_TASK = "public_task"
    RECOGNISED_LEGITIMATE_INTEREST = "recognised_legitimate_interest"
    LEGITIMATE_INTERESTS = "legitimate_interests"
    LEGAL_OBLIGATION = "legal_obligation"
    VITAL_INTERESTS = "vital_interests"
    CONSENT = "consent"


class AtRiskIfNamed(StrEnum):
    """Who could be hurt if it were known who said what (thresholds 5.3)."""

    INFORMANT = "informant"
    CHILD = "child"
    WORKER = "worker"
    OTHER = "other"


class Sex(StrEnum):
    """Sex as records and statutory returns have it; the code is the value in capitals."""

    FEMALE = "f"
    MALE = "m"
    NOT_KNOWN = "u"


class AgreedToContact(StrEnum):
    """Whether the family agreed that the hub may speak with a professional (practice 3.2)."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


class AddressTime(StrEnum):
    """Whether somebody lives at an address now, or lived there before."""

    CURRENT = "current"
    PREVIOUS = "previous"


class BodyFigure(StrEnum):
    """Whose body a map shows."""

    ADULT = "adult"
    CHILD = "child"
    BABY = "baby"


class BodySide(StrEnum):
    """Which side of the body."""

    FRONT = "front"
    BACK = "back"


class HowReceived(StrEnum):
    """How something reached the hub before it was entered."""

    PAPER = "paper"
    PHONE = "phone"
    IN_PERSON = "in_person"
    OTHER = "other"


class ShareDecision(StrEnum):
    """A decision about information, either way (practice 3.7)."""

    SHARE = "share"
    NOT_SHARE = "not_share"


class ConsultationTopic(StrEnum):
    """What the question is about (practice 3.1)."""

    THRESHOLD = "threshold"
    REFERRAL = "referral"
    EARLY_HELP = "early_help"
    DOMESTIC_ABUSE = "domestic_abuse"
    SHARING = "sharing"
    DISAGREEMENT = "disagreement"
    OTHER = "other"


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


class MessageKind(StrEnum):
    """The parts of the conversation on the record."""

    QUESTION = "question"
    REPLY = "reply"
    ADDED = "added"


class RiskTool(StrEnum):
    """The tool that was used with an adult victim, if any (thresholds 4.1)."""

    DASH = "dash"
    DARA = "dara"
    OTHER = "other"
    NONE = "none"


class TopicAnswer(StrEnum):
    """What was said on one topic of a tool; neither of the last two is a no."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


class TopicSource(StrEnum):
    """Where the answer on a topic comes from."""

    VICTIM = "victim"
    SEEN = "seen"
    RECORD = "record"
    OTHER_PROFESSIONAL = "other_professional"
    OTHER = "other"


class VictimAge(StrEnum):
    """What the age of the person being harmed changes (Domestic Abuse Act 2021)."""

    ADULT = "adult"
    SIXTEEN = "sixteen"
    CHILD = "child"
    NOT_KNOWN = "not_known"


class VictimAgrees(StrEnum):
    """Whether the adult victim agrees that this is shared; sought, never required."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"
    NOT_SAFE_TO_ASK = "not_safe_to_ask"


class JudgementPrompt(StrEnum):
    """What a professional weighs besides a count (thresholds 4.1)."""

    TOGETHER = "together"
    STRANGULATION = "strangulation"
    STALKING = "stalking"
    THREATS_TO_KILL = "threats_to_kill"
    OWN_FEAR = "own_fear"
    HONOUR = "honour"
    ESCALATION = "escalation"


class MaracCriterion(StrEnum):
    """What a MARAC referral can rest on, each alone."""

    COUNT = "count"
    TOOL = "tool"
    JUDGEMENT = "judgement"
    ESCALATION = "escalation"
    REPEAT = "repeat"


class FindingState(StrEnum):
    """How a criterion stands on what is known."""

    MET = "met"
    OPEN = "open"
    NOT_MET = "not_met"


class MaracAgreement(StrEnum):
    """Whether the victim agrees to the MARAC referral."""

    AGREED = "agreed"
    WITHOUT = "without"


class LinkDecision(StrEnum):
    """What a person decided about two recorded people who may be one."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    UNDONE = "undone"


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


class Audience(StrEnum):
    """Who a copy of a document is for."""

    PROFESSIONAL = "professional"
    HUB = "hub"
    AGENCY = "agency"


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


class Labels(Mapping[StrEnum, str]):
    """The English label of each word.

    Words of two kinds may be written alike ("other", "no"), and are then equal as text: a plain
    dictionary would mix up their labels.
    """

    def __init__(self, pairs: Iterable[tuple[StrEnum, str]]) -> None:
        self._texts = {(type(word), str(word)): (word, text) for word, text in pairs}

    def __getitem__(self, word: StrEnum) -> str:
        return self._texts[(type(word), str(word))][1]

    def __iter__(self) -> Iterator[StrEnum]:
        return (word for word, _ in self._texts.values())

    def __len__(self) -> int:
        return len(self._texts)


LABELS = Labels(
    [
        (Role.REFERRING_PROFESSIONAL, N_("Referring professional")),
        (Role.ORGANISATION_LEAD, N_("Organisation lead")),
        (Role.MASH_ADVISER, N_("MASH adviser")),
        (Role.DECISION_MAKER, N_("Decision maker")),
        (Role.LEAD_PRACTITIONER, N_("Lead practitioner")),
        (Role.AGENCY_CONTRIBUTOR, N_("Agency contributor")),
        (Role.HUB_ADMINISTRATOR, N_("Hub administrator")),
        (Agency.SCHOOL, N_("School or college")),
        (Agency.EARLY_YEARS, N_("Nursery or early years")),
        (Agency.GP, N_("GP practice")),
        (Agency.HEALTH_VISITING, N_("Health visiting")),
        (Agency.SCHOOL_NURSING, N_("School nursing")),
        (Agency.HOSPITAL, N_("Hospital")),
        (Agency.MIDWIFERY, N_("Midwifery")),
        (Agency.POLICE, N_("Police")),
        (Agency.HOUSING, N_("Housing")),
        (Agency.YOUTH_SERVICE, N_("Youth service")),
        (Agency.CHARITY, N_("Charity")),
        (Agency.COUNCIL, N_("Council")),
        (Agency.MENTAL_HEALTH, N_("Mental health service")),
        (Agency.SUBSTANCE_MISUSE, N_("Drug and alcohol service")),
        (Agency.DOMESTIC_ABUSE, N_("Domestic abuse service")),
        (Agency.PROBATION, N_("Probation")),
        (Agency.YOUTH_JUSTICE, N_("Youth justice")),
        (Agency.ADULT_SOCIAL_CARE, N_("Adult social care")),
        (Agency.OTHER, N_("Other agency")),
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
        (Urgency.NOW, N_("Now")),
        (Urgency.SAMEDAY, N_("Today")),
        (Urgency.DAYS, N_("Within about 5 working days")),
        (Urgency.ROUTINE, N_("As part of your usual work")),
        (Answer.YES, N_("Yes")),
        (Answer.NO, N_("No")),
        (Answer.NOT_KNOWN, N_("Not known")),
        (IndicatorState.PRESENT, N_("Present")),
        (IndicatorState.SUSPECTED, N_("Suspected")),
        (IndicatorState.ABSENT, N_("Absent")),
        (IndicatorState.NOT_KNOWN, N_("Not known")),
        (Pattern.ONCE, N_("Once")),
        (Pattern.REPEATED, N_("More than once")),
        (Pattern.ONGOING, N_("Ongoing")),
        (Pattern.NOT_KNOWN, N_("Not known")),
        (Impact.NONE_SEEN, N_("None that I have seen")),
        (Impact.SOME, N_("Some")),
        (Impact.SERIOUS, N_("Serious")),
        (Impact.NOT_KNOWN, N_("Not known")),
        (PersonKind.CHILD, N_("Child or young person")),
        (PersonKind.UNBORN, N_("Unborn baby")),
        (PersonKind.ADULT, N_("Adult")),
        (Part.SUBJECT, N_("Child I am worried about")),
        (Part.ADULT_VICTIM, N_("Adult being harmed")),
        (Part.SIBLING, N_("Brother or sister")),
        (Part.PARENT, N_("Parent or carer")),
        (Part.PARTNER_OF_PARENT, N_("Partner of a parent")),
        (Part.OTHER_ADULT_IN_HOME, N_("Other adult in the home")),
        (Part.RELATIVE, N_("Relative or friend outside the home")),
        (Part.PERSON_CAUSING_HARM, N_("Person causing harm")),
        (Part.OTHER, N_("Someone else")),
        (AgeKind.DATE_OF_BIRTH, N_("I know the date of birth")),
        (AgeKind.ESTIMATE, N_("I can estimate the age")),
        (AgeKind.NOT_KNOWN, N_("Not known")),
        (HowReceived.PAPER, N_("On paper")),
        (HowReceived.PHONE, N_("By phone")),
        (HowReceived.IN_PERSON, N_("In person")),
        (HowReceived.OTHER, N_("Another way")),
        (SaidBy.ME, N_("I saw or heard it myself")),
        (SaidBy.ADULT_VICTIM, N_("The adult being harmed")),
        (SaidBy.CHILD, N_("The child")),
        (SaidBy.PARENT, N_("A parent or carer")),
        (SaidBy.RELATIVE, N_("A relative")),
        (SaidBy.OTHER_PROFESSIONAL, N_("Another professional")),
        (SaidBy.RECORD, N_("A record")),
        (SaidBy.OTHER, N_("Someone else")),
        (StatementBasis.SEEN, N_("Seen or heard at first hand")),
        (StatementBasis.TOLD, N_("Told by someone")),
        (StatementBasis.OPINION, N_("Professional opinion")),
        (LeadAware.YES, N_("Yes")),
        (LeadAware.NO, N_("No, not yet")),
        (LeadAware.I_AM_THE_LEAD, N_("I am the safeguarding lead")),
        (FamilyTold.YES, N_("Yes")),
        (FamilyTold.NO_UNSAFE, N_("No, it could put someone at risk")),
        (FamilyTold.NO_DELAY, N_("No, it would cause delay")),
        (FamilyTold.NO_PREJUDICE, N_("No, it could affect an enquiry or evidence")),
        (FamilyTold.NOT_YET, N_("Not yet")),
        (ReasonNotTold.RAISES_RISK, N_("It could put someone at more risk")),
        (ReasonNotTold.DOMESTIC_ABUSE, N_("Domestic abuse")),
        (ReasonNotTold.SEXUAL_ABUSE, N_("Possible sexual abuse in the family")),
        (ReasonNotTold.HONOUR, N_("Forced marriage, FGM or so-called honour-based abuse")),
        (ReasonNotTold.ILLNESS_MADE_UP, N_("An illness may have been made up or caused")),
        (ReasonNotTold.FLIGHT, N_("The family might leave the area")),
        (ReasonNotTold.EVIDENCE, N_("Evidence could be lost")),
        (ReasonNotTold.POLICE_ADVICE, N_("The police advised against it")),
        (ReasonNotTold.DELAY, N_("It would cause delay")),
        (ReasonNotTold.CANNOT_REACH, N_("I cannot reach them")),
        (ReasonNotTold.OTHER, N_("Another reason")),
        (AgreementToHelp.YES, N_("Yes")),
        (AgreementToHelp.NO, N_("No, they have refused")),
        (AgreementToHelp.SOME, N_("Some of the family agree")),
        (AgreementToHelp.CHILD_DECISION, N_("The young person has decided for themselves")),
        (AgreementToHelp.NOT_SAFE_TO_ASK, N_("It is not safe to ask")),
        (AgreementToHelp.NOT_ASKED, N_("I have not asked")),
        (AgreementToHelp.NOT_APPLICABLE, N_("Does not apply, this is about protection")),
        (LawfulBasis.PUBLIC_TASK, N_("Public task")),
        (
            LawfulBasis.RECOGNISED_LEGITIMATE_INTEREST,
            N_("Recognised legitimate interest (safeguarding)"),
        ),
        (LawfulBasis.LEGITIMATE_INTERESTS, N_("Legitimate interests")),
        (LawfulBasis.LEGAL_OBLIGATION, N_("Legal obligation")),
        (LawfulBasis.VITAL_INTERESTS, N_("Vital interests: a life is at risk")),
        (LawfulBasis.CONSENT, N_("Consent")),
        (AtRiskIfNamed.INFORMANT, N_("Someone who told you something")),
        (AtRiskIfNamed.CHILD, N_("The child")),
        (AtRiskIfNamed.WORKER, N_("You or a colleague")),
        (AtRiskIfNamed.OTHER, N_("Someone else")),
        (Sex.FEMALE, N_("Female")),
        (Sex.MALE, N_("Male")),
        (Sex.NOT_KNOWN, N_("Not known, or not yet born")),
        (AgreedToContact.YES, N_("Yes")),
        (AgreedToContact.NO, N_("No")),
        (AgreedToContact.NOT_ASKED, N_("I have not asked")),
        (AddressTime.CURRENT, N_("Lives there now")),
        (AddressTime.PREVIOUS, N_("Lived there before")),
        (BodyFigure.ADULT, N_("Adult")),
        (BodyFigure.CHILD, N_("Child")),
        (BodyFigure.BABY, N_("Baby")),
        (BodySide.FRONT, N_("Front")),
        (BodySide.BACK, N_("Back")),
        (ShareDecision.SHARE, N_("Shared")),
        (ShareDecision.NOT_SHARE, N_("Not shared")),
        (ConsultationTopic.THRESHOLD, N_("What level of need this is")),
        (ConsultationTopic.REFERRAL, N_("Whether to refer")),
        (ConsultationTopic.EARLY_HELP, N_("Early help")),
        (ConsultationTopic.DOMESTIC_ABUSE, N_("Domestic abuse")),
        (ConsultationTopic.SHARING, N_("Sharing information or agreement")),
        (ConsultationTopic.DISAGREEMENT, N_("A decision I disagree with")),
        (ConsultationTopic.OTHER, N_("Something else")),
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
        (RiskTool.DASH, N_("Dash, any version")),
        (RiskTool.DARA, N_("DARA, any version")),
        (RiskTool.OTHER, N_("Another tool")),
        (RiskTool.NONE, N_("No tool was used")),
        (TopicAnswer.YES, N_("Yes")),
        (TopicAnswer.NO, N_("No")),
        (TopicAnswer.NOT_KNOWN, N_("Don't know")),
        (TopicAnswer.NOT_ASKED, N_("Not asked")),
        (TopicSource.VICTIM, N_("They said so")),
        (TopicSource.SEEN, N_("I saw or heard it")),
        (TopicSource.RECORD, N_("A record")),
        (TopicSource.OTHER_PROFESSIONAL, N_("Another professional")),
        (TopicSource.OTHER, N_("Someone else")),
        (VictimAge.ADULT, N_("18 or over")),
        (VictimAge.SIXTEEN, N_("16 or 17")),
        (VictimAge.CHILD, N_("Under 16")),
        (VictimAge.NOT_KNOWN, N_("Not known")),
        (VictimAgrees.YES, N_("Yes")),
        (VictimAgrees.NO, N_("No, they have refused")),
        (VictimAgrees.NOT_ASKED, N_("I have not asked")),
        (VictimAgrees.NOT_SAFE_TO_ASK, N_("It is not safe to ask")),
        (JudgementPrompt.TOGETHER, N_("Separation, control and violence together")),
        (JudgementPrompt.STRANGULATION, N_("Any strangulation")),
        (JudgementPrompt.STALKING, N_("Stalking")),
        (JudgementPrompt.THREATS_TO_KILL, N_("Threats to kill")),
        (JudgementPrompt.OWN_FEAR, N_("Their own fear")),
        (JudgementPrompt.HONOUR, N_("So-called honour-based abuse")),
        (JudgementPrompt.ESCALATION, N_("It is happening more often, or getting worse")),
        (MaracCriterion.COUNT, N_("Number of topics answered yes")),
        (MaracCriterion.TOOL, N_("The tool's own outcome")),
        (MaracCriterion.JUDGEMENT, N_("Professional judgement")),
        (MaracCriterion.ESCALATION, N_("Escalation")),
        (MaracCriterion.REPEAT, N_("Repeat")),
        (FindingState.MET, N_("Met")),
        (FindingState.OPEN, N_("Not known, could be met")),
        (FindingState.NOT_MET, N_("Not met on what was said")),
        (MaracAgreement.AGREED, N_("Yes, they agree")),
        (MaracAgreement.WITHOUT, N_("No, it is shared without their agreement")),
        (LinkDecision.CONFIRMED, N_("The same person")),
        (LinkDecision.REJECTED, N_("Not the same person")),
        (LinkDecision.UNDONE, N_("Decision undone")),
        (AdviceStatus.GIVEN, N_("Current")),
        (AdviceStatus.WITHDRAWN, N_("Withdrawn")),
        (MessageKind.QUESTION, N_("Question from the hub")),
        (MessageKind.REPLY, N_("Reply")),
        (MessageKind.ADDED, N_("Added information")),
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
        (Audience.PROFESSIONAL, N_("Professional copy")),
        (Audience.HUB, N_("Hub copy")),
        (Audience.AGENCY, N_("Agency copy")),
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
    ]
)


def label(word: StrEnum) -> str:
    """The English label of a word, ready for gettext."""
    return LABELS[word]
