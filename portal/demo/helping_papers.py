"""The steps of a family's story about copies, a referral, and the end of early help."""

import random
from collections.abc import Callable
from datetime import datetime
from typing import Any

from portal.blueprints.early_help.papers import making
from portal.commands import ending, family_copies, step_up
from portal.commands.consultations import save_pages, submit_consultation
from portal.commands.ticks import save_ticks
from portal.demo.family_stories import Told
from portal.demo.helped import Helped
from portal.demo.story import follow
from portal.models import FamilyCopy
from portal.queries import family_copies as copies
from portal.rules.permissions import Actor
from portal.rules.typed import UK
from portal.vocabulary import CopyVariant, EpisodeEnd, HelpDocument


def _make_copy(family: Helped, by: Actor, told: Told, at: datetime) -> None:
    """Looked through as its maker did: each word that may stand is cleared with its reason."""
    episode = family.episode(by)
    asked = making.Asked(
        document=HelpDocument(told["document"]),
        of_id=family.made[told["of"]] if "of" in told else episode.id,
        recipient_id=family.people[told["for"]],
        variant=CopyVariant(told.get("variant", "standard")),
        locale=told.get("locale", "en"),
    )
    made = _paper(by, episode, asked, at)
    why = told.get("clear", {})
    usual = why.get("any")  # for the words that have no reason of their own
    if unsaid := [hit.word for hit in made.open_hits if not why.get(hit.word, usual)]:
        raise ValueError(f"{told['key']}: nobody has said why these may stand: {unsaid}")
    for hit in made.open_hits:
        family_copies.clear_hits(
            family.episode(by),
            by=by,
            recipient_id=asked.recipient_id,
            hits=(hit.key,),
            why=why.get(hit.word, usual),
            at=at,
        )
    key = family.story.key(told["key"])
    wanted = making.wanted(asked, made)
    family_copies.make_copy(family.episode(by), by=by, wanted=wanted, key=key, at=at)
    family.made[told["key"]] = key


def _paper(by: Actor, episode: Any, asked: making.Asked, at: datetime) -> making.Made:
    made = making.family_paper(by, episode, asked, at)
    if made is None:
        raise ValueError(f"there is no {asked.document} for that person")
    return made


def _copy(family: Helped, by: Actor, told: Told) -> tuple[Any, FamilyCopy, Any]:
    """The episode, the copy, and what may be done with it."""
    episode = family.episode(by)
    copy = copies.copy(episode, family.made[told["key"]])
    if copy is None:
        raise ValueError(f"no copy is called {told['key']}")
    made = _paper(by, episode, making.asked_of(copy), copy.made_at)
    return episode, copy, making.facts_of(copy, made)


def _approve_copy(family: Helped, by: Actor, told: Told, at: datetime) -> None:
    episode, copy, facts = _copy(family, by, told)
    family_copies.approve_copy(episode, copy, by=by, facts=facts, at=at)


def _return_copy(family: Helped, by: Actor, told: Told, at: datetime) -> None:
    episode, copy, _facts = _copy(family, by, told)
    family_copies.return_copy(episode, copy, by=by, why=told["why"], at=at)


def _give_copy(family: Helped, by: Actor, told: Told, at: datetime) -> None:
    episode, copy, facts = _copy(family, by, told)
    on = at.astimezone(UK).date()
    family_copies.give_copy(episode, copy, by=by, facts=facts, given_on=on, how=told["how"], at=at)


def _step_up(family: Helped, by: Actor, told: Told, at: datetime) -> None:
    """The referral as it is carried over, with what is asked anew, and sent."""
    slug = f"{family.story.slug}-referral"
    draft = step_up.step_up(family.episode(by), by=by, start_key=slug, say=str, at=at)
    ticked = {f"seen:{family.people[name]}": each for name, each in told["ticks"].items()}
    save_pages(by, draft, told["pages"], tab=slug[:40], base_version=None, at=at)
    save_ticks(by, draft, ticked, at=at)
    dice = random.Random(slug)  # noqa: S311 - as for the other contacts
    submit_consultation(by, draft, at=at, randomness=lambda: dice.randbytes(16))
    follow(draft, by, family.actors, told.get("then", ()), at)


def _end(family: Helped, by: Actor, told: Told, at: datetime) -> None:
    ending.end_early_help(
        family.episode(by),
        by=by,
        reason=EpisodeEnd(told["reason"]),
        end_note=told["end_note"],
        family_words=told.get("family_words", ""),
        ended_on=at.astimezone(UK).date(),
        at=at,
    )


ENDING: dict[str, Callable[[Helped, Actor, Told, datetime], None]] = {
    "make_copy": _make_copy,
    "approve_copy": _approve_copy,
    "return_copy": _return_copy,
    "give_copy": _give_copy,
    "step_up": _step_up,
    "end": _end,
}
