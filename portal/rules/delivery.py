"""When a mail is tried again, and when it is given up and shown to a person instead."""

from datetime import datetime, timedelta

LEASE = timedelta(minutes=5)  # a worker that dies while sending leaves the mail to others after it
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
TRIES = 24  # about four days: longer than a mail system is ever down over a long weekend
TRIES_REFUSED = 3  # the other side said no for good; a person has to look


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many failed tries: 1, 2, 4 ... minutes, six hours at most."""
    doublings = min(max(attempts, 1) - 1, 16)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def next_try(attempts: int, is_permanent: bool, at: datetime) -> datetime | None:
    """The instant of the next try after a failure; None when the mail becomes a dead letter."""
    if attempts >= (TRIES_REFUSED if is_permanent else TRIES):
        return None
    return at + wait_after(attempts)
