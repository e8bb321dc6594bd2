"""Who stepped aside from a family does not meet it again under another reference."""

from portal.commands import queue, stepping_aside
from portal.commands.base import command
from portal.extensions import db
from portal.models import Account, Contact, QueueVersion
from portal.queries import contacts
from portal.vocabulary import Answer, ContactStatus, LinkDecision, Role
from tests.actors import actor_of
from tests.commands.test_matching import Pair, pair
from tests.makers import NOON, Maker

C, U = LinkDecision.CONFIRMED, LinkDecision.UNDONE

__all__ = ["pair"]  # two contacts about the same child


def test_who_knows_the_family_of_one_is_kept_out_of_the_other_while_they_are_the_same(
    pair: Pair, make: Maker
) -> None:
    colleague = make.account(Role.MASH_ADVISER)
    queue.take_up(
        make.consultation(ContactStatus.SUBMITTED).id,  # another family, which is not touched
        adviser=actor_of(colleague),
        knows_family=Answer.YES,
        at=NOON,
    )
    keep_out_by_own_word(pair.before, colleague)
    pair.now.adviser_id = colleague.id  # had it before anybody saw who it is about
    db.session.commit()
    version = db.session.query(QueueVersion.version).scalar()
    pair.decide(C)
    db.session.expire_all()
    assert contacts.contact(actor_of(colleague), pair.now.id) is None
    assert (pair.now.status, pair.now.adviser_id) == (ContactStatus.SUBMITTED, None)
    assert db.session.query(QueueVersion.version).scalar() > version
    assert contacts.contact(pair.adviser, pair.now.id) is not None
    pair.decide(U, by=pair.second)
    assert contacts.contact(actor_of(colleague), pair.now.id) is not None
    assert contacts.contact(actor_of(colleague), pair.before.id) is None  # that they said


def test_who_steps_aside_after_the_match_is_kept_out_of_both_but_never_of_their_own_words(
    pair: Pair, make: Maker
) -> None:
    pair.decide(C)
    colleague, writer = (
        make.account(Role.MASH_ADVISER),
        db.session.get(Account, pair.now.account_id),
    )
    for each in (colleague, writer):
        keep_out_by_own_word(pair.before, each)
    kept_out = contacts.who_know_the_family(pair.now, [colleague.id, writer.id])
    assert kept_out == {colleague.id}


@command
def keep_out_by_own_word(contact: Contact, account: Account) -> None:
    by = actor_of(account)
    stepping_aside.keep_out(contact.hub_id, [contact], account.id, NOON, by=by)
