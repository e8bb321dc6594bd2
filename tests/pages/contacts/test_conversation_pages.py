"""The conversation through its pages: saved as it is typed, said once, never lost."""

import re
from datetime import timedelta

from portal.commands.conversation import ask_for_more
from portal.extensions import db
from portal.models import KeptWords, Message, SavedPage, SignIn
from portal.vocabulary import ContactStatus
from tests.actors import actor_of
from tests.makers import NOON
from tests.pages.contacts.helpers import advised, fresh, hidden, url


def test_adviser_asks_and_professional_replies_with_the_clock_in_view(
    as_adviser, as_writer, contact
):
    answer = as_adviser.post_form(url(contact, "ask-for-more"), text="Who lives at home?")
    assert answer.status_code == 303
    page = as_writer.get(url(contact)).text
    assert "Who lives at home?" in page and "The clock goes on" in page
    assert re.search(r"\d+ (minutes?|hours?|days?) (left|overdue)", page)
    assert as_writer.post_form(url(contact, "reply"), text="Her nan.").status_code == 303
    assert "Her nan." in as_adviser.get(url(contact)).text
    assert fresh(contact).status is ContactStatus.WITH_ADVISER


def test_empty_text_is_pointed_out(as_adviser, contact):
    answer = as_adviser.post_form(url(contact, "ask-for-more"), text=" ")
    assert answer.status_code == 422
    assert "Write what you need to know" in answer.text


def test_page_saves_itself_and_gives_the_words_back(as_adviser, contact):
    where = url(contact, "ask-for-more")
    token = hidden(as_adviser.get(where).text, "csrf_token")
    saved = as_adviser.post(where, {"csrf_token": token, "text": "Half a quest", "autosave": "1"})
    assert saved.status_code == 200 and "Saved at" in saved.text
    assert "Half a quest" in as_adviser.get(where).text
    assert db.session.query(Message).count() == 0


def test_words_outlive_an_expired_sign_in(as_adviser, contact, adviser):
    where = url(contact, "ask-for-more")
    token = hidden(as_adviser.get(where).text, "csrf_token")
    db.session.query(SignIn).update({"last_used_at": NOON - timedelta(days=900)})
    db.session.commit()
    turned_away = as_adviser.post(where, {"csrf_token": token, "text": "Half a question"})
    assert turned_away.status_code == 303
    assert db.session.query(Message).count() == 0
    as_adviser.sign_in(adviser.email)
    page = as_adviser.get(where).text
    assert "Half a question" in page and "What you typed is back" in page
    assert "Half a question" in as_adviser.get(where).text
    assert db.session.query(KeptWords).count() == 0


def test_sent_words_are_not_kept_as_a_draft(as_adviser, contact):
    where = url(contact, "ask-for-more")
    as_adviser.post_form(where, text=" ")
    as_adviser.post_form(where, text="Who lives at home?")
    assert db.session.query(SavedPage).count() == 0


def test_same_form_sent_twice_says_it_once(as_writer, make, teacher):
    contact = make.consultation(asker=teacher)
    where = url(contact, "add-information")
    page = as_writer.get(where).text
    data = {
        "csrf_token": hidden(page, "csrf_token"),
        "key": hidden(page, "key"),
        "text": "He was sick.",
    }
    for _ in range(2):
        assert as_writer.post(where, data).status_code == 303
    assert db.session.query(Message).count() == 1


def test_reply_that_comes_too_late_is_shown_to_be_used_elsewhere(
    as_writer, contact, adviser, teacher
):
    ask_for_more(contact, adviser=actor_of(adviser), text="Who?", at=NOON)
    token = hidden(as_writer.get(url(contact, "reply")).text, "csrf_token")
    advised(contact, adviser)
    answer = as_writer.post(
        url(contact, "reply"), {"csrf_token": token, "text": "Her nan lives there."}
    )
    assert answer.status_code == 409
    assert "Her nan lives there." in answer.text
    assert db.session.query(Message).filter_by(kind="reply").count() == 0


def test_words_of_two_windows_are_both_there_and_go_when_one_is_sent(as_adviser, contact):
    where = url(contact, "ask-for-more")
    windows = [as_adviser.get(where).text for _ in range(2)]
    for window, text in zip(windows, ("From the first", "From the second"), strict=True):
        names = ("csrf_token", "tab", "base")
        typed = {name: hidden(window, name) for name in names}
        as_adviser.post(where, {**typed, "text": text, "autosave": "1"})
    shown = as_adviser.get(where).text
    assert "From the second</textarea>" in shown
    assert "another window" in shown and "From the first</p>" in shown
    as_adviser.post_form(where, text="From both")
    assert db.session.query(SavedPage).filter_by(contact_id=contact.id).count() == 0


def test_one_window_saving_again_and_again_is_no_other_window(as_adviser, contact):
    where = url(contact, "ask-for-more")
    window = as_adviser.get(where).text
    typed = {name: hidden(window, name) for name in ("csrf_token", "tab", "base")}
    for text in ("One", "One and two"):
        as_adviser.post(where, {**typed, "text": text, "autosave": "1"})
    assert "another window" not in as_adviser.get(where).text
