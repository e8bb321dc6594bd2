"""The PDFs that these tests look at, each rendered once."""

import pytest

from portal.documents.render import render
from tests.documents.variants import every_document


@pytest.fixture(scope="session")
def pdf_files(tmp_path_factory):
    """Every kind, audience and case as a file, by name."""
    folder = tmp_path_factory.mktemp("documents")
    files = {}
    for name, document in every_document().items():
        files[name] = folder / f"{name}.pdf"
        files[name].write_bytes(render(document))
    return files
