"""Hostile words about who is who: decided, shown and told in a chronology without harm."""

import pytest

from portal.vocabulary import Role
from tests.guards.put_in import child_of
from tests.guards.test_hostile_input import WORDS, Attacker, ClientFor, harmless
from tests.makers import Maker


@pytest.mark.parametrize("name", ["markup", "formats", "long word", "right to left"])
def test_hostile_words_about_who_is_who(make: Maker, client_for: ClientFor, name: str) -> None:
    hostile = WORDS[name][:190]  # with an age it fills the line that lists show
    now, before = (make.consultation(child=hostile) for _ in range(2))
    attacker = Attacker(client_for(make.account(Role.MASH_ADVISER)))
    base = f"/contacts/{now.id}"
    page = f"{base}/known/{child_of(now)}/{child_of(before)}"
    decided = attacker.client.post_form(page, button="confirmed", why=hostile)
    assert decided.status_code == 303
    for seen in (base, page, f"{base}/chronology"):
        answer = harmless(attacker.client.http.get(seen))
        assert answer.status_code == 200 and before.reference in answer.text


def test_hostile_answers_on_the_page_of_two_people(make: Maker, client_for: ClientFor) -> None:
    now, before = (make.consultation() for _ in range(2))
    attacker = Attacker(client_for(make.account(Role.MASH_ADVISER)))
    page = f"/contacts/{now.id}/known/{child_of(now)}/{child_of(before)}"
    attacker.attack(page)
    assert harmless(attacker.client.http.get(page)).status_code == 200
