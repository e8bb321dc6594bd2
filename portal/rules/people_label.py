"""The short line by which the hub's lists tell contacts apart: first names and ages of children."""

from datetime import date

from portal.rules.consultation import PersonFacts
from portal.vocabulary import Part, PersonKind

LONGEST = 200  # characters; the width of the stored line


def people_label(children: tuple[PersonFacts, ...], on: date) -> str:
    """ "Wren, 7; Kit, 8 months", those the worry is about first; whole people, never cut short."""
    ordered = sorted(children, key=lambda child: child.part is not Part.SUBJECT)
    lines = [_line(child, on) for child in ordered]
    for shown in range(len(lines), 0, -1):
        more = len(lines) - shown
        label = "; ".join([*lines[:shown], *([f"and {more} more"] if more else [])])
        if len(label) <= LONGEST:
            return label
    return f"{len(lines)} children"


def _line(child: PersonFacts, on: date) -> str:
    if child.kind is PersonKind.UNBORN:
        return "Unborn baby"
    first, age = next(iter(child.name.split()), ""), _age(child, on)
    if not first:
        return f"Child, name not known, {age}" if age else "Child, name not known"
    return f"{first[:60]}, {age or 'age not known'}"


def _age(child: PersonFacts, on: date) -> str:
    ages = child.age_range(on)
    if ages is None:
        return ""
    about = "" if child.born_on else "about "
    youngest = ages[0]
    if youngest >= 24:
        return f"{about}{youngest // 12}"
    return f"{about}{youngest} month{'' if youngest == 1 else 's'}"
