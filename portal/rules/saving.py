"""When two open windows saved different words: the one test for every page that saves itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.rules.typed import Page, whole


@dataclass(frozen=True)
class Saved:
    """One page as it is saved now; `tab` is "<window>.<turn>", the last to save it.

    A window counts its savings, so that one that arrives late never undoes a later one.
    """

    answers: Page
    version: int
    tab: str


def version_of(saved: Mapping[str, Saved]) -> int:
    """What an open window starts from: the sum over the pages it fills in; 0 when none is saved."""
    return sum(page.version for page in saved.values())


def is_conflict(
    saved: Mapping[str, Saved], typed: Mapping[str, Page], tab: str, base: int | None
) -> bool:
    """Whether saving would overwrite, unseen, what another window saved since `base`.

    Never when this window saved last (its reply may have been lost), when the words are the same,
    or when `base` is None.
    """
    is_current = base is None or base == version_of(saved)
    is_mine = all(_window(page.tab) == _window(tab) for page in saved.values())
    is_same = all(name in saved and saved[name].answers == page for name, page in typed.items())
    return not (is_current or is_mine or is_same)


def is_late(saved: Mapping[str, Saved], tab: str) -> bool:
    """Whether this window has saved a later turn already: what arrives now is older words."""
    return any(
        _window(page.tab) == _window(tab) and _turn(page.tab) > _turn(tab)
        for page in saved.values()
    )


def _window(tab: str) -> str:
    return tab.partition(".")[0]


def _turn(tab: str) -> int:
    return whole(tab.partition(".")[2]) or 0
