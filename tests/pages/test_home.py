"""Home: what each role can do, what waits for them first, and their hub's numbers."""

from collections.abc import Callable

import lxml.html
import pytest

from portal.models import Account, Contact
from portal.vocabulary import ContactStatus, Role
from tests.makers import Maker
from tests.page_client import PageClient

ClientFor = Callable[[Account], PageClient]
SENT = (ContactStatus.SUBMITTED, ContactStatus.WITH_ADVISER, ContactStatus.CLOSED)
EVERYONE = list(Role)


def words(text: str) -> str:
    """The main part of a page as people read it."""
    pieces = lxml.html.fromstring(text).xpath("//main")[0].itertext()
    return " ".join(" ".join(pieces).split())


@pytest.mark.parametrize("role", EVERYONE)
def test_everyone_sees_their_own_hubs_numbers(
    make: Maker, client_for: ClientFor, role: Role
) -> None:
    for page in ("/", "/help"):
        assert "tel:01632960001" in client_for(make.account(role)).get(page).text


@pytest.mark.parametrize(
    "role", [Role.REFERRING_PROFESSIONAL, Role.ORGANISATION_LEAD, Role.LEAD_PRACTITIONER]
)
@pytest.mark.parametrize("route", ["full", "short"])
def test_people_of_an_agency_start_from_home_and_starting_twice_is_starting_once(
    make: Maker, client_for: ClientFor, role: Role, route: str
) -> None:
    client = client_for(make.account(role))
    page = lxml.html.fromstring(client.get("/").text)
    form = page.xpath("//form[@action='/consultations/start']")[0]
    key = form.xpath(".//input[@name='start_key']/@value")[0]
    token = form.xpath(".//input[@name='csrf_token']/@value")[0]
    assert form.xpath(".//button[@name='route']/@value") == ["full", "short"]
    given = {"route": route, "start_key": key, "csrf_token": token}
    first, second = (client.post("/consultations/start", given) for _ in range(2))
    assert first.status_code == 303
    assert first.headers["Location"] == second.headers["Location"]
    assert client.get("/").text.count("Continue<span") == 1


def test_a_draft_says_where_it_was_left_and_continues_there(
    make: Maker, client_for: ClientFor
) -> None:
    client = client_for(make.account())
    client.post_form("/", form="/consultations/start", button="full")
    page = lxml.html.fromstring(client.get("/").text)
    assert "Nobody named yet Consultation: Is anyone in danger?" in words(client.get("/").text)
    link = page.xpath("//a[contains(., 'Continue')]/@href")[0]
    assert client.follow(link).status_code == 200


def test_what_waits_for_the_professional_stands_before_everything_else(
    make: Maker, client_for: ClientFor
) -> None:
    teacher = make.account()
    closed = make.consultation(ContactStatus.CLOSED, asker=teacher)
    advised = make.consultation(ContactStatus.ADVISED, asker=teacher)
    asked = make.consultation(ContactStatus.WAITING_FOR_INFORMATION, asker=teacher)
    text = words(client_for(teacher).get("/").text)
    wanted = [
        f"Read the advice on {advised.reference}",
        f"Answer the hub's question on {asked.reference}",
        "What you have sent",
        str(closed.reference),
    ]
    places = [text.index(each) for each in wanted]
    assert places == sorted(places)


@pytest.mark.parametrize("status", SENT)
def test_status_is_told_in_words(make: Maker, client_for: ClientFor, status: ContactStatus) -> None:
    teacher = make.account()
    make.consultation(status, asker=teacher)
    told = {
        ContactStatus.SUBMITTED: "Waiting to be taken up",
        ContactStatus.WITH_ADVISER: "With an adviser",
        ContactStatus.CLOSED: "Closed",
    }
    assert told[status] in words(client_for(teacher).get("/").text)


def _of_the_school(make: Maker) -> tuple[Contact, Contact, Contact]:
    """A colleague's, a colleague's draft, and one of another school."""
    colleague = make.account()
    stranger = make.account(organisation=make.organisation(make.hub, name="Beck Side School"))
    return (
        make.consultation(asker=colleague),
        make.consultation(ContactStatus.DRAFT, asker=colleague, submitted_at=None),
        make.consultation(asker=stranger),
    )


def test_the_organisations_lead_sees_what_colleagues_sent_and_nothing_more(
    make: Maker, client_for: ClientFor
) -> None:
    sent, draft, elsewhere = _of_the_school(make)
    text = client_for(make.account(Role.ORGANISATION_LEAD)).get("/").text
    assert str(sent.reference) in text
    assert str(draft.id) not in text
    assert str(elsewhere.reference) not in text
    assert "Wren Adderley" not in text


def test_a_colleague_who_does_not_lead_sees_only_their_own(
    make: Maker, client_for: ClientFor
) -> None:
    sent, *_ = _of_the_school(make)
    assert str(sent.reference) not in client_for(make.account()).get("/").text


@pytest.mark.parametrize("role", [Role.MASH_ADVISER, Role.DECISION_MAKER])
def test_advisers_see_the_queue_and_what_they_have_taken_up(
    make: Maker, client_for: ClientFor, role: Role
) -> None:
    adviser, other = make.account(role), make.account(role)
    mine = make.consultation(ContactStatus.WITH_ADVISER, adviser=adviser)
    theirs = make.consultation(ContactStatus.WITH_ADVISER, adviser=other)
    done = make.consultation(ContactStatus.CLOSED, adviser=adviser)
    text = client_for(adviser).get("/").text
    assert 'href="/queue"' in text
    assert str(mine.reference) in text
    assert str(theirs.reference) not in text
    assert str(done.reference) not in text
    assert "/consultations/start" not in text


def test_the_hub_administrator_sees_what_the_hub_works_by_and_no_families(
    make: Maker, client_for: ClientFor
) -> None:
    contact = make.consultation()
    text = words(client_for(make.account(Role.HUB_ADMINISTRATOR)).get("/").text)
    assert "default-gb, version 1.1.0" in text
    assert "Monday 08:30 to 17:00" in text
    assert "Sunday Closed" in text
    assert "1 hour, day or night" in text
    assert str(contact.reference) not in text


def test_home_in_welsh(make: Maker, client_for: ClientFor) -> None:
    client = client_for(make.account())
    client.post_form("/", form="/language", button="cy")
    page = lxml.html.fromstring(client.get("/").text)
    assert page.get("lang") == "cy"
    assert "Are you worried" not in page.text_content()
