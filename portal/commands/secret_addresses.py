"""A secret home or number put right without being shown: replaced, or deleted, for a reason."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.commands.base import Crossed, Refused, command
from portal.commands.contact_words import checked_text
from portal.commands.episodes import tell
from portal.commands.help_safety import member_here
from portal.commands.member_words import MOST, SECRET, SHORTEN, keep_once_secret, secrets_of
from portal.commands.person_keys import index_family
from portal.extensions import db
from portal.models import EarlyHelpEpisode, EpisodePerson
from portal.rules.permissions import Actor
from portal.vocabulary import N_

NOT_SECRET = N_("This address is not kept secret any more. Change it with the rest of the person.")
NOTHING = N_("Write what comes in its place, or choose what to delete")
BOTH = N_("Either write a new one or delete it, not both")


@dataclass(frozen=True, kw_only=True)
class SecretWords:
    """What comes in place of a secret address or number; what is neither stays as it is."""

    address: str = ""
    phone: str = ""
    deleted: frozenset[str] = frozenset()  # of "address" and "phone"

    def checked(self) -> dict[str, str]:
        """What changes, by field. Raises `Refused`, naming it."""
        given = {name: getattr(self, name).strip() for name in SECRET}
        for name in SECRET:
            if given[name] and name in self.deleted:
                raise Refused(BOTH, name)
        if len(given["phone"]) > MOST["phone"]:
            raise Refused(SHORTEN[MOST["phone"]], "phone")
        if not any(given.values()) and not self.deleted & set(SECRET):
            raise Refused(NOTHING, "address")
        return {name: given[name] for name in SECRET if given[name] or name in self.deleted}


@command
def change_secret_address(
    episode: EarlyHelpEpisode,
    person_id: UUID,
    words: SecretWords,
    *,
    why: str,
    version: int | None,
    by: Actor,
    at: datetime,
) -> EpisodePerson:
    """Replace or delete what is secret without opening it; the reason stands in the trail.

    It stays secret, and what it was stays one that no copy may lead to: people are looked for where
    they used to live (security 1, rows 3 and 5). Sent twice it is done once. Raises `Refused`,
    naming the field, and `Crossed` when the person was changed since the page was opened.
    """
    given = words.checked()
    why = checked_text(why, "why", N_("Write why it is changed"))
    member = member_here(episode, person_id)
    if not member.is_address_secret:
        raise Refused(NOT_SECRET)
    if all(getattr(member, name) == text for name, text in given.items()):
        return member
    if version is not None and member.version != version:
        raise Crossed(member)
    was = secrets_of(member)
    for name, text in given.items():
        setattr(member, name, text)
    member.changed_by = by.name
    keep_once_secret(member, was)
    db.session.flush()
    index_family(episode)
    act = "replace_address" if any(given.values()) else "delete_address"
    tell(episode, act, by=by, at=at, said=why, why=why)
    return member
