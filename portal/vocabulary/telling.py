"""What a professional tells about people: who they are, who said what, what allows sharing it."""

from enum import StrEnum

from portal.vocabulary.labels import N_


class PersonKind(StrEnum):
    """Who is recorded."""

    CHILD = "child"
    UNBORN = "unborn"
    ADULT = "adult"


class Part(StrEnum):
    """The part a person plays in this contact."""

    SUBJECT = "subject"
    ADULT_SUBJECT = "adult_subject"
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


LABELLED: tuple[tuple[StrEnum, str], ...] = (
    (PersonKind.CHILD, N_("Child or young person")),
    (PersonKind.UNBORN, N_("Unborn baby")),
    (PersonKind.ADULT, N_("Adult")),
    (Part.SUBJECT, N_("Child I am worried about")),
    (Part.ADULT_SUBJECT, N_("Adult I am worried about")),
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
    (HowReceived.PAPER, N_("On paper")),
    (HowReceived.PHONE, N_("By phone")),
    (HowReceived.IN_PERSON, N_("In person")),
    (HowReceived.OTHER, N_("Another way")),
    (ShareDecision.SHARE, N_("Shared")),
    (ShareDecision.NOT_SHARE, N_("Not shared")),
)
