"""The PDFs themselves: PDF/UA-1, tags, languages, fonts, page furniture."""

import io
import re
from dataclasses import replace

import pikepdf
import pypdf
import pytest
from fontTools.ttLib import TTFont

from portal.documents.assets import FONTS
from portal.documents.copies import advice_record, consultation_copy
from portal.documents.identity import fingerprint
from portal.documents.render import render
from portal.vocabulary import Audience
from tests.documents.samples import GRANDMOTHER, advice, consultation
from tests.documents.variants import consultation_in_welsh, every_document, in_welsh, longer
from tests.verapdf import pdf_failures

NAMES = sorted(every_document())


def test_verapdf_finds_nothing_in_any_kind_audience_or_case(pdf_files, help_files):
    found = pdf_failures([*pdf_files.values(), *help_files.values()])
    assert {path.name: broken for path, broken in found.items() if broken} == {}
    assert len(found) == len(NAMES) + len(help_files) == 49 + 5


def test_papers_of_early_help_can_be_archived_with_the_data_inside_them(help_files):
    found = pdf_failures(list(help_files.values()), "3a")
    assert {path.name: broken for path, broken in found.items() if broken} == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_pdf_is_marked_as_accessible(pdf_files, name):
    with pikepdf.open(pdf_files[name]) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            title = metadata["dc:title"]
        assert re.fullmatch(
            r"(Advice record|Decision on a referral|Copy of what was sent|Copy of a referral|"
            r"Agency check return|Chronology|Referral to a MARAC) CN-7K3F-Q9XT(-1)?",
            title,
        )
        assert str(pdf.docinfo["/Title"]) == title
        assert str(pdf.Root.Lang) == ("cy" if "welsh" in name else "en")
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "/StructTreeRoot" in pdf.Root


@pytest.mark.parametrize("name", NAMES)
def test_no_pdf_holds_a_script_a_link_out_or_a_file(pdf_files, name):
    with pikepdf.open(pdf_files[name]) as pdf:
        assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & set(pdf.Root.keys())
        assert all("/Annots" not in page for page in pdf.pages)


def test_the_author_is_the_hub_and_the_date_is_the_advices():
    with _opened(advice_record(advice(), Audience.PROFESSIONAL)) as pdf:
        assert str(pdf.docinfo["/Author"]) == "Ambershire Multi-Agency Safeguarding Hub"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261112141700+00'00"


def test_metadata_and_bookmarks_name_nobody(pdf_files):
    for name in NAMES:
        if "hostile" in name:
            continue
        with pikepdf.open(pdf_files[name]) as pdf, pdf.open_outline() as outline:
            titles = " ".join(_titles(outline.root))
            kept = f"{titles} {pdf.docinfo} {pdf.Root.Metadata.read_bytes().decode()}"
            for person in ("Mali", "Hargreaves", "Rosalind", "Pike", "Samuel", GRANDMOTHER):
                assert person not in kept, name


def test_bookmarks_lead_to_each_part_of_an_advice_record():
    record = advice_record(advice(), Audience.PROFESSIONAL)
    with _opened(record) as pdf, pdf.open_outline() as outline:
        (root,) = outline.root
        parts = [part.title for part in root.children]
    assert root.title == "Advice record"
    assert parts == [
        "Who it is about", "The question", "Level advised", "The advice", "Next steps",
        "Reasons", "What is still missing", "What would change this advice",
        "Telling the family", "Your agency still holds the concern", "Contact your hub",
    ]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_header_cell_says_what_it_heads_and_every_cell_points_to_a_header(pdf_files, name):
    with pikepdf.open(pdf_files[name]) as pdf:
        elements = list(_elements(pdf.Root.StructTreeRoot))
        heads = [element for element in elements if element.S == "/TH"]
        assert heads
        assert {str(head.A.Scope) for head in heads} <= {"/Column", "/Row"}
        cells = [element for element in elements if element.S == "/TD"]
        assert all(len(cell.A.Headers) > 0 for cell in cells)


def test_next_steps_are_headed_by_who_what_and_when():
    with _opened(advice_record(advice(), Audience.PROFESSIONAL)) as pdf:
        scopes = [
            str(element.A.Scope)
            for element in _elements(pdf.Root.StructTreeRoot)
            if element.S == "/TH"
        ]
    assert scopes.count("/Column") == 4 + 3
    assert scopes.count("/Row") == 2 + 1 + 3 + 5


def test_words_in_another_language_are_tagged_with_it():
    record = advice_record(in_welsh(advice()), Audience.PROFESSIONAL)
    assert _languages(record) == {"en"}
    copy = consultation_copy(consultation_in_welsh(consultation()), Audience.PROFESSIONAL)
    assert _languages(copy) == {"en"}
    english = advice_record(replace(advice(), written_lang="cy"), Audience.PROFESSIONAL)
    assert _languages(english) == {"cy"}
    assert _languages(advice_record(advice(), Audience.PROFESSIONAL)) == set()


def test_papers_of_early_help_tag_what_is_in_the_other_language(help_files):
    for name, language in (("review-father-welsh", "en"), ("assessment-mother-large", "cy")):
        with pikepdf.open(help_files[name]) as pdf:
            assert _tagged(pdf) == {language}, name


def test_the_marking_and_the_page_number_are_on_each_page_and_are_not_read_as_content():
    record = advice_record(longer(advice()), Audience.PROFESSIONAL)
    pages = pypdf.PdfReader(io.BytesIO(render(record))).pages
    assert len(pages) > 5
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert text.count("OFFICIAL-SENSITIVE") == 2
        assert f"Page {number} of {len(pages)}" in text
        assert f"Fingerprint {fingerprint(record)}" in text
        assert "CN-7K3F-Q9XT · version 1" in text
    with _opened(record) as pdf:
        for page in pdf.pages:
            artifacts, marked = _marks(page)
            assert artifacts == 5
            assert "null" in _owners(pdf, page)
            assert len(_owners(pdf, page)) - _owners(pdf, page).count("null") == marked


def test_welsh_letters_are_copied_right_and_are_in_the_embedded_font():
    record = advice_record(in_welsh(advice()), Audience.PROFESSIONAL)
    pdf = render(record)
    text = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "Siân Ŵyn Llŷr" in text
    assert "Mae angen cŵn, tŷ a dŵr; ŴŶŵŷ" in text
    full = TTFont(FONTS / "SourceSans3_400Regular.ttf")
    with _opened(record) as opened:
        (embedded,) = (
            TTFont(io.BytesIO(font.FontDescriptor.FontFile2.read_bytes()))
            for font in _fonts(opened)
            if str(font.BaseFont).endswith("Document-Sans")
        )
    for letter in "ŴŶŵŷâ":
        glyph = full.getGlyphID(full.getBestCmap()[ord(letter)])
        outline = embedded["glyf"][embedded.getGlyphName(glyph)]
        assert outline.isComposite() or outline.numberOfContours > 0, letter


@pytest.mark.parametrize("name", NAMES)
def test_every_font_is_embedded(pdf_files, name):
    with pikepdf.open(pdf_files[name]) as pdf:
        fonts = list(_fonts(pdf))
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def _opened(document):
    return pikepdf.open(io.BytesIO(render(document)))


def _elements(node):
    for kid in _kids(node):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _kids(node):
    kids = node.get("/K", [])
    return kids if isinstance(kids, pikepdf.Array) else [kids]


def _languages(document):
    with _opened(document) as pdf:
        return _tagged(pdf)


def _tagged(pdf):
    elements = _elements(pdf.Root.StructTreeRoot)
    return {str(element.Lang) for element in elements if "/Lang" in element}


def _marks(page):
    """How many texts of a page are marked as furniture, and how many as content."""
    begun = [
        part
        for part in pikepdf.parse_content_stream(page)
        if str(part.operator) == "BDC" and isinstance(part.operands[1], pikepdf.Dictionary)
    ]
    artifacts = [part for part in begun if str(part.operands[0]) == "/Artifact"]
    return len(artifacts), len(begun) - len(artifacts)


def _owners(pdf, page):
    """Which tag holds each marked content of a page; null for what no tag holds."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = numbers[numbers.index(page.StructParents) + 1]
    return ["null" if owner is None else "tag" for owner in owners]


def _titles(items):
    for item in items:
        yield item.title
        yield from _titles(item.children)


def _fonts(pdf):
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            yield from font.DescendantFonts
        return  # all pages share one dictionary
