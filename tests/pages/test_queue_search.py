"""Finding a contact by reference or name, without a name in any address."""

from typing import Any

import lxml.html
import pytest
import time_machine

from portal.extensions import db
from portal.models import AuditEvent, PersonName
from portal.rules.folding import folded_words
from portal.vocabulary import ContactStatus
from tests.makers import NOON, Maker
from tests.page_client import CANARY, PageClient
from tests.pages.queue_pages import find, many, rows

S = ContactStatus


@pytest.fixture(autouse=True)
def at_noon() -> Any:
    """Every page of these tests is asked for at noon on a Wednesday, unless it moves the clock."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def test_search_by_reference_forgives_how_it_is_typed(
    make: Maker, as_mash_adviser: PageClient
) -> None:
    contact = make.consultation(S.CLOSED)
    make.consultation()
    typed = contact.reference.lower().replace("-", " ")
    assert rows(find(as_mash_adviser, typed)) == [contact.reference]


@pytest.mark.parametrize("typed", ["sian", "SIÂN", "wyn sia", "Siân Ŵyn"])
def test_search_by_name_folds_letters(make: Maker, as_mash_adviser: PageClient, typed: str) -> None:
    contact = make.consultation(child="Wren Adderley")
    person = db.session.query(PersonName).filter_by(word="wren").one()
    db.session.query(PersonName).delete()
    for word in folded_words("Siân Ŵyn"):
        db.session.add(PersonName(hub_id=person.hub_id, person_id=person.person_id, word=word))
    db.session.commit()
    make.consultation(child="Sioned Price")
    assert rows(find(as_mash_adviser, typed)) == [contact.reference]


def test_search_finds_nothing_for_one_letter_or_a_stranger(
    make: Maker, as_mash_adviser: PageClient
) -> None:
    make.consultation()
    for typed in ("w", "Nobody", "' OR 1=1 --", "%"):
        assert rows(find(as_mash_adviser, typed)) == []


def test_a_name_searched_for_stays_out_of_addresses_and_the_audit(
    make: Maker, as_mash_adviser: PageClient
) -> None:
    make.consultation(child=f"{CANARY} Adderley")
    answer = find(as_mash_adviser, CANARY)
    assert len(rows(answer)) == 1
    event = db.session.query(AuditEvent).filter_by(action="search_queue").one()
    assert event.why == ""


def test_search_pages_by_form(make: Maker, as_mash_adviser: PageClient) -> None:
    contacts = many(make, 55)
    first = find(as_mash_adviser, "wren")
    assert len(rows(first)) == 50
    form = lxml.html.fromstring(first.text).xpath("//form[.//button[@name='page']]")[0]
    button = form.xpath(".//button[@name='page']/@value")[0]
    second = as_mash_adviser.post("/queue/find", data={**dict(form.form_values()), "page": button})
    assert set(rows(first)) | set(rows(second)) == {contact.reference for contact in contacts}
    assert len(rows(second)) == 5
