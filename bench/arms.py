"""Arms that take turns in one run, so that a noisy minute hits them all alike."""

import gc
import time
from collections.abc import Callable, Mapping
from statistics import median


def in_turn(
    arms: Mapping[str, Callable[[], object]], rounds: int, warm: int = 5
) -> dict[str, list[float]]:
    """Processor seconds of each arm, turn and turn about, after a few rounds that do not count."""
    for _ in range(warm):
        for arm in arms.values():
            arm()
    seconds: dict[str, list[float]] = {name: [] for name in arms}
    for _ in range(rounds):
        for name, arm in arms.items():
            gc.collect()
            started = time.process_time()
            arm()
            seconds[name].append(time.process_time() - started)
    return seconds


def ratio(one: list[float], other: list[float]) -> float:
    """The ratio of the medians."""
    return round(median(one) / median(other), 3)
