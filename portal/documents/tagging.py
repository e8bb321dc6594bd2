"""Adds to WeasyPrint's tag tree what it does not write: languages, header scopes, page furniture.

WeasyPrint 70 drops `lang` and `scope` on its way from HTML to PDF tags, and marks the text of page
margins as content that belongs to no tag. PDF/UA-1 (ISO 14289-1, 7.2, 7.5 and 7.8) wants the first
two written and the third marked as an artifact. `install` wraps one function of its tag builder
(the version is pinned, and the tests fail if the wrapping stops working); `finish` does the rest.
"""

from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import tags

SCOPES = {"col": "/Column", "row": "/Row", "colgroup": "/Column", "rowgroup": "/Row"}

_weasyprint_build = tags._build_box_tree


def install() -> None:
    """Put the wrapper in place; doing so twice changes nothing."""
    tags._build_box_tree = _build


def finish(_: Any, pdf: Any) -> None:
    """WeasyPrint's finisher: mark as artifacts the margin texts that `_build` set aside."""
    page_numbers = pdf.pages["Kids"][::3]
    for page, ids in getattr(pdf, "margin_content", {}).items():
        contents = pdf.objects[page_numbers[page]]["Contents"]
        stream = pdf.objects[int(contents.split()[0])].stream
        for position, part in enumerate(stream):
            if isinstance(part, pydyf.Dictionary) and part.get("MCID") in ids:
                stream[position - 1] = "/Artifact"
                stream[position] = pydyf.Dictionary({"Type": "/Pagination"})


def _build(
    box: Any, parent: Any, pdf: Any, page: int, nums: Any, annotations: Any, drawn: Any
) -> Iterator[Any]:
    if isinstance(box, boxes.MarginBox):
        _set_aside(box, pdf, page, nums, drawn)
        return
    for element in _weasyprint_build(box, parent, pdf, page, nums, annotations, drawn):
        _describe(box, element)
        yield element


def _set_aside(margin: Any, pdf: Any, page: int, nums: Any, drawn: Any) -> None:
    """Take a margin's texts out of the tag tree and remember them as furniture of their page."""
    if not hasattr(pdf, "margin_content"):
        pdf.margin_content = {}
    for box in margin.descendants():
        if box in drawn:
            content_id = drawn.pop(box)["mcid"]
            nums[content_id] = "null"
            pdf.margin_content.setdefault(page, set()).add(content_id)


def _describe(box: Any, element: Any) -> None:
    html = getattr(box, "element", None)
    if html is None or box.element_tag in ("html", "body"):
        return
    if lang := html.get("lang"):
        element["Lang"] = pydyf.String(lang)
    if element["S"] == "/TH":
        element["A"]["Scope"] = SCOPES[html.get("scope", "col")]
