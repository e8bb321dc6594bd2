"""Arms that take turns in one run, so that a noisy minute hits them all alike."""

import gc
import time
from collections.abc import Callable, Mapping
from statistics import median


def in_turn(
    arms: Mapping[str, Callable[[], object]],
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
