"""Why two people may be the same, or may not, in words an adviser would use."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from portal.vocabulary import N_


class Kind(StrEnum):
    """One kind of reason."""

    SAME_NAME = "same_name"
    NAME_ROUND = "name_round"
    SAME_WORD = "same_word"
    SOUND = "sound"
    FORM = "form"
    NEARLY = "nearly"
    INITIAL = "initial"
    SAME_BIRTH = "same_birth"
    BIRTH_ROUND = "birth_round"
    BIRTH_DIGIT = "birth_digit"
    BIRTH_SWAPPED = "birth_swapped"
    BIRTH_DAY = "birth_day"
    BIRTH_MONTH = "birth_month"
    AGE_FITS = "age_fits"
    AGE_NEAR = "age_near"
    SAME_DUE = "same_due"
    BORN_WHEN_DUE = "born_when_due"
    SAME_ADDRESS = "same_address"
    SAME_POSTCODE = "same_postcode"
    SAME_SCHOOL = "same_school"
    SAME_PARENT = "same_parent"
    SAME_PARENT_OF_UNBORN = "same_parent_of_unborn"
    MAY_BE_SIBLING = "may_be_sibling"
    FIRST_DIFFER = "first_differ"
    LAST_DIFFER = "last_differ"
    BIRTH_DIFFERS = "birth_differs"
    AGE_DIFFERS = "age_differs"
    ADULT_AND_CHILD = "adult_and_child"


SENTENCES: Mapping[Kind, str] = {
    Kind.SAME_NAME: N_("Same name"),
    Kind.NAME_ROUND: N_("First name and surname the other way round"),
    Kind.SAME_WORD: N_("Part of the name is the same: %(one)s"),
    Kind.SOUND: N_("Name sounds the same: %(one)s, %(other)s"),
    Kind.FORM: N_("Forms of the same name: %(one)s, %(other)s"),
    Kind.NEARLY: N_("Name is spelt nearly the same: %(one)s, %(other)s"),
    Kind.INITIAL: N_("Same initial: %(one)s, %(other)s"),
    Kind.SAME_BIRTH: N_("Same date of birth"),
    Kind.BIRTH_ROUND: N_("Day and month of birth the other way round"),
    Kind.BIRTH_DIGIT: N_("One digit of the date of birth differs"),
    Kind.BIRTH_SWAPPED: N_("Two digits of the date of birth are swapped"),
    Kind.BIRTH_DAY: N_("Same day and month of birth in another year"),
    Kind.BIRTH_MONTH: N_("Born in the same month of the same year"),
    Kind.AGE_FITS: N_("Age fits"),
    Kind.AGE_NEAR: N_("Age nearly fits"),
    Kind.SAME_DUE: N_("Due at about the same time"),
    Kind.BORN_WHEN_DUE: N_("Born at about the time the baby was due"),
    Kind.SAME_ADDRESS: N_("Same address"),
    Kind.SAME_POSTCODE: N_("Same postcode"),
    Kind.SAME_SCHOOL: N_("Same school, nursery or college"),
    Kind.SAME_PARENT: N_("A parent has the same name: %(one)s"),
    Kind.SAME_PARENT_OF_UNBORN: N_("A parent of the unborn baby has the same name: %(one)s"),
    Kind.MAY_BE_SIBLING: N_("May be a brother, sister or twin"),
    Kind.FIRST_DIFFER: N_("Different first names: %(one)s, %(other)s"),
    Kind.LAST_DIFFER: N_("Different surnames: %(one)s, %(other)s"),
    Kind.BIRTH_DIFFERS: N_("Different dates of birth"),
    Kind.AGE_DIFFERS: N_("Age does not fit"),
    Kind.ADULT_AND_CHILD: N_("One is recorded as an adult, the other as a young child"),
}
# What tells two people apart is said as plainly as what they share.
AGAINST = frozenset(
    {
        Kind.MAY_BE_SIBLING,
        Kind.FIRST_DIFFER,
        Kind.LAST_DIFFER,
        Kind.BIRTH_DIFFERS,
        Kind.AGE_DIFFERS,
        Kind.ADULT_AND_CHILD,
    }
)


@dataclass(frozen=True)
class Reason:
    """One reason, with the names it speaks of as they were written."""

    kind: Kind
    names: tuple[str, ...] = ()

    @property
    def is_against(self) -> bool:
        """Whether it tells two people apart."""
        return self.kind in AGAINST

    @property
    def gaps(self) -> dict[str, str]:
        """What goes into the gaps of its sentence."""
        return dict(zip(("one", "other"), self.names, strict=False))


class Scored(NamedTuple):
    """One thing two people share, or that tells them apart: points for ranking, and the reason."""

    points: float
    kind: Kind | None = None
    names: tuple[str, ...] = ()


NOTHING = Scored(0.0)


def to_store(reasons: tuple[Reason, ...]) -> list[dict[str, Any]]:
    """As they are kept beside a decision."""
    return [{"kind": reason.kind.value, "names": list(reason.names)} for reason in reasons]
