"""A GP asks about domestic abuse in safe contact; the adviser reads how, and records a MARAC."""

import pytest
from playwright.sync_api import expect

from tests.journeys import answering, asking
from tests.journeys.conftest import Arrive
from tests.journeys.person import Person
from tests.journeys.writing import Answers, case, fill, parts, step

pytestmark = pytest.mark.browser
ASKED = ("wishes", "question")
NOT_TYPED = {"do", "by", "after_minutes"}


def test_a_gp_asks_in_safe_contact_and_the_adviser_records_a_marac(arrive: Arrive) -> None:
    told = case("16-the-blue-scarf")
    marac = {
        name: said for name, said in step(told, "record_marac").items() if name not in NOT_TYPED
    }
    gp, adviser = arrive("gp"), arrive("adviser")
    safe = told.pages["safe-contact"]

    _begin(gp, told.pages["safety"])
    gp.on("safe-contact")
    _page(gp, safe, "safe-contact")
    for name in ("you", "victim"):
        gp.on(name)
        gp.sees("Never contact the person causing harm", safe["reach"])
        _page(gp, told.pages[name], "you-where-abuse" if name == "you" else name)
    _people(gp, parts(told, "person"))
    _children(gp, parts(told, "affected"), parts(told, "daily-life"))
    gp.on("statement/[0-9a-f-]+")
    _page(gp, parts(told, "statement")[0], "statement-where-abuse")
    gp.press("Continue")
    for name in ("risk-tool", "risk-topics", "risk-view"):
        gp.on(name)
        _page(gp, told.pages[name], name)
    gp.on("evidence")
    gp.sees("A professional judges the risk of serious harm to be high", "Clare's Law")
    gp.sees("Strangled, choked, suffocated or held under water", "Not known, could be met")
    gp.look("evidence")
    base = gp.page.url.removesuffix("/evidence")
    for name in ASKED:
        gp.page.goto(f"{base}/{name}")
        _page(gp, told.pages[name], f"{name}-where-abuse")
    gp.on("check")
    gp.look("check-where-abuse")
    reference = asking.send(gp)

    answering.find(adviser, reference)
    banner = adviser.page.locator("[aria-labelledby=safe-contact]")
    for said in (safe["reach"], safe["message_says"], safe["harmer_where"], "Never mediate"):
        expect(banner).to_contain_text(said)
    adviser.press("Take up")
    adviser.page.get_by_label("No", exact=True).check()
    adviser.press("Continue")
    adviser.sees("With an adviser")
    adviser.look("contact-where-abuse")
    adviser.follow("Record a MARAC referral")
    expect(adviser.page.locator("[name=criteria]:checked")).to_have_count(1)
    fill(adviser, marac)
    adviser.look("marac")
    adviser.press("Put it on the record")
    adviser.sees("The MARAC referral is on the record", marac["teller"], marac["hub_note"])
    adviser.look("contact-with-marac")
    paper = answering.download(adviser, "MARAC referral, version 1, hub copy (PDF)")
    assert str(paper.docinfo["/Title"]) == f"Referral to a MARAC {reference}"

    gp.page.goto("/")
    gp.follow(reference)
    gp.sees("A MARAC referral was recorded", marac["telling_how"])
    expect(gp.page.locator("main")).not_to_contain_text(marac["hub_note"])


def test_without_scripts_a_child_under_16_is_led_to_a_worry_about_a_child(arrive: Arrive) -> None:
    gp = arrive("gp", scripts=False)
    _begin(gp, {f"S{number}": "no" for number in range(1, 9)})
    gp.on("safe-contact")
    _page(gp, {"reach": "Through the school nurse, before noon."}, "safe-contact")
    gp.page.goto(gp.page.url.replace("/you", "/victim"))
    fill(gp, {"age": "child"})
    gp.press("Continue")
    gp.at("Abuse of a child under 16 is child abuse")
    gp.look("under-16")
    gp.press("Go on with a worry about a child")
    gp.on("you")
    gp.page.goto(gp.page.url.replace("/you", "/check"))
    gp.sees("Through the school nurse, before noon.")


def _begin(gp: Person, safety: Answers) -> None:
    gp.page.goto("/")
    gp.press("Ask for advice about domestic abuse")
    gp.on("safety")
    fill(gp, safety)
    gp.press("Continue")


def _page(person: Person, answers: Answers, name: str) -> None:
    fill(person, answers)
    person.look(name)
    person.press("Continue")


def _people(gp: Person, people: list[Answers]) -> None:
    seen = 0
    for each in people:
        gp.on("people")
        is_child = each["kind"] == "child"
        words = "Add another child" if is_child and seen else asking.ADD[each["kind"]]
        gp.press(words)
        _page(gp, each, f"person-{each['part']}")
        seen += is_child
    gp.on("people")
    fill(gp, {"knows_all_adults": "yes"})
    gp.press("Continue")


def _children(gp: Person, affected: list[Answers], daily: list[Answers]) -> None:
    """What it does to each, then daily life for each."""
    for kind, pages in (("affected", affected), ("daily-life", daily)):
        for answers in pages:
            gp.on(f"{kind}/[0-9a-f-]+")
            _page(gp, answers, f"{kind}-where-abuse")
