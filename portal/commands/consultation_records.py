"""From the saved pages of a consultation to its records, in the transaction that sends it."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from portal.commands.abuse_records import record_abuse
from portal.commands.answers_kept import keep, keep_answers
from portal.commands.person_keys import keys_of
from portal.commands.referral_records import code_contact, record_referral
from portal.extensions import db
from portal.frameworks.cases import case_as_json, outcome_as_json
from portal.frameworks.codes import codes_of
from portal.integrations.calendars import calendar_for
from portal.models import (
    Contact,
    ContactPerson,
    Guidance,
    IndicatorAnswer,
    Person,
    PersonName,
    Statement,
)
from portal.queries import hubs, late_entries
from portal.queries.frameworks import framework as framework_of
from portal.rules import hub_settings, short_form
from portal.rules.abuse import is_abuse
from portal.rules.consultation import Consultation, PersonFacts, Tick, read
from portal.rules.folding import folded_words
from portal.rules.guidance import ChildGuidance, guide, place_in_queue
from portal.rules.journey import is_sent
from portal.rules.matching_looks import parents_among
from portal.rules.people_label import with_adult, with_named
from portal.rules.permissions import Actor
from portal.rules.safety import Alarm, alarm
from portal.rules.sharing import has_duty_to_report, proposed_basis
from portal.rules.targets import due, rag_for
from portal.rules.threshold_model import Framework
from portal.rules.typed import UK, Pages, read_date, read_instant, text_of
from portal.rules.warnings_kept import joined
from portal.vocabulary import (
    AgeKind,
    Answer,
    ContactKind,
    ContactRoute,
    LawfulBasis,
    Nation,
    PersonKind,
)

SHORT_TEXT = 200  # characters; the width of one-line columns
People = Mapping[uuid.UUID, tuple[uuid.UUID, int]]  # the draft's id -> record and position


def record_everything(actor: Actor, contact: Contact, saved: Pages, at: datetime) -> None:
    """Write the people, statements, ticks, answers and guidance, and place it in the queue.

    Words too long for a one-line column are cut there and kept whole beside it as an answer.
    """
    pages = _complete(contact, saved)
    consultation = read(pages)
    framework = framework_of(contact.framework_id) if contact.framework_id else None
    if framework is None:
        raise ValueError("a contact without a framework version cannot be sent")
    hub = hubs.hub(contact.hub_id)
    late = late_entries.of_contact(contact)
    received_at = contact.received_at or at
    on = received_at.astimezone(UK).date()
    guidance = guide(framework, consultation, nation=hub.nation, on=on)
    people = _people(contact, consultation, pages, on)
    codes = codes_of(hub.nation, hub.settings)
    record_referral(contact, consultation, pages, people, codes=codes, on=on)
    _statements(contact, consultation)
    _ticks(contact, consultation, framework, people)
    keep_answers(contact, consultation, pages, _basis(contact, consultation, framework, hub.nation))
    code_contact(contact, pages, codes)
    _guidance(contact, guidance, framework, pages, people, at)
    contact.asker_name = (late.sender_name if late else "") or actor.name
    contact.people_label = with_named(consultation.people, on)
    contact.is_safe_contact = consultation.is_safe_contact or contact.is_safe_contact
    told = (text_of(saved.get(name, {}), "must_not_be_told") for name in ("family", "wishes"))
    contact.must_not_be_told = joined(*told, contact.must_not_be_told)  # whatever the route now
    contact.has_protected_source = any(s.is_source_protected for s in consultation.statements)
    contact.urgency = place_in_queue(guidance, framework, _own_level(pages, framework))
    settings = hub_settings.read(hub.settings)
    if is_abuse(contact.route):
        contact.people_label = with_adult(consultation.people, on)
        record_abuse(contact, consultation, pages, people, settings=settings.abuse, at=at)
    contact.rag = rag_for(contact.urgency)
    contact.home_at = _next_home_time(pages, at)
    calendar = calendar_for(settings, hub.nation)
    contact.target_at, contact.due_at = due(
        settings, calendar, contact.urgency, received_at, contact.home_at
    )


def _complete(contact: Contact, saved: Pages) -> dict[str, Any]:
    """The pages in full-form shape, with a child whose name is not known where one is meant."""
    pages: dict[str, Any] = {
        name: page
        for name, page in saved.items()
        if is_sent(name, contact.kind, contact.route)
        if name != "short" or contact.route is ContactRoute.SHORT
    }
    if is_abuse(contact.route):
        return pages
    return short_form.in_full(pages, needs_child=contact.kind is ContactKind.REFERRAL)


def _next_home_time(pages: Pages, at: datetime) -> datetime | None:
    """The earliest that is still to come; one that has passed tells the queue nothing."""
    timing = pages.get("timing", {})
    given = [read_instant(timing, prefix) for prefix in ("leaves", "next_contact")]
    return min((moment for moment in given if moment and moment > at), default=None)


def _fit(contact: Contact, field: str, text: str) -> str:
    if len(text) > SHORT_TEXT:
        keep(contact, field, text)
    return text[:SHORT_TEXT]


def _people(
    contact: Contact, consultation: Consultation, pages: Pages, on: date
) -> dict[uuid.UUID, tuple[uuid.UUID, int]]:
    ids: dict[uuid.UUID, tuple[uuid.UUID, int]] = {}
    for position, facts in enumerate(consultation.people):
        person = _person(contact, facts, position)
        identity = pages.get(f"identity:{facts.id}", {})
        if facts.kind is PersonKind.ADULT and (born_on := read_date(identity, "born")):
            person.age_kind, person.born_on = AgeKind.DATE_OF_BIRTH, born_on
        db.session.add(person)
        db.session.flush()
        ids[facts.id] = (person.id, position)
        db.session.add_all(
            PersonName(hub_id=contact.hub_id, person_id=person.id, word=word)
            for word in folded_words(f"{facts.name} {text_of(identity, 'names_used')}")
        )
        db.session.add(_part(contact, person, facts, position))
        db.session.add_all(keys_of(person, on, parents_among(consultation.people, facts)))
    return ids


def _person(contact: Contact, facts: PersonFacts, position: int) -> Person:
    youngest, oldest = facts.estimate or (None, None)
    return Person(
        hub_id=contact.hub_id,
        kind=facts.kind,
        name=_fit(contact, f"person:{position}.name", facts.name),
        age_kind=facts.age_kind,
        born_on=facts.born_on,
        due_on=facts.due_on,
        age_months_from=youngest,
        age_months_to=oldest,
        school=_fit(contact, f"person:{position}.school", facts.school),
        address=facts.address,
    )


def _part(contact: Contact, person: Person, facts: PersonFacts, position: int) -> ContactPerson:
    return ContactPerson(
        hub_id=contact.hub_id,
        contact_id=contact.id,
        person_id=person.id,
        part=facts.part,
        lives_in_home=facts.lives_in_home,
        position=position,
        flags=[flag for flag, given in facts.flags.items() if given is Answer.YES],
        flags_not_known=[flag for flag, given in facts.flags.items() if given is Answer.NOT_KNOWN],
        seen=facts.seen,
        daily_life=facts.daily_life,
        own_words=facts.own_words,
    )


def _statements(contact: Contact, consultation: Consultation) -> None:
    for position, facts in enumerate(consultation.statements):
        field = f"statement:{position}."
        db.session.add(
            Statement(
                hub_id=contact.hub_id,
                contact_id=contact.id,
                position=position,
                what=facts.what,
                when=_fit(contact, field + "when", facts.when),
                how_often=_fit(contact, field + "how_often", facts.how_often),
                said_by=facts.said_by,
                said_by_detail=_fit(contact, field + "said_by_detail", facts.said_by_detail),
                basis=facts.basis,
                is_source_protected=facts.is_source_protected,
            )
        )


def _ticks(
    contact: Contact, consultation: Consultation, framework: Framework, people: People
) -> None:
    given: list[tuple[uuid.UUID | None, Tick]] = [(None, tick) for tick in consultation.shared]
    for child, ticks in consultation.by_child.items():
        if child in people:
            given += [(people[child][0], tick) for tick in ticks]
    db.session.add_all(
        IndicatorAnswer(
            hub_id=contact.hub_id,
            contact_id=contact.id,
            person_id=person_id,
            indicator_id=tick.indicator_id,
            state=tick.state,
            pattern=tick.pattern,
            impact=tick.impact,
        )
        for person_id, tick in given
        if tick.indicator_id in framework.indicator
    )


def _basis(
    contact: Contact, consultation: Consultation, framework: Framework, nation: Nation
) -> LawfulBasis:
    """What allows the sharing where the writer left the question as it was."""
    is_danger = alarm(framework, consultation.safety) is Alarm.EMERGENCY
    has_duty = has_duty_to_report(contact.agency, contact.kind, nation)
    return proposed_basis(contact.agency, is_danger=is_danger, has_duty=has_duty)


def _guidance(
    contact: Contact,
    guidance: tuple[ChildGuidance, ...],
    framework: Framework,
    pages: Pages,
    people: People,
    at: datetime,
) -> None:
    for given in guidance:
        if given.person is None:
            continue
        outcome = given.outcome
        db.session.add(
            Guidance(
                hub_id=contact.hub_id,
                contact_id=contact.id,
                person_id=people[given.person.id][0],
                framework_id=contact.framework_id,
                level=outcome.level,
                upper=outcome.upper,
                urgency=outcome.urgency,
                is_emergency=outcome.emergency,
                is_safe_contact=outcome.safe_contact,
                case=case_as_json(given.case, framework),
                result=outcome_as_json(outcome, framework),
                professional_level=_own_level(pages, framework),
                professional_reason=text_of(pages.get("view", {}), "reason"),
                given_at=at,
            )
        )


def _own_level(pages: Pages, framework: Framework) -> int | None:
    """The professional's own view; None while they are not sure or have not said."""
    level = text_of(pages.get("view", {}), "level")
    return next((each.rank for each in framework.levels if str(each.rank) == level), None)
