"""The same thing missing for several people, asked in one line instead of one line each."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.rules.missing import Task


@dataclass(frozen=True)
class Gathered:
    """One question and the tasks that ask it, in the order they were found."""

    tasks: tuple[Task, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Those of the people it is missing for who have a name."""
        return tuple(task.name for task in self.tasks if task.name)

    @property
    def is_for_each(self) -> bool:
        """Whether it is missing for more than one, and so is asked of each."""
        return len(self.tasks) > 1 and bool(self.tasks[0].each)


def gathered(tasks: Iterable[Task]) -> tuple[Gathered, ...]:
    """Each question once, where it first stood: thirty children are thirty names, not 120 lines.

    A sentence that names nobody is said once, however often it was found.
    """
    found: dict[str, list[Task]] = {}
    for task in tasks:
        found.setdefault(task.each or task.text, []).append(task)
    return tuple(Gathered(tuple(same)) for same in found.values())
