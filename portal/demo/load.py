"""Loads the demo: hubs, people, the worked cases and the smaller contacts around them."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from portal.commands.base import Refused
from portal.demo.bulk import fill
from portal.demo.cases import read_cases
from portal.demo.family_stories import read_families
from portal.demo.helped import Actors
from portal.demo.helping import play_family
from portal.demo.people import content, go_on_duty_now, make_everyone
from portal.demo.small import small_cases
from portal.demo.story import play
from portal.extensions import db
from portal.models import Account, Hub
from portal.queries.actors import acting
from portal.web import uk_time

OLDEST = timedelta(days=200)


def is_empty() -> bool:
    """Whether no hub has been set up yet."""
    return db.session.query(Hub.id).first() is None


def load(now: datetime, contacts: int = 61) -> Iterator[int]:
    """Make everything; yields how many contacts each step added. The same every time on one day.

    The first sixty-one are told in YAML and played through the real commands, one of them carried
    over into a referral. With all of them come the families in early help, whose stories add two
    contacts. More are written straight into the tables, four of five of them in the first hub.
    Raises `Refused` when there is already a hub: a demo never mixes with real work.
    """
    if not is_empty():
        raise Refused("The database already has a hub. Use `make demo` for a fresh demo database.")
    actors = {key: acting(account_id) for key, account_id in make_everyone(now - OLDEST).items()}
    today = uk_time(now).date()
    cases = [*read_cases(today, now), *small_cases(today, now)]
    told = cases[:contacts]
    for case in sorted(told, key=lambda case: case.begun_at):
        contact = play(case, actors, until=now)
        made = 1 if contact.from_contact_id is None else 2
        db.session.expunge_all()
        yield made
    if len(told) == len(cases):
        yield from _families(actors, now)
    go_on_duty_now(actors, now)
    yield from _many(contacts - len(told), now)


def _families(actors: Actors, now: datetime) -> Iterator[int]:
    """Those in early help, after the contacts some of them came from."""
    for story in read_families(uk_time(now).date()):
        if story.asked is not None:
            play(story.asked, actors, until=now)
        play_family(story, actors)
        db.session.expunge_all()
        yield story.contacts


def _many(count: int, now: datetime) -> Iterator[int]:
    slugs = [hub["slug"] for hub in content()["hubs"]]
    elsewhere = count // 5
    for slug, share in zip(slugs, (count - elsewhere, elsewhere), strict=True):
        hub_id = db.session.query(Hub.id).filter_by(slug=slug).scalar()
        yield from fill(hub_id, share, now=now)


def demo_accounts() -> list[tuple[str, str, str]]:
    """(email, name, job title) of each demo account, in the order they were made."""
    rows = db.session.query(Account).filter_by(is_demo=True).order_by(Account.email)
    return [(account.email, account.name, account.job_title) for account in rows]
