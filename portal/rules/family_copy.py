"""What each reader may have of a document of early help: built up from what is allowed.

Nothing is ever struck out of a family copy, because nothing is put in but blocks whose readers name
its recipient. What is not in it leaves no number, gap, count or heading behind (security 1, rows 3
and 4; practice-and-codes 3.8).
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from portal.rules.help_content import (
    ActionShown,
    AnswerShown,
    CameShown,
    GoalShown,
    HelpContent,
    LineShown,
    MeetingShown,
    MemberShown,
    PageShown,
    PersonShown,
    ScoreShown,
)
from portal.rules.help_facts import (
    ActionFacts,
    AttendanceFacts,
    EndFacts,
    GoalFacts,
    HelpFacts,
    Kept,
    LeadFacts,
    LineFacts,
    MeetingFacts,
    PageFacts,
    PersonFacts,
    ScoreFacts,
    without_removed,
)
from portal.vocabulary import LineKind

AnyKept = TypeVar("AnyKept", bound=Kept)
TOLD_TO_FAMILY = frozenset({LineKind.STATEMENT, LineKind.STRENGTH, LineKind.TRIED})


class NotInFamilyError(LookupError):
    """The person is not one of the family as it stands, or cannot be given anything yet."""


def recipient_of(facts: HelpFacts, recipient_id: str) -> PersonFacts:
    """Who a copy would be for; raises NotInFamilyError, also for a baby who is not born yet."""
    for person in facts.people:
        if person.id == recipient_id and not (person.is_removed or person.is_unborn):
            return person
    raise NotInFamilyError(recipient_id)


def family_copy(facts: HelpFacts, recipient_id: str) -> HelpContent:
    """The document for one named person of the family.

    It has the blocks whose readers name that person, without who said them; of other people their
    names, and only where such a block is about them; no address, phone, school, agency, level of
    need, reason of the hub's or decision of a meeting. Never a word from a protected source.
    Raises NotInFamilyError.
    """
    person = recipient_of(facts, recipient_id)
    facts = without_removed(facts)
    names, lines = _names(facts), _lines(facts, recipient_id)
    pages = _for(facts.pages, recipient_id)
    about = {each.about_id for each in lines} | {each.about_id for each in pages}
    return HelpContent(
        document=facts.document,
        reference=facts.reference,
        started_on=facts.started_on,
        lead=LeadFacts(name=facts.lead.name, phone=facts.lead.phone),
        recipient=person.name,
        recipient_id=person.id,
        happened_on=facts.happened_on,
        people=tuple(_plainly(each) for each in facts.people if each is person or each.id in about),
        lines=tuple(
            LineShown(
                kind=each.kind,
                text=each.text,
                about=names.get(each.about_id, ""),
                about_id=each.about_id,
                when=each.when,
                lang=each.lang,
                place=each.place,
            )
            for each in lines
        ),
        pages=_pages(pages, names),
        scores=tuple(_score(each) for each in _for(facts.scores, recipient_id)),
        goals=_goals(facts, recipient_id),
        team=_team(facts, recipient_id),
        came=_attended(facts, _for(facts.attendance, recipient_id)),
        meeting=_meeting(facts, recipient_id),
        end=EndFacts(on=facts.end.on) if facts.end else None,
        next_on=facts.next_on if _is_on_team(facts, recipient_id) else None,
    )


def professional_copy(facts: HelpFacts) -> HelpContent:
    """The document for the team: all but hidden addresses and who a protected source is."""
    names = _names(facts)
    return HelpContent(
        document=facts.document,
        reference=facts.reference,
        started_on=facts.started_on,
        lead=facts.lead,
        happened_on=facts.happened_on,
        corrected_on=facts.corrected_on,
        people=tuple(_for_team(each) for each in facts.people if not each.is_removed),
        lines=tuple(_with_source(each, names) for each in facts.lines),
        pages=_pages(facts.pages, names),
        scores=tuple(_score(each, each.agreed_with) for each in facts.scores),
        goals=tuple(_goal(each, facts.actions, each.whose_words) for each in facts.goals),
        team=tuple(
            MemberShown(
                name=each.name, job=each.job, organisation=each.organisation, phone=each.phone
            )
            for each in facts.team
            if not each.has_left
        ),
        came=_attended(facts, facts.attendance),
        meeting=_decided(facts.meeting) if facts.meeting else None,
        end=facts.end,
        level=facts.level,
        next_on=facts.next_on,
        must_not_be_told=facts.must_not_be_told,
    )


def has_content(content: HelpContent) -> bool:
    """Whether it says anything at all to its reader."""
    return bool(content.lines or content.pages or content.scores or content.goals or content.came)


def _for(blocks: Iterable[AnyKept], recipient_id: str) -> tuple[AnyKept, ...]:
    return tuple(each for each in blocks if recipient_id in each.readers)


def _lines(facts: HelpFacts, recipient_id: str) -> tuple[LineFacts, ...]:
    """Signs of the threshold document and what a protected source said are in no family copy."""
    return tuple(
        each
        for each in _for(facts.lines, recipient_id)
        if each.kind in TOLD_TO_FAMILY and not each.is_source_protected
    )


def _names(facts: HelpFacts) -> dict[str, str]:
    return {each.id: each.name for each in facts.people}


def _plainly(person: PersonFacts) -> PersonShown:
    age = person.age_years if person.is_child else None
    return PersonShown(id=person.id, name=person.name, age_years=age)


def _for_team(person: PersonFacts) -> PersonShown:
    is_secret = person.is_address_secret
    return PersonShown(
        name=person.name,
        age_years=person.age_years,
        part=person.part,
        born_on=person.born_on,
        school=person.school,
        address="" if is_secret else person.address,
        phone="" if is_secret else person.phone,
    )


def _with_source(line: LineFacts, names: dict[str, str]) -> LineShown:
    is_told = not line.is_source_protected
    return LineShown(
        kind=line.kind,
        text=line.text,
        about=names.get(line.about_id, ""),
        when=line.when,
        said_by=line.said_by if is_told else None,
        said_by_detail=line.said_by_detail if is_told else "",
        lang=line.lang,
        place=line.place,
    )


def _pages(pages: Iterable[PageFacts], names: dict[str, str]) -> tuple[PageShown, ...]:
    return tuple(
        PageShown(
            heading=each.heading,
            about=names.get(each.about_id, ""),
            about_id=each.about_id,
            answers=tuple(
                AnswerShown(
                    question=asked, answer=said, lang="en" if asked in each.in_english else ""
                )
                for asked, said in each.answers
                if said
            ),
            is_coded=each.is_coded,
            place=each.place,
        )
        for each in pages
    )


def _score(score: ScoreFacts, agreed_with: str = "") -> ScoreShown:
    return ScoreShown(
        domain=score.domain,
        score=score.score,
        on=score.on,
        agreed_with=agreed_with,
        evidence=score.evidence,
        place=score.place,
    )


def _goals(facts: HelpFacts, recipient_id: str) -> tuple[GoalShown, ...]:
    """An action stands under its goal, so one whose goal is not allowed is not in the copy.

    What a meeting noted on an action is for the team: nobody was asked who else may read it.
    """
    actions = [replace(each, status_note="") for each in _for(facts.actions, recipient_id)]
    return tuple(_goal(each, actions) for each in _for(facts.goals, recipient_id))


def _goal(goal: GoalFacts, actions: Iterable[ActionFacts], whose_words: str = "") -> GoalShown:
    return GoalShown(
        goal=goal.goal,
        domain=goal.domain,
        need=goal.need,
        whose_words=whose_words,
        status=goal.status,
        actions=tuple(_action(each) for each in actions if each.goal_id == goal.id),
        place=goal.place,
    )


def _action(action: ActionFacts) -> ActionShown:
    return ActionShown(
        what=action.what,
        who=action.who,
        by_on=action.by_on,
        how_known=action.how_known,
        contingency=action.contingency,
        status=action.status,
        status_note=action.status_note,
        status_on=action.status_on,
        place=action.place,
    )


def _shown_actions(facts: HelpFacts, recipient_id: str) -> tuple[ActionFacts, ...]:
    goals = {each.id for each in _for(facts.goals, recipient_id)}
    return tuple(each for each in _for(facts.actions, recipient_id) if each.goal_id in goals)


def _team(facts: HelpFacts, recipient_id: str) -> tuple[MemberShown, ...]:
    """Those who do something, or said something, that the recipient may read of."""
    known = {each.member_id for each in _shown_actions(facts, recipient_id)}
    known |= {each.member_id for each in _for(facts.attendance, recipient_id)}
    return tuple(
        MemberShown(id=each.id, name=each.name, job=each.job)
        for each in facts.team
        if not each.has_left and (each.id in known or each.person_id == recipient_id)
    )


def _attended(facts: HelpFacts, attendance: Iterable[AttendanceFacts]) -> tuple[CameShown, ...]:
    names = {each.id: each.name for each in facts.team}
    return tuple(
        CameShown(
            name=names[each.member_id],
            attended=each.attended,
            contribution=each.contribution,
            place=each.place,
        )
        for each in attendance
    )


def _meeting(facts: HelpFacts, recipient_id: str) -> MeetingShown | None:
    """That there was a meeting on that day, and to its readers what was decided."""
    held = facts.meeting
    if held is None:
        return None
    if recipient_id not in held.readers:
        return MeetingShown(kind=held.kind, held_on=held.held_on)
    return _decided(held)


def _decided(held: MeetingFacts) -> MeetingShown:
    told = ("kind", "held_on", "outcome", "outcome_why", "place")
    return MeetingShown(**{name: getattr(held, name) for name in told})


def _is_on_team(facts: HelpFacts, recipient_id: str) -> bool:
    """Only who is invited learns when the next meeting is: somebody else will be there."""
    return any(each.person_id == recipient_id and not each.has_left for each in facts.team)
