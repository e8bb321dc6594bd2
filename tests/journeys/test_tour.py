"""The tour in docs/screenshots shows what the journeys photograph, no more and no less."""

import re

from tests.journeys.looking import TOUR, WIDTHS
from tests.journeys.server import ROOT

FOLDER = ROOT / "docs" / "screenshots"
MOST_BYTES = 11_000_000


def test_the_tour_shows_every_picture_in_order():
    told = re.findall(r'src="(\w+/[\w-]+\.png)"', (FOLDER / "README.md").read_text("utf-8"))
    assert told == [f"{width}/{name}.png" for name in TOUR for width in WIDTHS]


def test_there_is_no_picture_but_those_of_the_tour_and_they_are_small():
    found = sorted(FOLDER.glob("*/*.png"))
    assert {file.stem for file in found} == set(TOUR)
    assert len(found) == len(TOUR) * len(WIDTHS)
    assert sum(file.stat().st_size for file in found) < MOST_BYTES
