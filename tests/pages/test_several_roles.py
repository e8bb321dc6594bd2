"""Somebody with several roles works in one at a time: chosen at sign-in, changed on any page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from portal.commands.accounts import end_role
from portal.extensions import db
from portal.models import Account, AuditEvent, KeptWords, Membership
from portal.vocabulary import ContactStatus, Role
from portal.web import utc_now
from tests.makers import PASSWORD, Maker
from tests.page_client import PageClient
from tests.several_roles import other_role

ACTING = "You are acting as"


@pytest.fixture
def several(make: Maker, teacher: Account) -> dict[str, Membership]:
    """The teacher is a MASH adviser too, and works for the hub next door."""
    first = db.session.query(Membership).filter_by(account_id=teacher.id).one()
    elsewhere = make.organisation(make.other_hub, name="Clwb Arian")
    return {
        "teacher": first,
        "adviser": other_role(teacher, Role.MASH_ADVISER, make.hub),
        "elsewhere": other_role(teacher, Role.REFERRING_PROFESSIONAL, make.other_hub, elsewhere),
    }


@pytest.fixture
def in_role(
    several: dict[str, Membership], teacher: Account, anonymous: PageClient
) -> Callable[[str], PageClient]:
    """The browser of the one account, in the role of that name."""
    assert anonymous.sign_in(teacher.email).status_code == 303

    def choose(name: str) -> PageClient:
        answer = anonymous.post_form("/role", membership_id=str(several[name].id))
        assert answer.status_code == 303
        return anonymous

    return choose


def test_who_has_several_roles_is_asked_which_one_and_who_has_one_is_not(
    make: Maker, several: dict[str, Membership], teacher: Account, anonymous: PageClient
) -> None:
    answer = anonymous.post_form("/sign-in?next=/queue", email=teacher.email, password=PASSWORD)
    assert answer.headers["Location"] == "/role?next=/queue"
    page = anonymous.get(answer.headers["Location"]).text
    assert ACTING not in page and "checked" not in page and "portal-person" in page
    for said in ("MASH adviser, Wessenshire hub", "Clwb Arian, Dyffryn-Arian hub"):
        assert said in page
    chosen = anonymous.post_form("/role?next=/queue", membership_id=str(several["adviser"].id))
    assert chosen.headers["Location"] == "/queue"
    page = anonymous.get("/queue").text
    assert f"{ACTING}: MASH adviser, Wessenshire hub" in " ".join(page.split())
    (event,) = db.session.query(AuditEvent).filter_by(action="act_as")
    assert (event.role, event.hub_id) == (Role.MASH_ADVISER, make.hub.id)
    assert event.why == "first choice after the password"
    one = PageClient(anonymous.http.application)
    assert one.sign_in(make.account().email).headers["Location"] == "/"
    assert ACTING not in one.get("/").text


def test_nothing_of_a_record_is_seen_before_a_role_is_chosen(
    make: Maker, several: dict[str, Membership], teacher: Account, anonymous: PageClient
) -> None:
    at_school = {"asker": teacher, "organisation_id": several["teacher"].organisation_id}
    contact = make.consultation(**at_school)
    assert anonymous.sign_in(teacher.email).headers["Location"] == "/role"
    reads = db.session.query(AuditEvent).filter(AuditEvent.action.like("read%")).count()
    for path in (f"/contacts/{contact.id}", "/", "/sharing", "/sign-ins", "/queue"):
        assert anonymous.get(path).headers["Location"] == f"/role?next={path}"
    part = anonymous.get("/queue", headers={"HX-Request": "true"})
    assert (part.status_code, part.headers["HX-Redirect"]) == (401, "/role?next=/queue")
    assert anonymous.get("/queue?poll=1").status_code == 401
    page = anonymous.get("/role").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    typed = {"csrf_token": token, "text": "Came in hungry again"}
    answer = anonymous.post("/change-password", typed)
    assert answer.headers["Location"] == "/role?next=/change-password"
    (kept,) = db.session.query(KeptWords)
    assert kept.fields == {"text": ["Came in hungry again"]}
    assert anonymous.get("/stay").status_code == 204 and anonymous.get("/help").status_code == 200
    assert "/role" not in anonymous.get("/none").text
    after = db.session.query(AuditEvent).filter(AuditEvent.action.like("read%")).count()
    assert after == reads


def test_each_role_opens_its_own_and_never_that_of_another(
    make: Maker,
    several: dict[str, Membership],
    in_role: Callable[[str], PageClient],
    teacher: Account,
) -> None:
    at_school = {"asker": teacher, "organisation_id": several["teacher"].organisation_id}
    mine = make.consultation(**at_school)
    draft = make.consultation(ContactStatus.DRAFT, submitted_at=None, **at_school)
    other = make.consultation()
    far = make.consultation(hub=make.other_hub, asker=make.account(hub=make.other_hub))
    opens = {
        "teacher": {mine.id, draft.id},
        "adviser": {mine.id, other.id},
        "elsewhere": set(),
    }
    for role, admitted in opens.items():
        browser = in_role(role)
        assert (browser.get("/queue").status_code == 200) is (role == "adviser")
        for contact in (mine, other, far):
            is_open = browser.get(f"/contacts/{contact.id}").status_code == 200
            assert is_open is (contact.id in admitted), role
        is_open = browser.get(f"/consultations/{draft.id}/people").status_code != 404
        assert is_open is (draft.id in admitted), role
        assert (f"/consultations/{draft.id}" in browser.get("/").text) is (role == "teacher")
    browser = in_role("adviser")
    assert browser.get(f"/contacts/{mine.id}/take-up").status_code == 404
    (event,) = db.session.query(AuditEvent).filter_by(
        action="read", record_id=other.id, result="done"
    )
    assert event.role == Role.MASH_ADVISER


def test_a_page_left_open_is_not_sent_in_the_role_chosen_since(
    in_role: Callable[[str], PageClient],
) -> None:
    browser = in_role("teacher")
    page = browser.get("/change-password").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    in_role("adviser")
    answer = browser.post("/change-password", {"csrf_token": token, "note": "Came in hungry"})
    assert answer.status_code != 200
    (kept,) = db.session.query(KeptWords)
    assert kept.fields == {"note": ["Came in hungry"]}
    assert "change your role" in browser.get("/consultations/none").text


def test_a_role_that_has_ended_admits_nobody_and_cannot_be_chosen(
    make: Maker, several: dict[str, Membership], in_role: Callable[[str], PageClient]
) -> None:
    browser = in_role("adviser")
    given = {"hub_id": make.hub.id, "organisation_id": None, "at": utc_now()}
    account_id = several["adviser"].account_id
    end_role(account_id, role=Role.MASH_ADVISER, **given)
    assert browser.get("/queue").headers["Location"].startswith("/sign-in")
    browser.sign_in(db.session.get_one(Account, account_id).email)
    browser = in_role("teacher")
    assert "MASH adviser" not in browser.get("/role").text
    token = browser.get("/role").text.split('name="csrf_token" value="')[1].split('"')[0]
    for stale in (several["adviser"].id, "no role", ""):
        answer = browser.post("/role", {"csrf_token": token, "membership_id": str(stale)})
        assert answer.status_code == 422
    assert browser.get("/queue").status_code == 404


def test_who_comes_back_after_a_while_is_asked_first_and_finds_what_they_typed(
    several: dict[str, Membership],
    clock: time_machine.Traveller,
    in_role: Callable[[str], PageClient],
    teacher: Account,
) -> None:
    browser, path = in_role("elsewhere"), "/change-password"
    page = browser.get(path).text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    clock.shift(timedelta(minutes=16))
    late = browser.post(path, {"csrf_token": token, "note": "Came in hungry"})
    assert late.headers["Location"] == f"/sign-in?next={path}"
    answer = browser.post_form(f"/sign-in?next={path}", email=teacher.email, password=PASSWORD)
    assert answer.headers["Location"] == f"/role?next={path}&was=1"
    assert browser.get(path).headers["Location"] == f"/role?next={path}"
    page = browser.get(answer.headers["Location"]).text
    assert f'value="{several["elsewhere"].id}" checked' in " ".join(page.split())
    assert browser.post_form(answer.headers["Location"]).headers["Location"] == path
    assert browser.get(path).status_code == 200 and "Clwb Arian" in browser.get("/").text
    (kept,) = db.session.query(KeptWords)
    assert (kept.path, kept.fields) == (path, {"note": ["Came in hungry"]})
