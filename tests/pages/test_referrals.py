"""The pages a referral has besides, without scripts: added, placed, checked, turned, sent."""

import uuid

import pytest

from portal.extensions import db
from portal.models import Injury, Organisation, SavedPage
from portal.vocabulary import ContactKind, ContactStatus, Role
from tests.page_client import PageClient
from tests.pages.journey import ALL_NO, add_child, contact_of, link, say


def begin(client: PageClient, route: str = "full") -> str:
    """A referral with its safety screen answered."""
    answer = client.post_form("/consultations/start", kind="referral", route=route)
    base = answer.headers["Location"].removesuffix("/safety")
    client.post_form(f"{base}/safety", button="on", **ALL_NO)
    return base


def saved(page: str) -> dict:
    db.session.rollback()
    db.session.expire_all()
    return db.session.query(SavedPage).filter(SavedPage.page.like(page)).one().answers


def key_of(url: str) -> str:
    return url.rsplit("/", 1)[1]


@pytest.fixture
def draft(as_teacher) -> tuple[PageClient, str, str]:
    """A browser, a referral in it, and the key of its child."""
    base = begin(as_teacher)
    child = add_child(as_teacher, base, age_kind="estimate", age_years="7")
    return as_teacher, base, key_of(child)


def test_home_starts_a_referral_with_one_button(as_teacher):
    answer = as_teacher.post_form("/", form="/consultations/start", button="full")
    assert contact_of(answer.headers["Location"].removesuffix("/safety")).kind is (
        ContactKind.CONSULTATION
    )
    page = as_teacher.get("/")
    assert "Refer to the hub" in page.text
    assert 'name="kind" value="referral"' in page.text


def test_a_mark_is_added_by_choosing_words_and_lies_where_they_say(draft):
    client, base, child = draft
    answer = client.post_form(
        f"{base}/injuries", form="/injury/", button="keep_typed", place="cheek-left"
    )
    mark = answer.headers["Location"]
    assert (
        client.post_form(
            mark, button="on", description="Round, skin not broken", colour="Blue"
        ).headers["Location"]
        == f"{base}/injuries"
    )
    page = client.get(f"{base}/injuries").text
    assert "1. Cheek, their left" in page and "Round, skin not broken" in page
    assert "Body map, Child, Front: marks 1" in page
    assert 'cx="116" cy="61"' in page
    assert saved("injury:%")["person"] == child


def test_pointing_keeps_the_point_and_words_chosen_since_overrule_it(draft):
    client, base, _child = draft
    url = f"{base}/injury/{uuid.uuid4()}"
    pointed = {"place": "cheek-left", "pointed": "cheek-left", "x": "120", "y": "66"}
    client.post_form(url, button="on", description="Round", **pointed)
    assert 'cx="120" cy="66"' in client.get(f"{base}/injuries").text
    client.post_form(url, button="on", place="chin")
    page = client.get(f"{base}/injuries").text
    assert "1. Chin or jaw" in page and 'cx="120" cy="66"' not in page


def test_a_mark_taken_away_comes_back_word_for_word(draft):
    client, base, _child = draft
    url = f"{base}/injury/{uuid.uuid4()}"
    client.post_form(url, button="on", place="chin", description="A graze")
    client.post_form(f"{url}/remove")
    assert "Body map, Child, Front: no marks" in client.get(f"{base}/injuries").text
    client.post_form(f"{base}/injuries", form="put-back")
    assert "A graze" in client.get(f"{base}/injuries").text


def test_without_a_child_there_is_no_map_and_the_page_says_so(as_teacher):
    base = begin(as_teacher)
    assert "Add the child first" in as_teacher.get(f"{base}/injuries").text


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("nhs_number", "943 476 5918", "Check the NHS number: it does not add up"),
        ("upn", "A801200001001", "Check the pupil number: it does not add up"),
        ("disabilities", ["NONE", "LD"], "Choose “None” alone, or take it away"),
    ],
)
def test_what_does_not_add_up_is_pointed_out_once_and_kept_all_the_same(
    draft, field, typed, message
):
    client, base, child = draft
    url = f"{base}/identity/{child}"
    answer = client.post_form(url, button="on", **{field: typed})
    assert answer.status_code == 422 and message in answer.text
    assert saved(f"identity:{child}")[field] == typed
    again = client.post_form(url, button="on", **{field: typed})
    assert again.status_code == 422  # opened afresh; continuing from the shown page goes on


def test_the_disability_words_are_not_shown_as_settled(draft):
    client, base, child = draft
    page = client.get(f"{base}/identity/{child}").text
    assert "The wording of these groups has still to be confirmed by your hub." in page


def test_the_pages_of_adults_and_of_unborn_babies_ask_what_fits(draft):
    client, base, _child = draft
    adult = link(client, f"{base}/people", "Add an adult")
    client.post_form(adult, button="on", name="Carly Adderley", part="parent")
    page = client.get(f"{base}/identity/{key_of(adult.partition('?')[0])}").text
    assert "Phone number that is safe to use" in page and "Unique pupil number" not in page
    unborn = link(client, f"{base}/people", "unborn")
    client.post_form(unborn, button="on")
    page = client.get(f"{base}/identity/{key_of(unborn.partition('?')[0])}").text
    assert "Ethnicity" not in page and "Who has parental responsibility?" in page


def test_nobodys_page_is_not_found(draft):
    client, base, _child = draft
    assert client.get(f"{base}/identity/{uuid.uuid4()}").status_code == 404


def test_a_welsh_hub_sees_no_english_codes(make, client_for):
    client = client_for(make.account(hub=make.other_hub))
    base = begin(client)
    child = add_child(client, base, age_kind="estimate", age_years="7")
    identity = client.get(f"{base}/identity/{key_of(child)}").text
    assert "WBRI" not in identity and "Moving about" not in identity
    assert 'name="ethnicity" type="text"' in identity
    request = client.get(f"{base}/request").text
    assert "Main reason for this referral" not in request and "N1" not in request


def test_the_source_is_asked_only_where_the_organisation_does_not_say_it(make, draft):
    client, base, _child = draft
    assert "Which describes you best?" not in client.get(f"{base}/request").text
    school = db.session.get(Organisation, make.school.id)
    school.source_code = None
    db.session.commit()
    page = client.get(f"{base}/request").text
    assert "Which describes you best?" in page
    assert '<option value="2A" selected>' in page  # what a school usually is


def test_an_address_given_for_someone_stands_in_the_first_one(as_teacher):
    answer = as_teacher.post_form("/consultations/start", kind="consultation", route="full")
    base = answer.headers["Location"].removesuffix("/safety")
    as_teacher.post_form(f"{base}/safety", button="on", **ALL_NO)
    add_child(as_teacher, base, address="4 Fen Row")
    as_teacher.post_form(f"{base}/check", form="turn")
    assert "4 Fen Row" in as_teacher.get(f"{base}/address/{uuid.uuid4()}").text


def test_turned_into_a_referral_and_back_on_the_check(as_teacher):
    answer = as_teacher.post_form("/consultations/start", route="full")
    base = answer.headers["Location"].removesuffix("/safety")
    as_teacher.post_form(f"{base}/safety", button="on", **ALL_NO)
    say(as_teacher, base, what="Came in hungry.")
    as_teacher.post_form(f"{base}/question", button="on", question="Should I refer?")
    assert as_teacher.post_form(f"{base}/check", form="turn").headers["Location"] == f"{base}/check"
    assert "Where the harm comes from" in as_teacher.get(f"{base}/check").text
    assert "Should I refer?" in as_teacher.get(f"{base}/request").text
    as_teacher.post_form(f"{base}/harm", button="on", source="A neighbour")
    as_teacher.post_form(f"{base}/check", form="turn")
    check = as_teacher.get(f"{base}/check").text
    assert "Came in hungry." in check and "A neighbour" not in check
    as_teacher.post_form(f"{base}/check", form="turn")
    assert "A neighbour" in as_teacher.get(f"{base}/check").text


def test_a_basis_changed_without_a_reason_is_pointed_out(draft):
    client, base, _child = draft
    answer = client.post_form(f"{base}/family", button="on", basis="consent")
    assert answer.status_code == 422
    assert "Say in a sentence why you chose another basis" in answer.text
    fine = client.post_form(
        f"{base}/family", button="on", basis="consent", basis_reason="She asked me to"
    )
    assert fine.status_code == 303


def test_who_must_not_be_told_stands_on_every_page_of_the_draft(draft):
    client, base, child = draft
    words = "Her father must not know where she is."
    client.post_form(f"{base}/family", button="on", must_not_be_told=words)
    for page in ("tried", f"identity/{child}", "addresses", "check", "seen"):
        assert words in client.get(f"{base}/{page}").text, page


def test_a_whole_referral_is_sent_and_read_by_the_hub(make, draft, client_for):
    client, base, child = draft
    client.post_form(f"{base}/injury/{uuid.uuid4()}", button="on", place="chin", description="Red")
    client.post_form(f"{base}/address/{uuid.uuid4()}", button="on", text="4 Fen Row")
    client.post_form(
        f"{base}/professional/{uuid.uuid4()}", button="on", name="Ann Bee", agreed="yes"
    )
    client.post_form(f"{base}/history", button="on", history="Moved twice.")
    client.post_form(f"{base}/identity/{child}", button="on", ethnicity="MWBC", gp="Mill Road")
    client.post_form(
        f"{base}/request", button="on", wanted="See her before half past three.", need="N1"
    )
    assert client.post_form(f"{base}/check", form="send").status_code == 303
    contact = contact_of(base)
    assert contact.kind is ContactKind.REFERRAL and contact.status is ContactStatus.SUBMITTED
    page = client_for(make.account(Role.MASH_ADVISER)).get(f"/contacts/{contact.id}").text
    for words in (
        *("See her before half past three.", "Chin or jaw", "4 Fen Row", "Ann Bee", "Mill Road"),
        *("Moved twice.", "White and Black Caribbean", "Abuse or neglect (N1)"),
    ):
        assert words in page, words
    assert db.session.query(Injury).count() == 1


def test_a_referral_in_three_minutes_is_sent_as_it_is(as_teacher):
    base = begin(as_teacher, "short")
    as_teacher.post_form(f"{base}/short", form="answers", button="on", what_happened="No coat")
    assert as_teacher.post_form(f"{base}/check", form="send").status_code == 303
    assert contact_of(base).kind is ContactKind.REFERRAL
