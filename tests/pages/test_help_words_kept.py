"""Words typed about a family's help come back: after a sign-in, an end, or somebody taken out."""

from collections.abc import Callable

import lxml.html

from portal.commands.kept_words import keep_words
from portal.extensions import db
from portal.models import Account, EarlyHelpEpisode, EpisodeLine, KeptWords
from portal.vocabulary import EpisodeEnd, EpisodeStatus, Role
from portal.web import utc_now
from tests.actors import actor_of
from tests.makers import NOON, Maker
from tests.page_client import PageClient
from tests.planning import Planned

SignIn = Callable[[Account], PageClient]
WORDS = "She said that mornings are the worst"


def at(made: Planned, rest: str) -> str:
    return f"/early-help/{made.family.episode.id}{rest}"


def token(client: PageClient, address: str) -> str:
    page = lxml.html.fromstring(client.get(address).text)
    return str(page.xpath("//input[@name='csrf_token']/@value")[0])


def send(client: PageClient, given: str, address: str, **words: str) -> tuple[int, bool]:
    """The answer's status, and whether the words are on it."""
    answer = client.http.post(address, data={"csrf_token": given, **words})
    return answer.status_code, WORDS in answer.get_data(as_text=True)


def test_words_kept_through_a_sign_in_are_on_every_form_again(
    made: Planned, as_lead: PageClient
) -> None:
    dana = made.family.people["Dana Adderley"].id
    line = db.session.query(EpisodeLine).first()
    typed = {
        at(made, "/family/add"): "name",
        at(made, f"/family/{dana}"): "name",
        at(made, "/told/add"): "text",
        at(made, f"/told/{line.id}"): "text",
        at(made, f"/agreement/{dana}"): "note",
        at(made, f"/agreement/{dana}/withdraw"): "why",
        at(made, "/hand-over"): "why",
        "/early-help/start": "reason_note",
    }
    by = actor_of(made.lead)
    for address, name in typed.items():
        keep_words(by, address, {name: [WORDS]}, at=utc_now())
    assert [each for each in typed if WORDS not in as_lead.get(each).text] == []
    address = at(made, "/told/add")
    as_lead.post_form(address)  # as it was put back
    assert db.session.query(EpisodeLine).filter_by(text=WORDS).count() == 1
    assert db.session.query(KeptWords).filter_by(path=address).count() == 0


def test_a_post_after_the_end_shows_the_words_to_who_could_have_written(
    made: Planned, as_lead: PageClient, client_for: SignIn, make: Maker
) -> None:
    others = [client_for(made.family.writer), client_for(make.account(Role.MASH_ADVISER))]
    address, given = at(made, "/told/add"), token(as_lead, at(made, "/told/add"))
    tokens = [token(each, "/change-password") for each in others]
    episode = db.session.get_one(EarlyHelpEpisode, made.family.episode.id)
    episode.status, episode.ended_on = EpisodeStatus.CLOSED, NOON.date()
    episode.end_reason, episode.end_note = next(iter(EpisodeEnd)), "Done."
    db.session.commit()
    assert send(as_lead, given, address, text=WORDS) == (409, True)
    assert send(others[0], tokens[0], address, text=WORDS) == (409, True)
    assert send(others[0], tokens[0], at(made, "/hand-over"), why=WORDS) == (404, False)
    assert send(others[1], tokens[1], address, text=WORDS) == (404, False)


def test_what_somebody_says_about_agreement_is_shown_again_once_taken_out(
    made: Planned, as_lead: PageClient
) -> None:
    dana = made.family.people["Dana Adderley"].id
    given = token(as_lead, at(made, f"/agreement/{dana}"))
    send(as_lead, given, at(made, f"/family/{dana}/out"))
    day = {"withdrawn_on_day": "1", "withdrawn_on_month": "11", "withdrawn_on_year": "2026"}
    address = at(made, f"/agreement/{dana}/withdraw")
    assert send(as_lead, given, address, why=WORDS, **day) == (409, True)
    assert as_lead.get(address).status_code == 404
