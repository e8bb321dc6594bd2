"""What a referral to a MARAC has to say before it is recorded."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.rules.typed import has_words
from portal.vocabulary import N_, Answer, MaracAgreement, MaracCriterion


@dataclass(frozen=True)
class MaracWords:
    """A referral to a MARAC as an adviser puts it on the record."""

    criteria: tuple[MaracCriterion, ...]
    criteria_why: str
    agreement: MaracAgreement | None
    without_why: str
    risks: str
    children: str
    teller: str
    telling_how: str
    idva: Answer | None
    idva_detail: str
    hub_note: str


NEEDED: tuple[tuple[str, str], ...] = (
    ("criteria", N_("Choose what the referral rests on")),
    ("criteria_why", N_("Write the reasons")),
    ("risks", N_("Write what the risks are, and for whom")),
    ("children", N_("Write what is done for each child")),
    ("agreement", N_("Say whether they agree")),
    ("without_why", N_("Write why it is shared without their agreement")),
    ("teller", N_("Write who tells them")),
    ("telling_how", N_("Write how that is safe")),
    ("idva", N_("Say whether an IDVA has been asked")),
)


def gaps(words: MaracWords, *, has_children: bool) -> Iterator[tuple[str, str]]:
    """What keeps a MARAC referral from being recorded: field and English message, in page order.

    Agreement is sought, never required: without it there is a reason. A MARAC never takes the
    place of what is done for each child.
    """
    spared = set() if has_children else {"children"}
    if words.agreement is not MaracAgreement.WITHOUT:
        spared.add("without_why")
    yield from (
        (field, message)
        for field, message in NEEDED
        if field not in spared and not _is_said(getattr(words, field))
    )


def _is_said(given: object) -> bool:
    """Something chosen, or words that can be read; a choice is a word of ours."""
    return has_words(given) if type(given) is str else bool(given)
