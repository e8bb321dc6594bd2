"""Taking up, giving back and reassigning on their pages."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import lxml.html
import pytest
import time_machine

from portal.extensions import db
from portal.models import Account
from portal.vocabulary import ContactStatus, Role
from tests.makers import NOON, Maker
from tests.page_client import PageClient, form_values
from tests.pages.queue_pages import rows

ClientFor = Callable[[Account], PageClient]
S = ContactStatus


@pytest.fixture(autouse=True)
def at_noon() -> Any:
    """Every page of these tests is asked for at noon on a Wednesday, unless it moves the clock."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def test_adviser_takes_up_a_contact(make: Maker, client_for: ClientFor) -> None:
    adviser = make.account(Role.MASH_ADVISER)
    contact = make.consultation()
    client = client_for(adviser)
    answer = client.post_form(f"/contacts/{contact.id}/take-up", knows_family="no")
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"/contacts/{contact.id}")
    db.session.refresh(contact)
    assert contact.adviser_id == adviser.id


def test_taking_up_asks_the_question_again_without_an_answer(
    make: Maker, as_mash_adviser: PageClient
) -> None:
    contact = make.consultation()
    answer = as_mash_adviser.post_form(f"/contacts/{contact.id}/take-up")
    assert answer.status_code == 422
    assert "Select yes if you know this family" in answer.text


def test_the_one_who_comes_second_reads_who_was_first(make: Maker, client_for: ClientFor) -> None:
    contact = make.consultation()
    first = client_for(make.account(Role.MASH_ADVISER, name="Sam Hill"))
    second = client_for(make.account(Role.MASH_ADVISER))
    url = f"/contacts/{contact.id}/take-up"
    assert second.get(url).status_code == 200
    first.post_form(url, knows_family="no")
    answer = second.get(url)
    assert answer.status_code == 409
    assert "Sam Hill has had it since 18 November 2026, 12pm." in answer.text


def test_an_adviser_who_knows_the_family_is_thanked_and_sees_it_no_more(
    make: Maker, client_for: ClientFor
) -> None:
    contact = make.consultation()
    client = client_for(make.account(Role.MASH_ADVISER))
    answer = client.post_form(f"/contacts/{contact.id}/take-up", knows_family="yes")
    assert answer.status_code == 303
    assert str(contact.id) not in answer.headers["Location"]
    assert "We have recorded" in client.get(answer.headers["Location"]).text
    assert client.get(f"/contacts/{contact.id}/take-up").status_code == 404
    assert rows(client.get("/queue")) == []
    assert rows(client_for(make.account(Role.MASH_ADVISER)).get("/queue")) == [contact.reference]


def test_nobody_is_offered_their_own_submission(make: Maker, client_for: ClientFor) -> None:
    adviser = make.account(Role.MASH_ADVISER)
    contact = make.consultation(asker=adviser)
    client = client_for(adviser)
    assert f"take-{contact.id}" not in client.get("/queue").text
    assert client.get(f"/contacts/{contact.id}/take-up").status_code == 404


def test_giving_back_is_for_the_holder_or_a_decision_maker(
    make: Maker, client_for: ClientFor
) -> None:
    holder = make.account(Role.MASH_ADVISER)
    contact = make.consultation(S.WITH_ADVISER, adviser=holder)
    url = f"/contacts/{contact.id}/give-back"
    assert client_for(make.account(Role.MASH_ADVISER)).get(url).status_code == 404
    assert client_for(make.account(Role.DECISION_MAKER)).get(url).status_code == 200
    answer = client_for(holder).post_form(url, reason="End of shift")
    assert answer.status_code == 303
    db.session.refresh(contact)
    assert contact.status is S.SUBMITTED


def test_decision_maker_reassigns_on_the_page(make: Maker, client_for: ClientFor) -> None:
    contact = make.consultation()
    adviser = make.account(Role.MASH_ADVISER, name="Mererid Rhys")
    url = f"/contacts/{contact.id}/reassign"
    assert client_for(adviser).get(url).status_code == 404
    decider = client_for(make.account(Role.DECISION_MAKER))
    answer = decider.post_form(url, to_account_id=str(adviser.id), reason="Knows the school")
    assert answer.status_code == 303
    db.session.refresh(contact)
    assert contact.adviser_name == "Mererid Rhys"


def test_of_two_decision_makers_who_choose_at_once_the_second_is_shown_both(
    make: Maker, client_for: ClientFor
) -> None:
    contact = make.consultation()
    first, second = (make.account(Role.MASH_ADVISER, name=name) for name in ("Ann Bee", "Cai Dee"))
    url = f"/contacts/{contact.id}/reassign"
    one, other = (client_for(make.account(Role.DECISION_MAKER)) for _ in range(2))
    form = lxml.html.fromstring(one.get(url).text).xpath("//main//form")[0]
    typed = {**dict(form.form_values()), "to_account_id": str(second.id), "reason": "Free"}
    assert other.post_form(url, to_account_id=str(first.id), reason="Near").status_code == 303
    answer = one.post(url, data=typed)
    assert "Somebody else got it while you were choosing" in answer.text
    assert "Ann Bee has it now." in answer.text and "Free" in answer.text
    again = dict(lxml.html.fromstring(answer.text).xpath("//main//form")[0].form_values())
    assert again["to_account_id"] == str(second.id)
    db.session.refresh(contact)
    assert contact.adviser_name == "Ann Bee"
    assert one.post(url, data=again).status_code == 303
    db.session.refresh(contact)
    assert contact.adviser_name == "Cai Dee"


def test_a_reason_typed_before_the_sign_in_ran_out_comes_back(
    make: Maker, client_for: ClientFor, at_noon: Any
) -> None:
    holder = make.account(Role.MASH_ADVISER)
    contact = make.consultation(S.WITH_ADVISER, adviser=holder)
    url = f"/contacts/{contact.id}/give-back"
    client = client_for(holder)
    form = lxml.html.fromstring(client.get(url).text).xpath("//main//form")[0]
    at_noon.move_to(NOON + timedelta(minutes=20))
    answer = client.post(url, data={**dict(form.form_values()), "reason": "My shift ends"})
    assert answer.status_code == 303 and "/sign-in" in answer.headers["Location"]
    client.sign_in(holder.email)
    page = client.get(url)
    assert "My shift ends" in page.text and "What you typed is back" in page.text
    client.post_form(url)
    db.session.refresh(contact)
    assert contact.status is S.SUBMITTED


def test_who_knows_the_family_is_heard_though_the_contact_was_given_to_them_meanwhile(
    make: Maker, client_for: ClientFor
) -> None:
    adviser, manager = make.account(Role.MASH_ADVISER), make.account(Role.DECISION_MAKER)
    contact = make.consultation()
    url, ids = f"/contacts/{contact.id}", {"to_account_id": str(adviser.id), "reason": "Your turn"}
    client = client_for(adviser)
    token = form_values(
        lxml.html.fromstring(client.get(f"{url}/take-up").text).xpath("//main//form")[0]
    )
    client_for(manager).post_form(f"{url}/reassign", **ids)
    answer = client.post(f"{url}/take-up", {**dict(token), "knows_family": "yes"})
    assert answer.headers["Location"] == "/queue/set-aside"
    assert client.get(url).status_code == 404
    db.session.expire_all()
    assert (contact.status, contact.adviser_id) == (S.SUBMITTED, None)
