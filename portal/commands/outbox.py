"""Mail queued in the transaction that causes it; the worker delivers it later."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from portal.extensions import db
from portal.models import Contact, EarlyHelpEpisode, OutboxMessage
from portal.queries import contacts, practitioners

KINDS = (
    "received",  # to the writer: what you sent has reached the hub
    "new_contact",  # to the hub: something urgent has come in
    "given_to_you",  # to an adviser: a decision maker gave you this one
    "taken_from_you",  # to an adviser: a decision maker gave it to someone else
    "question",  # to the writer: the hub asks for more
    "reply",  # to the adviser: the writer replied
    "information_added",  # to the adviser: the writer added something
    "advice",  # to the writer: advice is there to read
    "advice_withdrawn",  # to the writer: do not act on the advice
    "to_sign_off",  # to decision makers: a decision waits for one of them
    "decision_returned",  # to the proposer: the decision needs more work
    "decision_signed",  # to the proposer: the decision is signed off
    "decision",  # to the writer: the decision is there to read
    "decision_overturned",  # to the writer: do not act on the decision
    "acknowledged",  # to the adviser: the writer has read the advice
    "disagreement",  # to who is named to answer a disagreement at its present stage
    "disagreement_answered",  # to who disagrees: there is an answer
    "disagreement_further",  # to who disagrees: time ran out, it went to the next stage
    "disagreement_left",  # to who disagrees: an answer waits for what they make of it
    "disagreement_left_by_them",  # to who answered: nothing has followed
    "disagreement_ended",  # to the hub's people it named: it is over
    "nobody_to_answer",  # to decision makers: a disagreement waits and nobody is named
    "at_risk_now",  # to the hub: somebody says that a child may be in danger now
    "step_due",  # to its owner: what became of a next step?
    "closed",  # to the writer: the hub has closed it
    "converted",  # to the other side: a referral is handled as a consultation
    "check_asked",  # to an agency: the hub asks what it knows
    "check_reminder",  # to an agency: half of the time to answer is gone
    "check_overdue",  # to an agency and to who asked it: the answer should be there
    "check_nobody",  # to who asked: nobody of the agency is left to answer
    "check_sooner",  # to an agency: the answer is wanted sooner
    "check_answered",  # to who asked: an agency has answered
    "check_withdrawn",  # to an agency: no answer is needed
    "help_given",  # to a lead practitioner: an episode of early help is theirs
    "help_agreement_withdrawn",  # to the team: nothing more may be shared
    "help_needs_lead",  # to decision makers: nobody can lead an episode any more
    "help_shared",  # to the team: everybody has agreed, it can be read now
    "help_risk_to_confirm",  # to who may: somebody is said to be no longer at risk
    "help_joined",  # to who has an account: they are on a team around a family
    "help_invited",  # to who has none: there is a meeting
    "help_meeting",  # to the team: a meeting is planned
    "help_reminder",  # to a lead practitioner: something is due soon
    "help_copy_to_approve",  # to who may approve: a family copy waits
    "help_copy_returned",  # to who made it: a family copy needs more work
    "help_copy_approved",  # to who made it: a family copy may be given
    "help_ended",  # to the team: the episode is over
)


def queue_mail(
    kind: str, contact: Contact, account_ids: Iterable[uuid.UUID | None], at: datetime
) -> None:
    """Queue one "sign in to read it" mail for each account, in the present transaction.

    Recipients are accounts, never typed addresses; the mail holds a kind and a contact's
    identifier, nothing about a family. None and repeated accounts are passed over, and so is
    whoever knows the family. Raises ValueError for a kind that `KINDS` does not name.
    """
    wanted = dict.fromkeys(account_id for account_id in account_ids if account_id is not None)
    barred = contacts.who_know_the_family(contact, wanted)
    for account_id in wanted:
        if account_id not in barred:
            _add(kind, contact.hub_id, at, account_id=account_id, contact_id=contact.id)


def queue_episode_mail(
    kind: str,
    episode: EarlyHelpEpisode,
    at: datetime,
    *,
    account_ids: Iterable[uuid.UUID | None] = (),
    member_ids: Iterable[uuid.UUID] = (),
) -> None:
    """The same about an episode of early help: to accounts, and to members of its team without one.

    A member's address is read when the mail leaves; nothing is sent to one of the family, nor to
    who knows the family.
    """
    given = {"episode_id": episode.id}
    wanted = dict.fromkeys(each for each in account_ids if each is not None)
    barred = practitioners.who_know_the_family(episode, wanted)
    for account_id in wanted:
        if account_id not in barred:
            _add(kind, episode.hub_id, at, account_id=account_id, **given)
    for member_id in dict.fromkeys(member_ids):
        _add(kind, episode.hub_id, at, member_id=member_id, **given)


def _add(kind: str, hub_id: uuid.UUID, at: datetime, **to: uuid.UUID) -> None:
    if kind not in KINDS:
        raise ValueError(f"no mail of the kind {kind!r}")
    db.session.add(
        OutboxMessage(
            hub_id=hub_id,
            kind=kind,
            state="waiting",
            attempts=0,
            created_at=at,
            next_try_at=at,
            **to,
        )
    )
