"""veraPDF for tests: every PDF kind goes through `pdf_failures`, several at a time."""

from collections.abc import Sequence
from pathlib import Path

from scripts import verapdf
from tests.needs import cannot_run


def pdf_failures(paths: Sequence[Path], profile: str = "ua1") -> dict[Path, list[str]]:
    """The rules each PDF breaks, as `scripts.verapdf.failures`; skips where veraPDF cannot run."""
    try:
        verapdf.install()
    except verapdf.VerapdfMissing as missing:
        cannot_run(str(missing))
    return verapdf.failures(paths, profile)
