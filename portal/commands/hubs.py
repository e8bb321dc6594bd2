"""Front doors set up and changed."""

import re
import uuid
from datetime import datetime
from typing import Any

from portal import audit
from portal.commands.base import command
from portal.extensions import db
from portal.frameworks.check_prompts import prompts_of
from portal.models import Hub, QueueVersion
from portal.queries.hubs import by_slug
from portal.rules import hub_settings
from portal.vocabulary import HubKind, Nation


@command
def set_up_hub(
    slug: str,
    *,
    name: dict[str, str],
    kind: HubKind,
    nation: Nation,
    phone: str,
    out_of_hours_phone: str,
    settings: dict[str, Any],
    at: datetime,
) -> uuid.UUID:
    """The hub with this slug as described, made if there is none; its contacts keep their targets.

    Raises KeyError or ValueError for settings that make no sense.
    """
    check(settings)
    _check_names(slug, name, phone, out_of_hours_phone)
    hub = by_slug(slug)
    if hub is None:
        hub = Hub(slug=slug, created_at=at)
        db.session.add(hub)
    hub.name, hub.kind, hub.nation = dict(name), kind, nation
    hub.phone, hub.out_of_hours_phone = phone, out_of_hours_phone
    hub.settings = settings
    db.session.flush()
    if db.session.get(QueueVersion, hub.id) is None:
        db.session.add(QueueVersion(hub_id=hub.id, version=0))
    audit.record(None, "set_up_hub", "hub", hub.id, at=at, hub_id=hub.id)
    return hub.id


@command
def change_setting(slug: str, name: str, value: Any, *, at: datetime) -> None:
    """One setting of a hub as told, or its default again where `value` is None.

    What was made before keeps the times it was given. Raises LookupError for a hub or a name that
    there is not, KeyError, TypeError or ValueError for a value that makes no sense.
    """
    hub = by_slug(slug)
    if hub is None:
        raise LookupError(f"There is no hub {slug}.")
    is_left_over = value is None and name in hub.settings  # of a version that still read it
    if name not in hub_settings.DEFAULTS and not is_left_over:
        raise LookupError(f"There is no setting {name}. `hub settings {slug}` lists them.")
    kept = {key: stored for key, stored in hub.settings.items() if key != name}
    settings = kept if value is None else {**kept, name: value}
    check(settings)
    hub.settings = settings
    audit.record(None, "change_setting", "hub", hub.id, at=at, why=name, hub_id=hub.id)


def check(settings: dict[str, Any]) -> None:
    """Raises KeyError, TypeError or ValueError for what is nonsense, or read by nothing."""
    if unknown := hub_settings.unknown(settings):
        raise ValueError(f"there is no setting {', '.join(unknown)}")
    hub_settings.check(settings)
    prompts_of(settings)


def _check_names(slug: str, name: dict[str, str], *phones: str) -> None:
    """A hub that people can tell apart, find and phone; raises ValueError for any other."""
    if not _SLUG.fullmatch(slug):
        raise ValueError(f"the short name {slug!r} needs small letters, digits and hyphens only")
    if not name.get("en", "").strip() or set(name) - LANGUAGES:
        raise ValueError("name needs en, and may have cy")
    if max(map(len, name.values())) > LONGEST_NAME:
        raise ValueError(f"name must be {LONGEST_NAME} characters or fewer")
    for phone in phones:
        if len(re.sub(r"\D", "", phone)) < FEWEST_DIGITS or len(phone) > LONGEST_PHONE:
            raise ValueError(f"{phone!r} is not a phone number that people can call")


LANGUAGES, LONGEST_NAME, LONGEST_PHONE, FEWEST_DIGITS = {"en", "cy"}, 200, 40, 3
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
