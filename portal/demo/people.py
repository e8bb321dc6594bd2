"""The demo's hubs, organisations and accounts, made as a deployer would make them."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from portal.commands.accounts import add_role, create_account
from portal.commands.base import command
from portal.commands.duties import go_on_duty
from portal.commands.frameworks import publish_framework
from portal.demo import PASSWORD
from portal.demo.frameworks import local_framework
from portal.extensions import db
from portal.models import Authority, Hub, Organisation, QueueVersion, hub_authorities
from portal.passwords import hash_password
from portal.rules.permissions import Actor
from portal.vocabulary import Agency, HubKind, Nation, Role

HUBS = Path(__file__).parent / "hubs.yaml"


def content() -> dict[str, Any]:
    """What hubs.yaml says."""
    loaded: dict[str, Any] = yaml.safe_load(HUBS.read_text())
    return loaded


def make_everyone(at: datetime) -> dict[str, uuid.UUID]:
    """Hubs with published frameworks, organisations and accounts; account ids by key."""
    told = content()
    hubs = {hub["slug"]: _hub(hub, at) for hub in told["hubs"]}
    for slug, hub_id in hubs.items():
        publish_framework(hub_id, local_framework(slug), published_by="Demo", at=at)
    organisations = {
        each["key"]: _organisation(each, hubs[each["hub"]]) for each in told["organisations"]
    }
    shared = hash_password(PASSWORD)  # slow on purpose, so once for all
    made = {
        each["key"]: create_account(
            email=each["email"],
            name=each["name"],
            password=PASSWORD,
            password_hash=shared,
            role=Role(each["role"]),
            hub_id=hubs[each["hub"]],
            organisation_id=organisations.get(each["organisation"]),
            at=at,
            job_title=each["job_title"],
            phone=each["phone"],
            locale=each.get("locale", "en"),
            is_demo=True,
        ).id
        for each in told["accounts"]
    }
    for each in told["other_roles"]:
        add_role(
            made[each["account"]],
            role=Role(each["role"]),
            hub_id=hubs[each["hub"]],
            organisation_id=organisations.get(each["organisation"]),
            at=at,
        )
    return made


def go_on_duty_now(actors: Mapping[str, Actor], now: datetime) -> None:
    """Those of whom hubs.yaml says so are on duty, for as long as it says."""
    for each in content()["accounts"]:
        if duty := each.get("on_duty"):
            since = now - timedelta(minutes=duty["for_minutes"])
            is_deputy = duty.get("is_deputy", False)
            go_on_duty(by=actors[each["key"]], is_deputy=is_deputy, at=since)


@command
def _hub(told: dict[str, Any], at: datetime) -> uuid.UUID:
    hub = Hub(
        slug=told["slug"],
        name=told["name"],
        kind=HubKind(told["kind"]),
        nation=Nation(told["nation"]),
        phone=told["phone"],
        out_of_hours_phone=told["out_of_hours_phone"],
        settings=told["settings"],
        created_at=at,
    )
    councils = [Authority(name=name) for name in told["authorities"]]
    db.session.add_all([hub, *councils])
    db.session.flush()
    db.session.add(QueueVersion(hub_id=hub.id, version=0))
    db.session.execute(
        hub_authorities.insert(),
        [{"hub_id": hub.id, "authority_id": council.id} for council in councils],
    )
    return hub.id


@command
def _organisation(told: dict[str, Any], hub_id: uuid.UUID) -> uuid.UUID:
    organisation = Organisation(
        hub_id=hub_id,
        name=told["name"],
        agency=Agency(told["agency"]),
        source_code=told["source_code"],
    )
    db.session.add(organisation)
    db.session.flush()
    return organisation.id
