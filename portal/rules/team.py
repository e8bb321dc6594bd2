"""The team around a family: what each of its members is, and who is written to how."""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from portal.vocabulary import MemberSees

_ADDRESS = re.compile(r"[^@\s,;<>\"()]+@[^@\s,;<>\"()]+\.[^@\s,;<>\"().]{2,}")

TOLD_OF_MEETINGS = (MemberSees.EVERYTHING, MemberSees.PLAN)


def looks_like_address(text: str) -> bool:
    """Whether mail could be sent there: one address, nothing around it."""
    return _ADDRESS.fullmatch(text) is not None


def is_relative(member: Any) -> bool:
    """One of the family: never written to from here."""
    return member.person_id is not None


@dataclass(frozen=True, slots=True)
class Invited:
    """Who a meeting's mail goes to: accounts, and members who have only an address."""

    account_ids: tuple[uuid.UUID, ...]
    member_ids: tuple[uuid.UUID, ...]


def written_to(team: Iterable[Any]) -> Invited:
    """Of the team as it is now, who may see meetings and can be told by mail; never the family."""
    here = [each for each in team if each.left_on is None and not is_relative(each)]
    here = [each for each in here if each.sees in TOLD_OF_MEETINGS]
    without = {each.email: each.id for each in here if each.account_id is None and each.email}
    return Invited(  # whoever is there for two agencies is told once
        account_ids=tuple(dict.fromkeys(each.account_id for each in here if each.account_id)),
        member_ids=tuple(without.values()),
    )
