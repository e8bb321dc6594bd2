"""The contact page and answering through real pages: who sees what, once, with nothing lost."""

import io
import re
import uuid
from datetime import timedelta

import pypdf
import pytest
from sqlalchemy import event

from portal.blueprints.contacts.opening_hours import opening_hours
from portal.commands import advice as advice_commands
from portal.commands.conversation import ask_for_more
from portal.extensions import db
from portal.models import (
    Advice,
    AuditEvent,
    Contact,
    ContactEvent,
    ContactPerson,
    Disagreement,
    FamilyConflict,
    KeptWords,
    Message,
    Person,
    SavedPage,
    SignIn,
    Statement,
    StoredDocument,
)
from portal.rules import hub_settings
from portal.vocabulary import (
    AgeKind,
    ContactStatus,
    Part,
    PersonKind,
    Role,
    SaidBy,
)
from tests.actors import actor_of
from tests.commands.test_advice import WORDS
from tests.makers import NOON, Maker
from tests.page_client import CANARY

SOURCE = "The neighbour at number 4"


@pytest.fixture
def adviser(make: Maker):
    return make.account(Role.MASH_ADVISER, name="Sam Okoro")


@pytest.fixture
def teacher(make: Maker):
    return make.account(name="Rosalind Pike")


@pytest.fixture
def as_adviser(client_for, adviser):
    return client_for(adviser)


@pytest.fixture
def as_writer(client_for, teacher):
    return client_for(teacher)


@pytest.fixture
def contact(make: Maker, adviser, teacher) -> Contact:
    return make.consultation(
        ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser, protected=True
    )


def url(contact: Contact, *parts: str) -> str:
    return "/".join([f"/contacts/{contact.id}", *parts])


def advised(contact, adviser, **changes) -> Advice:
    return advice_commands.give_advice(
        contact, adviser=actor_of(adviser), at=NOON + timedelta(hours=1), **{**WORDS, **changes}
    )


def fresh(record):
    db.session.rollback()
    db.session.refresh(record)
    return record


# --- Who may open it ---


def test_adviser_sees_the_whole_contact(as_adviser, contact):
    page = as_adviser.get(url(contact)).text
    for words in ("Came to school hungry", "Wren Adderley", SOURCE, "Protected: do not name"):
        assert words in page
    assert "Level 3: Intensive / Family Help" in page
    assert "Write advice" in page and "Ask for more information" in page


def test_writer_sees_their_own_protected_source_and_when_the_hub_opened_it(
    as_writer, as_adviser, contact
):
    assert "Not opened by the hub yet" in as_writer.get(url(contact)).text
    as_adviser.get(url(contact))
    page = as_writer.get(url(contact)).text
    assert "Opened by the hub at" in page
    assert SOURCE in page and "Write advice" not in page


def test_colleague_who_leads_the_school_reads_it_without_any_source(make, client_for, contact):
    lead = make.account(Role.ORGANISATION_LEAD)
    page = client_for(lead).get(url(contact)).text
    assert "Came to school hungry" in page
    for words in (SOURCE, "rotected", "Who said or saw it"):
        assert words not in page


def test_opening_is_noted_once_with_a_line_on_the_timeline(as_adviser, contact):
    as_adviser.get(url(contact))
    first = fresh(contact).opened_at
    as_adviser.get(url(contact))
    assert fresh(contact).opened_at == first
    assert db.session.query(ContactEvent).filter_by(action="opened").count() == 1


def test_nobody_but_the_hub_opens_it_by_reading(as_writer, contact):
    as_writer.get(url(contact))
    assert fresh(contact).opened_at is None


def test_every_reading_is_audited(as_adviser, contact, adviser):
    as_adviser.get(url(contact))
    read = db.session.query(AuditEvent).filter_by(action="read", record_id=contact.id)
    assert [event.account_id for event in read] == [adviser.id]


PAGES = ("", "advice", "advice/preview", "advice/withdraw", "ask-for-more", "reply")
PAGES += ("add-information", "disagree", "copy.pdf", "advice/1.pdf")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    "persona",
    ["as_teacher", "as_lead_practitioner", "as_hub_administrator", "as_adviser_elsewhere"],
)
def test_everyone_else_finds_nothing(request, persona, path, contact, adviser):
    advised(contact, adviser)
    refused = request.getfixturevalue(persona).get(url(contact, path).rstrip("/"))
    assert refused.status_code == 404
    assert "Wren" not in refused.text


def test_lead_of_another_school_finds_nothing(make, client_for, contact):
    other = make.organisation(make.hub, name="Other School")
    lead = make.account(Role.ORGANISATION_LEAD, organisation=other)
    assert client_for(lead).get(url(contact)).status_code == 404


def test_adviser_who_knows_the_family_finds_nothing(as_adviser, contact, adviser):
    db.session.add(
        FamilyConflict(
            hub_id=contact.hub_id, contact_id=contact.id, account_id=adviser.id, declared_at=NOON
        )
    )
    db.session.commit()
    for path in ("", "advice", "ask-for-more", "copy.pdf", "advice/1.pdf"):
        assert as_adviser.get(url(contact, path).rstrip("/")).status_code == 404


@pytest.mark.parametrize("path", ["advice", "ask-for-more", "advice/withdraw"])
def test_only_the_adviser_who_has_it_answers(make, client_for, contact, path):
    other = client_for(make.account(Role.MASH_ADVISER))
    assert other.get(url(contact)).status_code == 200
    assert other.get(url(contact, path)).status_code == 404


def test_draft_is_not_shown_here_even_to_its_writer(make, as_writer, teacher):
    draft = make.consultation(ContactStatus.DRAFT, asker=teacher, reference=None, submitted_at=None)
    assert as_writer.get(url(draft)).status_code == 404


def test_strangers_are_asked_to_sign_in(anonymous, contact):
    assert anonymous.get(url(contact)).status_code == 303


def test_page_costs_the_same_queries_for_two_people_as_for_twenty(as_adviser, contact, app):
    as_adviser.get(url(contact))
    few = _queries(lambda: as_adviser.get(url(contact)))
    for number in range(20):
        person = Person(
            hub_id=contact.hub_id,
            kind=PersonKind.ADULT,
            name=f"Adult {number}",
            age_kind=AgeKind.NOT_KNOWN,
        )
        db.session.add(person)
        db.session.flush()
        ids = {"hub_id": contact.hub_id, "contact_id": contact.id}
        db.session.add(ContactPerson(**ids, person_id=person.id, part=Part.RELATIVE))
        db.session.add(Statement(**ids, position=number, what=f"Seen {number}", said_by=SaidBy.ME))
    db.session.commit()
    many = _queries(lambda: as_adviser.get(url(contact)))
    assert len(many) == len(few), set(many) ^ set(few)


def _queries(act) -> list[str]:
    found: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        found.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return found


# --- The conversation ---


def test_adviser_asks_and_professional_replies_with_the_clock_in_view(
    as_adviser, as_writer, contact
):
    answer = as_adviser.post_form(url(contact, "ask-for-more"), text="Who lives at home?")
    assert answer.status_code == 303
    page = as_writer.get(url(contact)).text
    assert "Who lives at home?" in page and "The clock goes on" in page
    assert re.search(r"\d+ (minutes?|hours?|days?) (left|overdue)", page)
    assert as_writer.post_form(url(contact, "reply"), text="Her nan.").status_code == 303
    assert "Her nan." in as_adviser.get(url(contact)).text
    assert fresh(contact).status is ContactStatus.WITH_ADVISER


def test_empty_text_is_pointed_out(as_adviser, contact):
    answer = as_adviser.post_form(url(contact, "ask-for-more"), text=" ")
    assert answer.status_code == 422
    assert "Write what you need to know" in answer.text


def test_page_saves_itself_and_gives_the_words_back(as_adviser, contact):
    where = url(contact, "ask-for-more")
    token = _token(as_adviser.get(where).text)
    saved = as_adviser.post(where, {"csrf_token": token, "text": "Half a quest", "autosave": "1"})
    assert saved.status_code == 200 and "Saved at" in saved.text
    assert "Half a quest" in as_adviser.get(where).text
    assert db.session.query(Message).count() == 0


def _token(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page)
    assert found
    return found[1]


def test_words_outlive_an_expired_sign_in(as_adviser, contact, adviser):
    where = url(contact, "ask-for-more")
    token = _token(as_adviser.get(where).text)
    db.session.query(SignIn).update({"last_used_at": NOON - timedelta(days=900)})
    db.session.commit()
    turned_away = as_adviser.post(where, {"csrf_token": token, "text": "Half a question"})
    assert turned_away.status_code == 303
    assert db.session.query(Message).count() == 0
    as_adviser.sign_in(adviser.email)
    page = as_adviser.get(where).text
    assert "Half a question" in page and "What you typed is back" in page
    assert "Half a question" in as_adviser.get(where).text
    assert db.session.query(KeptWords).count() == 0


def test_sent_words_are_not_kept_as_a_draft(as_adviser, contact):
    where = url(contact, "ask-for-more")
    as_adviser.post_form(where, text=" ")
    as_adviser.post_form(where, text="Who lives at home?")
    assert db.session.query(SavedPage).count() == 0


def test_same_form_sent_twice_says_it_once(as_writer, make, teacher):
    contact = make.consultation(asker=teacher)
    where = url(contact, "add-information")
    page = as_writer.get(where).text
    key = re.search(r'name="key"[^>]* value="([^"]+)"', page)
    assert key
    data = {"csrf_token": _token(page), "key": key[1], "text": "He was sick."}
    for _ in range(2):
        assert as_writer.post(where, data).status_code == 303
    assert db.session.query(Message).count() == 1


def test_reply_that_comes_too_late_is_shown_to_be_used_elsewhere(
    as_writer, contact, adviser, teacher
):
    ask_for_more(contact, adviser=actor_of(adviser), text="Who?", at=NOON)
    token = _token(as_writer.get(url(contact, "reply")).text)
    advised(contact, adviser)
    answer = as_writer.post(
        url(contact, "reply"), {"csrf_token": token, "text": "Her nan lives there."}
    )
    assert answer.status_code == 409
    assert "Her nan lives there." in answer.text
    assert db.session.query(Message).filter_by(kind="reply").count() == 0


# --- The advice ---

TYPED = {
    "level": "2",
    "outcome": "early_help",
    "descriptors": ["CAR"],
    "reasons": "Basic needs are not met often enough.",
    "advice": "Offer an early help assessment.",
    "step_1_what": "Meet the mother",
    "step_1_who": "Rosalind Pike",
    "step_1_by_day": "27",
    "step_1_by_month": "11",
    "step_1_by_year": "2026",
    "would_raise_one": "He loses weight",
    "would_lower": "Breakfast every day",
    "safe_to_tell": "yes",
}


def test_adviser_writes_previews_and_sends_and_the_professional_reads_it_first(
    as_adviser, as_writer, contact
):
    answer = as_adviser.post_form(url(contact, "advice"), **TYPED)
    assert answer.headers["Location"] == url(contact, "advice/preview")
    preview = as_adviser.get(url(contact, "advice/preview")).text
    for words in ("Level 2: Early help", "Meet the mother", "27 November 2026", "He loses weight"):
        assert words in preview
    assert "Your agency still holds the concern" in preview
    assert db.session.query(Advice).count() == 0
    sent = as_adviser.post_form(url(contact, "advice/preview"))
    assert sent.headers["Location"] == url(contact)
    page = as_writer.get(url(contact)).text
    assert page.index("The hub's advice") < page.index("The question")
    shown = preview[preview.index("Level 2: Early help") :].partition("</section>")[0]
    for line in re.findall(r">([^<>]{12,})<", shown):
        assert line in page
    assert db.session.query(SavedPage).count() == 0


def test_opening_the_advice_is_noted_for_the_hub_once(as_adviser, as_writer, contact, adviser):
    advised(contact, adviser)
    assert "Not opened by the professional yet" in as_adviser.get(url(contact)).text
    for _ in range(2):
        as_writer.get(url(contact))
    assert "Opened by the professional" in as_adviser.get(url(contact)).text
    assert db.session.query(ContactEvent).filter_by(action="read_advice").count() == 1


def test_sending_the_preview_twice_makes_one_version(as_adviser, contact):
    as_adviser.post_form(url(contact, "advice"), **TYPED)
    where = url(contact, "advice/preview")
    page = as_adviser.get(where).text
    data = {
        name: re.search(rf'name="{name}"[^>]* value="([^"]+)"', page)[1]
        for name in ("csrf_token", "key", "seen")
    }
    for _ in range(2):
        assert as_adviser.post(where, data).headers["Location"] == url(contact)
    assert db.session.query(Advice).count() == 1


def test_words_changed_in_another_window_are_not_sent_unseen(as_adviser, contact):
    as_adviser.post_form(url(contact, "advice"), **TYPED)
    where = url(contact, "advice/preview")
    page = as_adviser.get(where).text
    data = {
        name: re.search(rf'name="{name}"[^>]* value="([^"]+)"', page)[1]
        for name in ("csrf_token", "key", "seen")
    }
    as_adviser.post_form(url(contact, "advice"), **{**TYPED, "advice": "Something else."})
    again = as_adviser.post(where, data)
    assert again.status_code == 200
    assert "changed in another window" in again.text and "Something else." in again.text
    assert db.session.query(Advice).count() == 0


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("level", "Choose the level you advise"),
        ("reasons", "Write the reasons for the level"),
        ("step_1_what", "Write what is to be done in each next step"),
        ("step_1_who", "Write who will do each next step"),
        ("would_raise_one", None),
    ],
)
def test_gaps_are_pointed_out_on_their_fields_and_nothing_typed_is_lost(
    as_adviser, contact, field, message
):
    typed = {**TYPED, "would_lower": "Breakfast every day"}
    typed.pop(field)
    answer = as_adviser.post_form(url(contact, "advice"), **typed)
    if message is None:
        assert answer.status_code == 303
        return
    assert answer.status_code == 422 and message in answer.text
    page = as_adviser.get(url(contact, "advice")).text
    assert "Offer an early help assessment." in page
    assert as_adviser.get(url(contact, "advice/preview")).headers["Location"] == url(
        contact, "advice"
    )


def test_no_next_step_and_no_real_date_are_pointed_out(as_adviser, contact):
    steps = {name: "" for name in TYPED if name.startswith("step_1")}
    answer = as_adviser.post_form(url(contact, "advice"), **{**TYPED, **steps})
    assert answer.status_code == 422 and "Write at least one next step" in answer.text
    answer = as_adviser.post_form(url(contact, "advice"), **{**TYPED, "step_1_by_month": "13"})
    assert answer.status_code == 422 and "Enter a real date" in answer.text


def test_another_step_can_be_added_without_scripts(as_adviser, contact):
    typed = {**TYPED, "step_2_what": "Ask the health visitor", "step_2_who": "Sam Okoro"}
    page = as_adviser.post_form(url(contact, "advice"), button="3", **typed)
    assert page.status_code == 200
    assert 'name="step_3_what"' in page.text and "Ask the health visitor" in page.text
    assert 'name="step_4_what"' not in page.text


def test_ticked_indicators_are_offered_first(as_adviser, contact, make):
    page = as_adviser.get(url(contact, "advice")).text
    assert "Sections of the threshold document" in page
    assert "A source is protected" in page


def test_withdrawn_advice_is_kept_and_corrected_from_its_own_words(
    as_adviser, as_writer, contact, adviser
):
    advised(contact, adviser)
    answer = as_adviser.post_form(url(contact, "advice/withdraw"), reason="Wrong date.")
    assert answer.headers["Location"] == url(contact, "advice")
    page = as_writer.get(url(contact)).text
    assert "Do not act on it." in page and "Wrong date." in page
    written = as_adviser.get(url(contact, "advice")).text
    assert WORDS["reasons"] in written and 'value="Meet the mother"' in written
    as_adviser.post_form(url(contact, "advice"), advice="The corrected advice.")
    as_adviser.post_form(url(contact, "advice/preview"))
    page = as_writer.get(url(contact)).text
    assert "The corrected advice." in page and "Version 2" in page and "Version 1" in page
    assert [each.version for each in db.session.query(Advice).order_by(Advice.version)] == [1, 2]


def test_professional_acknowledges_and_may_still_disagree(as_writer, contact, adviser):
    advised(contact, adviser)
    for _ in range(2):
        token = _token(as_writer.get(url(contact)).text)
        answer = as_writer.post(url(contact, "acknowledge"), {"csrf_token": token})
        assert answer.status_code == 303
    assert fresh(contact).status is ContactStatus.CLOSED
    as_writer.post_form(url(contact, "disagree"), reason="He is losing weight.")
    assert "He is losing weight." in as_writer.get(url(contact)).text
    assert db.session.query(Disagreement).count() == 1
    assert fresh(contact).status is ContactStatus.ADVISED


def test_hub_closes_what_it_has_answered(as_adviser, contact, adviser):
    advised(contact, adviser)
    for _ in range(2):
        token = _token(as_adviser.get(url(contact)).text)
        answer = as_adviser.post(url(contact, "close"), {"csrf_token": token})
        assert answer.status_code == 303
    assert fresh(contact).status is ContactStatus.CLOSED


def test_colleague_cannot_acknowledge_for_the_writer(make, client_for, contact, adviser):
    advised(contact, adviser)
    lead = client_for(make.account(Role.ORGANISATION_LEAD))
    page = lead.get(url(contact)).text
    assert "I have read the advice" not in page
    answer = lead.post(url(contact, "acknowledge"), {"csrf_token": _token(page)})
    assert answer.status_code == 404


def test_nobody_answers_their_own_submission(make, client_for):
    maker = make.account(Role.DECISION_MAKER)
    own = make.consultation(ContactStatus.WITH_ADVISER, asker=maker)
    assert "Write advice" not in client_for(maker).get(url(own)).text
    assert client_for(maker).get(url(own, "advice")).status_code == 404


# --- Documents ---


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture
def with_advice(contact, adviser):
    advised(contact, adviser)
    return contact


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
    again = None

    def act():
        nonlocal again
        again = as_writer.get(where).data

    statements = _queries(act)
    assert again == first
    about = [s for s in statements if "contacts" in s or "stored_documents" in s]
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


# --- Nothing leaks ---


def test_names_stay_out_of_titles_addresses_and_headers(make, client_for, adviser):
    teacher = make.account(name="A. Teacher")
    contact = make.consultation(
        ContactStatus.WITH_ADVISER, asker=teacher, adviser=adviser, child=f"{CANARY} Adderley"
    )
    for account in (teacher, adviser):
        client = client_for(account)
        for path in ("", "advice", "ask-for-more", "add-information"):
            client.get(url(contact, path).rstrip("/"))  # the client checks each page


def test_what_people_wrote_is_shown_as_text(as_adviser, make, adviser):
    contact = make.consultation(
        ContactStatus.WITH_ADVISER, adviser=adviser, child="<script>alert(1)</script>"
    )
    assert "<script>alert" not in as_adviser.get(url(contact)).text


def test_safe_contact_is_said_at_the_top(as_adviser, make, adviser):
    contact = make.consultation(ContactStatus.WITH_ADVISER, adviser=adviser, is_safe_contact=True)
    page = as_adviser.get(url(contact)).text
    assert page.index("Safe contact only") < page.index("The question")


def test_an_unknown_contact_is_not_found(as_adviser):
    assert as_adviser.get(f"/contacts/{uuid.uuid4()}").status_code == 404


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
