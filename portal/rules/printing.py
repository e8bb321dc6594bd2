"""How a stored document is named: what it is, in which language and for whom, nothing more."""

from dataclasses import dataclass

from portal.vocabulary import Audience

COPY = "copy"
_MARAC = "marac "
CHRONOLOGY = "chronology"


@dataclass(frozen=True)
class Printed:
    """One document of a contact: `copy` or `advice 2`, in one language, for one audience."""

    name: str
    lang: str
    audience: Audience

    @property
    def prefix(self) -> str:
        """What it is stored under, before the version of the contact it was made from."""
        return f"{self.name} {self.lang} "

    def kind(self, contact_version: int) -> str:
        """What it is stored under: another version of the contact asks for another making."""
        return f"{self.prefix}{contact_version}"


def advice_name(version: int) -> str:
    """The advice record of one version."""
    return f"advice {version}"


def decision_name(version: int) -> str:
    """The decision letter of one version."""
    return f"decision {version}"


def check_name(number: int) -> str:
    """The return of one agency check."""
    return f"check {number}"


def marac_name(version: int) -> str:
    """The MARAC referral of one version."""
    return f"{_MARAC}{version}"


def is_marac(printed: Printed) -> bool:
    """Whether it is a MARAC referral."""
    return printed.name.startswith(_MARAC)
