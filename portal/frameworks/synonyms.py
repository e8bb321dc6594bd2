"""Reads the everyday words that help people find indicators."""

from functools import cache
from pathlib import Path

import yaml

from portal.rules.indicator_search import Synonyms

SYNONYMS = Path(__file__).with_name("synonyms.yaml")
LANGUAGES = ("en", "cy")


@cache
def load_synonyms(path: Path = SYNONYMS) -> Synonyms:
    """The synonyms in every language, read once a process.

    Raises OSError when the file cannot be read and ValueError when it has another shape.
    """
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        phrases = tuple(
            (str(text), tuple(targets))
            for language in LANGUAGES
            for text, targets in content.get(language, {}).items()
        )
        return Synonyms(
            same_words=dict(content.get("same_words", {})),
            phrases=phrases,
            small_words=frozenset(content.get("small_words", ())),
        )
    except (AttributeError, TypeError, ValueError) as error:
        raise ValueError(f"{path.name} is not a file of synonyms: {error}") from error
