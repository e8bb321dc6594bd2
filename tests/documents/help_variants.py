"""The invented family's papers: each document, reader, setting and language, and an attack."""

from dataclasses import replace

from portal.documents.help_paper import HelpPaper
from portal.rules.family_copy import family_copy, professional_copy
from portal.vocabulary import CopyVariant, HelpDocument
from tests.documents.help_samples import CHILD, FATHER, HUB, MADE, MOTHER, facts
from tests.documents.variants import HOSTILE_TEXT


def paper(
    document: HelpDocument = HelpDocument.PLAN,
    recipient: str = "",
    variant: CopyVariant = CopyVariant.STANDARD,
    lang: str = "en",
) -> HelpPaper:
    """One paper of that family; without a recipient the professionals' own."""
    known = facts(document)
    content = family_copy(known, recipient) if recipient else professional_copy(known)
    return HelpPaper(content=content, hub=HUB, made_at=MADE, variant=variant, lang=lang)


def papers() -> dict[str, HelpPaper]:
    """Every document for each audience and setting, in each language, by name."""
    found = {}
    for document in HelpDocument:
        for lang, ending in (("en", ""), ("cy", "-welsh")):
            found[f"{document}-team{ending}"] = paper(document, lang=lang)
            found[f"{document}-father{ending}"] = paper(document, FATHER, lang=lang)
            large, plain = CopyVariant.LARGE_PRINT, CopyVariant.PLAIN_WORDS
            found[f"{document}-mother-large{ending}"] = paper(document, MOTHER, large, lang)
            found[f"{document}-child-plain{ending}"] = paper(document, CHILD, plain, lang)
    return found


def hostile(text: str) -> HelpPaper:
    """A plan in which every text a person can type is an attack."""
    known = facts()
    goals = tuple(replace(each, goal=text, need=text, whose_words=text) for each in known.goals)
    actions = tuple(
        replace(each, what=text, who=text, how_known=text, status_note=text)
        for each in known.actions
    )
    team = tuple(replace(each, name=text, job=text, organisation=text) for each in known.team)
    known = replace(known, goals=goals, actions=actions, team=team, must_not_be_told=text)
    return HelpPaper(content=professional_copy(known), hub=HUB, made_at=MADE)


def chosen() -> dict[str, HelpPaper]:
    """One of each document, setting and language, and an attack: what every run checks."""
    names = ("plan-team", "review-father-welsh", "assessment-mother-large", "closure-child-plain")
    return {**{name: papers()[name] for name in names}, "plan-hostile": hostile(HOSTILE_TEXT)}
