"""Who may reach every page, as a decision of its own: written here, not read from the code.

Each endpoint names the personas it admits and what the record must be for the act to be possible.
Everyone else gets "not found", a stranger the sign-in page. A widened rule fails the test until
this table is widened too, which shows in review.
"""

from dataclasses import dataclass, field
from typing import Any

from portal.vocabulary import ContactKind, ContactStatus, DisagreementStatus

STRANGER = {"stranger"}
# Of the first hub: the writer of the record, and everyone around.
WRITER = {"writer"}
LEAD = {"lead of the same school"}
HOLDER = {"adviser who has it"}
MANAGER = {"decision maker"}
OTHER_ADVISERS = {"adviser"}
BARRED = {"adviser who knows the family"}
ASKING_HERE = {"colleague at the same school", "lead of another school", "lead practitioner"}
ADMINISTRATOR = {"hub administrator"}
ASKED = {"police"}  # who answers for the agency that was asked
OTHER_AGENCY = {"health visiting"}
# Of the other hub.
ASKING_ELSEWHERE = {"teacher elsewhere"}
HUB_ELSEWHERE = {"adviser elsewhere", "decision maker elsewhere"}
AGENCY_ELSEWHERE = {"police elsewhere"}

ASKING = WRITER | LEAD | ASKING_HERE | ASKING_ELSEWHERE
HUB_SIDE = HOLDER | MANAGER | OTHER_ADVISERS | BARRED | HUB_ELSEWHERE
CONTRIBUTING = ASKED | OTHER_AGENCY | AGENCY_ELSEWHERE
SIGNED_IN = ASKING | HUB_SIDE | ADMINISTRATOR | CONTRIBUTING
EVERYONE = SIGNED_IN | STRANGER

READING = WRITER | LEAD | HOLDER | MANAGER | OTHER_ADVISERS
ANSWERING = HOLDER | MANAGER
SPEAKING = WRITER | LEAD
TAKING = HOLDER | MANAGER | OTHER_ADVISERS

DRAFT = ContactStatus.DRAFT
SUBMITTED = ContactStatus.SUBMITTED
WITH_ADVISER = ContactStatus.WITH_ADVISER
WAITING = ContactStatus.WAITING_FOR_INFORMATION
ADVISED = ContactStatus.ADVISED
PROPOSED = ContactStatus.PROPOSED
DECIDED = ContactStatus.DECIDED
REFERRAL = ContactKind.REFERRAL


@dataclass(frozen=True)
class Expected:
    """Who is admitted, to which kind of record in which status, and what else is in the address."""

    admits: set[str]
    status: ContactStatus | None = None
    address: dict[str, Any] = field(default_factory=dict)
    ends_session: bool = False
    kind: ContactKind = ContactKind.CONSULTATION


KNOWING = TAKING  # who was known before: advisers of the hub, never the writer
PAIR = {"person_id": "child", "other_id": "child elsewhere"}  # their own numbers are put in
# A disagreement in that state, its own number put in.
TO_ANSWER = {"disagreement_id": DisagreementStatus.WAITING}
ANSWERED = {"disagreement_id": DisagreementStatus.ANSWERED}
CHILD = {"kind": "person", "part_id": "child"}  # the child's own number is put in
QUESTION = {"check_id": "asked"}  # a check of the police, put in; answered, and released to all
RETURNED = {"check_id": "answered"}

# An episode of early help: led by the writer, with the lead practitioner of another school.
EPISODE = {"episode_id": "started"}
HELPING = WRITER | {"lead practitioner"}
MEMBER = {**EPISODE, "member_id": "child"}
AT_RISK = {**EPISODE, "member_id": "at risk"}  # a relative, whose address is secret
DOUBTED = {**EPISODE, "member_id": "doubted"}  # somebody has said that they are at risk no longer
UNASKED = {"episode_id": "awaited"}  # not everybody who must agree has
LINE = {**EPISODE, "line_id": "first"}
ASSESSMENT = {**EPISODE, "assessment_id": "draft"}
COMPLETED = {**EPISODE, "assessment_id": "completed"}
GOAL = {**EPISODE, "goal_id": "first"}
PART = {**EPISODE, "part_id": "first action"}
PLANNED = {**EPISODE, "review_id": "planned"}  # a meeting, with pages written for it
RECORDED = {**EPISODE, "review_id": "recorded"}
PAPER = {**EPISODE, "document": "plan", "of_id": "plan"}
LOOKED = {**EPISODE, "recipient_id": "child", "of_id": "plan", "setting": "plan.standard.en"}
COPY = {**EPISODE, "copy_id": "waiting"}
SECONDING = LEAD | MANAGER | {"lead practitioner"}  # of a copy that the writer made

EXPECTED: dict[str, Expected] = {
    "accounts.act_as": Expected(SIGNED_IN),
    "accounts.change_password": Expected(SIGNED_IN),
    "accounts.choose_language": Expected(EVERYONE),
    "accounts.help_page": Expected(EVERYONE),
    "accounts.home": Expected(SIGNED_IN),
    "accounts.keep": Expected(SIGNED_IN),
    "accounts.sign_in": Expected(EVERYONE),
    "accounts.sign_ins": Expected(SIGNED_IN, ends_session=True),
    "accounts.sign_out": Expected(EVERYONE, ends_session=True),
    "accounts.stay": Expected(SIGNED_IN),
    "accounts.timed_out": Expected(EVERYONE),
    "consultations.blank_form": Expected(SIGNED_IN, address={"name": "short"}),
    "assessments.before": Expected(HELPING | TAKING, ADVISED, {**COMPLETED, "number": 1}),
    "assessments.correct": Expected(WRITER, ADVISED, {**COMPLETED, "name": "analysis"}),
    "assessments.check": Expected(HELPING, ADVISED, ASSESSMENT),
    "assessments.complete": Expected(WRITER, ADVISED, ASSESSMENT),
    "assessments.distance": Expected(HELPING | TAKING, ADVISED, EPISODE),
    "assessments.domain": Expected(HELPING, ADVISED, {**ASSESSMENT, "name": "home"}),
    "assessments.listed": Expected(HELPING | TAKING, ADVISED, EPISODE),
    "assessments.question": Expected(HELPING, ADVISED, {**ASSESSMENT, "name": "analysis"}),
    "assessments.show": Expected(HELPING | TAKING, ADVISED, ASSESSMENT),
    "assessments.start": Expected(HELPING, ADVISED, EPISODE),
    "assessments.voice": Expected(HELPING, ADVISED, {**ASSESSMENT, "person_id": "child"}),
    "checks.answer": Expected(ASKED, WITH_ADVISER, QUESTION),
    "checks.ask": Expected(ANSWERING, WITH_ADVISER),
    "checks.blank_form": Expected(SIGNED_IN, address={"name": "marac"}),
    "checks.board": Expected(HUB_SIDE | CONTRIBUTING),
    "checks.listed": Expected(CONTRIBUTING),
    "checks.return_pdf": Expected(WRITER | TAKING | ASKED, WITH_ADVISER, RETURNED),
    "checks.returns": Expected(HUB_SIDE),
    "checks.say": Expected(HUB_SIDE | CONTRIBUTING),
    "checks.show": Expected(ASKED, WITH_ADVISER, QUESTION),
    "checks.step_aside": Expected(ASKED, WITH_ADVISER, QUESTION),
    "checks.withdraw": Expected(ANSWERING, WITH_ADVISER, QUESTION),
    "consultations.check": Expected(WRITER, DRAFT),
    "consultations.danger": Expected(WRITER, DRAFT),
    "consultations.discard": Expected(WRITER, DRAFT),
    "consultations.evidence": Expected(WRITER, DRAFT),
    "consultations.happened": Expected(WRITER, DRAFT),
    "consultations.in_full": Expected(WRITER, DRAFT),
    "consultations.late": Expected(ASKING | HUB_SIDE),
    "consultations.listed": Expected(WRITER, DRAFT, {"name": "injuries"}),
    "consultations.on_paper": Expected(SIGNED_IN),
    "consultations.part": Expected(WRITER, DRAFT, CHILD),
    "consultations.people": Expected(WRITER, DRAFT),
    "consultations.put_back": Expected(WRITER, DRAFT, CHILD),
    "consultations.question_page": Expected(WRITER, DRAFT, {"name": "you"}),
    "consultations.remove": Expected(WRITER, DRAFT, CHILD),
    "consultations.resume": Expected(WRITER, DRAFT),
    "consultations.safety": Expected(WRITER, DRAFT),
    "consultations.seen": Expected(WRITER, DRAFT),
    "consultations.sent": Expected(WRITER, SUBMITTED),
    "consultations.start": Expected(ASKING),
    "consultations.turn": Expected(WRITER, DRAFT),
    "consultations.under_16": Expected(WRITER, DRAFT),
    "consultations.view": Expected(WRITER, DRAFT),
    "contacts.acknowledge": Expected(WRITER, ADVISED),
    "contacts.ask_again": Expected(WRITER, ADVISED),
    "contacts.add_information": Expected(SPEAKING | ANSWERING, WITH_ADVISER),
    "contacts.add_warning": Expected(SPEAKING | ANSWERING, WITH_ADVISER),
    "contacts.advice_pdf": Expected(READING, ADVISED, {"version": 1}),
    "contacts.ask_for_more": Expected(ANSWERING, WITH_ADVISER),
    "contacts.chronology": Expected(KNOWING, WITH_ADVISER),
    "contacts.chronology_pdf": Expected(KNOWING, WITH_ADVISER),
    "contacts.close": Expected(ANSWERING, ADVISED),
    "contacts.convert_back": Expected(WRITER | ANSWERING, WITH_ADVISER, kind=REFERRAL),
    "contacts.copy_pdf": Expected(READING, SUBMITTED),
    "contacts.give_advice": Expected(ANSWERING, WITH_ADVISER),
    "contacts.open_address": Expected(WRITER | ANSWERING, WITH_ADVISER, kind=REFERRAL),
    "contacts.match": Expected(KNOWING, WITH_ADVISER, PAIR),
    "contacts.preview_advice": Expected(ANSWERING, WITH_ADVISER),
    "contacts.record_sharing": Expected(SPEAKING | ANSWERING, WITH_ADVISER),
    "contacts.refer_now": Expected(WRITER, ADVISED),
    "contacts.reply": Expected(SPEAKING, WAITING),
    "contacts.show": Expected(READING, WITH_ADVISER),
    "contacts.who_reads": Expected(ANSWERING, WITH_ADVISER),
    "contacts.withdraw_advice": Expected(ANSWERING, ADVISED),
    "decisions.change_rag": Expected(ANSWERING, WITH_ADVISER),
    "decisions.letter": Expected(READING, DECIDED, {"version": 1}, kind=REFERRAL),
    "decisions.overturn": Expected(MANAGER, DECIDED, kind=REFERRAL),
    "decisions.propose": Expected(ANSWERING, WITH_ADVISER, kind=REFERRAL),
    "decisions.return_proposal": Expected(MANAGER, PROPOSED, kind=REFERRAL),
    "decisions.second_reading": Expected(TAKING, PROPOSED, kind=REFERRAL),
    "decisions.sign_off": Expected(MANAGER, PROPOSED, kind=REFERRAL),
    "marac.record_marac": Expected(ANSWERING, WITH_ADVISER),
    "marac.referral": Expected(READING, WITH_ADVISER, {"version": 1}),
    "meetings.add_member": Expected(WRITER, ADVISED, EPISODE),
    "meetings.add_relative": Expected(WRITER, ADVISED, EPISODE),
    "meetings.before": Expected(HELPING | TAKING, ADVISED, {**RECORDED, "number": 1}),
    "meetings.change": Expected(WRITER, ADVISED, {**PLANNED, "way": "off"}),
    "meetings.change_member": Expected(
        WRITER, ADVISED, {**EPISODE, "team_member_id": "first", "way": "read"}
    ),
    "meetings.close": Expected(WRITER, ADVISED, EPISODE),
    "meetings.correct": Expected(WRITER, ADVISED, {**RECORDED, "name": "changes"}),
    "meetings.correct_end": Expected(WRITER, ADVISED, {"episode_id": "ended"}),
    "meetings.listed": Expected(HELPING | TAKING, ADVISED, EPISODE),
    "meetings.member_sees": Expected(WRITER, ADVISED, {**EPISODE, "team_member_id": "first"}),
    "meetings.move": Expected(WRITER, ADVISED, PLANNED),
    "meetings.plan": Expected(WRITER, ADVISED, EPISODE),
    "meetings.record": Expected(WRITER, ADVISED, PLANNED),
    "meetings.show": Expected(HELPING | TAKING, ADVISED, PLANNED),
    "meetings.step_up": Expected(WRITER, ADVISED, EPISODE),
    "meetings.team": Expected(HELPING | TAKING, ADVISED, EPISODE),
    "meetings.write": Expected(HELPING, ADVISED, {**PLANNED, "name": "changes"}),
    "disagreements.answer": Expected(HOLDER, ADVISED, TO_ANSWER),
    "disagreements.disagree": Expected(SPEAKING, ADVISED),
    "disagreements.end": Expected(SPEAKING, ADVISED, ANSWERED),
    "disagreements.further": Expected(SPEAKING, ADVISED, ANSWERED),
    "disagreements.listed": Expected(HUB_SIDE),
    "disagreements.name_responder": Expected(MANAGER, ADVISED, TO_ANSWER),
    "disagreements.show": Expected(SPEAKING | ANSWERING, ADVISED, ANSWERED),
    "early_help.blank_form": Expected(SIGNED_IN, address={"name": "early-help-plan"}),
    "early_help.add_line": Expected(HELPING, ADVISED, EPISODE),
    "early_help.add_member": Expected(HELPING, ADVISED, EPISODE),
    "early_help.agree": Expected(WRITER, ADVISED, MEMBER),
    "early_help.decide_risk": Expected(HELPING | TAKING, ADVISED, DOUBTED),
    "early_help.family": Expected(HELPING | TAKING, ADVISED, EPISODE),
    "early_help.hand_over": Expected(WRITER | MANAGER, ADVISED, EPISODE),
    "early_help.know": Expected(HELPING | TAKING, ADVISED, EPISODE),
    "early_help.line": Expected(HELPING, ADVISED, LINE),
    "early_help.listed": Expected(HUB_SIDE),
    "early_help.lower_risk": Expected(HELPING, ADVISED, AT_RISK),
    "early_help.member": Expected(HELPING, ADVISED, MEMBER),
    "early_help.mine": Expected(ASKING),
    "early_help.move_line": Expected(HELPING, ADVISED, {**LINE, "way": "out"}),
    "early_help.move_member": Expected(HELPING, ADVISED, {**MEMBER, "way": "out"}),
    "early_help.open_address": Expected(WRITER, ADVISED, AT_RISK),
    "early_help.change_address": Expected(WRITER, ADVISED, AT_RISK),
    "early_help.share_without": Expected(WRITER, DECIDED, UNASKED, kind=REFERRAL),
    "early_help.show": Expected(HELPING | TAKING, ADVISED, EPISODE),
    "early_help.start": Expected(ASKING | HUB_SIDE),
    "early_help.start_from": Expected(WRITER | TAKING, ADVISED),
    "early_help.withdraw": Expected(WRITER, ADVISED, MEMBER),
    "early_help_settings.outcomes": Expected(ADMINISTRATOR),
    "following_up.follow_up": Expected(SPEAKING, ADVISED, {"step_id": "the writer's"}),
    "following_up.listed": Expected(HUB_SIDE),
    "plans.action": Expected(HELPING, ADVISED, {**EPISODE, "action_id": "first"}),
    "plans.add_action": Expected(HELPING, ADVISED, GOAL),
    "plans.add_goal": Expected(HELPING, ADVISED, EPISODE),
    "plans.goal": Expected(HELPING, ADVISED, GOAL),
    "plans.move_part": Expected(HELPING, ADVISED, {**PART, "way": "out"}),
    "plans.set_status": Expected(HELPING, ADVISED, PART),
    "plans.show": Expected(HELPING | TAKING, ADVISED, EPISODE),
    "help_papers.approve": Expected(SECONDING, ADVISED, COPY),
    "help_papers.choose": Expected(WRITER, ADVISED, EPISODE),
    "help_papers.clear": Expected(WRITER, ADVISED, {**LOOKED, "question": "unsafe"}),
    "help_papers.copy_pdf": Expected(WRITER, ADVISED, {**COPY, "copy_id": "approved"}),
    "help_papers.give": Expected(WRITER, ADVISED, {**COPY, "copy_id": "approved"}),
    "help_papers.leave_out": Expected(WRITER, ADVISED, LOOKED),
    "help_papers.look": Expected(WRITER, ADVISED, LOOKED),
    "help_papers.send_back": Expected(SECONDING, ADVISED, COPY),
    "help_papers.show": Expected(HELPING | TAKING, ADVISED, EPISODE),
    "help_papers.show_copy": Expected(WRITER | SECONDING, ADVISED, COPY),
    "help_papers.team_pdf": Expected(HELPING | TAKING, ADVISED, PAPER),
    "help_papers.waiting": Expected(ASKING | {"decision maker", "decision maker elsewhere"}),
    "queue.find": Expected(HUB_SIDE),
    "queue.give_back": Expected(ANSWERING, WITH_ADVISER),
    "queue.reassign": Expected(MANAGER, WITH_ADVISER),
    "queue.set_aside": Expected(HUB_SIDE),
    "queue.show": Expected(HUB_SIDE),
    "queue.take_up": Expected(TAKING, SUBMITTED),
    "sharing.register": Expected(ASKING | HUB_SIDE),
}
