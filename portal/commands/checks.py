"""Agency checks: asked of agencies, opened and answered by them, withdrawn, reminded of."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from portal import audit
from portal.commands.base import Refused, command, note
from portal.commands.check_mails import changed, tell_agency, tell_hub
from portal.commands.contact_words import checked_text, forget_words
from portal.commands.stepping_aside import keep_out
from portal.extensions import db
from portal.frameworks.check_prompts import prompts_of
from portal.integrations.calendars import calendar_for
from portal.models import AgencyCheck, CheckPerson, Contact, PersonReturn
from portal.queries import checks, contacts, duties, hubs
from portal.queries.rows import AnyRow
from portal.rules import hub_settings
from portal.rules.checks import AnswerWords, AskWords, answer_gaps, ask_gaps, moments
from portal.rules.lifecycle import NotAllowedNow
from portal.rules.permissions import Actor
from portal.rules.sharing import proposed_for
from portal.rules.typed import UK
from portal.vocabulary import N_, CheckAnswer, CheckStatus, MayShare, Rag

BATCH = 50
ASK_PAGE = "ask_checks"
CHANGED = N_("This was answered since you opened the page. Open it again and look at the answer.")
WITHDRAWN = N_("The hub has withdrawn this question. No answer is needed.")


def answer_page(check_id: uuid.UUID) -> str:
    """Where an unfinished answer is kept."""
    return f"check:{check_id}"


@command
def ask(
    contact: Contact, *, by: Actor, words: AskWords, key: uuid.UUID, at: datetime
) -> list[AgencyCheck]:
    """Ask each chosen agency what it knows of the chosen people: a check each, told at once.

    Each is due by the urgency the contact has now. `key` makes sending twice ask once; with an
    agency more, only that one is asked. Raises
    `Refused`, naming the field, while something is missing; `NotAllowedNow` once it is answered.
    """
    for field, message in ask_gaps(words, proposed_for(by)):
        raise Refused(message, field)
    ids = [_id_of(key, organisation_id) for organisation_id in set(words.organisation_ids)]
    before = [found for each in ids if (found := db.session.get(AgencyCheck, each)) is not None]
    if len(before) == len(ids):
        return before
    if not contact.is_open:
        raise NotAllowedNow(ASK_PAGE, contact.status)
    organisations = [each for each in duties.askable(by) if each.id in words.organisation_ids]
    people = [
        each for each in checks.named_people(by, contact) if each.person_id in words.person_ids
    ]
    if len(organisations) != len(set(words.organisation_ids)):
        raise Refused(N_("Choose agencies that this page offers"), "organisations")
    if len(people) != len(set(words.person_ids)):
        raise Refused(N_("Choose people who are on this contact"), "people")
    asked = {check.organisation_id for check in before}
    new = [each for each in organisations if each.id not in asked]
    made = _made(contact, by, words, key, at, new, people)
    forget_words(by, contact, ASK_PAGE)
    changed(contact, at)
    note(contact, ASK_PAGE, by=by, at=at)
    for check in made:
        tell_agency("check_asked", contact, check, at)
    return made


def _id_of(key: uuid.UUID, organisation_id: uuid.UUID) -> uuid.UUID:
    """The same form asks the same agency once."""
    return uuid.uuid5(key, str(organisation_id))


def _made(
    contact: Contact,
    by: Actor,
    words: AskWords,
    key: uuid.UUID,
    at: datetime,
    organisations: Iterable[AnyRow],
    people: Iterable[AnyRow],
) -> list[AgencyCheck]:
    hub = hubs.hub(contact.hub_id)
    settings, prompts = hub_settings.read(hub.settings), prompts_of(hub.settings)
    half, due = moments(settings, calendar_for(settings, hub.nation), contact.rag or Rag.AMBER, at)
    first = checks.highest_number(contact) + 1
    made = [
        AgencyCheck(
            id=_id_of(key, organisation.id),
            hub_id=contact.hub_id,
            contact_id=contact.id,
            organisation_id=organisation.id,
            organisation_name=organisation.name,
            agency=organisation.agency,
            number=number,
            status=CheckStatus.ASKED,
            purpose=words.purpose.strip(),
            question=words.question.strip(),
            prompts=prompts.put_to(organisation.agency),
            basis=words.basis,
            basis_reason=words.basis_reason.strip(),
            asker_id=by.account_id,
            asker_name=by.name,
            asked_at=at,
            due_at=due,
            remind_at=half,
            version=0,
        )
        for number, organisation in enumerate(organisations, start=first)
    ]
    db.session.add_all(made)
    db.session.flush()
    db.session.add_all(
        CheckPerson(
            hub_id=contact.hub_id, check_id=check.id, person_id=person.person_id, position=position
        )
        for check in made
        for position, person in enumerate(people)
    )
    return made


@command
def mark_opened(contact: Contact, check_id: uuid.UUID, *, by: Actor, at: datetime) -> None:
    """Note that the agency has seen the question, so that nobody need ring to ask."""
    check = checks.to_change(by, contact.id, check_id)
    if check.opened_at is None:
        check.opened_at, check.opened_by_name = at, by.name
        changed(contact, at)
        note(contact, "check_opened", by=by, at=at)


@command
def answer(
    contact: Contact,
    check_id: uuid.UUID,
    *,
    by: Actor,
    words: Iterable[AnswerWords],
    version: int,
    key: uuid.UUID,
    at: datetime,
) -> AgencyCheck:
    """Send what the agency knows of each person; answering again corrects, and keeps the earlier.

    `version` is that of the answer the writer had before them, 0 for none; `key` makes sending
    twice answer once. Raises `Refused` while something is missing, when a colleague answered
    meanwhile, and for a question that was withdrawn.
    """
    check = checks.to_change(by, contact.id, check_id)
    if check.answer_key == key:
        return check
    _refuse_late(check, version)
    given = _complete(by, check, words, at)
    check.version += 1
    db.session.add_all(_return(check, each, by, at) for each in given)
    action = "check_answered" if check.first_answered_at is None else "check_corrected"
    check.status, check.answer_key, check.remind_at = CheckStatus.ANSWERED, key, None
    check.first_answered_at = check.first_answered_at or at
    check.answered_at, check.answered_by_id, check.answered_by_name = at, by.account_id, by.name
    forget_words(by, contact, answer_page(check_id))
    changed(contact, at)
    note(contact, action, by=by, at=at)
    tell_hub("check_answered", contact, check, at)
    return check


@command
def step_aside(contact: Contact, *, by: Actor, at: datetime) -> None:
    """Somebody of an agency knows the family: questions about it no longer exist for them.

    Nor do those on what the contact was carried over from or into, and on what belongs to the same
    early help. Their colleagues hear that it waits; where nobody is left, the hub does. What only
    they have opened counts as not opened.
    """
    for each in keep_out(contact.hub_id, [contact], by.account_id, at, by=by):
        _pass_on(each, by, at)
    audit.record(by, "knows_family", "contact", contact.id, at=at, hub_id=contact.hub_id)


def _pass_on(contact: Contact, by: Actor, at: datetime) -> None:
    for check in checks.to_pass_on(by, contact.id):
        if contacts.has_done(by, contact, "check_opened", check.opened_at):
            check.opened_at, check.opened_by_name = None, ""
        tell_agency("check_reminder", contact, check, at)
    changed(contact, at)


def _refuse_late(check: AgencyCheck, version: int) -> None:
    if check.status is CheckStatus.WITHDRAWN:
        raise Refused(WITHDRAWN)
    if check.version != version:
        raise Refused(CHANGED)


def _complete(
    by: Actor, check: AgencyCheck, words: Iterable[AnswerWords], at: datetime
) -> list[AnswerWords]:
    """One whole answer for each person asked about."""
    given = {each.person_id: each for each in words}
    asked = [row.person_id for row in checks.people_of(by, [check.id])]
    if set(given) != set(asked):
        raise Refused(N_("Answer for each person who is asked about"))
    for person_id in asked:
        for _field, message in answer_gaps(given[person_id], at.astimezone(UK).date()):
            raise Refused(message)
    return [given[person_id] for person_id in asked]


def _return(check: AgencyCheck, words: AnswerWords, by: Actor, at: datetime) -> PersonReturn:
    """What was typed for another answer than the one chosen is not sent."""
    is_known = words.answer is CheckAnswer.KNOWN
    is_declined = words.answer is CheckAnswer.DECLINED
    has_words = words.answer is not CheckAnswer.DECLINED
    return PersonReturn(
        hub_id=check.hub_id,
        check_id=check.id,
        person_id=words.person_id,
        version=check.version,
        answer=words.answer,
        declined_why=words.declined_why.strip() if is_declined else "",
        summary=words.summary.strip() if has_words else "",
        source_on=words.source_on if is_known else None,
        may_share=MayShare.DECISION_TEAM if is_declined else words.may_share,
        account_name=by.name,
        answered_at=at,
    )


@command
def withdraw(
    contact: Contact, check_id: uuid.UUID, *, by: Actor, reason: str, at: datetime
) -> AgencyCheck:
    """No answer is needed, or the wrong agency was asked; withdrawing twice withdraws once.

    Raises `Refused` without a reason, and once it is answered: an answer stays on the record.
    """
    reason = checked_text(reason, "reason", N_("Write why no answer is needed"))
    check = checks.to_change(by, contact.id, check_id)
    if check.status is CheckStatus.WITHDRAWN:
        return check
    if check.status is CheckStatus.ANSWERED:
        raise Refused(N_("The agency has answered. Its answer stays on the record."))
    check.status, check.remind_at = CheckStatus.WITHDRAWN, None
    check.withdrawn_at, check.withdrawn_by_name, check.withdrawn_why = at, by.name, reason
    forget_words(by, contact, withdraw_page(check_id))
    changed(contact, at)
    note(contact, "withdraw_check", by=by, at=at)
    tell_agency("check_withdrawn", contact, check, at)
    return check


def withdraw_page(check_id: uuid.UUID) -> str:
    """Where an unfinished reason for withdrawing is kept."""
    return f"withdraw:{check_id}"


@command
def remind(*, at: datetime, most: int = BATCH) -> int:
    """Remind agencies of what waits: once when half the time is gone, once when it is overdue.

    Who asked is told of what is overdue too. The answer is how many checks were reminded of; a
    worker that is killed leaves the rest for the next one.
    """
    due = checks.to_remind(at, most)
    for check in due:
        is_overdue = check.due_at <= at
        contact = db.session.get_one(Contact, check.contact_id)
        kind = "check_overdue" if is_overdue else "check_reminder"
        tell_agency(kind, contact, check, at)
        if is_overdue:
            tell_hub(kind, contact, check, at)
        check.remind_at = None if is_overdue else check.due_at
        audit.record(None, kind, "agency_check", check.id, at=at, hub_id=check.hub_id)
    return len(due)
