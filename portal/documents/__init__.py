"""PDFs: plain data in, bytes out, no network, no database."""

import ctypes.util
import importlib
import sys


def _load_weasyprint() -> None:
    """Let Linux's own loader find the libraries that WeasyPrint draws with.

    WeasyPrint tries the names of every platform in turn, and for each that Linux does not know
    Python asks ldconfig, the C compiler and the linker: some fifty processes and a second of each
    start. The loader needs none of them for a name such as `libpango-1.0.so.0`, which is among
    those tried. Where it does not find that, WeasyPrint looks again as it is used to.
    """
    ordinary = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        importlib.import_module("weasyprint")
    except OSError:
        return
    finally:
        ctypes.util.find_library = ordinary


_load_weasyprint()
