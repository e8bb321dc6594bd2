"""A part of the planted story of early help: its whole assessment."""

import re

from portal.extensions import db
from portal.models import EpisodePerson
from portal.vocabulary import HelpDomain
from tests.guards.planted_story import HTMX, Story

PART = re.compile(r'href="(/early-help/[^"]+/assessments/[^"]+/(?:voices|domains)/[^"]+)"')

RISK = re.compile(r'href="(/early-help/[^"]+/family/[^"]+)/risk"')


def play_assessment(story: Story, base: str) -> None:
    """Every page with a word in every field, saved by itself too, against somebody else's words."""
    writer = story.clients["writer"]
    base = f"{base}/assessments"
    draft = writer.post_form(base, form="/start").headers["Location"]
    story.fill("writer", f"{draft}/safety", form="answers", button="on", S1="no")
    pages = PART.findall(writer.get(draft).text)
    assert len(pages) > len(HelpDomain)
    for page in (f"{draft}/who", *pages, f"{draft}/analysis"):
        story.fill("writer", page, form="answers", button="list")
    story.fill("writer", f"{draft}/level", form="answers", button="on", level="4")
    _clash(story, f"{draft}/analysis")
    assert writer.post_form(f"{draft}/check", form="complete").status_code == 303
    for who in ("writer", "adviser"):
        for page in (draft, base, f"{base}/distance", base.rpartition("/")[0]):
            story.pages.append(story.clients[who].get(page).text)
    for who in ("stranger", "elsewhere"):
        assert story.clients[who].get(draft).status_code == 404


def keep_safe(story: Story, episode: str) -> None:
    """Reasons: for taking a risk away, and for opening an address."""
    writer = story.clients["writer"]
    db.session.query(EpisodePerson).filter_by(name="Wren Adderley").one().is_at_risk = True
    db.session.commit()
    member = RISK.findall(writer.get(f"{episode}/family").text)[0]
    story.fill("writer", f"{member}/risk")
    kept = {"born_day": "", "born_month": "", "born_year": "", "is_address_secret": "yes"}
    story.fill("writer", member, stays=False, years="7", **kept)
    opened = story.fill("writer", f"{member}/address")
    assert opened.status_code == 200
    story.reasons.append(next(reversed(story.planted.words)))  # in the trail, as on a contact
    story.fill("writer", f"{member}/address/change", stays=False)
    story.reasons.append(next(reversed(story.planted.words)))
    for page in (episode, f"{episode}/family", f"{member}/risk/decide"):
        story.pages.append(writer.get(page).text)


def _clash(story: Story, page: str) -> None:
    """Words over words that this window has not seen: kept, compared, and left out."""
    text = story.clients["writer"].get(page).text
    token = re.findall(r'name="csrf_token" value="([^"]+)"', text)[-1]
    word = story.planted.word("words over somebody's", stays=False)
    words = {"csrf_token": token, "tab": "late.1", "version": "0", "worries": word}
    story.clients["writer"].post(page, {**words, "autosave": "1"}, headers=HTMX)
    assert story.clients["writer"].post(page, words).status_code == 409
    answer = story.clients["writer"].post(page, {**words, "go": "keep_saved"})
    assert answer.status_code == 303
