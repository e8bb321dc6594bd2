"""People said to be the same person, or not: by a person, with a reason, and never for good."""

import uuid
from datetime import datetime

from sqlalchemy import select

from portal import audit
from portal.commands.base import Refused, command, note
from portal.commands.contact_words import checked_text, forget_words, sent_before
from portal.commands.stepping_aside import keep_out_together, let_in_again
from portal.extensions import db
from portal.frameworks.same_names import load_same_names
from portal.models import Contact, Person, PersonLink
from portal.queries import pairs, second_readers
from portal.queries.joined_families import Family, whole_family
from portal.queries.pairs import Beside
from portal.rules.lifecycle import NotAllowedNow
from portal.rules.matching import compare
from portal.rules.matching_reasons import to_store
from portal.rules.permissions import Actor
from portal.rules.person_links import match_page, offered, pair_of, standing
from portal.vocabulary import N_, LinkDecision

DECIDED_SINCE = N_(
    "Something was decided about these two since you opened the page. Look at it above, "
    "then decide."
)


@command
def decide_match(
    contact: Contact,
    *,
    person_id: uuid.UUID,
    other_id: uuid.UUID,
    decision: LinkDecision,
    why: str,
    by: Actor,
    at: datetime,
    key: uuid.UUID | None = None,
    seen: int | None = None,
) -> PersonLink:
    """Record what somebody decided about a person of this contact and one of another.

    Nothing on either contact changes, and nobody outside the hub sees that anything was decided;
    a decision that waits for sign-off may want a second reader by it, and who knows the family of
    one is kept out of the other for as long as the two are said to be the same.
    `key` makes sending twice decide once; `seen` is how many decisions about the two were shown,
    None where there was no page. Raises `Refused` without a reason, where more was decided than was
    seen, and where somebody said before that people who would be joined by it are not the same;
    `NotAllowedNow` where the decision was overtaken, or was this person's already.
    """
    why = checked_text(why, "why", N_("Write why you think so"))
    if (before := sent_before(PersonLink, key, contact)) is not None:
        return before
    _lock(person_id, other_id)
    pair = pairs.beside(by, contact.id, person_id, other_id)
    if pair is None:
        raise NotAllowedNow("look_at_match", contact.status)
    if seen not in {None, len(pair.decisions)}:
        raise Refused(DECIDED_SINCE, "why")
    if decision not in offered(standing(pair.decisions), by.account_id):
        raise NotAllowedNow("look_at_match", contact.status)
    if decision is LinkDecision.CONFIRMED:
        _refuse_contradiction(by, person_id, other_id)
    family = whole_family(contact.hub_id, [contact])  # while what is undone still joins it
    link = _decided(contact, pair, decision, why, by, at, key)
    _keep_out(contact, family, decision, by, at)
    for proposal, about in second_readers.proposals_about(by, [person_id, other_id]):
        proposal.needs_second_reader |= second_readers.is_asked_for(by, about)
    forget_words(by, contact, match_page(person_id, other_id))
    note(contact, "look_at_match", by=by, at=at)
    audit.record(by, f"match_{decision}", "person_link", link.id, at=at, hub_id=contact.hub_id)
    return link


def _keep_out(
    contact: Contact, before: Family, decision: LinkDecision, by: Actor, at: datetime
) -> None:
    if decision is LinkDecision.CONFIRMED:
        keep_out_together(contact, by=by, at=at)
    elif decision is LinkDecision.UNDONE:
        let_in_again(before, contact.hub_id, by=by, at=at)


def _lock(*ids: uuid.UUID) -> None:
    """Decisions about the same people take turns, from whichever contact they are made."""
    db.session.execute(
        select(Person.id).where(Person.id.in_(ids)).order_by(Person.id).with_for_update()
    )


def _refuse_contradiction(by: Actor, one: uuid.UUID, other: uuid.UUID) -> None:
    if pairs.not_the_same(by, one, other) is not None:
        raise Refused(
            N_(
                "Somebody decided before that people who would be joined by this are not the same "
                "person. Look at those decisions first."
            ),
            "why",
        )


def _decided(
    contact: Contact,
    pair: Beside,
    decision: LinkDecision,
    why: str,
    by: Actor,
    at: datetime,
    key: uuid.UUID | None,
) -> PersonLink:
    for row in pair.decisions:
        row.is_standing = False
    db.session.flush()  # one decision of a pair stands at a time
    link = PersonLink(
        id=key or uuid.uuid4(),
        hub_id=contact.hub_id,
        **pair_of(pair.one.id, pair.other.id)._asdict(),
        version=len(pair.decisions) + 1,
        is_standing=True,
        decision=decision,
        contact_id=contact.id,
        account_id=by.account_id,
        account_name=by.name,
        decided_at=at,
        why=why,
        reasons=to_store(tuple(compare(*pair.looks, load_same_names()).reasons())),
    )
    db.session.add(link)
    db.session.flush()
    return link
