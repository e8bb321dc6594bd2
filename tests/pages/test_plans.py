"""The plan at a browser: written by two people, done with one click, read by the hub."""

from collections.abc import Callable

import lxml.html

from portal.extensions import db
from portal.models import Account, PlanAction
from portal.vocabulary import ActionStatus, Role
from tests.makers import Maker
from tests.page_client import PageClient
from tests.planning import Planned

SignIn = Callable[[Account], PageClient]


def url(made: Planned, rest: str = "") -> str:
    return f"/early-help/{made.family.episode.id}/plan{rest}"


def words(page: str) -> str:
    return " ".join(lxml.html.fromstring(page).xpath("//main")[0].text_content().split())


def action_called(what: str) -> PlanAction:
    db.session.rollback()
    return db.session.query(PlanAction).filter_by(what=what).one()


def test_a_goal_and_an_action_are_added_and_done_with_one_click(made: Planned, as_lead):
    dana = made.family.id_of("Dana Adderley")
    answer = as_lead.post_form(
        url(made, "/goals/add"), form="/goals/add", goal="We want sleep", readers=[dana]
    )
    assert answer.status_code == 303
    add = lxml.html.fromstring(as_lead.get(url(made)).text).xpath(
        "//section[.//h2[contains(., 'sleep')]]//a[contains(@href, '/add')]/@href"
    )[0]
    form = as_lead.get(add).text
    assert dana in form and "We want sleep" in form
    assert as_lead.post_form(add, form="/add", what="", by_day="31").status_code == 422
    answer = as_lead.post_form(add, form="/add", what="Bed at eight; no screens", who="Nan")
    assert answer.status_code == 303
    made_action = action_called("Bed at eight; no screens")
    assert (made_action.who, made_action.readers) == ("Nan", [dana])
    page = words(as_lead.get(url(made)).text)
    assert "more than one thing" in page and "There is no day" in page
    assert "In the copy of: Dana Adderley" in page
    status = f"{made_action.id}/status"
    assert as_lead.post_form(url(made), form=status, button="done").status_code == 303
    assert action_called("Bed at eight; no screens").status is ActionStatus.DONE
    assert "1 of 2 actions are done" in words(as_lead.get(url(made)).text)


def test_two_people_who_change_one_action_see_both_texts_and_lose_none(
    made: Planned, as_lead, client_for: SignIn
):
    path = url(made, f"/actions/{made.action.id}")
    before = lxml.html.fromstring(as_lead.get(path).text)
    version = before.xpath("//input[@name='version']/@value")[0]
    other = client_for(made.family.writer)
    assert other.post_form(path, form=path, what="Walk on Mondays").status_code == 303
    token = before.xpath("//main//input[@name='csrf_token']/@value")[0]
    typed = {"csrf_token": token, "version": version, "what": "Walk with Nan", "who": "Nan"}
    answer = as_lead.post(path, typed)
    assert answer.status_code == 409
    page = words(answer.text)
    for text in ("Omar Haddad changed this", "Walk on Mondays", "Walk with Nan", "Bryn Ellis"):
        assert text in page
    form = lxml.html.fromstring(answer.text).xpath("//main//form[.//textarea[@name='what']]")[0]
    again = {name: value for name, value in form.form_values()}
    assert again["what"].strip() == "Walk with Nan" and again["version"] != version
    assert as_lead.post(path, again).status_code == 303
    assert action_called("Walk with Nan").who == "Nan"


def test_what_is_taken_away_can_be_put_back_and_the_hub_only_reads(
    made: Planned, as_lead, make: Maker, client_for: SignIn
):
    out = f"{made.action.id}/out"
    assert as_lead.post_form(url(made), form=out).status_code == 303
    page = as_lead.get(url(made))
    assert "Taken away (1)" in page.text
    as_lead.post_form(url(made), form=f"{made.action.id}/back")
    adviser = client_for(make.account(Role.MASH_ADVISER))
    read = adviser.get(url(made)).text
    assert "Walk to school together" in read
    assert "How is it going?" not in read and "Add a goal" not in read
    assert adviser.get(url(made, "/goals/add")).status_code == 404
