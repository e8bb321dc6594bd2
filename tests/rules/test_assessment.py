"""Pages of an assessment read into facts; distance travelled and its drawing."""

from dataclasses import dataclass
from datetime import date

import pytest

from portal.rules.assessment import read
from portal.rules.distance import LEFT, RIGHT, draw, place, travelled
from portal.vocabulary import Answer, HelpDomain

MUM, WREN = "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"
PAGES = {
    "who": {"took_part": [WREN, MUM], "language": " Welsh ", "may_read": [MUM]},
    f"voice:{WREN}": {"heard": "yes", "words": "I like it at Nan's.", "may_read": [WREN]},
    f"voice:{MUM}": {"heard": "no", "why_not": "She was at work; Thursday instead."},
    "domain:health": {"score": "6", "agreed_with": [MUM], "evidence": "Weight is up."},
    "domain:home": {"score": "not_yet"},
    "domain:money": {"score": "11", "evidence": "Behind with the rent."},
    "analysis": {"worries": "Tired in lessons."},
    "safety": {"S1": "no", "S2": "perhaps", "risk": "None now."},
    "level": {"level": "2", "reason": "Several needs."},
}


def test_pages_are_read_as_far_as_they_can_be():
    facts = read(PAGES)
    assert (facts.who.took_part, facts.who.language) == ((WREN, MUM), "Welsh")
    assert facts.voice_of(WREN).is_heard and not facts.voice_of(MUM).is_heard
    assert [(each.domain, each.score) for each in facts.scored] == [(HelpDomain.HEALTH, 6)]
    assert facts.domain(HelpDomain.HOME).is_not_yet
    assert facts.domain(HelpDomain.MONEY).evidence == "Behind with the rent."
    assert facts.risk.safety == {"S1": Answer.NO}
    assert facts.level.level == 2


def test_nobody_in_the_family_may_have_what_no_page_says_they_may():
    facts = read(PAGES)
    assert facts.who.readers == (MUM,)
    assert facts.voice_of(WREN).readers == (WREN,)
    others = (facts.voice_of(MUM), *facts.domains, facts.analysis, facts.risk, facts.level)
    assert {each.readers for each in others} == {()}


@pytest.mark.parametrize(
    "page",
    [{}, {"may_read": None}, {"may_read": 7 * [""]}, {"took_part": {"a": 1}, "score": ["1"]}],
)
def test_no_page_is_refused(page):
    names = ("who", "analysis", "safety", "level", "domain:health", "voice:x", "voice:", "other")
    facts = read(dict.fromkeys(names, page))
    assert facts.scored == () and facts.level.level is None


@dataclass
class Score:
    domain: HelpDomain
    score: int
    on: date


def test_distance_is_from_the_first_score_to_the_latest():
    health = [
        Score(HelpDomain.HEALTH, score, date(2026, month, 1))
        for score, month in ((3, 1), (2, 3), (7, 6))
    ]
    rows = travelled([Score(HelpDomain.HOME, 5, date(2026, 1, 1)), *health])
    assert [(row.domain, row.change) for row in rows] == [
        (HelpDomain.HEALTH, 4),
        (HelpDomain.HOME, None),
    ]
    line = draw(rows[0])
    assert line.first is not None
    assert (line.first.score, line.latest.score) == (3, 7)
    assert [mark.score for mark in line.between] == [2]


def test_a_score_put_right_on_the_same_day_counts_once():
    on = date(2026, 1, 1)
    (row,) = travelled([Score(HelpDomain.HOME, 5, on), Score(HelpDomain.HOME, 4, on)])
    assert (row.latest.score, row.change, draw(row).first) == (4, None, None)


def test_the_scale_fills_the_line():
    assert [place(1), place(10)] == [LEFT, RIGHT]
    assert len({place(score) for score in range(1, 11)}) == 10
