"""What was typed for a review is read forgivingly; the plan knows what is late."""

import uuid
from datetime import date
from types import SimpleNamespace

import pytest

from portal.frameworks.outcomes import packaged
from portal.rules import outcomes
from portal.rules.plan import as_reviewed, planned, still_open
from portal.rules.review import OutcomeState, Said, read_review
from portal.vocabulary import ActionStatus, Attended, HelpDomain, ReviewOutcome

MEMBER, ACTION = uuid.uuid4(), uuid.uuid4()
TODAY = date(2026, 11, 23)


def test_everything_typed_for_a_review_is_read():
    words = read_review(
        {
            "came": {f"attended:{MEMBER}": "came", f"said:{MEMBER}": " Better ", "may_read:x": "y"},
            "actions": {f"status:{ACTION}": "done", f"note:{ACTION}": "On the Monday."},
            "scores": {"score:health": "7", "evidence:health": "Sleeps.", "may_read": ["a"]},
            "changes": {"worries": "Late again.", "worries_may_read": ["a", "b"]},
            "outcomes": {"set": "supporting-families", "outcome:education": "on_the_way"},
            "decision": {"outcome": "continue", "why": "Going well.", "next_day": "4"},
        }
    )
    assert words.came[MEMBER].attended is Attended.CAME
    assert words.came[MEMBER].said == Said("Better")
    assert words.actions[ACTION].status is ActionStatus.DONE
    assert [(each.domain, each.score) for each in words.scores] == [(HelpDomain.HEALTH, 7)]
    assert words.scores_may_read == {"a"}
    assert words.worries == Said("Late again.", frozenset({"a", "b"}))
    assert words.outcomes == {"education": OutcomeState.ON_THE_WAY}
    assert (words.outcome, words.next_on) == (ReviewOutcome.CONTINUE, None)


@pytest.mark.parametrize(
    "pages",
    [
        {},
        {"came": {"attended:not-an-id": "came", "attended:": "came"}},
        {"scores": {"score:health": "11", "score:home": "0", "score:money": "-3"}},
        {"outcomes": {"outcome:education": "perhaps"}, "decision": {"outcome": ["continue"]}},
        {"changes": {"changed": ["a list"], "changed_may_read": ""}},
    ],
)
def test_what_cannot_be_read_says_nothing(pages):
    words = read_review(pages)
    assert not words.came and not words.scores and not words.outcomes
    assert (words.outcome, words.changed) == (None, Said())


def goal(position, **more):
    given = {"id": uuid.uuid4(), "goal": "Sleep", "readers": [], "is_removed": False}
    return SimpleNamespace(**{**given, "position": position, **more})


def action(of, **more):
    given = {"id": uuid.uuid4(), "position": 0, "what": "Call", "who": "Gran", "member_id": None}
    given |= {"by_on": date(2026, 11, 22), "status": ActionStatus.UNDER_WAY, "status_note": ""}
    return SimpleNamespace(
        **{**given, "goal_id": of.id, "readers": ["a"], "is_removed": False, **more}
    )


def test_the_plan_stands_in_its_order_and_knows_what_is_late():
    second, first, gone = goal(1), goal(0), goal(2, is_removed=True)
    member = SimpleNamespace(id=MEMBER, name="Miss Vale")
    done = action(first, status=ActionStatus.DONE, member_id=MEMBER, position=1)
    late, removed = action(first), action(first, is_removed=True)
    actions = [done, late, removed, action(gone)]
    plan = planned([second, first, gone], actions, [member], TODAY)
    assert [each.row for each in plan] == [first, second]
    assert [(each.who, each.is_late) for each in plan[0].actions] == [
        ("Gran", True),
        ("Miss Vale", False),
    ]
    assert [each.row for each in still_open(plan)] == [late]
    kept = as_reviewed(plan)
    assert list(kept) == [str(late.id), str(done.id)]
    assert kept[str(done.id)]["status"] == "done" and kept[str(done.id)]["readers"] == ["a"]


def test_the_ten_outcomes_come_with_the_portal_and_are_not_yet_confirmed():
    found = packaged()
    assert len(found.codes) == 10 and not found.is_confirmed
    assert all({"en", "cy"} <= set(label) for label in found.labels.values())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("words", "must hold"),
        ({"edition": "A", "effective_on": "soon", "outcomes": {}}, "must be a date"),
        ({"edition": "A", "effective_on": TODAY, "outcomes": {}}, "one to 30"),
        ({"edition": "A", "effective_on": TODAY, "outcomes": {"Bad": {"en": "x"}}}, "no code"),
        ({"edition": "A", "effective_on": TODAY, "outcomes": {"a": {"cy": "x"}}}, "as en"),
        ({"edition": " ", "effective_on": TODAY, "outcomes": {"a": {"en": "x"}}}, "a name"),
        ({"colour": 1}, "no field"),
    ],
)
def test_a_faulty_outcome_set_is_refused_with_one_sentence(content, says):
    with pytest.raises(ValueError, match=says):
        outcomes.read(content)
