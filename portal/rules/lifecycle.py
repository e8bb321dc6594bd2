"""Which acts a contact allows in which status; the only table of it."""

from portal.vocabulary import ContactStatus as S

CONSULTATION: dict[tuple[S, str], S] = {
    (S.DRAFT, "submit"): S.SUBMITTED,
    (S.DRAFT, "discard"): S.DISCARDED,
    (S.SUBMITTED, "take_up"): S.WITH_ADVISER,
    (S.SUBMITTED, "reassign"): S.WITH_ADVISER,
    (S.SUBMITTED, "add_information"): S.SUBMITTED,
    (S.WITH_ADVISER, "give_back"): S.SUBMITTED,
    (S.WITH_ADVISER, "reassign"): S.WITH_ADVISER,
    (S.WITH_ADVISER, "ask_for_more"): S.WAITING_FOR_INFORMATION,
    (S.WITH_ADVISER, "add_information"): S.WITH_ADVISER,
    (S.WITH_ADVISER, "give_advice"): S.ADVISED,
    (S.WAITING_FOR_INFORMATION, "reply"): S.WITH_ADVISER,
    (S.WAITING_FOR_INFORMATION, "give_back"): S.SUBMITTED,
    (S.WAITING_FOR_INFORMATION, "reassign"): S.WAITING_FOR_INFORMATION,
    (S.WAITING_FOR_INFORMATION, "give_advice"): S.ADVISED,
    (S.ADVISED, "acknowledge"): S.CLOSED,
    (S.ADVISED, "disagree"): S.ADVISED,
    (S.ADVISED, "withdraw_advice"): S.WITH_ADVISER,
    (S.ADVISED, "close"): S.CLOSED,
    (S.CLOSED, "disagree"): S.ADVISED,
    (S.CLOSED, "withdraw_advice"): S.WITH_ADVISER,
}

OPEN = frozenset({S.SUBMITTED, S.WITH_ADVISER, S.WAITING_FOR_INFORMATION})


class NotAllowedNow(Exception):
    """The act is not possible in the contact's present status."""

    def __init__(self, action: str, status: S) -> None:
        super().__init__(f"{action} is not possible while the contact is {status}")
        self.action = action
        self.status = status


def allows(status: S, action: str) -> bool:
    """Whether the table has this act for this status."""
    return (status, action) in CONSULTATION


def after(status: S, action: str) -> S:
    """The status that follows; raises `NotAllowedNow`."""
    try:
        return CONSULTATION[(status, action)]
    except KeyError:
        raise NotAllowedNow(action, status) from None
