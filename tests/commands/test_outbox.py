"""The outbox: nothing lost, nothing said about a family, retried, given up, brought back."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import create_engine, text

from portal.cli_worker import deliver, worker
from portal.commands import delivery
from portal.commands.base import command
from portal.commands.outbox import KINDS, queue_mail
from portal.commands.stepping_aside import keep_out
from portal.extensions import db
from portal.models import Membership, OutboxMessage
from portal.queries import outbox as queries
from portal.rules.delivery import LEASE, LONGEST_WAIT, TRIES, TRIES_REFUSED, next_try, wait_after
from portal.vocabulary import Role
from portal.web import utc_now
from tests.actors import actor_of
from tests.integrations.test_mail import Listener, listening
from tests.makers import NOON, Maker
from tests.needs import only_on_postgresql
from tests.page_client import CANARY
from tests.several_roles import other_role


@command
def queue(kind, contact, account_ids, at=NOON):
    queue_mail(kind, contact, account_ids, at)


@pytest.fixture
def contact(make: Maker):
    return make.consultation(child=f"{CANARY} Adderley", asker=make.account(name="A. Teacher"))


@pytest.fixture
def smtp(app, monkeypatch):
    listener = Listener()
    with listening(listener) as post:
        for name, value in {
            "MAIL_BACKEND": "smtp",
            "SMTP_PORT": post.port,
            "PUBLIC_URL": "https://portal.example",
        }.items():
            monkeypatch.setitem(app.config, name, value)
        yield listener


def states() -> list[tuple[str, int]]:
    db.session.rollback()
    return [(mail.state, mail.attempts) for mail in db.session.query(OutboxMessage)]


def test_each_account_gets_one_mail_and_none_gets_none(contact, make):
    adviser = make.account(Role.MASH_ADVISER)
    queue("reply", contact, [adviser.id, None, adviser.id])
    assert [mail.account_id for mail in db.session.query(OutboxMessage)] == [adviser.id]


def test_an_unknown_kind_is_refused_before_anything_is_written(contact):
    with pytest.raises(ValueError, match="no mail of the kind"):
        queue("gossip", contact, [contact.account_id])
    assert states() == []


def test_mail_is_kept_only_with_what_caused_it(contact):
    @command
    def broken():
        queue_mail("advice", contact, [contact.account_id], NOON)
        db.session.flush()
        raise RuntimeError("after the mail was queued")

    with pytest.raises(RuntimeError):
        broken()
    assert states() == []


def test_worker_delivers_every_kind_and_no_letter_says_anything_of_a_family(contact, smtp):
    for kind in KINDS:
        queue(kind, contact, [contact.account_id])
    assert deliver() == (len(KINDS), 0)
    assert {state for state, _ in states()} == {"sent"}
    for envelope in smtp.taken:
        words = envelope.content.decode()
        assert contact.reference in words and "https://portal.example/sign-in" in words
        for secret in (CANARY, "Adderley", "hungry", str(contact.id), contact.asker_name):
            assert secret not in words


def test_a_mail_is_delivered_once_however_often_the_worker_looks(contact, smtp):
    queue("advice", contact, [contact.account_id])
    assert deliver() == (1, 0)
    assert deliver() == (0, 0)
    assert len(smtp.taken) == 1


def test_a_failure_is_tried_again_later_and_arrives(contact, smtp):
    queue("advice", contact, [contact.account_id])
    smtp.answer = "451 later"
    assert deliver() == (0, 1)
    assert states() == [("waiting", 1)]
    mail = db.session.query(OutboxMessage).one()
    assert mail.last_error == "SMTP 451"
    assert mail.next_try_at > utc_now()
    smtp.answer = "250 OK"
    assert delivery.claim(at=utc_now()) == ()
    assert len(delivery.claim(at=utc_now() + timedelta(minutes=2))) == 1


def test_a_lasting_refusal_becomes_a_dead_letter_a_person_can_see_and_retry(contact, smtp, app):
    queue("advice", contact, [contact.account_id])
    smtp.recipient_answer = "550 nobody here"
    for _ in range(TRIES_REFUSED):
        _let_time_pass()
        deliver()
    assert states() == [("dead", TRIES_REFUSED)]
    shown = app.test_cli_runner().invoke(worker, ["--dead"])
    assert contact.reference in shown.output and "SMTP 550" in shown.output
    assert "1 dead letters." in shown.output and "@" not in shown.output
    smtp.recipient_answer = "250 OK"
    again = app.test_cli_runner().invoke(worker, ["--retry-dead"])
    assert "1 dead letters will be tried again." in again.output
    once = app.test_cli_runner().invoke(worker, ["--once"])
    assert once.output == "1 sent, 0 to be tried again or given up.\n"
    assert len(smtp.taken) == 1


def _let_time_pass() -> None:
    db.session.query(OutboxMessage).update({"next_try_at": utc_now()})
    db.session.commit()


def test_a_worker_killed_after_sending_may_send_again_but_loses_nothing(contact, smtp):
    queue("advice", contact, [contact.account_id])
    now = utc_now()
    assert len(delivery.claim(at=now)) == 1  # and then the worker is gone
    assert delivery.claim(at=now + timedelta(seconds=1)) == ()
    assert len(delivery.claim(at=now + LEASE)) == 1


def test_a_mail_that_kills_its_worker_is_given_up_in_the_end(contact):
    queue("advice", contact, [contact.account_id])
    now = utc_now()
    for turn in range(TRIES + 1):
        delivery.claim(at=now + turn * LEASE)
    assert states() == [("dead", TRIES)]


def test_two_workers_share_the_mail_and_send_none_twice(contact, make):
    for _ in range(30):
        queue("advice", contact, [contact.account_id])
    now = utc_now()
    first, second = (delivery.claim(at=now) for _ in range(2))
    assert (len(first), len(second)) == (20, 10)
    assert not {mail.id for mail in first} & {mail.id for mail in second}


def test_a_slow_mail_system_gives_nobody_elses_worker_the_rest_of_a_batch(contact, monkeypatch):
    tried = []
    for _ in range(3):
        queue("advice", contact, [contact.account_id])
    with time_machine.travel(utc_now(), tick=False) as clock:

        def send_slowly(_post, mail) -> bool:
            clock.shift(LEASE * 0.6)
            tried.append(mail.id)
            assert delivery.claim(at=utc_now()) == ()  # what another worker would find now
            delivery.sent(mail.id, at=utc_now())
            return True

        monkeypatch.setattr("portal.cli_worker._deliver_one", send_slowly)
        assert deliver() == (3, 0)
    assert len(set(tried)) == 3
    assert states() == [("sent", 1)] * 3


def test_a_mail_of_the_next_release_holds_no_other_mail_up(contact, smtp):
    queue("advice", contact, [contact.account_id])
    queue("reply", contact, [contact.account_id])
    db.session.query(OutboxMessage).filter_by(kind="advice").update({"kind": "of_tomorrow"})
    db.session.commit()
    assert deliver() == (1, 1)
    assert sorted(states()) == [("sent", 1), ("waiting", 1)]


def test_on_postgresql_a_locked_mail_is_passed_over_not_waited_for(contact, app):
    only_on_postgresql(db.engine.dialect.name, "SQLite has one writer: its workers take turns")
    for _ in range(2):
        queue("advice", contact, [contact.account_id])
    other = create_engine(db.engine.url)
    with other.connect() as connection, connection.begin():
        held = connection.execute(
            text("SELECT id FROM outbox_messages ORDER BY id LIMIT 1 FOR UPDATE")
        ).scalar_one()
        (taken,) = delivery.claim(at=utc_now())
        assert taken.id != uuid.UUID(str(held))
    other.dispose()


def test_no_mail_leaves_for_who_may_not_have_it_any_more(contact, make, smtp):
    closed = make.account(Role.MASH_ADVISER, is_active=False)
    ended, elsewhere, knowing = (make.account(Role.MASH_ADVISER) for _ in range(3))
    db.session.query(Membership).filter_by(account_id=ended.id).one().is_active = False
    db.session.query(Membership).filter_by(account_id=elsewhere.id).one().is_active = False
    other_role(elsewhere, Role.MASH_ADVISER, make.other_hub)
    queue("reply", contact, [closed.id, ended.id, elsewhere.id, knowing.id])
    _step_aside(contact, knowing)  # between the event and the mail
    assert deliver() == (0, 4)
    assert states() == [("dead", 1)] * 4
    assert smtp.taken == []


@command
def _step_aside(contact, account):
    keep_out(contact.hub_id, [contact], account.id, NOON, by=actor_of(account))


def test_letters_are_in_the_readers_language(contact, make, smtp):
    reader = make.account(Role.MASH_ADVISER, locale="cy")
    queue("reply", contact, [reader.id])
    deliver()
    assert "Content-Language: cy" in smtp.taken[0].content.decode()


def test_waits_double_to_six_hours_and_outlast_three_days():
    waits = [wait_after(tries) for tries in range(1, TRIES)]
    assert waits[:4] == [timedelta(minutes=m) for m in (1, 2, 4, 8)]
    assert max(waits) == LONGEST_WAIT
    assert sum(waits, timedelta()) > timedelta(hours=72)
    assert next_try(TRIES, False, NOON) is None
    assert next_try(TRIES_REFUSED, True, NOON) is None
    assert next_try(1, True, NOON) == NOON + timedelta(minutes=1)


def test_dead_letters_are_listed_without_addresses(contact):
    queue("advice", contact, [contact.account_id])
    mail = db.session.query(OutboxMessage).one()
    delivery.give_up(mail.id, reason="its reader may not have it any more")
    (row,) = queries.dead()
    assert "email" not in row._fields
