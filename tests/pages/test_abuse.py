"""Advice about domestic abuse: safe contact first, the evidence, the hub's page, the MARAC."""

import lxml.html
import pytest

from portal.blueprints.consultations.abuse_pages import EVERY
from portal.blueprints.consultations.editing import CARRIED
from portal.extensions import db
from portal.models import (
    AbuseAssessment,
    AbuseVictim,
    Contact,
    ContactPerson,
    MaracReferral,
    OutboxMessage,
    Person,
)
from portal.vocabulary import ContactKind, ContactRoute, Part, Role, Urgency
from tests.pages.abuse_story import (
    MARAC,
    SAFE,
    ask_about_abuse,
    begin_abuse,
    key_of,
    pages_of,
    send,
)
from tests.pages.journey import link


def words(answer):
    return " ".join(lxml.html.fromstring(answer.text).xpath("//main")[0].text_content().split())


def test_the_start_page_offers_domestic_abuse_advice_as_a_route_of_its_own(browser):
    base = begin_abuse(browser)
    contact = db.session.get_one(Contact, key_of(base))
    assert (contact.kind, contact.route) == (ContactKind.CONSULTATION, ContactRoute.DOMESTIC_ABUSE)


def test_nothing_is_asked_about_the_people_before_how_to_make_contact_safely(browser):
    base = begin_abuse(browser)
    for page in ("you", "victim", "people", "happened", "risk-tool", "evidence", "check", "seen"):
        answer = browser.get(f"{base}/{page}")
        assert answer.headers["Location"] == f"{base}/safe-contact", page
    answer = browser.post_form(f"{base}/safe-contact", form="answers", button="on")
    assert answer.headers["Location"] == f"{base}/you"
    assert browser.get(f"{base}/victim").status_code == 200


def test_safe_contact_answers_and_what_is_never_done_stand_on_every_page_of_the_draft(browser):
    base = begin_abuse(browser)
    browser.post_form(f"{base}/safe-contact", form="answers", button="on", **SAFE)
    for page in ("you", "victim", "people", "risk-tool", "risk-topics", "risk-view", "evidence",
                 "wishes", "question", "check"):  # fmt: skip
        seen = words(browser.get(f"{base}/{page}"))
        assert SAFE["reach"] in seen, page
        assert "Never contact the person causing harm" in seen, page


def test_the_ten_questions_are_all_asked(browser):
    base = begin_abuse(browser)
    headings = lxml.html.fromstring(browser.get(f"{base}/safe-contact").text).xpath("//main//h2")
    asked = [each.text_content().split(".")[0] for each in headings]
    assert [each for each in asked if each.isdecimal()] == [str(n) for n in range(1, 11)]


def test_a_topic_left_open_or_not_asked_is_never_told_as_no(browser):
    base = ask_about_abuse(browser, topics={"t1": "yes", "t15": "not_known", "t13": "not_asked"})
    seen = words(browser.get(f"{base}/evidence"))
    assert "Not known, could be met" in seen
    assert "Strangled, choked, suffocated or held under water" in seen
    check = words(browser.get(f"{base}/check"))
    assert "Don't know" in check
    assert "Not asked" in check


def test_the_evidence_names_the_topics_and_the_hubs_number_and_decides_nothing(browser, make):
    make.hub.settings = {"abuse": {"criteria": {"count": 2, "edition": "Local plan 4"}}}
    db.session.commit()
    base = ask_about_abuse(browser, topics={"t8": "yes", "t14": "yes"})
    seen = words(browser.get(f"{base}/evidence"))
    assert "Answered yes, 2 in all: Stalking or constant contact; Threat to kill, believed." in seen
    assert "This hub refers from 2 topics answered yes." in seen
    assert "Local plan 4; start date not confirmed; not yet confirmed by your hub" in seen
    assert "It decides nothing" in seen
    assert "%" not in seen
    assert "Clare's Law" in seen


def test_a_time_limit_of_clares_law_is_told_only_once_the_hub_has_confirmed_it(browser, make):
    law = {"days": 28, "edition": "Guidance 2023", "effective": "2023-04-05"}
    for is_confirmed in (False, True):
        make.hub.settings = {"abuse": {"clares_law": {**law, "confirmed": is_confirmed}}}
        db.session.commit()
        base = ask_about_abuse(browser)
        seen = words(browser.get(f"{base}/evidence"))
        assert ("within 28 days" in seen) is is_confirmed
        assert ("your hub has not confirmed it" in seen) is not is_confirmed


def test_a_person_under_16_is_led_to_a_worry_about_a_child_and_safe_contact_goes_along(browser):
    base = begin_abuse(browser)
    browser.post_form(f"{base}/safe-contact", form="answers", button="on", **SAFE)
    answer = browser.post_form(f"{base}/victim", form="answers", button="on", age="child")
    assert answer.headers["Location"] == f"{base}/under-16"
    assert "Abuse of a child under 16 is child abuse" in words(browser.get(f"{base}/under-16"))
    browser.post_form(f"{base}/wishes", form="answers", button="on", must_not_be_told="He hears.")
    browser.post_form(f"{base}/under-16", form="over")
    contact = db.session.get_one(Contact, key_of(base))
    assert contact.route is ContactRoute.FULL
    assert SAFE["reach"] in words(browser.get(f"{base}/check"))
    assert browser.get(f"{base}/safe-contact").status_code == 200
    sent = send(browser, base)
    assert sent.is_safe_contact and sent.must_not_be_told == "He hears."
    assert SAFE["reach"] in words(browser.get(f"/contacts/{sent.id}"))


def test_at_16_both_routes_apply(browser):
    base = ask_about_abuse(browser, age="sixteen")
    assert "At 16 or 17 both routes apply" in words(browser.get(f"{base}/evidence"))


def test_an_adult_without_children_is_advised_about_without_any_child(browser):
    base = ask_about_abuse(browser)
    contact = send(browser, base)
    kinds = {person.kind for person in db.session.query(Person).filter_by(hub_id=contact.hub_id)}
    assert kinds == {"adult"}
    assert contact.people_label == "Leah, adult"
    assert contact.urgency is Urgency.SAMEDAY
    assert contact.is_safe_contact


def test_each_child_is_recorded_as_a_victim_unless_a_plain_no_was_said(browser):
    base = ask_about_abuse(browser, children=("Freya Corrigan", "Finn Corrigan", "Ned Orme"))
    first, second, third = (
        each.replace("/person/", "/affected/") for each in pages_of(browser, base, "child")
    )
    browser.post_form(first, form="answers", button="on", sees="yes", related="yes", how="Hears")
    browser.post_form(second, form="answers", button="on", sees="not_known")
    browser.post_form(third, form="answers", button="on", related="no")
    contact = send(browser, base)
    found = {
        person.name: victim.is_victim
        for victim, person in db.session.query(AbuseVictim, Person).join(
            Person, Person.id == AbuseVictim.person_id
        )
    }
    assert found == {"Freya Corrigan": True, "Finn Corrigan": True, "Ned Orme": False}
    assert "Guidance of their own" in words(browser.get(f"/contacts/{contact.id}"))


def test_the_person_causing_harm_is_a_person_apart_and_no_mail_goes_to_the_family(browser):
    contact = send(browser, ask_about_abuse(browser, children=("Freya Corrigan",)))
    parts = {
        part.part: person.name
        for part, person in db.session.query(ContactPerson, Person).join(
            Person, Person.id == ContactPerson.person_id
        )
    }
    assert parts[Part.PERSON_CAUSING_HARM] == "Stuart Mabey"
    assert parts[Part.ADULT_VICTIM] == "Leah Corrigan"
    assert {mail.account_id for mail in db.session.query(OutboxMessage)} == {contact.account_id}


def test_the_hub_reads_safe_contact_first_and_the_evidence_as_it_was_given(
    browser, make, client_for
):
    contact = send(browser, ask_about_abuse(browser, topics={"t15": "yes"}))
    make.hub.settings = {"abuse": {"criteria": {"count": 1}}}
    db.session.commit()
    adviser = client_for(make.account(Role.MASH_ADVISER))
    page = adviser.get(f"/contacts/{contact.id}")
    banner = lxml.html.fromstring(page.text).xpath("//*[@aria-labelledby='safe-contact']")[0]
    for words_of_banner in (*SAFE.values(), "Never mediate"):
        if words_of_banner not in {"yes", "no", "not_known"}:
            assert words_of_banner in banner.text_content()
    assert "This hub refers from 14 topics answered yes." in words(page)
    assert db.session.query(AbuseAssessment).one().criteria["count"] == 14


@pytest.fixture
def taken_up(browser, make, client_for):
    """A contact with a child, and the adviser who has it."""
    contact = send(
        browser, ask_about_abuse(browser, children=("Freya Corrigan",), topics={"t15": "yes"})
    )
    adviser = client_for(make.account(Role.MASH_ADVISER, name="Tomasz Zielinski"))
    adviser.post_form(f"/contacts/{contact.id}/take-up", knows_family="no")
    return contact, adviser


def test_the_adviser_records_a_marac_referral_and_the_writer_reads_that_it_is_there(
    taken_up, browser
):
    contact, adviser = taken_up
    url = f"/contacts/{contact.id}"
    assert link(adviser, url, "Record a MARAC referral") == f"{url}/marac"
    answer = adviser.post_form(f"{url}/marac", **MARAC)
    assert answer.headers["Location"] == url
    row = db.session.query(MaracReferral).one()
    assert (row.version, row.criteria, row.teller) == (1, ["judgement"], MARAC["teller"])
    for client in (browser, adviser):
        seen = words(client.get(url))
        assert MARAC["telling_how"] in seen
        assert "A MARAC referral was recorded" in seen
    assert MARAC["hub_note"] not in browser.get(url).text


def test_sending_the_marac_form_twice_records_it_once(taken_up):
    contact, adviser = taken_up
    url = f"/contacts/{contact.id}/marac"
    form = lxml.html.fromstring(adviser.get(url).text).xpath("//main//form")[0]
    fields = {**dict(form.form_values()), **MARAC}
    for _ in range(2):
        assert adviser.post(url, fields).status_code == 303
    assert db.session.query(MaracReferral).count() == 1


@pytest.mark.parametrize(
    "missing", ["criteria", "risks", "children", "without_why", "teller", "telling_how", "idva"]
)
def test_what_a_marac_referral_lacks_is_pointed_out_and_nothing_typed_is_lost(taken_up, missing):
    contact, adviser = taken_up
    url = f"/contacts/{contact.id}/marac"
    given = {name: text for name, text in MARAC.items() if name != missing}
    form = lxml.html.fromstring(adviser.get(url).text).xpath("//main//form")[0]
    empty = {name: "" for name in (missing,)}
    token = dict(form.form_values())["csrf_token"]
    answer = adviser.post(url, {"csrf_token": token, **given, **empty})
    assert answer.status_code == 422
    assert f'href="#{missing}"' in answer.text
    assert db.session.query(MaracReferral).count() == 0
    kept = next(name for name in ("criteria_why", "risks") if name != missing)
    assert MARAC[kept] in adviser.get(url).text


def test_every_page_of_the_hub_about_it_says_safe_contact(taken_up):
    contact, adviser = taken_up
    for page in ("", "/advice", "/ask-for-more", "/add-information", "/marac", "/sharing"):
        assert "Safe contact only" in words(adviser.get(f"/contacts/{contact.id}{page}")), page


def test_it_turns_into_a_referral_with_every_page(browser):
    base = ask_about_abuse(browser, children=("Freya Corrigan",))
    browser.post_form(f"{base}/check", form="turn")
    browser.post_form(f"{base}/request", form="answers", button="on", wanted="Somebody to see her")
    contact = send(browser, base)
    assert (contact.kind, contact.route) == (ContactKind.REFERRAL, ContactRoute.DOMESTIC_ABUSE)
    assert db.session.query(AbuseAssessment).filter_by(contact_id=contact.id).count() == 1


def test_a_sent_contact_is_carried_over_into_a_referral_with_its_safe_contact(browser):
    contact = send(browser, ask_about_abuse(browser, children=("Freya Corrigan",)))
    browser.post_form(f"/contacts/{contact.id}", form="refer-now")
    draft = db.session.query(Contact).filter_by(kind=ContactKind.REFERRAL).one()
    assert draft.route is ContactRoute.DOMESTIC_ABUSE
    assert SAFE["reach"] in words(browser.get(f"/consultations/{draft.id}/you"))


def test_no_question_has_the_name_of_what_every_page_carries():
    """Two controls of one name: the page would save from a version that nobody meant."""
    found = {
        f"{page.kind}.{name}"
        for page in EVERY.values()
        for name in dir(page.form)
        if name in CARRIED
    }
    assert found == set()


def test_an_adult_without_children_is_never_turned_into_a_referral_for_a_child(browser):
    base = ask_about_abuse(browser)
    tree = lxml.html.fromstring(browser.get(f"{base}/check").text)
    assert tree.xpath("//form[@id='send']") and not tree.xpath("//form[@id='turn']")
    contact = send(browser, base)
    tree = lxml.html.fromstring(browser.get(f"/contacts/{contact.id}").text)
    assert not tree.xpath("//form[@id='refer-now']")


def test_the_adult_being_harmed_can_have_said_it_and_still_has_when_it_is_about_a_child(browser):
    base = ask_about_abuse(browser, children=("Freya Corrigan",), said={"said_by": "adult_victim"})
    browser.post_form(f"{base}/under-16", form="over")
    page = link(browser, f"{base}/happened", "Change")
    browser.post_form(page, form="answers", button="on", when="On Friday")
    assert "The adult being harmed" in words(browser.get(f"{base}/check"))


def test_whoever_writes_the_advice_has_safe_contact_and_the_evidence_beside_it(taken_up):
    contact, adviser = taken_up
    seen = words(adviser.get(f"/contacts/{contact.id}/advice"))
    assert SAFE["reach"] in seen
    assert "This hub refers from 14 topics answered yes." in seen
