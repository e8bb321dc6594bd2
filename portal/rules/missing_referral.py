"""What a referral does not say yet, as things to find out; never a reason to refuse it (U6)."""

from collections.abc import Iterator

from portal.rules import missing
from portal.rules.adult_only import asks_for_child, has_child
from portal.rules.codes import Codes
from portal.rules.consultation import Consultation, PersonFacts
from portal.rules.missing import Task
from portal.rules.referral import Referral, read_referral
from portal.rules.typed import Pages, text_of
from portal.vocabulary import N_, Answer, ContactKind, LawfulBasis, Part, PersonKind

NAMED: dict[str, tuple[str, str, str]] = {  # with the person's name, without, and of several
    "address": (
        N_("Say where %(name)s lives"),
        N_("Say where the child lives"),
        N_("Say where each child lives"),
    ),
    "responsibility": (
        N_("Find out who has parental responsibility for %(name)s"),
        N_("Find out who has parental responsibility for the child"),
        N_("Find out who has parental responsibility for each child"),
    ),
    "language": (
        N_("Find out %(name)s's first language and ethnicity: ask, do not guess"),
        N_("Find out the child's first language and ethnicity: ask, do not guess"),
        N_("Find out each child's first language and ethnicity (ask, do not guess)"),
    ),
    "gp": (
        N_("Find out %(name)s's GP practice"),
        N_("Find out the child's GP practice"),
        N_("Find out each child's GP practice"),
    ),
    "view": (
        N_("Say what %(name)s says about this, and wants to happen"),
        N_("Say what the child says about this, and wants to happen"),
        N_("Say what each child says about this, and wants to happen"),
    ),
    "parent": (
        N_("Say what %(name)s says about this, and wants to happen"),
        N_("Say what the parent says about this, and wants to happen"),
        N_("Say what each parent says about this, and wants to happen"),
    ),
}


def all_tasks(
    kind: ContactKind,
    consultation: Consultation,
    pages: Pages,
    codes: Codes,
    usual: frozenset[LawfulBasis],
) -> tuple[Task, ...]:
    """Everything still to be said on a contact of this kind; pages are in full-form shape.

    `usual` are the bases for sharing that need no reason.
    """
    asked = (*missing.tasks(consultation, pages), *missing.basis_task(pages, usual))
    if kind is not ContactKind.REFERRAL:
        return asked
    told = read_referral(pages, consultation)
    return (
        *(task for task in asked if task.page != "question"),
        *_happened(told, pages),
        *_people(consultation, told),
        *_professionals(told, pages),
        *_request(pages, codes),
    )


def _happened(told: Referral, pages: Pages) -> Iterator[Task]:
    if any(not injury.place for injury in told.injuries):
        yield Task("injuries", N_("Say where on the body each mark is"))
    if not text_of(pages.get("harm", {}), "source"):
        yield Task("harm", N_("Say who or what the child is at risk from"))
    if not text_of(pages.get("harm", {}), "access"):
        yield Task("harm", N_("Say whether that person can reach the child now"))
    if not text_of(pages.get("harm", {}), "visit_risk"):
        yield Task("harm", N_("Say whether a worker who visits could be at risk"))


def _people(consultation: Consultation, told: Referral) -> Iterator[Task]:
    if asks_for_child(consultation) and has_child(consultation) is Answer.NO:
        text = N_("Say which child this referral is about, or ask for advice instead")
        yield Task("people", text, matters=True)
    for person in consultation.people:
        if person.kind is PersonKind.ADULT:
            if person.part is Part.PARENT and not _said(told, person, "view"):
                yield _named(person, "parent")
            continue
        if not _has_address(told, person):
            yield _named(person, "address", "addresses")
        if not _said(told, person, "parental_responsibility"):
            yield _named(person, "responsibility")
        if person.kind is PersonKind.CHILD:
            yield from _child(told, person)


def _child(told: Referral, child: PersonFacts) -> Iterator[Task]:
    if not (_said(told, child, "first_language") and _said(told, child, "ethnicity")):
        yield _named(child, "language")
    if not _said(told, child, "gp"):
        yield _named(child, "gp")
    if not _said(told, child, "view"):
        yield _named(child, "view")


def _said(told: Referral, person: PersonFacts, name: str) -> str:
    details = told.of(person.id)
    return details.text(name) if details else ""


def _has_address(told: Referral, person: PersonFacts) -> bool:
    return bool(person.address) or any(
        not each.whose or person.id in each.whose for each in told.addresses
    )


def _named(person: PersonFacts, what: str, page: str = "") -> Task:
    with_name, without, each = NAMED[what]
    where = page or f"identity:{person.id}"
    return Task(where, with_name if person.name else without, person.name, each)


def _professionals(told: Referral, pages: Pages) -> Iterator[Task]:
    if not told.professionals and not text_of(pages.get("professionals", {}), "others"):
        yield Task("professionals", N_("Say who else works with the family"))
    if any(each.agreed is None for each in told.professionals):
        yield Task(
            "professionals", N_("Say whether the family agrees that the hub speaks with them")
        )
    if not any(text_of(pages.get("history", {}), name) for name in ("history", "earlier")):
        yield Task("history", N_("Say what you know of the family's history"))


def _request(pages: Pages, codes: Codes) -> Iterator[Task]:
    request = pages.get("request", {})
    if not text_of(request, "wanted"):
        yield Task("request", N_("Say what you want to happen"))
    if codes.needs.labels and not text_of(request, "need"):
        yield Task("request", N_("Choose the main reason for this referral"))
