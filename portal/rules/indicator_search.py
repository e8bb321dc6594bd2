"""Finds indicators by the everyday words a worried professional types."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from portal.rules.folding import fold
from portal.rules.threshold_model import Framework, Indicator
from portal.vocabulary import Band

ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
VOWELS = "aeiouwy"
SHORTEST_STEM = 3
SHORTEST_PREFIX = 2
SHORTEST_MISSPELT = 4
MOST_WORDS = 20  # different ones, of what was typed; the rest is passed over

FIRST_TARGET, LAST_TARGET = 9, 4  # points of the first and of a late target of a synonym
GROUP_TARGET = 2  # points of each indicator when a synonym names a section or a tag
TEXT_WORD, TITLE_WORD = 3, 1
UNFINISHED, MISSPELT = 1, 1  # points lost by reading a word so,
WHOLE_AND_UNFINISHED = 3  # and by taking for unfinished what is a whole word already
COMMON = 20  # a word that points to more indicators than this says little beside another

Points = Mapping[int, int]
"""Points by the indicator's place in the framework."""


@dataclass(frozen=True, eq=False)
class Synonyms:
    """Everyday phrases with what they point to: indicator ids, section codes or tags, best first.

    `same_words` are single words to be read as another word wherever they stand; `small_words`
    say nothing about what is looked for and are passed over.
    """

    same_words: Mapping[str, str]
    phrases: tuple[tuple[str, tuple[str, ...]], ...]
    small_words: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Phrase:
    """The stems that must all be typed, in any order, and the points they bring."""

    stems: frozenset[str]
    points: Points


class Reader:
    """Turns text into the stems that are compared."""

    def __init__(self, synonyms: Synonyms) -> None:
        self._small = synonyms.small_words
        self._same = {stem(word): stem(other) for word, other in synonyms.same_words.items()}

    def words(self, text: str) -> list[str]:
        """The folded words of the text that say something."""
        return [word for word in folded(text) if word not in self._small]

    def stem(self, word: str) -> str:
        """The stem of a folded word, or of the word it is to be read as."""
        known = stem(word)
        return self._same.get(known, known)

    def stems(self, text: str) -> list[str]:
        """The stems of the words that say something."""
        return [self.stem(word) for word in self.words(text)]


@dataclass(frozen=True, eq=False)
class SearchIndex:
    """Everything a search needs of one framework, worked out once."""

    ids: tuple[str, ...]  # in the framework's order
    strengths: frozenset[int]  # places of statements that a need is met
    reader: Reader
    words: Mapping[str, Points]  # by stem
    phrases: tuple[Phrase, ...]
    forms: tuple[tuple[str, str], ...]  # each whole word with its stem, in order
    known: frozenset[str]  # every stem
    near: Mapping[str, frozenset[str]]  # stems by what is left of a word without one letter


def folded(text: str) -> list[str]:
    """The words of a text without capitals, accents, apostrophes and punctuation."""
    joined = re.sub(r"(?<=\w)['\u2019&.](?=\w)", "", text)  # won't, B&B, e.g.
    return re.findall(r"[a-z0-9]+", fold(joined))


def stem(word: str) -> str:
    """The word without its plural or verb ending; not a real stem, but the same both sides."""
    for ending, instead in ENDINGS:
        kept = len(word) - len(ending)
        is_long_enough = kept + len(instead) >= SHORTEST_STEM
        if word.endswith(ending) and is_long_enough and not word.endswith("ss"):
            word = word[:kept] + instead
            break
    if len(word) > SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in VOWELS:
        word = word[:-1]
    if len(word) > SHORTEST_STEM and word.endswith("e"):
        word = word[:-1]
    return word


def build_index(framework: Framework, synonyms: Synonyms) -> SearchIndex:
    """The index of a framework; a synonym for an indicator it does not have is left out."""
    reader = Reader(synonyms)
    words = _text_words(framework, reader)
    phrases = tuple(_phrases(framework, synonyms, reader))
    forms = {form: reader.stem(form) for form in _forms(framework, synonyms, reader)}
    known = frozenset(words).union(*(phrase.stems for phrase in phrases))
    strengths = (
        place
        for place, indicator in enumerate(framework.indicators)
        if indicator.band == Band.UNIVERSAL
    )
    return SearchIndex(
        ids=tuple(indicator.id for indicator in framework.indicators),
        strengths=frozenset(strengths),
        reader=reader,
        words=words,
        phrases=phrases,
        forms=tuple(sorted(forms.items())),
        known=known,
        near=_near(forms),
    )


@lru_cache(maxsize=32)
def index_of(framework: Framework, synonyms: Synonyms) -> SearchIndex:
    """The index of this very framework and these very synonyms, built once a process."""
    return build_index(framework, synonyms)


def search(index: SearchIndex, words: str) -> list[str]:
    """Ids of the indicators the words point to, best match first, then in framework order.

    Most words matched comes first; among those, worries come before strengths. The last word may
    be unfinished, and a word that is not known is read as the known words nearest to it.
    """
    typed = list(dict.fromkeys(index.reader.words(words)))[:MOST_WORDS]
    last = len(typed) - 1
    read = [_readings(index, word, is_last=token == last) for token, word in enumerate(typed)]
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for token, place, worth in (*_word_matches(index, read), *_phrase_matches(index, read)):
        found[place][token] = max(found[place].get(token, 0), worth)

    def best_first(place: int) -> tuple[int, bool, int, int]:
        by_token = found[place]
        return -len(by_token), place in index.strengths, -sum(by_token.values()), place

    return [index.ids[place] for place in sorted(_telling(found), key=best_first)]


def _telling(found: Mapping[int, Mapping[int, int]]) -> Iterator[int]:
    """The places found; those a common word happens to stand in only when there are no others."""
    often = Counter(token for by_token in found.values() for token in by_token)
    common = {token for token, places in often.items() if places > COMMON}
    if common == often.keys():
        common = set()
    for place, by_token in found.items():
        if by_token.keys() - common or max(by_token.values()) >= LAST_TARGET:
            yield place


Readings = Mapping[str, int]
"""The stems one typed word may stand for, each with the points lost by reading it so."""

Match = tuple[int, int, int]
"""The place of a typed word, the place of an indicator it points to, and its points."""


def _readings(index: SearchIndex, word: str, *, is_last: bool) -> Readings:
    exact = index.reader.stem(word)
    is_known = exact in index.known
    completed = set(_completed(index, word)) if is_last and len(word) >= SHORTEST_PREFIX else set()
    if completed or is_known or len(word) < SHORTEST_MISSPELT:
        lost = WHOLE_AND_UNFINISHED if is_known else UNFINISHED
        return dict.fromkeys(completed, lost) | {exact: 0}
    near = set().union(*(index.near.get(cut, ()) for cut in _one_letter_less(word)))
    return dict.fromkeys(near, MISSPELT)


def _completed(index: SearchIndex, start: str) -> Iterator[str]:
    for form, known in index.forms[bisect_left(index.forms, (start, "")) :]:
        if not form.startswith(start):
            return
        yield known


def _word_matches(index: SearchIndex, read: Sequence[Readings]) -> Iterator[Match]:
    for token, readings in enumerate(read):
        best: dict[int, int] = {}
        for known, lost in readings.items():
            for place, worth in index.words.get(known, {}).items():
                best[place] = max(best.get(place, 0), worth - lost)
        yield from ((token, place, worth) for place, worth in best.items())


def _phrase_matches(index: SearchIndex, read: Sequence[Readings]) -> Iterator[Match]:
    """A phrase of which every word was typed; each of those words counts in full."""
    lost: dict[str, int] = {}
    for readings in read:
        for known, loss in readings.items():
            lost[known] = min(loss, lost.get(known, loss))
    for phrase in index.phrases:
        if phrase.stems <= lost.keys():
            dearest = max(lost[known] for known in phrase.stems)
            tokens = [t for t, readings in enumerate(read) if phrase.stems & readings.keys()]
            for place, worth in phrase.points.items():
                yield from ((token, place, worth - dearest) for token in tokens)


def _text_words(framework: Framework, reader: Reader) -> dict[str, dict[int, int]]:
    words: dict[str, dict[int, int]] = defaultdict(dict)
    for place, indicator in enumerate(framework.indicators):
        title = framework.section[indicator.section].title
        for texts, worth in ((title, TITLE_WORD), (indicator.text, TEXT_WORD)):
            for text in texts.values():
                for known in reader.stems(text):
                    words[known][place] = worth
    return dict(words)


def _phrases(framework: Framework, synonyms: Synonyms, reader: Reader) -> Iterator[Phrase]:
    for text, targets in synonyms.phrases:
        stems = frozenset(reader.stems(text))
        points = _target_points(framework, targets)
        if stems and points:
            yield Phrase(stems, points)


def _target_points(framework: Framework, targets: Iterable[str]) -> dict[int, int]:
    points: dict[int, int] = {}
    for rank, target in enumerate(targets):
        for place, indicator in enumerate(framework.indicators):
            if indicator.id == target:
                points[place] = max(FIRST_TARGET - rank, LAST_TARGET)
            elif _is_in_group(indicator, target):
                points.setdefault(place, GROUP_TARGET)
    return points


def _is_in_group(indicator: Indicator, target: str) -> bool:
    return indicator.section == target or target in indicator.tags


def _forms(framework: Framework, synonyms: Synonyms, reader: Reader) -> set[str]:
    """Every whole word that a search may be halfway through."""
    texts = [text for text, _ in synonyms.phrases] + list(synonyms.same_words)
    for indicator in framework.indicators:
        texts += indicator.text.values()
    for section in framework.sections:
        texts += section.title.values()
    return {word for text in texts for word in reader.words(text)}


def _near(forms: Mapping[str, str]) -> dict[str, frozenset[str]]:
    near: dict[str, set[str]] = defaultdict(set)
    for form, known in forms.items():
        if len(form) >= SHORTEST_MISSPELT:
            for cut in _one_letter_less(form):
                near[cut].add(known)
    return {cut: frozenset(stems) for cut, stems in near.items()}


def _one_letter_less(word: str) -> set[str]:
    """The word itself and what is left of it without one letter other than the first.

    Two words that share one of these differ by a letter added, lost, changed or swapped.
    """
    return {word} | {word[:place] + word[place + 1 :] for place in range(1, len(word))}
