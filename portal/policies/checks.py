"""Who may ask agencies, who answers for one, who has the return, and who sees who is on duty."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import get_locale

from portal import audit
from portal.access import READING, Records, Rule, not_found
from portal.commands.base import Refused
from portal.commands.checks import WITHDRAWN
from portal.policies.contacts import ANSWERING
from portal.queries import checks, contacts
from portal.queries.rows import AnyRow
from portal.queries.stored_documents import contact_with_document
from portal.rules.checks import Reader, reader_of
from portal.rules.lifecycle import NotAllowedNow
from portal.rules.permissions import Actor, may_answer
from portal.rules.printing import Printed, check_name
from portal.vocabulary import Audience, CheckStatus


def _is_get() -> bool:
    return request.method in READING


def _answering(actor: Actor, ids: Mapping[str, Any], why: str) -> Any:
    """The contact, for whoever answers it; locked for a post, its page audited."""
    find = contacts.contact if _is_get() else contacts.contact_to_change
    contact: Any = find(actor, ids["contact_id"])
    if contact is None or not may_answer(actor, contacts.facts(contact)):
        return not_found()
    if _is_get():
        audit.record(actor, "read", "contact", contact.id, why=why)
    return contact


def _ask(actor: Actor, ids: Mapping[str, Any]) -> Records:
    contact = _answering(actor, ids, "ask_checks")
    if _is_get() and not contact.is_open:
        raise NotAllowedNow("ask_checks", contact.status)
    return {"actor": actor, "contact": contact}


def _withdraw(actor: Actor, ids: Mapping[str, Any]) -> Records:
    contact = _answering(actor, ids, "withdraw_check")
    check = checks.one(actor, contact.id, ids["check_id"])
    if check is None:
        return not_found()  # type: ignore[no-any-return]  # it raises
    if _is_get() and check.status is not CheckStatus.ASKED:
        raise NotAllowedNow("withdraw_check", contact.status)
    return {"actor": actor, "contact": contact, "check": check}


def _own(actor: Actor, ids: Mapping[str, Any]) -> AnyRow:
    """A check of the contributor's own organisation."""
    found = checks.own(actor, ids["contact_id"], ids["check_id"]) if actor.contributes else None
    return not_found() if found is None else found


def _read(actor: Actor, ids: Mapping[str, Any]) -> Records:
    check = _own(actor, ids)
    audit.record(actor, "read", "contact", check.contact_id, why="read_check")
    return {"actor": actor, "check": check}


def _answer(actor: Actor, ids: Mapping[str, Any]) -> Records:
    """A question that was withdrawn shows nobody any more."""
    check = _own(actor, ids)
    if _is_get():
        if check.status is CheckStatus.WITHDRAWN:
            raise Refused(WITHDRAWN)
        audit.record(actor, "read", "contact", check.contact_id, why="answer_check")
        return {"actor": actor, "check": check}
    contacts.contact_to_change(actor, check.contact_id)  # locked, so that acts on it take turns
    return {"actor": actor, "check": check}


def _return(actor: Actor, ids: Mapping[str, Any]) -> Records:
    """The agency has its own copy; the hub and who sent the contact have theirs."""
    own = _own(actor, ids) if actor.contributes else None
    check = own or checks.one(actor, ids["contact_id"], ids["check_id"])
    if check is None or check.version == 0:
        return not_found()  # type: ignore[no-any-return]  # it raises
    wanted = request.args.get("audience", Audience.PROFESSIONAL.value)
    audience = Audience.AGENCY.value if own else wanted
    if audience not in set(Audience):
        return not_found()  # type: ignore[no-any-return]  # it raises
    printed = Printed(check_name(check.number), str(get_locale()), Audience(audience))
    contact = contact_with_document(actor, check.contact_id, printed)
    if contact is None or not (own or _may_have(actor, contact, check, printed.audience)):
        return not_found()  # type: ignore[no-any-return]  # it raises
    why = f"{printed.name} {audience}"
    audit.record(actor, "read_document", "contact", contact.id, why=why)
    return {"reader": actor, "contact": contact, "check": check, "printed": printed}


def _may_have(actor: Actor, contact: AnyRow, check: AnyRow, audience: Audience) -> bool:
    """The team's copy is the team's; the referrer's is also for the team, to see what it says."""
    reader = reader_of(actor, contacts.facts(contact), check.asker_id)
    if audience is Audience.HUB:
        return reader in {Reader.ASKER, Reader.TEAM}
    return audience is Audience.PROFESSIONAL and reader is not None


def _contributing(actor: Actor, _ids: Mapping[str, Any]) -> Records:
    if not actor.contributes:
        return not_found()  # type: ignore[no-any-return]  # it raises
    audit.record(actor, "read_checks", "hub", actor.hub_id, why="own_checks")
    return {"reader": actor}


def _of_hub(actor: Actor, why: str) -> Records:
    audit.record(actor, f"read_{why}", "hub", actor.hub_id, why=why)
    return {"reader": actor}


def _board(actor: Actor, _ids: Mapping[str, Any]) -> Records:
    may_look = actor.advises or actor.contributes
    return _of_hub(actor, "duty_board") if may_look else not_found()


def _returns(actor: Actor, _ids: Mapping[str, Any]) -> Records:
    return _of_hub(actor, "agency_returns") if actor.advises else not_found()


def _duty(actor: Actor, _ids: Mapping[str, Any]) -> Records:
    return {"actor": actor} if actor.advises or actor.contributes else not_found()


OWN = "people of the agency that was asked, never who knows the family"
PRESENT = "advisers and decision makers of the hub, people who answer for its agencies"

ASK_CHECKS = Rule("ask_checks", ANSWERING, _ask, reads=True)
WITHDRAW_CHECK = Rule("withdraw_check", ANSWERING, _withdraw, reads=True)
OWN_CHECKS = Rule("own_checks", "people who answer for an agency: its own", _contributing, True)
READ_CHECK = Rule("read_check", OWN, _read, reads=True)
ANSWER_CHECK = Rule("answer_check", OWN, _answer, reads=True)
CHECK_RETURN = Rule(
    "check_return",
    f"advisers of the hub; the writer, what was released; {OWN}",
    _return,
    reads=True,
)
DUTY_BOARD = Rule("duty_board", PRESENT, _board, reads=True)
AGENCY_RETURNS = Rule(
    "agency_returns", "advisers and decision makers of the hub", _returns, reads=True
)
ON_DUTY = Rule("on_duty", f"{PRESENT}: for themselves", _duty)
