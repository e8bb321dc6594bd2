"""Nothing that one person must not read is anywhere in that person's copy."""

import io
import json
import os
from dataclasses import replace
from pathlib import Path

import jsonschema
import pikepdf
import pypdf
import pytest

from portal.documents.help_pages import help_html
from portal.documents.help_paper import DATA_NAME, HelpPaper, data, data_file, digest, filename
from portal.documents.render import render_help
from portal.rules.family_copy import NotInFamilyError, family_copy, professional_copy
from portal.rules.help_facts import LevelFacts, PageFacts
from portal.vocabulary import CopyVariant, HelpDocument
from tests.documents.families import Invented, invented
from tests.documents.help_samples import (
    CHILD,
    FATHER,
    HUB,
    MADE,
    MOTHER,
    SECRETS,
    facts,
)
from tests.documents.help_variants import paper, papers
from tests.one_of_two import EVERYWHERE

# All of them with `make copies` and `make test-everywhere`.
FAMILIES = 1000 if os.environ.get(EVERYWHERE) else 150
PAGES_OF, PDFS_OF = 5, 1  # families whose pages and PDFs are made too; data is for all
SCHEMA = json.loads(Path("portal/static/schemas/early-help-1.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def _paper(each):
    content = family_copy(each.facts, each.recipient_id)
    return HelpPaper(content=content, hub=HUB, made_at=MADE)


def test_generated_families_leak_nothing_into_any_copy():
    copies = hidden = 0
    for number in range(FAMILIES):
        for each in invented(number):
            made = _paper(each)
            words = data_file(made).decode() + filename(made)
            if number < PAGES_OF:
                words += help_html(made)
            if number < PDFS_OF:
                words += _everything_in(render_help(made))
            leaked = [word for word in each.planted if word in words]
            assert leaked == [], (number, each.recipient_id)
            copies, hidden = copies + 1, hidden + len(each.planted)
    assert copies > 3.5 * FAMILIES
    assert hidden > 100 * FAMILIES


def test_what_a_reader_may_have_is_in_their_copy_and_in_the_teams():
    for number in range(20):
        for each in invented(number):
            shown = data_file(_paper(each)).decode()
            allowed = [line for line in each.facts.goals if each.recipient_id in line.readers]
            assert all(json.dumps(goal.goal)[1:-1] in shown for goal in allowed)
            team = HelpPaper(content=professional_copy(each.facts), hub=HUB, made_at=MADE)
            assert all(goal.goal in data_file(team).decode() for goal in each.facts.goals)


def test_hidden_blocks_change_neither_the_paper_nor_its_fingerprint():
    for number in range(40):
        for each in invented(number):
            known = each.facts
            blocks = {
                name: tuple(one for one in getattr(known, name) if each.recipient_id in one.readers)
                for name in ("lines", "pages", "scores", "goals", "actions", "attendance")
            }
            bare = replace(known, **blocks, must_not_be_told="", level=None, sources=(), secrets=())
            assert digest(_paper(each)) == digest(_paper(replace(each, facts=bare)))
            assert data_file(_paper(each)) == data_file(_paper(replace(each, facts=bare)))


@pytest.mark.parametrize(
    ("document", "variant"),
    list(zip(HelpDocument, [*CopyVariant, CopyVariant.STANDARD], strict=True)),
)
def test_the_fathers_copy_holds_nothing_of_the_mothers_in_text_metadata_or_attachment(
    document, variant
):
    made = paper(document, FATHER, variant)
    pdf = render_help(made)
    everything = f"{_everything_in(pdf)} {filename(made)}".replace("\n", " ")
    assert [secret for secret in SECRETS if secret in everything] == []
    assert "Idwal Prosser" in everything
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert "Prosser" not in f"{opened.docinfo} {filename(made)}"


def _everything_in(pdf):
    """Text, metadata, attachments and bookmarks."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        attached = b"".join(each.get_file().read_bytes() for each in opened.attachments.values())
        kept = opened.Root.Metadata.read_bytes() + str(opened.docinfo).encode() + attached
        names = " ".join(opened.attachments)
        with opened.open_outline() as outline:
            titles = " ".join(_titles(outline.root))
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return f"{text} {kept.decode()} {names} {titles}"


def _titles(items):
    for item in items:
        yield item.title
        yield from _titles(item.children)


def test_goals_are_not_numbered_and_a_hidden_one_leaves_no_gap():
    shown = paper(HelpDocument.PLAN, FATHER).content
    assert [goal.goal for goal in shown.goals] == [
        "I want to get to school on time and not be rushed.",
        "Saturdays that Mali can look forward to.",
    ]
    assert [member.name for member in shown.team] == ["Rosalind Pike", "Idwal Prosser"]
    assert [person.name for person in paper(HelpDocument.REVIEW, FATHER).content.people] == [
        "Mali Prosser",
        "Idwal Prosser",
    ]


def test_who_said_it_is_in_no_family_copy():
    for recipient in (MOTHER, FATHER, CHILD):
        for document in HelpDocument:
            content = paper(document, recipient).content
            assert all(not line.said_by and not line.said_by_detail for line in content.lines)
            assert all(not goal.whose_words for goal in content.goals)
            assert all(not score.agreed_with for score in content.scores)


def test_only_who_is_on_the_team_learns_of_the_next_meeting():
    known = facts(HelpDocument.PLAN)
    assert family_copy(known, FATHER).next_on == known.next_on
    assert family_copy(known, CHILD).next_on is None
    left = tuple(replace(each, has_left=True) for each in known.team)
    assert family_copy(replace(known, team=left), FATHER).next_on is None


def test_what_a_meeting_noted_on_an_action_is_for_the_team():
    assert "since the clocks changed" in data_file(paper()).decode()
    for reader in (MOTHER, FATHER, CHILD):
        for document in (HelpDocument.PLAN, HelpDocument.REVIEW):
            assert "since the clocks" not in data_file(paper(document, reader)).decode()


def test_somebody_who_is_not_of_the_family_has_no_copy():
    known = facts()
    gone = tuple(replace(each, is_removed=True) for each in known.people)
    for wrong in (known, replace(known, people=gone)):
        with pytest.raises(NotInFamilyError):
            family_copy(wrong, FATHER if wrong is not known else "nobody")


def test_somebody_without_a_known_name_has_a_family_copy_like_anybody_else():
    known = facts(HelpDocument.ASSESSMENT)
    nameless = tuple(replace(each, name="") if each.id == CHILD else each for each in known.people)
    made = _paper(Invented(replace(known, people=nameless), CHILD, ()))
    assert (data(made)["audience"], "recipient" in data(made)) == ("family", False)
    assert VALIDATOR.is_valid(data(made))
    assert {"must_not_be_told", "level"}.isdisjoint(data(made))
    page = help_html(made)
    assert "Copy for somebody without a name" in page
    assert "OFFICIAL-SENSITIVE" not in page


def test_the_teams_copy_leaves_out_hidden_addresses_and_protected_sources():
    words = data_file(paper(HelpDocument.ASSESSMENT)).decode()
    assert [each for each in ("Quillfeather", "07700 900 471", "Tanglewood") if each in words] == []
    assert "Mali is hungry at weekends." in words
    assert "Idwal must not learn" in words
    printed = help_html(paper(HelpDocument.ASSESSMENT))
    assert "Child or young person" in printed
    assert "Child I am worried about" not in printed  # the words of a form, where "I" is its writer


@pytest.mark.parametrize("name", sorted(papers()))
def test_the_data_inside_is_what_the_published_schema_says(name):
    assert VALIDATOR.is_valid(data(papers()[name]))


def test_data_of_invented_families_keeps_to_the_schema_and_other_fields_do_not():
    for number in range(30):
        for each in invented(number):
            assert VALIDATOR.is_valid(data(_paper(each)))
    wrong = {**data(paper()), "sources": ["Nan"]}
    assert not VALIDATOR.is_valid(wrong)


def test_a_paper_carries_its_data_as_an_associated_file_and_is_the_same_every_time():
    made = paper(HelpDocument.PLAN, FATHER)
    pdf = render_help(made)
    assert pdf == render_help(made)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        (name,) = opened.attachments
        assert name == DATA_NAME
        assert opened.attachments[name].get_file().read_bytes() == data_file(made)
        assert str(opened.Root.AF[0].AFRelationship) == "/Data"
        with opened.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert str(opened.docinfo["/CreationDate"]).startswith("D:20261120153000")


def test_texts_are_marked_with_the_language_they_were_written_in():
    english = help_html(paper(HelpDocument.ASSESSMENT, FATHER))
    assert '<p class="typed" lang="cy">Dw i&#39;n hoffi&#39;r ardd.</p>' in english
    welsh = help_html(paper(HelpDocument.ASSESSMENT, FATHER, lang="cy"))
    assert '<html lang="cy">' in welsh
    assert '<p class="typed" lang="en">I like it when it is quiet.</p>' in welsh


def test_words_of_the_hub_that_stand_in_english_say_so_and_data_is_the_same():
    given = facts(HelpDocument.REVIEW)
    level = LevelFacts(rank=2, name="Early help", name_lang="en")
    asked = PageFacts(
        heading="Outcomes",
        answers=(("School", "Reached"),),
        is_coded=True,
        in_english=frozenset({"School"}),
    )
    marked = replace(given, level=level, pages=(asked,))
    plain = replace(
        given, level=replace(level, name_lang=""), pages=(replace(asked, in_english=frozenset()),)
    )
    made, same = (
        HelpPaper(content=professional_copy(each), hub=HUB, made_at=MADE, lang="cy")
        for each in (marked, plain)
    )
    welsh = help_html(made)
    assert '<span lang="en">Early help</span>' in welsh and '<h4 lang="en">School</h4>' in welsh
    assert '<p class="typed">Reached</p>' in welsh
    assert '<p class="typed" lang="en">Often misses school</p>' in help_html(
        paper(HelpDocument.ASSESSMENT, lang="cy")
    )
    assert data(made) == data(same)


def test_a_child_reads_plain_words():
    page = help_html(paper(HelpDocument.PLAN, CHILD, CopyVariant.PLAIN_WORDS))
    assert "Your plan" in page
    assert "We are doing it" in page
    assert "Learning and attendance" not in page
