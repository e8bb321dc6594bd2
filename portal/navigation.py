"""The pages every role starts from, in the order of the service navigation."""

from collections.abc import Collection
from typing import Any

from flask import url_for
from flask_babel import gettext

from portal.rules.permissions import ADVISING, ASKING
from portal.vocabulary import N_, Role

_EVERYONE = frozenset(Role)
_CONTRIBUTING = frozenset({Role.AGENCY_CONTRIBUTOR})
NAVIGATION: list[tuple[str, str, str, Collection[Role]]] = [
    ("home", "accounts.home", N_("Home"), _EVERYONE),
    ("queue", "queue.show", N_("Queue"), ADVISING),
    ("early_help", "early_help.mine", N_("Early help"), ASKING),
    ("early_help", "early_help.listed", N_("Early help"), ADVISING),
    ("checks", "checks.listed", N_("Questions"), _CONTRIBUTING),
    ("duty", "checks.board", N_("On duty"), ADVISING | _CONTRIBUTING),
    ("sharing", "sharing.register", N_("Sharing"), ADVISING | ASKING),
    ("sign_ins", "accounts.sign_ins", N_("Your account"), _EVERYONE),
]


def navigation(role: str, section: str) -> list[dict[str, Any]]:
    """The service navigation for a role, the present section marked."""
    return [
        {"text": gettext(text), "href": url_for(endpoint), "current": name == section}
        for name, endpoint, text, roles in NAVIGATION
        if role in roles
    ]
