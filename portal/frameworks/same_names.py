"""Reads which names are forms of one name."""

from collections import defaultdict
from functools import cache
from pathlib import Path

import yaml

from portal.rules.folding import fold
from portal.rules.person_names import MainName, SameNames

SAME_NAMES = Path(__file__).with_name("same_names.yaml")
PARTS = ("first_names", "family_names")


@cache
def load_same_names(path: Path = SAME_NAMES) -> SameNames:
    """The forms of names, read once a process.

    Raises OSError when the file cannot be read and ValueError when it has another shape.
    """
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    main: dict[str, set[MainName]] = defaultdict(set)
    try:
        for part in PARTS:
            for name, forms in content[part].items():
                for form in (name, *forms):
                    main[fold(str(form))].add(MainName(fold(str(name)), part))
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"{path.name} is not a file of names: {error}") from error
    return SameNames({word: frozenset(names) for word, names in main.items()})
