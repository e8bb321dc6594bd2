"""What each kind of agency is asked to look for, so that no answer leaves out what it could say.

Prompts are data with their words in `en` and `cy`: some come with the portal, a hub has its own
over them. They are prompts to a reader of records, never a form to fill.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.rules.saying import marked
from portal.vocabulary import Agency

Words = Mapping[str, str]  # a prompt by language
PARTS = ("words", "agencies", "otherwise", "everyone")


@dataclass(frozen=True)
class CheckPrompts:
    """The prompts of one hub: their words by code, and which codes each kind of agency is asked."""

    words: Mapping[str, Words] = field(default_factory=dict)
    agencies: Mapping[Agency, tuple[str, ...]] = field(default_factory=dict)
    otherwise: tuple[str, ...] = ()  # for a kind of agency that is not named
    everyone: tuple[str, ...] = ()  # after their own

    def put_to(self, agency: Agency) -> list[dict[str, str]]:
        """The words of what this kind of agency is asked, its own before what everyone is asked."""
        codes = (*self.agencies.get(agency, self.otherwise), *self.everyone)
        return [dict(self.words[code]) for code in dict.fromkeys(codes)]

    def in_words(self, prompts: Iterable[str | Words], language: str) -> Iterator[str]:
        """The words a check was put with; one that was kept as a code says what it says here.

        English that stands in for missing Welsh says so.
        """
        for each in prompts:
            found = self.words.get(each, {}) if isinstance(each, str) else each
            if told := marked(found, language):
                yield told


def read(stored: Mapping[str, Any], base: CheckPrompts | None = None) -> CheckPrompts:
    """Stored prompts over others; a list that is given replaces the one for the same agencies.

    Raises ValueError, naming the part, for an unknown part or agency, for words without English,
    and for a code without words.
    """
    base = base or CheckPrompts()
    if unknown := sorted(set(stored) - set(PARTS)):
        raise ValueError(f"check_prompts has no part {unknown[0]!r}, only {', '.join(PARTS)}")
    found = CheckPrompts(
        words={**base.words, **_words(stored.get("words", {}))},
        agencies={
            **base.agencies,
            **{Agency(name): _codes(codes) for name, codes in stored.get("agencies", {}).items()},
        },
        otherwise=_codes(stored.get("otherwise", base.otherwise)),
        everyone=_codes(stored.get("everyone", base.everyone)),
    )
    for code in (*found.otherwise, *found.everyone, *sum(found.agencies.values(), ())):
        if code not in found.words:
            raise ValueError(f"check_prompts: there are no words for {code!r}")
    return found


def _codes(given: Any) -> tuple[str, ...]:
    if isinstance(given, str):
        raise ValueError(f"check_prompts: {given!r} must be a list of codes")
    return tuple(str(code) for code in given)


def _words(given: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    for code, words in given.items():
        if not isinstance(words, Mapping) or not str(words.get("en", "")).strip():
            raise ValueError(f"check_prompts: the words of {code!r} need at least en")
    return {code: {lang: str(said) for lang, said in told.items()} for code, told in given.items()}
