"""When something goes wrong: a page that says so, what to do, and nothing half done."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import lxml.html
import pytest
from flask import Flask, g
from psycopg.errors import DeadlockDetected
from sqlalchemy.exc import OperationalError

from portal import access
from portal.coming_back import typed_texts
from portal.extensions import db
from portal.headers import HEADERS
from portal.models import Account, AuditEvent, Contact
from portal.vocabulary import Role
from tests.actors import actor_of
from tests.makers import Maker
from tests.page_client import PageClient, checked, form_data, form_values
from tests.pages.journey import begin
from tests.served import hidden, served

ACT_ANYWAY = "call 999 if someone is in danger"

__all__ = ["served"]  # a fixture shared with the guards


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/no/such/page"),
        ("GET", "/keep"),
        ("DELETE", "/"),
        ("POST", "/help"),
        ("GET", "/contacts/not-an-id"),
        ("GET", "/contacts/00000000-0000-4000-8000-000000000000"),
        ("GET", "/%2e%2e/etc/passwd"),
        ("GET", "/static/../config.py"),
        ("GET", "/\u202e"),
    ],
)
def test_every_refusal_looks_like_not_found(
    as_mash_adviser: PageClient, method: str, path: str
) -> None:
    answer = checked(as_mash_adviser.http.open(path, method=method))
    assert answer.status_code == 404
    assert "Page not found" in answer.text
    assert ACT_ANYWAY in answer.text


def test_a_hub_without_a_threshold_document_says_so_and_whom_to_phone(
    make: Maker, as_teacher: PageClient
) -> None:
    """On the first day of a hub; no draft is begun that could not be gone on with."""
    make.hub.framework_id = None
    db.session.commit()
    asked = as_teacher.post_form("/", form="/consultations/start", button="full")
    for answer in (asked, as_teacher.get("/consultations/on-paper/consultation.pdf")):
        assert answer.status_code == 409
        assert "not put its threshold document here yet" in answer.text
        assert ACT_ANYWAY in answer.text
    assert db.session.query(Contact).count() == 0


def test_too_much_text_says_what_is_safe_and_what_to_do(as_teacher: PageClient) -> None:
    answer = as_teacher.post("/change-password", {"note": "x" * 2_200_000})
    assert answer.status_code == 413
    assert "Everything you saved before is still there" in answer.text


@pytest.mark.parametrize("kind", ["multipart/form-data", "application/x-www-form-urlencoded"])
def test_too_many_fields_are_refused_like_too_much_text(as_teacher: PageClient, kind: str) -> None:
    fields = {f"field{number}": "" for number in range(5_100)}
    answer = checked(as_teacher.http.post("/change-password", data=fields, content_type=kind))
    assert answer.status_code == 413
    assert "Everything you saved before is still there" in answer.text


@pytest.mark.parametrize("where", ["path", "query", "form", "name"])
def test_null_characters_are_refused_before_anything_reads_them(
    as_teacher: PageClient, where: str
) -> None:
    if where in {"path", "query"}:
        answer = as_teacher.get("/no%00page" if where == "path" else "/help?q=a%00b")
    else:
        answer = as_teacher.post("/sign-in", {"a\0": "b"} if where == "name" else {"a": "b\0c"})
    assert answer.status_code == 400
    assert "Sorry, there is a problem" in answer.text


def test_what_was_typed_comes_as_fields_and_never_as_json_or_a_file(
    as_mash_adviser: PageClient,
) -> None:
    """Both would reach a form past everything that looks at words first."""
    form = lxml.html.fromstring(as_mash_adviser.get("/queue/find").text).get_element_by_id(
        "find-again"
    )
    given = {"X-CSRFToken": dict(form_values(form))["csrf_token"]}
    for value in ("Wren\0", 5, {"a": [1]}):
        answer = as_mash_adviser.http.post("/queue/find", json={"find": value}, headers=given)
        assert checked(answer).status_code == 400
    as_file = {"find": (BytesIO(b"Wren"), "Wren.txt")}
    answer = checked(as_mash_adviser.http.post("/queue/find", data=as_file, headers=given))
    assert answer.status_code == 422
    assert "Wren" not in answer.text


def test_an_error_nobody_expected_becomes_a_page_that_tells_nothing(
    served: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = PageClient(served).get("/boom")
    assert answer.status_code == 500
    assert "nothing was half saved" in answer.text
    assert ACT_ANYWAY in answer.text
    assert "Wren" not in answer.text
    assert "ValueError" not in answer.text
    logged = "".join(capsys.readouterr())
    assert "request_failed" in logged
    assert "ValueError" in logged
    assert "Wren" not in logged
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_without_its_audit_trail_no_record_is_shown(served: Flask, make: Maker) -> None:
    contact = make.consultation()
    adviser = make.account(Role.MASH_ADVISER)
    path, email = f"/contacts/{contact.id}", adviser.email
    db.session.rollback()
    client = PageClient(served)
    client.sign_in(email)
    with hidden("audit_events"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "Wren" not in answer.text
    assert client.get(path).status_code == 200


def test_a_post_that_fails_keeps_its_words_on_the_page_and_can_be_sent_again(
    served: Flask, make: Maker
) -> None:
    email = make.account(Role.REFERRING_PROFESSIONAL).email
    db.session.rollback()
    client = PageClient(served)
    client.sign_in(email)
    url, words = f"{begin(client)}/tried", 'We rang "twice".\n\nNobody came.'
    form = lxml.html.fromstring(client.get(url).text).xpath("//form[@id='answers']")[0]
    with hidden("audit_events"):
        own = {"Sec-Fetch-Site": "same-origin", "Origin": "null"}  # as browsers send our forms
        answer = client.post(url, form_data(form, {"tried": words}, "on"), headers=own)
        assert answer.status_code == 503
        assert "We rang" in lxml.html.fromstring(answer.text).xpath("//main")[0].text_content()
        elsewhere = client.post(url, {"tried": "Planted"}, headers={"Sec-Fetch-Site": "cross-site"})
        assert "Planted" not in elsewhere.text
    again = lxml.html.fromstring(answer.text).xpath("//main//form")[0]
    assert client.post(again.get("action"), dict(form_values(again))).status_code == 303
    assert words.splitlines()[2] in client.get(url).text


def test_without_a_database_there_is_still_a_page_with_what_to_do_and_whom_to_phone(
    served: Flask, make: Maker, caplog: pytest.LogCaptureFixture
) -> None:
    email, phone = make.account().email, make.hub.phone
    db.session.rollback()
    client = PageClient(served)
    client.sign_in(email)
    assert phone in client.get("/help").text
    with hidden("sign_ins"):
        assert (broken := client.get("/help")).status_code == 503
        assert phone in broken.text
        # A form whose token is wrong, too: the error is met while another one is answered.
        assert client.post("/queue/find", {"find": "Wren"}).status_code == 503
        assert caplog.text == ""  # Flask's own way to tell of it shows the whole trace
        for path in ("/", "/no/such/page", "/sign-ins"):
            answer = client.get(path)
            assert answer.status_code == 503
            assert "Sorry, there is a problem" in answer.text


def test_an_act_that_the_database_undid_for_another_is_done_again(
    as_mash_adviser: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    admitted, undone = access._admitted, [DeadlockDetected()]

    def admit(*given: Any) -> Any:
        if undone:
            raise OperationalError("UPDATE contacts", None, undone.pop())
        return admitted(*given)

    monkeypatch.setattr(access, "_admitted", admit)
    assert as_mash_adviser.get("/queue").status_code == 200
    assert not undone


def test_a_page_changed_by_someone_else_says_so_and_htmx_puts_it_in_place(
    make: Maker, client_for: Callable[[Account], PageClient]
) -> None:
    manager = make.account(Role.DECISION_MAKER)
    contact = make.consultation(adviser=manager)
    answer = client_for(manager).get(f"/contacts/{contact.id}/give-back")
    assert answer.status_code == 409
    assert ACT_ANYWAY in answer.text
    assert answer.headers["HX-Retarget"] == answer.headers["HX-Reselect"] == "#main-content"
    assert 'id="main-content"' in answer.text


def test_a_refused_sign_in_is_on_the_record_without_what_was_typed(
    anonymous: PageClient,
) -> None:
    anonymous.sign_in("nobody@example.org", "Wren Adderley")
    event = db.session.query(AuditEvent).one()
    assert (event.action, event.result, event.account_id) == ("sign_in", "refused", None)
    assert "Wren" not in str(vars(event))
    assert "nobody" not in str(vars(event))


def test_a_page_that_shows_what_was_typed_shows_no_password(app: Flask, make: Maker) -> None:
    typed = {"password": "a-secret", "new_password": "another-secret", "note": "She came late."}
    account = make.account()
    with app.test_request_context("/change-password", method="POST", data=typed):
        g._login_user = actor_of(account)
        try:
            assert typed_texts() == ["She came late."]
        finally:
            g.pop("_login_user", None)
