"""A paper of early help: what it says, for whom, set how; and its data for other systems.

Page, fingerprint, file name and embedded data are all made from the one allow-listed content.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from portal.documents.lines import HubLine
from portal.rules.help_content import HelpContent, said
from portal.vocabulary import CopyVariant

FORMAT = "early-help-document"
VERSION = 1
DATA_NAME = "early-help.json"  # of the file inside the PDF
PROFESSIONAL, FAMILY = "professional", "family"
SHORT = 16  # characters of the digest that are printed


@dataclass(frozen=True, kw_only=True)
class HelpPaper:
    """One document for one reader in one language and setting."""

    content: HelpContent
    hub: HubLine
    made_at: datetime  # the one field that the fingerprint leaves out
    lang: str = "en"  # of headings: "en" or "cy"
    variant: CopyVariant = CopyVariant.STANDARD

    @property
    def is_family(self) -> bool:
        """Whether it is for one of the family."""
        return bool(self.content.recipient_id)


def digest(paper: HelpPaper) -> str:
    """64 hexadecimal characters that change when anything the paper says changes, and only then."""
    return hashlib.sha256(_canonical(_said(paper))).hexdigest()


def fingerprint(paper: HelpPaper) -> str:
    """The first 16 characters in groups of four, as printed."""
    full = digest(paper)
    return " ".join(full[start : start + 4] for start in range(0, SHORT, 4))


def filename(paper: HelpPaper) -> str:
    """Which document, and its fingerprint: no name, no reference, nothing that is not printed."""
    return f"{paper.content.document.value}-{digest(paper)[:SHORT]}.pdf"


def data(paper: HelpPaper) -> dict[str, Any]:
    """The paper's words as `static/schemas/early-help-1.json` describes them."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": paper.made_at.astimezone(UTC).isoformat(timespec="seconds"),
        **_said(paper),
    }


def data_file(paper: HelpPaper) -> bytes:
    """The same as the file that travels inside the PDF; half a character becomes "?"."""
    text = json.dumps(data(paper), ensure_ascii=False, indent=1, sort_keys=True)
    return text.encode("utf-8", "replace")


def _said(paper: HelpPaper) -> dict[str, Any]:
    return {
        "audience": FAMILY if paper.is_family else PROFESSIONAL,
        "language": paper.lang,
        "setting": paper.variant.value,
        "hub": {name: value for name, value in asdict(paper.hub).items() if value},
        **said(paper.content),
    }


def _canonical(value: dict[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")
