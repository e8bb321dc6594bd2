"""What was answered on the pages of a contact that no record of its own holds, as it was given."""

from collections.abc import Iterator

from portal.extensions import db
from portal.models import Contact, ContactAnswer
from portal.rules.consultation import Consultation, PersonFacts
from portal.rules.typed import Pages, one_of, text_of
from portal.vocabulary import AgeKind, LawfulBasis

_BASIS_PAGES = ("family", "wishes")


def keep_answers(
    contact: Contact, consultation: Consultation, pages: Pages, basis: LawfulBasis
) -> None:
    """Every remaining field as it was given; many choices as words parted by commas."""
    for field, text in _given(pages):
        keep(contact, field, text)
    for position, person in enumerate(consultation.people):
        for field, text in _not_readable(person, pages):
            keep(contact, f"person:{position}.{field}", text)
        how = text_of(pages.get(f"daily-life:{person.id}", {}), "own_words_how")
        if how:
            keep(contact, f"daily-life:{position}.own_words_how", how)
    chosen = (text_of(pages.get(name, {}), "basis") for name in _BASIS_PAGES)
    if all(one_of(LawfulBasis, each) is None for each in chosen):
        keep(contact, "family.basis", basis)


def _given(pages: Pages) -> Iterator[tuple[str, str]]:
    for name, page in pages.items():
        if ":" in name or name in {"seen", "risk-topics"}:  # recorded apart
            continue
        for field, value in page.items():
            text = ",".join(value) if isinstance(value, list) else str(value).strip()
            if field == "basis" and name in _BASIS_PAGES and one_of(LawfulBasis, text) is None:
                continue  # not one that the page offers: the proposed one stands
            if text and field != "continued":
                yield f"{name}.{field}", text


def _not_readable(person: PersonFacts, pages: Pages) -> Iterator[tuple[str, str]]:
    """Dates and ages that were typed but are none: the words stay on the record."""
    page = pages.get(f"person:{person.id}", {})
    born = "/".join(text_of(page, f"born_{part}") for part in ("day", "month", "year"))
    due_on = "/".join(text_of(page, f"due_{part}") for part in ("day", "month", "year"))
    age = " ".join(filter(None, (text_of(page, "age_years"), text_of(page, "age_months"))))
    if person.age_kind is AgeKind.DATE_OF_BIRTH and person.born_on is None and born != "//":
        yield "born", born
    if person.age_kind is AgeKind.ESTIMATE and person.estimate is None and age:
        yield "age", age
    if person.due_on is None and due_on != "//":
        yield "due", due_on


def keep(contact: Contact, field: str, text: str) -> None:
    """One answer, under "page.field"."""
    db.session.add(
        ContactAnswer(hub_id=contact.hub_id, contact_id=contact.id, field=field[:60], text=text)
    )
