"""Loads threshold frameworks: a file's text, or one that comes with the portal."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from portal.frameworks.builder import build
from portal.frameworks.document import Document, Finding, read_document
from portal.frameworks.references import check_references
from portal.frameworks.shape import FRAMEWORK
from portal.rules.threshold_model import Framework

DEFAULT = "default-gb"
PACKAGED = (DEFAULT,)  # the frameworks that come with the portal, each a file beside this one


class FrameworkError(ValueError):
    """A framework file that cannot be used; `findings` says everything that is wrong with it."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
        super().__init__(f"{findings[0]}{more}")


def read_framework(text: str) -> Document:
    """The file's data with a finding for everything that keeps it from being used."""
    document = read_document(text, FRAMEWORK)
    check_references(document)
    document.findings.sort(key=lambda finding: (finding.line, finding.place))
    return document


@lru_cache(maxsize=32)
def load(text: str) -> Framework:
    """The framework a file's text describes; the same object for the same text while it is kept.

    Strict: unknown or repeated fields, wrong types and references to nothing raise FrameworkError,
    which names the place and line of each. It does not ask whether the framework is fit to
    publish; `checker.check` does.
    """
    document = read_framework(text)
    if document.findings:
        raise FrameworkError(document.findings)
    return build(document.data)


def packaged_text(name: str) -> str:
    """The file of a framework that comes with the portal; KeyError when there is none so named."""
    if name not in PACKAGED:
        raise KeyError(name)
    return Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8")


@lru_cache(maxsize=32)
def load_packaged(name: str = DEFAULT) -> Framework:
    """A framework that comes with the portal; KeyError when there is none so named."""
    return load(packaged_text(name))
