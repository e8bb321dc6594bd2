"""The family worker's page: what is due this week, what is not finished, papers to download."""

from datetime import timedelta

import lxml.html
import pytest

from portal.extensions import db
from portal.models import TeamMember
from portal.vocabulary import MemberSees
from tests.copying import Story
from tests.makers import NOON
from tests.planning import Planned

DAY = NOON.date()
pytestmark = pytest.mark.usefixtures("clock")


def part(client, heading: str) -> str:
    page = lxml.html.fromstring(client.get("/early-help").text)
    found = page.xpath(f"//section[h2[contains(., '{heading}')]]")
    return " ".join(found[0].text_content().split()) if found else ""


def test_the_week_shows_actions_meetings_and_nothing_later(made: Planned, client_for):
    made.add_action("Ring the dentist", by_on=DAY - timedelta(days=1))
    made.add_action("Buy a school coat", by_on=DAY + timedelta(days=7))
    made.add_action("Book swimming", by_on=DAY + timedelta(days=8))
    made.meeting()
    week = part(client_for(made.lead), "Due this week")
    assert "Overdue Ring the dentist" in week and "Buy a school coat" in week
    assert "Book swimming" not in week and "20 November 2026 Meeting" in week


def test_a_member_of_the_team_is_shown_what_they_said_they_would_do(made: Planned, client_for):
    writer = made.family.writer
    member = db.session.query(TeamMember).filter_by(account_id=writer.id).one()
    made.add_action("Ring the dentist", by_on=DAY)
    made.add_action("Lend a bike", by_on=DAY, member_id=member.id)
    week = part(client_for(writer), "Due this week")
    assert "Lend a bike" in week and "Ring the dentist" not in week
    member.sees = MemberSees.OWN_ACTIONS
    db.session.commit()
    client = client_for(writer)
    week = part(client, "Due this week")
    assert "Lend a bike" in week and "Ring the dentist" not in week
    page = lxml.html.fromstring(client.get("/early-help").text)
    (link,) = page.xpath("//a[. = 'Lend a bike']/@href")
    target, _hash, there = link.partition("#")
    assert f'id="{there}"' in client.get(target).text
    member.sees = MemberSees.NOTHING
    db.session.commit()
    assert "Lend a bike" not in client.get("/early-help").text


def test_drafts_and_copies_in_hand_wait_until_the_copy_is_given(made: Planned, client_for):
    story = Story(made)
    draft = made.family.begin()
    story.make()
    copy = story.make(at=NOON + timedelta(minutes=1))
    as_lead = client_for(made.lead)
    shown = part(as_lead, "Not finished yet")
    assert shown.count("Copy for Dana Adderley") == 1
    links = lxml.html.fromstring(as_lead.get("/early-help").text).xpath("//main//a/@href")
    assert any(str(draft.id) in link for link in links)
    pdf = next(link for link in links if link.endswith(".pdf") and "/plan/" in link)
    assert as_lead.get(pdf).data.startswith(b"%PDF")
    story.give(copy)
    assert "Copy for" not in part(as_lead, "Not finished yet")
