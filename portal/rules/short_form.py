"""The three-minute form: the same record, so that it can be sent as it is or continued in full."""

import uuid
from typing import Any

from portal.rules.adult_only import is_adult_only
from portal.rules.consultation import read
from portal.rules.typed import Pages, text_of
from portal.vocabulary import PersonKind

# The person and the statement that the short form writes about; one of each, in one contact.
PART = uuid.UUID("5f0b1d1e-0000-4000-8000-000000000001")
# A child of whom nothing is known, and what the worry does to an adult, where each has its own.
BESIDE = uuid.UUID("5f0b1d1e-0000-4000-8000-000000000002")


def child_id(pages: Pages) -> uuid.UUID:
    """Whom the short form is about: the first child named so far, else its own."""
    children = read(pages).children
    return children[0].id if children else PART


def in_full(pages: Pages, *, needs_child: bool = False) -> dict[str, dict[str, Any]]:
    """The pages as the full form would hold them; nothing already there is written over.

    What happened becomes a statement, the impact the first child's daily life, and a child whose
    name is not known stands in where nobody was named. Where only adults are on record no child
    is made up, unless it `needs_child`: a referral is always about one.
    """
    found = {name: dict(page) for name, page in pages.items() if name != "short"}
    short, told = pages.get("short", {}), read(pages)
    is_adult = is_adult_only(told) and not needs_child
    if told.children:  # whoever said that there is none has added one since
        found.get("household", {}).pop("has_child", None)
    key = told.children[0].id if told.children else _free(pages)
    if not told.children and not is_adult:
        found[f"person:{key}"] = {**found.get(f"person:{key}", {}), "kind": PersonKind.CHILD.value}
    impact = (f"statement:{BESIDE}", "what") if is_adult else (f"daily-life:{key}", "daily_life")
    for page, name, words in (
        (f"statement:{PART}", "what", text_of(short, "what_happened")),
        (*impact, text_of(short, "impact")),
        ("tried", "tried", text_of(short, "tried")),
    ):
        if words and not text_of(found.get(page, {}), name):
            found[page] = {**found.get(page, {}), name: words}
    return found


def _free(pages: Pages) -> uuid.UUID:
    """Where a child can stand in: never in the place of an adult, or of one taken away."""
    own = pages.get(f"person:{PART}", {})
    is_taken = own.get("kind") == PersonKind.ADULT or own.get("removed")
    return BESIDE if is_taken else PART
