"""What only the contacts behind early help tell of people is looked for in a copy too."""

from dataclasses import replace

import pytest

from portal.rules.help_facts import ContactPersonFacts
from tests.documents.help_samples import FATHER, MOTHER
from tests.rules.test_copy_watch import CARYS, _family, _hits


@pytest.mark.parametrize(
    ("told", "text", "words"),
    [
        ({"names_used": "Shaz, formerly Pugh"}, "Shaz rang. Mrs Pugh too.", ["Shaz", "Pugh"]),
        ({"names_used": "known as shaz"}, "Then shaz99 said so.", ["shaz99"]),
        ({"school": "Tanglewood Nursery"}, "He walks by Tanglewood.", ["Tanglewood"]),
        ({"phone": "07700 900471"}, "It ends in 900 471.", ["900 471"]),
        ({"id": "else", "name": "Gethin Rees"}, "Dai Rees met Gethin. Dai went.", ["Gethin"]),
        ({"id": FATHER, "name": "Dai Rees", "names_used": "Dodo"}, "Dodo is well.", []),
    ],
)
def test_what_only_the_contacts_behind_it_call_people_is_looked_for(told, text, words):
    carys = replace(CARYS, is_address_secret=True)
    on_contact = ContactPersonFacts(**{"id": MOTHER, "name": "Carys Rees", **told})
    assert _hits(_family(carys, text=text, on_contacts=(on_contact,))) == words


def test_a_relative_whom_the_copy_tells_of_may_go_by_any_of_their_names():
    shaz = ContactPersonFacts(id=MOTHER, name="Carys Rees", names_used="Shaz")
    assert _hits(_family(CARYS, text="Shaz reads to him.", on_contacts=(shaz,))) == ["Shaz"]
    assert _hits(_family(CARYS, text="Shaz reads.", about=MOTHER, on_contacts=(shaz,))) == []
