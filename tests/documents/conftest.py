"""The PDFs that these tests look at, each rendered once, however many processes look."""

import os

import pytest
from babel.support import Translations

from portal.documents.pages import ENGLISH
from portal.documents.render import render, render_help
from tests.documents.help_variants import chosen
from tests.documents.variants import every_document

WELSH = Translations.load("portal/translations", ["cy"])


@pytest.fixture(scope="session")
def pdf_files(tmp_path_factory):
    """Every kind, audience and case as a file, by name.

    Processes share a folder and begin at opposite ends, so that each makes what no other has.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if worker else base) / "documents"
    folder.mkdir(exist_ok=True)
    documents = every_document()
    files = {name: folder / f"{name}.pdf" for name in documents}
    for name in sorted(documents, reverse=worker.endswith("1")):
        if not files[name].exists():
            part = folder / f"{name}.{worker}.part"
            part.write_bytes(render(documents[name]))
            part.replace(files[name])
    return files


@pytest.fixture(scope="session")
def help_files(tmp_path_factory):
    """The chosen papers of early help as files, by name."""
    folder = tmp_path_factory.mktemp("papers")
    files = {}
    for name, paper in chosen().items():
        files[name] = folder / f"{name}.pdf"
        files[name].write_bytes(render_help(paper, WELSH if paper.lang == "cy" else ENGLISH))
    return files
