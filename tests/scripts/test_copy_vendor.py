"""The copied stylesheet: no crest, no GOV.UK font, and a stop when the package is another one."""

import pytest

from scripts.copy_vendor import GOVUK, VENDOR, CopyFailed, fill, without_crown


def test_the_copy_holds_what_pages_and_documents_ask_for_and_nothing_reserved(tmp_path):
    fill(tmp_path / "vendor")
    names = {str(path.relative_to(tmp_path / "vendor")) for path in tmp_path.rglob("*.*")}
    assert {
        "govuk-frontend.min.css",
        "govuk-frontend.min.js",
        "htmx.min.js",
        "source-sans-3.css",
        "fonts/source-sans-3-latin-ext-400-normal.woff2",
        "fonts-pdf/SourceSans3_400Regular.ttf",
        "fonts-pdf/SourceSans3_700Bold.ttf",
        "licences/packages.txt",
    } <= names
    style = (tmp_path / "vendor" / "govuk-frontend.min.css").read_text(encoding="utf-8")
    assert "GDS Transport" not in style and "crest" not in style and "url(" not in style
    assert style.count("{") == style.count("}")
    assert style.count('"Source Sans 3",arial') == 58


def test_every_font_named_in_the_stylesheet_was_copied():
    for line in (VENDOR / "source-sans-3.css").read_text(encoding="utf-8").splitlines():
        assert (VENDOR / line.split("url(")[1].split(")")[0]).stat().st_size > 10_000


def test_a_package_with_one_place_more_or_less_stops_the_copy():
    style = (GOVUK / "govuk-frontend.min.css").read_text(encoding="utf-8")
    with pytest.raises(CopyFailed, match="font names in 57 places, expected 58"):
        without_crown(style.replace("GDS Transport,arial", "arial", 1))
    with pytest.raises(CopyFailed, match="crest in 2 places, expected 1"):
        without_crown(style + ".govuk-footer__copyright-logo:before{a:url(govuk-crest.svg)}")
    with pytest.raises(CopyFailed, match="still holds /assets/"):
        without_crown(style + "p{background:url(/assets/images/favicon.svg)}")
