"""Plays a worked case through the real commands: written, sent, taken up, answered."""

import random
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from portal.commands import advice, conversation, conversion, marac, opening, queue, sharing
from portal.commands.consultations import (
    discard_draft,
    save_pages,
    start_consultation,
    submit_consultation,
)
from portal.commands.late_entries import start_late_entry
from portal.commands.matching import decide_match
from portal.commands.ticks import save_ticks
from portal.demo import checks
from portal.demo.cases import WRITING, DemoCase, next_working_day
from portal.demo.follow_through import AFTERWARDS, acknowledge_decision, step_of
from portal.extensions import db
from portal.models import Advice, Contact, ContactPerson
from portal.queries.advice import current_advice
from portal.rules.answers import TEXTS
from portal.rules.late_entry import LateWords
from portal.rules.marac import MaracWords
from portal.rules.permissions import Actor
from portal.rules.sharing import ShareWords
from portal.rules.typed import UK
from portal.vocabulary import (
    Answer,
    ContactKind,
    ContactRoute,
    HowReceived,
    LawfulBasis,
    LinkDecision,
    MaracAgreement,
    MaracCriterion,
    OutcomeOfAdvice,
    Part,
    ShareDecision,
)

MARAC_TEXTS = (
    *("criteria_why", "without_why", "risks", "children", "teller", "telling_how"),
    *("idva_detail", "hub_note"),
)
Actors = Mapping[str, Actor]
Told = Mapping[str, Any]


def begin(case: DemoCase, asker: Actor) -> Contact:
    """In the usual way, or late: with the time at which it truly reached the hub."""
    given: Told = {
        "kind": ContactKind(case.kind),
        "route": ContactRoute(case.route),
        "start_key": case.slug,
        "at": case.begun_at,
    }
    if case.late is None:
        return start_consultation(asker, **given)
    words = LateWords(
        received_at=case.begun_at - timedelta(minutes=int(case.late["minutes_before"])),
        how=HowReceived(case.late["how"]),
        received_by=case.late["received_by"],
        why=case.late["why"],
    )
    return start_late_entry(asker, words=words, agency=None, **given)


def write(case: DemoCase, asker: Actor) -> Contact:
    """The draft with every page saved, as its writer left it."""
    contact = begin(case, asker)
    typed = {page: answers for page, answers in case.pages.items() if not page.startswith("seen")}
    ticked = {page: answers for page, answers in case.pages.items() if page.startswith("seen")}
    save_pages(asker, contact, typed, tab=case.slug, base_version=None, at=case.begun_at)
    save_ticks(asker, contact, ticked, at=case.begun_at)
    return contact


def send(case: DemoCase, asker: Actor, contact: Contact) -> Contact:
    """Sent eleven minutes after it was begun; the reference is the same in every demo."""
    dice = random.Random(case.slug)  # noqa: S311 - an invented reference, the same every time
    return submit_consultation(
        asker, contact, at=case.begun_at + WRITING, randomness=lambda: dice.randbytes(16)
    )


def play(case: DemoCase, actors: Actors, until: datetime) -> Contact:
    """The whole story, as far as it goes before `until`."""
    asker = actors[case.asker]
    contact = write(case, asker)
    steps = list(case.then)
    if steps and steps[0]["do"] in UNSENT:
        UNSENT[steps[0]["do"]](asker, contact, case.begun_at + WRITING)
        return contact
    send(case, asker, contact)
    at = case.begun_at + WRITING
    for told in steps:
        at = _moment(told, at)
        if at >= until:
            break
        by = actors[told.get("by", case.asker)]
        if told["do"] == "refer_now":
            contact = refer(case, contact, by, told, at)
        else:
            _act(contact, by, told, at)
    return contact


def follow(
    contact: Contact, asker: Actor, actors: Actors, steps: Sequence[Told], at: datetime
) -> None:
    """What happened to a contact that was sent in another story."""
    for told in steps:
        at = _moment(told, at)
        _act(contact, actors[told["by"]] if "by" in told else asker, told, at)


def _act(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    db.session.refresh(contact)
    ACTS[told["do"]](contact, by, told, at)


def refer(case: DemoCase, contact: Contact, asker: Actor, told: Told, at: datetime) -> Contact:
    """Carried over into a referral with what it asks besides, and sent; the story goes on there."""
    slug = f"{case.slug}-referral"
    draft = conversion.refer_now(asker, contact, start_key=slug, at=at)
    save_pages(asker, draft, told["pages"], tab=slug, base_version=None, at=at)
    dice = random.Random(slug)  # noqa: S311 - as in `send`
    return submit_consultation(asker, draft, at=at + WRITING, randomness=lambda: dice.randbytes(16))


def _moment(told: Told, before: datetime) -> datetime:
    """`after_minutes` from the step before, or `next_day_at` a time on the next working day."""
    if clock := told.get("next_day_at"):
        on = next_working_day(before.astimezone(UK).date())
        return datetime.combine(on, time.fromisoformat(clock), tzinfo=UK)
    return before + timedelta(minutes=int(told.get("after_minutes", "20")))


def _leave_as_draft(asker: Actor, contact: Contact, at: datetime) -> None:
    """Nothing happens: the draft waits for its writer."""


def _discard(asker: Actor, contact: Contact, at: datetime) -> None:
    discard_draft(asker, contact, at=at)


UNSENT: dict[str, Callable[[Actor, Contact, datetime], None]] = {
    "leave_as_draft": _leave_as_draft,
    "discard": _discard,
}


def _take_up(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    opening.mark_opened(contact.id, by=by, at=at)
    knows = Answer(told.get("knows_family", "no"))
    queue.take_up(contact.id, adviser=by, knows_family=knows, at=at)


def _give_back(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    queue.give_back(contact.id, by=by, reason=told["reason"], at=at)


def _ask(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    conversation.ask_for_more(contact, adviser=by, text=told["text"], at=at)


def _reply(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    conversation.reply(contact, by=by, text=told["text"], at=at)


def _add(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    conversation.add_information(contact, by=by, text=told["text"], at=at)


def _advise(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    level = told["level"]
    advice.give_advice(
        contact,
        adviser=by,
        at=at,
        level=None if level == "not_enough" else int(level),
        outcome=OutcomeOfAdvice(told["outcome"]),
        descriptors=told["descriptors"],
        next_steps=[step_of(each, at) for each in told["next_steps"]],
        safe_to_tell=Answer(told["safe_to_tell"]),
        **{name: told.get(name, "") for name in TEXTS},
    )


def _read(contact: Contact, by: Actor, at: datetime) -> Advice | None:
    given = current_advice(contact)
    if given is not None:
        opening.mark_advice_read(contact.id, given.id, by=by, at=at)
    return given


def _read_advice(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    _read(contact, by, at)


def _acknowledge(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    if contact.kind is ContactKind.REFERRAL:
        acknowledge_decision(contact, by, at)
        return
    _read(contact, by, at)
    db.session.refresh(contact)
    advice.acknowledge(contact, by=by, at=at)


def _withdraw(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    advice.withdraw_advice(contact, by=by, reason=told["reason"], at=at)


def _share(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    basis, in_days = told.get("basis"), told.get("in_days")
    words = ShareWords(
        decision=ShareDecision(told["decision"]),
        basis=LawfulBasis(basis) if basis else None,
        review_on=at.date() + timedelta(days=int(in_days)) if in_days else None,
        **{name: told.get(name, "") for name in ("what", "with_whom", "basis_reason", "why")},
    )
    sharing.record_decision(contact, by=by, words=words, at=at, key=uuid.uuid4())


def _record_marac(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    texts = {name: told.get(name, "") for name in MARAC_TEXTS}
    words = MaracWords(
        criteria=tuple(MaracCriterion(each) for each in told["criteria"]),
        agreement=MaracAgreement(told["agreement"]),
        idva=Answer(told["idva"]),
        **texts,
    )
    marac.record_marac(contact, by=by, words=words, at=at, key=uuid.uuid4())


def _open_address(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    opening.open_address(contact, by=by, reason=told["reason"], at=at)


def _convert_back(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    conversion.convert_back(contact, by=by, reason=told["reason"], at=at)


def _confirm_match(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    """The child of this contact is the child of an earlier one, told of by its key."""
    earlier = db.session.query(Contact).filter_by(start_key=f"small-{told['of']}").one()
    decide_match(
        contact,
        person_id=_child_of(contact),
        other_id=_child_of(earlier),
        decision=LinkDecision.CONFIRMED,
        why=told["why"],
        by=by,
        at=at,
    )


def _child_of(contact: Contact) -> uuid.UUID:
    ids = {"contact_id": contact.id, "part": Part.SUBJECT, "position": 0}
    return db.session.query(ContactPerson).filter_by(**ids).one().person_id


def _close(contact: Contact, by: Actor, told: Told, at: datetime) -> None:
    advice.close(contact, by=by, at=at)


ACTS: dict[str, Callable[[Contact, Actor, Told, datetime], None]] = {
    "take_up": _take_up,
    "confirm_match": _confirm_match,
    "give_back": _give_back,
    "ask_for_more": _ask,
    "reply": _reply,
    "add_information": _add,
    "give_advice": _advise,
    "read_advice": _read_advice,
    "acknowledge": _acknowledge,
    "withdraw_advice": _withdraw,
    "close": _close,
    "record_marac": _record_marac,
    "record_sharing": _share,
    "open_address": _open_address,
    "convert_back": _convert_back,
    "ask_checks": checks.ask,
    "answer_check": checks.answer,
    "withdraw_check": checks.withdraw,
    **AFTERWARDS,
}
