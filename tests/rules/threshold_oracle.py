"""A second, slow reading of thresholds 2.5, 2.5a and the rules of 2.6, to hold the engine against.

It shares no code with the engine: it reads the default content as plain YAML for what each
indicator is, and the rules are written out here by hand from the table, not read from the file.
Cases are in the input format of `thresholds evaluate`.
"""

from functools import cache
from pathlib import Path

import yaml

DEFAULT = Path(__file__).parents[2] / "portal" / "frameworks" / "default-gb.yaml"
HARM = {
    *("abuse", "neglect", "emotional", "da", "exploitation", "missing", "sexual", "psm", "pmh"),
    *("selfharm", "history", "infant", "unborn", "hidden", "engagement", "fii", "honour"),
    *("online", "radicalisation", "trust"),
}
BABY = {"da", "psm", "pmh", "neglect", "infant", "unborn", "history"}
SOON = ["routine", "days", "sameday", "now"]


@cache
def content():
    """What each indicator is, by id."""
    data = yaml.safe_load(DEFAULT.read_text(encoding="utf-8"))
    domains = {section["code"]: section["domain"] for section in data["sections"]}
    return {
        item["id"]: {
            "level": item["level"],
            "domain": domains[item["section"]],
            "tags": set(item["tags"]),
            "red": item["red_line"],
            "urgency": item["urgency"],
            "emergency": item.get("emergency", False),
        }
        for item in data["indicators"]
    }


def rules(ticked, flags):
    """The rules of 2.6 that fire: (id, level, range to, consult today)."""
    known = content()
    two = [t for t in ticked if known[t[0]]["level"] >= 2]
    three = [t for t in ticked if known[t[0]]["level"] >= 3]

    def tagged(found, *tags):
        return [t for t in found if known[t[0]]["tags"] & set(tags)]

    def domains(found):
        return len({known[t[0]]["domain"] for t in found})

    def ongoing(found):
        return [t for t in found if t[1] == "ongoing"]

    def serious(found):
        return [t for t in found if t[2] == "serious"]

    trio_two = sum(bool(tagged(two, tag)) for tag in ("da", "psm", "pmh"))
    trio_three = sum(bool(tagged(three, tag)) for tag in ("da", "psm", "pmh"))
    baby = bool(flags & {"unborn", "under_1"})
    helpless = bool(flags & {"disabled", "non_verbal"})
    r05 = len(three) >= 3 and domains(three) >= 2
    aggravated = (
        ongoing(three)
        or serious(three)
        or flags & {"previous_plan", "unborn", "under_2", "disabled", "non_verbal"}
    )
    hidden = tagged(three, "hidden") and (
        tagged(two, "neglect", "abuse", "da") or "previous_plan" in flags
    )
    table = [
        ("R01", len(two) >= 4 and domains(two) >= 2, 3, 0, False),
        ("R01b", len(two) >= 3, 0, 3, False),
        ("R02", len(ongoing(two)) >= 2, 3, 0, False),
        ("R02b", len(ongoing(two)) >= 1, 0, 3, False),
        ("R03", serious(two), 3, 0, False),
        ("R03b", serious(three), 0, 4, True),
        ("R04", "help_tried" in flags and two, 3, 0, False),
        ("R04b", "help_tried" in flags and three, 0, 4, True),
        ("R05", r05, 0, 4, True),
        ("R06", r05 and tagged(three, *HARM) and aggravated, 4, 0, False),
        ("R07", len(tagged(two, "neglect")) >= 3, 3, 0, False),
        ("R07b", len(ongoing(tagged(three, "neglect"))) >= 3, 4, 0, False),
        ("R08", trio_two >= 2, 3, 0, False),
        ("R08b", trio_two == 3, 0, 4, True),
        ("R08c", trio_three >= 2 and (trio_two == 3 or baby), 4, 0, False),
        ("R09", baby and tagged(three, *BABY), 3, 4, True),
        ("R09b", baby and len(tagged(three, *BABY)) >= 2, 4, 0, False),
        ("R10", len(tagged(two, "exploitation", "missing", "online")) >= 3, 3, 0, False),
        ("R10b", len(tagged(three, "exploitation", "missing")) >= 2, 0, 4, True),
        ("R10c", len(tagged(three, "exploitation", "missing")) >= 3, 4, 0, False),
        ("R11", helpless and tagged(three, "abuse"), 0, 4, True),
        ("R12", "previous_plan" in flags and two, 3, 0, False),
        ("R12b", "previous_plan" in flags and three, 0, 4, True),
        ("R13", "repeat_contacts" in flags and two, 3, 0, False),
        ("R14", "help_refused" in flags and two, 0, 3, False),
        ("R14b", "help_refused" in flags and three, 0, 4, True),
        ("R15", len(tagged(three, "abuse")) >= 2, 4, 0, False),
        ("R16", hidden, 0, 4, True),
    ]
    return [(name, level, upper, today) for name, fires, level, upper, today in table if fires]


def run(ticked, flags, danger):
    """One run: level, upper, and how soon."""
    known = content()
    if danger or any(known[t[0]]["red"] for t in ticked):
        return 4, 4, "now"
    fired = rules(ticked, flags)
    level = max([0, *(known[t[0]]["level"] for t in ticked), *(rule[1] for rule in fired)])
    upper = max([level, *(rule[2] for rule in fired)])
    soon = ["routine", *(known[t[0]]["urgency"] for t in ticked)]
    soon += ["sameday"] if any(rule[3] for rule in fired) else []
    soon += ["sameday"] if "open_to_social_care" in flags else []
    soon += {3: ["days"], 4: ["sameday"]}.get(upper, [])
    return level, upper, max(soon, key=SOON.index)


def derived(case, flags, ticked):
    """The flags with those that the age and ticked indicators set."""
    known = content()
    flags = set(flags)
    age = case.get("age_months")
    youngest = age[0] if isinstance(age, list) else (age or 0)
    if case.get("unborn"):
        flags |= {"unborn", "under_1", "under_2"}
    flags |= {"under_1"} if youngest < 12 else set()
    flags |= {"under_2"} if youngest < 24 else set()
    flags |= {"previous_plan"} if any("history" in known[t[0]]["tags"] for t in ticked) else set()
    flags |= {"disabled"} if any("disability" in known[t[0]]["tags"] for t in ticked) else set()
    return flags


def both_runs(case):
    """Ticked in the low run, ticked in the high run."""
    known = content()
    low, high = [], []
    for code, said in case.get("indicators", {}).items():
        answer, pattern, impact = said["answer"], said.get("pattern"), said.get("impact")
        if answer == "present" or (answer == "suspected" and known[code]["level"] > 1):
            steady = "ongoing" if pattern in ("repeated", "ongoing") else None
            low.append((code, steady, impact))
            high.append(
                (
                    code,
                    "ongoing" if pattern == "not_known" else steady,
                    "serious" if impact == "not_known" else impact,
                )
            )
        elif answer in ("not_known", "suspected"):
            high.append((code, None, None))
    return low, high


def may_show_level_one(case, upper):
    """Whether every condition of 2.5a (10) is met."""
    known = content()
    answers = {code: said["answer"] for code, said in case.get("indicators", {}).items()}
    ones = {code: answer for code, answer in answers.items() if known[code]["level"] == 1}
    present = {known[code]["domain"] for code, answer in ones.items() if answer == "present"}
    safety, flags = case.get("safety", {}), case.get("flags", {})
    unborn = bool(case.get("unborn"))
    return (
        all(safety.get(f"S{number}") == "no" for number in range(1, 9))
        and (unborn or case.get("age_months") is not None)
        and (unborn or case.get("seen") is True)
        and flags.get("child_not_seen", "no") == "no"
        and upper <= 1
        and {"DEV", "PAR", "FAM"} <= present
        and all(answer == "present" for answer in ones.values())
    )


def outcome(case):
    """Level, upper, urgency, emergency, safe_contact and red_lines of a case."""
    known = content()
    low_ticked, high_ticked = both_runs(case)
    safety, flags = case.get("safety", {}), case.get("flags", {})
    yes = [code for code, answer in flags.items() if answer == "yes"]
    maybe = yes + [code for code, answer in flags.items() if answer == "not_known"]
    asked = [safety.get(f"S{number}") for number in range(1, 8)]
    low = run(low_ticked, derived(case, yes, low_ticked), "yes" in asked)
    high = run(high_ticked, derived(case, maybe, high_ticked), asked != ["no"] * 7)
    level, upper = low[0], max(low[1], high[1])
    if level <= 1 and may_show_level_one(case, upper):
        level = 1
    elif level <= 1:
        level, upper = None, upper if upper > 1 else None
    return {
        "level": level,
        "upper": upper,
        "urgency": high[2],
        "emergency": "yes" in asked[:6] or any(known[t[0]]["emergency"] for t in low_ticked),
        "safe_contact": safety.get("S8") != "no",
        "red_lines": sorted(t[0] for t in low_ticked if known[t[0]]["red"]),
    }
