"""`flask account`: made, listed, stopped and given new passwords by whoever runs the service."""

import pytest
from click.testing import Result
from flask import Flask

from portal.extensions import db
from portal.models import Account, AuditEvent, Membership, SignIn
from portal.vocabulary import Role
from tests.makers import PASSWORD, Maker
from tests.page_client import PageClient

NEW = "wicker-otter-thimble"


def run(app: Flask, *words: str, typed: str = "") -> Result:
    """The command as it is typed; the database is read afresh afterwards."""
    result = app.test_cli_runner().invoke(args=["account", *words], input=typed)
    db.session.rollback()
    return result


def create(app: Flask, **changes: str) -> Result:
    given = {
        "email": "New.Teacher@Example.org",
        "name": "Rosalind Pike",
        "hub": "wessenshire",
        "role": "referring_professional",
        "organisation": "alder lane primary school",
        "password": NEW,
        **changes,
    }
    return run(app, "create", *(f"--{name}={value}" for name, value in given.items() if value))


def test_an_account_is_made_and_signs_in(app: Flask, make: Maker) -> None:
    assert make.school.name
    result = create(app)
    assert result.exit_code == 0, result.output
    assert NEW not in result.output
    client = PageClient(app)
    assert client.sign_in("new.teacher@example.org", NEW).status_code == 303
    assert "Alder Lane Primary School" in client.get("/sign-ins").text
    assert db.session.query(AuditEvent).filter_by(action="create_account").count() == 1


def test_what_is_not_given_is_asked_for(app: Flask, make: Maker) -> None:
    assert make.hub.slug
    typed = f"new@example.org\nSam Okoro\nwessenshire\nmash_adviser\n{NEW}\n{NEW}\n"
    result = run(app, "create", typed=typed)
    assert result.exit_code == 0, result.output
    membership = db.session.query(Membership).one()
    assert (membership.role, membership.organisation_id) == (Role.MASH_ADVISER, None)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"email": "nobody"}, "is not an email address"),
        ({"email": "a b@example.org"}, "is not an email address"),
        ({"hub": "nowhere"}, "There is no hub 'nowhere'. Hubs: wessenshire."),
        ({"organisation": "Beck Side"}, "Organisations of wessenshire: Alder Lane"),
        ({"organisation": ""}, "give its name with --organisation"),
        ({"role": "mash_adviser"}, "leave --organisation out"),
        ({"role": "king"}, "is not one of"),
        ({"password": "short"}, "at least 12 characters"),
        ({"password": "Safeguarding2026!"}, "Others could guess this password"),
        ({"password": "RosalindPike2026"}, "Others could guess this password"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    app: Flask, make: Maker, changes: dict[str, str], says: str
) -> None:
    assert make.school.name
    result = create(app, **changes)
    assert result.exit_code != 0
    assert says in result.output
    assert "Traceback" not in result.output
    assert db.session.query(Account).count() == 0


def test_an_address_is_used_once(app: Flask, make: Maker) -> None:
    assert make.school.name
    create(app)
    again = create(app, email="NEW.teacher@example.org", name="Somebody Else")
    assert again.exit_code != 0
    assert "exists already" in again.output


def test_accounts_are_listed_with_role_place_and_whether_they_are_stopped(
    app: Flask, make: Maker
) -> None:
    teacher, adviser = make.account(), make.account(Role.MASH_ADVISER, hub=make.other_hub)
    run(app, "deactivate", adviser.email)
    lines = run(app, "list").output.splitlines()
    assert len(lines) == 2
    of = {line.split()[0]: line for line in lines}
    assert "wessenshire, Alder Lane Primary School" in of[teacher.email]
    assert "stopped" not in of[teacher.email]
    assert "MASH adviser  dyffryn-arian  (stopped)" in of[adviser.email]
    assert len(run(app, "list", "--hub", "dyffryn-arian").output.splitlines()) == 1


def test_a_role_is_added_and_ended_and_whoever_acts_in_it_is_out(app: Flask, make: Maker) -> None:
    adviser = make.account(Role.MASH_ADVISER)
    at_school = (
        "--hub=wessenshire",
        "--role=lead_practitioner",
        f"--organisation={make.school.name}",
    )
    as_adviser = ("--hub=wessenshire", "--role=mash_adviser")
    assert run(app, "add-role", adviser.email, *at_school).exit_code == 0
    again = run(app, "add-role", adviser.email, *at_school)
    assert "Error: This account has this role already." in again.output
    client = PageClient(app)
    client.sign_in(adviser.email)
    assert run(app, "end-role", adviser.email, *as_adviser).exit_code == 0
    assert {row.ended_why for row in db.session.query(SignIn)} <= {"role_ended", None}
    assert (
        "This account does not have this role."
        in run(app, "end-role", adviser.email, *as_adviser).output
    )
    lines = run(app, "list").output.splitlines()
    assert ["role ended" in line for line in lines] == [False, True]
    client = PageClient(app)
    client.sign_in(adviser.email)
    assert make.school.name in client.get("/sign-ins").text
    assert run(app, "add-role", adviser.email, *as_adviser).exit_code == 0
    assert db.session.query(Membership).count() == 2
    actions = {event.action for event in db.session.query(AuditEvent)}
    assert {"add_role", "end_role"} <= actions


def test_more_than_one_page_of_accounts_is_listed_whole(app: Flask, make: Maker) -> None:
    for _ in range(53):
        make.account()
    lines = run(app, "list").output.splitlines()
    assert len(lines) == len(set(lines)) == 53


def test_ending_sign_ins_ends_them_all_at_once(app: Flask, make: Maker) -> None:
    teacher = make.account()
    devices = [PageClient(app) for _ in range(2)]
    for device in devices:
        device.sign_in(teacher.email)
    assert run(app, "end-sign-ins", teacher.email.upper()).exit_code == 0
    assert all(device.get("/sign-ins").status_code == 303 for device in devices)
    assert {row.ended_why for row in db.session.query(SignIn)} == {"ended_everywhere"}


def test_a_stopped_account_is_out_and_stays_out(app: Flask, make: Maker) -> None:
    teacher = make.account()
    client = PageClient(app)
    client.sign_in(teacher.email)
    assert run(app, "deactivate", teacher.email).exit_code == 0
    assert client.get("/sign-ins").status_code == 303
    assert PageClient(app).sign_in(teacher.email).status_code == 422


def test_a_forgotten_password_is_replaced_and_old_sign_ins_end(app: Flask, make: Maker) -> None:
    teacher = make.account()
    client = PageClient(app)
    client.sign_in(teacher.email)
    result = run(app, "set-password", teacher.email, typed=f"{NEW}\n{NEW}\n")
    assert result.exit_code == 0, result.output
    assert client.get("/sign-ins").status_code == 303
    assert PageClient(app).sign_in(teacher.email, PASSWORD).status_code == 422
    assert PageClient(app).sign_in(teacher.email, NEW).status_code == 303


@pytest.mark.parametrize("command", ["deactivate", "end-sign-ins"])
def test_an_unknown_address_is_said(app: Flask, command: str) -> None:
    result = run(app, command, "nobody@example.org")
    assert result.exit_code == 1
    assert "no account with this email address" in result.output
