"""What a consultation does not say yet, as things to talk about; never a reason to refuse it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from portal.rules.adult_only import has_child, is_adult_only, speaks_of_child
from portal.rules.consultation import SAFETY, Consultation, PersonFacts
from portal.rules.typed import Pages, one_of, text_of
from portal.vocabulary import N_, Answer, LawfulBasis, LeadAware, PersonKind


@dataclass(frozen=True)
class Task:
    """One thing to say or find out: the page it belongs to, English words with an optional `name`.

    `text` is ready for gettext; it holds `%(name)s` where `name` is given. `each` asks the same
    about several at once, where it can be missing for several. What `matters` most stands open on
    the check, where the rest is folded: it could change how soon, or put somebody at risk.
    """

    page: str
    text: str
    name: str = ""
    each: str = ""
    matters: bool = False


NAMED: dict[str, tuple[str, str, str]] = {  # with the child's name, without, and of several
    "age": (
        N_("Find out how old %(name)s is"),
        N_("Find out how old the child is"),
        N_("Find out how old each child is"),
    ),
    "seen": (
        N_("Say whether anyone has seen or spoken to %(name)s about this"),
        N_("Say whether anyone has seen or spoken to the child about this"),
        N_("Say whether anyone has seen or spoken to each child about this"),
    ),
    "daily": (
        N_("Say what this is doing to %(name)s day to day"),
        N_("Say what this is doing to the child day to day"),
        N_("Say what this is doing to each child day to day"),
    ),
    "words": (
        N_("Say what %(name)s has told you, in their own words"),
        N_("Say what the child has told you, in their own words"),
        N_("Say what each child has told you, in their own words"),
    ),
}


def tasks(consultation: Consultation, pages: Pages) -> tuple[Task, ...]:
    """Everything still to be said, in the order of the pages; pages are in full-form shape."""
    return (
        *_safety_and_you(consultation, pages),
        *_people(consultation),
        *_happened(consultation),
        *_tried(consultation),
        *_family(consultation, pages),
    )


def ages_to_check(consultation: Consultation, on: date) -> tuple[Task, ...]:
    """Children who cannot, or can hardly, be of the age given on the day the contact came."""
    return tuple(
        _asked_of(child, child.born_on is not None and child.born_on > on)
        for child in consultation.children
        if (child.born_on is not None and child.born_on > on) or _is_grown(child, on)
    )


def _is_grown(child: PersonFacts, on: date) -> bool:
    youngest, _oldest = child.age_range(on) or (0, 0)
    return youngest >= ADULT_MONTHS


def _asked_of(child: PersonFacts, is_unborn_then: bool) -> Task:
    with_name, without, each = BORN_AFTER if is_unborn_then else GROWN
    page = f"person:{child.id}"
    words = with_name if child.name else without
    return Task(page, words, child.name, each, matters=True)


ADULT_MONTHS = 18 * 12
BORN_AFTER = (  # with the child's name, without, and of several
    N_("Check %(name)s's date of birth: it is after the day this was received"),
    N_("Check a date of birth: it is after the day this was received"),
    N_("Check each date of birth that is after the day this was received"),
)
GROWN = (
    N_("Check %(name)s's age: 18 or over is recorded as an adult, not as a child"),
    N_("Check the child's age: 18 or over is recorded as an adult, not as a child"),
    N_("Check each age of 18 or over: that is recorded as an adult, not as a child"),
)


def _safety_and_you(consultation: Consultation, pages: Pages) -> Iterator[Task]:
    if any(consultation.safety.get(question) is None for question in SAFETY):
        yield Task("safety", N_("Answer the safety questions you left open"), matters=True)
    you = pages.get("you", {})
    if not text_of(you, "phone"):
        yield Task("you", N_("Give a phone number the adviser can reach you on"))
    if you.get("lead_aware") == LeadAware.NO:
        yield Task("you", N_("Tell your safeguarding lead"))
    elif not text_of(you, "lead_aware"):
        yield Task("you", N_("Say whether your safeguarding lead knows"))


def _people(consultation: Consultation) -> Iterator[Task]:
    if not consultation.children and (text := _which_child(consultation)):
        yield Task("people", text, matters=True)
    for child in consultation.children:
        yield from _child(child)
    if consultation.flags.get("men_unknown") is not Answer.NO:
        yield Task("people", N_("Find out who lives in the home or often visits"))


def _which_child(consultation: Consultation) -> str:
    """What to ask where no child was added; nothing where it is about an adult alone."""
    given = has_child(consultation)
    if not consultation.people or given is Answer.YES:
        return N_("Say which child you are worried about, as far as you know")
    if given is None:
        return N_("Say whether there is a child or an unborn baby")
    if given is Answer.NOT_KNOWN:
        return N_("Find out whether there is a child or an unborn baby")
    if speaks_of_child(consultation):
        return N_("You said there is no child, but answered about one: put one of them right")
    return ""


def _child(child: PersonFacts) -> Iterator[Task]:
    page = f"person:{child.id}"
    is_born = child.kind is not PersonKind.UNBORN
    if is_born and not child.name:
        each = N_("Find out each child's name, if you can")
        yield Task(page, N_("Find out the child's name, if you can"), each=each)
    if is_born and child.born_on is None and child.estimate is None:
        yield _named(page, "age", child)
    if not is_born and child.due_on is None:
        each = N_("Find out when each baby is due")
        yield Task(page, N_("Find out when the baby is due"), each=each)
    if is_born and child.seen is not Answer.YES:
        yield _named(page, "seen", child)
    if not child.daily_life:
        yield _named(f"daily-life:{child.id}", "daily", child)
    if is_born and not child.own_words:
        yield _named(f"daily-life:{child.id}", "words", child)


def _named(page: str, what: str, child: PersonFacts) -> Task:
    with_name, without, each = NAMED[what]
    return Task(page, with_name if child.name else without, child.name, each)


def _happened(consultation: Consultation) -> Iterator[Task]:
    if not consultation.statements:
        yield Task("happened", N_("Say what has happened"))
    elif any(statement.said_by is None for statement in consultation.statements):
        yield Task("happened", N_("Say who saw or said each thing that happened"))


def _tried(consultation: Consultation) -> Iterator[Task]:
    texts = consultation.texts
    if "tried.tried" not in texts:
        yield Task("tried", N_("Say what has been tried so far"))
    elif "tried.result" not in texts:
        yield Task("tried", N_("Say what came of what was tried"))
    if consultation.home_at is None and not is_adult_only(consultation):
        yield Task(
            "timing",
            N_("Say when the child leaves, or next meets the person of concern"),
        )


def basis_task(pages: Pages, usual: frozenset[LawfulBasis], page: str = "family") -> Iterator[Task]:
    """A basis other than those proposed is sent with its reason, or asks for one (thresholds 5.3).

    `usual` are the bases that need none, `page` the one on which it is chosen.
    """
    given = pages.get(page, {})
    chosen = one_of(LawfulBasis, text_of(given, "basis"))
    if chosen is not None and chosen not in usual and not text_of(given, "basis_reason"):
        yield Task(page, N_("Say why you chose another basis for sharing"))


def _family(consultation: Consultation, pages: Pages) -> Iterator[Task]:
    family = pages.get("family", {})
    is_at_risk = consultation.safety.get("S8") in {Answer.YES, Answer.NOT_KNOWN}
    for name, text in (
        ("told", N_("Say whether the family knows you are asking")),
        ("agreement", N_("Say whether the family agrees to help")),
        ("safe_to_tell", N_("Say whether it is safe for the family to know")),
    ):
        if not text_of(family, name):
            yield Task("family", text, matters=name == "safe_to_tell" and is_at_risk)
    if is_at_risk and not (text_of(family, "safe_contact") or consultation.has_safe_contact):
        yield Task("family", N_("Say what is the safest way to make contact"), matters=True)
    if "question.question" not in consultation.texts:
        yield Task("question", N_("Say in a sentence what you want to ask"))
