"""Loading the demo at other hours, in bulk, and where it must not be."""

from datetime import UTC, datetime

from sqlalchemy import select

from config import Production
from portal import create_app
from portal.demo import PASSWORD
from portal.demo.bulk import fill
from portal.demo.load import load
from portal.extensions import db
from portal.models import (
    Advice,
    Contact,
    ContactEvent,
    ContactPerson,
    Guidance,
    Hub,
    NextStep,
    PersonKey,
    PersonName,
    Statement,
)
from portal.rules.reference import normalise
from portal.vocabulary import ContactStatus
from tests.demo.looking import STATUSES, count, states_of_queue, tally
from tests.makers import NOON
from tests.page_client import PageClient

AFTER_EASTER = datetime(2027, 3, 30, 7, 5, tzinfo=UTC)  # the first morning after four closed days


def test_the_morning_after_easter_has_the_same_sixty(app):
    assert sum(load(AFTER_EASTER)) == 64
    assert tally(Contact.status) == STATUSES
    states = states_of_queue(AFTER_EASTER)
    assert states["overdue"] >= 2
    assert states["due_soon"] >= 2
    assert count(Advice, Advice.version == 2) == 1


def test_more_than_those_told_of_are_made_whole(app):
    runner = app.test_cli_runner()
    answer = runner.invoke(args=["demo", "load", "--contacts", "0"])
    assert answer.exit_code == 0, answer.output
    hub = db.session.scalars(select(Hub).where(Hub.slug == "wessenshire")).one()
    assert sum(fill(hub.id, 300, now=NOON, open_share=0.1)) == 300
    assert sum(fill(hub.id, 50, now=NOON)) == 50
    closed = 270 + 50
    assert tally(Contact.status) == {ContactStatus.SUBMITTED: 30, ContactStatus.CLOSED: closed}
    for model in (ContactPerson, Statement, Guidance):
        assert count(model) == 350
    assert count(PersonName) == 700
    assert len(tally(PersonKey.person_id)) == 350  # everybody can be found again
    assert count(Advice) == count(NextStep) == closed
    assert count(ContactEvent) == 350 + 3 * closed
    references = db.session.scalars(select(Contact.reference)).all()
    assert len(set(references)) == 350
    assert all(normalise(reference) == reference for reference in references)
    assert len(tally(Contact.urgency)) >= 3


def test_a_bulk_contact_opens_like_any_other(app):
    assert sum(load(NOON, contacts=0)) == 0
    hub = db.session.scalars(select(Hub).where(Hub.slug == "wessenshire")).one()
    assert sum(fill(hub.id, 20, now=NOON, open_share=0.5)) == 20
    adviser = PageClient(app)
    adviser.sign_in("adviser@demo.example", PASSWORD)
    for contact in db.session.scalars(select(Contact)).all():
        assert contact.reference in adviser.get(f"/contacts/{contact.id}").text
    assert adviser.get("/queue").status_code == 200


def test_production_settings_refuse_the_demo(tmp_path):
    app = create_app(
        Production(),
        SECRET_KEY="x" * 40,
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path / 'real.sqlite3'}",
        TRUSTED_HOSTS=["portal.example"],
    )
    for command in ("load", "accounts"):
        with app.app_context():
            answer = app.test_cli_runner().invoke(args=["demo", command])
        assert answer.exit_code == 1
        assert answer.output == "Error: The demo is never loaded under production settings.\n"
