"""The table of `python -m bench` says which goals held, and hides none."""

from bench.__main__ import Bench, lines, table

RESULTS = {
    "goals": {"SQLite / page": 1.6, "SQLite / poll": 0.1, "PostgreSQL / page": 1.6},
    "SQLite": {"page": 1.2, "poll": 0.3},
}


def bench(within: str = "") -> Bench:
    return Bench("queue", "P2", lambda: RESULTS, {}, within)


def test_each_goal_has_a_line_even_where_its_arm_did_not_run():
    found = list(lines(bench(), RESULTS))
    assert [(line.what, line.verdict) for line in found] == [
        ("queue: SQLite / page", "held"),
        ("queue: SQLite / poll", "NOT HELD"),
        ("queue: PostgreSQL / page", "not run"),
    ]


def test_goals_are_looked_up_in_the_part_they_are_for():
    results = {"goals": {"ratio": 1.0}, "two pages": {"ratio": 0.9}, "long": {"ratio": 3.0}}
    (line,) = lines(bench("two pages"), results)
    assert line.measured == 0.9


def test_a_small_run_judges_nothing():
    told = table(list(lines(bench(), RESULTS)), is_small=True)
    assert "ran" in told
    assert "HELD" not in told.upper().replace("NOT RUN", "")
