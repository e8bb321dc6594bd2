"""Whom and what one family copy must not lead to, and what its reader may be told.

People are told apart by who they are on the record, never by name: a father and a son may both be
John Smith, and only one of them may be found (security 1, row 3).
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from portal.rules import copy_words
from portal.rules.folding import fold, folded_words
from portal.rules.help_content import HelpContent
from portal.rules.help_facts import HelpFacts, MemberFacts, PersonFacts


@dataclass(frozen=True, kw_only=True)
class Watched:
    """What to look for; `known_names` are never looked for, and never a hidden person's."""

    hidden_names: tuple[str, ...] = ()
    known_names: tuple[str, ...] = ()
    hidden_places: tuple[str, ...] = ()
    hidden_words: tuple[str, ...] = ()  # names of schools and services; what must not be told
    hidden_phones: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    own_phones: frozenset[str] = frozenset()
    own_postcodes: frozenset[str] = frozenset()
    state: str = ""  # of all that it turns on who is hidden; what was cleared before it asks again

    def hides(self, name: str) -> bool:
        """Whether somebody who is looked for goes by these very words."""
        return _plain(name) in {_plain(each) for each in self.hidden_names}


def watched(facts: HelpFacts, content: HelpContent, recipient: PersonFacts) -> Watched:
    """What to look for in this copy: all of the record that it does not already tell.

    A hidden person is looked for also where the copy names them, so that a person decides on it.
    """
    listed, shown = {each.id for each in content.people}, {each.id for each in content.team}
    others = [each for each in facts.people if each.id != recipient.id]
    hidden = [each for each in others if _is_hidden(each) or each.id not in listed]
    secret = {each.id for each in hidden}
    members = [each for each in facts.team if each.person_id != recipient.id]
    unshown = [each for each in members if _is_unshown(each, facts, secret, listed | shown)]
    seen = [each for each in members if each not in unshown]
    known = (recipient, *(each for each in others if each.id not in secret))
    known_names = (facts.lead.name, *(each.name for each in known), *(each.name for each in seen))
    names = (*(each.name for each in hidden), *(each.name for each in unshown))
    taken = {_plain(each) for each in names}
    own = (facts.lead.phone, recipient.phone, *(_worker_phones(seen)))
    return Watched(
        hidden_names=names,
        known_names=tuple(name for name in dict.fromkeys(known_names) if _plain(name) not in taken),
        hidden_places=(
            *(each.text for each in facts.secrets if each.whose != {recipient.id}),
            *_addresses(others, hidden, recipient),
        ),
        hidden_words=(
            *(each.school for each in hidden if fold(each.school) != fold(recipient.school)),
            *_organisations(facts, unshown, seen),
            *_capitals(facts.must_not_be_told, known_names),
        ),
        hidden_phones=tuple(each.phone for each in others if each.phone),
        sources=(
            *facts.sources,
            *(each.said_by_detail for each in facts.lines if each.is_source_protected),
        ),
        own_phones=frozenset(copy_words.plain_phone(each) for each in own if each),
        own_postcodes=frozenset(found.plain for found in copy_words.postcodes(recipient.address)),
        state=_state(facts),
    )


def _state(facts: HelpFacts) -> str:
    """Changes when anybody's name, home, phone, school, secrecy, risk or place in the family does,
    or what must not be told: a word that could stay before may be the one that harms now.
    """
    people = sorted(
        (
            *(each.id, each.name, each.address, each.phone, each.school),
            *(each.is_address_secret, each.is_at_risk, each.is_removed),
        )
        for each in facts.people
    )
    secrets = sorted((each.text, *sorted(each.whose)) for each in facts.secrets)
    state = (people, secrets, sorted(facts.sources), facts.must_not_be_told)
    return hashlib.sha256(repr(state).encode("utf-8", "replace")).hexdigest()


def _is_hidden(person: PersonFacts) -> bool:
    return person.is_address_secret or person.is_at_risk or person.is_removed


def _is_unshown(member: MemberFacts, facts: HelpFacts, secret: set[str], told: set[str]) -> bool:
    """Of the team and not told of: a hidden relative, or a worker other than the lead."""
    if member.person_id:
        return member.person_id in secret or not told & {member.id, member.person_id}
    return member.id not in told and _plain(member.name) != _plain(facts.lead.name)


def _worker_phones(seen: list[MemberFacts]) -> Iterator[str]:
    yield from (each.phone for each in seen if not each.person_id)


def _organisations(
    facts: HelpFacts, unshown: list[MemberFacts], seen: list[MemberFacts]
) -> Iterator[str]:
    """Where those of the team work whom the copy does not tell of, but for where others work."""
    told = {fold(facts.lead.organisation), *(fold(each.organisation) for each in seen)}
    yield from (each.organisation for each in unshown if fold(each.organisation) not in told)


def _capitals(text: str, known_names: tuple[str, ...]) -> Iterator[str]:
    """What is written like a name in what must not be told: "the job at Zenith Bakery"."""
    known = {word for name in known_names for word in folded_words(name)}
    for word in copy_words.words(copy_words.readable(text)):
        if word.written[:1].isupper() and word.plain not in known:
            yield word.plain


def _addresses(
    others: list[PersonFacts], hidden: list[PersonFacts], recipient: PersonFacts
) -> Iterator[str]:
    """A home that is secret, or where somebody lives whom the copy does not tell of."""
    for each in others:
        is_shared = fold(each.address) == fold(recipient.address)
        if each.address and (each.is_address_secret or (each in hidden and not is_shared)):
            yield each.address


def _plain(name: str) -> frozenset[str]:
    return frozenset(folded_words(name))
