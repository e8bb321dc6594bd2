"""Disagreements: raised, answered, taken to the next stage, ended by whoever raised them."""

import uuid
from datetime import datetime

from portal.commands.base import Refused, advance, command, settle_place
from portal.commands.contact_words import checked_text, forget_words, sent_before
from portal.commands.disagreement_danger import become_urgent, is_told, keep, raise_urgency
from portal.commands.disagreement_reminders import remind_on, who_speaks
from portal.commands.disagreement_stages import (
    begin_stage,
    held,
    page_of,
    record,
    was_taken_further,
    who_could,
)
from portal.commands.outbox import queue_mail
from portal.extensions import db
from portal.models import Contact, Disagreement
from portal.queries import disagreements
from portal.queries.advice import current_advice
from portal.queries.decisions import standing as decision_of
from portal.rules import disagreeing
from portal.rules.disagreeing import STAGES
from portal.rules.lifecycle import NotAllowedNow, allows
from portal.rules.permissions import Actor
from portal.vocabulary import (
    N_,
    Answer,
    CameBy,
    DecisionStatus,
    DisagreementStatus,
    LearningTheme,
)

NO_ANSWER = N_("There is no advice that this could be about.")
OPEN_ALREADY = N_("Your last disagreement on this is still open. Go on with it there.")
NAMED_MEANWHILE = N_("Somebody else was named while you were choosing. Look at both, then choose.")
BATCH = 20


@command
def disagree(
    contact: Contact,
    *,
    by: Actor,
    at_risk_now: Answer | None,
    outcome_sought: str,
    reason: str,
    at: datetime,
    key: uuid.UUID | None = None,
) -> Disagreement:
    """Challenge the answer that stands; its first stage begins at once, with its own timer.

    Unless the child is said not to be in danger now the contact becomes red and the whole hub is
    told: protective action never waits for an answer. `key` makes sending twice disagree once.
    Raises `Refused`, naming the field, without its words, or while this person's last
    disagreement on the contact is open, unless to say of it that there may be danger now;
    `NotAllowedNow`.
    """
    if at_risk_now is None:
        raise Refused(N_("Choose whether the child may be in danger now"), "at_risk_now")
    outcome_sought = checked_text(
        outcome_sought, "outcome_sought", N_("Write what you want to happen")
    )
    reason = checked_text(reason, "reason", N_("Write why you disagree"))
    before = sent_before(Disagreement, key, contact) or disagreements.open_of(by, contact)
    if before is not None:
        words = f"{outcome_sought}\n\n{reason}"
        return _said_again(before, contact, at_risk_now, words, by=by, at=at, key=key)
    was_said = disagreements.is_at_risk(contact)
    made = _challenge(contact, by, key)
    advance(contact, "disagree", by=by, at=at)
    made.at_risk_now, made.outcome_sought, made.reason = at_risk_now, outcome_sought, reason
    made.raised_at = at
    begin_stage(made, contact, STAGES[0], CameBy.RAISED, at)
    keep(made, at_risk_now, by, at)
    forget_words(by, contact, "disagree")
    if disagreeing.may_be_at_risk(at_risk_now):
        raise_urgency(contact, by, at, was_said=was_said)
    return made


def _said_again(
    made: Disagreement,
    contact: Contact,
    said: Answer,
    words: str,
    *,
    by: Actor,
    at: datetime,
    key: uuid.UUID | None,
) -> Disagreement:
    """The same form once more changes nothing; danger that is said now is told, whatever else."""
    is_same = made.id == key and words == f"{made.outcome_sought}\n\n{made.reason}"
    is_danger = disagreeing.may_be_at_risk(said)
    if is_same and (not is_danger or disagreeing.may_be_at_risk(made.at_risk_now)):
        return made
    if not is_danger:
        raise Refused(OPEN_ALREADY)
    told = "" if is_same else words
    return become_urgent(made, contact, said, by=by, at=at, words=told, key=key)


def _challenge(contact: Contact, by: Actor, key: uuid.UUID | None) -> Disagreement:
    """The answer it is about, and who gave and signed it."""
    advice = current_advice(contact)
    decision = decision_of(contact, DecisionStatus.SIGNED_OFF)
    if advice is None and decision is None:
        raise Refused(NO_ANSWER)
    author_id = decision.proposer_id if decision else advice.adviser_id if advice else None
    return Disagreement(
        id=key or uuid.uuid4(),
        hub_id=contact.hub_id,
        contact_id=contact.id,
        advice_id=advice.id if advice and not decision else None,
        decision_id=decision.id if decision else None,
        author_id=author_id,
        signer_id=decision.signer_id if decision else None,
        account_id=by.account_id,
        account_name=by.name,
    )


@command
def respond(
    contact: Contact,
    *,
    by: Actor,
    disagreement_id: uuid.UUID,
    stage: str,
    answer: str,
    at: datetime,
) -> Disagreement:
    """Answer the present stage with reasons; whoever disagrees is told and says what follows.

    Both are reminded, after working days the hub has set, of an answer nothing follows.

    `stage` is the one that was looked at: the same answer sent twice answers it once. Raises
    `Refused` without reasons or for who may not answer; `NotAllowedNow` when it has gone on
    meanwhile, or was answered otherwise.
    """
    answer = checked_text(answer, "answer", N_("Write your answer and your reasons"))
    made, rounds = held(contact, disagreement_id)
    latest = rounds[-1]
    is_mine = latest.responder_id == by.account_id
    if latest.stage.value == stage and is_mine and latest.answer == answer:
        return made
    standing = disagreements.standing_of(contact, made, rounds)
    if made.stage.value != stage or not disagreeing.allows(standing, "respond"):
        raise NotAllowedNow("respond", contact.status)
    if why_not := disagreeing.why_not_respond(by, standing):
        raise Refused(why_not)
    latest.answer, latest.answered_at = answer, at
    made.status = DisagreementStatus.ANSWERED
    made.remind_on, made.reminded_at = remind_on(contact, at), None
    record(contact, "answer_disagreement", by, at)
    forget_words(by, contact, page_of("answer_disagreement", disagreement_id))
    queue_mail("disagreement_answered", contact, [who_speaks(made, contact)], at)
    return made


@command
def take_further(
    contact: Contact,
    *,
    by: Actor,
    disagreement_id: uuid.UUID,
    stage: str,
    why: str,
    at: datetime,
    at_risk_now: Answer | None = None,
) -> Disagreement:
    """The professional is not satisfied: the next stage begins, with someone else to answer.

    `stage` is the one whose answer was read; the same reason sent twice takes it further once.
    Danger that has come up since is told to the hub as when it was raised, also where a colleague
    has taken it further meanwhile. Raises `Refused` without a reason;
    `NotAllowedNow` before there is an answer, at the last stage, and when it has gone on meanwhile.
    """
    why = checked_text(why, "why", N_("Write why the answer is not enough"))
    made, rounds = held(contact, disagreement_id)
    standing = disagreements.standing_of(contact, made, rounds)
    if was_taken_further(rounds, stage) and is_told(made, contact, at_risk_now, why, by=by, at=at):
        return made
    following = disagreeing.after(made.stage)
    may_go = made.stage.value == stage and disagreeing.allows(standing, "take_further")
    if following is None or not may_go:
        raise NotAllowedNow("take_further", contact.status)
    begin_stage(made, contact, following, CameBy.TAKEN_FURTHER, at, why)
    if at_risk_now is Answer.NO:
        keep(made, at_risk_now, by, at)
    become_urgent(made, contact, at_risk_now, by=by, at=at)
    record(contact, "take_disagreement_further", by, at)
    forget_words(by, contact, page_of("take_further", disagreement_id))
    return made


@command
def end(
    contact: Contact,
    *,
    by: Actor,
    disagreement_id: uuid.UUID,
    is_resolved: bool,
    how: str,
    theme: LearningTheme | None,
    theme_note: str,
    at: datetime,
) -> Disagreement:
    """Whoever raised it says how it ended and what there is to learn; the same twice is once.

    Only after the last stage may it end without agreement. Raises `Refused`, naming the field,
    without words or a theme; `NotAllowedNow`, also where a colleague has ended it otherwise.
    """
    how = checked_text(how, "how", N_("Write how it ended"))
    if theme is None:
        raise Refused(N_("Choose what there is to learn"), "theme")
    made, rounds = held(contact, disagreement_id)
    if made.ended_at is not None and made.how_resolved == how:
        return made
    act = "resolve" if is_resolved else "end_without_agreement"
    standing = disagreements.standing_of(contact, made, rounds)
    if not disagreeing.allows(standing, act):
        raise NotAllowedNow(act, contact.status)
    made.status = disagreeing.TABLE[made.status, act]
    made.ended_at, made.ended_by, made.how_resolved = at, by.name, how
    made.theme, made.theme_note = theme, theme_note.strip()
    record(contact, "end_disagreement", by, at)
    forget_words(by, contact, page_of("end_disagreement", disagreement_id))
    queue_mail("disagreement_ended", contact, sorted(standing.were_named), at)
    db.session.flush()  # so that it counts as over
    _close_again(contact, by, at)
    settle_place(contact)  # the danger that was said is over with it
    return made


def _close_again(contact: Contact, by: Actor, at: datetime) -> None:
    """What was acknowledged before it was challenged is closed again, once nobody waits."""
    advice = current_advice(contact)
    answer = decision_of(contact, DecisionStatus.SIGNED_OFF) or advice
    if answer is None or answer.acknowledged_at is None or disagreements.who_waits(contact):
        return
    if allows(contact.kind, contact.status, "close"):
        advance(contact, "close", by=by, at=at)


@command
def name_responder(
    contact: Contact,
    *,
    by: Actor,
    disagreement_id: uuid.UUID,
    account_id: uuid.UUID,
    seen: str | None = None,
    at: datetime,
) -> Disagreement:
    """A decision maker names who answers the present stage; its timer goes on.

    `seen` is who was named on the page they chose on ("" for nobody). Raises `Refused` for somebody
    who may not answer it, and where somebody else was named meanwhile; `NotAllowedNow` once it is
    answered.
    """
    made, rounds = held(contact, disagreement_id)
    standing = disagreements.standing_of(contact, made, rounds)
    if not disagreeing.allows(standing, "name_responder"):
        raise NotAllowedNow("name_responder", contact.status)
    people = {row.id: row.name for row in who_could(contact, standing)}
    if account_id not in people:
        raise Refused(N_("Choose somebody from the list"), "account_id")
    if made.responder_id != account_id:
        if seen not in (None, str(made.responder_id or "")):
            raise Refused(NAMED_MEANWHILE, "account_id")
        if made.responder_id is not None:  # they may be writing: their words are not to be lost
            rounds[-1].named_before = [*rounds[-1].named_before, str(made.responder_id)]
        made.responder_id, made.responder_name = account_id, people[account_id]
        rounds[-1].responder_id, rounds[-1].responder_name = account_id, people[account_id]
        queue_mail("disagreement", contact, [account_id], at)
    record(contact, "name_responder", by, at)
    return made


@command
def go_up_when_out_of_time(*, at: datetime, most: int = BATCH) -> int:
    """Take what nobody answered in time to its next stage; how many there were.

    Both sides hear of it. The last stage has no next: it stays, and stands out of time on the
    pages of the hub's decision makers.
    """
    late = disagreements.out_of_time(at, most)
    for made in late:
        contact, following = disagreements.contact_of(made), disagreeing.after(made.stage)
        if following is None:
            raise AssertionError("the last stage is never looked for")
        begin_stage(made, contact, following, CameBy.TIME_RAN_OUT, at)
        queue_mail("disagreement_further", contact, [who_speaks(made, contact)], at)
        record(contact, "disagreement_out_of_time", None, at)
    return len(late)
