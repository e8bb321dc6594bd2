"""The guide for framework authors shows nothing that the check would refuse."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from portal.frameworks.checker import check
from portal.frameworks.loader import packaged_text
from portal.frameworks.shape import CONSENT, CONSULT, STATUSES
from portal.rules.threshold_rules import BANDS
from portal.vocabulary import Urgency

GUIDE = (Path(__file__).parents[2] / "docs" / "writing-a-threshold-framework.md").read_text("utf-8")
EXAMPLES = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", GUIDE, re.S)]
KEYS = ("id", "rank", "code", "title")


def key_of(entry: dict[str, Any]) -> Any:
    return next(entry[key] for key in KEYS if key in entry)


def put(content: dict[str, Any], example: dict[str, Any]) -> None:
    """Write the example's parts into the content, as an author who follows the guide would."""
    for name, part in example.items():
        if isinstance(part, dict):
            content[name].update(part)
        else:
            shown = {key_of(entry): entry for entry in part}
            kept = [shown.pop(key_of(entry), entry) for entry in content[name]]
            content[name] = kept + list(shown.values())


def test_a_framework_with_every_example_of_the_guide_in_it_may_be_published():
    content = yaml.safe_load(packaged_text("default-gb"))
    for example in EXAMPLES:
        put(content, example)
    wales_only = next(i for i in content["indicators"] if i["id"] == "BND-21")
    del wales_only["jurisdiction"]  # the guide's county is in England
    content["worked_cases"] = [c for c in content["worked_cases"] if "nation" not in c["case"]]
    findings = check(yaml.safe_dump(content, sort_keys=False, allow_unicode=True))
    assert [str(finding) for finding in findings] == []


def test_the_examples_show_each_part_an_author_writes():
    shown = {name for example in EXAMPLES for name in example}
    assert shown == {
        *("framework", "levels", "sections", "indicators", "rules", "pathways"),
        *("legal_notes", "worked_cases"),
    }


@pytest.mark.parametrize("word", [*BANDS, *CONSENT, *CONSULT, *STATUSES, *Urgency])
def test_the_guide_names_every_word_an_author_may_choose(word):
    assert re.search(rf"\b{word}\b", GUIDE)
