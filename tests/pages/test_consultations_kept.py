"""Nothing typed in a consultation is lost, and nothing of it is anybody else's."""

from collections.abc import Callable
from datetime import timedelta

import lxml.html
import pytest
import time_machine

from portal.extensions import db
from portal.models import Account, Contact, ContactEvent
from portal.vocabulary import Role
from tests.makers import NOON, PASSWORD, Maker
from tests.page_client import PageClient, form_values
from tests.pages.journey import Window, add_child, answers, begin, contact_of, say, value

SignIn = Callable[[Account], PageClient]


def test_a_page_saves_itself_without_checking_or_moving_on(as_teacher: PageClient) -> None:
    base = begin(as_teacher)
    answer = Window(as_teacher, f"{base}/timing").save_itself(leaves_time="half th")
    assert answer.status_code == 200
    assert "Saved at" in answer.text and "Enter a time" not in answer.text
    assert not answer.text.lstrip().startswith("<!doctype")
    assert answers("timing")["leaves_time"] == "half th"  # type: ignore[index]  # just saved


def test_the_saved_part_looks_the_same_on_the_page_and_by_itself(as_teacher: PageClient) -> None:
    base = begin(as_teacher)
    part = Window(as_teacher, f"{base}/tried").save_itself(tried="Breakfast club").text
    page = lxml.html.fromstring(as_teacher.get(f"{base}/tried").text)
    whole, alone = page.xpath("//*[@id='saved']")[0], lxml.html.fromstring(part)
    for tree in (whole, alone):
        assert tree.xpath(".//input[@name='version']/@value") == ["1"]


def test_saving_goes_on_from_what_was_saved_by_itself(as_teacher: PageClient) -> None:
    base = begin(as_teacher)
    window = Window(as_teacher, f"{base}/tried")
    window.save_itself(tried="Breakfast")
    assert window.save(tried="Breakfast club").status_code == 303
    assert answers("tried")["tried"] == "Breakfast club"  # type: ignore[index]


def test_two_windows_are_compared_and_either_can_be_kept(as_teacher: PageClient) -> None:
    base = begin(as_teacher)
    one, two = (Window(as_teacher, f"{base}/tried") for _ in range(2))
    two.save(tried="Words from the other window")
    answer = one.save(tried="Words typed here")
    assert answer.status_code == 409
    assert "Words typed here" in answer.text and "Words from the other window" in answer.text
    form = lxml.html.fromstring(answer.text).xpath("//main//form")[0]
    mine = {**dict(form_values(form)), "go": "keep_typed"}
    assert as_teacher.post(f"{base}/tried", mine).status_code == 303
    assert value(as_teacher, f"{base}/tried", "tried") == "Words typed here"


def test_the_other_windows_words_can_be_kept(as_teacher: PageClient) -> None:
    base = begin(as_teacher)
    one, two = (Window(as_teacher, f"{base}/tried") for _ in range(2))
    two.save(tried="Words from the other window")
    answer = one.save(tried="Words typed here")
    form = lxml.html.fromstring(answer.text).xpath("//main//form")[0]
    as_teacher.post(f"{base}/tried", {**dict(form_values(form)), "go": "keep_saved"})
    assert value(as_teacher, f"{base}/tried", "tried") == "Words from the other window"


def test_a_conflict_while_saving_itself_keeps_the_words_until_they_are_compared(
    as_teacher: PageClient,
) -> None:
    base = begin(as_teacher)
    one, two = (Window(as_teacher, f"{base}/tried") for _ in range(2))
    two.save(tried="Words from the other window")
    answer = one.save_itself(tried="Words typed here")
    assert "Your words are kept" in answer.text
    compared = as_teacher.get(f"{base}/tried").text
    assert "Words typed here" in compared and "Words from the other window" in compared


def test_a_draft_goes_on_on_another_device(make: Maker, client_for: SignIn) -> None:
    teacher = make.account()
    school, home = client_for(teacher), client_for(teacher)
    base = begin(school)
    Window(school, f"{base}/tried").save_itself(tried="Breakfast club")
    assert home.get(base).headers["Location"] == f"{base}/tried"
    assert value(home, f"{base}/tried", "tried") == "Breakfast club"


def test_an_expired_sign_in_brings_back_the_same_page_with_the_same_words(
    make: Maker, client_for: SignIn
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        teacher = make.account()
        client = client_for(teacher)
        base = begin(client)
        window = Window(client, f"{base}/tried")
        clock.shift(timedelta(minutes=16))
        answer = window.save(tried="Typed before the coffee break")
        assert "/sign-in" in answer.headers["Location"]
        back = client.post_form(answer.headers["Location"], email=teacher.email, password=PASSWORD)
        assert back.headers["Location"] == f"{base}/tried"
        page = client.get(f"{base}/tried")
        assert "What you typed is back on this page" in page.text
        assert value(client, f"{base}/tried", "tried") == "Typed before the coffee break"
        Window(client, f"{base}/tried").save()
        assert answers("tried")["tried"] == "Typed before the coffee break"  # type: ignore[index]
        assert "What you typed is back" not in client.get(f"{base}/tried").text


def test_words_kept_on_a_page_that_nothing_saved_leads_to_are_found_from_home(
    make: Maker, client_for: SignIn
) -> None:
    """Somebody else signs in at the shared computer; the writer goes on at another one."""
    with time_machine.travel(NOON, tick=False) as clock:
        teacher = make.account()
        client = client_for(teacher)
        base = begin(client)
        add_child(client, base, name="Kuba Wren", age_kind="estimate", age_years="3")
        window = Window(client, client.get(f"{base}/happened").headers["Location"])
        clock.shift(timedelta(minutes=16))
        assert "/sign-in" in window.save(what="He asked not to go home").headers["Location"]
        elsewhere = client_for(teacher)
        assert "Kuba, about 3" in elsewhere.get("/").text  # two drafts are told apart
        assert elsewhere.get(base).headers["Location"] == window.url
        assert value(elsewhere, window.url, "what") == "He asked not to go home"
        Window(elsewhere, window.url).save()
        assert elsewhere.get(base).headers["Location"] != "/"
        assert "What you typed is back" not in elsewhere.get(window.url).text


def test_an_expired_sign_in_while_saving_itself_keeps_the_words_too(
    make: Maker, client_for: SignIn
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        teacher = make.account()
        client = client_for(teacher)
        base = begin(client)
        window = Window(client, f"{base}/tried")
        clock.shift(timedelta(minutes=16))
        answer = window.save_itself(tried="Half a sentence")
        assert answer.status_code == 401
        client.post_form(answer.headers["HX-Redirect"], email=teacher.email, password=PASSWORD)
        assert value(client, f"{base}/tried", "tried") == "Half a sentence"


def test_a_stale_token_brings_back_the_same_page_with_the_same_words(
    make: Maker, client_for: SignIn
) -> None:
    teacher = make.account()
    client = client_for(teacher)
    base = begin(client)
    window = Window(client, f"{base}/tried")
    client.http.delete_cookie("portal")  # signed in anew in another tab
    client.sign_in(teacher.email)
    answer = window.save(tried="Typed with an old token")
    assert answer.headers["Location"] == f"{base}/tried"
    assert value(client, f"{base}/tried", "tried") == "Typed with an old token"


def test_what_is_too_long_is_not_saved_and_comes_back_to_be_shortened(
    as_teacher: PageClient,
) -> None:
    base = begin(as_teacher)
    window = Window(as_teacher, f"{base}/tried")
    window.save_itself(tried="Breakfast club")
    part = window.save_itself(tried="x" * 20_001)
    assert "This is not saved: it is too long" in part.text
    answer = window.save(tried="y" * 20_001)
    assert answer.headers["Location"] == f"{base}/tried"
    assert "This is not saved: it is too long" in as_teacher.get(f"{base}/tried").text
    assert value(as_teacher, f"{base}/tried", "tried") == "y" * 20_001
    assert answers("tried")["tried"] == "Breakfast club"  # type: ignore[index]
    assert Window(as_teacher, f"{base}/tried").save(tried="y" * 20_000).status_code == 303
    assert answers("tried")["tried"] == "y" * 20_000  # type: ignore[index]


def test_words_kept_from_an_expired_page_are_compared_with_newer_ones(
    make: Maker, client_for: SignIn
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        teacher = make.account()
        client = client_for(teacher)
        base = begin(client)
        old = Window(client, f"{base}/tried")
        clock.shift(timedelta(minutes=16))
        phone = client_for(teacher)
        Window(phone, f"{base}/tried").save(tried="Newer words from the phone")
        old.save(tried="Old words")
        compared = phone.get(f"{base}/tried").text
        assert "Old words" in compared and "Newer words from the phone" in compared
        assert answers("tried")["tried"] == "Newer words from the phone"  # type: ignore[index]


@pytest.mark.parametrize("times", [2, 3])
def test_sending_twice_sends_once(as_teacher: PageClient, times: int) -> None:
    base = begin(as_teacher)
    tree = lxml.html.fromstring(as_teacher.get(f"{base}/check").text)
    data = dict(form_values(tree.xpath("//form[@id='send']")[0]))
    places = {as_teacher.post(f"{base}/check", data).headers["Location"] for _ in range(times)}
    assert places == {f"{base}/sent"}
    assert db.session.query(Contact).count() == 1
    assert db.session.query(ContactEvent).filter_by(action="submit").count() == 1
    assert as_teacher.get(f"{base}/check").headers["Location"] == f"{base}/sent"


def test_starting_twice_with_the_same_page_starts_one_draft(as_teacher: PageClient) -> None:
    tree = lxml.html.fromstring(as_teacher.get("/consultations/start").text)
    data = dict(form_values(tree.xpath("//main//form")[0]))
    places = {as_teacher.post("/consultations/start", data).headers["Location"] for _ in range(2)}
    assert len(places) == 1 and db.session.query(Contact).count() == 1


def test_words_typed_after_sending_are_shown_and_not_dropped(as_teacher: PageClient) -> None:
    base = begin(as_teacher)
    window = Window(as_teacher, f"{base}/tried")
    as_teacher.post_form(f"{base}/check", form="send")
    assert "sent from another window" in window.save_itself(tried="One more").text
    answer = window.save(tried="One more thing")
    assert answer.status_code == 409 and "One more thing" in answer.text
    assert as_teacher.get(f"{base}/tried").headers["Location"] == f"{base}/sent"


def addresses(base: str, child: str, statement: str) -> list[str]:
    """Every page of a draft."""
    names = "safety danger you people happened working-well tried seen view timing family question"
    names += " short check sent discard in-full"
    found = [f"{base}/{name}" for name in names.split()]
    found += [base, child, statement, child.replace("/person/", "/daily-life/")]
    return [*found, f"{child}/remove", f"{child}/put-back"]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("hub", ["hub", "other_hub"])
def test_a_draft_does_not_exist_for_anybody_else(
    make: Maker, client_for: SignIn, role: Role, hub: str
) -> None:
    writer = client_for(make.account())
    base = begin(writer)
    child, statement = add_child(writer, base), say(writer, base, what="Hungry")
    other = client_for(make.account(role, hub=getattr(make, hub)))
    token = _token(other)
    for url in addresses(base, child, statement):
        for answer in (other.get(url), other.post(url, {"csrf_token": token, "go": "on"})):
            assert answer.status_code in {404, 405}, f"{role} {url} {answer.status_code}"
    assert contact_of(base).submitted_at is None


@pytest.mark.parametrize("role", [Role.MASH_ADVISER, Role.DECISION_MAKER, Role.HUB_ADMINISTRATOR])
def test_the_hub_starts_no_consultations(make: Maker, client_for: SignIn, role: Role) -> None:
    assert client_for(make.account(role)).get("/consultations/start").status_code == 404


def test_nobody_signed_out_sees_a_page(as_teacher: PageClient, anonymous: PageClient) -> None:
    base = begin(as_teacher)
    assert "/sign-in" in anonymous.get(f"{base}/you").headers["Location"]


def _token(client: PageClient) -> str:
    tree = lxml.html.fromstring(client.get("/sign-ins").text)
    return str(tree.xpath("//input[@name='csrf_token']/@value")[0])
