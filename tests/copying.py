"""A plan, and copies of it for one of the family, for tests of what happens to them."""

import uuid

from sqlalchemy import select

from portal.blueprints.early_help.papers.making import (
    Asked,
    asked_of,
    facts_of,
    family_paper,
    wanted,
)
from portal.commands import family_copies as commands
from portal.extensions import db
from portal.models import DomainScore, EpisodePage, FamilyCopy
from portal.vocabulary import HelpDocument
from tests.actors import actor_of
from tests.makers import NOON
from tests.planning import Planned


class Story:
    """The Adderleys' plan, and copies of it for Dana."""

    def __init__(self, made: Planned) -> None:
        self.made, self.lead = made, made.lead
        self.dana = made.family.people["Dana Adderley"]

    def asked(self, who=None):
        recipient = who or self.dana.id
        return Asked(HelpDocument.PLAN, self.made.episode.id, recipient)

    def looked(self, asked=None, at=NOON):
        return family_paper(actor_of(self.lead), self.made.episode, asked or self.asked(), at)

    def make(self, key=None, at=NOON) -> FamilyCopy:
        made = self.looked(at=at)
        return commands.make_copy(
            self.made.episode,
            by=actor_of(self.lead),
            wanted=wanted(self.asked(), made),
            key=key or uuid.uuid4(),
            at=at,
        )

    def facts(self, copy):
        now = family_paper(actor_of(self.lead), self.made.episode, asked_of(copy), copy.made_at)
        return facts_of(copy, now)

    def approve(self, copy, by):
        return commands.approve_copy(
            self.made.episode, copy, by=actor_of(by), facts=self.facts(copy), at=NOON
        )

    def give(self, copy, **more):
        given = {"given_on": NOON.date(), "how": "In her hand, at school", "at": NOON, **more}
        return commands.give_copy(
            self.made.episode, copy, by=actor_of(self.lead), facts=self.facts(copy), **given
        )

    def clear_all(self, at=NOON):
        for hit in self.looked().open_hits:
            commands.clear_hits(
                self.made.episode,
                by=actor_of(self.lead),
                recipient_id=self.dana.id,
                hits=(hit.key,),
                why="Everybody knows her.",
                at=at,
            )

    def tell_scores(self, assessment):
        """Dana may have every score of this assessment."""
        dana = str(self.dana.id)
        for score in db.session.scalars(select(DomainScore)):
            score.readers = [dana]
        for page in db.session.scalars(
            select(EpisodePage).where(EpisodePage.of_id == assessment.id)
        ):
            if page.page.startswith("domain:"):
                page.answers = {**page.answers, "may_read": [dana]}
        db.session.commit()

    def put_at_risk(self):
        self.made.episode.must_not_be_told = "Callum must not learn where they live."
        db.session.commit()
