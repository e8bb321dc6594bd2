"""Two names compared word by word: the same, another form, the same sound, or nearly spelt so."""

from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from portal.rules.matching_reasons import Kind, Reason
from portal.rules.person_names import Name, SameNames, read_names, sound

ALIKE = 0.87  # Jaro-Winkler; from here on two words are nearly spelt alike
ALIKE_TO_THE_EAR = 0.45  # words that sound alike are spelt alike at least so much,
SHORT_SOUND = 0.7  # and so much where what is heard is a single letter
ONE_SLIP_APART = 0.7  # below, two words are more than one slip apart
SHORTEST_SLIP = 4  # letters; in a shorter word one other letter makes another name


class Grade(IntEnum):
    """How two words go together, the best last."""

    INITIAL = 1
    NEARLY = 2
    FORM = 3
    SOUND = 4
    SAME = 5


WORTH = {
    Grade.INITIAL: 0.4,
    Grade.NEARLY: 0.75,
    Grade.FORM: 0.85,
    Grade.SOUND: 0.85,
    Grade.SAME: 1.0,
}
KINDS = {
    Grade.INITIAL: Kind.INITIAL,
    Grade.NEARLY: Kind.NEARLY,
    Grade.FORM: Kind.FORM,
    Grade.SOUND: Kind.SOUND,
}
FOR_A_NAME, FOR_ANOTHER = 10, 3  # points: for the two best words, and for each further one
FIRST_DIFFERS, LAST_DIFFERS = -6, -3  # people change their surname more often than their first


class Pair(NamedTuple):
    """Two words that go together, and the places at which they stand in their names."""

    grade: Grade
    at_one: int
    at_other: int


class NamesCompared(NamedTuple):
    """How two names go together; `points` only put one match before another."""

    points: float
    pairs: tuple[Pair, ...]
    one: Name
    other: Name
    is_joined: bool  # the same letters, written in one word here and in two there
    first_differ: bool  # both have a first name, and neither goes with anything
    last_differ: bool  # both have a surname, and neither goes with anything

    @property
    def is_same(self) -> bool:
        """Every word of both is the same, whatever the order."""
        is_whole = len(self.pairs) == len(self.one.words) == len(self.other.words)
        return self.is_joined or (is_whole and all(pair.grade is Grade.SAME for pair in self.pairs))

    @property
    def is_turned_round(self) -> bool:
        """First name and surname stand the other way round."""
        return any(pair.at_one == 0 < pair.at_other for pair in self.pairs) and any(
            pair.at_other == 0 < pair.at_one for pair in self.pairs
        )

    def reasons(self) -> Iterator[Reason]:
        """What they share, and what tells them apart, in words."""
        if self.is_same:
            yield Reason(Kind.NAME_ROUND if self.is_turned_round else Kind.SAME_NAME)
        else:
            yield from map(self._of_pair, self.pairs)
            if self.is_turned_round:
                yield Reason(Kind.NAME_ROUND)
        if self.first_differ:
            yield Reason(Kind.FIRST_DIFFER, (self.one.words[0].shown, self.other.words[0].shown))
        if self.last_differ:
            yield Reason(Kind.LAST_DIFFER, (self.one.words[-1].shown, self.other.words[-1].shown))

    def _of_pair(self, pair: Pair) -> Reason:
        one, other = self.one.words[pair.at_one], self.other.words[pair.at_other]
        if pair.grade is Grade.SAME:
            return Reason(Kind.SAME_WORD, (other.shown,))
        return Reason(KINDS[pair.grade], (one.shown, other.shown))


def compare_names(one: str, other: str, same: SameNames) -> NamesCompared | None:
    """The best of every name of the one with every name of the other; None without a name."""
    best: NamesCompared | None = None
    for name in read_names(one):
        for another in read_names(other):
            found = compared(name, another, same)
            if best is None or found.points > best.points:
                best = found
    return best


def compared(one: Name, other: Name, same: SameNames) -> NamesCompared:
    """One name with another."""
    if len(one.words) != len(other.words) and "".join(one.folded) == "".join(other.folded):
        return NamesCompared(2 * FOR_A_NAME, (), one, other, True, False, False)
    pairs = _together(one.folded, other.folded, same)
    if not pairs:
        is_told = len(one.words) > 1 and len(other.words) > 1
        points = float(FIRST_DIFFERS + LAST_DIFFERS) if is_told else 0.0
        return NamesCompared(points, pairs, one, other, False, is_told, is_told)
    worth = sorted([WORTH[pair.grade] for pair in pairs], reverse=True)
    points = FOR_A_NAME * sum(worth[:2]) + FOR_ANOTHER * sum(worth[2:])
    first_differ = last_differ = False
    if len(one.words) > 1 and len(other.words) > 1 and len(pairs) < 2:
        ends = len(one.words) - 1, len(other.words) - 1
        first_differ = not any(pair.at_one == 0 or pair.at_other == 0 for pair in pairs)
        last_differ = not any(pair.at_one == ends[0] or pair.at_other == ends[1] for pair in pairs)
        points += FIRST_DIFFERS * first_differ + LAST_DIFFERS * last_differ
    return NamesCompared(points, pairs, one, other, False, first_differ, last_differ)


def _together(one: tuple[str, ...], other: tuple[str, ...], same: SameNames) -> tuple[Pair, ...]:
    """The words that go together, the best first, each used once."""
    graded = [
        Pair(grade, at_one, at_other)
        for at_one, word in enumerate(one)
        for at_other, another in enumerate(other)
        if (grade := grade_of(word, another, same)) is not None
    ]
    if len(graded) < 2:
        return tuple(graded)
    graded.sort(key=_best_first)
    found: list[Pair] = []
    for pair in graded:
        if not any(pair.at_one == each.at_one or pair.at_other == each.at_other for each in found):
            found.append(pair)
    return tuple(found)


def _best_first(pair: Pair) -> tuple[int, int]:
    return -pair.grade, abs(pair.at_one - pair.at_other)


@lru_cache(maxsize=262_144)
def grade_of(one: str, other: str, same: SameNames) -> Grade | None:
    """How two folded words go together; None when they do not."""
    if one == other:
        return Grade.SAME
    if len(one) == 1 or len(other) == 1:
        return Grade.INITIAL if one[:1] == other[:1] else None
    alike = JaroWinkler.similarity(one, other)
    heard = sound(one)
    if heard == sound(other) and alike >= (ALIKE_TO_THE_EAR if len(heard) > 1 else SHORT_SOUND):
        return Grade.SOUND
    if same.share(one, other):
        return Grade.FORM
    is_slip = (
        alike >= ONE_SLIP_APART
        and min(len(one), len(other)) >= SHORTEST_SLIP
        and DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1
    )
    return Grade.NEARLY if is_slip or alike >= ALIKE else None
