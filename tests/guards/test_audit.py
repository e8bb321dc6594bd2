"""Every record read or changed leaves who, what, which and when, in the transaction of the act."""

from flask import Flask

from portal.extensions import db
from portal.models import Contact
from portal.vocabulary import ContactStatus
from portal.web import utc_now
from tests.guards.access_expected import EXPECTED
from tests.guards.acts import ACTS, FORMS
from tests.guards.audited import Visit, acts, persona_for, reads, rule_of, stored
from tests.guards.house import House, house, requests
from tests.served import hidden

__all__ = ["house"]  # a fixture of the access matrix, used here too
CHILD = "Wren"
FIRST_LOOKS = {"read_advice", "read_decision"}
KEPT_OUT = {"adviser elsewhere", "colleague at the same school", "hub administrator"}
WITH_CONTENT = {200, 409, 422}


def test_every_page_without_an_event_is_a_form_and_every_post_says_what_it_does(
    app: Flask,
) -> None:
    pages = {endpoint for endpoint, method in requests(app) if method == "GET"}
    assert pages - {endpoint for endpoint, _ in reads(app)} == FORMS
    assert {endpoint for endpoint, _ in acts(app)} == set(ACTS)


def test_every_reading_of_a_record_is_one_event(house: House) -> None:
    wrong = []
    for request in reads(house.app):
        expected = EXPECTED[request[0]]
        shared = house.standing(expected) if expected.status else None
        for persona in sorted(expected.admits):
            visit, since = Visit(house, request, persona, shared), utc_now()
            answer, events = visit.ask()
            readings = [event for event in events if event.action.startswith("read")]
            readings = [event for event in readings if event.action not in FIRST_LOOKS]
            readings = [event for event in readings if not visit.is_of_another(event)]
            if len(readings) != 1 or not readings[0].why or answer.status_code >= 400:
                wrong.append(f"{visit}: {answer.status} {[event.action for event in events]}")
            own = [event for event in events if not visit.is_of_another(event)]
            wrong += [fault for event in own for fault in visit.wrong(event, since)]
    assert wrong == []


def test_every_act_is_one_event(house: House) -> None:
    wrong = []
    for request in acts(house.app):
        visit, act = Visit(house, request, persona_for(request[0])), ACTS[request[0]]
        since = utc_now()
        answer, events = visit.ask()
        done = [event for event in events if event.action == act.action]
        if len(done) != 1 or done[0].why != act.why or answer.status_code >= 400:
            wrong.append(f"{visit}: {answer.status} {[(e.action, e.why) for e in events]}")
        wrong += [fault for event in done for fault in visit.wrong(event, since)]
    assert wrong == []


def test_who_comes_second_reads_who_was_first_and_that_is_an_event(house: House) -> None:
    for method in ("GET", "POST"):
        visit = Visit(house, ("queue.take_up", method), "adviser")
        visit.contact.status = ContactStatus.WITH_ADVISER
        visit.contact.adviser_id = house.people["adviser who has it"].id
        db.session.commit()
        since = utc_now()
        answer, events = visit.ask()
        assert answer.status_code == 409
        assert [(event.action, event.why) for event in events] == [("read", "already_taken")]
        assert visit.wrong(events[0], since) == []


def test_a_form_with_errors_shows_its_record_once_more_and_that_is_an_event(house: House) -> None:
    wrong, shown = [], 0
    for request in acts(house.app):
        if not rule_of(house.app, request[0]).reads:
            continue
        visit, since = Visit(house, request, persona_for(request[0])), utc_now()
        visit.data = {"csrf_token": visit.data["csrf_token"]}
        answer, events = visit.ask()
        if answer.status_code in WITH_CONTENT:
            shown += 1
            if not events:
                wrong.append(f"{visit}: {answer.status} without an event")
        wrong += [fault for event in events for fault in visit.wrong(event, since)]
    assert wrong == []
    assert shown > 10


def untouched(house: House, endpoint: str) -> Contact | None:
    """A record that nothing happens to; the short form has one that is turned into it."""
    expected = EXPECTED[endpoint]
    if expected.status is None or endpoint == "consultations.in_full":
        return None
    return house.standing(expected)


def test_without_its_event_nothing_is_read_and_nothing_is_changed(house: House) -> None:
    visits = [
        *(
            Visit(house, request, persona_for(request[0]), untouched(house, request[0]))
            for request in reads(house.app)
        ),
        *(Visit(house, request, persona_for(request[0])) for request in acts(house.app)),
    ]
    wrong, before = [], stored()
    with hidden("audit_events"):
        for visit in visits:
            answer = visit.send()
            is_shown = CHILD in answer.text and CHILD not in str(visit.data)  # own words come back
            if answer.status_code != 503 or is_shown:
                wrong.append(f"{visit}: {answer.status}")
    assert wrong == []
    assert stored() == before
    assert len(visits) > 50


def kept_out(house: House) -> list[Visit]:
    """Someone of the other hub, a colleague and the administrator at every page not meant for them.

    They ask for one record of each kind and status.
    """
    visits = []
    for request in reads(house.app) + acts(house.app):
        for persona in sorted(KEPT_OUT - EXPECTED[request[0]].admits):
            visits.append(Visit(house, request, persona, untouched(house, request[0])))
    return visits


def test_a_refusal_is_an_event_and_shows_and_changes_nothing(house: House) -> None:
    visits = kept_out(house)
    wrong, before = [], stored()
    for visit in visits:
        since = utc_now()
        answer, events = visit.ask()
        if answer.status_code != 404 or CHILD in answer.text:
            wrong.append(f"{visit}: {answer.status}")
        action = "read" if visit.method == "GET" else "act"
        said = [(event.action, event.why) for event in events]
        if said != [(action, rule_of(house.app, visit.endpoint).name)]:
            wrong.append(f"{visit}: {said}")
        wrong += [fault for event in events for fault in visit.wrong(event, since, "refused")]
    assert wrong == []
    assert stored() == before
    assert len(visits) > 100
