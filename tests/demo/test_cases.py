"""Each worked case: the engine says what its file expects, and people can play it on the pages."""

import json
import re
from datetime import date

import lxml.html
import pytest
from sqlalchemy import select

from portal.demo.cases import DemoCase, read_cases
from portal.demo.people import content, make_everyone
from portal.extensions import db
from portal.frameworks.cases import case_as_json
from portal.frameworks.loader import load_packaged
from portal.models import ContactEvent, Guidance
from portal.rules.consultation import read
from portal.rules.guidance import guide
from portal.rules.short_form import in_full
from portal.vocabulary import ContactStatus, Nation
from portal.web import utc_now
from tests.demo import by_hand
from tests.page_client import PageClient

TODAY = date(2026, 11, 18)
CASES = {case.slug: case for case in read_cases(TODAY)}
WELSH = {"school-nurse", "youth-worker"}
TOPICS = {  # what the fifteen have to cover, and the file that does
    "neglect over time": "01",
    "non-mobile baby": "02",
    "coercive control": "03",
    "self-harm": "04",
    "exploitation": "05",
    "unborn": "06",
    "disabled child": "07",
    "young carer": "08",
    "radicalisation": "09",
    "school absence": "10",
    "nothing serious": "11",
    "domestic abuse": "16",
    "domestic abuse without children": "17",
}


# A case plays for seconds, and what differs between the databases shows in a few: three children
# with a protected source, advice in two versions, the short form.
ON_BOTH = ("06", "12", "14")
PLAYED = [("sqlite", slug) for slug in CASES]
PLAYED += [("postgresql", slug) for slug in CASES if slug.startswith(ON_BOTH)]


def guidance_of(case: DemoCase):
    """For each child; none where abuse of an adult without children is told of."""
    pages = in_full(case.pages) if case.route == "short" else dict(case.pages)
    nation = Nation.WALES if case.asker in WELSH else Nation.ENGLAND
    given = guide(load_packaged(), read(pages), nation=nation, on=case.begun_at.date())
    is_abuse = case.route == "domestic_abuse"
    return tuple(child for child in given if child.person is not None or not is_abuse)


def as_text(number):
    return "none" if number is None else str(number)


@pytest.mark.parametrize("slug", CASES)
def test_the_engine_says_what_a_practitioner_expects(slug):
    given = guidance_of(CASES[slug])
    assert len(given) == len(CASES[slug].expect)
    for child, expected in zip(given, CASES[slug].expect, strict=True):
        outcome = child.outcome
        found = (as_text(outcome.level), as_text(outcome.upper), outcome.urgency.value)
        assert found == (expected["level"], expected["upper"], expected["urgency"])
        assert set(expected.get("because", ())) <= {reason.id for reason in outcome.reasons}


def test_the_cases_cover_every_agency_level_and_topic():
    agencies = {each["key"]: each["agency"] for each in content()["organisations"]}
    accounts = {each["key"]: each for each in content()["accounts"]}
    asked = {agencies[accounts[case.asker]["organisation"]] for case in CASES.values()}
    assert asked == set(agencies.values())
    expected = [each for case in CASES.values() for each in case.expect]
    assert {each["level"] for each in expected} == {"1", "2", "3", "4", "none"}
    assert {each["urgency"] for each in expected} == {"now", "sameday", "days", "routine"}
    assert len(CASES) == 17
    assert set(TOPICS.values()) <= {slug[:2] for slug in CASES}
    assert {case.route for case in CASES.values()} == {"full", "short", "domestic_abuse"}
    assert any(
        page.get("source_protected") == "yes"
        for case in CASES.values()
        for page in case.pages.values()
    )
    assert any(case.pages["safety"]["S8"] == "yes" for case in CASES.values())
    assert any(case.pages["you"].get("language") == "cy" for case in CASES.values())


def test_thresholds_evaluate_gives_the_same_on_the_cases_as_json(app, tmp_path):
    given = [child for case in CASES.values() for child in guidance_of(case)]
    file = tmp_path / "cases.json"
    file.write_text(json.dumps([case_as_json(child.case, load_packaged()) for child in given]))
    answer = app.test_cli_runner().invoke(args=["thresholds", "evaluate", str(file)])
    assert answer.exit_code == 0, answer.output
    for child, found in zip(given, json.loads(answer.output), strict=True):
        outcome = child.outcome
        assert found["level"] == outcome.level
        assert found["upper"] == outcome.upper
        assert found["urgency"] == outcome.urgency
        assert found["red_lines"] == list(outcome.red_lines)
        assert [reason["text"] for reason in found["reasons"]] == [r.text for r in outcome.reasons]


@pytest.fixture
def browser(app):
    """A browser for each demo account, signed in when first asked for."""
    make_everyone(utc_now())
    email = {each["key"]: each["email"] for each in content()["accounts"]}
    browsers = {}

    def open_for(key):
        if key not in browsers:
            browsers[key] = PageClient(app)
            assert browsers[key].sign_in(email[key]).status_code == 303
        return browsers[key]

    return open_for


@pytest.mark.parametrize(("database_app", "slug"), PLAYED, indirect=["database_app"])
def test_people_play_the_case_on_the_pages(slug, browser):
    case = next(each for each in read_cases(utc_now().date(), utc_now()) if each.slug == slug)
    asker = browser(case.asker)
    draft = by_hand.fill_in(asker, case)
    shown = words_of(asker.get(f"{draft}/check").text)
    for typed in free_texts(case):
        assert " ".join(typed.split()) in shown

    contact = by_hand.send(asker, draft)
    frozen = db.session.scalars(select(Guidance).where(Guidance.contact_id == contact.id)).all()
    got = [(as_text(row.level), as_text(row.upper), row.urgency.value) for row in frozen]
    wanted = [(each["level"], each["upper"], each["urgency"]) for each in case.expect]
    assert sorted(got) == sorted(wanted)

    hub = "cynghorydd" if case.asker in WELSH else "adviser"
    assert contact.reference in browser(hub).get("/queue").text
    ids = [contact.id]
    for told in case.then:
        if told["do"] == "refer_now":
            contact = by_hand.refer(asker, contact, told, case)
            ids.append(contact.id)
        else:
            by_hand.act(browser(told.get("by", case.asker)), contact, told)
        if told["do"] == "give_advice":
            for reader in (case.asker, told["by"]):
                printed = by_hand.pdf_text(browser(reader), contact)
                assert contact.reference in printed
                assert " ".join(told["advice"].split())[:60] in printed
    db.session.refresh(contact)
    assert contact.status == ends_as(case)
    told = [recorded_as(step, case) for step in case.then if step.get("knows_family") != "yes"]
    done = db.session.scalars(
        select(ContactEvent.action)
        .where(ContactEvent.contact_id.in_(ids))
        .order_by(ContactEvent.at)
    ).all()
    assert [action for action in done if action in told] == told


def recorded_as(step, case: DemoCase) -> str:
    """What the timeline calls a step; a decision about sharing is told from whose it is."""
    if step["do"] != "record_sharing":
        return step["do"]
    is_own = step.get("by", case.asker) == case.asker
    return "share_decision" if is_own else "hub_share_decision"


def ends_as(case: DemoCase) -> ContactStatus:
    last = [step["do"] for step in case.then if step["do"] != "follow_up"][-1]
    if last == "sign_off":
        return ContactStatus.DECIDED
    if last in {"take_up", "record_sharing"}:  # a referral that waits for its decision
        return ContactStatus.WITH_ADVISER
    is_over = last in {"acknowledge", "close"}
    return ContactStatus.CLOSED if is_over else ContactStatus.ADVISED


def words_of(html: str) -> str:
    return " ".join(lxml.html.fromstring(html).text_content().split())


def free_texts(case: DemoCase):
    """Everything typed in the writer's own words."""
    for answers in case.pages.values():
        for value in answers.values():
            if isinstance(value, str) and len(value) > 25 and re.search(r"\s", value):
                yield value
