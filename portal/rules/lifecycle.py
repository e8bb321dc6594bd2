"""Which acts a contact allows in which status, for each kind; the only tables of it."""

from collections.abc import Mapping

from portal.vocabulary import ContactKind
from portal.vocabulary import ContactStatus as S

Table = Mapping[tuple[S, str], S]

# From the first word to an adviser who answers: the same for every kind.
ASKING: Table = {
    (S.DRAFT, "submit"): S.SUBMITTED,
    (S.DRAFT, "discard"): S.DISCARDED,
    (S.SUBMITTED, "take_up"): S.WITH_ADVISER,
    (S.SUBMITTED, "reassign"): S.WITH_ADVISER,
    (S.SUBMITTED, "add_information"): S.SUBMITTED,
    (S.WITH_ADVISER, "give_back"): S.SUBMITTED,
    (S.WITH_ADVISER, "reassign"): S.WITH_ADVISER,
    (S.WITH_ADVISER, "ask_for_more"): S.WAITING_FOR_INFORMATION,
    (S.WITH_ADVISER, "add_information"): S.WITH_ADVISER,
    (S.WAITING_FOR_INFORMATION, "reply"): S.WITH_ADVISER,
    (S.WAITING_FOR_INFORMATION, "give_back"): S.SUBMITTED,
    (S.WAITING_FOR_INFORMATION, "reassign"): S.WAITING_FOR_INFORMATION,
    (S.SUBMITTED, "change_rag"): S.SUBMITTED,
    (S.WITH_ADVISER, "change_rag"): S.WITH_ADVISER,
    (S.WAITING_FOR_INFORMATION, "change_rag"): S.WAITING_FOR_INFORMATION,
}
CONSULTATION: Table = {
    **ASKING,
    (S.WITH_ADVISER, "give_advice"): S.ADVISED,
    (S.WAITING_FOR_INFORMATION, "give_advice"): S.ADVISED,
    (S.ADVISED, "acknowledge"): S.CLOSED,
    (S.ADVISED, "disagree"): S.ADVISED,
    (S.ADVISED, "withdraw_advice"): S.WITH_ADVISER,
    (S.ADVISED, "close"): S.CLOSED,
    (S.CLOSED, "disagree"): S.ADVISED,
    (S.CLOSED, "withdraw_advice"): S.WITH_ADVISER,
}
REFERRAL: Table = {
    **ASKING,
    (S.SUBMITTED, "convert_back"): S.SUBMITTED,
    (S.WITH_ADVISER, "convert_back"): S.WITH_ADVISER,
    (S.WAITING_FOR_INFORMATION, "convert_back"): S.WAITING_FOR_INFORMATION,
    (S.WITH_ADVISER, "propose"): S.PROPOSED,
    (S.WAITING_FOR_INFORMATION, "propose"): S.PROPOSED,
    (S.PROPOSED, "add_information"): S.PROPOSED,
    (S.PROPOSED, "change_rag"): S.PROPOSED,
    (S.PROPOSED, "read_second"): S.PROPOSED,
    (S.PROPOSED, "return_proposal"): S.WITH_ADVISER,
    (S.PROPOSED, "sign_off"): S.DECIDED,
    (S.DECIDED, "acknowledge"): S.CLOSED,
    (S.DECIDED, "disagree"): S.DECIDED,
    (S.DECIDED, "overturn"): S.WITH_ADVISER,
    (S.DECIDED, "close"): S.CLOSED,
    (S.CLOSED, "disagree"): S.DECIDED,
    (S.CLOSED, "overturn"): S.WITH_ADVISER,
}
TABLES: Mapping[ContactKind, Table] = {
    ContactKind.CONSULTATION: CONSULTATION,
    ContactKind.REFERRAL: REFERRAL,
}

OPEN = frozenset({S.SUBMITTED, S.WITH_ADVISER, S.WAITING_FOR_INFORMATION, S.PROPOSED})
ANSWERED = frozenset({S.ADVISED, S.DECIDED, S.CLOSED})


class NotAllowedNow(Exception):
    """The act is not possible in the contact's present status."""

    def __init__(self, action: str, status: S) -> None:
        super().__init__(f"{action} is not possible while the contact is {status}")
        self.action = action
        self.status = status


def allows(kind: ContactKind, status: S, action: str) -> bool:
    """Whether the kind's table has this act for this status."""
    return (status, action) in TABLES[kind]


def while_asking(status: S, action: str) -> S:
    """The status that follows an act that is the same for every kind."""
    return ASKING[(status, action)]


def after(kind: ContactKind, status: S, action: str) -> S:
    """The status that follows; raises `NotAllowedNow`."""
    try:
        return TABLES[kind][(status, action)]
    except KeyError:
        raise NotAllowedNow(action, status) from None
