"""What must not be in a copy, written as people write it who do not want it found, or cannot spell.

Invented families by number: whom and where a copy must not lead to, and each of it in every way.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from bench.names import COMMON_FIRST, COMMON_LAST, FRONT
from portal.rules.help_facts import HelpFacts, LineFacts, PersonFacts, Place
from portal.vocabulary import LineKind
from tests.documents.help_samples import facts

SAID = "zero one two three four five six seven eight nine".split()  # noqa: SIM905 - as counted
SAID_IN_WELSH = "dim un dau tri pedwar pump chwech saith wyth naw".split()  # noqa: SIM905 - as above
TEENS = """ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen""".split()  # noqa: SIM905 - as counted
TENS = ("", "", *"twenty thirty forty fifty sixty seventy eighty ninety".split())  # noqa: SIM905
READER, HIDDEN = "reader", "hidden"
TOWNS = {  # and as Welsh writes "in" or "from" there
    "Caernarfon": ("yng Nghaernarfon", "o Gaernarfon"),
    "Bangor": ("ym Mangor", "o Fangor"),
    "Pwllheli": ("ym Mhwllheli", "o Bwllheli"),
    "Dolgellau": ("yn Nolgellau", "o Ddolgellau"),
    "Tregaron": ("yn Nhregaron", "o Dregaron"),
    "Llangefni": ("o Langefni", "i Langefni"),
    "Penygroes": ("ym Mhenygroes", "o Benygroes"),
    "Gwersyllt": ("yng Ngwersyllt", "o Wersyllt"),
}
BACK = ("thorpe", "brook", "field", "wick", "combe", "stead")
STREETS = {"Road": "Rd", "Lane": "Ln", "Close": "Cl", "Gardens": "Gdns", "Terrace": "Terr"}


@dataclass(frozen=True)
class Secret:
    """Somebody whom the reader must not find."""

    first: str
    last: str
    house: int
    street: str
    end: str
    town: str
    postcode: str
    phone: str

    @property
    def name(self) -> str:
        """As it is on the record."""
        return f"{self.first} {self.last}"

    @property
    def address(self) -> str:
        """The same."""
        return f"{self.house} {self.street} {self.end}, {self.town}, {self.postcode}"


def secret(number: int) -> Secret:
    """The one of this family."""
    chance = random.Random(number)  # noqa: S311 - invented families, not secrets
    return Secret(
        first=chance.choice([name for name in COMMON_FIRST if len(name) >= 4]),
        last=chance.choice([name for name in COMMON_LAST if len(name) >= 4]),
        house=chance.randint(2, 98),
        street=chance.choice(FRONT) + chance.choice(BACK),
        end=chance.choice(list(STREETS)),
        town=chance.choice(list(TOWNS)),
        postcode=f"LL{chance.choice('157')}0 1{chance.choice('ABDEF')}{chance.choice('GHJLN')}",
        phone=f"07700 900{chance.randint(100, 999)}",
    )


def family(number: int, *texts: str) -> HelpFacts:
    """A copy for the reader that says these texts, of a family with somebody hidden."""
    known = secret(number)
    hidden = PersonFacts(
        id=HIDDEN,
        name=known.name,
        address=known.address,
        phone=known.phone,
        is_address_secret=True,
    )
    lines = tuple(
        LineFacts(
            kind=LineKind.STATEMENT,
            text=text,
            readers=frozenset({READER}),
            place=Place("line", str(at)),
        )
        for at, text in enumerate(texts)
    )
    bare = replace(facts(), team=(), goals=(), actions=(), pages=(), scores=(), must_not_be_told="")
    people = (PersonFacts(id=READER, name="Zebedee Quillon"), hidden)
    return replace(bare, people=people, lines=lines)


def evasions(number: int) -> Iterator[tuple[str, str]]:
    """Each way of writing it, and what is then written."""
    it, chance = secret(number), random.Random(-number)  # noqa: S311 - as above
    digits = it.phone.replace(" ", "")
    yield "name", it.name
    yield "name, no capitals", it.name.lower()
    yield "name, misspelt", slip(it.first, chance)
    yield "name, misspelt, no capitals", slip(it.first.lower(), chance)
    yield "name, run together", f"{it.first}{it.last}".lower()
    yield "name, on a screen", f"@{it.first.lower()}{chance.randint(1, 99)}"
    yield "name, letters apart", " ".join(it.first)
    yield "name, letters dashed", "-".join(it.first)
    yield "name, in pieces", f"{it.first[:2]} {it.first[2:]}"
    yield "initials, stops", f"{it.first[0]}.{it.last[0]}."
    yield "initials, gap", f"{it.first[0]} {it.last[0]}"
    yield "street", f"{it.street} {it.end}"
    yield "street, no capitals", it.street.lower()
    yield "street, misspelt", slip(it.street, chance)
    yield "street, short", f"{it.house} {it.street} {STREETS[it.end]}"
    yield "street, letters apart", " ".join(f"{it.house}{it.street}")
    yield "street, in pieces", f"{it.street[:-5]}-{it.street[-5:]}"
    yield "house, in words", f"number {house_said(it.house)}"
    yield "house, in Welsh words", f"rhif {house_said_in_welsh(it.house)}"
    yield "town, mutated", TOWNS[it.town][0]
    yield "town, mutated softly", TOWNS[it.town][1]
    yield "town, misspelt", slip(it.town, chance)
    yield "postcode, no capitals or gap", it.postcode.replace(" ", "").lower()
    yield "postcode, o and l", it.postcode.replace("0", "O").replace("1", "l")
    yield "postcode, letters apart", " ".join(it.postcode.replace(" ", ""))
    yield "phone", it.phone
    yield "phone, digits apart", " ".join(digits)
    yield "phone, dots and o", ".".join(digits.replace("0", "o"))
    yield "phone, the end of it", digits[-6:]
    yield "phone, in words", " ".join(SAID[int(each)] for each in digits)
    yield "phone, as it is said", said_aloud(digits)
    yield "phone, half in words", f"{digits[:5]} {said_aloud(digits[5:])}"
    yield "phone, in Welsh words", ", ".join(SAID_IN_WELSH[int(each)] for each in digits)
    yield "phone, the end of it in words", said_aloud(digits[-6:])


def said_aloud(digits: str) -> str:
    """ "oh double seven, oh oh nine": two of the same as people say them."""
    pairs = re.findall(r"(\d)(\1?)", digits)
    said = ((SAID[int(one)].replace("zero", "oh"), bool(same)) for one, same in pairs)
    return " ".join(f"double {word}" if is_double else word for word, is_double in said)


def house_said(number: int) -> str:
    """ "fourteen", "forty-two"."""
    tens, one = divmod(number, 10)
    if tens == 1:
        return TEENS[one]
    return "-".join(filter(None, (TENS[tens], SAID[one] if one else "")))


def house_said_in_welsh(number: int) -> str:
    """ "un deg pedwar", "pedwar deg dau"."""
    tens, one = divmod(number, 10)
    many = {2: "dau ddeg", 5: "pum deg", 6: "chwe deg"}.get(tens, f"{SAID_IN_WELSH[tens]} deg")
    return " ".join(filter(None, (many if tens else "", SAID_IN_WELSH[one] if one else "")))


def slip(word: str, chance: random.Random) -> str:
    """One letter, not the first, left out, written twice or the wrong way round."""
    at = chance.randint(1, len(word) - 2)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    doubled = word[: at + 1] + word[at:]
    return chance.choice([each for each in (swapped, doubled) if each != word])


def ordinary() -> list[str]:
    """Sentences of the demo's families, as people write them."""
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, str) and len(value.split()) > 3:
            found.append(value)
        elif isinstance(value, dict):
            for each in value.values():
                walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)

    for path in sorted(Path("portal/demo").glob("*/*.yaml")):
        walk(yaml.load(path.read_text("utf-8"), yaml.CBaseLoader))  # noqa: S506 - it makes only text
    return found
