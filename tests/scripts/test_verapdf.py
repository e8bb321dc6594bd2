"""The PDF checker itself: it passes a sound file and finds what is wrong with the others."""

import pytest
from weasyprint import HTML

from scripts import verapdf
from tests.verapdf import pdf_failures

SOUND = """<html lang="en"><head><title>Advice</title></head>
<body><h1>Advice</h1><p>Mae'r tŷ yn ddiogel.</p></body></html>"""
DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def test_sound_untagged_undescribed_and_broken_files_are_told_apart(tmp_path):
    sound, untagged, no_alt, broken = (tmp_path / f"{n}.pdf" for n in range(4))
    HTML(string=SOUND).write_pdf(sound, pdf_variant="pdf/ua-1")
    HTML(string=SOUND).write_pdf(untagged)
    picture = SOUND.replace("<p>", f'<p><img src="{DOT}">')
    HTML(string=picture).write_pdf(no_alt, pdf_variant="pdf/ua-1")
    broken.write_bytes(sound.read_bytes()[:400])

    found = pdf_failures([sound, untagged, no_alt, broken])

    assert found[sound] == []
    assert any("MarkInfo" in failure for failure in found[untagged])
    assert any("Figure" in failure for failure in found[no_alt])
    assert found[broken] and found[broken][0].startswith("unreadable")


def test_an_unknown_profile_is_an_error_and_never_a_pass(tmp_path):
    sound = tmp_path / "sound.pdf"
    sound.write_bytes(b"%PDF-1.7")
    with pytest.raises(RuntimeError, match="no such veraPDF profile"):
        verapdf.failures([sound], profile="ua9")
