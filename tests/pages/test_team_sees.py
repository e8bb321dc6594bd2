"""What one of the team opens, before everybody has agreed and as the lead has chosen; secrecy."""

from collections.abc import Callable

import lxml.html
import pytest

from portal.extensions import db
from portal.models import Account, AuditEvent, EarlyHelpEpisode, PlanAction, TeamMember
from portal.vocabulary import MemberSees
from tests.makers import Maker
from tests.page_client import PageClient, form_data
from tests.planning import Planned, planned

SignIn = Callable[[Account], PageClient]
PAGES = ("/family", "/assessments", "/papers", "/plan", "/team", "/meetings")
PLANNING = {"/plan", "/team", "/meetings"}
NAMES = ("Adderley", "Wren", "Dana", "Callum", "calm mornings")


@pytest.fixture
def as_member(made: Planned, client_for: SignIn) -> PageClient:
    return client_for(made.family.writer)


def url(made: Planned, rest: str = "") -> str:
    return f"/early-help/{made.family.episode.id}{rest}"


def main(page: str) -> str:
    return " ".join(lxml.html.fromstring(page).xpath("//main")[0].text_content().split())


def member(made: Planned) -> TeamMember:
    wanted = {"episode_id": made.family.episode.id, "account_id": made.family.writer.id}
    return db.session.query(TeamMember).filter_by(**wanted).one()


def choose(made: Planned, as_lead: PageClient, sees: MemberSees) -> None:
    page = url(made, f"/team/{member(made).id}/sees")
    assert as_lead.post_form(page, form="/sees", sees=sees.value).status_code == 303


def opened(client: PageClient, made: Planned) -> set[str]:
    return {each for each in PAGES if client.get(url(made, each)).status_code == 200}


def offered(client: PageClient, made: Planned) -> set[str]:
    tree = lxml.html.fromstring(client.get(url(made)).text)
    links = tree.xpath("//nav[@aria-label='Pages of this episode']//a/@href")
    return {link.removeprefix(url(made)) for link in links} - {""}


@pytest.mark.parametrize(
    ("sees", "pages"),
    [
        (MemberSees.EVERYTHING, set(PAGES)),
        (MemberSees.PLAN, PLANNING),
        (MemberSees.OWN_ACTIONS, set()),
        (MemberSees.NOTHING, set()),
    ],
)
def test_a_member_opens_what_the_lead_chose_and_is_offered_no_more(
    made: Planned,
    as_lead: PageClient,
    as_member: PageClient,
    sees: MemberSees,
    pages: set[str],
) -> None:
    db.session.query(PlanAction).one().member_id = member(made).id
    db.session.commit()
    if sees is not MemberSees.EVERYTHING:
        choose(made, as_lead, sees)
    assert (opened(as_member, made), offered(as_member, made)) == (pages, pages)
    overview, mine = (main(as_member.get(each).text) for each in (url(made), "/early-help"))
    assert ("Walk to school together" in overview) is (sees is MemberSees.OWN_ACTIONS)
    is_told = sees in (MemberSees.EVERYTHING, MemberSees.PLAN)
    assert any(name in overview + mine for name in NAMES) is is_told
    table = main(as_lead.get(url(made, "/team")).text)
    assert "Who may see what" in table and "Who may see what" not in overview


def test_before_everybody_has_agreed_a_member_knows_only_that_there_is_help(
    make: Maker, client_for: SignIn
) -> None:
    made = planned(make, is_agreed=False)
    client = client_for(made.family.writer)
    overview, mine = (main(client.get(each).text) for each in (url(made), "/early-help"))
    assert "Agreement awaited" in overview and made.family.episode.reference in mine
    assert not any(name in overview + mine for name in NAMES)
    assert opened(client, made) == set()
    as_lead = client_for(made.lead)
    without = url(made, "/agreement/without")
    assert as_lead.post_form(without, form=without).status_code == 422
    as_lead.post_form(without, form=without, basis="public_task", why="He is at sea.")
    assert "He is at sea." in main(as_lead.get(url(made)).text)
    assert opened(client, made) == set(PAGES)


@pytest.mark.parametrize("is_taken_back", [False, True])
def test_what_a_member_had_typed_is_shown_to_them_when_the_family_does_not_agree_any_more(
    made: Planned, as_member: PageClient, is_taken_back: bool
) -> None:
    page = url(made, "/plan/goals/add")
    tree = lxml.html.fromstring(as_member.get(page).text)
    token = tree.xpath("//input[@name='csrf_token']/@value")[0]
    episode = db.session.get_one(EarlyHelpEpisode, made.family.episode.id)
    episode.is_sharing_awaited, episode.is_sharing_stopped = True, is_taken_back
    db.session.commit()
    typed = {"csrf_token": token, "goal": "A bed of her own"}
    answer = as_member.post(page, typed)
    assert answer.status_code == 409 and "A bed of her own" in answer.text
    assert [name for name in NAMES if name in main(answer.text)] == []
    member(made).left_on = made.family.episode.started_on
    db.session.commit()
    assert as_member.post(page, typed).status_code == 404


def test_a_secret_address_is_shown_for_a_reason_and_on_that_answer_alone(
    made: Planned, as_lead: PageClient, as_member: PageClient
) -> None:
    dana = made.family.people["Dana Adderley"]
    dana.address, dana.phone, dana.is_address_secret = "7 Low Row", "01632 960555", True
    dana.is_at_risk = True
    db.session.commit()
    form, ask = url(made, f"/family/{dana.id}"), url(made, f"/family/{dana.id}/address")
    assert as_member.get(ask).status_code == 404
    for page in (url(made, "/family"), form, ask):
        text = as_lead.get(page).text
        assert "7 Low Row" not in text and "960555" not in text
    assert "7 Low Row" not in as_lead.post_form(ask, form=ask).text
    answer = as_lead.post_form(ask, form=ask, reason="She rang for a lift.")
    assert "7 Low Row" in answer.text and answer.headers["Cache-Control"] == "no-store"
    assert db.session.query(AuditEvent).filter_by(action="open_address").one().why
    as_lead.post_form(form, form=form, name="Dana A", is_address_secret="yes")
    db.session.refresh(dana)
    assert (dana.name, dana.address, dana.is_at_risk) == ("Dana A", "7 Low Row", True)
    change = f"{ask}/change"
    assert as_member.get(change).status_code == 404
    answer = as_lead.post_form(change, address="9 New Lane", why="")
    assert answer.status_code == 422 and "9 New Lane" in answer.text
    old = form_data(lxml.html.fromstring(as_lead.get(change).text).xpath("//main//form")[0], {})
    for words in ({"address": "9 New Lane"}, {"deleted": "address"}):
        assert as_lead.post_form(change, why="She moved.", **words).status_code == 303
        assert "Low Row" not in as_lead.get(form).text
    db.session.refresh(dana)
    assert (dana.address, dana.phone, dana.is_address_secret) == ("", "01632 960555", True)
    crossed = as_lead.post(change, {**old, "address": "1 Late Row", "why": "She moved."})
    assert crossed.status_code == 409 and "1 Late Row" in crossed.text
    assert "New Lane" not in crossed.text


def test_a_risk_is_taken_away_by_a_second_person(
    made: Planned, as_lead: PageClient, as_member: PageClient
) -> None:
    dana = made.family.people["Dana Adderley"]
    dana.is_at_risk = True
    db.session.commit()
    ask = url(made, f"/family/{dana.id}/risk")
    as_lead.post_form(ask, form=ask, why="He has moved abroad.")
    decide = f"{ask}/decide"
    assert "Somebody else" in main(as_lead.get(decide).text)
    assert "He has moved abroad." in main(as_member.get(decide).text)
    as_member.post_form(decide, form=decide, button="confirm")
    db.session.refresh(dana)
    assert not dana.is_at_risk


def test_who_knows_the_family_steps_aside_and_sees_it_no_more(
    made: Planned, as_member: PageClient
) -> None:
    page = url(made, "/know-this-family")
    as_member.post_form(page, form=page, button="yes")
    assert as_member.get(url(made)).status_code == 404
    assert made.family.episode.reference not in as_member.get("/early-help").text
