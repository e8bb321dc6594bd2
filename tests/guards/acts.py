"""What every post of the portal does, sends and is recorded as."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import lxml.html
from sqlalchemy import select

from portal.extensions import db
from portal.models import Contact, Membership
from portal.queries.decisions import heard
from portal.vocabulary import Role
from tests.actors import actor_of
from tests.commands.disagreeing import CHALLENGE
from tests.guards.episodes import episode_of, member_of
from tests.guards.house import House
from tests.guards.papers import first_goal, given_today, unsafe_text
from tests.guards.put_in import child_of
from tests.guards.typed_words import (
    ADVICE,
    AGREED,
    ASKED,
    LATE,
    MARAC,
    OUTCOMES,
    PLAN_ACTS,
    RETURNED,
    STARTED,
    TAKEN_BACK,
    WITHHELD,
)
from tests.makers import PASSWORD

FORMS = {  # a form, or words that are the same for everybody: no record is read for it
    *("accounts.change_password", "accounts.help_page", "accounts.sign_in", "accounts.timed_out"),
    *("accounts.stay", "consultations.start", "queue.find", "queue.set_aside"),
    *(
        "checks.blank_form",
        "consultations.blank_form",
        "consultations.late",
        "consultations.on_paper",
    ),
    "accounts.act_as",  # one's own roles
    "accounts.sign_ins",  # one's own sign-ins: when, and nothing else
    *("early_help.blank_form", "early_help.start"),
    "early_help_settings.outcomes",
}
Fields = Callable[[House, Contact | None], Mapping[str, Any]]


def words(**given: Any) -> Fields:
    """The same words whatever the record."""
    return lambda _house, _contact: given


def _seen(**given: Any) -> Fields:
    """The first version, and all that the contact has told."""
    return lambda _house, contact: {"version": "1", "heard": heard(contact), **given}


@dataclass(frozen=True)
class Act:
    """What a post is recorded as, what it sends, and where its reason is kept.

    A reason given for an act on the queue is the event's `why`; words about a family are kept with
    what they belong to, and the event names the contact.
    """

    action: str
    fields: Fields = field(default_factory=words)
    why: str = ""


def _asked(house: House, contact: Contact | None) -> Mapping[str, Any]:
    """The police asked about the child."""
    assert contact is not None
    police = actor_of(house.people["police"]).organisation_id
    return {**ASKED, "organisations": police, "people": child_of(contact)}


def _looked_at(house: House, contact: Contact | None) -> Mapping[str, Any]:
    """What the preview of the advice carries, so that what is sent is what was seen."""
    assert contact is not None
    page = house.browser("adviser who has it").get(f"/contacts/{contact.id}/advice/preview")
    return {"seen": lxml.html.fromstring(page.text).xpath("//input[@name='seen']/@value")[0]}


def _lead_of_school(house: House, _contact: Contact | None) -> Mapping[str, Any]:
    """The lead of the school that sent it is the person causing harm."""
    lead = str(house.people["lead of the same school"].id)
    return {"account_id": lead, "may_read": "no", "reason": "He is his stepfather."}


def _own_role(house: House, _contact: Contact | None) -> Mapping[str, Any]:
    """The only role of the adviser elsewhere."""
    theirs = select(Membership.id).filter_by(account_id=house.people["adviser elsewhere"].id)
    return {"membership_id": db.session.scalar(theirs)}


def _relative(_house: House, contact: Contact | None) -> Mapping[str, Any]:
    """The child joins the team."""
    assert contact is not None
    return {"person_id": member_of(episode_of(contact))}


# What every post does when it is done as it should be.
ACTS: dict[str, Act] = {
    "accounts.act_as": Act("act_as", _own_role, why=str(Role.MASH_ADVISER)),
    "accounts.change_password": Act(
        "change_password", words(password=PASSWORD, new_password="wicker-otter-thimble")
    ),
    "accounts.choose_language": Act("choose_language", words(locale="cy"), why="cy"),
    "accounts.keep": Act("keep_words", words(note="Came in hungry", return_to="/change-password")),
    "accounts.sign_in": Act(
        "sign_in", lambda house, _: {"email": house.people["writer"].email, "password": PASSWORD}
    ),
    "accounts.sign_ins": Act("sign_out_everywhere"),
    "accounts.sign_out": Act("sign_out"),
    "assessments.complete": Act("complete_assessment"),
    "assessments.correct": Act(
        "correct_assessment",
        words(worries="Tired on Mondays.", correction_why="It was Mondays.", version="1"),
    ),
    "assessments.domain": Act("save_page", words(score="5")),
    "assessments.question": Act("save_page", words(worries="Hungry on Mondays.", version="1")),
    "assessments.start": Act("start_assessment"),
    "assessments.voice": Act("save_page", words(words="I like it here.", version="1")),
    "checks.answer": Act("check_answered", words(**RETURNED)),
    "checks.ask": Act("ask_checks", _asked),
    "checks.say": Act("go_on_duty", words(duty="on")),
    "checks.step_aside": Act("knows_family"),
    "checks.withdraw": Act("withdraw_check", words(reason="The wrong force.")),
    "consultations.check": Act("submit"),
    "consultations.discard": Act("discard"),
    "consultations.in_full": Act("continue_in_full"),
    "consultations.late": Act("start", words(**LATE)),
    "consultations.listed": Act("save_page", words(injuries_note="She limps.")),
    "consultations.part": Act("save_page", words(name="Wren Adderley", kind="child")),
    "consultations.people": Act("save_page", words(knows_all_adults="yes")),
    "consultations.put_back": Act("restore_part"),
    "consultations.question_page": Act("save_page", words(phone="01632 960131")),
    "consultations.remove": Act("remove_part"),
    "consultations.safety": Act("save_page", words(S1="no", go="on")),
    "consultations.seen": Act(
        "answer_indicators", words(**{"shown": "CAR-20", "CAR-20.answer": "present"})
    ),
    "consultations.start": Act("start", words(route="full", start_key="the first start")),
    "consultations.turn": Act("turn_into_referral", words(kind="referral")),
    "consultations.view": Act("save_page", words(level="not_sure")),
    "contacts.acknowledge": Act("acknowledge"),
    "contacts.add_information": Act("add_information", words(text="He was sick.")),
    "contacts.add_warning": Act(
        "add_warning", words(must_not_be_told="His uncle must not know.", reason="He said so.")
    ),
    "contacts.ask_for_more": Act("ask_for_more", words(text="Who lives there?")),
    "contacts.close": Act("close"),
    "contacts.convert_back": Act(
        "convert_back", words(reason="They ask for advice."), why="They ask for advice."
    ),
    "contacts.ask_again": Act("ask_again", words(start_key="the same again")),
    "contacts.give_advice": Act("save_words", words(**ADVICE)),
    "contacts.open_address": Act("open_address", words(reason="A visit."), why="A visit."),
    "contacts.match": Act(
        "match_confirmed", words(decision="confirmed", why="The same day of birth.", seen="0")
    ),
    "contacts.preview_advice": Act("give_advice", _looked_at),
    "contacts.record_sharing": Act("share_decision", words(**WITHHELD)),
    "contacts.refer_now": Act("refer_now", words(start_key="the referral")),
    "contacts.reply": Act("reply", words(text="Her nan.")),
    "contacts.who_reads": Act("keep_lead_out", _lead_of_school, why="He is his stepfather."),
    "contacts.withdraw_advice": Act("withdraw_advice", words(reason="Wrong date.")),
    "decisions.change_rag": Act(
        "change_rag", words(rag="red", reason="He is missing."), why="He is missing."
    ),
    "decisions.overturn": Act(
        "overturn", words(version="1", reason="New facts."), why="New facts."
    ),
    "decisions.propose": Act(
        "propose", _seen(**{**ADVICE, "outcome": "targeted_early_help", "need": "N5"})
    ),
    "decisions.return_proposal": Act(
        "return_proposal", words(version="1", reason="Ask the nurse."), why="Ask the nurse."
    ),
    "decisions.second_reading": Act("read_second", _seen(words="It fits.")),
    "decisions.sign_off": Act("sign_off", _seen()),
    "marac.record_marac": Act("record_marac", words(**MARAC)),
    "disagreements.answer": Act(
        "answer_disagreement", words(stage="practitioners", answer="It stays as it is.")
    ),
    "disagreements.disagree": Act("disagree", words(**CHALLENGE)),
    "disagreements.end": Act("end_disagreement", words(how="They rang me.", theme="reasons")),
    "disagreements.further": Act(
        "take_disagreement_further", words(stage="practitioners", why="He is not safe.")
    ),
    "disagreements.name_responder": Act(
        "name_responder", lambda house, _: {"account_id": house.people["adviser"].id}
    ),
    "early_help.add_line": Act("add_line", words(kind="strength", text="Bedtimes are calm.")),
    "early_help.add_member": Act("add_member", words(kind="adult", name="Gwen", part="parent")),
    "early_help.agree": Act("record_agreement", words(**AGREED)),
    "early_help.change_address": Act(
        "delete_address", words(deleted="address", why="She moved."), why="She moved."
    ),
    "early_help.decide_risk": Act("lower_risk", words(go="confirm")),
    "early_help.know": Act("step_aside", words(go="yes")),
    "early_help.lower_risk": Act("propose_lower_risk", words(why="He moved abroad.")),
    "early_help.open_address": Act(
        "open_address", words(reason="She rang for a lift."), why="She rang for a lift."
    ),
    "early_help.share_without": Act(
        "share_without_agreement", words(basis="public_task", why="He cannot be found.")
    ),
    "early_help.hand_over": Act(
        "hand_over",
        lambda house, _: {"lead_id": house.people["lead practitioner"].id, "why": "She moves."},
    ),
    "early_help.line": Act("change_line", words(text="Came in without a coat.")),
    "early_help.member": Act("change_member", words(kind="child", name="Wren Adderley")),
    "early_help.move_line": Act("remove_line"),
    "early_help.move_member": Act("remove_member"),
    "early_help.start": Act("start_early_help", words(**STARTED)),
    "early_help.start_from": Act(
        "start_early_help", words(**{**STARTED, "start_key": "from a contact"})
    ),
    "early_help.withdraw": Act("withdraw_agreement", words(**TAKEN_BACK)),
    "early_help_settings.outcomes": Act("publish_outcomes", words(**OUTCOMES)),
    "following_up.follow_up": Act("follow_up", words(outcome="done")),
    **{name: Act(action, words(**given)) for name, (action, given) in PLAN_ACTS.items()},
    "meetings.member_sees": Act("change_sees", words(sees="plan"), why="everything to plan"),
    "meetings.add_relative": Act("join_team", _relative),
    "help_papers.approve": Act("approve_copy"),
    "help_papers.clear": Act(
        "clear_hit",
        lambda _house, contact: {"why": "The helpline.", "stays": unsafe_text(contact)},
    ),
    "help_papers.give": Act("give_copy", lambda _house, _contact: given_today()),
    "help_papers.leave_out": Act(
        "leave_out", lambda _house, contact: {"place": first_goal(contact) if contact else ""}
    ),
    "help_papers.look": Act("make_copy", words(key="0" * 32)),
    "help_papers.send_back": Act("return_copy", words(why="The school is named.")),
    "queue.find": Act("search_queue", words(find="wren")),
    "queue.give_back": Act("give_back", words(reason="I am away."), why="I am away."),
    "queue.reassign": Act(
        "reassign",
        lambda house, _: {"to_account_id": house.people["adviser"].id, "reason": "She is free."},
        why="She is free.",
    ),
    "queue.take_up": Act("take_up", words(knows_family="no")),
}
