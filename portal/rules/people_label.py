"""The short line by which the hub's lists tell contacts apart: first names and ages of children."""

import re
from collections.abc import Callable
from datetime import date

from portal.rules.consultation import PersonFacts
from portal.vocabulary import N_, Part, PersonKind

LONGEST = 200  # characters; the width of the stored line
UNBORN = N_("Unborn baby")
NO_NAME = N_("Child, name not known")
NO_AGE = N_("age not known")
ABOUT = N_("about %(age)s")
MORE = N_("and %(number)s more")
CHILDREN = N_("%(number)s children")
ADULT = N_("%(name)s, adult")
NO_NAME_ADULT = N_("Adult, name not known")

# What a stored line is made of. A first name has no space in it, so no name reads as another part.
_CHILD = re.compile(
    rf"(?P<name>{NO_NAME}|\S+), (?:{NO_AGE}|(?P<about>about )?(?P<number>\d+)(?P<months> months?)?)"
)
_ADULT = re.compile(r"(?P<name>\S+), adult")
_MORE = re.compile(r"and (?P<number>\d+) more")
_CHILDREN = re.compile(r"(?P<number>\d+) children")


def people_label(children: tuple[PersonFacts, ...], on: date) -> str:
    """ "Wren, 7; Kit, 8 months", those the worry is about first; whole people, never cut short.

    Empty where there are none.
    """
    if not children:
        return ""
    ordered = sorted(children, key=lambda child: child.part is not Part.SUBJECT)
    lines = [_line(child, on) for child in ordered]
    for shown in range(len(lines), 0, -1):
        more = len(lines) - shown
        label = "; ".join([*lines[:shown], *([MORE % {"number": more}] if more else [])])
        if len(label) <= LONGEST:
            return label
    return CHILDREN % {"number": len(lines)}


def with_named(people: tuple[PersonFacts, ...], on: date) -> str:
    """ "Wren, 7", or "Unborn baby; Carly, adult" where no child has a name.

    The adult is the one whom the worry is about, else the first, who has a name and is not said to
    cause harm: without a name nobody could tell one contact from another.
    """
    children = tuple(each for each in people if each.is_child)
    label = people_label(children, on)
    if any(child.name.split() and child.kind is not PersonKind.UNBORN for child in children):
        return label
    known = (each for each in people if each.name.split() and not each.is_child)
    told = [each for each in known if each.part is not Part.PERSON_CAUSING_HARM]
    adult = min(told, key=lambda each: each.part is not Part.ADULT_SUBJECT, default=None)
    if adult is None:
        return label or (NO_NAME_ADULT if people else "")
    named = "; ".join(filter(None, [label, ADULT % {"name": adult.name.split()[0][:60]}]))
    return named if len(named) <= LONGEST else label


def with_adult(people: tuple[PersonFacts, ...], on: date) -> str:
    """ "Leah, adult; Wren, 7": the adult being harmed first, then the children, if any."""
    victim = next((each for each in people if each.part is Part.ADULT_VICTIM), None)
    first = next(iter(victim.name.split()), "") if victim else ""
    adult = ADULT % {"name": first[:60]} if first else NO_NAME_ADULT
    children = tuple(each for each in people if each.is_child)
    label = f"{adult}; {people_label(children, on)}" if children else adult
    return label if len(label) <= LONGEST else f"{adult}; {CHILDREN % {'number': len(children)}}"


def in_words(label: str, translate: Callable[[str], str], months: Callable[[int], str]) -> str:
    """A stored line in a reader's language; what is not one of its parts stays as it is stored.

    `months` words a number of months. The line is stored in English, for it is made once.
    """
    return "; ".join(_part(part, translate, months) for part in label.split("; "))


def _part(part: str, translate: Callable[[str], str], months: Callable[[int], str]) -> str:
    if part in (UNBORN, NO_NAME, NO_NAME_ADULT):
        return translate(part)
    if adult := _ADULT.fullmatch(part):
        return translate(ADULT) % {"name": adult["name"]}
    for pattern, words in ((_MORE, MORE), (_CHILDREN, CHILDREN)):
        if counted := pattern.fullmatch(part):
            return translate(words) % {"number": counted["number"]}
    child = _CHILD.fullmatch(part)
    if child is None:
        return part
    name = translate(NO_NAME) if child["name"] == NO_NAME else child["name"]
    return f"{name}, {_age_in_words(child, translate, months)}"


def _age_in_words(
    child: re.Match[str], translate: Callable[[str], str], months: Callable[[int], str]
) -> str:
    if child["number"] is None:
        return translate(NO_AGE)
    age = months(int(child["number"])) if child["months"] else child["number"]
    return translate(ABOUT) % {"age": age} if child["about"] else age


def _line(child: PersonFacts, on: date) -> str:
    if child.kind is PersonKind.UNBORN:
        return UNBORN
    first, age = next(iter(child.name.split()), ""), _age(child, on)
    if not first:
        return f"{NO_NAME}, {age}" if age else NO_NAME
    return f"{first[:60]}, {age or NO_AGE}"


def _age(child: PersonFacts, on: date) -> str:
    ages = child.age_range(on)
    if ages is None:
        return ""
    about = "" if child.born_on else "about "
    youngest = ages[0]
    if youngest >= 24:
        return f"{about}{youngest // 12}"
    return f"{about}{youngest} month{'' if youngest == 1 else 's'}"
