"""The three-minute form: the same record, so that it can be sent as it is or continued in full."""

import uuid
from typing import Any

from portal.rules.consultation import read
from portal.rules.typed import Pages, text_of

# The child and the statement that the short form writes about; one of each, in one contact.
PART = uuid.UUID("5f0b1d1e-0000-4000-8000-000000000001")


def child_id(pages: Pages) -> uuid.UUID:
    """The child the short form is about: the first one named so far, else its own."""
    children = read(pages).children
    return children[0].id if children else PART


def in_full(pages: Pages) -> dict[str, dict[str, Any]]:
    """The pages as the full form would hold them; nothing already there is written over.

    What happened becomes a statement, the impact the first child's daily life, and a child whose
    name is not known stands in where nobody was named.
    """
    found = {name: dict(page) for name, page in pages.items() if name != "short"}
    short = pages.get("short", {})
    key = child_id(pages)
    if not read(pages).children:
        found[f"person:{key}"] = {**found.get(f"person:{key}", {}), "kind": "child"}
        found[f"person:{key}"].pop("removed", None)
    for page, name, words in (
        (f"statement:{PART}", "what", text_of(short, "what_happened")),
        (f"daily-life:{key}", "daily_life", text_of(short, "impact")),
        ("tried", "tried", text_of(short, "tried")),
    ):
        if words and not text_of(found.get(page, {}), name):
            found[page] = {**found.get(page, {}), name: words}
    return found
