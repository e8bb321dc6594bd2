"""The team and its meetings at a browser: invited, written by several, recorded, what follows."""

from collections.abc import Callable

import lxml.html
import pytest
import time_machine

from portal.extensions import db
from portal.models import Account, Contact, EarlyHelpEpisode, OutboxMessage, Review, TeamMember
from portal.vocabulary import ContactKind, EpisodeStatus, HelpDomain, ReviewStatus
from tests.commands.writing import SAFE
from tests.makers import NOON, Maker
from tests.page_client import PageClient
from tests.planning import Planned

SignIn = Callable[[Account], PageClient]
DAY = {"planned_day": "18", "planned_month": "11", "planned_year": "2026"}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOON, tick=True):
        yield


def url(made: Planned, rest: str = "") -> str:
    return f"/early-help/{made.family.episode.id}{rest}"


def words(page: str) -> str:
    return " ".join(lxml.html.fromstring(page).xpath("//main")[0].text_content().split())


def only(model):
    db.session.rollback()
    return db.session.query(model).one()


def test_a_team_is_gathered_and_told_of_a_meeting(made: Planned, as_lead, make: Maker):
    teacher = make.account(name="Tess Hale")
    add = url(made, "/team/add")
    refused = as_lead.post_form(add, form=add, email="nobody@example.org")
    assert refused.status_code == 422 and "Nobody signs in here" in refused.text
    as_lead.post_form(add, form=add, email=teacher.email, can_write="yes")
    dana = made.family.id_of("Dana Adderley")
    as_lead.post_form(url(made, "/team"), form="/team/family", button=dana)
    page = words(as_lead.get(url(made, "/team")).text)
    assert "Tess Hale" in page and "reads and writes" in page and "never emailed" in page
    member = db.session.query(TeamMember).filter_by(account_id=teacher.id).one()
    as_lead.post_form(url(made, "/team"), form=f"{member.id}/read")
    leave = url(made, f"/team/{member.id}/leave")
    assert "open nothing of this family" in words(as_lead.get(leave).text)
    as_lead.post_form(leave, form=leave)
    assert "No longer on the team" in as_lead.get(url(made, "/team")).text
    plan = url(made, "/meetings/plan")
    wrong = as_lead.post_form(plan, form=plan, **DAY, planned_time="3", place="School")
    assert wrong.status_code == 422 and "like 3.30pm" in wrong.text and "School" in wrong.text
    skipped = {"planned_day": "28", "planned_month": "3", "planned_year": "2027"}
    jumped = as_lead.post_form(plan, form=plan, **skipped, planned_time="1.30am", place="School")
    assert jumped.status_code == 422 and "There was no such time" in jumped.text
    as_lead.post_form(plan, form=plan, **DAY, planned_time="3.30pm", place="School")
    kinds = {mail.kind for mail in db.session.query(OutboxMessage)}
    assert {"help_meeting", "help_invited"} <= kinds
    assert "18 November 2026, 3:30pm" in words(as_lead.get(url(made, "/meetings")).text)


def test_a_meeting_is_written_by_two_people_recorded_and_read(
    made: Planned, as_lead, client_for: SignIn
):
    review = made.meeting(planned_at=NOON)
    base = url(made, f"/meetings/{review.id}")
    changes, dana = f"{base}/write/changes", made.family.id_of("Dana Adderley")
    open_page = lxml.html.fromstring(as_lead.get(changes).text)
    mine = dict(open_page.xpath("//main//form[.//textarea]")[0].form_values())
    other = client_for(made.family.writer)
    answer = other.post_form(changes, form=changes, button="on", changed="He sleeps.")
    assert answer.headers["Location"].endswith("/write/outcomes")
    answer = as_lead.post(changes, {**mine, "changed": "He eats.", "go": "on"})
    assert answer.status_code == 409
    assert (
        "He sleeps." in answer.text and "He eats." in answer.text and "Omar Haddad" in answer.text
    )
    both = dict(
        lxml.html.fromstring(answer.text).xpath("//main//form[.//textarea]")[0].form_values()
    )
    both["changed"] = "He sleeps and eats."
    assert as_lead.post(changes, {**both, "go": "back"}).headers["Location"].endswith(base)
    write = {
        "came": {f"attended:{made.nurse.id}": "came", f"said:{made.nurse.id}": "Well done."},
        "actions": {f"status:{made.action.id}": "done"},
        "scores": {"score:health": "7"},
        "outcomes": {"outcome:education": "on_the_way"},
        "decision": {"outcome": "continue", "may_read": [dana]},
    }
    for name, fields in write.items():
        page = f"{base}/write/{name}"
        assert as_lead.post_form(page, form=page, button="on", **fields).status_code == 303
    record = f"{base}/record"
    refused = as_lead.post_form(record, form=record)
    assert refused.status_code == 422 and "Write why" in refused.text
    decision = f"{base}/write/decision"
    as_lead.post_form(decision, form=decision, button="back", why="It helps.")
    assert as_lead.post_form(record, form=record).status_code == 303
    assert only(Review).status is ReviewStatus.RECORDED
    read = words(as_lead.get(base).text)
    for text in (
        "Carry on with the plan",
        "It helps.",
        "He sleeps and eats.",
        "Well done.",
        "Done",
    ):
        assert text in read
    assert "30 December 2026" in read and "On the way" in read and "7" in read
    late = as_lead.post(decision, {**both, "why": "Too late"})
    assert late.status_code == 409 and "Too late" in late.text
    corrected_on_the_page(as_lead, base, made)


def corrected_on_the_page(as_lead: PageClient, base: str, made: Planned) -> None:
    """Without a reason nothing typed is lost; then the new one stands and the old can be read."""
    came, said = f"{base}/correct/came", f"said:{made.nurse.id}"
    scores, evidence = f"{base}/correct/scores", f"evidence:{HelpDomain.HEALTH.value}"
    as_lead.post_form(scores, form=scores, correction_why="Left out", **{evidence: "x" * 20_001})
    page = as_lead.get(scores).text  # not saved, all of it there to be shortened, and it says so
    assert "This is not saved: it is too long" in page and "x" * 20_001 in page
    assert "xxx" not in as_lead.get(base).text
    refused = as_lead.post_form(came, form=came, **{said: "Very well done.", "correction_why": " "})
    assert refused.status_code == 422
    assert "Very well done." in refused.text and "Say what was wrong" in refused.text
    open_before = as_lead.get(came)
    first = {said: "Very well done.", "correction_why": "I wrote it down wrong."}
    assert as_lead.post_form(came, form=came, **first).status_code == 303
    token = lxml.html.fromstring(open_before.text).xpath("//input[@name='csrf_token']/@value")[0]
    typed = {
        "csrf_token": token,
        "version": "0",
        said: "Quite well done.",
        "correction_why": "A slip.",
    }
    crossed = as_lead.post(came, typed)
    assert crossed.status_code == 409
    assert "Very well done." in crossed.text and "Quite well done." in crossed.text
    read = words(as_lead.get(base).text)
    assert "Very well done." in read and "I wrote it down wrong." in read
    before = words(as_lead.get(f"{base}/before/1").text)
    assert "Very" not in before and "Well done." in before and "Corrected on" in before
    assert as_lead.get(f"{base}/before/2").status_code == 404
    stale = {**first, said: "Late words.", "csrf_token": token, "version": "1.1"}
    late = as_lead.post(came, stale)  # its page was changed since, as when a part is left out
    assert late.status_code == 409 and "Late words." in late.text
    decision = f"{base}/correct/decision"
    both = {"why": "He sleeps again.", "correction_why": "Half of it was missing."}
    assert as_lead.post_form(decision, form=decision, **both).status_code == 303
    read = words(as_lead.get(base).text)
    assert "He sleeps again." in read and "Half of it was missing." in read


def test_stepping_up_is_one_click_and_ten_clicks_are_one_referral(made: Planned, as_lead):
    for _ in range(2):
        answer = as_lead.post_form(url(made, "/meetings"), form="/step-up")
        assert answer.status_code == 303
    draft = only(Contact)
    assert draft.kind is ContactKind.REFERRAL
    assert answer.headers["Location"] == f"/consultations/{draft.id}/safety"
    as_lead.post_form(answer.headers["Location"], form="answers", button="on", **SAFE)
    check = words(as_lead.get(f"/consultations/{draft.id}/check").text)
    for text in ("Wren Adderley", "Came to school hungry", "Walk to school together", "Bryn Ellis"):
        assert text in check


def test_ending_lists_what_is_open_asks_why_and_leaves_a_record_to_read(made: Planned, as_lead):
    close = url(made, "/close")
    refused = as_lead.post_form(close, form=close, end_note="All well")
    assert refused.status_code == 422 and "Walk to school together" in refused.text
    given = {"reason": "outcomes_met", "end_note": "All well", "family_words": "You listened"}
    assert as_lead.post_form(close, form=close, **given).status_code == 303
    assert only(EarlyHelpEpisode).status is EpisodeStatus.CLOSED
    for page in ("/plan", "/team", "/meetings"):
        read = as_lead.get(url(made, page))
        forms = lxml.html.fromstring(read.text).xpath("//main//form")
        assert read.status_code == 200 and not forms
    assert as_lead.get(close).status_code == 404


def test_an_administrator_publishes_outcomes_and_nothing_typed_is_lost(as_hub_administrator):
    page = "/settings/early-help/outcomes"
    assert "not yet confirmed" in as_hub_administrator.get(page).text
    typed = {"edition": "Ours", "outcomes": "Going to school | Mynd i'r ysgol"}
    refused = as_hub_administrator.post_form(page, **typed)
    assert refused.status_code == 422 and "Going to school" in refused.text
    day = {"effective_day": "1", "effective_month": "4", "effective_year": "2026"}
    assert as_hub_administrator.post_form(page, **typed, **day).status_code == 303
    assert "Ours" in words(as_hub_administrator.get(page).text)
