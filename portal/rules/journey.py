"""The way through the form: which pages of which kind, in which order, and what stands between."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from portal.rules import abuse, abuse_words, referral
from portal.rules.adult_only import is_said_adult_only
from portal.rules.consultation import SAFETY, Consultation
from portal.rules.typed import Page, Pages, one_of
from portal.vocabulary import N_, Answer, ContactKind, ContactRoute

# A step's words in the list of parts; no names, because page titles use them too.
STEPS: dict[str, str] = {
    "safety": N_("Is anyone in danger?"),
    "you": N_("You and how to reach you"),
    "people": N_("Who you are worried about"),
    "happened": N_("What has happened"),
    "injuries": N_("Injuries and marks"),
    "daily-life": N_("Daily life for the child"),
    "harm": N_("Where the harm comes from"),
    "working-well": N_("What is working well"),
    "tried": N_("What you have tried"),
    "seen": N_("What you have seen"),
    "view": N_("Your own view"),
    "timing": N_("When it matters"),
    "family": N_("What the family knows"),
    "identity": N_("Who they are, in full"),
    "addresses": N_("Addresses"),
    "professionals": N_("Who else works with the family"),
    "history": N_("The family's history"),
    "request": N_("What you ask for"),
    **abuse_words.STEPS,
    "question": N_("Your question"),
    "short": N_("Your worry in brief"),
    "check": N_("Check your answers"),
}
_ASKED_APART = {"short", *abuse_words.STEPS}
FULL = tuple(name for name in STEPS if name not in _ASKED_APART | referral.ONLY)
REFERRAL = tuple(name for name in STEPS if name not in {"question", *_ASKED_APART})
SHORT = ("safety", "short", "check")
# What only a referral has comes after that, and then its request instead of the question.
_OF_REFERRAL = tuple(name for name in REFERRAL if name in referral.ONLY)
ABUSE = (*abuse.WAY, "question", "check")
ABUSE_REFERRAL = (*abuse.WAY, *_OF_REFERRAL, "check")

# What is asked of a child, and left out where somebody said that there is none.
OF_CHILDREN = frozenset({"seen", "view", "timing"})

# Saved pages that are not steps of their own, and the step they are part of.
WITHIN = {
    "household": "people",
    "person": "people",
    "statement": "happened",
    "injury": "injuries",
    "address": "addresses",
    "professional": "professionals",
}
# Saved pages of which there is one for each child, person, statement, address ...
REPEATED = frozenset({*WITHIN, "daily-life", "affected", "identity"} - {"household"})
PLAIN = frozenset(
    {
        "safety",
        "you",
        "household",
        "working-well",
        "tried",
        "seen",
        "view",
        "timing",
        "family",
        "question",
        "short",
        "injuries",
        "harm",
        "addresses",
        "professionals",
        "history",
        "request",
        *(abuse_words.STEPS.keys() - {"affected", "evidence"}),
    }
)


@dataclass(frozen=True)
class Step:
    """One page of the way: its kind, and whom it is about where there is one for each."""

    kind: str
    part: uuid.UUID | None = None

    @property
    def page(self) -> str:
        """What the page is called where its answers are saved."""
        return f"{self.kind}:{self.part}" if self.part else self.kind

    @property
    def title(self) -> str:
        """English words for the list of parts, ready for gettext."""
        return STEPS[self.kind]


@dataclass(frozen=True)
class Place:
    """Where a page stands. `number` is None for a page that is not on the chosen way."""

    number: int | None
    total: int
    before: Step | None
    after: Step | None


def steps(
    route: ContactRoute, consultation: Consultation, kind: ContactKind = ContactKind.CONSULTATION
) -> tuple[Step, ...]:
    """The pages in order for what is known so far: daily life once for each child.

    A referral asks first what a consultation asks; who everyone is, in full, comes after that, so
    that whoever runs out of time has said what matters.
    """
    return tuple(_steps(_kinds(route, consultation, kind), consultation))


def _kinds(route: ContactRoute, consultation: Consultation, kind: ContactKind) -> tuple[str, ...]:
    """Domestic abuse has a way of its own; how to make contact safely stays on every way."""
    is_referral = kind is ContactKind.REFERRAL
    if abuse.is_abuse(route):
        kinds = ABUSE_REFERRAL if is_referral else ABUSE
        has_children = bool(consultation.children)
        return tuple(each for each in kinds if has_children or each not in abuse.OF_CHILDREN)
    full = REFERRAL if is_referral else FULL
    kinds = SHORT if route is ContactRoute.SHORT else full
    if is_said_adult_only(consultation) and not is_referral:
        begun = {name.partition(".")[0] for name in consultation.texts}
        kinds = tuple(each for each in kinds if each not in OF_CHILDREN or each in begun)
    asked = (abuse.SAFE_CONTACT,) if consultation.has_safe_contact else ()
    return (kinds[0], *asked, *kinds[1:])


def is_sent(page: str, kind: ContactKind, route: ContactRoute = ContactRoute.FULL) -> bool:
    """Whether a saved page is sent with a contact of this kind and route.

    A draft that was turned into something else and back keeps its pages; what is sent is only
    what its writer can see on the check.
    """
    name = page.partition(":")[0]
    if name in abuse.ONLY and not abuse.is_abuse(route):
        return False
    return kind is ContactKind.REFERRAL or name not in referral.ONLY


def _steps(kinds: tuple[str, ...], consultation: Consultation) -> Iterator[Step]:
    for kind in kinds:
        if kind in REPEATED:
            people = consultation.people if kind == "identity" else consultation.children
            yield from (Step(kind, person.id) for person in people)
        else:
            yield Step(kind)


def step_of(page: str) -> Step | None:
    """The step a saved page belongs to; None for a name that no page has."""
    kind, separator, key = page.partition(":")
    part = _identifier(key)
    is_right = (kind in REPEATED or kind == "seen") if separator else kind in {*PLAIN, *STEPS}
    if not is_right or (separator and part is None):
        return None
    within = WITHIN.get(kind)
    return Step(within) if within else Step(kind, part if kind in REPEATED else None)


def is_saved_page(name: str) -> bool:
    """Whether answers can be saved under this name: "tried", "person:<uuid>" ..."""
    kind, separator, key = name.partition(":")
    if separator:
        return (kind in REPEATED or kind == "seen") and _identifier(key) is not None
    return kind in PLAIN


def place(way: tuple[Step, ...], step: Step) -> Place:
    """Where the step stands; one that is off the way lies just before the check."""
    if step in way:
        at = way.index(step)
        after = way[at + 1] if at + 1 < len(way) else None
        return Place(at + 1, len(way), way[at - 1] if at else None, after)
    return Place(None, len(way), way[-1], way[-1])


def is_safety_done(pages: Pages) -> bool:
    """Whether the safety screen was answered whole, or left behind on purpose (safety first).

    A screen that was only saved half-filled by itself is not done.
    """
    page = pages.get("safety")
    if page is None:
        return False
    return page.get("continued") == "yes" or all(one_of(Answer, page.get(q)) for q in SAFETY)


def is_begun(step: Step, pages: Pages) -> bool:
    """Whether anything was said on the step's pages."""
    names = [name for name in pages if step_of(name) == step]
    return any(has_words(pages[name]) for name in names)


def has_words(page: Page) -> bool:
    """Whether anything on the page is answered."""
    return not page.get("removed") and any(bool(value) for value in page.values())


def _identifier(key: str) -> uuid.UUID | None:
    try:
        found = uuid.UUID(key)
    except ValueError:
        return None
    return found if str(found) == key else None
