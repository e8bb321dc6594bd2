"""Injuries as a document shows them: figures with numbered marks, and the list beside them."""

from dataclasses import dataclass

from portal.rules.body_drawing import Drawing, drawing
from portal.vocabulary import BodyFigure, BodySide


@dataclass(frozen=True, kw_only=True)
class BodyMark:
    """A numbered mark, and its point on the sheet of `rules.body_map`."""

    number: int
    x: int
    y: int


@dataclass(frozen=True, kw_only=True)
class BodyView:
    """A figure from one side with its marks; the title says what it shows to who cannot see it."""

    figure: BodyFigure
    side: BodySide
    title: str
    marks: tuple[BodyMark, ...] = ()

    @property
    def drawing(self) -> Drawing:
        """The figure as shapes."""
        return drawing(self.figure, self.side)


@dataclass(frozen=True, kw_only=True)
class InjuryLine:
    """What is said of one mark; its number is the one on the map."""

    number: int
    where: str
    description: str = ""
    colour: str = ""
    measured: str = ""
    explanation: str = ""


@dataclass(frozen=True, kw_only=True)
class BodyMap:
    """One person's injuries: the figures, and everything on them as a plain list."""

    name: str
    views: tuple[BodyView, ...]
    injuries: tuple[InjuryLine, ...]
