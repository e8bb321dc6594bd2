"""A contact's documents: for whom, made when, saying what, found again in one look."""

import io

import pypdf
import pytest

from portal.blueprints.opening_hours import opening_hours
from portal.commands import advice as advice_commands
from portal.extensions import db
from portal.models import AuditEvent, StoredDocument
from portal.rules import hub_settings
from portal.vocabulary import Role
from tests.actors import actor_of
from tests.makers import NOON
from tests.pages.contacts.helpers import SOURCE, fresh, url
from tests.query_counter import statements


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("path", ["advice/1.pdf", "copy.pdf"])
def test_documents_are_pdfs_named_without_anybody_and_never_cached(as_writer, with_advice, path):
    answer = as_writer.get(url(with_advice, path))
    assert answer.status_code == 200 and answer.content_type == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    name = answer.headers["Content-Disposition"]
    assert with_advice.reference in name and "Wren" not in name and "Adderley" not in name
    assert answer.headers["Cache-Control"] == "no-store"
    read = db.session.query(AuditEvent).filter_by(action="read_document")
    assert read.count() == 1


def test_repeat_download_is_one_look_at_the_store(as_writer, with_advice):
    where = url(with_advice, "advice/1.pdf")
    first = as_writer.get(where).data
    with statements() as sent:
        again = as_writer.get(where).data
    assert again == first
    about = [s for s in sent if "contacts" in s or "stored_documents" in s]
    assert len([s for s in about if s.startswith("SELECT")]) == 1
    assert db.session.query(StoredDocument).count() == 1


def test_document_is_made_anew_when_what_it_says_changes(as_adviser, with_advice, adviser):
    first = as_adviser.get(url(with_advice, "advice/1.pdf")).data
    advice_commands.withdraw_advice(with_advice, by=actor_of(adviser), reason="Wrong.", at=NOON)
    second = as_adviser.get(url(with_advice, "advice/1.pdf")).data
    assert second != first
    assert db.session.query(StoredDocument).count() == 1


def test_document_is_not_made_anew_when_the_contact_changes_but_its_words_do_not(
    as_writer, with_advice, teacher
):
    first = as_writer.get(url(with_advice, "copy.pdf")).data
    made_at = db.session.query(StoredDocument).one().made_at
    advice_commands.acknowledge(with_advice, by=actor_of(teacher), at=NOON)
    assert as_writer.get(url(with_advice, "copy.pdf")).data == first
    assert fresh(db.session.query(StoredDocument).one()).made_at == made_at


@pytest.mark.parametrize("path", ["advice/1.pdf", "copy.pdf"])
def test_hub_copy_is_for_the_hub_alone(as_writer, as_adviser, make, client_for, with_advice, path):
    where = url(with_advice, path) + "?audience=hub"
    assert as_writer.get(where).status_code == 404
    lead = client_for(make.account(Role.ORGANISATION_LEAD))
    assert lead.get(where).status_code == 404
    assert as_adviser.get(where).status_code == 200
    assert as_adviser.get(url(with_advice, path) + "?audience=family").status_code == 404


@pytest.mark.parametrize("path", ["advice/1.pdf", "copy.pdf"])
def test_protected_source_is_in_the_hub_copy_alone(as_writer, as_adviser, with_advice, path):
    where = url(with_advice, path)
    assert SOURCE in text_of(as_adviser.get(where + "?audience=hub").data)
    for reader in (as_writer, as_adviser):
        words = text_of(reader.get(where).data)
        assert SOURCE not in words and "rotected" not in words
        assert with_advice.reference in words


def test_advice_document_says_what_the_page_says(as_writer, with_advice):
    words = text_of(as_writer.get(url(with_advice, "advice/1.pdf")).data)
    for text in ("Level 2: Early help", "Meet the mother", "20 November 2026", "He loses weight"):
        assert text in words


def test_no_such_version_is_not_found(as_writer, with_advice):
    assert as_writer.get(url(with_advice, "advice/2.pdf")).status_code == 404


def test_opening_hours_are_said_in_a_line(app):
    settings = hub_settings.read({})
    with app.test_request_context():
        assert opening_hours(settings) == "Monday to Friday, 8:30am to 5pm"
        odd = {
            "opening": {"0": [["09:00", "12:00"], ["13:00", "17:15"]], "5": [["10:00", "12:30"]]}
        }
        assert opening_hours(hub_settings.read(odd)) == (
            "Monday, 9am to 12pm, 1pm to 5:15pm; Saturday, 10am to 12:30pm"
        )
