"""The queue as advisers see it: order, tabs, filters, pages, and what does not exist for them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest
import time_machine

from portal.extensions import db
from portal.models import Account, Contact
from portal.vocabulary import Agency, ContactKind, ContactStatus, Rag, Role, Urgency
from tests.makers import NOON, Maker
from tests.page_client import PageClient
from tests.pages.queue_pages import due, find, knows, many, poll_url, rows

ClientFor = Callable[[Account], PageClient]
S = ContactStatus
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def at_noon() -> Any:
    """Every page of these tests is asked for at noon on a Wednesday, unless it moves the clock."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def test_most_urgent_first_by_due_time(make: Maker, as_mash_adviser: PageClient) -> None:
    later = make.consultation(**due(240))
    overdue = make.consultation(**due(-40))
    soon = make.consultation(**due(20))
    answer = as_mash_adviser.get("/queue")
    assert rows(answer) == [overdue.reference, soon.reference, later.reference]
    for words in ("40 minutes overdue", "20 minutes left", "4 hours left"):
        assert words in answer.text


def test_a_row_says_who_what_and_how_urgent(make: Maker, client_for: ClientFor) -> None:
    holder = make.account(Role.MASH_ADVISER, name="Sam Hill")
    make.consultation(
        S.WITH_ADVISER,
        adviser=holder,
        agency=Agency.GP,
        rag=Rag.RED,
        urgency=Urgency.NOW,
        is_safe_contact=True,
        home_at=NOON + timedelta(hours=3, minutes=15),
        due_at=NOON + timedelta(hours=3, minutes=15),
    )
    text = client_for(make.account(Role.DECISION_MAKER)).get("/queue").text
    for words in ("Wren Adderley, 7", "GP practice", "Consultation", "Sam Hill", "With an adviser"):
        assert words in text
    for words in ("Red", "3 hours left", "today 3:15pm", "home-time", "Safe contact only"):
        assert words in text
    assert "Sam Hill" not in client_for(holder).get("/queue").text.split("queue-list")[1]


def test_times_are_shown_as_clocks_in_london(make: Maker, client_for: ClientFor) -> None:
    summer = datetime(2026, 7, 1, 11, 0, tzinfo=UTC)
    with time_machine.travel(summer, tick=False):
        make.consultation(due_at=summer + timedelta(days=1, minutes=5))
        text = client_for(make.account(Role.MASH_ADVISER)).get("/queue").text
    assert "tomorrow 12:05pm" in text
    assert "Up to date at 12pm" in text


def test_tabs_show_their_stage_and_count(make: Maker, as_mash_adviser: PageClient) -> None:
    adviser = make.account(Role.MASH_ADVISER)
    by_stage = {
        "waiting": make.consultation(S.SUBMITTED),
        "with-adviser": make.consultation(S.WITH_ADVISER, adviser=adviser),
        "more-needed": make.consultation(S.WAITING_FOR_INFORMATION, adviser=adviser),
        "to-sign-off": make.consultation(S.PROPOSED, adviser=adviser, kind=ContactKind.REFERRAL),
        "advised": make.consultation(S.ADVISED, adviser=adviser),
        "decided": make.consultation(S.DECIDED, adviser=adviser, kind=ContactKind.REFERRAL),
    }
    make.consultation(S.CLOSED, adviser=adviser)
    make.consultation(S.DRAFT, reference=None, due_at=None)
    answer = as_mash_adviser.get("/queue")
    answered = {"advised", "decided"}
    open_ones = {contact.reference for tab, contact in by_stage.items() if tab not in answered}
    assert set(rows(answer)) == open_ones
    counts = lxml.html.fromstring(answer.text).xpath("//*[@class='portal-tabs__count']/text()")
    assert counts == ["4", "1", "1", "1", "1", "1", "1"]
    for tab, contact in by_stage.items():
        assert rows(as_mash_adviser.get(f"/queue?tab={tab}")) == [contact.reference]


def test_counts_stop_at_99(make: Maker, as_mash_adviser: PageClient) -> None:
    first = make.consultation()
    columns = {c.key: getattr(first, c.key) for c in Contact.__table__.c if c.key != "id"}
    copies = [{**columns, "start_key": f"k{n}", "reference": f"CN-{n}"} for n in range(120)]
    db.session.execute(Contact.__table__.insert(), copies)
    db.session.commit()
    assert ">99+<" in as_mash_adviser.get("/queue").text


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("rag=red", {"rag": Rag.RED}),
        ("agency=police", {"agency": Agency.POLICE}),
        ("kind=referral", {"kind": ContactKind.REFERRAL}),
        ("overdue=yes", due(-5)),
    ],
)
def test_filters(make: Maker, as_mash_adviser: PageClient, query: str, fields: Any) -> None:
    make.consultation(**due(5))
    wanted = make.consultation(**{**due(10), **fields})
    assert rows(as_mash_adviser.get(f"/queue?{query}")) == [wanted.reference]


def test_mine_shows_what_i_have(make: Maker, client_for: ClientFor) -> None:
    adviser = make.account(Role.MASH_ADVISER)
    mine = make.consultation(S.WITH_ADVISER, adviser=adviser)
    make.consultation(S.WITH_ADVISER, adviser=make.account(Role.MASH_ADVISER))
    make.consultation()
    assert rows(client_for(adviser).get("/queue?mine=yes")) == [mine.reference]


def test_the_filter_form_works_without_scripts(make: Maker, as_mash_adviser: PageClient) -> None:
    make.consultation()
    wanted = make.consultation(agency=Agency.POLICE, **due(-5))
    page = as_mash_adviser.get("/queue?overdue=yes")
    form = lxml.html.fromstring(page.text).get_element_by_id("filter")
    fields = dict(form.form_values()) | {"agency": "police"}
    assert fields["overdue"] == "yes"
    answer = as_mash_adviser.get("/queue", query_string=fields)
    assert rows(answer) == [wanted.reference]
    assert "Clear filters" in answer.text


@pytest.mark.parametrize(
    "query", ["tab=nonsense", "rag=mauve", "page=nonsense", "page=%F0%9F", "page=" + "A" * 34]
)
def test_nonsense_in_the_address_is_the_plain_queue(
    make: Maker, as_mash_adviser: PageClient, query: str
) -> None:
    contact = make.consultation()
    shown = rows(as_mash_adviser.get(f"/queue?{query}"))
    assert shown in ([contact.reference], [])


def test_pages_lose_and_repeat_nothing(make: Maker, as_mash_adviser: PageClient) -> None:
    contacts = many(make, 60) + [make.consultation(**due(7)) for _ in range(60)]
    wanted = [c.reference for c in sorted(contacts, key=lambda c: (c.due_at, c.id.hex))]
    url, seen, pages = "/queue", [], []
    while url:
        answer = as_mash_adviser.get(url)
        pages.append(rows(answer))
        seen += pages[-1]
        following = lxml.html.fromstring(answer.text).xpath("//a[@id='page-next']/@href")
        url, last = (following[0] if following else ""), answer
    assert [len(page) for page in pages] == [50, 50, 20]
    assert seen == wanted
    back = lxml.html.fromstring(last.text).xpath("//a[@id='page-previous']/@href")[0]
    assert rows(as_mash_adviser.get(back)) == pages[1]


def test_a_page_keeps_its_place_while_contacts_leave(
    make: Maker, as_mash_adviser: PageClient
) -> None:
    contacts = many(make, 55)
    first = as_mash_adviser.get("/queue")
    following = lxml.html.fromstring(first.text).xpath("//a[@id='page-next']/@href")[0]
    for contact in contacts[:10]:
        contact.status, contact.is_open = S.CLOSED, False
    db.session.commit()
    assert rows(as_mash_adviser.get(following)) == [c.reference for c in contacts[50:]]


def test_another_hub_does_not_exist(make: Maker, as_adviser_elsewhere: PageClient) -> None:
    contact = make.consultation()
    answer = as_adviser_elsewhere.get("/queue")
    assert rows(answer) == [] and ">0<" in answer.text
    assert rows(find(as_adviser_elsewhere, contact.reference)) == []
    assert rows(find(as_adviser_elsewhere, "wren")) == []
    for act in ("take-up", "give-back", "reassign"):
        assert as_adviser_elsewhere.get(f"/contacts/{contact.id}/{act}").status_code == 404


def test_a_family_the_adviser_knows_does_not_exist(make: Maker, client_for: ClientFor) -> None:
    adviser = make.account(Role.DECISION_MAKER)
    hidden, shown = make.consultation(rag=Rag.RED), make.consultation(child="Otis Pemberton")
    knows(hidden, adviser)
    client = client_for(adviser)
    answer = client.get("/queue")
    assert rows(answer) == [shown.reference]
    assert "Adderley" not in answer.text
    counts = lxml.html.fromstring(answer.text).xpath("//*[@class='portal-tabs__count']/text()")
    assert counts == ["1", "1", "0", "0", "0", "0", "0"]
    assert parse_qs(urlsplit(poll_url(answer)).query, keep_blank_values=True)["known"] == [""]
    assert rows(find(client, hidden.reference)) == []
    assert rows(find(client, "adderley")) == []
    for act in ("take-up", "give-back", "reassign"):
        assert client.get(f"/contacts/{hidden.id}/{act}").status_code == 404


@pytest.mark.parametrize(
    "role",
    [
        Role.REFERRING_PROFESSIONAL,
        Role.ORGANISATION_LEAD,
        Role.LEAD_PRACTITIONER,
        Role.HUB_ADMINISTRATOR,
    ],
)
def test_the_queue_is_for_advisers(make: Maker, client_for: ClientFor, role: Role) -> None:
    contact = make.consultation()
    client = client_for(make.account(role))
    acts = [f"/contacts/{contact.id}/{act}" for act in ("take-up", "give-back", "reassign")]
    for url in ("/queue", "/queue/find", "/queue/set-aside", *acts):
        assert client.get(url).status_code == 404
    assert 'href="/queue"' not in client.get("/sign-ins").text


def test_strangers_are_asked_to_sign_in(make: Maker, anonymous: PageClient) -> None:
    assert anonymous.get("/queue").status_code == 303
    poll = anonymous.get("/queue?poll=1", headers=HTMX)
    assert (poll.status_code, poll.text) == (401, "")
    assert "HX-Redirect" not in poll.headers
