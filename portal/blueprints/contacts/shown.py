"""What the contact page shows this reader: worded once, in the order it is read."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.blueprints.contacts import lines, referral_lines
from portal.blueprints.contacts.abuse_shown import AbuseShown, abuse_shown
from portal.blueprints.contacts.agency_checks import OnContact, on_contact
from portal.blueprints.contacts.carried import Carried, carried_from
from portal.blueprints.contacts.disagreement_lines import DisagreementLine, lines_of, timeline_of
from portal.blueprints.contacts.events import Event
from portal.blueprints.contacts.guidance_lines import Summary, guidance, summary, together
from portal.blueprints.contacts.known import Known, known_before
from portal.blueprints.contacts.lines import Telling, telling
from portal.blueprints.contacts.papers import asked_for, asker, descriptors
from portal.blueprints.contacts.step_lines import StepLine, step_lines
from portal.blueprints.contacts.tasks import tasks_of
from portal.documents.body import BodyMap
from portal.documents.lines import (
    AnswerGroup,
    AnswerLine,
    GuidanceLines,
    LevelLine,
    PersonLine,
    PractitionerLine,
    ReasonLine,
    StatementLine,
)
from portal.queries import referrals, sharing
from portal.queries.contacts import facts
from portal.queries.early_help import help_from
from portal.queries.kept_out import leads_of
from portal.queries.records import AnswerShown, Record, decision_versions, record
from portal.queries.rows import AnyRow
from portal.rules import hub_settings
from portal.rules.acts import acts_for, may_record_sharing, may_say_who_reads
from portal.rules.lifecycle import ANSWERED
from portal.rules.permissions import Actor, is_of_hub, is_own, may_see_matches
from portal.vocabulary import AdviceStatus, ContactKind, DecisionStatus, KeptBy
from portal.web import uk_time, utc_now

ACTS: dict[str, tuple[str, Any]] = {
    "take_up": ("queue.take_up", _l("Take up")),
    "give_advice": ("contacts.give_advice", _l("Write advice")),
    "sign_off": ("decisions.sign_off", _l("Sign off the decision")),
    "propose": ("decisions.propose", _l("Propose a decision")),
    "read_second": ("decisions.second_reading", _l("Read as second reader")),
    "ask_for_more": ("contacts.ask_for_more", _l("Ask for more information")),
    "reply": ("contacts.reply", _l("Reply to the hub")),
    "add_information": ("contacts.add_information", _l("Add information")),
    "withdraw_advice": ("contacts.withdraw_advice", _l("Withdraw and correct the advice")),
    "return_proposal": ("decisions.return_proposal", _l("Return the proposal")),
    "overturn": ("decisions.overturn", _l("Overturn the decision")),
    "change_rag": ("decisions.change_rag", _l("Change how urgent this is")),
    "give_back": ("queue.give_back", _l("Give back to the queue")),
    "reassign": ("queue.reassign", _l("Give to another adviser")),
    "convert_back": ("contacts.convert_back", _l("Handle as a consultation")),
    "disagree": ("disagreements.disagree", _l("I disagree")),
}
TRIED = ("injuries", "harm", "tried", "working-well", "family", "timing", "request")
LIVE = frozenset({DecisionStatus.PROPOSED, DecisionStatus.SIGNED_OFF})
MAIN = frozenset({"take_up", "give_advice", "propose", "sign_off", "reply"})


@dataclass(frozen=True)
class Answer:
    """One version of the advice, worded."""

    advice: AnswerShown
    level: LevelLine | None
    descriptors: tuple[ReasonLine, ...]
    need: str = ""  # the main one in the hub's words, of a decision

    @property
    def row(self) -> AnyRow:
        """The version itself."""
        return self.advice.row


@dataclass(frozen=True)
class Shown:
    """The page of one contact for one reader."""

    record: Record
    tell: Telling
    is_hub: bool
    is_writer: bool
    acts: tuple[str, ...]
    answers: tuple[Answer, ...]  # newest first
    decisions: tuple[Answer, ...]  # newest first
    asker: PractitionerLine
    people: tuple[PersonLine, ...]
    statements: tuple[StatementLine, ...]
    safety: tuple[AnswerLine, ...]
    daily_life: tuple[AnswerGroup, ...]
    maps: tuple[BodyMap, ...]
    tried: tuple[AnswerGroup, ...]
    in_full: tuple[AnswerGroup, ...]
    more: tuple[AnswerGroup, ...]
    guidance: tuple[GuidanceLines, ...]
    tasks: tuple[str, ...]
    events: tuple[Event, ...]
    disagreements: tuple[DisagreementLine, ...]  # the reader is a party to, the oldest first
    steps: tuple[StepLine, ...]  # of the answer that stands
    carried_from: tuple[Carried, ...]  # the nearest first, as far as the reader may open it
    linked: tuple[AnyRow, ...]  # carried over from, and into
    help: AnyRow | None  # the early help that was started from it
    share_records: tuple[AnyRow, ...]
    can_put_on_record: bool  # a decision about sharing, a warning
    known: Known | None  # None for everybody who must not learn it
    checks: OnContact
    abuse: AbuseShown
    leads: tuple[AnyRow, ...]  # of the organisation that sent it, for who says which may read it

    @property
    def is_name_to_check(self) -> bool:
        """Whether a lead is kept out only because their name is that of the person causing harm."""
        return any(each.kept_by is KeptBy.RECORD for each in self.leads)

    @property
    def contact(self) -> AnyRow:
        """The contact's own facts."""
        return self.record.contact

    @property
    def current(self) -> Answer | None:
        """The version that stands."""
        return next((each for each in self.answers if each.row.status == AdviceStatus.GIVEN), None)

    @property
    def earlier(self) -> tuple[Answer, ...]:
        """Versions that were withdrawn."""
        return tuple(each for each in self.answers if each.row.status != AdviceStatus.GIVEN)

    @property
    def decision(self) -> Answer | None:
        """The decision that stands or waits for sign-off."""
        return next((each for each in self.decisions if each.row.status in LIVE), None)

    @property
    def earlier_decisions(self) -> tuple[Answer, ...]:
        """Proposals that were returned and decisions that were overturned."""
        return tuple(each for each in self.decisions if each.row.status not in LIVE)

    @property
    def summary(self) -> Summary:
        """The guidance at a glance."""
        return summary(self.guidance)

    @property
    def guidance_in_full(self) -> tuple[GuidanceLines, ...]:
        """All of it, what is the same for several children once."""
        return together(self.guidance)

    @property
    def question(self) -> str:
        """What the professional asks, in a sentence."""
        return asked_for(self.record)

    @property
    def open_disagreements(self) -> tuple[DisagreementLine, ...]:
        """Those that are not over, for their parties."""
        return tuple(each for each in self.disagreements if each.is_open)

    @property
    def can_ask_again(self) -> bool:
        """Whether the writer may carry what was answered over into a new consultation."""
        return self.is_writer and self.contact.status in ANSWERED

    @property
    def carried_into(self) -> AnyRow | None:
        """The referral this consultation was carried over into, if the reader may open it."""
        return next((row for row in self._later if row.kind is ContactKind.REFERRAL), None)

    @property
    def asked_again(self) -> tuple[AnyRow, ...]:
        """The consultations that were made from this contact and that the reader may open."""
        return tuple(row for row in self._later if row.kind is ContactKind.CONSULTATION)

    @property
    def _later(self) -> tuple[AnyRow, ...]:
        return tuple(row for row in self.linked if row.from_contact_id == self.contact.id)

    @property
    def can_refer(self) -> bool:
        """Whether the writer may carry this over into a referral."""
        is_open_to_it = self.contact.kind is ContactKind.CONSULTATION and self.is_writer
        has_child = bool(self.abuse.victims) or not self.abuse.is_abuse
        return is_open_to_it and has_child and self.carried_into is None

    @property
    def links(self) -> list[tuple[str, Any, bool]]:
        """Where each act leads, what it is called, and whether it is the one to do first."""
        offered = [act for act in self.acts if act in ACTS]
        if "acknowledge" in self.acts:  # its button and its opposite stand with the advice
            offered = [act for act in offered if act != "disagree"]
        return [(*ACTS[act], act in MAIN) for act in offered]


def shown(reader: Actor, contact: AnyRow) -> Shown:
    """Everything the reader may have of a contact, in their language."""
    tell, held = telling(contact), record(reader, contact)
    now, linked = utc_now(), tuple(referrals.linked(reader, contact))
    challenges = lines_of(reader, contact, now)
    return Shown(
        record=held,
        tell=tell,
        is_hub=is_of_hub(reader, facts(contact)),
        is_writer=is_own(reader, facts(contact)),
        acts=_acts(reader, held, challenges),
        answers=tuple(worded(each, tell) for each in held.advice),
        decisions=tuple(worded(each, tell) for each in held.decisions),
        asker=asker(held),
        people=lines.people(held),
        statements=lines.statements(held),
        safety=lines.safety(held, tell),
        daily_life=lines.daily_life(held),
        maps=referral_lines.maps(held),
        tried=lines.answer_groups(held, tell, TRIED),
        in_full=(
            *referral_lines.identities(held, tell),
            *referral_lines.addresses(held),
            *referral_lines.professionals(held),
            *lines.answer_groups(held, tell, ("addresses", "professionals", "history")),
        ),
        more=lines.answer_groups(held, tell, ("household", "you")),
        guidance=guidance(held, tell),
        tasks=tasks_of(contact, tell),
        events=timeline_of(held, reader, challenges),
        disagreements=challenges,
        steps=step_lines(reader, contact, _standing(held), uk_time(now).date()),
        carried_from=carried_from(reader, contact),
        linked=linked,
        help=help_from(reader, contact.id),
        share_records=tuple(sharing.of_contact(reader, contact)),
        can_put_on_record=may_record_sharing(reader, facts(contact)),
        known=_known(reader, held, tell),
        checks=on_contact(reader, contact),
        abuse=abuse_shown(reader, held, tell),
        leads=tuple(leads_of(contact)) if may_say_who_reads(reader, facts(contact)) else (),
    )


def _acts(reader: Actor, held: Record, challenges: tuple[DisagreementLine, ...]) -> tuple[str, ...]:
    """What the reader may do next; never what their own hand in the decision keeps them from."""
    contact = held.contact
    acts = acts_for(reader, facts(contact), contact.kind, contact.status)
    latest = held.decisions[0].row if held.decisions else None
    hands = {}
    if latest is not None:
        hands = dict.fromkeys(("sign_off", "read_second"), latest.proposer_id)
        hands["overturn"] = latest.signer_id
    done = {"disagree"} if any(each.is_open and each.is_own for each in challenges) else set()
    done |= {"convert_back"} if any(each.row.signed_at for each in held.decisions) else set()
    return tuple(act for act in acts if act not in done and hands.get(act) != reader.account_id)


def _standing(held: Record) -> tuple[AnswerShown, ...]:
    """The advice and the decision that stand."""
    advice = next((each for each in held.advice if each.row.status is AdviceStatus.GIVEN), None)
    signed = DecisionStatus.SIGNED_OFF
    decision = next((each for each in held.decisions if each.row.status is signed), None)
    return tuple(each for each in (decision, advice) if each is not None)


def _known(reader: Actor, held: Record, tell: Telling) -> Known | None:
    if not may_see_matches(reader, facts(held.contact)):
        return None
    months = hub_settings.read(tell.hub.settings).known_before_months
    return known_before(reader, held, tell, months)


def decision_shown(actor: Actor, contact: Any, status: DecisionStatus) -> Answer | None:
    """The latest decision with that status, as both sides read it."""
    found = (each for each in decision_versions(actor, contact) if each.row.status is status)
    return next((worded(each, telling(contact)) for each in found), None)


def worded(advice: AnswerShown, tell: Telling) -> Answer:
    """One version as both sides read it."""
    return Answer(
        advice=advice,
        level=lines.level_line(tell, advice.row.level),
        descriptors=descriptors(advice.row.descriptors, tell),
        need=tell.codes.needs.with_code(getattr(advice.row, "need_code", None), tell.lang),
    )
