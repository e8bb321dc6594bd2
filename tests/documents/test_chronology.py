"""The chronology on paper: other contacts in the hub's copy alone, the oldest first."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pypdf

from portal.documents.copies import chronology
from portal.documents.data import ChronologyFacts, HappeningLine
from portal.documents.identity import digest, named
from portal.documents.pages import html, title
from portal.documents.render import render
from portal.vocabulary import Audience
from tests.documents.samples import history


def test_only_the_hubs_copy_tells_of_other_contacts():
    hub, professional = (
        html(chronology(history(), each)) for each in (Audience.HUB, Audience.PROFESSIONAL)
    )
    assert "CN-2222-EEEE" in hub and "Dr Okafor" in hub
    assert "CN-2222-EEEE" not in professional and "Dr Okafor" not in professional
    assert "Advice sent" in professional


def test_the_hubs_copy_has_the_warnings_of_every_contact_it_tells_of():
    warned = replace(
        history(),
        must_not_be_told="Nor his mother.",
        is_safe_elsewhere=True,
        not_told_elsewhere=("CN-2222-EEEE: The uncle must not know.",),
    )
    hub, professional = (
        html(chronology(warned, each)) for each in (Audience.HUB, Audience.PROFESSIONAL)
    )
    assert "Safe contact only" in hub and "The uncle must not know." in hub
    assert "The uncle" not in professional and "CN-2222-EEEE" not in professional
    assert "Safe contact only" not in professional
    assert all("Nor his mother." in copy for copy in (hub, professional))


def test_a_contact_of_unknown_people_and_one_of_known_ones_look_alike_to_a_professional():
    alone = replace(history(), elsewhere=())
    copies = [chronology(facts, Audience.PROFESSIONAL) for facts in (history(), alone)]
    assert html(copies[0]) == html(copies[1])
    assert digest(copies[0]) == digest(copies[1])


def test_what_happened_first_stands_first_whatever_the_contact():
    record = chronology(history(), Audience.HUB)
    assert [line.reference[:7] for line in record.happenings] == ["CN-2222", "CN-7K3F", "CN-7K3F"]


def test_it_is_named_by_its_reference_and_nobody():
    record = chronology(history(), Audience.HUB)
    assert (
        named("chronology", record.reference, record.audience)
        == "chronology-CN-7K3F-Q9XT-hub-copy.pdf"
    )
    assert title(record) == "Chronology CN-7K3F-Q9XT"


def test_a_long_one_runs_over_pages_with_its_headings_on_each():
    line = HappeningLine(
        at=datetime(2026, 11, 2, 9, tzinfo=UTC), reference="CN-2222-EEEE", what="Reply sent"
    )
    facts: ChronologyFacts = replace(history(), elsewhere=(line,) * 60)
    pages = pypdf.PdfReader(io.BytesIO(render(chronology(facts, Audience.HUB)))).pages
    assert len(pages) > 2
    assert all("By whom" in page.extract_text() for page in pages[:-1])
