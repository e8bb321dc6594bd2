"""Fill portal/static/vendor from node_modules: styles, scripts, fonts and their licences.

The Crown's crest and the GDS Transport font may be used on GOV.UK only, so both are taken out of
the stylesheet. Each edit says how many places it must change; any other number stops the copy,
because then the package is not the one that was read.
"""

import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "portal" / "static" / "vendor"

GOVUK = PACKAGES / "govuk-frontend" / "dist" / "govuk"
BROWSER_FONTS = PACKAGES / "@fontsource" / "source-sans-3"
PDF_FONTS = PACKAGES / "@expo-google-fonts" / "source-sans-3"

SUBSETS = ("latin-ext", "latin")  # latin-ext has Welsh ŵ and ŷ
WEIGHTS = (400, 700)
PDF_STYLES = ("400Regular", "400Regular_Italic", "700Bold")  # one whole file a style, never split

# (what, pattern, replacement, places)
EDITS = [
    ("font faces", r"@font-face\{font-family:GDS Transport;[^}]*\}", "", 2),
    ("font names", r"GDS Transport,arial", '"Source Sans 3",arial', 58),
    (
        "crest as a mask",
        r"@supports \(\(-webkit-mask-position:initial\) or \(mask-position:initial\)\)"
        r"\{\.govuk-footer__copyright-logo:before\{[^}]*\}"
        r"@media screen and \(forced-colors:active\)\{[^}]*\}\}\}",
        "",
        1,
    ),
    ("crest", r"\.govuk-footer__copyright-logo:before\{[^}]*govuk-crest\.svg[^}]*\}", "", 1),
    ("source map", r"/\*# sourceMappingURL=[^*]*\*/", "", 1),
]
NEVER = ("GDS Transport", "crest", "/assets/", "sourceMappingURL")


class CopyFailed(RuntimeError):
    """A package is missing or is not the version these edits were written for."""


def main() -> int:
    """Build the folder aside, then put it in place; nothing changes when a step fails."""
    VENDOR.parent.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=VENDOR.parent, prefix=".vendor-") as scratch:
            new = Path(scratch) / "vendor"
            fill(new)
            if VENDOR.exists():
                VENDOR.rename(Path(scratch) / "old")
            new.rename(VENDOR)
    except FileNotFoundError as error:
        print(f"{error.filename} is missing: run npm ci first.", file=sys.stderr)
        return 1
    except CopyFailed as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Copied front-end packages to {VENDOR.relative_to(ROOT)}")
    return 0


def fill(vendor: Path) -> None:
    """Write everything the pages and documents rely on into an empty folder."""
    for folder in ("fonts", "fonts-pdf", "licences"):
        (vendor / folder).mkdir(parents=True)
    style = (GOVUK / "govuk-frontend.min.css").read_text(encoding="utf-8")
    (vendor / "govuk-frontend.min.css").write_text(without_crown(style), encoding="utf-8")
    script = (GOVUK / "govuk-frontend.min.js").read_text(encoding="utf-8")
    script = edited(script, "source map", r"//# sourceMappingURL=\S+", "", 1)
    (vendor / "govuk-frontend.min.js").write_text(script, encoding="utf-8")
    shutil.copyfile(PACKAGES / "htmx.org/dist/htmx.min.js", vendor / "htmx.min.js")
    (vendor / "source-sans-3.css").write_text(browser_fonts(vendor / "fonts"), encoding="utf-8")
    for style_name in PDF_STYLES:
        name = f"SourceSans3_{style_name}.ttf"
        shutil.copyfile(PDF_FONTS / style_name / name, vendor / "fonts-pdf" / name)
    copy_licences(vendor / "licences")


def without_crown(style: str) -> str:
    """The GOV.UK stylesheet with our font and without crest, GOV.UK fonts and source map."""
    for what, pattern, replacement, places in EDITS:
        style = edited(style, what, pattern, replacement, places)
    left = [word for word in NEVER if word in style]
    if left:
        raise CopyFailed(f"govuk-frontend.min.css still holds {', '.join(left)}")
    return style


def edited(text: str, what: str, pattern: str, replacement: str, places: int) -> str:
    """Replace every match; CopyFailed unless there are exactly as many as expected."""
    text, count = re.subn(pattern, replacement, text)
    if count != places:
        raise CopyFailed(f"govuk-frontend: changed {what} in {count} places, expected {places}")
    return text


def browser_fonts(folder: Path) -> str:
    """Copy the font files a browser downloads and return the stylesheet that names them."""
    ranges = json.loads((BROWSER_FONTS / "unicode.json").read_text(encoding="utf-8"))
    faces = []
    for weight in WEIGHTS:
        for subset in SUBSETS:
            name = f"source-sans-3-{subset}-{weight}-normal.woff2"
            shutil.copyfile(BROWSER_FONTS / "files" / name, folder / name)
            faces.append(
                f'@font-face{{font-family:"Source Sans 3";font-style:normal;font-weight:{weight};'
                f'font-display:swap;src:url(fonts/{name}) format("woff2");'
                f"unicode-range:{ranges[subset]}}}\n"
            )
    return "".join(faces)


def copy_licences(folder: Path) -> None:
    """Copy each package's licence, and list name, version and licence of all of them."""
    listed = []
    for package in sorted(json.loads((ROOT / "package.json").read_text())["dependencies"]):
        about = json.loads((PACKAGES / package / "package.json").read_text(encoding="utf-8"))
        listed.append(f"{package} {about['version']}: {about['license']}\n")
        for licence in sorted((PACKAGES / package).glob("LICENSE*")):
            name = package.replace("@", "").replace("/", "-")
            shutil.copyfile(licence, folder / f"{name}-{licence.name}.txt")
    (folder / "packages.txt").write_text("".join(listed), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
