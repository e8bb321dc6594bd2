"""An invented family in an episode, and what is written on the pages of its assessment."""

import os
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from portal.commands.assessments import save_assessment_page, start_assessment
from portal.commands.episodes import start_early_help
from portal.extensions import db
from portal.models import (
    Account,
    Agreement,
    Assessment,
    EarlyHelpEpisode,
    EpisodeLine,
    EpisodePerson,
    Person,
    TeamMember,
)
from portal.queries import early_help
from portal.vocabulary import (
    AgeKind,
    AgreementHow,
    Answer,
    EpisodeReason,
    IndicatorState,
    LineKind,
    MemberSees,
    Part,
    PersonKind,
    Role,
)
from tests.actors import actor_of
from tests.makers import NOON, Maker

VOICE = {"heard": "yes", "how": "At breakfast club", "words": "I like it at Nan's."}
LEVEL = {"level": "2", "reason": "Two needs, and the family wants help."}
FAMILY = (
    ("Wren Adderley", PersonKind.CHILD, Part.SUBJECT, 84),
    ("Baby Adderley", PersonKind.UNBORN, Part.SIBLING, None),
    ("Dana Adderley", PersonKind.ADULT, Part.PARENT, None),
    ("Callum Reid", PersonKind.ADULT, Part.PARENT, None),
)


PARENTS = ("Dana Adderley", "Callum Reid")


def agreed_by(episode: EarlyHelpEpisode, people: Iterable[uuid.UUID], recorded_by: str) -> None:
    """Everybody who must has agreed, as the commands leave it."""
    said = {"is_given": True, "given_by": "", "how": AgreementHow.SPOKEN, "given_on": NOON.date()}
    noted = {"recorded_by": recorded_by, "recorded_at": NOON - timedelta(days=1)}
    ids = {"hub_id": episode.hub_id, "episode_id": episode.id}
    db.session.add_all(Agreement(**ids, **said, **noted, person_id=each) for each in people)
    episode.has_agreement, episode.is_sharing_awaited = True, False


@dataclass
class Family:
    """An episode with its people, its lead practitioner and somebody who writes with them."""

    episode: EarlyHelpEpisode
    lead: Account
    writer: Account
    people: dict[str, EpisodePerson]

    def id_of(self, name: str) -> str:
        return str(self.people[name].id)

    def locked(self, account: Account) -> EarlyHelpEpisode:
        found = early_help.episode_to_change(actor_of(account), self.episode.id)
        assert found is not None
        return found

    def begin(self) -> Assessment:
        return start_assessment(actor_of(self.lead), self.locked(self.lead), at=NOON)

    def write(self, assessment: Assessment, name: str, by: Account | None = None, **answers):
        by = by or self.lead
        return save_assessment_page(
            actor_of(by),
            self.locked(by),
            assessment.id,
            name,
            answers,
            tab=uuid.uuid4().hex,
            base_version=None,
            at=NOON,
        )

    def written(self) -> Assessment:
        """An assessment that can be completed."""
        draft = self.begin()
        self.write(draft, f"voice:{self.id_of('Wren Adderley')}", **VOICE)
        self.write(
            draft,
            "domain:health",
            score="4",
            evidence="Two appointments missed.",
            agreed_with=[self.id_of("Dana Adderley")],
            may_read=[self.id_of("Dana Adderley")],
        )
        self.write(draft, "level", **LEVEL)
        return draft


def family(make: Maker, lead: Account | None = None, *, is_agreed: bool = True) -> Family:
    """The Adderleys, with one sign of the threshold document on their episode.

    Both parents have agreed to the help, unless a test is about those who have not.
    """
    lead = lead or make.account(Role.LEAD_PRACTITIONER, name="Ines Duarte")
    writer = make.account(name="Omar Haddad")
    episode = start_early_help(
        actor_of(lead),
        start_key=uuid.uuid4().hex,
        reason=EpisodeReason.PARENTING,
        reason_note="",
        started_on=NOON.date(),
        lead_id=None,
        at=NOON,
        randomness=lambda: os.urandom(16),
    )
    ids = {"hub_id": episode.hub_id, "episode_id": episode.id}
    people = {}
    for position, (name, kind, part, months) in enumerate(FAMILY):
        age = AgeKind.NOT_KNOWN if months is None else AgeKind.ESTIMATE
        person = Person(hub_id=episode.hub_id, name=name, kind=kind, age_kind=age)
        db.session.add(person)
        db.session.flush()
        people[name] = EpisodePerson(
            **ids,
            person_id=person.id,
            position=position,
            part=part,
            kind=kind,
            name=name,
            age_kind=age,
            age_months_from=months,
            age_months_to=months and months + 11,
            age_on=NOON.date(),
            lives_in_home=Answer.NO if name == "Callum Reid" else Answer.YES,
        )
    db.session.add_all(people.values())
    db.session.flush()
    text = "Came to school hungry three days running."
    line = {"source": "CN-1", "changed_by": lead.name, "changed_at": NOON}
    db.session.add_all(
        [
            EpisodeLine(**ids, kind=LineKind.STATEMENT, text=text, first_text=text, **line),
            EpisodeLine(
                **ids,
                kind=LineKind.INDICATOR,
                text="",
                about_id=people["Wren Adderley"].id,
                indicator_id="CAR-20",
                state=IndicatorState.PRESENT,
                **line,
            ),
            TeamMember(
                **ids,
                account_id=writer.id,
                name=writer.name,
                can_write=True,
                sees=MemberSees.EVERYTHING,
                joined_on=NOON.date(),
            ),
        ]
    )
    if is_agreed:
        agreed_by(episode, [people[name].id for name in PARENTS], lead.name)
    db.session.commit()
    return Family(episode, lead, writer, people)
