"""`flask account`: make, list and stop accounts, and set new passwords."""

import uuid
from collections.abc import Callable
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from portal.cli_named import hub_named
from portal.commands import accounts as commands
from portal.commands import sign_ins
from portal.commands.base import Refused
from portal.models import Account
from portal.queries import accounts, hubs
from portal.rules.permissions import AT_AN_ORGANISATION
from portal.vocabulary import Role, label
from portal.web import utc_now

account_cli = AppGroup(
    "account", help="Accounts: create, list, stop, add or end a role, set a new password."
)
LONGEST = {"email": 254, "name": 200, "job_title": 200, "phone": 40}  # as they are stored
ROLES = click.Choice([role.value for role in Role])
_password = click.option(
    "--password",
    prompt=True,
    hide_input=True,
    confirmation_prompt=True,
    help="Asked for when not given, which keeps it out of the shell's history.",
)


@account_cli.command("create")
@click.option("--email", prompt="Email address")
@click.option("--name", prompt="Name")
@click.option("--hub", "slug", prompt="Hub (its short name)")
@click.option("--role", type=ROLES, prompt=True)
@click.option("--organisation", default="", help="Its name; for roles at an agency.")
@click.option("--job-title", default="")
@click.option("--phone", default="")
@click.option("--locale", type=click.Choice(["en", "cy"]), default="en", show_default=True)
@_password
def create(email: str, slug: str, role: str, organisation: str, **given: Any) -> None:
    """Make an account with one role at a hub."""
    if email.count("@") != 1 or not all(email.split("@")) or any(map(str.isspace, email.strip())):
        raise click.ClickException(f"{email!r} is not an email address.")
    given["name"] = " ".join(given["name"].split())
    for part, longest in LONGEST.items():
        if len(given.get(part, email)) > longest:
            raise click.ClickException(f"{part} must be {longest} characters or fewer.")
    if not given["name"]:
        raise click.ClickException("Give the name of the person.")
    hub = hub_named(slug)
    kind = Role(role)
    organisation_id = _organisation(hub, kind, organisation)
    try:
        commands.create_account(
            email=email,
            role=kind,
            hub_id=hub.id,
            organisation_id=organisation_id,
            at=utc_now(),
            **given,
        )
    except Refused as refused:
        raise click.ClickException(f"{refused.message}.") from None
    click.echo(
        f"{given['name']} can sign in as {label(kind).lower()} with {email.strip().lower()}."
    )


_role = click.option("--role", type=ROLES, required=True)
_where = click.option("--hub", "slug", required=True, help="Its short name.")
_at = click.option("--organisation", default="", help="Its name; for roles at an agency.")


@account_cli.command("add-role")
@click.argument("email")
@_where
@_role
@_at
def add_role(email: str, slug: str, role: str, organisation: str) -> None:
    """Give an account one more role; its holder chooses which one to act in."""
    _change_role(commands.add_role, email, slug, role, organisation)
    click.echo(f"The account can act as {label(Role(role)).lower()} too.")


@account_cli.command("end-role")
@click.argument("email")
@_where
@_role
@_at
def end_role(email: str, slug: str, role: str, organisation: str) -> None:
    """End one role of an account: whoever acts in it is signed out at once."""
    _change_role(commands.end_role, email, slug, role, organisation)
    click.echo(f"The account can no longer act as {label(Role(role)).lower()}.")


def _change_role(
    change: Callable[..., None], email: str, slug: str, role: str, organisation: str
) -> None:
    hub, kind = hub_named(slug), Role(role)
    organisation_id = _organisation(hub, kind, organisation)
    try:
        change(
            _account(email).id,
            role=kind,
            hub_id=hub.id,
            organisation_id=organisation_id,
            at=utc_now(),
        )
    except Refused as refused:
        raise click.ClickException(f"{refused.message}.") from None


@account_cli.command("list")
@click.option("--hub", "slug", default="", help="Only this hub's accounts.")
def list_accounts(slug: str) -> None:
    """Show every account: address, role, hub, organisation, and whether it is stopped."""
    after, page, shown = "", accounts.page_of_accounts(), 0
    if slug:
        hub_named(slug)
    while page:
        for row in page:
            after = row.email
            if slug in ("", row.slug):
                click.echo(_line(row))
                shown += 1
        page = accounts.page_of_accounts(after)
    if not shown:
        click.echo("No accounts yet: `account create` makes one.", err=True)


@account_cli.command("end-sign-ins")
@click.argument("email")
def end_sign_ins(email: str) -> None:
    """End every session of an account, on every device, at once."""
    sign_ins.end_everywhere(_account(email).id, at=utc_now())
    click.echo("Every sign-in of this account has ended.")


@account_cli.command("deactivate")
@click.argument("email")
def deactivate(email: str) -> None:
    """Stop an account: it admits nobody from the next request on, and its records stay."""
    commands.deactivate(_account(email).id, at=utc_now())
    click.echo("The account is stopped.")


@account_cli.command("set-password")
@click.argument("email")
@_password
def set_password(email: str, password: str) -> None:
    """Give an account a new password, and end its sign-ins."""
    account = _account(email)
    about = [account.email, account.name]
    try:
        commands.change_password(account.id, password, about=about, token=None, at=utc_now())
    except Refused as refused:
        raise click.ClickException(f"{refused.message}.") from None
    click.echo("The password is set. Every sign-in of this account has ended.")


def _organisation(hub: Any, role: Role, name: str) -> uuid.UUID | None:
    if role not in AT_AN_ORGANISATION:
        if name:
            raise click.ClickException(
                f"{label(role)} is a role at a hub: leave --organisation out."
            )
        return None
    every = hubs.organisations(hub.id)
    found = next((each for each in every if each.name.casefold() == name.strip().casefold()), None)
    if found is None:
        known = ", ".join(each.name for each in every) or "none yet"
        raise click.ClickException(
            f"{label(role)} is a role at an organisation: give its name with --organisation. "
            f"Organisations of {hub.slug}: {known}. `organisation set` makes one."
        )
    found_id: uuid.UUID = found.id
    return found_id


def _account(email: str) -> Account:
    account = accounts.by_email(email)
    if account is None:
        raise click.ClickException("There is no account with this email address.")
    return account


def _line(row: Any) -> str:
    where = f"{row.slug}, {row.organisation_name}" if row.organisation_name else row.slug
    marks = [
        "stopped" if not row.is_active else "",
        "" if row.has_role else "role ended",
        "demo" if row.is_demo else "",
        "cannot sign in here" if row.is_demo and not current_app.config["DEMO_ALLOWED"] else "",
    ]
    note = ", ".join(filter(None, marks))
    return f"{row.email}  {row.name}  {label(row.role)}  {where}" + (f"  ({note})" if note else "")
