"""Many requests at the same instant: each act happens once, each word is kept or shown again."""

import threading
import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

import lxml.html
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from portal.extensions import db
from portal.models import (
    Account,
    Advice,
    AuditEvent,
    Contact,
    ContactEvent,
    Disagreement,
    FamilyConflict,
    KeptWords,
    Message,
    OutboxMessage,
    SavedPage,
)
from portal.vocabulary import ContactStatus, Role
from tests.commands.disagreeing import CHALLENGE
from tests.makers import Maker
from tests.page_client import PageClient, form_data

ClientFor = Callable[[Account], PageClient]
Send = Callable[[], TestResponse]
AT_ONCE = 6
LONGEST = 60  # seconds; on a busy machine it takes two
ADVICE = {
    "level": "2",
    "outcome": "early_help",
    "descriptors": "CAR",
    "reasons": "Basic needs are not met often enough.",
    "advice": "Offer an early help assessment.",
    "step_1_what": "Meet the mother",
    "step_1_who": "Class teacher",
    "would_lower": "Breakfast every day for a month",
    "safe_to_tell": "yes",
}


class Desk:
    """One signed-in person with a page open: ready to press its button any number of times."""

    def __init__(self, app: Flask, client: PageClient) -> None:
        self.app, self.client = app, client

    def ready(self, page: str, button: str | None = None, **fields: Any) -> Send:
        """The page's real form filled in, to be sent from any thread."""
        form = lxml.html.fromstring(self.client.get(page).text).xpath("//main//form")[0]
        data = form_data(form, fields, button)
        return self.sends(form.get("action") or page, data)

    def sends(self, address: str, data: dict[str, Any]) -> Send:
        """A post of this person's browser."""
        return lambda: self._browser().post(address, data=data, headers=self._cookie())

    def opens(self, page: str) -> Send:
        """The page fetched."""
        return lambda: self._browser().get(page, headers=self._cookie())

    def token(self) -> str:
        page = lxml.html.fromstring(self.client.get("/help").text)
        return str(page.xpath("//input[@name='csrf_token']/@value")[0])

    def _browser(self) -> Any:
        return self.app.test_client(use_cookies=False)

    def _cookie(self) -> dict[str, str]:
        cookie = self.client.http.get_cookie("portal")
        assert cookie is not None
        return {"Cookie": f"portal={cookie.value}"}


@pytest.fixture
def desk(app: Flask, client_for: ClientFor) -> Callable[[Account], Desk]:
    return lambda account: Desk(app, client_for(account))


def at_once(*sends: Send) -> list[TestResponse]:
    """What everybody is answered when all send in the same instant; never an error of ours."""
    db.session.remove()  # the test itself lets go of the database
    answers: list[Any] = [None] * len(sends)
    ready = threading.Barrier(len(sends))

    def one(number: int) -> None:
        ready.wait(LONGEST)
        answers[number] = sends[number]()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(len(sends))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST)
    assert None not in answers
    assert all(answer.status_code < 500 for answer in answers), statuses(answers)
    return answers


def statuses(answers: list[TestResponse]) -> Counter[int]:
    return Counter(answer.status_code for answer in answers)


def acts(action: str) -> int:
    return db.session.query(ContactEvent).filter_by(action=action).count()


def the_contact() -> Contact:
    return db.session.query(Contact).one()


@pytest.fixture
def people(make: Maker) -> dict[str, Account]:
    return {
        "teacher": make.account(),
        "adviser": make.account(Role.MASH_ADVISER),
        "other": make.account(Role.MASH_ADVISER),
        "manager": make.account(Role.DECISION_MAKER),
    }


@pytest.fixture
def advised(make: Maker, people: dict[str, Account]) -> str:
    """The address of a contact that has been answered."""
    contact = make.consultation(
        ContactStatus.ADVISED, asker=people["teacher"], adviser=people["adviser"]
    )
    db.session.add(make_advice(contact, people["adviser"]))
    db.session.commit()
    return f"/contacts/{contact.id}"


def make_advice(contact: Contact, adviser: Account) -> Advice:
    return Advice(
        hub_id=contact.hub_id,
        contact_id=contact.id,
        version=1,
        status="given",
        adviser_id=adviser.id,
        adviser_name=adviser.name,
        framework_id=contact.framework_id,
        level=2,
        outcome="early_help",
        descriptors=["CAR-20"],
        reasons="Basic needs.",
        advice="Offer help.",
        safe_to_tell="yes",
        given_at=contact.created_at,
    )


def address(make: Maker, people: dict[str, Account], status: ContactStatus) -> str:
    holder = None if status is ContactStatus.SUBMITTED else people["adviser"]
    return f"/contacts/{make.consultation(status, asker=people['teacher'], adviser=holder).id}"


def test_taking_up_while_the_manager_gives_it_to_another(make, people, desk) -> None:
    base = address(make, people, ContactStatus.SUBMITTED)
    take = desk(people["adviser"]).ready(f"{base}/take-up", knows_family="no")
    give = desk(people["manager"]).ready(
        f"{base}/reassign", to_account_id=str(people["other"].id), reason="Knows the school"
    )
    other_id, taker_id = people["other"].id, people["adviser"].id
    taken, given = at_once(take, give)
    is_given = given.status_code == 303  # or they are shown who took it, and choose again
    assert (taken.status_code, given.status_code) in {(303, 422), (409, 303)}
    assert the_contact().adviser_id == (other_id if is_given else taker_id)
    assert (acts("reassign"), acts("take_up")) == (int(is_given), int(not is_given))


def test_who_says_they_know_the_family_never_has_it_all_the_same(make, people, desk) -> None:
    base = address(make, people, ContactStatus.SUBMITTED)
    aside = desk(people["adviser"]).ready(f"{base}/take-up", knows_family="yes")
    give = desk(people["manager"]).ready(
        f"{base}/reassign", to_account_id=str(people["adviser"].id), reason="Next in turn"
    )
    barred = people["adviser"].id
    at_once(aside, give)
    known = db.session.query(FamilyConflict).filter_by(account_id=barred).count()
    assert not (known and the_contact().adviser_id == barred)


def test_advice_sent_many_times_from_one_page_is_sent_once(make, people, desk) -> None:
    base = address(make, people, ContactStatus.WITH_ADVISER)
    adviser = desk(people["adviser"])
    adviser.ready(f"{base}/advice", **ADVICE)()
    answers = at_once(*[adviser.ready(f"{base}/advice/preview")] * AT_ONCE)
    assert statuses(answers) == {303: AT_ONCE}
    assert db.session.query(Advice).count() == acts("give_advice") == 1
    assert db.session.query(OutboxMessage).filter_by(kind="advice").count() == 1
    assert db.session.query(AuditEvent).filter_by(action="give_advice").count() == 1


def test_of_two_people_who_advise_at_once_one_does_and_the_other_keeps_the_words(
    make, people, desk
) -> None:
    base = address(make, people, ContactStatus.WITH_ADVISER)
    both = [desk(people[name]) for name in ("adviser", "manager")]
    for number, one in enumerate(both):
        one.ready(f"{base}/advice", **{**ADVICE, "advice": f"Words of window {number}."})()
    answers = at_once(*(one.ready(f"{base}/advice/preview") for one in both))
    assert statuses(answers) == {303: 1, 409: 1}
    assert db.session.query(Advice).count() == 1
    kept = db.session.query(SavedPage).filter_by(page="give_advice").one()
    assert {kept.answers["advice"], db.session.query(Advice).one().advice} == {
        "Words of window 0.",
        "Words of window 1.",
    }


def test_a_reply_that_crosses_the_advice_is_on_the_record_or_shown_to_its_writer(
    make, people, desk
) -> None:
    base = address(make, people, ContactStatus.WAITING_FOR_INFORMATION)
    adviser = desk(people["adviser"])
    adviser.ready(f"{base}/advice", **ADVICE)()
    words = "He was collected by his aunt."
    reply = desk(people["teacher"]).ready(f"{base}/reply", text=words)
    advice, replied = at_once(adviser.ready(f"{base}/advice/preview"), reply)
    on_record = db.session.query(Message).filter_by(text=words).count()
    assert on_record == int(replied.status_code == 303)
    if on_record:  # it came first: nothing is sent before the adviser has seen it
        assert advice.status_code == 200 and words in advice.text
    else:
        assert replied.status_code == 409 and words in replied.text
        assert advice.status_code == 303
        assert the_contact().status is ContactStatus.ADVISED


@pytest.mark.parametrize(
    ("page", "field", "status", "kind"),
    [
        ("reply", "text", ContactStatus.WAITING_FOR_INFORMATION, Message),
        ("add-information", "text", ContactStatus.WITH_ADVISER, Message),
    ],
)
def test_words_sent_many_times_from_one_page_are_said_once(
    make, people, desk, page: str, field: str, status: ContactStatus, kind: type
) -> None:
    base = address(make, people, status)
    send = desk(people["teacher"]).ready(f"{base}/{page}", **{field: "He was hungry again."})
    assert statuses(at_once(*[send] * AT_ONCE)) == {303: AT_ONCE}
    assert db.session.query(kind).count() == acts(page.replace("-", "_")) == 1


def test_a_disagreement_sent_many_times_is_recorded_once(people, advised, desk) -> None:
    send = desk(people["teacher"]).ready(f"{advised}/disagree", **CHALLENGE)
    assert statuses(at_once(*[send] * AT_ONCE)) == {303: AT_ONCE}
    assert db.session.query(Disagreement).count() == acts("disagree") == 1


def test_acknowledging_while_the_advice_is_withdrawn_does_one_of_them(
    people, advised, desk
) -> None:
    teacher = desk(people["teacher"])
    accept = teacher.sends(f"{advised}/acknowledge", {"csrf_token": teacher.token()})
    withdraw = desk(people["adviser"]).ready(f"{advised}/advice/withdraw", reason="New facts")
    accepted, withdrawn = at_once(accept, withdraw)
    advice, now = db.session.query(Advice).one(), the_contact().status
    assert withdrawn.status_code == 303 and advice.status == "withdrawn"
    assert now is ContactStatus.WITH_ADVISER
    assert (accepted.status_code == 303) == (acts("acknowledge") == 1)


def test_the_first_look_of_many_is_noted_once_and_every_look_is_audited(make, people, desk) -> None:
    base = address(make, people, ContactStatus.SUBMITTED)
    look = desk(people["adviser"]).opens(base)
    assert statuses(at_once(*[look] * AT_ONCE)) == {200: AT_ONCE}
    assert acts("opened") == 1
    assert db.session.query(AuditEvent).filter_by(action="read").count() == AT_ONCE


def test_pages_that_save_themselves_at_once_keep_one_whole_text(make, people, desk) -> None:
    base = address(make, people, ContactStatus.WAITING_FOR_INFORMATION)
    teacher = desk(people["teacher"])
    token = teacher.token()
    texts = [f"Text {number} " * 50 for number in range(AT_ONCE)]
    saves = [
        teacher.sends(f"{base}/reply", {"csrf_token": token, "autosave": "1", "text": text})
        for text in texts
    ]
    assert statuses(at_once(*saves)) == {200: AT_ONCE}
    assert db.session.query(SavedPage).one().answers["text"] in texts


def test_words_kept_many_times_at_once_are_all_answered_and_one_is_kept(people, desk) -> None:
    teacher = desk(people["teacher"])
    page = f"/contacts/{uuid.uuid4()}/reply"
    data = {"csrf_token": teacher.token(), "return_to": page}
    keeps = [teacher.sends("/keep", {**data, "text": f"Text {n}"}) for n in range(AT_ONCE)]
    assert statuses(at_once(*keeps)) == {204: AT_ONCE}
    assert db.session.query(KeptWords).one().fields["text"][0].startswith("Text ")
