"""Who someone is, and what their role lets them do: plain facts, no database (security 2)."""

import uuid
from dataclasses import dataclass

from portal.vocabulary import Agency, Role

ASKING = frozenset({Role.REFERRING_PROFESSIONAL, Role.ORGANISATION_LEAD, Role.LEAD_PRACTITIONER})
AT_AN_ORGANISATION = ASKING | {Role.AGENCY_CONTRIBUTOR}
ADVISING = frozenset({Role.MASH_ADVISER, Role.DECISION_MAKER})


@dataclass(frozen=True, slots=True)
class Actor:
    """The signed-in person in the one role they are acting in."""

    account_id: uuid.UUID
    name: str
    role: Role
    hub_id: uuid.UUID
    hub_slug: str
    organisation_id: uuid.UUID | None
    organisation_name: str
    agency: Agency | None
    job_title: str
    phone: str
    locale: str
    token: str = ""  # the sign-in it came from
    membership_id: uuid.UUID | None = None  # the role they chose
    has_other_roles: bool = False
    is_role_chosen: bool = True  # False while somebody with several has not said which
    hub_names: tuple[str, str] = ("", "")  # English and Welsh
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """What the browser's session remembers: the opaque sign-in token."""
        return self.token

    @property
    def asks(self) -> bool:
        """Whether this role writes consultations."""
        return self.role in ASKING

    @property
    def advises(self) -> bool:
        """Whether this role works the hub's queue."""
        return self.role in ADVISING

    @property
    def contributes(self) -> bool:
        """Whether this role answers what the hub asks of its agency."""
        return self.role is Role.AGENCY_CONTRIBUTOR and self.organisation_id is not None

    @property
    def decides(self) -> bool:
        """Whether this role allocates work and takes it away."""
        return self.role is Role.DECISION_MAKER

    @property
    def side(self) -> str:
        """Which side of the conversation: `hub`, `professional`, or `agency` for who is asked."""
        if self.role is Role.AGENCY_CONTRIBUTOR:
            return "agency"
        return "hub" if self.advises else "professional"


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """What access to a contact turns on."""

    hub_id: uuid.UUID
    account_id: uuid.UUID
    organisation_id: uuid.UUID | None
    adviser_id: uuid.UUID | None
    is_draft: bool


def is_writer(actor: Actor, contact: ContactFacts) -> bool:
    """The same person wrote it, in whichever of their roles: what keeps them from answering it."""
    return contact.account_id == actor.account_id and contact.hub_id == actor.hub_id


def is_own(actor: Actor, contact: ContactFacts) -> bool:
    """Written for the organisation, or at the hub, that the actor acts for: theirs to go on with.

    Who has several roles goes on with it in the one they wrote it in.
    """
    return is_writer(actor, contact) and contact.organisation_id == actor.organisation_id


def is_of_hub(actor: Actor, contact: ContactFacts) -> bool:
    """Reads it as the hub does: never what one has sent, or entered for somebody else, oneself."""
    return actor.advises and not is_writer(actor, contact)


def may_read(actor: Actor, contact: ContactFacts) -> bool:
    """Own; own organisation for its lead; own hub for advisers; a draft is its writer's alone."""
    if contact.hub_id != actor.hub_id:
        return False
    if is_own(actor, contact):
        return True
    if contact.is_draft:
        return False
    if actor.role is Role.ORGANISATION_LEAD:
        return contact.organisation_id is not None and (
            contact.organisation_id == actor.organisation_id
        )
    return actor.advises


def may_answer(actor: Actor, contact: ContactFacts) -> bool:
    """The adviser who has it, or a decision maker; never on one's own submission."""
    if contact.hub_id != actor.hub_id or contact.is_draft or is_writer(actor, contact):
        return False
    return actor.decides or (actor.advises and contact.adviser_id == actor.account_id)


def may_open_secret(actor: Actor, contact: ContactFacts) -> bool:
    """A secret address: who wrote it down, and whoever answers the contact."""
    return (is_own(actor, contact) and not contact.is_draft) or may_answer(actor, contact)


def may_take_up(actor: Actor, contact: ContactFacts) -> bool:
    """Any adviser of the hub, except on one's own submission."""
    return (
        actor.advises
        and contact.hub_id == actor.hub_id
        and not contact.is_draft
        and not is_writer(actor, contact)
    )


def may_see_matches(actor: Actor, contact: ContactFacts) -> bool:
    """Whether somebody was known before is the hub's to see, and never for who sent it."""
    return may_take_up(actor, contact)
