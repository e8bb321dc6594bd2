"""What is asked of every page a journey shows: axe, its width, and a picture when one is wanted."""

import io
import os
from functools import cache
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import Any

from PIL import Image
from playwright.sync_api import Page

from tests.journeys.server import ROOT

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 740}
SMALLEST = {"width": 320, "height": 640}
WIDTHS = {"desk": DESK, "phone": PHONE}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS, ALIKE = 64, 12
TOUR = (  # the pages that docs/screenshots shows, in its order
    *("sign-in", "home", "safety", "danger", "danger-baby", "people", "person-child", "statement"),
    *("daily-life", "seen-areas", "seen-search", "seen-two-children", "view", "family", "check"),
    *("sent", "short", "queue", "queue-urgent", "take-up", "contact", "contact-safe"),
    *("ask-for-more", "reply", "advice", "preview", "home-advice", "answer"),
    *("session-warning", "conflict"),
    *("injury", "injuries", "check-referral", "contact-may-be-known", "chronology"),
    *("ask-agencies", "agency-question", "agency-answer", "duty-board"),
    *("propose", "sign-off", "decision", "disagreement", "safe-contact", "evidence", "next-steps"),
    *("my-families", "early-help", "help-assessment", "help-two-versions", "help-plan"),
    *("help-distance", "help-copy-hits", "help-list"),
)
# One folder for all processes of a run: a page is looked at by the first that comes to it.
_LOOKED_AT = Path(mkdtemp(prefix="looked-at-"))
if "PYTEST_XDIST_TESTRUNUID" in os.environ:
    _LOOKED_AT = Path(gettempdir()) / f"looked-at-{os.environ['PYTEST_XDIST_TESTRUNUID']}"


def is_new(name: str, *, scripts: bool) -> bool:
    """Whether no journey of this run has looked at the page yet; from now on one has."""
    _LOOKED_AT.mkdir(exist_ok=True)
    try:
        (_LOOKED_AT / f"{name}-{scripts}").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


@cache
def _axe_source() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


def axe(page: Page) -> list[str]:
    """What axe finds wrong, each with its place; the page's own policy stays in force."""
    page.evaluate(_axe_source())
    rules = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = page.evaluate("rules => axe.run(document, rules)", rules)
    return [_told(each, node) for each in found["violations"] for node in each["nodes"]]


def _told(violation: dict[str, Any], node: dict[str, Any]) -> str:
    return f"{violation['id']} at {node['target']}: {violation['help']} {node['html'][:200]}"


def too_wide(page: Page) -> list[str]:
    """What reaches over the right edge of a small screen, at the widths WCAG and phones ask for."""
    before = page.viewport_size
    found = []
    for size in (SMALLEST, PHONE):
        page.set_viewport_size(size)
        found += [f"{size['width']} px: {each}" for each in page.evaluate(_OVER_THE_EDGE)]
    page.set_viewport_size(before)
    return found


_OVER_THE_EDGE = """() => {
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= edge) return [];
  const over = [...document.querySelectorAll('body *')].filter(
    (each) => each.getBoundingClientRect().right > edge + 1);
  const inner = over.filter((each) => !over.some((one) => one !== each && each.contains(one)));
  const found = inner.slice(0, 5).map(
    (each) => `${each.tagName} ${each.id || each.className} “${each.textContent.slice(0, 40)}”`);
  return [`scrolls to ${document.documentElement.scrollWidth} px`, ...found];
}"""


def shot(page: Page, name: str, *, whole: bool = True) -> None:
    """A picture for the tour at desk and phone width, if PORTAL_SCREENSHOTS names its folder.

    `whole`: the page from top to bottom, otherwise what a screen shows of it.
    """
    folder = os.environ.get("PORTAL_SCREENSHOTS")
    if not folder or name not in TOUR:
        return
    before = page.viewport_size
    for width, size in WIDTHS.items():
        page.set_viewport_size(size)
        page.evaluate("scrollTo(0, 0)")  # what is fixed stands where a newcomer finds it
        raw = page.screenshot(full_page=whole, animations="disabled", caret="hide")
        _keep_small(raw, ROOT / folder / width / f"{name}.png")
    page.set_viewport_size(before)


def _keep_small(raw: bytes, file: Path) -> None:
    """As a picture of few colours: areas keep theirs, the edges of letters get the nearest."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(io.BytesIO(raw)) as opened:
        picture = opened.convert("RGB")
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in _colours(picture) for part in colour])
    picture.quantize(palette=palette, dither=Image.Dither.NONE).save(file, optimize=True)


def _colours(picture: Image.Image) -> list[tuple[int, int, int]]:
    """Those seen most often, and none too like another."""
    chosen: list[tuple[int, int, int]] = []
    for _, colour in sorted(picture.getcolors(picture.width * picture.height), reverse=True):
        if all(
            sum(abs(a - b) for a, b in zip(colour, each, strict=True)) > ALIKE for each in chosen
        ):
            chosen.append(colour)
        if len(chosen) == COLOURS:
            break
    return chosen
