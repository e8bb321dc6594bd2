"""A worry about an adult, from the form to what the hub reads."""

from portal.extensions import db
from portal.models import ContactPerson
from portal.vocabulary import Part
from tests.page_client import PageClient
from tests.pages.journey import begin, contact_of, link


def test_a_worry_about_an_adult_is_sent_without_a_child(as_teacher: PageClient) -> None:
    """Nobody makes up a child; whoever says that there is one is asked about that child."""
    base = begin(as_teacher)
    url = link(as_teacher, f"{base}/people", "Add an adult")
    as_teacher.post_form(url, button="on", name="Kelly Mostyn", part="adult_subject")
    yes = as_teacher.post_form(f"{base}/people", form="answers", button="on", has_child="yes")
    assert yes.headers["Location"].endswith("?new=child")
    as_teacher.post_form(f"{base}/people", form="answers", button="on", has_child="no")
    check = as_teacher.get(f"{base}/check").text
    assert "You said there is no child." in check and "Turn this into a referral" not in check
    as_teacher.post_form(f"{base}/check", form="send")
    contact = contact_of(base)
    assert contact.people_label == "Kelly, adult"
    assert [each.part for each in db.session.query(ContactPerson)] == [Part.ADULT_SUBJECT]
    assert "No child was named." in as_teacher.get(f"/contacts/{contact.id}").text
