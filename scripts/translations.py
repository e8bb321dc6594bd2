"""Welsh: find the words people see, add new ones to the catalogue, and compile it for use.

python scripts/translations.py update     after changing words: adds and drops entries
python scripts/translations.py compile    what `make install` does; the .mo file is not kept
python scripts/translations.py missing    lists what has no Welsh yet
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "portal" / "translations" / "cy" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {
    "_": None,
    "_l": None,
    "N_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
}
# Without dates and names: the history keeps those, and two people's updates do not collide.
HEADER = r"""# Welsh for the portal.
# DRAFT: these words were written for development and have not been checked. Before real families
# depend on them a qualified Welsh translator must read every entry, above all those about danger.
msgid ""
msgstr ""
"Project-Id-Version: portal\n"
"Language: cy\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=5; plural=(n==1?1:n==2?2:n==3?3:n==6?4:0);\n"

"""


def extracted() -> Catalog:
    """Every marked message of the code and the templates, with the files it stands in."""
    method_map, options_map = parse_mapping_cfg(io.StringIO((ROOT / "babel.cfg").read_text()))
    found = Catalog(charset="utf-8")
    for name, _line, message, comments, context in extract_from_dir(
        ROOT, method_map, options_map, keywords=KEYWORDS
    ):
        found.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    return found


def stored() -> Catalog:
    """The catalogue as it is kept."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="cy")


def update() -> None:
    """Bring the catalogue up to the code: new messages empty, gone ones dropped, none guessed."""
    catalogue = stored()
    catalogue.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    text = io.BytesIO()
    write_po(
        text,
        catalogue,
        sort_output=True,
        no_location=True,
        width=100,
        ignore_obsolete=True,
        omit_header=True,
    )
    CATALOGUE.write_text(HEADER + text.getvalue().decode(), encoding="utf-8")


def compile_catalogue() -> None:
    """Write the binary catalogue beside the readable one."""
    with CATALOGUE.with_suffix(".mo").open("wb") as file:
        write_mo(file, stored())


def missing() -> list[str]:
    """Messages the pages use that have no Welsh, in order."""
    catalogue = stored()
    known = {message.id: message for message in catalogue if message.id}
    return sorted(
        str(message.id)
        for message in extracted()
        if message.id and not (message.id in known and is_translated(known[message.id].string))
    )


def is_translated(string: object) -> bool:
    """Whether a message has words in every form its language needs."""
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


def main() -> int:
    """Do what the first argument asks."""
    asked = sys.argv[1] if len(sys.argv) == 2 else ""
    if asked == "update":
        update()
    elif asked == "missing":
        print("\n".join(missing()))
    elif asked != "compile":
        print(__doc__, file=sys.stderr)
        return 2
    compile_catalogue()
    return 0


if __name__ == "__main__":
    sys.exit(main())
