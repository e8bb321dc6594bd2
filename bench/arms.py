"""Arms that take turns in one run, so that a noisy minute hits them all alike."""

import gc
import time
from collections.abc import Callable, Mapping
from contextvars import copy_context
from statistics import median

from flask import Flask, g

from portal.rules.permissions import Actor

Arm = Callable[[], object]


def in_turn(
    arms: Mapping[str, Arm],
    rounds: int,
    *,
    clock: Callable[[], float] = time.process_time,
) -> dict[str, list[float]]:
    """Processor seconds of each arm, turn and turn about, after five rounds that do not count.

    With another `clock`, seconds of that: a server's work is not in this process's own time.
    """
    for _ in range(min(rounds, 5)):
        for arm in arms.values():
            arm()
    seconds: dict[str, list[float]] = {name: [] for name in arms}
    gc.collect()
    gc.freeze()  # what is there now; else looking through it takes longer than the arms
    for _ in range(rounds):
        for name, arm in arms.items():
            gc.collect()
            started = clock()
            arm()
            seconds[name].append(clock() - started)
    gc.unfreeze()
    return seconds


def ratio(one: list[float], other: list[float]) -> float:
    """The ratio of the medians."""
    return round(median(one) / median(other), 3)


def inside(app: Flask, address: str, reader: Actor) -> Callable[[Arm], Arm]:
    """What lets an arm run in a request to the application that has begun, its reader signed in.

    The arms that are requests themselves stay outside: Flask lets a request within another share
    its sign-in, form token and language, and they would be measured without those.
    """
    context = copy_context()

    def begin() -> None:
        app.test_request_context(address).push()
        g._login_user = reader

    context.run(begin)
    return lambda arm: lambda: context.run(arm)
