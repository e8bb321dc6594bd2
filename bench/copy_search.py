"""How much the search of a family copy finds, and how often it asks for nothing.

`python -m bench.copy_search [FAMILIES]` prints, for invented families whose copy holds what must
not be in it in each of many ways (`tests/copy_evasions.py`): how many of each are found, and how
many words of the demo's ordinary texts are asked about in vain.
"""

import json
import random
import sys
from collections import Counter

from portal.frameworks.same_names import load_same_names
from portal.rules.copy_scan import Hit, scan
from portal.rules.copy_watch import watched
from portal.rules.family_copy import family_copy, recipient_of
from portal.rules.help_facts import HelpFacts
from tests.copy_evasions import READER, evasions, family, ordinary

FAMILIES = 1000
TEXTS_EACH = 20  # ordinary texts that one family's copy holds


def hits(known: HelpFacts) -> tuple[Hit, ...]:
    """What is asked about in the reader's copy."""
    content, reader = family_copy(known, READER), recipient_of(known, READER)
    return scan(content, watched(known, content, reader), load_same_names())


def measure(families: int = FAMILIES) -> dict[str, object]:
    """Shares found, hits in vain for a thousand ordinary words, and precision over everything."""
    texts, found, tried = ordinary(), Counter[str](), Counter[str]()
    right = vain = words = 0
    examples = Counter[str]()
    for number in range(families):
        planted = list(evasions(number))
        chance = random.Random(number)  # noqa: S311 - which texts stand beside it
        beside = chance.sample(texts, TEXTS_EACH)
        said = [f"We heard of {each} last week." for _, each in planted]
        at_fault = {hit.place.id for hit in hits(family(number, *said, *beside))}
        for at, (way, _) in enumerate(planted):
            tried[way] += 1
            found[way] += str(at) in at_fault
        right += sum(str(at) in at_fault for at in range(len(said)))
        in_vain = [hit for hit in hits(family(number, *beside))]
        vain += len(in_vain)
        examples.update(hit.word for hit in in_vain)
        words += sum(len(each.split()) for each in beside)
    return {
        "families": families,
        "found": {way: round(found[way] / tried[way], 4) for way in tried},
        "found of all": round(right / sum(tried.values()), 4),
        "ordinary words": words,
        "asked in vain for a thousand words": round(1000 * vain / words, 3),
        "precision": round(right / (right + vain), 4),
        "most often in vain": dict(examples.most_common(20)),
    }


if __name__ == "__main__":
    told = measure(int(sys.argv[1]) if len(sys.argv) > 1 else FAMILIES)
    print(json.dumps(told, indent=1, ensure_ascii=False))
