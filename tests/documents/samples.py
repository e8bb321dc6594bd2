"""Invented documents: short, long, Welsh and hostile, of both kinds."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

from portal.documents.body import BodyMap, BodyMark, BodyView, InjuryLine
from portal.documents.data import (
    AdviceFacts,
    AnswerContent,
    ChronologyFacts,
    ConsultationFacts,
    DecisionFacts,
    HappeningLine,
)
from portal.documents.lines import (
    AnswerGroup,
    AnswerLine,
    FrameworkLine,
    GuidanceLines,
    HubLine,
    IndicatorLine,
    LevelLine,
    NextStepLine,
    PersonLine,
    PractitionerLine,
    ReasonLine,
    StatementLine,
)
from portal.vocabulary import BodyFigure, BodySide

GRANDMOTHER = "Grandmother Eirlys Tanglewood"
HUB = HubLine(
    name="Ambershire Multi-Agency Safeguarding Hub",
    phone="01632 960 100",
    opening_hours="Monday to Friday, 8:30am to 5pm",
    out_of_hours_phone="01632 960 199",
    email="hub@ambershire.example",
)
TEACHER = PractitionerLine(
    name="Rosalind Pike",
    role="Designated safeguarding lead",
    organisation="Larkfield Primary School",
    phone="01632 960 321",
    call_back="between 12:15pm and 1pm",
)
ADVISER = PractitionerLine(name="Samuel Okoro", role="MASH adviser", organisation=HUB.name)
FRAMEWORK = FrameworkLine(
    title="Right help for every family", version="1.2.0", effective_from=date(2026, 4, 1)
)
LEVEL = LevelLine(
    rank=3,
    name="Intensive help",
    descriptor="Needs are complex or long-standing, and several services have to work together "
    "with the family under one plan.",
)
CHILD = PersonLine(
    name="Mali Hargreaves",
    part="Child I am worried about",
    age="4 years 2 months",
    details=(AnswerLine(question="School or nursery", answer="Larkfield nursery class"),),
)
STATEMENTS = (
    StatementLine(
        what="Mali came in on Monday in the clothes she had worn on Friday. She was hungry and "
        "asked for a second breakfast.",
        when="Monday 9 November",
        how_often="Most Mondays this half term",
        basis="Seen or heard at first hand",
        said_by="I saw or heard it myself",
    ),
    StatementLine(
        what="There has been no gas in the house since October and the children sleep in coats.",
        when="Last week",
        basis="Told by someone",
        said_by="A relative",
        said_by_detail=GRANDMOTHER,
        is_source_protected=True,
    ),
)


def advice() -> AdviceFacts:
    """One page or two: what most advice looks like."""
    return AdviceFacts(
        reference="CN-7K3F-Q9XT",
        hub=HUB,
        printed_at=datetime(2026, 11, 13, 9, 5, tzinfo=UTC),
        framework=FRAMEWORK,
        question="Is this early help, or should I refer? Her mother says no to help.",
        asked_by=TEACHER,
        asked_at=datetime(2026, 11, 12, 10, 42, tzinfo=UTC),
        answered_by=ADVISER,
        answered_at=datetime(2026, 11, 12, 14, 17, tzinfo=UTC),
        version=1,
        people=(CHILD,),
        level=LEVEL,
        outcome="Start or continue early help",
        advice="Talk with Mali's mother this week about what would help, starting with heating "
        "and food. Offer the family worker again and say what has changed.\n\n"
        "If she says no again, tell us, and we will look at a referral together.",
        reasons="Several basic needs have gone unmet for half a term and help has been refused. "
        "Nothing so far says that Mali is in immediate danger.",
        descriptors=(
            ReasonLine(text="Often hungry, cold or in dirty clothes", section="Section 4.2"),
            ReasonLine(
                text="Help was offered and refused, and the worry remains", section="Section 6.1"
            ),
        ),
        next_steps=(
            NextStepLine(
                who="Rosalind Pike",
                what="Meet Mali's mother and offer the family worker again",
                by_on=date(2026, 11, 17),
            ),
            NextStepLine(
                who="Samuel Okoro",
                what="Ask the health visitor when Mali was last seen, and pass on the answer",
                by_on=date(2026, 11, 18),
            ),
            NextStepLine(who="Larkfield nursery class", what="Keep a note of each Monday"),
        ),
        still_missing=("Who else lives in the home", "Whether Mali has been weighed this year"),
        would_raise=("Mali loses weight or is ill", "Her mother refuses help a second time"),
        would_lower=("Heating and food are in place and stay so for a month",),
        safe_to_tell="Yes",
        safe_to_tell_why="Tell her what you have seen yourself. Do not repeat what others said.",
        statements=STATEMENTS,
    )


def decision() -> DecisionFacts:
    """The decision on the same worry, had it been a referral."""
    asked = advice()
    shared = {field.name: getattr(asked, field.name) for field in fields(AnswerContent)}
    return DecisionFacts(
        **{**shared, "outcome": "Below social care, help offered"},
        help_offered="Accepted",
        need="Family in acute stress (N4)",
        proposed_by=ADVISER,
        signed_by=PractitionerLine(name="Grace Abara", role="Decision maker"),
        signed_at=datetime(2026, 11, 12, 15, 40, tzinfo=UTC),
        statements=STATEMENTS,
    )


def consultation() -> ConsultationFacts:
    """What a teacher sends in ten minutes."""
    return ConsultationFacts(
        reference="CN-7K3F-Q9XT",
        hub=HUB,
        printed_at=datetime(2026, 11, 12, 10, 43, tzinfo=UTC),
        framework=FRAMEWORK,
        kind="Consultation",
        sent_by=TEACHER,
        sent_at=datetime(2026, 11, 12, 10, 42, tzinfo=UTC),
        answer_by_at=datetime(2026, 11, 12, 15, 0, tzinfo=UTC),
        question="Is this early help, or should I refer? Her mother says no to help.",
        safety=(
            AnswerLine(question="Is anyone in danger right now?", answer="No"),
            AnswerLine(
                question="Could telling anyone put the child, an adult or you at risk?",
                answer="No",
            ),
        ),
        people=(CHILD, PersonLine(name="", part="Partner of a parent")),
        statements=STATEMENTS,
        answers=(
            AnswerGroup(
                heading="Daily life",
                lines=(
                    AnswerLine(
                        question="What is daily life like for Mali?",
                        answer="She is often tired and cold. She plays well once she has eaten.",
                    ),
                    AnswerLine(
                        question="What has she said, in her own words?",
                        answer='"My bed is in my coat."',
                    ),
                ),
            ),
            AnswerGroup(
                heading="Telling the family",
                lines=(
                    AnswerLine(question="Has the family been told?", answer="Not yet"),
                    AnswerLine(question="Do they agree to help?"),
                ),
            ),
        ),
        guidance=(
            GuidanceLines(
                child="Mali Hargreaves",
                level=LEVEL,
                could_be=LevelLine(rank=4, name="Protection"),
                how_soon="Within about 5 working days",
                act_first="Keep noticing, and phone the hub if anything changes.",
                what_to_do=("Talk with the family", "Offer early help, with agreement"),
                indicators=(
                    IndicatorLine(
                        text="Often hungry, cold or in dirty clothes",
                        answer="Present",
                        pattern="Ongoing",
                        impact="Some",
                    ),
                    IndicatorLine(text="Often misses nursery or school", answer="Suspected"),
                ),
                reasons=(
                    ReasonLine(
                        text="Often hungry, cold or in dirty clothes: ongoing",
                        section="Section 4.2",
                    ),
                ),
                not_known=("Whether Mali has seen a doctor or nurse this year",),
                own_level=LEVEL,
                own_reason="It has gone on for weeks.",
            ),
        ),
        still_missing=("Who else lives in the home",),
    )


def referral() -> ConsultationFacts:
    """The same child, when help is asked for: injuries on a map, addresses, who must not know."""
    mark = BodyMark(number=1, x=116, y=61)
    return replace(
        consultation(),
        kind="Referral",
        is_referral=True,
        question="A social worker to see Mali before she goes home today.",
        must_not_be_told="Her father must not learn where her mother lives.",
        answers=(
            *consultation().answers,
            AnswerGroup(
                heading="Addresses",
                lines=(AnswerLine(question="The household: Lives there now", answer="4 Fen Row"),),
            ),
        ),
        maps=(
            BodyMap(
                name="Mali Hargreaves",
                views=(
                    BodyView(
                        figure=BodyFigure.CHILD,
                        side=BodySide.FRONT,
                        title="Body map, Child, Front: marks 1",
                        marks=(mark,),
                    ),
                    BodyView(
                        figure=BodyFigure.CHILD,
                        side=BodySide.BACK,
                        title="Body map, Child, Back: no marks",
                    ),
                ),
                injuries=(
                    InjuryLine(
                        number=1,
                        where="Cheek, their left",
                        description="A round mark, skin not broken",
                        colour="Blue",
                        measured="1 cm, measured with a ruler",
                        explanation='Her mother said: "She lay on a toy."',
                    ),
                ),
            ),
        ),
    )


def history() -> ChronologyFacts:
    """What happened on a contact, and on an earlier one about the same child."""
    return ChronologyFacts(
        reference="CN-7K3F-Q9XT",
        hub=HUB,
        printed_at=datetime(2026, 11, 13, 9, 5, tzinfo=UTC),
        framework=FRAMEWORK,
        happenings=(
            HappeningLine(
                at=datetime(2026, 11, 12, 9, 5, tzinfo=UTC),
                reference="CN-7K3F-Q9XT",
                what="Sent to the hub",
                detail="School or college",
                by="Rosalind Pike",
            ),
            HappeningLine(
                at=datetime(2026, 11, 12, 14, 17, tzinfo=UTC),
                reference="CN-7K3F-Q9XT",
                what="Advice sent",
                detail="Level 3: Intensive help. Start or continue early help",
                by="Samuel Okoro",
            ),
        ),
        elsewhere=(
            HappeningLine(
                at=datetime(2026, 10, 2, 8, 40, tzinfo=UTC),
                reference="CN-2222-EEEE",
                what="Sent to the hub",
                detail="GP practice",
                by="Dr Okafor",
            ),
        ),
    )
