"""When a sign-in ends: 15 idle minutes, ten hours in all, or when someone ends it (security 3)."""

from datetime import datetime, timedelta
from enum import StrEnum


class SignInState(StrEnum):
    """Whether a sign-in still admits its holder."""

    LIVE = "live"
    IDLE = "idle"
    TOO_OLD = "too_old"
    ENDED = "ended"


TOUCH_EVERY = timedelta(seconds=30)


def state(
    started_at: datetime,
    last_used_at: datetime,
    ended_at: datetime | None,
    now: datetime,
    *,
    idle: timedelta,
    absolute: timedelta,
) -> SignInState:
    """The state at `now`; an ended sign-in stays ended whatever the clock says."""
    if ended_at is not None:
        return SignInState.ENDED
    if now - started_at >= absolute:
        return SignInState.TOO_OLD
    if now - last_used_at >= idle:
        return SignInState.IDLE
    return SignInState.LIVE


def time_left(
    started_at: datetime,
    last_used_at: datetime,
    now: datetime,
    *,
    idle: timedelta,
    absolute: timedelta,
) -> timedelta:
    """How long the sign-in lives on if it is not used again."""
    return min(last_used_at + idle, started_at + absolute) - now


def needs_touch(last_used_at: datetime, now: datetime) -> bool:
    """Whether the last use is old enough to be worth a write."""
    return now - last_used_at >= TOUCH_EVERY
