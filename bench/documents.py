"""P6, documents: ours against bare WeasyPrint and cold Chromium on the same page, in one run.

`measure()` returns the ratios; run as a module it prints them: `python -m bench.documents`.
Ours against WeasyPrint is processor time of this process; ours against Chromium is time on the
clock, because a browser has processes of its own. Arms take turns, and a ratio is the median of the
rounds' ratios. The goals are for the two-page record; the long one shows how it grows. Where
there is no Chromium its figures are left out.
"""

import gc
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from portal.documents import render as rendering
from portal.documents.assets import FONTS, STYLESHEET, PackagedAssets
from portal.documents.copies import advice_record
from portal.documents.data import AdviceRecord
from portal.documents.pages import html
from portal.vocabulary import Audience
from tests.documents.samples import advice
from tests.documents.variants import longer

CHROMIUM = os.environ.get("PORTAL_CHROMIUM") or "/usr/bin/chromium"
CHROMIUM_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
    "--disable-background-networking", "--no-pdf-header-footer",
)  # fmt: skip
GOALS = {"ours_to_weasyprint": 1.15, "ours_to_cold_chromium": 0.4}


def measure(rounds: int = 15, browsers: int = 3, has_long: bool = True) -> dict[str, object]:
    """The P6 ratios for a two-page and a long advice record, with seconds for the reader.

    `browsers` is how often Chromium is started for each.
    """
    rendering.warm_up()
    results: dict[str, object] = {"goals": GOALS, "first_to_warm": _first_to_warm(min(rounds, 5))}
    records = {"two pages": advice(), **({"long": longer(advice())} if has_long else {})}
    for name, facts in records.items():
        record = advice_record(facts, Audience.PROFESSIONAL)
        results[name] = {**_compare(record, rounds), **_against_chromium(record, browsers)}
    return results


def _compare(record: AdviceRecord, rounds: int) -> dict[str, float]:
    bare = _bare_weasyprint(html(record))
    ours = partial(rendering.render, record)
    return {"ours_to_weasyprint": _ratio(*_in_turn(ours, bare, rounds, time.process_time))}


def _against_chromium(record: AdviceRecord, rounds: int) -> dict[str, float]:
    if not Path(CHROMIUM).exists():
        return {}
    ours, theirs = partial(rendering.render, record), partial(_chromium, html(record))
    clock, chromium = _in_turn(ours, theirs, rounds, time.perf_counter)
    return {
        "ours_to_cold_chromium": _ratio(clock, chromium),
        "ours_seconds": round(median(clock), 3),
        "cold_chromium_seconds": round(median(chromium), 3),
    }


def _bare_weasyprint(page: str) -> Callable[[], bytes]:
    """The same page and style through WeasyPrint alone, its fonts and style made once as well."""
    fetcher, fonts = PackagedAssets(FONTS), FontConfiguration()
    style = CSS(string=STYLESHEET.read_text("utf-8"), url_fetcher=fetcher, font_config=fonts)

    def arm() -> bytes:
        layout = HTML(string=page, url_fetcher=fetcher)
        return layout.write_pdf(font_config=fonts, stylesheets=[style], pdf_variant="pdf/ua-1")

    arm()
    return arm


def _chromium(page: str) -> None:
    """A browser started for this one page, with the same fonts and style."""
    style = STYLESHEET.read_text("utf-8").replace("portal-asset:", f"{FONTS.as_uri()}/")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_text(page.replace("</head>", f"<style>{style}</style></head>"), "utf-8")
        profile = f"--user-data-dir={folder}/profile"
        subprocess.run(
            [CHROMIUM, *CHROMIUM_FLAGS, profile, f"--print-to-pdf={target}", source.as_uri()],
            check=True,
            capture_output=True,
            timeout=120,
        )
        assert target.read_bytes().startswith(b"%PDF")


def _in_turn(
    first: Callable[[], object],
    second: Callable[[], object],
    rounds: int,
    clock: Callable[[], float],
) -> tuple[list[float], list[float]]:
    """Seconds of both arms, turn and turn about, so that a noisy minute hits both."""
    seconds: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for arm, kept in zip((first, second), seconds, strict=True):
            gc.collect()  # or the arm that happens to fill a generation pays for both
            started = clock()
            arm()
            kept.append(clock() - started)
    return seconds


def _ratio(ours: list[float], theirs: list[float]) -> float:
    return round(median(one / other for one, other in zip(ours, theirs, strict=True)), 3)


def _first_to_warm(rounds: int) -> float:
    """What a reader would wait for the first document of a process that did not warm up."""
    record = advice_record(advice(), Audience.PROFESSIONAL)

    def cold() -> None:
        rendering._put_away()
        rendering.render(record)

    return _ratio(*_in_turn(cold, partial(rendering.render, record), rounds, time.process_time))


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
