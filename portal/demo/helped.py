"""A family of the demo while its story is played: who is who, and what has been made."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from portal.demo.family_stories import FamilyStory, Told
from portal.models import EarlyHelpEpisode
from portal.queries import early_help
from portal.rules.permissions import Actor

Actors = Mapping[str, Actor]


@dataclass
class Helped:
    """A family as far as its story has been played: who is who, by the names of its file."""

    story: FamilyStory
    actors: Actors
    episode_id: uuid.UUID
    people: dict[str, uuid.UUID] = field(default_factory=dict)
    members: dict[str, uuid.UUID] = field(default_factory=dict)  # of the team
    made: dict[str, uuid.UUID] = field(default_factory=dict)  # assessments, meetings, copies

    def episode(self, by: Actor) -> EarlyHelpEpisode:
        """Locked anew for whoever acts, as a view gets it."""
        found = early_help.episode_to_change(by, self.episode_id)
        if found is None:
            raise ValueError(f"{by.name} does not open the episode of {self.story.slug}")
        return found

    def readers(self, told: Told, name: str = "readers") -> tuple[str, ...]:
        """Whose copies may hold it: those named here, else those of the whole story, else none."""
        named = told.get(name, told.get("readers", self.story.told.get("readers", ())))
        return self.ids(self.people if named == "all" else named)

    def ids(self, names: Iterable[str]) -> tuple[str, ...]:
        """Of people, by their names in the file."""
        return tuple(str(self.people[name]) for name in names)
