"""How words are marked for translation, and found under their own kind."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum


def N_(text: str) -> str:
    """Mark a message for translation without translating it yet."""
    return text


class Labels(Mapping[StrEnum, str]):
    """The English label of each word.

    Words of two kinds may be written alike ("other", "no"), and are then equal as text: a plain
    dictionary would mix up their labels.
    """

    def __init__(self, pairs: Iterable[tuple[StrEnum, str]]) -> None:
        self._texts = {(type(word), str(word)): (word, text) for word, text in pairs}

    def __getitem__(self, word: StrEnum) -> str:
        return self._texts[(type(word), str(word))][1]

    def __iter__(self) -> Iterator[StrEnum]:
        return (word for word, _ in self._texts.values())

    def __len__(self) -> int:
        return len(self._texts)
