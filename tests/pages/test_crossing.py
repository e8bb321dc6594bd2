"""Two people put the same thing right: both texts are shown, and the same words count once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import lxml.html
import pytest

from portal.commands import episode_family
from portal.extensions import db
from portal.models import Account, EpisodeEvent, EpisodeLine, EpisodePerson
from portal.rules.early_help_people import read_member
from portal.vocabulary import LineKind, MemberSees, SaidBy
from tests.actors import actor_of
from tests.makers import NOON
from tests.page_client import PageClient
from tests.planning import Planned

SignIn = Callable[[Account], PageClient]


@pytest.fixture
def as_writer(made: Planned, client_for: SignIn) -> PageClient:
    return client_for(made.family.writer)


def opened(client: PageClient, where: str, **typed: str) -> dict[str, Any]:
    """The form of a page as it is sent, with what is typed into it."""
    form = _form(client.get(where).text)
    return {**{name: value for name, value in form.form_values()}, **typed}


def _form(page: str) -> Any:
    return lxml.html.fromstring(page).xpath("//main//form[.//input[@name='version']]")[0]


def pairs(page: str) -> list[tuple[str, ...]]:
    """(question, typed here, saved meanwhile) of each that differs."""
    tree = lxml.html.fromstring(page)
    found = []
    for pair in tree.xpath("//div[contains(@class, 'portal-pair')]"):
        texts = [" ".join(each.text_content().split()) for each in pair.xpath("./div/p")]
        found.append((pair.xpath("preceding-sibling::h2[1]")[0].text_content(), *texts))
    return found


def acts(made: Planned, action: str) -> int:
    db.session.rollback()
    given = {"episode_id": made.family.episode.id, "action": action}
    return db.session.query(EpisodeEvent).filter_by(**given).count()


def test_of_two_who_put_right_what_was_told_the_later_sees_both_and_says_what_stands(
    made: Planned, as_lead: PageClient, as_writer: PageClient
) -> None:
    line = episode_family.add_line(
        made.episode,
        kind=LineKind.STATEMENT,
        text="He is late.",
        about_id=None,
        readers=[],
        by=actor_of(made.lead),
        at=NOON,
    )
    address = f"/early-help/{made.family.episode.id}/told/{line.id}"
    mine = opened(as_lead, address, text="He is late on Mondays.")
    assert as_writer.post_form(address, form=address, text="He walks alone.").status_code == 303
    answer = as_lead.post(address, mine)
    assert answer.status_code == 409
    assert f"{made.family.writer.name} changed this while you were writing" in answer.text
    assert pairs(answer.text) == [("What is told?", "He is late on Mondays.", "He walks alone.")]
    again = dict(_form(answer.text).form_values())
    assert again["text"].strip() == "He is late on Mondays."
    assert as_lead.post(address, again).status_code == 303
    assert as_lead.post(address, mine).status_code == 303  # the same words once more
    assert acts(made, "change_line") == 2
    assert db.session.get_one(EpisodeLine, line.id).text == "He is late on Mondays."


def test_of_two_who_put_one_of_the_family_right_nobody_reads_an_address_kept_secret(
    made: Planned, as_lead: PageClient, as_writer: PageClient
) -> None:
    person = made.family.people["Dana Adderley"]
    address = f"/early-help/{made.family.episode.id}/family/{person.id}"
    day = {"born_day": "3", "born_month": "4", "born_year": "1990"}
    mine = opened(as_lead, address, address="2 Old Lane", school="Ropeworks", **day)
    words = read_member(
        {
            "kind": "adult",
            "name": "Dana Adderley",
            "part": "parent",
            "address": "9 New Lane",
            "is_address_secret": "yes",
            "language": "Welsh",
        }
    )
    episode = made.family.locked(made.family.writer)
    by = actor_of(made.family.writer)
    episode_family.change_member(episode, person.id, words, version=None, by=by, at=NOON)
    answer = as_lead.post(address, mine)
    assert answer.status_code == 409 and "9 New Lane" not in answer.text
    assert f"{by.name} changed this while you were writing" in answer.text
    assert set(pairs(answer.text)) >= {
        ("Address", "2 Old Lane", "Kept secret"),
        ("Date of birth", "3 April 1990", "Nothing"),
        ("School, college, nursery or work", "Ropeworks", "Nothing"),
        ("First language", "Nothing", "Welsh"),
    }
    again = dict(_form(answer.text).form_values())
    assert again["is_address_secret"] == "yes"  # of two answers the safer stays
    assert [as_lead.post(address, again).status_code for _ in range(2)] == [303, 303]
    assert acts(made, "change_member") == 2
    person = db.session.get_one(EpisodePerson, person.id)
    assert (person.address, person.is_address_secret, person.school) == (
        "2 Old Lane",
        True,
        "Ropeworks",
    )


def test_what_one_of_the_team_may_see_is_chosen_knowing_what_was_chosen_meanwhile(
    made: Planned, as_lead: PageClient
) -> None:
    address = f"/early-help/{made.family.episode.id}/team/{made.nurse.id}/sees"
    mine = opened(as_lead, address, sees="everything")
    assert as_lead.post_form(address, form=address, sees="nothing").status_code == 303
    answer = as_lead.post(address, mine)
    assert answer.status_code == 409 and len(pairs(answer.text)) == 1
    again = dict(_form(answer.text).form_values())
    assert [as_lead.post(address, each).status_code for each in (again, mine)] == [303, 303]
    assert acts(made, "change_sees") == 2
    db.session.refresh(made.nurse)
    assert made.nurse.sees is MemberSees.EVERYTHING


def test_putting_the_words_of_a_protected_source_right_keeps_who_said_them(
    made: Planned, as_lead: PageClient
) -> None:
    line = episode_family.add_line(
        made.episode,
        kind=LineKind.STATEMENT,
        text="He shouts.",
        about_id=None,
        readers=[],
        by=actor_of(made.lead),
        at=NOON,
        said_by=SaidBy.CHILD,
    )
    line.is_source_protected = True
    db.session.commit()
    address = f"/early-help/{made.family.episode.id}/told/{line.id}"
    assert as_lead.post_form(address, form=address, text="He shouts at night.").status_code == 303
    line = db.session.get_one(EpisodeLine, line.id)
    assert (line.text, line.said_by) == ("He shouts at night.", SaidBy.CHILD)


def test_an_estimated_age_is_as_old_as_it_was_unless_it_is_put_right(
    made: Planned, as_lead: PageClient
) -> None:
    person = made.family.people["Wren Adderley"]
    person.born_on, person.age_months_from, person.age_months_to = None, 84, 95
    before = person.age_on = NOON.date() - timedelta(days=30)
    db.session.commit()
    address = f"/early-help/{made.family.episode.id}/family/{person.id}"
    assert as_lead.post_form(address, form=address, school="Ropeworks").status_code == 303
    person = db.session.get_one(EpisodePerson, person.id)
    assert (person.school, person.age_months_from, person.age_on) == ("Ropeworks", 84, before)
    assert as_lead.post_form(address, form=address, years="9").status_code == 303
    db.session.expire_all()
    assert person.age_months_from == 108 and person.age_on > before
