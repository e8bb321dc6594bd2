"""An invented family with two parents apart, and everything that an episode knows of it."""

from datetime import UTC, date, datetime

from portal.documents.lines import HubLine
from portal.rules.help_facts import (
    ActionFacts,
    AttendanceFacts,
    EndFacts,
    GoalFacts,
    HelpFacts,
    LeadFacts,
    LevelFacts,
    LineFacts,
    MeetingFacts,
    MemberFacts,
    PageFacts,
    PersonFacts,
    Place,
    ScoreFacts,
)
from portal.vocabulary import (
    ActionStatus,
    Attended,
    EpisodeEnd,
    GoalStatus,
    HelpDocument,
    HelpDomain,
    LineKind,
    MeetingKind,
    Part,
    ReviewOutcome,
    SaidBy,
)

MADE = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
HUB = HubLine(
    name="Ambershire Multi-Agency Safeguarding Hub",
    phone="01632 960 100",
    opening_hours="Monday to Friday, 8:30am to 5pm",
)
MOTHER, FATHER, CHILD = "mother", "father", "child"
BOTH = frozenset({MOTHER, FATHER})
ALL = frozenset({MOTHER, FATHER, CHILD})
HERS = frozenset({MOTHER})
SECRET_HOME = "Flat 2, 18 Quillfeather Row, Penllwyd, ZZ9 9ZZ"
# Nothing of this may be in the father's copy.
SECRETS = (
    *("Quillfeather", "Penllwyd", "ZZ9 9ZZ", "07700 900 471", "Nan Eirlys", "Tanglewood"),
    *("Heledd", "Marchbank", "the refuge", "He shouts at night", "Idwal must not learn"),
    *("hungry at weekends", "Her own bank account", "Level 3", "Intensive help", "Saffron"),
)


def facts(document: HelpDocument = HelpDocument.PLAN) -> HelpFacts:
    """One document of a family whose father must not learn where the mother lives."""
    return HelpFacts(
        document=document,
        reference="EH-7K3F-Q9XT",
        started_on=date(2026, 9, 14),
        happened_on=None if document is HelpDocument.PLAN else date(2026, 11, 12),
        lead=LeadFacts(name="Rosalind Pike", organisation="Larkfield School", phone="01632 960321"),
        people=_people(),
        lines=_lines() if document is HelpDocument.ASSESSMENT else (),
        pages=_pages() if document is not HelpDocument.PLAN else (),
        scores=_scores(document),
        goals=_goals() if document is not HelpDocument.ASSESSMENT else (),
        actions=_actions(),
        team=_team(),
        attendance=_attendance() if document is HelpDocument.REVIEW else (),
        meeting=_meeting() if document is HelpDocument.REVIEW else None,
        end=_end() if document is HelpDocument.CLOSURE else None,
        level=LevelFacts(rank=3, name="Intensive help", reason="Several services are needed."),
        next_on=date(2026, 12, 17),
        must_not_be_told="Idwal must not learn where Heledd lives.",
    )


def _people() -> tuple[PersonFacts, ...]:
    return (
        PersonFacts(
            id=CHILD,
            name="Mali Prosser",
            part=Part.SUBJECT,
            is_child=True,
            age_years=7,
            born_on=date(2019, 5, 3),
            school="Larkfield School",
        ),
        PersonFacts(
            id=MOTHER,
            name="Heledd Marchbank",
            part=Part.PARENT,
            address=SECRET_HOME,
            is_address_secret=True,
            phone="07700 900 471",
        ),
        PersonFacts(
            id=FATHER,
            name="Idwal Prosser",
            part=Part.PARENT,
            address="4 Cinder Lane, Ambershire, AB1 2CD",
            phone="07700 900 123",
        ),
    )


def _lines() -> tuple[LineFacts, ...]:
    return (
        LineFacts(
            kind=LineKind.STRENGTH,
            text="Mali reads every night and loves the school garden.",
            about_id=CHILD,
            readers=ALL,
            place=Place("line", "1"),
        ),
        LineFacts(
            kind=LineKind.STATEMENT,
            text="He shouts at night when he comes to collect Mali.",
            about_id=CHILD,
            said_by=SaidBy.PARENT,
            readers=HERS,
            place=Place("line", "2"),
        ),
        LineFacts(
            kind=LineKind.STATEMENT,
            text="Mali is hungry at weekends.",
            about_id=CHILD,
            said_by=SaidBy.RELATIVE,
            said_by_detail="Nan Eirlys Tanglewood",
            is_source_protected=True,
            readers=ALL,  # ticked by mistake
            place=Place("line", "3"),
        ),
        LineFacts(
            kind=LineKind.TRIED,
            text="Breakfast club since October.",
            readers=ALL,
            place=Place("line", "4"),
        ),
        LineFacts(kind=LineKind.INDICATOR, text="Often misses school", lang="en", readers=ALL),
    )


def _pages() -> tuple[PageFacts, ...]:
    return (
        PageFacts(
            heading="What %(name)s says",
            about_id=CHILD,
            answers=(
                ("In their own words", "I like it when it is quiet.\n\nDw i'n hoffi'r ardd."),
                ("What they wish for", "To see my dad on Saturdays."),
            ),
            readers=ALL,
            place=Place("page", "voice"),
        ),
        PageFacts(
            heading="What %(name)s says",
            about_id=MOTHER,
            answers=(("In their own words", "I feel safe at the refuge."),),
            readers=HERS,
            place=Place("page", "voice2"),
        ),
    )


def _scores(document: HelpDocument) -> tuple[ScoreFacts, ...]:
    early, late = date(2026, 9, 30), date(2026, 11, 12)
    texts = {"evidence": "On time nine days of ten."} if document is HelpDocument.REVIEW else {}
    return (
        ScoreFacts(domain=HelpDomain.LEARNING, score=3, on=early, readers=ALL),
        ScoreFacts(domain=HelpDomain.LEARNING, score=7, on=late, readers=ALL, **texts),
        ScoreFacts(domain=HelpDomain.WELLBEING, score=5, on=early, readers=BOTH),
        ScoreFacts(domain=HelpDomain.WELLBEING, score=4, on=late, readers=BOTH),
        ScoreFacts(domain=HelpDomain.MONEY, score=2, on=early, readers=HERS),
        ScoreFacts(
            domain=HelpDomain.MONEY,
            score=6,
            on=late,
            evidence="Her own bank account is open.",
            readers=HERS,
        ),
    )


def _goals() -> tuple[GoalFacts, ...]:
    return (
        GoalFacts(
            id="g1",
            domain=HelpDomain.LEARNING,
            goal="I want to get to school on time and not be rushed.",
            need="Mornings start with an argument about the bus.",
            whose_words="Mali",
            readers=ALL,
            place=Place("goal", "g1"),
        ),
        GoalFacts(
            id="g2",
            domain=HelpDomain.MONEY,
            goal="Money of our own.",
            readers=HERS,
            place=Place("goal", "g2"),
        ),
        GoalFacts(
            id="g3",
            domain=HelpDomain.WELLBEING,
            goal="Saturdays that Mali can look forward to.",
            status=GoalStatus.MET,
            readers=BOTH,
            place=Place("goal", "g3"),
        ),
    )


def _actions() -> tuple[ActionFacts, ...]:
    return (
        ActionFacts(
            goal_id="g1",
            what="Keep a place at breakfast club, and save Mali's seat by the window.",
            who="Rosalind Pike",
            member_id="m1",
            by_on=date(2026, 11, 27),
            how_known="Mali is in class when the register is called, four days of five.",
            contingency="Try the later bus.",
            status=ActionStatus.UNDER_WAY,
            status_note="Going well since the clocks changed.",
            status_on=date(2026, 11, 12),
            readers=ALL,
            place=Place("action", "a1"),
        ),
        ActionFacts(
            goal_id="g1",
            what="Talk with the refuge about a later start.",
            who="Saffron Doyle",
            member_id="m2",
            readers=HERS,
            place=Place("action", "a2"),
        ),
        ActionFacts(goal_id="g2", what="Open an account.", member_id="m2", readers=HERS),
        ActionFacts(
            goal_id="g3",
            what="Ring on Friday to say what Saturday will be.",
            who="Idwal Prosser",
            member_id="m3",
            by_on=date(2026, 12, 4),
            status=ActionStatus.DONE,
            readers=BOTH,
            place=Place("action", "a3"),
        ),
    )


def _team() -> tuple[MemberFacts, ...]:
    return (
        MemberFacts(
            id="m1", name="Rosalind Pike", job="Family worker", organisation="Larkfield School"
        ),
        MemberFacts(id="m2", name="Saffron Doyle", job="Support worker", organisation="the refuge"),
        MemberFacts(id="m3", name="Idwal Prosser", person_id=FATHER),
        MemberFacts(id="m4", name="Heledd Marchbank", person_id=MOTHER),
    )


def _attendance() -> tuple[AttendanceFacts, ...]:
    return (
        AttendanceFacts(
            member_id="m1",
            attended=Attended.CAME,
            contribution="Mali has made a friend at breakfast club.",
            readers=ALL,
        ),
        AttendanceFacts(
            member_id="m2",
            attended=Attended.CONTRIBUTED,
            contribution="Saffron Doyle sees Heledd on Tuesdays.",
            readers=HERS,
        ),
        AttendanceFacts(member_id="m3", attended=Attended.CAME, readers=BOTH),
    )


def _meeting() -> MeetingFacts:
    return MeetingFacts(
        kind=MeetingKind.REVIEW,
        held_on=date(2026, 11, 12),
        outcome=ReviewOutcome.CONTINUE,
        outcome_why="Six more weeks, so that Saturdays settle.",
        readers=BOTH,
    )


def _end() -> EndFacts:
    return EndFacts(
        on=date(2026, 11, 20),
        reason=EpisodeEnd.OUTCOMES_MET,
        note="Heledd asked to end it at the refuge.",
        family_words="Thank you for listening.",
    )
