"""A form on paper with nothing filled in, for days when no computer answers."""

from dataclasses import dataclass

from portal.documents.body import BodyView
from portal.documents.lines import HubLine

SIDE_BY_SIDE = 60  # letters of all options of a question on one line


@dataclass(frozen=True, kw_only=True)
class BlankQuestion:
    """A question with boxes to tick, lines to write on, or both."""

    label: str
    hint: str = ""
    options: tuple[str, ...] = ()
    lines: int = 0
    is_date: bool = False  # day, month and year instead of lines

    @property
    def is_short(self) -> bool:
        """Whether its boxes fit side by side."""
        return sum(len(option) for option in self.options) < SIDE_BY_SIDE


@dataclass(frozen=True, kw_only=True)
class BlankPart:
    """What one page of the portal asks."""

    title: str
    note: str = ""
    questions: tuple[BlankQuestion, ...]
    figures: tuple[BodyView, ...] = ()  # to mark injuries on


@dataclass(frozen=True, kw_only=True)
class BlankForm:
    """A whole form in one language, with the hub it goes to."""

    name: str  # of its file: "consultation", "short", "referral"
    title: str
    lang: str
    hub: HubLine
    version: str  # of the threshold document whose words it has
    parts: tuple[BlankPart, ...]
    stays_with_writer: bool = False  # it is typed up by who wrote it, not handed to the hub
