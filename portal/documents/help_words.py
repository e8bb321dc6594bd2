"""Headings and words of the papers of early help: for adults, and in plain words for a child."""

from enum import StrEnum

from portal.vocabulary import (
    N_,
    ActionStatus,
    CopyVariant,
    GoalStatus,
    HelpDocument,
    HelpDomain,
    Labels,
    LineKind,
    label,
)

WORDS: dict[str, str] = {
    "people": N_("Who this is about"),
    "worries": N_("Worries"),
    "strengths": N_("What is working well"),
    "tried": N_("What has been tried"),
    "signs": N_("Signs from the threshold document"),
    "pages": N_("What was said and found"),
    "scores": N_("Where things stand"),
    "scale": N_("1 is where it is hardest, 10 is where it goes well."),
    "travelled": N_("Distance travelled"),
    "goals": N_("The plan"),
    "goals_then": N_("How the plan is going"),
    "goal": N_("Goal"),
    "need": N_("What is needed"),
    "actions": N_("Who does what"),
    "how_known": N_("How we will know"),
    "contingency": N_("If it does not work"),
    "by": N_("By"),
    "who": N_("Who"),
    "what": N_("What"),
    "status": N_("How it is going"),
    "team": N_("The team around the family"),
    "came": N_("Who came"),
    "decided": N_("What was decided"),
    "next": N_("The next meeting"),
    "end": N_("How it ended"),
    "family_words": N_("In the family's own words"),
    "lead": N_("Who to talk to"),
    "wrong": N_("If anything here is wrong, or you want something changed, say so."),
    "yours": N_("This copy is yours. Keep it somewhere safe: it holds personal information."),
}
PLAIN: dict[str, str] = {
    "people": N_("Who this is about"),
    "worries": N_("Things we worry about"),
    "strengths": N_("Good things"),
    "tried": N_("What we have tried"),
    "pages": N_("What people said"),
    "scores": N_("How things are"),
    "scale": N_("1 means it is very hard. 10 means it is going really well."),
    "travelled": N_("How things have changed"),
    "goals": N_("What we want to make better"),
    "goals_then": N_("What we want to make better"),
    "goal": N_("We want"),
    "need": N_("Why"),
    "actions": N_("What people will do"),
    "how_known": N_("How we will know it worked"),
    "contingency": N_("What we do if it does not work"),
    "team": N_("People who help"),
    "came": N_("Who came to the meeting"),
    "decided": N_("What happens now"),
    "next": N_("When we meet next"),
    "end": N_("The end of this help"),
    "family_words": N_("What your family said"),
    "lead": N_("Who you can talk to"),
    "wrong": N_("If something here is not right, tell them. They will listen."),
    "yours": N_("This is yours. Keep it somewhere safe."),
}
PLAIN_LABELS = Labels(
    [
        (HelpDocument.ASSESSMENT, N_("How things are for you")),
        (HelpDocument.PLAN, N_("Your plan")),
        (HelpDocument.REVIEW, N_("What we talked about")),
        (HelpDocument.CLOSURE, N_("Finishing the help")),
        (HelpDomain.HEALTH, N_("Being healthy")),
        (HelpDomain.WELLBEING, N_("How you feel")),
        (HelpDomain.LEARNING, N_("School")),
        (HelpDomain.EARLY_YEARS, N_("Playing and growing")),
        (HelpDomain.IDENTITY, N_("Being you")),
        (HelpDomain.PARENTING, N_("Family life")),
        (HelpDomain.RELATIONSHIPS, N_("Getting on with each other")),
        (HelpDomain.OUTSIDE, N_("Being safe outside")),
        (HelpDomain.HOME, N_("Where you live")),
        (HelpDomain.MONEY, N_("Money and work")),
        (HelpDomain.SUBSTANCES, N_("Alcohol and drugs")),
        (HelpDomain.CRIME, N_("Staying out of trouble")),
        (HelpDomain.NETWORK, N_("Friends and people who help")),
        (ActionStatus.NOT_STARTED, N_("Not started yet")),
        (ActionStatus.UNDER_WAY, N_("We are doing it")),
        (ActionStatus.DONE, N_("Done")),
        (ActionStatus.STUCK, N_("It is hard at the moment")),
        (ActionStatus.DROPPED, N_("We do not need it any more")),
        (GoalStatus.OPEN, N_("We are working on it")),
        (GoalStatus.MET, N_("We did it")),
        (GoalStatus.DROPPED, N_("We do not need it any more")),
    ]
)
LINE_WORDS = {
    LineKind.STRENGTH: "strengths",
    LineKind.STATEMENT: "worries",
    LineKind.TRIED: "tried",
    LineKind.INDICATOR: "signs",
}


def heading(name: str, variant: CopyVariant) -> str:
    """The English message of a heading in that setting."""
    return PLAIN.get(name, WORDS[name]) if variant is CopyVariant.PLAIN_WORDS else WORDS[name]


def words_for(word: StrEnum, variant: CopyVariant) -> str:
    """The English label of a word of the vocabulary in that setting."""
    if variant is CopyVariant.PLAIN_WORDS and word in PLAIN_LABELS:
        return PLAIN_LABELS[word]
    return label(word)
