"""A warned family is warned of wherever it is listed; a warning is added on a page of its own."""

import time_machine

from portal.extensions import db
from tests.commands.disagreeing import raised
from tests.pages.contacts.helpers import fresh, url
from tests.pages.follow_through.test_next_step_pages import LATE
from tests.pages.test_sharing import WITHHELD

SAFE, SECRET = "Safe contact only</strong>", "Must not be told</strong>"
SAID = {"must_not_be_told": "The uncle must not know.", "reason": "She rang us."}


def test_every_list_has_both_tags(client_for, teacher, adviser, contact):
    with time_machine.travel(LATE, tick=False):
        as_writer, as_adviser = client_for(teacher), client_for(adviser)
        as_writer.post_form(url(contact, "sharing"), **WITHHELD)
        raised(contact, teacher, LATE)
        pages = {
            as_writer: ("/", "/sharing"),
            as_adviser: ("/next-steps", "/sharing", "/disagreements", "/queue?tab=advised"),
        }
        for is_warned in (False, True):
            contact.is_safe_contact = is_warned
            contact.must_not_be_told = "The father must not know." if is_warned else ""
            db.session.commit()
            for client, paths in pages.items():
                for path in paths:
                    shown = client.get(path).text
                    assert contact.reference in shown, path
                    assert (SAFE in shown, SECRET in shown) == (is_warned, is_warned), path


def test_a_warning_is_added_and_stands_first_on_every_page_of_the_contact(
    client_for, teacher, adviser, contact
):
    as_writer, as_adviser = client_for(teacher), client_for(adviser)
    assert url(contact, "warnings") in as_writer.get(url(contact)).text
    missing = as_writer.post_form(url(contact, "warnings"), must_not_be_told="The uncle")
    assert missing.status_code == 422 and "Write how you know" in missing.text
    assert "The uncle" in missing.text
    done = as_writer.post_form(url(contact, "warnings"), is_safe_contact="yes", **SAID)
    assert done.status_code == 303 and fresh(contact).is_safe_contact
    start = f"/contacts/{contact.id}/start-early-help"
    for client in (as_writer, as_adviser):
        for page in (url(contact), url(contact, "sharing"), start):
            shown = client.get(page).text
            assert "The uncle must not know." in shown and "Safe contact only" in shown
    assert "this warning is there already" in as_adviser.get(url(contact, "warnings")).text
