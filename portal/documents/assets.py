"""The one door through which a document gets files: packaged fonts, by name; no others."""

import logging
import re
from collections import Counter
from pathlib import Path

from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "portal-asset"
STATIC = Path(__file__).parent.parent / "static"
FONTS = STATIC / "vendor" / "fonts-pdf"
STYLESHEET = STATIC / "documents" / "print.css"
NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*", re.ASCII)

log = logging.getLogger(__name__)


class AssetRefusedError(ValueError):
    """Something other than a packaged asset was asked for."""


class PackagedAssets(URLFetcher):
    """Serves files of one folder by bare name; no network, no other file, no redirect.

    What was refused is counted by scheme in `refused`: the address itself could hold content.
    """

    def __init__(self, folder: Path = FONTS) -> None:
        super().__init__(allowed_protocols=(SCHEME,), allow_redirects=False)
        self.folder = folder
        self.refused: Counter[str] = Counter()

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The named asset; raises AssetRefusedError, which leaves the picture or rule out."""
        scheme, _, name = url.partition(":")
        path = self.folder / name
        if scheme != SCHEME or not NAME.fullmatch(name) or not path.is_file():
            self._refuse(scheme)
        return URLFetcherResponse(url, path.read_bytes())

    def _refuse(self, scheme: str) -> None:
        known = scheme.lower() if scheme.isascii() and scheme.isalpha() else "other"
        self.refused[known[:12]] += 1
        log.warning("a document asked for something that is not packaged (%s)", known[:12])
        raise AssetRefusedError("only packaged assets can be used in a document")
