"""The guided consultation in a browser without scripts: a worry becomes a reference."""

import re

import lxml.html
import pytest

from portal.extensions import db
from portal.models import AuditEvent, Contact, Statement
from portal.vocabulary import ContactRoute, ContactStatus
from tests.page_client import CANARY, PageClient, form_data, form_values
from tests.pages.journey import (
    ALL_NO,
    add_child,
    answers,
    begin,
    contact_of,
    link,
    say,
    start,
    value,
)

PAGES = ("you", "people", "happened", "working-well", "tried", "seen", "view", "timing", "family")
HOSTILE = "<script>alert(1)</script> \"'{{ 7*7 }} %s ŵ 🙂 \\ &amp; </textarea>\n  two\n\nlines"


def test_teacher_sends_a_consultation_and_gets_a_reference(as_teacher: PageClient) -> None:
    base = begin(as_teacher)
    as_teacher.post_form(f"{base}/you", button="on", phone="01632 960131", lead_aware="yes")
    add_child(as_teacher, base, age_kind="estimate", age_years="7", part="subject", seen="yes")
    as_teacher.post_form(f"{base}/people", form="answers", button="on", knows_all_adults="yes")
    say(as_teacher, base, what="Came to school hungry.", said_by="me", basis="seen")
    check = as_teacher.get(f"{base}/check")
    assert "Came to school hungry." in check.text
    answer = as_teacher.post_form(f"{base}/check", form="send")
    assert answer.headers["Location"] == f"{base}/sent"
    sent = as_teacher.get(f"{base}/sent")
    assert re.search(r"CN-\w{4}-\w{4}", sent.text)
    assert "An adviser will answer by" in sent.text and "01632 960001" in sent.text
    assert contact_of(base).status is ContactStatus.SUBMITTED
    assert contact_of(base).people_label == "Wren, about 7"
    assert db.session.query(Statement).one().what == "Came to school hungry."


def go_on(client: PageClient, url: str) -> str:
    """Press Continue on a page as it is; where that leads."""
    tree = lxml.html.fromstring(client.get(url).text)
    form = tree.xpath("//main//form[.//button[@name='go'][@value='on']]")[0]
    return client.post(url, form_data(form, {}, "on")).headers["Location"]


def test_each_continue_leads_along_the_whole_way(as_teacher: PageClient) -> None:
    base = begin(as_teacher)
    add_child(as_teacher, base)
    url, seen = f"{base}/you", []
    while not url.endswith("/check"):
        seen.append(url.removeprefix(f"{base}/").partition("/")[0])
        answer = as_teacher.get(url)
        if answer.status_code == 303:  # no statement yet: its own page
            say(as_teacher, base, what="Came to school hungry.")
            url = link(as_teacher, url, "Continue")
            continue
        url = go_on(as_teacher, url)
    way = "you people happened daily-life working-well tried seen view timing family question"
    assert seen == way.split()
    assert "Step 13 of 13" in as_teacher.get(url).text


def test_no_page_comes_before_the_safety_screen(as_teacher: PageClient) -> None:
    base = start(as_teacher)
    for name in (*PAGES, "check", "danger", f"person/{base[-36:]}"):
        answer = as_teacher.get(f"{base}/{name}")
        assert (answer.status_code, answer.headers["Location"]) == (303, f"{base}/safety"), name


def test_safety_saved_by_itself_half_answered_opens_nothing(as_teacher: PageClient) -> None:
    base = start(as_teacher)
    seen = lxml.html.fromstring(as_teacher.get(f"{base}/safety").text)
    token = seen.xpath("//form[@id='answers']//input[@name='csrf_token']/@value")[0]
    words = {"csrf_token": token, "S1": "no", "tab": "a", "version": "0", "autosave": "1"}
    as_teacher.post(f"{base}/safety", words, headers={"HX-Request": "true"})
    assert answers("safety") is not None
    assert as_teacher.get(f"{base}/you").headers["Location"] == f"{base}/safety"


def test_safety_left_empty_on_purpose_opens_the_way(as_teacher: PageClient) -> None:
    base = start(as_teacher)
    answer = as_teacher.post_form(f"{base}/safety", form="answers", button="on")
    assert answer.headers["Location"] == f"{base}/you"
    assert "Take care who sees this screen" in as_teacher.get(f"{base}/you").text


@pytest.mark.parametrize("question", ["S1", "S2", "S3", "S4", "S5", "S6"])
def test_danger_shows_999_first_and_a_way_on(as_teacher: PageClient, question: str) -> None:
    base = start(as_teacher)
    given = {**ALL_NO, question: "yes"}
    answer = as_teacher.post_form(f"{base}/safety", form="answers", button="on", **given)
    assert answer.headers["Location"] == f"{base}/danger"
    danger = as_teacher.get(f"{base}/danger")
    main = lxml.html.fromstring(danger.text).xpath("//main")[0]
    assert main.xpath(".//a/@href")[:2] == ["tel:999", "tel:01632960001"]
    assert not main.xpath(".//form | .//input | .//button")
    assert link(as_teacher, f"{base}/danger", "Go on with the form") == f"{base}/you"
    assert 'href="tel:999">Call 999' in as_teacher.get(f"{base}/tried").text


def test_an_injury_to_a_baby_shows_the_mash_and_the_childrens_doctor(
    as_teacher: PageClient,
) -> None:
    base = start(as_teacher)
    given = {**ALL_NO, "S7": "yes"}
    answer = as_teacher.post_form(f"{base}/safety", form="answers", button="on", **given)
    danger = as_teacher.get(answer.headers["Location"])
    main = lxml.html.fromstring(danger.text).xpath("//main")[0]
    assert main.xpath(".//a/@href")[0] == "tel:01632960001"
    assert "children's doctor" in main.text_content().replace("\u2019", "'")


@pytest.mark.parametrize(
    ("answer", "is_careful"), [("yes", True), ("not_known", True), ("no", False)]
)
def test_safe_contact_stands_on_every_page(
    as_teacher: PageClient, answer: str, is_careful: bool
) -> None:
    base = begin(as_teacher, S8=answer)
    say(as_teacher, base, what="Hungry")
    for name in (*PAGES, "check"):
        assert ("Take care who sees this screen" in as_teacher.get(f"{base}/{name}").text) is (
            is_careful
        ), name


def test_exit_this_page_is_on_every_page_of_the_journey(as_teacher: PageClient) -> None:
    base = begin(as_teacher, S1="yes")
    say(as_teacher, base, what="Hungry")
    for name in ("safety", "danger", "question", "check", "discard", *PAGES):
        assert "govuk-exit-this-page" in as_teacher.get(f"{base}/{name}").text, name
    as_teacher.post_form(f"{base}/check", form="send")
    assert "govuk-exit-this-page" in as_teacher.get(f"{base}/sent").text


def test_hostile_words_come_back_exactly(as_teacher: PageClient) -> None:
    base = begin(as_teacher)
    as_teacher.post_form(f"{base}/tried", form="answers", button="on", tried=HOSTILE)
    assert answers("tried")["tried"] == HOSTILE  # type: ignore[index]  # saved just now
    assert value(as_teacher, f"{base}/tried", "tried") == HOSTILE
    shown = lxml.html.fromstring(as_teacher.get(f"{base}/check").text)
    assert not shown.xpath("//main//script")
    assert HOSTILE.split("\n")[0] in shown.text_content()


def test_pasted_marks_turn_no_words_of_ours_round(as_teacher: PageClient) -> None:
    base = begin(as_teacher)
    pasted = "\u202eZoe\x0bsaid \u2066so\u2069 \u05d0\u200f"
    as_teacher.post_form(f"{base}/tried", form="answers", button="on", tried=pasted)
    assert answers("tried")["tried"] == "Zoe\nsaid so \u05d0\u200f"  # type: ignore[index]


def test_what_cannot_be_read_is_pointed_out_once_and_kept(as_teacher: PageClient) -> None:
    base = begin(as_teacher)
    typed = {"leaves_time": "half three", "leaves_day": "31", "leaves_month": "2"}
    answer = as_teacher.post_form(f"{base}/timing", form="answers", button="on", **typed)
    assert answer.status_code == 422
    assert "Enter a time, like 3.15pm" in answer.text and "Enter a real date" in answer.text
    assert answers("timing")["leaves_time"] == "half three"  # type: ignore[index]
    tree = lxml.html.fromstring(answer.text)
    data = dict(form_values(tree.xpath("//form[@id='answers']")[0])) | {"go": "on"}
    again = as_teacher.post(f"{base}/timing", data)
    assert again.headers["Location"] == f"{base}/family"
    skipped = {"leaves_time": "1.30am", "leaves_day": "28", "leaves_month": "3"}
    skipped["leaves_year"] = "2027"
    jumped = as_teacher.post_form(f"{base}/timing", form="answers", button="on", **skipped)
    assert jumped.status_code == 422 and "There was no such time" in jumped.text


def test_empty_pages_never_keep_anybody_from_going_on(as_teacher: PageClient) -> None:
    base = begin(as_teacher)
    for name in ("you", "people", "working-well", "tried", "view", "family", "question"):
        assert (
            as_teacher.post_form(f"{base}/{name}", form="answers", button="on").status_code == 303
        )
    check = as_teacher.get(f"{base}/check").text
    assert "Say what has happened" in check
    as_teacher.post_form(f"{base}/check", form="send")
    assert contact_of(base).people_label == "Child, name not known"


def test_a_change_made_from_the_check_leads_back_to_it(as_teacher: PageClient) -> None:
    base = begin(as_teacher)
    url = link(as_teacher, f"{base}/check", "Say in a sentence what you want to ask")
    answer = as_teacher.post_form(url, form="answers", button="on", question="Early help?")
    assert answer.headers["Location"] == f"{base}/check"


def test_save_and_come_back_later_lists_the_draft_at_home(as_teacher: PageClient) -> None:
    base = begin(as_teacher)
    answer = as_teacher.post_form(
        f"{base}/tried", form="answers", button="later", tried="Breakfast club"
    )
    assert answer.headers["Location"] == "/"
    assert base in as_teacher.get("/").text
    assert as_teacher.get(base).headers["Location"] == f"{base}/tried"


def test_the_short_form_is_one_page_after_safety(as_teacher: PageClient) -> None:
    base = begin(as_teacher, route="short")
    answer = as_teacher.post_form(
        f"{base}/short",
        form="answers",
        button="on",
        name="Kit Lowe",
        age_kind="estimate",
        age_years="4",
        what_happened="A bruise on the arm",
        impact="She flinches",
        tried="Asked her mother",
        question="Should I refer?",
    )
    assert answer.headers["Location"] == f"{base}/check"
    assert value(as_teacher, f"{base}/short", "name") == "Kit Lowe"
    as_teacher.post_form(f"{base}/check", form="send")
    contact = contact_of(base)
    assert (contact.route, contact.people_label) == (ContactRoute.SHORT, "Kit, about 4")
    assert db.session.query(Statement).one().what == "A bruise on the arm"


def test_the_short_form_goes_on_as_the_guided_one(as_teacher: PageClient) -> None:
    base = begin(as_teacher, route="short")
    as_teacher.post_form(
        f"{base}/short", form="answers", button="on", name="Kit Lowe", what_happened="A bruise"
    )
    as_teacher.post_form(f"{base}/check", form="in-full")
    assert "Kit Lowe" in as_teacher.get(f"{base}/people").text
    assert "A bruise" in as_teacher.get(f"{base}/happened").text


def test_people_are_added_changed_taken_away_and_put_back(as_teacher: PageClient) -> None:
    base = begin(as_teacher)
    child = add_child(as_teacher, base)
    as_teacher.post_form(child, form="answers", button="on", name="Wren Adderley-Jones")
    assert "Wren Adderley-Jones" in as_teacher.get(f"{base}/people").text
    as_teacher.post_form(f"{child}/remove")
    assert as_teacher.get(child).headers["Location"] == f"{base}/people"
    assert not lxml.html.fromstring(as_teacher.get(f"{base}/people").text).xpath("//dl")
    as_teacher.post_form(f"{base}/people", form="put-back")
    assert value(as_teacher, child, "name") == "Wren Adderley-Jones"


def test_opening_pages_writes_nothing_but_the_record_of_reading(as_teacher: PageClient) -> None:
    base = begin(as_teacher)
    before = contact_of(base).updated_at
    reads = db.session.query(AuditEvent).filter_by(action="read", record_id=contact_of(base).id)
    read_already = reads.count()
    for _ in range(2):
        link(as_teacher, f"{base}/people", "Add a child")
        as_teacher.get(link(as_teacher, f"{base}/people", "Add an adult"))
    assert contact_of(base).updated_at == before
    assert reads.count() == 6 + read_already


def test_no_name_stands_in_a_title_or_an_address(as_teacher: PageClient) -> None:
    base = begin(as_teacher)
    child = add_child(as_teacher, base, name=f"{CANARY} Adderley")
    say(as_teacher, base, what=f"{CANARY} was hungry")
    for url in (child, f"{child}/remove", child.replace("/person/", "/daily-life/")):
        assert CANARY in as_teacher.get(url).text
    for name in ("people", "happened", "seen", "check"):
        assert CANARY in as_teacher.get(f"{base}/{name}").text
    as_teacher.post_form(f"{base}/check", form="send")
    assert CANARY not in as_teacher.get(f"{base}/sent").text


def test_discarding_asks_first_and_ends_the_draft(as_teacher: PageClient) -> None:
    base = begin(as_teacher)
    as_teacher.post_form(f"{base}/discard")
    assert as_teacher.get(f"{base}/you").status_code == 404
    assert db.session.query(Contact).one().status is ContactStatus.DISCARDED


def test_the_check_says_which_safety_questions_were_not_answered_no(
    as_teacher: PageClient,
) -> None:
    base = start(as_teacher)
    seven = {f"S{number}": "no" for number in range(1, 8)} | {"S5": "not_known"}
    as_teacher.post_form(f"{base}/safety", button="on", **seven)
    page = lxml.html.fromstring(as_teacher.get(f"{base}/check").text)
    text = " ".join(" ".join(page.xpath("//main")[0].itertext()).split())
    assert "harmed? Not known" in text
    assert "at risk? Left empty: counts as not known" in text
    assert "All other safety questions No" in text
