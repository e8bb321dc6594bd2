"""What names a document without naming anybody: its kind, file name and fingerprint."""

import hashlib
import json
import re
from dataclasses import asdict
from datetime import UTC, date, datetime

from portal.documents.data import (
    AdviceRecord,
    CheckReturn,
    ChronologyRecord,
    ConsultationCopy,
    DecisionLetter,
    Document,
    MaracReferralCopy,
)
from portal.vocabulary import Audience

KINDS: dict[type[Document], str] = {
    AdviceRecord: "advice",
    DecisionLetter: "decision",
    ConsultationCopy: "consultation_copy",
    CheckReturn: "agency_check",
    MaracReferralCopy: "marac",
    ChronologyRecord: "chronology",
}
NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9-]+")


def kind(document: Document) -> str:
    """What its file is called: `advice`, `decision`, `chronology`, `referral_copy` and so on."""
    if isinstance(document, ConsultationCopy) and document.is_referral:
        return "referral_copy"
    return KINDS[type(document)]


def digest(document: Document) -> str:
    """64 hexadecimal characters that change when anything the document says changes.

    The time of printing is not part of it, so the same record always gives the same digest.
    """
    content = {"kind": kind(document), **asdict(document)}
    del content["printed_at"]
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), default=_plain)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def fingerprint(document: Document) -> str:
    """The first 16 characters of the digest in groups of four, as printed on each page."""
    full = digest(document)
    return " ".join(full[start : start + 4] for start in range(0, 16, 4))


def named(
    document_kind: str, reference: str, audience: Audience, version: int | None = None
) -> str:
    """The file name of a document that need not be at hand."""
    parts = [document_kind.replace("_", "-"), NOT_IN_A_NAME.sub("", reference)]
    if version is not None:
        parts.append(f"v{version}")
    if audience is not Audience.PROFESSIONAL:
        parts.append(f"{audience.value}-copy")
    return "-".join(part for part in parts if part) + ".pdf"


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no plain form")
