"""One paper made from the record: what it says, what in it must be looked at, and its PDF."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from flask_babel import force_locale, get_translations

from portal.commands import copy_readers, stored_documents
from portal.commands.family_copies import Wanted
from portal.documents import help_paper, render
from portal.documents.help_paper import HelpPaper
from portal.documents.lines import HubLine
from portal.frameworks.same_names import load_same_names
from portal.queries import family_copies, help_papers, hubs
from portal.rules import copy_questions, copy_scan, copy_watch
from portal.rules.copy_questions import Piece, Question
from portal.rules.copy_scan import Hit
from portal.rules.copying import CopyFacts
from portal.rules.family_copy import (
    NotInFamilyError,
    family_copy,
    has_content,
    professional_copy,
    recipient_of,
)
from portal.rules.permissions import Actor
from portal.rules.typed import one_of
from portal.vocabulary import CopyVariant, HelpDocument
from portal.web import local_text, uk_time

LOCALES = ("en", "cy")


@dataclass(frozen=True)
class Asked:
    """Which paper, for whom, set how. Its address is made of these and names nobody."""

    document: HelpDocument
    of_id: uuid.UUID
    recipient_id: uuid.UUID
    variant: CopyVariant = CopyVariant.STANDARD
    locale: str = "en"

    def address(self) -> dict[str, Any]:
        """For `url_for`."""
        words = (self.document.value, self.variant.value, self.locale)
        return {"recipient_id": self.recipient_id, "of_id": self.of_id, "setting": ".".join(words)}


def read_address(recipient_id: uuid.UUID, of_id: uuid.UUID, setting: str) -> Asked | None:
    """What such an address asks for; None where it says nothing known."""
    document, variant, locale = (*setting.split("."), "", "")[:3]
    kind, how = one_of(HelpDocument, document), one_of(CopyVariant, variant)
    if kind is None or how is None or locale not in LOCALES:
        return None
    return Asked(kind, of_id, recipient_id, how, locale)


@dataclass(frozen=True)
class Made:
    """A family copy as it would be now."""

    paper: HelpPaper
    hits: Sequence[Hit]
    cleared: dict[str, Any]  # what was let stand, and why
    is_anyone_at_risk: bool
    called: Sequence[tuple[str, str]] = ()  # whom a page may name as who is meant

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The hits as a person is asked about them."""
        return copy_questions.questions(self.hits, self.called)

    def question(self, wanted: str) -> Question | None:
        """One of them by its address; None where nothing asks it any more."""
        return next((each for each in self.questions if each.id == wanted), None)

    @property
    def open_pieces(self) -> list[Piece]:
        """The texts somebody still has to look at."""
        return [each for asked in self.questions for each in asked.open_pieces(self.cleared)]

    def reasons(self, piece: Piece) -> list[tuple[str, str]]:
        """Who let this text stand, and why."""
        rows = (self.cleared[key] for key in sorted(piece.keys) if key in self.cleared)
        return list(dict.fromkeys((row.cleared_by, row.why) for row in rows))

    @property
    def open_hits(self) -> list[Hit]:
        """What nobody has looked at."""
        return [hit for hit in self.hits if hit.key not in self.cleared]

    def is_cleared_since(self, at: datetime | None) -> bool:
        """Whether a word that stands in it was let stand only after that."""
        rows = (self.cleared[hit.key] for hit in self.hits if hit.key in self.cleared)
        return at is not None and any(row.cleared_at > at for row in rows)

    @property
    def digest(self) -> str:
        """Of what it says; empty where it says nothing."""
        return help_paper.digest(self.paper) if has_content(self.paper.content) else ""


def family_paper(actor: Actor, episode: Any, asked: Asked, at: datetime) -> Made | None:
    """The copy as it would be on that day; None where there is no such paper or person."""
    facts = help_papers.facts(
        actor,
        episode,
        asked.document,
        asked.of_id,
        on=uk_time(at).date(),
        lang=asked.locale,
    )
    if facts is None:
        return None
    try:
        recipient = recipient_of(facts, str(asked.recipient_id))
    except NotInFamilyError:
        return None
    content = family_copy(facts, recipient.id)
    look = copy_watch.watched(facts, content, recipient)
    return Made(
        paper=HelpPaper(
            content=content,
            hub=_hub(actor, asked.locale),
            made_at=at,
            lang=asked.locale,
            variant=asked.variant,
        ),
        hits=copy_scan.scan(content, look, load_same_names()),
        cleared=family_copies.cleared(episode, asked.recipient_id),
        is_anyone_at_risk=facts.is_anyone_at_risk,
        called=look.called,
    )


def team_paper(
    actor: Actor, episode: Any, document: HelpDocument, of_id: uuid.UUID, lang: str, at: datetime
) -> HelpPaper | None:
    """The same for the team."""
    on = uk_time(at).date()
    facts = help_papers.facts(actor, episode, document, of_id, on=on, lang=lang)
    if facts is None:
        return None
    return HelpPaper(content=professional_copy(facts), hub=_hub(actor, lang), made_at=at, lang=lang)


def _hub(actor: Actor, lang: str) -> HubLine:
    with force_locale(lang):
        return HubLine(name=local_text(hubs.hub(actor.hub_id).name))


def asked_of(copy: Any) -> Asked:
    """What a copy that was made is a copy of."""
    return Asked(copy.document, copy.of_id, copy.recipient_id, copy.variant, copy.locale)


def wanted(asked: Asked, made: Made) -> Wanted:
    """What the command needs to know of it."""
    return Wanted(
        recipient_id=asked.recipient_id,
        document=asked.document,
        of_id=asked.of_id,
        variant=asked.variant,
        locale=asked.locale,
        digest=made.digest,
        hits=frozenset(hit.key for hit in made.hits),
    )


def facts_of(copy: Any, made: Made | None) -> CopyFacts:
    """What may be done with a copy, from what it would say today."""
    return CopyFacts(
        status=copy.status,
        is_seconded=copy.approved_by_id is not None,
        digest=copy.digest,
        digest_now=made.digest if made else "",
        is_at_risk_now=made is None or made.is_anyone_at_risk,
        are_hits_cleared=made is not None and not made.open_hits,
        is_cleared_since=made is not None and made.is_cleared_since(copy.approved_at),
    )


def printed(episode: Any, paper: HelpPaper, *, name: str, audience: str) -> bytes:
    """The PDF: the one that says the same, else made and kept; making it holds no lock."""
    stored_documents.keep_reading()
    fingerprint = help_paper.digest(paper)
    before = family_copies.kept(episode, audience, fingerprint)
    if before is not None:
        return bytes(before.content)
    with force_locale(paper.lang):
        made = render.render_help(paper, get_translations())
    copy_readers.keep_paper(
        episode,
        name=name,
        audience=audience,
        fingerprint=fingerprint,
        content=made,
        at=paper.made_at,
    )
    return made
