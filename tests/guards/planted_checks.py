"""The third part of the planted story: agencies asked, one answers, one is called off."""

import re

from portal.extensions import db
from portal.models import AgencyCheck
from portal.vocabulary import Agency, Role
from tests.guards.planted_story import HTMX, Story
from tests.page_client import PageClient


def play_checks(story: Story) -> None:
    """On the contact that the story came to last, which its adviser still has."""
    desks = [_desk(story, agency) for agency in ("police", "housing")]
    _ask(story)
    for who in desks:
        story.clients[who].get("/")
    _answer(story, desks[0])
    _call_off(story, desks[1])
    for who, page in (("adviser", "/duty"), ("adviser", "/checks/returns"), (desks[0], "/checks")):
        story.pages.append(story.clients[who].get(page).text)
    for who in ("adviser", "writer"):
        story.pages.append(story.clients[who].get(story.record).text)


def _desk(story: Story, agency: str) -> str:
    """Somebody on duty for an agency."""
    hub, word = story.make.hub, story.planted.word
    organisation = story.make.organisation(hub, Agency(agency), word(f"name of the {agency}"))
    name = f"{word(f'name at the {agency}')} Vance"
    account = story.make.account(Role.AGENCY_CONTRIBUTOR, organisation=organisation, name=name)
    story.emails[agency] = account.email
    story.clients[agency] = PageClient(story.app)
    story.clients[agency].sign_in(account.email)
    story.clients[agency].post_form("/duty", button="on")
    return agency


def _ask(story: Story) -> None:
    """Both, about everybody on the contact."""
    page = f"{story.record}/checks/ask"
    text = story.clients["adviser"].get(page).text
    chosen = {
        name: re.findall(rf'name="{name}" type="checkbox" value="([^"]+)"', text)
        for name in ("organisations", "people")
    }
    story.fill("adviser", page, stays=False, organisations=chosen["organisations"])  # incomplete
    story.act("adviser", "checks/ask", **chosen)


def _check_of(story: Story, agency: str) -> str:
    check = db.session.query(AgencyCheck).filter_by(agency=Agency(agency)).one()
    return f"{story.record}/checks/{check.id}"


def _answer(story: Story, agency: str) -> None:
    """Saved by itself, then sent, for whoever sent the contact too; looked at and printed."""
    page = _check_of(story, agency)
    story.clients[agency].get(page)
    story.pages.append(story.clients[agency].get(f"{page}/step-aside").text)
    text = story.clients[agency].get(f"{page}/answer").text
    people = re.findall(r'name="(p\d+)_summary"', text)
    told = {}
    for each in people:
        told |= {f"{each}_answer": "known", f"{each}_may_share": "referrer"}
        told |= {f"{each}_source_day": "1", f"{each}_source_month": "3"}
        told |= {f"{each}_source_year": "2026", f"{each}_declined_why": ""}
    word = story.lost("an answer saved by itself")
    token = re.findall(r'name="csrf_token" value="([^"]+)"', text)[-1]
    words = {"csrf_token": token, "autosave": "1", "p1_summary": word}
    story.clients[agency].post(f"{page}/answer", words, headers=HTMX)
    answer = story.fill(agency, f"{page}/answer", **told)
    assert answer.status_code == 303, answer.text
    for who in (agency, "adviser", "writer"):
        assert story.clients[who].get(f"{page}/return.pdf").data.startswith(b"%PDF")
    for who in ("stranger", "elsewhere"):
        assert story.clients[who].get(page).status_code == 404


def _call_off(story: Story, agency: str) -> None:
    """No answer is needed; the agency no longer sees whom it was about."""
    page = _check_of(story, agency)
    answer = story.fill("adviser", f"{page}/withdraw")
    assert answer.status_code == 303
    assert story.clients[agency].get(f"{page}/answer").status_code == 409
