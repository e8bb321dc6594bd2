"""Hostile words to agencies and from them: asked, answered, called off and read without harm."""

from types import SimpleNamespace

import pytest

from portal.vocabulary import Agency, ContactStatus, MayShare, Role
from tests.check_maker import agency_of, answer, ask, contributor_of
from tests.guards.test_hostile_input import WORDS, Attacker, ClientFor, harmless
from tests.makers import Maker


@pytest.fixture
def scene(make: Maker) -> SimpleNamespace:
    police = agency_of(make, make.hub, Agency.POLICE, "County Police")
    adviser, writer = make.account(Role.MASH_ADVISER), make.account()
    contact = make.consultation(ContactStatus.WITH_ADVISER, adviser=adviser, asker=writer)
    return SimpleNamespace(
        police=police,
        adviser=adviser,
        writer=writer,
        contact=contact,
        officer=contributor_of(police),
        base=f"/contacts/{contact.id}",
    )


@pytest.mark.parametrize("page", ["checks/ask", "duty"])
def test_hostile_answers_of_the_hub(scene, client_for: ClientFor, page: str) -> None:
    attacker = Attacker(client_for(scene.adviser))
    attacker.attack("/duty" if page == "duty" else f"{scene.base}/{page}")
    assert harmless(attacker.client.http.get(scene.base)).status_code == 200


@pytest.mark.parametrize("page", ["withdraw", "answer"])
def test_hostile_answers_to_a_check(scene, client_for: ClientFor, page: str) -> None:
    (check,) = ask(scene.contact, scene.adviser, scene.police)
    who = scene.officer if page == "answer" else scene.adviser
    attacker = Attacker(client_for(who))
    attacker.attack(f"{scene.base}/checks/{check.id}/{page}")
    for reader, seen in ((scene.adviser, scene.base), (scene.officer, "/checks")):
        assert harmless(client_for(reader).http.get(seen)).status_code == 200


@pytest.mark.parametrize("name", ["markup", "template", "right to left", "long word"])
def test_hostile_words_are_shown_and_printed_as_words(
    scene, client_for: ClientFor, name: str
) -> None:
    hostile = WORDS[name]
    (check,) = ask(scene.contact, scene.adviser, scene.police, purpose=hostile, question=hostile)
    answer(check, scene.officer, summary=hostile, may_share=MayShare.REFERRER)
    theirs = f"{scene.base}/checks/{check.id}"
    for who, pages in (
        (scene.officer, (theirs, f"{theirs}/answer", f"{theirs}/return.pdf")),
        (scene.adviser, (scene.base, f"{theirs}/return.pdf?audience=hub")),
        (scene.writer, (scene.base, f"{theirs}/return.pdf")),
    ):
        client = client_for(who)
        for page in pages:
            assert harmless(client.http.get(page)).status_code == 200
