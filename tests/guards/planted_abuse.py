"""The third part of the planted story: advice about domestic abuse, and a MARAC referral."""

from tests.guards.planted_story import Story
from tests.pages.abuse_story import begin_abuse, pages_of
from tests.pages.journey import link

PAGES = ("safe-contact", "you", "victim")
RISK = ("risk-tool", "risk-topics", "wishes", "question")
CHOSEN = {
    "criteria": "judgement",
    "agreement": "without",
    "idva": "yes",
}


def play_abuse(story: Story) -> None:
    """Every page of the route with a word in every field; recorded, printed for each audience."""
    writer = story.clients["writer"]
    base = begin_abuse(writer)
    for page in PAGES:
        story.fill("writer", f"{base}/{page}", form="answers", button="on")
    for kind, text, part in (
        ("adult", "Add an adult", "adult_victim"),
        ("adult", "Add an adult", "person_causing_harm"),
        ("child", "Add a child", "subject"),
    ):
        url = link(writer, f"{base}/people", text)
        story.fill("writer", url, form="answers", button="on", kind=kind, part=part)
    affected = pages_of(writer, base, "child")[0].replace("/person/", "/affected/")
    story.fill("writer", affected, form="answers", button="on", sees="yes")
    for page in RISK:
        story.fill("writer", f"{base}/{page}", form="answers", button="on")
    story.fill("writer", f"{base}/risk-view", form="answers", button="on", incidents="2")
    writer.get(f"{base}/evidence")
    writer.get(f"{base}/under-16")
    writer.post_form(f"{base}/check", form="send")
    story.record = base.replace("consultations", "contacts")
    story.act("adviser", "take-up", knows_family="no")
    story.act("adviser", "marac", **CHOSEN)
    story.print("writer", "marac/1.pdf", "copy.pdf")
    story.print("adviser", "marac/1.pdf?audience=hub", "copy.pdf?audience=hub")
    for who in ("adviser", "writer"):
        story.pages.append(story.clients[who].get(story.record).text)
