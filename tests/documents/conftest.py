"""The PDFs that these tests look at, each rendered once, however many processes look."""

import os

import pytest

from portal.documents.render import render
from tests.documents.variants import every_document


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
