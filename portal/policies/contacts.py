"""Who may open a contact, answer it, speak for the professional, and have its documents."""

import uuid
from collections.abc import Collection, Mapping
from typing import Any

from flask import request
from flask_babel import get_locale

from portal import audit
from portal.access import Records, Rule, not_found
from portal.queries import contacts
from portal.queries.pairs import beside
from portal.queries.referrals import secret_addresses
from portal.queries.stored_documents import contact_with_document
from portal.rules.acts import (
    Test,
    may,
    may_add_warning,
    may_record_marac,
    may_record_sharing,
    may_say_who_reads,
)
from portal.rules.lifecycle import after
from portal.rules.permissions import (
    Actor,
    is_of_hub,
    is_own,
    may_open_secret,
    may_read,
    may_see_matches,
)
from portal.rules.printing import (
    CHRONOLOGY,
    COPY,
    Printed,
    advice_name,
    decision_name,
    marac_name,
)
from portal.vocabulary import Audience

OFFERED = frozenset({Audience.PROFESSIONAL, Audience.HUB})


def _is_get() -> bool:
    return request.method in {"GET", "HEAD"}


def _read(actor: Actor, ids: Mapping[str, Any]) -> Records:
    contact = contacts.contact(actor, ids["contact_id"])
    if contact is None or contact.status in contacts.UNSENT:
        return not_found()  # type: ignore[no-any-return]  # it raises
    if not may_read(actor, contacts.facts(contact)):
        return not_found()  # type: ignore[no-any-return]  # it raises
    audit.record(actor, "read", "contact", contact.id, why="read_contact")
    return {"reader": actor, "contact": contact}


def _to_act(action: str, who: str) -> Rule:
    """For one act: its page is read and audited; its post gets the record, locked.

    A page for an act that is not possible now says so; a post is judged by its command, which
    knows whether it is only a repeat.
    """
    name = f"to_{action}"

    def admit(actor: Actor, ids: Mapping[str, Any]) -> Records:
        find = contacts.contact if _is_get() else contacts.contact_to_change
        contact: Any = find(actor, ids["contact_id"])
        if contact is None or not may(actor, contacts.facts(contact), action):
            return not_found()  # type: ignore[no-any-return]  # it raises
        if _is_get():
            after(contact.kind, contact.status, action)
            audit.record(actor, "read", "contact", contact.id, why=name)
        return {"actor": actor, "contact": contact}

    return Rule(name, who, admit, reads=True)


def _open_address(actor: Actor, ids: Mapping[str, Any]) -> Records:
    find = contacts.contact if _is_get() else contacts.contact_to_change
    contact: Any = find(actor, ids["contact_id"])
    if contact is None or not may_open_secret(actor, contacts.facts(contact)):
        return not_found()  # type: ignore[no-any-return]  # it raises
    if not secret_addresses(contact):
        return not_found()  # type: ignore[no-any-return]  # it raises
    if _is_get():
        audit.record(actor, "read", "contact", contact.id, why="open_address")
    return {"actor": actor, "contact": contact}


def _to_record(
    name: str, who: str, test: Test, to_change: Any = contacts.contact_to_change
) -> Rule:
    """For what is put on the record of a contact in any status, by whoever passes the test."""

    def admit(actor: Actor, ids: Mapping[str, Any]) -> Records:
        find = contacts.contact if _is_get() else to_change
        contact: Any = find(actor, ids["contact_id"])
        if contact is None or not test(actor, contacts.facts(contact)):
            return not_found()  # type: ignore[no-any-return]  # it raises
        if _is_get():
            audit.record(actor, "read", "contact", contact.id, why=name)
        return {"actor": actor, "contact": contact}

    return Rule(name, who, admit, reads=True)


def _refer_now(actor: Actor, ids: Mapping[str, Any]) -> Records:
    contact = contacts.contact_to_change(actor, ids["contact_id"])
    if (
        contact is None
        or contact.submitted_at is None
        or not is_own(actor, contacts.facts(contact))
    ):
        return not_found()  # type: ignore[no-any-return]  # it raises
    return {"actor": actor, "contact": contact}


def _document(actor: Actor, contact_id: Any, name: str) -> Records:
    """The contact with the document if it has been made before, in one look."""
    wanted = request.args.get("audience", Audience.PROFESSIONAL.value)
    if wanted not in OFFERED:
        return not_found()  # type: ignore[no-any-return]  # it raises
    printed = Printed(name, str(get_locale()), Audience(wanted))
    contact = contact_with_document(actor, contact_id, printed)
    if contact is None or not _may_have(actor, contact, printed):
        return not_found()  # type: ignore[no-any-return]  # it raises
    _note_document(actor, contact, printed)
    return {"reader": actor, "contact": contact, "printed": printed}


def _may_have(actor: Actor, contact: Any, printed: Printed) -> bool:
    if contact.status in contacts.UNSENT:
        return False
    about = contacts.facts(contact)
    is_offered = printed.audience is Audience.PROFESSIONAL or is_of_hub(actor, about)
    return is_offered and may_read(actor, about)


def _note_document(actor: Actor, contact: Any, printed: Printed, connection: Any = None) -> None:
    why = f"{printed.name} {printed.audience.value}"
    audit.record(actor, "read_document", "contact", contact.id, why=why, connection=connection)


def document_made_before(
    actor: Actor, contact_id: uuid.UUID, printed: Printed, connection: Any
) -> Any:
    """What `_document` finds, tests and puts on the record, in a transaction open elsewhere.

    None, and nothing on the record, where there is anything to say but "here it is once more".
    """
    contact = contact_with_document(actor, contact_id, printed, connection)
    if contact is None or contact.content is None or not _may_have(actor, contact, printed):
        return None
    _note_document(actor, contact, printed, connection)
    return contact


def _advice_document(actor: Actor, ids: Mapping[str, Any]) -> Records:
    records = _document(actor, ids["contact_id"], advice_name(ids["version"]))
    return {**records, "version": ids["version"]}


def _decision_document(actor: Actor, ids: Mapping[str, Any]) -> Records:
    records = _document(actor, ids["contact_id"], decision_name(ids["version"]))
    return {**records, "version": ids["version"]}


def _marac_document(actor: Actor, ids: Mapping[str, Any]) -> Records:
    records = _document(actor, ids["contact_id"], marac_name(ids["version"]))
    return {**records, "version": ids["version"]}


def _copy_document(actor: Actor, ids: Mapping[str, Any]) -> Records:
    return _document(actor, ids["contact_id"], COPY)


def note_known_read(reader: Actor, contact_ids: Collection[uuid.UUID]) -> None:
    """What is shown of the earlier contacts of people who were known before was read too."""
    audit.record_reads(reader, contact_ids, why="known_before")


def _of_hub(actor: Actor, ids: Mapping[str, Any], why: str) -> Any:
    """The contact, for advisers who did not send it; the reading of its page is audited."""
    find = contacts.contact if _is_get() else contacts.contact_to_change
    contact: Any = find(actor, ids["contact_id"])
    if contact is None or not may_see_matches(actor, contacts.facts(contact)):
        return not_found()
    if _is_get():
        audit.record(actor, "read", "contact", contact.id, why=why)
    return contact


def _match(actor: Actor, ids: Mapping[str, Any]) -> Records:
    contact = _of_hub(actor, ids, "look_at_match")
    pair = beside(actor, contact.id, ids["person_id"], ids["other_id"])
    if pair is None:
        return not_found()  # type: ignore[no-any-return]  # it raises
    if _is_get():
        _note_other(actor, pair.other)
    return {"actor": actor, "contact": contact, "pair": pair}


def _note_other(actor: Actor, other: Any) -> None:
    """The other record was read too: a contact, or the help of somebody who is on none."""
    if other.contact_id is None:
        audit.record(actor, "read", "episode", other.episode_id, why="look_at_match")
    else:
        audit.record_reads(actor, [other.contact_id], why="look_at_match")


def _chronology(actor: Actor, ids: Mapping[str, Any]) -> Records:
    return {"reader": actor, "contact": _of_hub(actor, ids, "chronology")}


def _chronology_document(actor: Actor, ids: Mapping[str, Any]) -> Records:
    """Made anew each time: it tells of contacts that change without this one."""
    wanted = request.args.get("audience", Audience.HUB.value)
    contact: Any = contacts.contact(actor, ids["contact_id"])
    is_offered = wanted in {Audience.HUB, Audience.PROFESSIONAL} and contact is not None
    if not is_offered or not may_see_matches(actor, contacts.facts(contact)):
        return not_found()  # type: ignore[no-any-return]  # it raises
    printed = Printed(CHRONOLOGY, str(get_locale()), Audience(wanted))
    audit.record(actor, "read_document", "contact", contact.id, why=f"{CHRONOLOGY} {wanted}")
    return {"reader": actor, "contact": contact, "printed": printed}


ANSWERING = "the adviser who has it, or a decision maker of the hub, never the writer"
DECIDING = "a decision maker of the hub, never the writer"
WRITING = "the writer, or the lead of the writer's organisation"
READING = "the writer, the lead of the writer's organisation, advisers of the hub"
KNOWING = "advisers of the hub, never the writer"

READ_CONTACT = Rule("read_contact", READING, _read, reads=True)
ASK_FOR_MORE = _to_act("ask_for_more", ANSWERING)
GIVE_ADVICE = _to_act("give_advice", ANSWERING)
WITHDRAW_ADVICE = _to_act("withdraw_advice", ANSWERING)
CLOSE = _to_act("close", ANSWERING)
PROPOSE = _to_act("propose", ANSWERING)
CHANGE_RAG = _to_act("change_rag", ANSWERING)
READ_SECOND = _to_act("read_second", "advisers of the hub, never the writer")
SIGN_OFF = _to_act("sign_off", DECIDING)
RETURN_PROPOSAL = _to_act("return_proposal", DECIDING)
OVERTURN = _to_act("overturn", DECIDING)
REPLY = _to_act("reply", WRITING)
DISAGREE = _to_act("disagree", WRITING)
ADD_INFORMATION = _to_act("add_information", f"{WRITING}, or whoever answers it")
ACKNOWLEDGE = _to_act("acknowledge", "the writer")
ADVICE_DOCUMENT = Rule("advice_document", READING, _advice_document, reads=True)
DECISION_DOCUMENT = Rule("decision_document", READING, _decision_document, reads=True)
COPY_DOCUMENT = Rule("copy_document", READING, _copy_document, reads=True)
CONVERT_BACK = _to_act("convert_back", f"the writer, or {ANSWERING}")
REFER_NOW = Rule("refer_now", "the writer, after sending", _refer_now)
ASK_AGAIN = Rule("ask_again", "the writer, after sending", _refer_now)
OPEN_ADDRESS = Rule("open_address", f"the writer, or {ANSWERING}", _open_address, reads=True)
EITHER = f"{WRITING}, or whoever answers it"
RECORD_SHARING = _to_record("record_sharing", EITHER, may_record_sharing)
ADD_WARNING = _to_record("add_warning", EITHER, may_add_warning, contacts.family_to_change)
SAY_WHO_READS = _to_record("who_reads", ANSWERING, may_say_who_reads)
RECORD_MARAC = _to_record("record_marac", ANSWERING, may_record_marac)
MARAC_DOCUMENT = Rule("marac_document", READING, _marac_document, reads=True)
LOOK_AT_MATCH = Rule("look_at_match", KNOWING, _match, reads=True)
READ_CHRONOLOGY = Rule("chronology", KNOWING, _chronology, reads=True)
CHRONOLOGY_DOCUMENT = Rule("chronology_document", KNOWING, _chronology_document, reads=True)
