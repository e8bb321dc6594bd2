"""The demo hubs' own threshold documents: the starter content under local names."""

from functools import cache
from typing import Any

import yaml

from portal.frameworks.loader import DEFAULT, packaged_text

LOCAL: dict[str, dict[str, Any]] = {
    "wessenshire": {
        "id": "wessenshire",
        "version": "2.2.0",
        "title": {
            "en": "The Wessenshire spectrum of support",
            "cy": "Sbectrwm cymorth Wessenshire",
        },
        "names": [
            {"en": "Universal", "cy": "Cyffredinol"},
            {"en": "Early help", "cy": "Cymorth cynnar"},
            {"en": "Intensive / Family Help", "cy": "Cymorth dwys neu Gymorth i Deuluoedd"},
            {"en": "Protection", "cy": "Amddiffyn"},
        ],
    },
    "dyffryn-arian": {
        "id": "dyffryn-arian",
        "required": ["en", "cy"],  # a hub in Wales publishes nothing without its Welsh
        "version": "1.4.0",
        "title": {
            "en": "Right help, right time in Dyffryn Arian",
            "cy": "Yr help iawn ar yr amser iawn yn Nyffryn Arian",
        },
        "names": [
            {"en": "Help for everyone", "cy": "Cymorth i bawb"},
            {"en": "A little more help", "cy": "Ychydig mwy o gymorth"},
            {"en": "Joined-up help", "cy": "Cymorth cydgysylltiedig"},
            {"en": "Safeguarding", "cy": "Diogelu"},
        ],
    },
}


@cache
def local_framework(hub: str) -> str:
    """The YAML a demo hub publishes: the starter framework copied, with its own level names.

    Only the top of the file, its name and its levels, is read and written anew: the rest is long.
    """
    local = LOCAL[hub]
    top, rest = packaged_text(DEFAULT).split("\ndomains:", 1)
    content = yaml.load(top, yaml.CSafeLoader)
    head = content["framework"]
    based_on = {"id": head["id"], "version": head["version"]}
    head.update(id=local["id"], version=local["version"], based_on=based_on)
    head["source_document"]["title"] = local["title"]
    head["languages"]["required"] = local.get("required", ["en"])
    for level, name in zip(content["levels"], local["names"], strict=True):
        level["name"] = name
    dumped = yaml.dump(
        content, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=100
    )
    return f"{dumped}\ndomains:{rest}"
