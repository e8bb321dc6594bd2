"""When two open windows saved different words: the one test for every page that saves itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from portal.rules.typed import Page, whole

MOST_IN_FIELD, MOST_ON_PAGE = 20_000, 60_000  # characters: some eight and twenty-five pages of A4


class TooLong(Exception):
    """More words than a page may hold: nobody could read them, and a PDF of them takes minutes."""


def refuse_too_long(typed: Mapping[str, Page]) -> None:
    """Raise `TooLong` for a field, or a whole page, that is longer than anybody would read."""
    for page in typed.values():
        texts = [each for value in page.values() for each in _texts(value)]
        if any(len(text) > MOST_IN_FIELD for text in texts) or sum(map(len, texts)) > MOST_ON_PAGE:
            raise TooLong


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, Mapping) else value
    return (
        [text for each in inside for text in _texts(each)] if isinstance(inside, Iterable) else []
    )


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
