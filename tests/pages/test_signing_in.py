"""Signing in: through the real page, on a session the server keeps."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import lxml.html
import pytest
import time_machine
from flask import Flask
from werkzeug.security import gen_salt

from portal.commands.accounts import deactivate
from portal.extensions import db
from portal.guessing import try_to_sign_in
from portal.models import Account, AuditEvent, Membership, SignIn, SignInAttempt
from tests.makers import NOON, PASSWORD, Maker
from tests.page_client import PageClient

WRONG = "Check your email address and password"
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "////evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "/\\/evil.example",
    "%2F%2Fevil.example",
    "/%2F%2Fevil.example",
    "/%5Cevil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\x00//evil.example",
    "/%09/evil.example",
    "javascript:alert(1)",
    "data:text/html,hello",
    "http:evil.example",
    "/sign-out",  # acts, and is no page
    "/static/portal.css",
    "/no/such/page",
    "/" + "a" * 5000,
]


def test_teacher_signs_in_and_reaches_home(make: Maker, anonymous: PageClient) -> None:
    teacher = make.account()
    assert anonymous.get("/").status_code == 303
    answer = anonymous.sign_in(teacher.email)
    assert answer.status_code == 303
    assert teacher.name in anonymous.get("/sign-ins").text
    assert db.session.query(AuditEvent).filter_by(action="sign_in", result="done").count() == 1


def test_letter_case_and_spaces_around_the_address_do_not_matter(
    make: Maker, anonymous: PageClient
) -> None:
    teacher = make.account()
    assert anonymous.sign_in(f" {teacher.email.upper()} ").status_code == 303


def _refusal(client: PageClient, email: str, password: str) -> str:
    """The page as refused, without what any two pages differ in."""
    answer = client.sign_in(email, password)
    assert answer.status_code == 422
    assert WRONG in answer.text
    lines = answer.text.replace(email, "ADDRESS").splitlines()
    return "\n".join(line for line in lines if "csrf_token" not in line)


def test_unknown_wrong_locked_and_stopped_look_the_same(make: Maker, app: Flask) -> None:
    teacher, locked, stopped = make.account(), make.account(), make.account()
    deactivate(stopped.id, at=NOON)
    for _ in range(10):
        _refusal(PageClient(app), locked.email, "not the password")
    wrong = _refusal(PageClient(app), teacher.email, "not the password")
    assert wrong == _refusal(PageClient(app), "nobody@example.org", "not the password")
    assert wrong == _refusal(PageClient(app), locked.email, PASSWORD)
    assert wrong == _refusal(PageClient(app), stopped.email, PASSWORD)


def test_the_password_is_never_sent_back(make: Maker, anonymous: PageClient) -> None:
    answer = anonymous.sign_in(make.account().email, "a password with a typo")
    assert "a password with a typo" not in answer.text


def test_after_ten_wrong_guesses_the_right_password_waits_five_minutes(
    make: Maker, app: Flask, anonymous: PageClient
) -> None:
    teacher, colleague = make.account(), make.account()
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(10):
            _refusal(PageClient(app), teacher.email, "not the password")
        _refusal(anonymous, teacher.email, PASSWORD)
        assert PageClient(app).sign_in(colleague.email).status_code == 303
        clock.shift(timedelta(minutes=5, seconds=1))
        assert anonymous.sign_in(teacher.email).status_code == 303


def test_a_locked_name_is_not_kept_locked_by_more_guesses(make: Maker, app: Flask) -> None:
    teacher = make.account()
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(14):
            _refusal(PageClient(app), teacher.email, "not the password")
            clock.shift(timedelta(seconds=20))
        clock.shift(timedelta(minutes=3))  # five minutes after the tenth guess
        assert PageClient(app).sign_in(teacher.email).status_code == 303


def test_a_stranger_cannot_lock_a_teacher_out_of_the_browser_they_use(
    make: Maker, app: Flask, client_for: Callable[[Account], PageClient]
) -> None:
    teacher = make.account()
    theirs = client_for(teacher)
    theirs.post_form("/sign-ins", form="/sign-out")
    for _ in range(12):
        _refusal(PageClient(app), teacher.email, "not the password")
    assert theirs.sign_in(teacher.email).status_code == 303


def test_a_known_browser_has_ten_guesses_too(
    make: Maker, client_for: Callable[[Account], PageClient]
) -> None:
    teacher = make.account()
    theirs = client_for(teacher)
    theirs.post_form("/sign-ins", form="/sign-out")
    for _ in range(10):
        _refusal(theirs, teacher.email, "not the password")
    _refusal(theirs, teacher.email, PASSWORD)


@pytest.mark.parametrize("forged", ["", "x", "bnVsbA.x", "WyJhIixbXV0.abc", "\u00ff"])
def test_a_forged_mark_of_a_known_browser_counts_as_a_stranger(
    make: Maker, anonymous: PageClient, forged: str
) -> None:
    anonymous.http.set_cookie("portal-known", forged, path="/sign-in")
    assert anonymous.sign_in(make.account().email).status_code == 303


def test_guesses_at_the_same_instant_from_many_workers_stay_within_ten(
    make: Maker, app: Flask
) -> None:
    teacher = make.account()
    email, now = teacher.email, datetime.now(UTC)
    db.session.rollback()  # reading the address took the write lock

    def guess(number: int) -> None:
        with app.test_request_context("/sign-in", method="POST"):
            try_to_sign_in(email, f"guess number {number}", at=now)
            db.session.remove()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(guess, range(40)))
    checked = db.session.query(AuditEvent).filter_by(result="refused", why="").count()
    assert checked == 10
    assert db.session.query(SignInAttempt).count() == 10


def test_old_guesses_are_dropped(make: Maker, app: Flask) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for number in range(6):
            _refusal(PageClient(app), f"nobody{number}@example.org", "not the password")
        clock.shift(timedelta(minutes=6))
        PageClient(app).sign_in(make.account().email)
    assert db.session.query(SignInAttempt).count() == 0


def test_names_that_were_guessed_are_not_stored(anonymous: PageClient) -> None:
    anonymous.sign_in("somebody@example.org", "not the password")
    kept = db.session.query(SignInAttempt).one()
    assert "somebody" not in kept.email_hash
    assert len(kept.email_hash) == 64


def test_a_new_session_gets_a_new_token_and_the_old_one_is_no_use(make: Maker, app: Flask) -> None:
    teacher = make.account()
    client = PageClient(app)
    client.sign_in(teacher.email)
    first = client.http.get_cookie("portal")
    client.post_form("/sign-ins", form="/sign-out")
    client.sign_in(teacher.email)
    second = client.http.get_cookie("portal")
    assert first and second and first.value != second.value
    thief = PageClient(app)
    thief.http.set_cookie("portal", first.value)
    assert thief.get("/sign-ins").status_code == 303


def test_what_a_stranger_planted_in_the_session_does_not_survive_signing_in(
    make: Maker, anonymous: PageClient
) -> None:
    with anonymous.http.session_transaction() as session:
        session["planted"] = gen_salt(8)
        session["locale"] = "cy"
    anonymous.sign_in(make.account().email)
    with anonymous.http.session_transaction() as session:
        assert "planted" not in session
        assert session["locale"] == "cy"


def test_signing_in_returns_to_the_page_asked_for(make: Maker, anonymous: PageClient) -> None:
    answer = anonymous.get("/change-password?who=someone")
    assert answer.headers["Location"] == "/sign-in?next=/change-password"
    teacher = make.account()
    back = anonymous.post_form(answer.headers["Location"], email=teacher.email, password=PASSWORD)
    assert back.headers["Location"] == "/change-password"


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_signing_in_never_leads_to_another_site(
    make: Maker, anonymous: PageClient, elsewhere: str
) -> None:
    seen = anonymous.http.get("/sign-in")
    token = seen.text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = anonymous.http.post(
        "/sign-in",
        query_string={"next": elsewhere},
        data={"email": make.account().email, "password": PASSWORD, "csrf_token": token},
    )
    if "\x00" in elsewhere:
        assert answer.status_code == 400
    else:
        assert (answer.status_code, answer.headers["Location"]) == (303, "/")


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_choosing_a_language_never_leads_to_another_site(
    anonymous: PageClient, elsewhere: str
) -> None:
    seen = anonymous.http.get("/help")
    token = seen.text.split('name="csrf_token" value="')[1].split('"')[0]
    given = {"locale": "cy", "return_to": elsewhere, "csrf_token": token}
    answer = anonymous.http.post("/language", data=given)
    assert answer.headers.get("Location", "/") == "/"


def test_whoever_is_signed_in_is_sent_on_from_the_sign_in_page(as_teacher: PageClient) -> None:
    assert as_teacher.get("/sign-in?next=/sign-ins").headers["Location"] == "/sign-ins"


def test_an_account_without_a_role_cannot_sign_in(make: Maker, anonymous: PageClient) -> None:
    teacher = make.account()
    db.session.query(Membership).filter_by(account_id=teacher.id).update({"is_active": False})
    db.session.commit()
    _refusal(anonymous, teacher.email, PASSWORD)


def test_signing_out_ends_the_session_and_clears_the_browser(
    make: Maker, app: Flask, as_teacher: PageClient
) -> None:
    cookie = as_teacher.http.get_cookie("portal")
    answer = as_teacher.post_form("/sign-ins", form="/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert db.session.query(SignIn).one().ended_why == "signed_out"
    assert as_teacher.get("/sign-ins").status_code == 303
    assert cookie
    thief = PageClient(app)
    thief.http.set_cookie("portal", cookie.value)
    assert thief.get("/sign-ins").status_code == 303


def test_signing_out_takes_a_post(as_teacher: PageClient) -> None:
    assert as_teacher.get("/sign-out").status_code == 404
    assert as_teacher.get("/sign-ins").status_code == 200


@pytest.mark.parametrize("field", ["email", "password"])
def test_an_empty_field_says_what_to_enter(anonymous: PageClient, field: str) -> None:
    given = {"email": "somebody@example.org", "password": "something", field: ""}
    answer = anonymous.post_form("/sign-in", **given)
    assert answer.status_code == 422
    assert "Enter your" in answer.text
    assert "Error: " in answer.text.split("<title>")[1].split("</title>")[0]


@pytest.mark.parametrize(
    "hostile",
    ["'; DROP TABLE accounts; --", "<script>x</script>@a", "\u202e@x", "🦉@x", "a" * 9999],
)
def test_hostile_addresses_are_only_wrong(anonymous: PageClient, hostile: str) -> None:
    answer = anonymous.sign_in(hostile, hostile)
    assert answer.status_code == 422
    assert "<script>x" not in answer.text


def test_who_cannot_sign_in_is_led_to_the_phone_numbers(anonymous: PageClient) -> None:
    (details,) = lxml.html.fromstring(anonymous.get("/sign-in").text).xpath("//details")
    assert details.xpath(".//a[@href='/help']") and "<" not in details.text_content()
