"""The second part of the planted story: carried over into a referral, kept secret, turned back."""

import uuid

from portal.extensions import db
from portal.models import Contact
from portal.vocabulary import ContactKind
from tests.guards.planted_story import Story
from tests.pages.journey import link

PAGES = ("harm", "history", "request", "family")
LISTS = ("injuries", "addresses", "professionals")


def play_referral(story: Story) -> None:
    """From "Refer now" to a consultation again, with a decision about sharing on the way."""
    consultation, writer = story.record, story.clients["writer"]
    story.post("writer", "/language", {"locale": "en", "return_to": "/"})
    writer.post_form(consultation, form="refer-now")
    draft = db.session.query(Contact).filter_by(kind=ContactKind.REFERRAL).one()
    base = f"/consultations/{draft.id}"
    writer.post_form(f"{base}/safety", form="answers", button="on")
    _write(story, base)
    writer.post_form(f"{base}/check", form="send")
    story.record = f"/contacts/{draft.id}"
    story.act("adviser", "take-up", knows_family="no")
    story.act("writer", "sharing", decision="share", basis="consent")
    reason = story.planted.word("reason for opening")
    answer = story.fill("adviser", f"{story.record}/secret-address", reason=reason)
    story.pages.append(answer.text)
    story.print("writer", "copy.pdf")
    story.print("adviser", "copy.pdf?audience=hub")
    back = story.planted.word("reason for turning back")
    story.act("adviser", "convert-back", reason=back)
    story.reasons += [reason, back]
    for who in ("adviser", "writer"):
        for page in (story.record, consultation, "/sharing", "/"):
            story.pages.append(story.clients[who].get(page).text)


def _write(story: Story, base: str) -> None:
    """Every page that a referral has besides; the family page says other words than before."""
    writer = story.clients["writer"]
    for page in PAGES:
        story.fill("writer", f"{base}/{page}", form="answers", button="on")
    for page in LISTS:
        story.fill("writer", f"{base}/{page}", form="answers", button="on")
    child = link(writer, f"{base}/people", "Change").partition("?")[0].rsplit("/", 1)[1]
    mark = {"place": "chin", "person": child}
    for kind, more in (
        ("injury", mark),
        ("address", {"confidential": "yes"}),
        ("address", {}),
        ("professional", {}),
    ):
        url = f"{base}/{kind}/{uuid.uuid4()}"
        story.fill("writer", url, form="answers", button="on", **more)
    answer = story.fill("writer", f"{base}/identity/{child}", form="answers", button="on")
    assert answer.status_code == 422  # numbers that do not add up are saved, and pointed out
