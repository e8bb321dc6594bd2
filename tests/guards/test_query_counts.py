"""No page asks the database more often when what it lists grows from 2 rows to 20."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pytest
import time_machine
from werkzeug.test import TestResponse

from portal.commands.contact_words import save_words
from portal.extensions import db
from portal.models import Contact, EpisodeDocument, SavedPage, StoredDocument
from portal.queries import queue_around
from portal.vocabulary import ContactKind, ContactStatus
from tests.actors import actor_of
from tests.guards.access_expected import EXPECTED, Expected
from tests.guards.audited import persona_for
from tests.guards.growing import grow_checks, grow_draft, grow_hub, grow_record
from tests.guards.growing_help import grow_help
from tests.guards.house import House, address, house, requests
from tests.guards.typed_words import ADVICE
from tests.makers import NOON
from tests.query_counter import statements

__all__ = ["house"]  # a fixture of the access matrix, used here too
HTMX = {"HX-Request": "true"}
# Pages that show each kind of reader something else; the other pages are asked for by one reader.
EVERYONE_WHO = {
    "accounts.home": (
        *("writer", "lead of the same school", "lead practitioner"),
        *("adviser who has it", "decision maker", "hub administrator", "police"),
    ),
    "contacts.show": ("writer", "lead of the same school", "adviser who has it"),
    "help_papers.waiting": ("lead of the same school", "lead practitioner", "decision maker"),
}
CONSULTATION = ContactKind.CONSULTATION
Kept = tuple[ContactKind, ContactStatus]
PRINTED = {ContactStatus.SUBMITTED, ContactStatus.ADVISED, ContactStatus.DECIDED}
MOVES = {"help_papers.clear"}  # its address holds what is known of the family, which grows
LINE = 500  # characters; less than that is no list that grew
LISTS = {
    *("accounts.help_page", "accounts.home", "accounts.sign_in", "accounts.sign_ins"),
    *("checks.board", "checks.listed", "checks.returns", "checks.ask"),
    *("consultations.check", "consultations.happened", "consultations.people"),
    *("consultations.seen", "consultations.view"),
    *("contacts.add_information", "contacts.ask_for_more", "contacts.copy_pdf", "contacts.show"),
    *("disagreements.disagree", "contacts.give_advice", "contacts.reply"),
    *("queue.find", "queue.reassign", "queue.show"),
    *("consultations.listed", "contacts.record_sharing", "sharing.register"),
    *("disagreements.listed", "following_up.listed"),
    *("early_help.family", "early_help.line", "early_help.listed", "early_help.mine"),
    "early_help.show",
    *("assessments.check", "assessments.distance", "assessments.domain", "assessments.question"),
    *("assessments.show", "assessments.voice"),
    *("help_papers.choose", "help_papers.show", "help_papers.team_pdf", "help_papers.waiting"),
    *("plans.show", "meetings.listed", "meetings.team"),
}
NEVER_MORE_THAN = {
    **{"accounts": 11, "checks": 11, "consultations": 8, "contacts": 36, "decisions": 31},
    **{"assessments": 20, "early_help": 20, "early_help_settings": 8, "meetings": 23, "plans": 16},
    **{
        "help_papers": 30,
        "disagreements": 10,
        "following_up": 10,
        "marac": 30,
        "queue": 6,
        "sharing": 6,
    },
}


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    """No sign-in is noted as used between two counts."""
    with time_machine.travel(NOON, tick=False):
        yield


def kept(expected: Expected) -> Kept:
    """Which of the records a page is about."""
    assert expected.status is not None
    return expected.kind, expected.status


class Counted(NamedTuple):
    """What a page cost, and how long it was."""

    statements: int
    length: int


@dataclass
class Growing:
    """The access matrix's house, with one record for each status a page asks for."""

    house: House
    records: dict[Kept, Contact] = field(default_factory=dict)
    pages: list[tuple[str, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for kind, status in {kept(each) for each in EXPECTED.values() if each.status}:
            self.records[kind, status] = self.house.contact(Expected(set(), status, kind=kind))
        draft = self.records[CONSULTATION, ContactStatus.DRAFT]
        safety = db.session.query(SavedPage).filter_by(contact_id=draft.id, page="safety").one()
        safety.answers = {**safety.answers, "S1": "yes", "continued": "yes"}
        holder = actor_of(self.house.people["adviser who has it"])
        written = self.records[CONSULTATION, ContactStatus.WITH_ADVISER]
        save_words(holder, written, "give_advice", ADVICE, at=NOON)
        self.grow(2)
        self.pages.extend(self.visits())

    def grow(self, count: int) -> None:
        """That many more of everything; fewer in records that are printed, which takes longer."""
        holder = self.house.people["adviser who has it"]
        for number in range(count):
            grow_hub(self.house.make, self.house.people)
            grow_draft(self.records[CONSULTATION, ContactStatus.DRAFT])
            for (_kind, status), contact in self.records.items():
                if status is not ContactStatus.DRAFT and (number < 4 or status not in PRINTED):
                    grow_record(contact, holder)
            grow_help(self.records[CONSULTATION, ContactStatus.ADVISED])
            asked_of = self.records[CONSULTATION, ContactStatus.WITH_ADVISER]
            grow_checks(self.house.make, asked_of, holder)
        db.session.commit()

    def visits(self) -> Iterator[tuple[str, str, str]]:
        """Every page: the endpoint, who asks, and the address."""
        for endpoint, method in requests(self.house.app):
            expected = EXPECTED[endpoint]
            if method == "GET" and endpoint not in MOVES:
                contact = self.records[kept(expected)] if expected.status else None
                url = address(self.house.app, endpoint, contact, expected)
                for persona in EVERYONE_WHO.get(endpoint, (persona_for(endpoint),)):
                    yield endpoint, persona, url
        for url in ("/queue?tab=advised", "/queue?mine=yes", "/queue?poll=1&seen=x&known="):
            yield "queue.show", "adviser who has it", url

    def counted(self, *, is_first: bool = False) -> dict[str, Counted]:
        """What each page costs; what is done once a process is done before."""
        found = {}
        for endpoint, persona, url in self.pages:
            client, headers = self.house.browser(persona), HTMX if "poll" in url else {}
            if url.endswith(".pdf"):  # made anew, and what is done once was done for other pages
                db.session.query(StoredDocument).delete()
                db.session.query(EpisodeDocument).delete()
                db.session.commit()
            elif is_first:
                client.get(url, headers=headers)
            queue_around.KEPT.clear()  # as after a change of the queue, when it costs most
            with statements() as asked:
                answer = client.get(url, headers=headers)
            assert answer.status_code in {200, 204, 303}, f"{url}: {answer.status}"
            found[f"{endpoint} by {persona} at {url}"] = Counted(len(asked), len(answer.data))
        with statements() as asked:
            answer = self.search()
        return {**found, "queue.find by a search": Counted(len(asked), len(answer.data))}

    def search(self) -> TestResponse:
        """Contacts found by a name, as many as there are."""
        client = self.house.browser("adviser who has it")
        words = {"csrf_token": self.house.token(client), "find": "wren"}
        return client.post("/queue/find", words)


def test_every_page_asks_as_often_for_twenty_as_for_two(house: House) -> None:
    growing = Growing(house)
    growing.search()
    few = growing.counted(is_first=True)
    growing.grow(18)
    many = growing.counted()
    asked = {page: (few[page].statements, many[page].statements) for page in few}
    assert {page: pair for page, pair in asked.items() if pair[0] != pair[1]} == {}
    assert {page: most for page, (_, most) in asked.items() if most > limit_of(page)} == {}
    longer = {page.split()[0] for page in few if many[page].length > few[page].length + LINE}
    assert longer >= LISTS, LISTS - longer


def limit_of(page: str) -> int:
    """The statements a page may send, whatever it lists."""
    return NEVER_MORE_THAN[page.partition(".")[0]]
