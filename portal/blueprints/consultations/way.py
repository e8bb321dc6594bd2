"""What frames every page of the journey: where it stands, what comes next, what never hides."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import gettext

from portal.blueprints.guidance_panel import called
from portal.frameworks.codes import codes_of
from portal.queries import hubs
from portal.queries.consultations import Draft
from portal.queries.frameworks import framework as framework_of
from portal.queries.rows import AnyRow
from portal.rules import abuse, adult_only, journey, referral
from portal.rules.codes import Codes
from portal.rules.consultation import Consultation, read
from portal.rules.journey import Place, Step
from portal.rules.referral import Referral
from portal.rules.safety import Alarm, alarm, needs_children_doctor
from portal.rules.threshold_model import Framework
from portal.vocabulary import Answer, ContactKind, PersonKind

OWN_ADDRESS = frozenset({"safety", "people", "happened", "seen", "view", "evidence", "check"})
LISTS = frozenset({"injuries", "addresses", "professionals"})


@dataclass(frozen=True)
class Way:
    """One page of one draft, ready for the templates."""

    draft: Draft
    consultation: Consultation
    step: Step
    steps: tuple[Step, ...]
    place: Place
    hub: AnyRow
    framework: Framework

    @property
    def contact_id(self) -> uuid.UUID:
        """Which draft this is."""
        return self.draft.contact.id

    @property
    def is_referral(self) -> bool:
        """Whether help is asked for, and not only advice."""
        return self.draft.contact.kind is ContactKind.REFERRAL

    @property
    def referral(self) -> Referral:
        """What the pages say that a referral has besides."""
        return referral.read_referral(self.draft.pages, self.consultation)

    @property
    def codes(self) -> Codes:
        """The code lists of the hub."""
        return codes_of(self.hub.nation, self.hub.settings)

    @property
    def must_not_be_told(self) -> str:
        """Who must not be told what, as far as it is said."""
        texts = self.consultation.texts
        return texts.get("wishes.must_not_be_told") or texts.get("family.must_not_be_told", "")

    @property
    def is_emergency(self) -> bool:
        """Somebody is in danger: 999 stays on every page."""
        return self._alarm is Alarm.EMERGENCY

    @property
    def is_protection(self) -> bool:
        """An injury to a child who cannot move: the MASH stays on every page."""
        return self._alarm is Alarm.PROTECTION

    @property
    def needs_doctor(self) -> bool:
        """Whether a children's doctor must see the child today."""
        return needs_children_doctor(self.framework, self.consultation.safety)

    @property
    def _alarm(self) -> Alarm:
        return alarm(self.framework, self.consultation.safety)

    @property
    def is_abuse(self) -> bool:
        """Whether this is the guided route for domestic abuse."""
        return abuse.is_abuse(self.draft.contact.route)

    @property
    def asks_for_child(self) -> bool:
        """Whether adults are named and no child, so that somebody must say whether there is one."""
        return adult_only.asks_for_child(self.consultation) and not self.is_abuse

    @property
    def has_child(self) -> Answer | None:
        """Whether there is a child or an unborn baby; None where nobody said."""
        return adult_only.has_child(self.consultation)

    @property
    def is_adult_only(self) -> bool:
        """Whether it would be sent about adults only, without a child on record."""
        is_of_adults = not self.is_abuse and not self.is_referral
        return is_of_adults and adult_only.is_adult_only(self.consultation)

    @property
    def is_safe_contact(self) -> bool:
        """Whether every message has to be agreed first; always where the route is for abuse."""
        is_asked = self.consultation.is_safe_contact and "safety" in self.draft.saved
        return is_asked or self.is_abuse

    @property
    def back_url(self) -> str:
        """The page before, or the check when the person came from there."""
        if is_from_check():
            return address(self.contact_id, "check")
        before = self.place.before
        return address(self.contact_id, before.page) if before else url_for("accounts.home")

    @property
    def next_url(self) -> str:
        """The page after, or the check when the person came from there."""
        after = self.place.after
        if is_from_check() or after is None:
            return address(self.contact_id, "check")
        return address(self.contact_id, after.page)

    @property
    def names(self) -> dict[str, str]:
        """Everyone on the form by identifier: their name, or a number while it is not known."""
        return {
            str(each.id): each.name or str(gettext("Person %(number)s", number=number))
            for number, each in enumerate(self.consultation.people, start=1)
        }

    def url(self, page: str) -> str:
        """Where a step or a saved page is."""
        return address(self.contact_id, page)

    def is_begun(self, step: Step) -> bool:
        """Whether anything is said there."""
        return journey.is_begun(step, self.draft.pages)

    def name_of(self, step: Step) -> str:
        """Whom a step is about; empty where it is about nobody, or the only one has no name."""
        person = next((each for each in self.consultation.people if each.id == step.part), None)
        return "" if person is None else person.name or self._called.get(person.id, "")

    @property
    def spoken_name(self) -> str:
        """The same in the middle of a sentence, of whom this page is about."""
        person = next(
            (each for each in self.consultation.people if each.id == self.step.part), None
        )
        if person is not None and person.kind is PersonKind.UNBORN and not person.name:
            return str(gettext("the unborn baby"))
        return self.name_of(self.step)

    @property
    def _called(self) -> dict[uuid.UUID, str]:
        """Children by what tells them apart, where there are several; an unborn baby always."""
        children = self.consultation.children
        return {
            each.id: called(each.name, number, is_unborn=each.kind is PersonKind.UNBORN)
            for number, each in enumerate(children, start=1)
            if len(children) > 1 or each.kind is PersonKind.UNBORN
        }


def way_to(draft: Draft, page: str) -> Way:
    """The way as it looks from one page; raises ValueError for a name that no page has."""
    step = journey.step_of(page)
    if step is None:
        raise ValueError(f"no page is called {page!r}")
    consultation = read(draft.pages)
    steps = journey.steps(draft.contact.route, consultation, draft.contact.kind)
    hub = hubs.hub(draft.contact.hub_id)
    framework = framework_of(draft.contact.framework_id or hub.framework_id)
    return Way(draft, consultation, step, steps, journey.place(steps, step), hub, framework)


def address(contact_id: uuid.UUID, page: str, **query: str) -> str:
    """Where a step or a saved page of a draft is: "tried", "person:<uuid>", "people" ..."""
    kind, _, part = page.partition(":")
    ids: Mapping[str, Any] = {"contact_id": contact_id, **query}
    kind = journey.WITHIN.get(kind, kind) if not part else kind
    if kind in OWN_ADDRESS:
        return url_for(f"consultations.{kind}", **ids)
    if kind in LISTS:
        return url_for("consultations.listed", name=kind, **ids)
    if part:
        return url_for("consultations.part", kind=kind, part_id=part, **ids)
    return url_for("consultations.question_page", name=kind, **ids)


def is_from_check() -> bool:
    """Whether the person came from the check and wants to go back there."""
    return "check" in (request.args.get("back_to"), request.form.get("back_to"))
