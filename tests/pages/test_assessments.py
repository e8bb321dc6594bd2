"""An assessment written by two people at their browsers, completed, and read."""

from collections.abc import Callable
from urllib.parse import urlsplit

import lxml.html
import pytest

from portal.commands.assessments import complete_assessment
from portal.commands.kept_words import keep_words
from portal.extensions import db
from portal.models import Account, Assessment, EpisodeLine, EpisodePage
from portal.vocabulary import EpisodeStatus, LineKind, Role, SaidBy
from portal.web import utc_now
from tests.actors import actor_of
from tests.assessing import LEVEL, VOICE, Family, family
from tests.makers import NOON, Maker
from tests.page_client import PageClient, form_data
from tests.pages.journey import Window

SignIn = Callable[[Account], PageClient]


@pytest.fixture
def here(make: Maker) -> Family:
    return family(make)


@pytest.fixture
def as_lead(here: Family, client_for: SignIn) -> PageClient:
    return client_for(here.lead)


@pytest.fixture
def as_helper(here: Family, client_for: SignIn) -> PageClient:
    return client_for(here.writer)


def begin(client: PageClient, here: Family) -> str:
    base = f"/early-help/{here.episode.id}/assessments"
    answer = client.post_form(base, form="/start")
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def answers(name: str) -> dict[str, object]:
    db.session.rollback()
    return dict(db.session.query(EpisodePage).filter_by(page=name).one().answers)


def words(page: str) -> str:
    return " ".join(lxml.html.fromstring(page).xpath("//main")[0].text_content().split())


def test_every_page_is_reached_in_order_and_named_with_its_writer(here, as_lead, as_helper):
    base = begin(as_lead, here)
    assert "Start an assessment" not in as_helper.get(base.rsplit("/", 1)[0]).text
    url, seen = f"{base}/safety", []
    while not url.endswith("/check"):
        seen.append(url)
        answer = as_lead.post_form(url, form="answers", button="on")
        assert answer.status_code == 303
        url = answer.headers["Location"]
    assert len(seen) == len(set(seen)) == 2 + 4 + 13 + 2
    as_helper.post_form(f"{base}/domains/home", form="answers", button="list", score="3")
    listed = words(as_lead.get(base).text)
    assert "Home and housing Omar Haddad" in listed and "3 of 10" in listed
    assert "What Wren Adderley says" in listed and "Getting ready for Baby Adderley" in listed
    assert "999" in listed


def test_two_people_on_one_page_see_both_texts_and_put_them_together(here, as_lead, as_helper):
    url = f"{begin(as_lead, here)}/analysis"
    mine, theirs = Window(as_helper, url), Window(as_lead, url)
    dana, callum = here.id_of("Dana Adderley"), here.id_of("Callum Reid")
    theirs.save(worries="Tired in lessons.", working_well="Nan helps.", worries_may_read=[dana])
    saving = mine.save_itself(worries="Hungry on Mondays.", worries_may_read=[dana, callum])
    assert "Ines Duarte saved this page" in saving.text
    answer = mine.save(worries="Hungry on Mondays.", worries_may_read=[dana, callum])
    assert answer.status_code == 409
    for text in ("Tired in lessons.", "Hungry on Mondays.", "Ines Duarte saved other words"):
        assert text in words(answer.text)
    again = as_helper.get(url)
    assert again.status_code == 200 and "Tired in lessons." in words(again.text)
    form = lxml.html.fromstring(answer.text).xpath("//main//form")[0]
    sent: dict[str, list[str]] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value.removeprefix("\n"))
    done = as_helper.post(url, {**sent, "go": "merge", "choice-working_well": "theirs"})
    assert done.status_code == 303
    saved = answers("analysis")
    assert saved["worries"] == "Tired in lessons.\n\nHungry on Mondays."
    assert (saved["working_well"], saved["worries_may_read"]) == ("Nan helps.", [dana])
    assert callum in saved["working_well_may_read"]  # each text by itself


def test_words_of_the_record_are_brought_in_for_no_more_readers_than_they_had(here, as_lead):
    url = f"{begin(as_lead, here)}/analysis"
    assert "Came to school hungry" in words(as_lead.get(url).text)
    as_lead.post_form(url, form="answers", button="bring:worries:record", worries="Tired.")
    saved = answers("analysis")
    assert saved["worries"] == "Tired.\n\nCame to school hungry three days running."
    assert saved["worries_may_read"] == [] != saved["needs_may_read"]


def test_odd_words_from_the_browser_are_saved_or_left_out_and_never_break(here, as_lead):
    url = f"{begin(as_lead, here)}/analysis"
    tree = lxml.html.fromstring(as_lead.get(url).text)
    token = tree.xpath("//form[@id='answers']//input[@name='csrf_token']/@value")[0]
    odd = {"csrf_token": token, "worries": "a\r\nc", "may_read": ["x", "y\r\nz"]}
    for go in ("bring:worries\r\nX: y", "bring::", "merge", "choice-", "keep_saved"):
        sent = {**odd, "go": go, "version": "9" * 40, "choice-worries": "both\n"}
        assert as_lead.post(url, sent).status_code == 303
    assert answers("analysis")["worries"] == "a\nc"
    assert as_lead.get(url).status_code == 200
    for name in ("check", "", "/distance"):
        assert as_lead.get(url.replace("analysis", name)).status_code in {200, 404}


def test_what_is_said_of_danger_has_no_reader_in_the_family_whatever_is_posted(here, as_lead):
    url = f"{begin(as_lead, here)}/safety"
    tree = lxml.html.fromstring(as_lead.get(url).text)
    token = tree.xpath("//form[@id='answers']//input[@name='csrf_token']/@value")[0]
    dana = here.id_of("Dana Adderley")
    sent = {"csrf_token": token, "S1": "no", "risk": "He follows them.", "may_read": [dana]}
    assert as_lead.post(url, {**sent, "go": "on"}).status_code == 303
    assert "may_read" not in answers("safety")
    assert answers("safety")["risk"] == "He follows them."


def test_a_protected_source_is_never_brought_in(here, as_lead):
    ids = {"hub_id": here.episode.hub_id, "episode_id": here.episode.id}
    text, wren = "He shouts at night.", here.people["Wren Adderley"].id
    line = EpisodeLine(
        **ids,
        kind=LineKind.STATEMENT,
        text=text,
        about_id=wren,
        said_by=SaidBy.CHILD,
        is_source_protected=True,
        changed_at=NOON,
    )
    db.session.add(line)
    db.session.commit()
    url = f"{begin(as_lead, here)}/voices/{wren}"
    page = as_lead.get(url).text
    assert text in page and "Source protected" in page and "bring:words" not in page


def test_danger_stands_above_every_page_and_no_lower_level_is_offered(here, as_lead):
    base = begin(as_lead, here)
    answer = as_lead.post_form(f"{base}/safety", form="answers", button="on", S1="yes")
    for page in (answer.headers["Location"], base, f"{base}/check"):
        assert "Call 999, then phone the hub on 01632 960001." in words(as_lead.get(page).text)
    level = lxml.html.fromstring(as_lead.get(f"{base}/level").text)
    assert level.xpath("//input[@name='level']/@value") == ["4", "not_enough"]


def test_what_somebody_says_is_only_for_their_own_copy_unless_chosen(here, as_lead):
    base, wren = begin(as_lead, here), here.id_of("Wren Adderley")
    tree = lxml.html.fromstring(as_lead.get(f"{base}/voices/{wren}").text)
    assert tree.xpath("//input[@name='may_read'][@checked]/@value") == [wren]
    tree = lxml.html.fromstring(as_lead.get(f"{base}/domains/home").text)
    assert len(tree.xpath("//input[@name='may_read'][@checked]")) == 3
    here.people["Dana Adderley"].is_at_risk = True
    db.session.commit()
    tree = lxml.html.fromstring(as_lead.get(f"{base}/domains/home").text)
    assert tree.xpath("//input[@name='may_read'][@checked]") == []


def test_the_check_says_what_is_needed_and_completing_fixes_it(
    here, as_lead, as_helper, client_for, make
):
    base = begin(as_lead, here)
    refused = as_lead.post_form(f"{base}/check", form="complete")
    assert refused.status_code == 422 and "There is a problem" in refused.text
    wren = here.id_of("Wren Adderley")
    as_lead.post_form(f"{base}/voices/{wren}", form="answers", button="on", **VOICE)
    as_helper.post_form(f"{base}/level", form="answers", button="on", **LEVEL)
    late = Window(as_helper, f"{base}/domains/home")
    as_lead.post_form(f"{base}/domains/home", form="answers", button="on", score="4")
    ready, elsewhere = (client.get(f"{base}/check").text for client in (as_lead, as_helper))
    assert "/complete" in ready and "/complete" not in elsewhere
    assert as_lead.post_form(f"{base}/check", form="complete").status_code == 303
    answer = late.save(evidence="The boiler is mended.")
    assert answer.status_code == 409 and "The boiler is mended." in answer.text
    path = urlsplit(f"{base}/domains/home").path
    keep_words(actor_of(here.writer), path, {"evidence": ["Kept by the sign-in."]}, at=utc_now())
    assert "Kept by the sign-in." in as_helper.get(path).text
    read = words(client_for(make.account(Role.MASH_ADVISER)).get(base).text)
    assert VOICE["words"] in read and LEVEL["reason"] in read and "Completed by Ines Duarte" in read
    assert as_lead.get(f"{base}/level").status_code == 303
    distance = lxml.html.fromstring(as_lead.get(f"{base.rsplit('/', 1)[0]}/distance").text)
    assert distance.xpath("//table//svg[@role='img']/desc/text()") == [
        f"4 on {distance.xpath('//td[1]/span[2]/text()')[0]}."
    ]


def test_who_types_while_the_help_ends_is_shown_their_words(here, as_lead, as_helper):
    window = Window(as_helper, f"{begin(as_lead, here)}/analysis")
    here.episode.status = EpisodeStatus.CLOSED
    db.session.commit()
    assert "the early help ended" in window.save_itself(worries="He came back.").text
    answer = window.save(worries="He came back.")
    assert answer.status_code == 409 and "He came back." in answer.text
    assert db.session.query(EpisodePage).count() == 0


def test_last_times_words_stand_beside_the_page_and_nothing_is_copied(here, as_lead):
    wren = here.id_of("Wren Adderley")
    base = begin(as_lead, here)
    as_lead.post_form(f"{base}/voices/{wren}", form="answers", button="on", **VOICE)
    as_lead.post_form(f"{base}/level", form="answers", button="on", **LEVEL)
    as_lead.post_form(f"{base}/check", form="complete")
    again = begin(as_lead, here)
    assert again != base
    page = as_lead.get(f"{again}/voices/{wren}").text
    tree = lxml.html.fromstring(page)
    assert VOICE["words"] in words(page)
    assert tree.xpath("//textarea[@name='words']")[0].text.strip() == ""
    as_lead.post_form(f"{again}/voices/{wren}", form="answers", button="bring:words:earlier")
    db.session.rollback()
    second = db.session.query(Assessment).filter_by(number=2).one()
    page_row = db.session.query(EpisodePage).filter_by(of_id=second.id).one()
    assert page_row.answers["words"] == VOICE["words"]


def test_a_completed_assessment_is_corrected_with_its_reason_and_two_see_both_texts(here, as_lead):
    draft = here.written()
    complete_assessment(here.episode, by=actor_of(here.lead), assessment_id=draft.id, at=NOON)
    base = f"/early-help/{here.episode.id}/assessments/{draft.id}"
    url = f"{base}/correct/analysis"
    opened = lxml.html.fromstring(as_lead.get(url).text).xpath("//main//form")[0]
    said = {"worries": "Tired on Mondays.", "correction_why": "It was Mondays."}
    refused = as_lead.post_form(url, **{**said, "correction_why": ""})
    assert refused.status_code == 422 and "Tired on Mondays." in words(refused.text)
    assert as_lead.post_form(url, **said).status_code == 303
    shown = words(as_lead.get(base).text)
    assert "Tired on Mondays." in shown and "It was Mondays." in shown
    assert "Tired on Mondays." not in words(as_lead.get(f"{base}/before/1").text)
    assert as_lead.get(f"{base}/before/2").status_code == 404
    other = {"worries": "Tired on Fridays.", "correction_why": "It was Fridays."}
    crossed = as_lead.post(url, form_data(opened, other))
    assert crossed.status_code == 409
    for text in ("Tired on Mondays.", "Tired on Fridays."):
        assert text in words(crossed.text)
