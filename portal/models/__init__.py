"""One file per record family; importing this package knows them all."""

from portal.models.abuse import AbuseAssessment, AbuseVictim, MaracReferral
from portal.models.accounts import Account, KeptWords, Membership, SignIn, SignInAttempt
from portal.models.advice import Advice, StoredDocument
from portal.models.assessments import Assessment, DomainScore, EpisodePage, OutcomeSet
from portal.models.audit import AuditEvent
from portal.models.checks import AgencyCheck, CheckPerson, Duty, PersonReturn
from portal.models.contacts import Contact, ContactEvent, FamilyConflict, Message, SavedPage
from portal.models.decisions import ThresholdDecision
from portal.models.disagreements import DangerAnswer, Disagreement, DisagreementRound
from portal.models.early_help import (
    Agreement,
    EarlyHelpEpisode,
    EpisodeContact,
    EpisodeEvent,
    EpisodeLine,
    EpisodePerson,
)
from portal.models.early_help_safety import EpisodeConflict, RiskProposal, SharingBasis
from portal.models.family_copies import ClearedHit, EpisodeDocument, FamilyCopy
from portal.models.following_up import NextStep
from portal.models.frameworks import ThresholdFramework
from portal.models.guidance import Guidance, IndicatorAnswer
from portal.models.hubs import Authority, Hub, Organisation, QueueVersion, hub_authorities
from portal.models.late_entries import LateEntry
from portal.models.matching import PersonKey, PersonLink
from portal.models.outbox import OutboxMessage
from portal.models.people import ContactAnswer, ContactPerson, Person, PersonName, Statement
from portal.models.plans import (
    Attendance,
    PlanAction,
    PlanGoal,
    RecordCorrection,
    Review,
    TeamMember,
)
from portal.models.referrals import ContactAddress, Injury, InvolvedProfessional, PersonDetails
from portal.models.sharing import ShareRecord

__all__ = [
    "AbuseAssessment",
    "AbuseVictim",
    "Account",
    "Advice",
    "AgencyCheck",
    "Agreement",
    "Assessment",
    "Attendance",
    "AuditEvent",
    "Authority",
    "CheckPerson",
    "ClearedHit",
    "Contact",
    "ContactAddress",
    "ContactAnswer",
    "ContactEvent",
    "ContactPerson",
    "DangerAnswer",
    "Disagreement",
    "DisagreementRound",
    "DomainScore",
    "Duty",
    "EarlyHelpEpisode",
    "EpisodeConflict",
    "EpisodeContact",
    "EpisodeDocument",
    "EpisodeEvent",
    "EpisodeLine",
    "EpisodePage",
    "EpisodePerson",
    "FamilyConflict",
    "FamilyCopy",
    "Guidance",
    "Hub",
    "IndicatorAnswer",
    "Injury",
    "InvolvedProfessional",
    "KeptWords",
    "LateEntry",
    "MaracReferral",
    "Membership",
    "Message",
    "NextStep",
    "Organisation",
    "OutboxMessage",
    "OutcomeSet",
    "Person",
    "PersonDetails",
    "PersonKey",
    "PersonLink",
    "PersonName",
    "PersonReturn",
    "PlanAction",
    "PlanGoal",
    "QueueVersion",
    "RecordCorrection",
    "Review",
    "RiskProposal",
    "SavedPage",
    "ShareRecord",
    "SharingBasis",
    "SignIn",
    "SignInAttempt",
    "Statement",
    "StoredDocument",
    "TeamMember",
    "ThresholdDecision",
    "ThresholdFramework",
    "hub_authorities",
]
