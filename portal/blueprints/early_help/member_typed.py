"""What is recorded of a family, as it would be typed, to be put right."""

from typing import Any

from portal.rules.typed import date_typed


def member_again(row: Any) -> dict[str, Any]:
    """A member of the family as typed; a secret address is never put into a form again."""
    is_hidden = row.is_address_secret
    years = "" if row.age_months_from is None else str(row.age_months_from // 12)
    return {
        "version": str(row.version),
        "kind": row.kind.value,
        "name": row.name,
        "part": row.part.value,
        "years": years,
        "lives_in_home": row.lives_in_home.value if row.lives_in_home else None,
        "language": row.language,
        "school": row.school,
        "phone": "" if is_hidden else row.phone,
        "address": "" if is_hidden else row.address,
        "is_address_secret": ["yes"] if row.is_address_secret else [],
        "is_at_risk": ["yes"] if row.is_at_risk else [],
        **date_typed("born", row.born_on),
        **date_typed("due", row.due_on),
    }


def line_again(row: Any) -> dict[str, Any]:
    """A line as typed."""
    return {
        "version": str(row.version),
        "kind": row.kind.value,
        "text": row.text,
        "about_id": str(row.about_id or ""),
        "said_by": row.said_by.value if row.said_by else None,
        "readers": list(row.readers),
    }
