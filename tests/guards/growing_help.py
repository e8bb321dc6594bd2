"""More of everything that an episode of early help can list, and more episodes."""

import itertools
from typing import Any

from portal.extensions import db
from portal.models import (
    Account,
    Agreement,
    Contact,
    EarlyHelpEpisode,
    EpisodeEvent,
    EpisodeLine,
    EpisodePerson,
    Person,
    TeamMember,
)
from portal.vocabulary import (
    AgeKind,
    Agency,
    AgreementHow,
    EpisodeReason,
    EpisodeStatus,
    LineKind,
    Part,
    PersonKind,
)
from tests.guards.assessed import draft_of, score
from tests.guards.episodes import episode_of
from tests.guards.papers import grow_copies
from tests.guards.planned_help import grow_plan
from tests.makers import NOON

_numbers = itertools.count(1)
DAY = NOON.date()


def grow_help(contact: Contact) -> None:
    """One more of all that belongs to the episode of this contact, and one more episode beside."""
    episode, number = episode_of(contact), next(_numbers)
    ids = {"hub_id": episode.hub_id, "episode_id": episode.id}
    person = _person(episode)
    member = EpisodePerson(
        **ids,
        person_id=person.id,
        position=number,
        part=Part.PARENT,
        kind=PersonKind.ADULT,
        name=f"Gwen {number}",
        age_kind=AgeKind.NOT_KNOWN,
        age_on=DAY,
    )
    db.session.add(member)
    db.session.flush()
    changed = {"changed_by": "A maker", "changed_at": NOON}
    said = {"given_by": "", "how": AgreementHow.PHONE, "given_on": DAY, "recorded_at": NOON}
    db.session.add_all(
        [
            *(
                EpisodeLine(
                    **ids,
                    **changed,
                    kind=kind,
                    text=f"Told {number}",
                    readers=[str(member.id)],
                    indicator_id="CAR-20" if kind is LineKind.INDICATOR else None,
                )
                for kind in LineKind
            ),
            EpisodeLine(**ids, **changed, kind=LineKind.TRIED, text="Gone", is_removed=True),
            Agreement(**ids, **said, person_id=member.id, is_given=True, recorded_by="A maker"),
            TeamMember(**ids, name=f"Coach {number}", position=number, joined_on=DAY),
            score(episode, draft_of(episode), 5, number),
            EpisodeEvent(**ids, at=NOON, action="add_line", account_name="A maker"),
            _another(episode, number),
        ]
    )

    grow_plan(episode, number)
    grow_copies(episode, member)


def _person(episode: EarlyHelpEpisode) -> Person:
    person = Person(
        hub_id=episode.hub_id, kind=PersonKind.ADULT, name="Gwen", age_kind=AgeKind.NOT_KNOWN
    )
    db.session.add(person)
    db.session.flush()
    return person


def _another(episode: EarlyHelpEpisode, number: int) -> EarlyHelpEpisode:
    lead = db.session.get_one(Account, episode.lead_id)
    values: dict[str, Any] = {
        **{"hub_id": episode.hub_id, "organisation_id": episode.organisation_id},
        **{"agency": Agency.SCHOOL, "starter_id": lead.id, "start_key": f"beside {episode.id}"},
        **{"lead_id": lead.id, "lead_name": lead.name, "family_label": "Kit, 4"},
        **{"status": EpisodeStatus.OPEN, "reason": EpisodeReason.OTHER, "started_on": DAY},
        **{"next_due_on": DAY, "meeting_due_on": DAY, "created_at": NOON, "updated_at": NOON},
    }
    values["start_key"] += f" {number}"
    return EarlyHelpEpisode(**values, reference=f"EH-{number:04}-{str(episode.id)[:4]}")
