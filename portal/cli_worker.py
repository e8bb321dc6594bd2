"""`flask worker`: runs the timers, delivers queued mail, shows what could not be delivered."""

import signal
import threading
from typing import Any, NamedTuple

import click
import structlog
from flask import current_app
from flask.cli import with_appcontext

from portal.commands import (
    checks,
    delivery,
    disagreement_reminders,
    disagreements,
    help_reminders,
    next_steps,
)
from portal.extensions import db
from portal.integrations.bank_holidays import running_out
from portal.integrations.letters import Letter, letter
from portal.integrations.mail import MailFailed, Post, post_for
from portal.queries.outbox import dead
from portal.rules.delivery import LEASE
from portal.web import uk_time, utc_now

log = structlog.get_logger()


@click.command("worker")
@click.option("--once", is_flag=True, help="Run the timers and deliver what waits once.")
@click.option("--dead", "show_dead", is_flag=True, help="Show mails that could not be delivered.")
@click.option("--retry-dead", is_flag=True, help="Put dead letters back in the queue.")
@click.option("--every", default=5.0, show_default=True, help="Seconds to wait between looks.")
@with_appcontext
def worker(once: bool, show_dead: bool, retry_dead: bool, every: float) -> None:
    """Run the timers and deliver queued mail until stopped."""
    if show_dead:
        show_dead_letters()
    elif retry_dead:
        click.echo(f"{delivery.retry_dead(at=utc_now())} dead letters will be tried again.")
    elif once:
        run_timers()
        count, failures = deliver()
        click.echo(f"{count} sent, {failures} to be tried again or given up.")
    else:
        _work(every)


def show_dead_letters() -> None:
    """Print the dead letters: no addresses, so the output may go anywhere."""
    rows = dead()
    for row in rows:
        click.echo(
            f"{row.created_at:%Y-%m-%d %H:%M} UTC  {row.reference or '-':14}  {row.kind:18}  "
            f"{row.attempts:2} tries  {row.last_error}"
        )
    click.echo(f"{len(rows)} dead letters." if rows else "No dead letters.")


class TimersRun(NamedTuple):
    """What the timers did at one look."""

    reminded: int = 0  # agency checks whose agencies were written to
    gone_up: int = 0  # disagreements nobody answered in time
    left: int = 0  # disagreements answered and left, whose parties were written to
    asked: int = 0  # owners of next steps due
    told: int = 0  # lead practitioners reminded of what is due in early help


def run_timers() -> TimersRun:
    """Agencies and leads are reminded, disagreements go up or are recalled, owners are asked."""
    now, reminded, gone_up, left, asked, told = utc_now(), 0, 0, 0, 0, 0
    today = uk_time(now).date()
    while count := checks.remind(at=now):
        reminded += count
    while count := disagreements.go_up_when_out_of_time(at=now):
        gone_up += count
    while count := disagreement_reminders.remind_of_what_is_left(today=today, at=now):
        left += count
    while count := next_steps.ask_about_steps(today=today, at=now):
        asked += count
    while count := help_reminders.ask_who_came_of_age(today=today, at=now):
        told += count
    while count := help_reminders.remind_leads(today=today, at=now):
        told += count
    return TimersRun(reminded, gone_up, left, asked, told)


def deliver() -> tuple[int, int]:
    """Deliver every mail whose turn it is: how many left, how many did not.

    A mail system may take its time over each. What is left when half of the lease is gone is put
    back first: after the lease another worker would send it too.
    """
    count = failures = 0
    while batch := delivery.claim(at=(claimed_at := utc_now())):
        with post_for(current_app.config) as post:
            for position, mail in enumerate(batch):
                if utc_now() - claimed_at > LEASE / 2:
                    delivery.put_back([each.id for each in batch[position:]], at=utc_now())
                    break
                is_sent = _deliver_one(post, mail)
                count += is_sent
                failures += not is_sent
    return count, failures


def _deliver_one(post: Post, mail: Any) -> bool:
    if not mail.is_active:
        delivery.give_up(mail.id, reason="its reader may not have it any more")
        return False
    try:
        post.send(_worded(mail))
    except MailFailed as failure:
        delivery.failed(
            mail.id,
            attempts=mail.attempts,
            reason=failure.reason,
            is_permanent=failure.is_permanent,
            at=utc_now(),
        )
        return False
    delivery.sent(mail.id, at=utc_now())
    return True


def _worded(mail: Any) -> Letter:
    """Its letter; raises `MailFailed` where this release has no words for one of the next."""
    try:
        return letter(
            id=mail.id,
            kind=mail.kind,
            signs_in=mail.signs_in,
            to=mail.email,
            reference=mail.reference or "",
            lang=mail.locale,
            address=f"{current_app.config['PUBLIC_URL']}/sign-in",
            at=mail.created_at,
        )
    except LookupError:
        raise MailFailed("no words for it in this release") from None


def _work(every: float) -> None:
    """Look, deliver, rest; a database that is away for a while is waited for."""
    stopped = threading.Event()
    for wanted in (signal.SIGTERM, signal.SIGINT):
        signal.signal(wanted, lambda *_: stopped.set())
    log.info("worker_started", backend=current_app.config["MAIL_BACKEND"])
    if until := running_out(uk_time(utc_now()).date()):
        log.warning("bank_holidays_running_out", known_until=str(until))
    while not stopped.is_set():
        for work in (_tell_of_timers, _tell_of_mail):
            try:
                work()
            except Exception as error:  # what is not foreseen in one stops the other for nobody
                log.error("worker_failed", kind=type(error).__name__)
            finally:
                db.session.remove()
        stopped.wait(every)
    log.info("worker_stopped")


def _tell_of_timers() -> None:
    done = run_timers()
    if any(done):
        log.info("worker_timers", **done._asdict())


def _tell_of_mail() -> None:
    count, failures = deliver()
    if count or failures:
        log.info("worker_delivered", sent=count, failed=failures)
