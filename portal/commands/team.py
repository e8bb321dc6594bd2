"""The team around a family: who joins, who may write, who leaves."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.commands.base import Crossed, Refused, command
from portal.commands.episodes import tell
from portal.commands.outbox import queue_episode_mail
from portal.commands.plan_words import must_be_open
from portal.extensions import db
from portal.models import EarlyHelpEpisode, TeamMember
from portal.queries import early_help, practitioners, team
from portal.rules.early_help import usual_sees
from portal.rules.folding import fold
from portal.rules.permissions import Actor
from portal.rules.team import looks_like_address
from portal.rules.typed import UK
from portal.vocabulary import N_, MemberSees

WRITING = (MemberSees.EVERYTHING, MemberSees.PLAN)  # nobody writes on what they do not see
MOST = {"name": 200, "job": 200, "organisation": 200, "phone": 100, "email": 254}
SEVERAL = N_(
    "They sign in for more than one agency. Write the name of the one they help this family for, "
    "as it is written here. For each of the others you can add them again."
)
NOT_HERE = N_("They are not on this team any more. Open the team again and look.")


@dataclass(frozen=True, kw_only=True)
class Practitioner:
    """Somebody who works with the family, with an account here or without."""

    name: str = ""
    job: str = ""
    organisation: str = ""
    email: str = ""
    phone: str = ""
    can_write: bool = False
    sees: MemberSees | None = None  # None: as little as their work needs


@command
def add_practitioner(
    episode: EarlyHelpEpisode, *, by: Actor, given: Practitioner, key: uuid.UUID, at: datetime
) -> TeamMember:
    """Somebody joins the team; an account of this hub is found by its sign-in address and told.

    They are on it for the agency they were found at, and open it in that role (decision 18).
    Somebody without one is invited to meetings by mail, and what they have to say is written down
    by the lead practitioner. The same person for the same agency, or the same key, twice joins
    once. Raises `Refused`, naming the field.
    """
    must_be_open(episode)
    values, found = _checked(by, given)
    if found is not None and found.account_id == episode.lead_id:
        raise Refused(N_("The lead practitioner is on the team already"), "email")
    if practitioners.is_address_of_who_knows(episode, values["email"]):
        raise Refused(
            N_("This person cannot help this family here. Choose somebody else."), "email"
        )
    values["sees"] = given.sees or usual_sees(can_write=given.can_write)
    before = team.by_key(episode, key) or team.standing(
        episode, found, values["email"], values["organisation"]
    )
    if before is not None:
        return before
    if found is not None:
        values |= {"account_id": found.account_id, "organisation_id": found.organisation_id}
        values["can_write"] = given.can_write and values["sees"] in WRITING
        values |= {"name": found.name, "job": values["job"] or found.job_title}
        values["organisation"] = values["organisation"] or found.organisation_name or ""
    member = _join(episode, by, key, at, values)
    queue_episode_mail("help_joined", episode, at, account_ids=[member.account_id])
    return member


def _checked(by: Actor, given: Practitioner) -> tuple[dict[str, Any], Any]:
    values: dict[str, Any] = {name: getattr(given, name).strip() for name in MOST}
    for name, most in MOST.items():
        if len(values[name]) > most:
            raise Refused(N_("Shorten this"), name)
    values["email"] = values["email"].lower()
    if values["email"] and not looks_like_address(values["email"]):
        raise Refused(N_("Enter an email address, like name@example.org"), "email")
    found = _found(by, values["email"], values["organisation"])
    if found is None and not values["name"]:
        raise Refused(
            N_("Write their name. Nobody signs in here with that address.")
            if values["email"]
            else N_("Write their name, or the address they sign in with"),
            "name",
        )
    return values, found


def _found(by: Actor, email: str, works_at: str) -> Any:
    """The account of that address, at the agency they are said to work for.

    Raises `Refused` where they work for several and it is not said which: a place on a team is for
    one of them, and from the other they would find nothing.
    """
    agencies = practitioners.by_email(by, email) if email else ()
    said = [each for each in agencies if fold(each.organisation_name) == fold(works_at)]
    if len(agencies) > 1 and not said:
        raise Refused(SEVERAL, "organisation")
    return next(iter((*said, *agencies)), None)


@command
def add_relative(
    episode: EarlyHelpEpisode, *, by: Actor, person_id: uuid.UUID, at: datetime
) -> TeamMember:
    """One of the family joins the team; nothing is ever mailed to them."""
    must_be_open(episode)
    family = {person.id: person for person in early_help.people(episode.hub_id, episode.id)}
    if person_id not in family:
        raise Refused(N_("Choose somebody from the list"), "person_id")
    if (before := team.relative(episode, person_id)) is not None:
        return before
    values = {"person_id": person_id, "name": family[person_id].name}
    return _join(episode, by, uuid.uuid4(), at, values)


def _join(
    episode: EarlyHelpEpisode, by: Actor, key: uuid.UUID, at: datetime, values: dict[str, Any]
) -> TeamMember:
    member = TeamMember(
        id=key,
        hub_id=episode.hub_id,
        episode_id=episode.id,
        position=team.next_position(episode),
        joined_on=at.astimezone(UK).date(),
        changed_by=by.name,
        **values,
    )
    db.session.add(member)
    tell(episode, "join_team", by=by, at=at)
    return member


@command
def set_may_write(
    episode: EarlyHelpEpisode, *, by: Actor, member_id: uuid.UUID, may_write: bool, at: datetime
) -> TeamMember:
    """Whether somebody with an account writes with the lead, or only reads."""
    must_be_open(episode)
    member = _here(episode, member_id)
    if member.account_id is None:
        raise Refused(N_("Only somebody who signs in here can write. Write down what they say."))
    if may_write and member.sees not in WRITING:
        raise Refused(N_("Let them see the plan or everything first: nobody writes unseen."))
    if member.can_write is not may_write:
        member.can_write, member.changed_by = may_write, by.name
        tell(episode, "may_write" if may_write else "may_read_only", by=by, at=at)
    return member


@command
def set_sees(
    episode: EarlyHelpEpisode,
    *,
    by: Actor,
    member_id: uuid.UUID,
    sees: MemberSees | None,
    version: int | None,
    at: datetime,
) -> TeamMember:
    """What one practitioner of the team may see from now on; who sees less may write less.

    Raises `Refused` without a choice and for one of the family, `Crossed` when it was chosen
    otherwise since the page was opened.
    """
    must_be_open(episode)
    member = _here(episode, member_id)
    if sees is None:
        raise Refused(N_("Choose what they may see"), "sees")
    if member.person_id is not None:
        raise Refused(N_("One of the family is given copies, and opens nothing here."))
    if member.sees is not sees:
        if version is not None and member.version != version:
            raise Crossed(member)
        was, member.sees, member.changed_by = member.sees, sees, by.name
        member.can_write = member.can_write and sees in WRITING
        why = f"{was} to {sees}"
        tell(episode, "change_sees", by=by, at=at, said=member.name, why=why)
    return member


@command
def leave_team(
    episode: EarlyHelpEpisode, *, by: Actor, member_id: uuid.UUID, at: datetime
) -> TeamMember:
    """Somebody leaves: from now on they open nothing and no mail goes to them."""
    must_be_open(episode)
    member = team.member_to_change(episode, member_id)
    if member is None:
        raise Refused(NOT_HERE)
    if member.left_on is None:
        member.left_on, member.can_write = at.astimezone(UK).date(), False
        member.changed_by = by.name
        tell(episode, "leave_team", by=by, at=at)
    return member


def _here(episode: EarlyHelpEpisode, member_id: uuid.UUID) -> TeamMember:
    member = team.member_to_change(episode, member_id)
    if member is None or member.left_on is not None:
        raise Refused(NOT_HERE)
    return member
