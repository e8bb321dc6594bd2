"""Two requests of one click at the same moment: one advice, one message, and no error page."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from portal.extensions import db
from portal.models import Advice, Disagreement, Message, OutboxMessage
from tests.commands.disagreeing import CHALLENGE
from tests.pages.contacts.helpers import advised, hidden, url
from tests.pages.contacts.test_advice_pages import TYPED

TOGETHER = 4


def at_once(client_for, account, where, data) -> list[int]:
    """The same post from several windows in which the same person is signed in."""
    clients = [client_for(account) for _ in range(TOGETHER)]
    tokens = [hidden(client.get(where).text, "csrf_token") for client in clients]
    db.session.remove()
    start = Barrier(TOGETHER)

    def post(number: int) -> int:
        start.wait()
        sent = {**data, "csrf_token": tokens[number]}
        return clients[number].http.post(where, data=sent).status_code

    with ThreadPoolExecutor(TOGETHER) as pool:
        return list(pool.map(post, range(TOGETHER)))


def test_advice_sent_by_a_double_click_is_one_version(client_for, as_adviser, contact, adviser):
    as_adviser.post_form(url(contact, "advice"), **TYPED)
    where = url(contact, "advice/preview")
    page = as_adviser.get(where).text
    data = {name: hidden(page, name) for name in ("key", "seen")}
    assert at_once(client_for, adviser, where, data) == [303] * TOGETHER
    assert db.session.query(Advice).count() == 1
    assert db.session.query(OutboxMessage).filter_by(kind="advice").count() == 1


@pytest.mark.parametrize(
    ("path", "model", "words"),
    [("add-information", Message, {"text": "He was sick."}), ("disagree", Disagreement, CHALLENGE)],
)
def test_words_sent_by_a_double_click_are_said_once(
    client_for, as_writer, contact, adviser, teacher, path, model, words
):
    if path == "disagree":
        advised(contact, adviser)
    where = url(contact, path)
    data = {"key": hidden(as_writer.get(where).text, "key"), **words}
    assert at_once(client_for, teacher, where, data) == [303] * TOGETHER
    assert db.session.query(model).count() == 1
