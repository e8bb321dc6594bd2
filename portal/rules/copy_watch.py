"""Whom and what one family copy must not lead to, and what its reader may be told.

People are told apart by who they are on the record, never by name: a father and a son may both be
John Smith, and only one of them may be found (security 1, row 3).
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from portal.rules import copy_words
from portal.rules.copy_names import name_words, other_names
from portal.rules.folding import fold
from portal.rules.help_content import HelpContent
from portal.rules.help_facts import ContactPersonFacts, HelpFacts, MemberFacts, PersonFacts
from portal.vocabulary import Part


class Sought(StrEnum):
    """What a watched text is, and so how it is looked for."""

    NAME = "name"
    PLACE = "place"
    WORDS = "words"  # names of schools and services; what must not be told
    PHONE = "phone"
    SOURCE = "source"


class Watch(NamedTuple):
    """One thing that is looked for, and why: a decision about it stands while none of this changes.

    `whose` is who it would lead to and what makes them one to be watched; `person` is their id.
    `owner` only says with what else it is asked about: one question for one person.
    """

    sought: Sought
    text: str
    whose: str = ""
    person: str = ""
    owner: str = ""

    @property
    def reason(self) -> tuple[str, ...]:
        """All of it that a decision rests on."""
        return self[:4]


@dataclass(frozen=True, kw_only=True)
class Watched:
    """What to look for; `known_names` are never looked for, and never a hidden person's."""

    watches: tuple[Watch, ...] = ()
    known_names: tuple[str, ...] = ()
    own_phones: frozenset[str] = frozenset()
    own_postcodes: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()  # ids of whom the copy lists by name, once, for its reader
    called: tuple[tuple[str, str], ...] = ()  # owners whom the record itself names, and as what
    must_not_be_told: str = ""
    is_anyone_at_risk: bool = False
    risks: str = ""  # of every risk and secret: what leads to nobody we know may lead to any of it

    def hides(self, name: str) -> bool:
        """Whether somebody who is looked for goes by these very words."""
        words = copy_words.plain_words(name)
        return any(
            words == copy_words.plain_words(each.text)
            for each in self.watches
            if each.sought is Sought.NAME
        )


def watched(facts: HelpFacts, content: HelpContent, recipient: PersonFacts) -> Watched:
    """What to look for in this copy: all of the record that it does not already tell.

    A hidden person is looked for also where the copy names them, so that a person decides on it.
    """
    listed, shown = {each.id for each in content.people}, {each.id for each in content.team}
    named = listed | {each.person_id for each in facts.team if each.id in shown}
    others = [each for each in facts.people if each.id != recipient.id]
    secret = {each.id for each in others if _is_hidden(each) or each.id not in named}
    members = [each for each in facts.team if each.person_id != recipient.id]
    unshown = [each for each in members if _is_unshown(each, facts, secret, named | shown)]
    seen = [each for each in members if each not in unshown]
    nameless = _never_named(unshown, seen)
    known = (recipient, *(each for each in others if each.id not in secret))
    known_names = (facts.lead.name, *(each.name for each in known), *(each.name for each in seen))
    sought = (*(each.name for each in others if each.id in secret), *(m.name for m in nameless))
    taken = {copy_words.plain_words(name) for name in sought}
    own = (facts.lead.phone, recipient.phone, *(each.phone for each in seen if not each.person_id))
    watches = (
        *_of_people(others, recipient, listed, named),
        *_of_team(facts, unshown, seen, nameless),
        *_of_secrets(facts, recipient),
        *_of_contacts(facts, recipient, listed, named, known_names),
        *_of_sources(facts),
        *_untold(facts.must_not_be_told, known_names),
    )
    return Watched(
        watches=_read_by(recipient, watches),
        known_names=tuple(
            name for name in dict.fromkeys(known_names) if copy_words.plain_words(name) not in taken
        ),
        own_phones=frozenset(copy_words.plain_phone(each) for each in own if each),
        own_postcodes=frozenset(found.plain for found in copy_words.postcodes(recipient.address)),
        listed=frozenset(listed & secret),
        called=tuple((*((each.id, each.name) for each in others), *map(_called, members))),
        must_not_be_told=facts.must_not_be_told,
        is_anyone_at_risk=facts.is_anyone_at_risk or any(map(_is_hidden, facts.people)),
        risks=_risks(facts),
    )


def _read_by(recipient: PersonFacts, watches: Iterable[Watch]) -> tuple[Watch, ...]:
    """Each once; what was let stand was not let stand for a reader who causes harm."""
    once = dict.fromkeys(each for each in watches if each.text.strip())
    if not _causes_harm(recipient):
        return tuple(once)
    return tuple(each._replace(whose=f"{each.whose}, reader causes harm") for each in once)


def _of_people(
    others: list[PersonFacts], recipient: PersonFacts, listed: set[str], named: set[str]
) -> Iterator[Watch]:
    """The family's names, homes, schools and numbers, as far as the reader is not told of them.

    The name of a relative who is neither secret nor at risk may stand once the copy tells of them:
    because something in it is about them, or as one of the team who does something in it.
    """
    for each in others:
        whose = f"person {each.id} {_why(each, listed, named)}"
        is_hidden = _is_hidden(each)
        if is_hidden or each.id not in named:
            yield Watch(Sought.NAME, each.name, whose, each.id, each.id)
        is_unlisted = is_hidden or each.id not in listed
        if is_unlisted and fold(each.school) != fold(recipient.school):
            yield Watch(Sought.WORDS, each.school, whose, each.id, each.id)
        is_shared = fold(each.address) == fold(recipient.address)
        if each.is_address_secret or (is_unlisted and not is_shared):
            yield Watch(Sought.PLACE, each.address, whose, each.id, each.id)
        yield Watch(Sought.PHONE, each.phone, whose, each.id, each.id)
        for kind, text in each.once_secret:  # it may still lead to who lives there or knows them
            sought = Sought.PHONE if kind == "phone" else Sought.PLACE
            yield Watch(sought, text, f"{whose}, once secret", each.id, each.id)


def _why(person: PersonFacts, listed: set[str], named: set[str]) -> str:
    """What makes somebody one to be watched: any change of it is another reason."""
    marks = (
        ("secret", person.is_address_secret),
        ("at risk", person.is_at_risk),
        ("removed", person.is_removed),
        ("causes harm", _causes_harm(person)),
        ("unlisted", person.id not in listed),
        ("unnamed", person.id not in named),
    )
    return ", ".join(mark for mark, holds in marks if holds)


def _of_team(
    facts: HelpFacts,
    unshown: list[MemberFacts],
    seen: list[MemberFacts],
    nameless: list[MemberFacts],
) -> Iterator[Watch]:
    """Those of the team whom the copy does not tell of, and where they alone work.

    Who is there for two agencies is told of once the copy tells of either place, and where the
    other place is stays hidden.
    """
    told = {fold(facts.lead.organisation), *(fold(each.organisation) for each in seen)}
    for each in unshown:
        whose, owner = f"member {each.id}", _member(each)
        if each in nameless:
            yield Watch(Sought.NAME, each.name, whose, owner=owner)
        if fold(each.organisation) not in told:
            yield Watch(Sought.WORDS, each.organisation, whose, owner=owner)


def _never_named(unshown: list[MemberFacts], seen: list[MemberFacts]) -> list[MemberFacts]:
    """Without those whom the copy tells of in another place of theirs."""
    known = {each.account_id for each in seen} - {""}
    return [each for each in unshown if each.account_id not in known]


def _called(member: MemberFacts) -> tuple[str, str]:
    return _member(member), member.name


def _member(member: MemberFacts) -> str:
    """Who of the team it is; one of the family is asked about as that person."""
    return member.person_id or member.id


def _of_secrets(facts: HelpFacts, recipient: PersonFacts) -> Iterator[Watch]:
    for each in facts.secrets:
        if each.whose != {recipient.id}:
            whose = f"secret of {sorted(each.whose)}"
            owner = min(each.whose) if len(each.whose) == 1 else whose
            yield Watch(Sought.PLACE, each.text, whose, owner=owner)


def _of_contacts(
    facts: HelpFacts,
    recipient: PersonFacts,
    listed: set[str],
    named: set[str],
    known_names: tuple[str, ...],
) -> Iterator[Watch]:
    """Other names, schools and numbers that the contacts behind it tell of people, and people whom
    only they know of: a new surname, what somebody is called, a partner named in the referral.
    """
    usual = {word for name in known_names for word in name_words(name)}
    for told in facts.on_contacts:
        person = _of_family(told, facts.people)
        if person is recipient:
            continue
        whose = f"contact {person.id} {_why(person, listed, named)}" if person else "contact"
        owner = f"contact {told.id}"  # never by a name: only the contact knows these words of them
        is_hidden = person is None or _is_hidden(person)
        if is_hidden or _id(person) not in named:
            own = usual | (name_words(person.name) if person else frozenset())
            for name in (told.name, *other_names(told.names_used)):
                yield Watch(Sought.NAME, _without(name, own), whose, owner=owner)
        schools = {fold(each.school) for each in (recipient, person) if each}
        if fold(told.school) not in schools and (is_hidden or _id(person) not in listed):
            yield Watch(Sought.WORDS, told.school, whose, owner=owner)
        yield Watch(Sought.PHONE, told.phone, whose, owner=owner)


def _of_family(told: ContactPersonFacts, people: tuple[PersonFacts, ...]) -> PersonFacts | None:
    """Who of the family it is, by who they are, or by a name that only one of them has."""
    called = copy_words.plain_words(told.name)
    same = [each for each in people if called and copy_words.plain_words(each.name) == called]
    mine = [each for each in people if each.id == told.id]
    found = mine or same
    return found[0] if len(found) == 1 else None


def _id(person: PersonFacts | None) -> str:
    return person.id if person else ""


def _without(name: str, words: frozenset[str] | set[str]) -> str:
    """What of a name is no word of a name that may stand."""
    found = copy_words.words(copy_words.readable(name))
    return " ".join(each.written for each in found if each.plain not in words)


def _of_sources(facts: HelpFacts) -> Iterator[Watch]:
    protected = (each.said_by_detail for each in facts.lines if each.is_source_protected)
    for text in (*facts.sources, *protected):
        yield Watch(Sought.SOURCE, text, "protected source", owner=f"source {text}")


def _untold(text: str, known_names: tuple[str, ...]) -> Iterator[Watch]:
    """What is written like a name in what must not be told: "the job at Zenith Bakery"."""
    known = {word for name in known_names for word in copy_words.plain_words(name)}
    for word in copy_words.words(copy_words.readable(text)):
        if word.written[:1].isupper() and word.plain not in known:
            yield Watch(Sought.WORDS, word.plain, f"not to be told: {text}", owner="not to be told")


def _risks(facts: HelpFacts) -> str:
    """Changes with every risk, secret, protected source and home to be hidden in the family.

    Also with who causes harm: that is a risk of the family (`rules.early_help.is_risky`).
    """
    people = sorted(
        (each.id, each.is_address_secret, each.is_at_risk, each.is_removed, each.address)
        for each in facts.people
        if _is_hidden(each)
    )
    secrets = sorted((each.text, *sorted(each.whose)) for each in facts.secrets)
    harming = sorted(each.id for each in facts.people if _causes_harm(each))
    once = sorted((each.id, text) for each in facts.people for text in each.once_secret)
    state = (people, secrets, sorted(facts.sources), facts.must_not_be_told, harming, *once)
    return hashlib.sha256(repr(state).encode("utf-8", "replace")).hexdigest()


def _is_hidden(person: PersonFacts) -> bool:
    return person.is_address_secret or person.is_at_risk or person.is_removed


def _causes_harm(person: PersonFacts) -> bool:
    return person.part is Part.PERSON_CAUSING_HARM


def _is_unshown(member: MemberFacts, facts: HelpFacts, secret: set[str], told: set[str]) -> bool:
    """Of the team and not told of: a hidden relative, or a worker other than the lead."""
    if member.person_id:
        return member.person_id in secret or not told & {member.id, member.person_id}
    return member.id not in told and copy_words.plain_words(member.name) != copy_words.plain_words(
        facts.lead.name
    )
