"""One file per record family; importing this package knows them all."""

from portal.models.accounts import Account, KeptWords, Membership, SignIn, SignInAttempt
from portal.models.advice import Advice, Disagreement, NextStep, StoredDocument
from portal.models.audit import AuditEvent
from portal.models.contacts import Contact, ContactEvent, FamilyConflict, Message, SavedPage
from portal.models.frameworks import ThresholdFramework
from portal.models.guidance import Guidance, IndicatorAnswer
from portal.models.hubs import Authority, Hub, Organisation, QueueVersion, hub_authorities
from portal.models.matching import PersonKey, PersonLink
from portal.models.outbox import OutboxMessage
from portal.models.people import ContactAnswer, ContactPerson, Person, PersonName, Statement

__all__ = [
    "Account",
    "Advice",
    "AuditEvent",
    "Authority",
    "Contact",
    "ContactAnswer",
    "ContactEvent",
    "ContactPerson",
    "Disagreement",
    "FamilyConflict",
    "Guidance",
    "Hub",
    "IndicatorAnswer",
    "KeptWords",
    "Membership",
    "Message",
    "NextStep",
    "Organisation",
    "OutboxMessage",
    "Person",
    "PersonKey",
    "PersonLink",
    "PersonName",
    "QueueVersion",
    "SavedPage",
    "SignIn",
    "SignInAttempt",
    "Statement",
    "StoredDocument",
    "ThresholdFramework",
    "hub_authorities",
]
