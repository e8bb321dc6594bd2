"""Whether somebody at an organisation could be the person a contact names as causing harm."""

from collections.abc import Iterable

from portal.rules.person_names import read_names


def may_be(name: str, written: Iterable[str]) -> bool:
    """Whether a person of that name may be meant by one of the names as they were written.

    Their surname alone is enough ("Mr Hughes"), and so is their name with others of theirs; another
    first name is somebody else. It is a reason to ask, and until somebody has, to be careful.
    """
    own = [each.folded for each in read_names(name)]
    named = [set(each.folded) for every in written for each in read_names(every)]
    return any(_fits(mine, theirs) for mine in own for theirs in named)


def _fits(own: tuple[str, ...], named: set[str]) -> bool:
    if len(own) < 2:
        return set(own) == named
    return (named <= set(own) and own[-1] in named) or set(own) <= named
