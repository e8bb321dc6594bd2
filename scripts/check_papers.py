"""Render every paper of early help, in each setting and language, and check all with veraPDF.

`scripts/check_papers.py [FOLDER]`: writes the PDFs there (build/papers), then checks each as
PDF/UA-1 and as PDF/A-3a. The tests check a few of them on every run; this checks all.
"""

import sys
from pathlib import Path

from babel.support import Translations

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]  # run as a script, from anywhere

from portal.documents.pages import ENGLISH  # noqa: E402 - the folder is put on the path first
from portal.documents.render import render_help  # noqa: E402 - the folder is put on the path first
from scripts import verapdf  # noqa: E402 - the folder is put on the path first
from tests.documents.help_variants import papers  # noqa: E402 - as above


def main() -> int:
    """Say of each file which rules it breaks; exit 1 when there is any."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "papers"
    folder.mkdir(parents=True, exist_ok=True)
    welsh = Translations.load(ROOT / "portal" / "translations", ["cy"])
    files = []
    for name, paper in papers().items():
        files.append(folder / f"{name}.pdf")
        files[-1].write_bytes(render_help(paper, welsh if paper.lang == "cy" else ENGLISH))
    verapdf.install()
    failed = 0
    for profile in ("ua1", "3a"):
        for path, broken in verapdf.failures(files, profile).items():
            failed += bool(broken)
            print(f"{path.name}, {profile}: {'; '.join(broken) or 'passed'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
