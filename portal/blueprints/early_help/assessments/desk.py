"""One assessment on the table: its pages in order, who wrote each last, and what stood before."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from flask import url_for
from flask_babel import get_locale, gettext

from portal.blueprints.guidance_panel import Panel, frozen_panel, panel_of
from portal.queries import assessments, early_help, hubs
from portal.queries.frameworks import framework as framework_of
from portal.queries.rows import AnyRow
from portal.rules.assessment import AssessmentFacts, read
from portal.rules.assessment_guidance import as_consultation
from portal.rules.assessment_pages import PageName, has_words, page_names
from portal.rules.assessment_words import heading
from portal.rules.early_help import (
    EpisodeFacts,
    may_lead_episode,
    may_lead_while_open,
    may_write_episode,
)
from portal.rules.guidance import ChildGuidance, guide
from portal.rules.permissions import Actor
from portal.rules.safety import alarm
from portal.rules.threshold_model import Framework
from portal.rules.typed import Page
from portal.vocabulary import LABELS, AssessmentStatus, PersonKind
from portal.web import uk_time, utc_now, voice

GROUPS = {
    "safety": 0,
    "who": 0,
    "voice": 1,
    "domain": 2,
    "analysis": 3,
    "level": 3,
}


@dataclass(frozen=True)
class Desk:
    """One assessment for one reader. The newest words of every page, and who saved them."""

    actor: Actor
    episode: Any
    assessment: Any
    people: Sequence[AnyRow]
    rows: Mapping[str, AnyRow]
    framework: Framework
    hub: AnyRow

    @property
    def lang(self) -> str:
        """The reader's language."""
        return str(get_locale())

    @property
    def is_draft(self) -> bool:
        """Whether it is still being written."""
        return self.assessment.status is AssessmentStatus.DRAFT

    @cached_property
    def names(self) -> tuple[PageName, ...]:
        """Every page in order."""
        return page_names(self.people)

    @cached_property
    def all_names(self) -> tuple[PageName, ...]:
        """The same with what was written of people who have left the record since."""
        asked = {str(each) for each in self.names}
        others = [name for name, row in self.rows.items() if name not in asked]
        left = [name for name in others if has_words(self.rows[name].answers)]
        return (*self.names, *(PageName(*name.split(":", 1)) for name in left))

    @cached_property
    def pages(self) -> dict[str, Page]:
        """What is written, by page."""
        return {name: row.answers for name, row in self.rows.items()}

    @cached_property
    def facts(self) -> AssessmentFacts:
        """The same as far as it can be read."""
        return read(self.pages)

    @property
    def alarm(self) -> str:
        """What to do before anything else: call 999, phone the hub, or nothing of the kind."""
        return alarm(self.framework, self.facts.risk.safety).value

    @cached_property
    def before(self) -> AnyRow | None:
        """The completed assessment before this one."""
        return assessments.earlier(self.actor, self.episode, self.assessment.number)

    @cached_property
    def rows_before(self) -> dict[str, AnyRow]:
        """What was written last time."""
        if self.before is None:
            return {}
        return assessments.page_rows(self.actor, self.episode, self.before.id)

    @cached_property
    def lines(self) -> Sequence[AnyRow]:
        """What the episode holds about the family."""
        return early_help.lines(self.actor, self.episode)

    @cached_property
    def scores(self) -> Sequence[AnyRow]:
        """The numbers there are from before."""
        return assessments.scores(self.actor, self.episode)

    @cached_property
    def guidance(self) -> tuple[ChildGuidance, ...]:
        """What the threshold document points to today for each child."""
        known = as_consultation(self.framework, self.people, self.lines, self.facts, today())
        return guide(
            self.framework,
            known,
            nation=self.hub.nation,
            on=today(),
            **voice(),
        )

    @cached_property
    def panel(self) -> Panel:
        """The same in words; as it was frozen once the assessment is completed."""
        if self.is_draft:
            return panel_of(self.framework, self.hub, self.guidance)
        return frozen_panel(self.framework, self.hub, self.assessment.guidance)

    @cached_property
    def access(self) -> EpisodeFacts:
        """What this reader may do turns on this."""
        return early_help.facts(self.episode)

    @property
    def can_write(self) -> bool:
        """Whether this reader writes on it now."""
        return self.is_draft and may_write_episode(self.actor, self.access)

    @property
    def can_complete(self) -> bool:
        """Whether this reader may complete it."""
        return self.is_draft and may_lead_while_open(self.actor, self.access)

    @property
    def can_correct(self) -> bool:
        """Whether this reader may put it right once it is completed."""
        return not self.is_draft and may_lead_episode(self.actor, self.access)

    def name_of(self, key: str) -> str:
        """A member of the family by name, or by what they are."""
        for person in self.people:
            if str(person.id) == key:
                return person.name or str(gettext(LABELS[person.kind]))
        return str(gettext("Somebody who is no longer on the record"))

    def kind_of(self, key: str) -> PersonKind | None:
        """Whether a voice is a child's, an adult's, or about an unborn baby."""
        return next((each.kind for each in self.people if str(each.id) == key), None)

    def heading(self, name: PageName) -> str:
        """What a page is called, in the reader's language."""
        kind = self.kind_of(name.key) if name.kind == "voice" else None
        text = str(gettext(heading(name.kind, name.key, kind)))
        return text % {"name": self.name_of(name.key)} if name.kind == "voice" else text

    def url(self, name: PageName) -> str:
        """Where a page is written."""
        ids = {"episode_id": self.episode.id, "assessment_id": self.assessment.id}
        if name.kind == "voice":
            return url_for("assessments.voice", person_id=uuid.UUID(name.key), **ids)
        if name.kind == "domain":
            return url_for("assessments.domain", name=name.key, **ids)
        return url_for("assessments.question", name=name.kind, **ids)

    @property
    def level_url(self) -> str:
        """Where the level of need is written."""
        return self.url(PageName("level"))

    def address(self, endpoint: str) -> str:
        """Another page of this assessment."""
        ids = {"episode_id": self.episode.id, "assessment_id": self.assessment.id}
        return url_for(f"assessments.{endpoint}", **ids)

    def beside(self, name: PageName) -> tuple[str, str]:
        """Where the page before and the page after are."""
        if name not in self.names:
            return self.address("show"), self.address("check")
        at = self.names.index(name)
        back = self.url(self.names[at - 1]) if at else self.address("show")
        is_last = at + 1 == len(self.names)
        return back, self.address("check") if is_last else self.url(self.names[at + 1])

    def has(self, name: PageName) -> bool:
        """Whether there is such a page, or was, and somebody has written on it."""
        return name in self.names or str(name) in self.rows

    def is_written(self, name: PageName) -> bool:
        """Whether anything is said there."""
        return has_words(self.pages.get(str(name), {}))

    @property
    def groups(self) -> list[list[PageName]]:
        """The pages under the four headings they are listed under."""
        found: list[list[PageName]] = [[], [], [], []]
        for name in self.all_names:
            found[GROUPS.get(name.kind, 3)].append(name)
        return found


def today() -> date:
    """The day in London."""
    return uk_time(utc_now()).date()


def desk(actor: Actor, episode: Any, assessment: Any) -> Desk:
    """Everything about one assessment, in as many statements for one page as for all."""
    hub = hubs.hub(actor.hub_id)
    return Desk(
        actor=actor,
        episode=episode,
        assessment=assessment,
        people=early_help.people(actor.hub_id, episode.id),
        rows=assessments.page_rows(actor, episode, assessment.id),
        framework=framework_of(assessment.framework_id).for_nation(hub.nation),
        hub=hub,
    )
