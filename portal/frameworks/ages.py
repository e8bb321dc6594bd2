"""The ages an indicator is listed for, as a framework file writes them."""

import re
from typing import Any

import yaml

from portal.frameworks.document import Document, Path
from portal.frameworks.schema import fault, record, translated, whole, yes_no

OLDEST_MONTHS = 26 * 12  # early help offers reach 25

_age_fields = record(
    {},
    {
        "from_months": whole(0, OLDEST_MONTHS),
        "to_months": whole(0, OLDEST_MONTHS),
        "unborn": yes_no(),
        "note": translated(),
    },
)


def age(document: Document, node: yaml.Node, path: Path) -> Any:
    """Ages as months, or in completed years with both ends included: all, unborn, 4-17, unborn-1.

    Gives from_months, to_months, unborn and note; both ends null is unborn babies only.
    """
    if isinstance(node, yaml.MappingNode):
        fields = _age_fields(document, node, path)
        if (fields.get("from_months") or 0) > fields.get("to_months", OLDEST_MONTHS):
            return fault(document, node, path, "ends before it begins")
        return {"from_months": None, "to_months": None, "unborn": False, "note": {}, **fields}
    found = re.fullmatch(
        r"(?P<all>all)|(?P<unborn>unborn)(-(?P<to>\d{1,2}))?|(?P<first>\d{1,2})-(?P<last>\d{1,2})",
        node.value if isinstance(node, yaml.ScalarNode) else "",
    )
    if not found or (found["first"] and int(found["first"]) > int(found["last"])):
        return fault(document, node, path, "must be all, unborn, or years such as 4-17 or unborn-1")
    return {**_ages_in_years(found), "note": {}}


def _ages_in_years(found: re.Match[str]) -> dict[str, Any]:
    last = found["to"] or found["last"]
    is_only_unborn = found["unborn"] is not None and last is None
    return {
        "from_months": None if is_only_unborn else int(found["first"] or 0) * 12,
        "to_months": int(last) * 12 + 11 if last else None,
        "unborn": found["first"] is None,
    }
