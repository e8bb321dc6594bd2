"""An invented return of an agency."""

from dataclasses import replace
from datetime import UTC, date, datetime

from portal.documents.check_lines import CheckAnswerLine, CheckQuestionLines
from portal.documents.data import CheckFacts
from portal.vocabulary import CheckAnswer, MayShare
from tests.documents.samples import ADVISER, HUB


def agency_return() -> CheckFacts:
    """What a force answered about three people: for everybody, for the team, and for one alone."""
    known = CheckAnswerLine(
        name="Mali Hargreaves",
        born="Born 3 May 2022",
        answer=CheckAnswer.KNOWN,
        answer_words="Known to us",
        may_share=MayShare.REFERRER,
        may_share_words="The decision team and the person who contacted the hub",
        summary="Seen with her mother on 4 November, well and warmly dressed.",
        source_on=date(2026, 11, 4),
    )
    return CheckFacts(
        reference="CN-7K3F-Q9XT-1",
        hub=HUB,
        printed_at=datetime(2026, 11, 13, 9, 5, tzinfo=UTC),
        organisation="Ambershire Police",
        agency="Police",
        version=1,
        answered_at=datetime(2026, 11, 12, 12, 30, tzinfo=UTC),
        answered_by="Sergeant Imogen Vance",
        asked=CheckQuestionLines(
            asker=ADVISER.name,
            hub=HUB.name,
            asked_at=datetime(2026, 11, 12, 11, 5, tzinfo=UTC),
            due_at=datetime(2026, 11, 12, 13, 5, tzinfo=UTC),
            purpose="To decide whether the children are safe at home.",
            question="Has anybody been called to the address since March?",
            prompts=("Call-outs and incidents, with dates, and whether children were there",),
            basis="Public task",
            basis_reason="As always.",
        ),
        answers=(
            known,
            replace(
                known,
                name="Idwal Hargreaves",
                answer=CheckAnswer.DECLINED,
                answer_words="Declined to answer",
                may_share=MayShare.DECISION_TEAM,
                may_share_words="The hub's decision team",
                summary="",
                declined_why="A live investigation: ring the unit.",
                source_on=None,
            ),
            replace(
                known,
                name="Berwyn Tate",
                may_share=MayShare.NOBODY,
                may_share_words="Only the person who asked",
                summary="Told to one person alone.",
            ),
        ),
    )
