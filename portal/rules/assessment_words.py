"""How each field of an assessment is asked: one place for forms, summaries and documents."""

from collections.abc import Mapping
from enum import StrEnum

from portal.vocabulary import LABELS, N_, Answer, HelpDomain, PersonKind

MAY_READ = N_("Who in the family may have this in their copy?")
OF_THE_REST = N_("Who in the family may have the rest of this page in their copy?")

# "<kind of page>.<field>" -> the question in English, ready for gettext, in the order of the pages.
QUESTIONS: dict[str, str] = {
    "safety.risk": N_("What could make somebody unsafe, and what keeps them safe?"),
    "who.took_part": N_("Who in the family took part?"),
    "who.others": N_("Who else took part?"),
    "who.language": N_("Which language did you talk in?"),
    "who.interpreter": N_("Was there an interpreter?"),
    "who.absent": N_("Parents who live elsewhere: were they asked, or why not?"),
    "voice.heard": N_("Have they been heard?"),
    "voice.how": N_("When, where and with whom?"),
    "voice.words": N_("What did they say, in their own words?"),
    "voice.wishes": N_("What do they want to be different?"),
    "voice.good_day": N_("What does a good day look like?"),
    "voice.why_not": N_("If they have not been heard: why not, and what will be tried?"),
    "domain.score": N_("Where does the family stand?"),
    "domain.agreed_with": N_("Who agreed on this number?"),
    "domain.agreed_else": N_("Who else agreed on it?"),
    "domain.evidence": N_("What does it rest on?"),
    "analysis.worries": N_("What are we worried about?"),
    "analysis.working_well": N_("What is working well?"),
    "analysis.needs": N_("What needs to happen?"),
    "level.level": N_("Which level of need do you think this is?"),
    "level.reason": N_("Why?"),
}
OF_UNBORN: dict[str, str] = {
    "voice.heard": N_("Have the parents talked about the baby?"),
    "voice.words": N_("What do they say about the baby, in their own words?"),
    "voice.wishes": N_("What do they hope for?"),
    "voice.good_day": N_("What does a good first day at home look like?"),
    "voice.why_not": N_("If nobody has talked about the baby: why not, and what will be tried?"),
}
HINTS: dict[str, str] = {
    "safety.risk": N_(
        "Only for those who write and read this assessment. It is in no family copy."
    ),
    "who.others": N_("For example, the school nurse, a grandmother, a youth worker."),
    "who.absent": N_(
        "For example: Their father was phoned on Monday and sent a message. Or: It is not safe to "
        "ask him."
    ),
    "voice.how": N_("For example, at breakfast club on Tuesday, drawing, with Miss Okafor."),
    "voice.words": N_(
        "Write what was said or shown, not what it may mean. For a child who does not speak yet, "
        "write what you saw."
    ),
    "voice.wishes": N_("Their wish, even where it cannot be granted."),
    "voice.good_day": N_("From waking up to going to bed. This is where goals come from."),
    "domain.score": N_(
        "1 is where it is hardest, 10 is where it goes well. Write the number you agree on "
        "together; where you do not agree, write the family's and say so below."
    ),
    "domain.evidence": N_("What was seen or said, by whom and when; then what you make of it."),
    "analysis.worries": N_("What has happened, what could happen, and what makes it harder."),
    "analysis.working_well": N_("Strengths, people who help, and times when it went better."),
    "analysis.needs": N_("What would have to be different for this family to need no more help."),
    "level.reason": N_("If it differs from the guidance, say why. Both are kept."),
    "may_read": N_(
        "Only those you choose, and only in a copy made for them. Leave somebody out where it was "
        "said in confidence, or where reading it could put anybody at risk."
    ),
}
DOMAIN_HINTS: Mapping[HelpDomain, str] = {
    HelpDomain.HEALTH: N_(
        "Growth, food, sleep, teeth, illness, disability, medicines, appointments they were not "
        "brought to."
    ),
    HelpDomain.WELLBEING: N_(
        "Mood, worries, anger, self-harm, confidence, someone to talk to; for parents too."
    ),
    HelpDomain.LEARNING: N_(
        "Attendance, lateness, progress, special needs, friends at school, exclusions, homework."
    ),
    HelpDomain.EARLY_YEARS: N_(
        "Play, talking, walking, nursery or childminder, health visitor reviews, getting ready for "
        "a baby."
    ),
    HelpDomain.IDENTITY: N_(
        "Culture, faith, language, gender, belonging, bullying, how they see themselves."
    ),
    HelpDomain.PARENTING: N_(
        "Warmth, routines, limits, being there, keeping safe, care for each child, young carers."
    ),
    HelpDomain.RELATIONSHIPS: N_(
        "How the adults get on, separation, fear or control at home. Ask on their own, never "
        "together."
    ),
    HelpDomain.OUTSIDE: N_(
        "Friends, older people, online, going missing, gangs, places where they are not safe."
    ),
    HelpDomain.HOME: N_(
        "Space, damp, heating, beds, repairs, risk of losing the home, moving often."
    ),
    HelpDomain.MONEY: N_("Income, benefits, debts, food, work, training, unpaid bills."),
    HelpDomain.SUBSTANCES: N_(
        "Anybody's drinking or drug use, and what it means for the children; help that is there."
    ),
    HelpDomain.CRIME: N_("Police, courts, neighbours, a family member in prison, being a victim."),
    HelpDomain.NETWORK: N_(
        "Relatives, friends, faith and community; who they would ring at night."
    ),
}


SCALE_WORDS = {
    "not_yet": N_("Not talked about yet"),
    "1": N_("1, where it is hardest"),
    "10": N_("10, where it goes well"),
}
NOT_ENOUGH_WORDS = N_("There is not enough to tell")

HEADINGS = {
    "safety": N_("Is anyone in danger?"),
    "who": N_("Who took part"),
    "analysis": N_("What it adds up to"),
    "level": N_("Level of need"),
}
VOICE_OF = N_("What %(name)s says")
VOICE_OF_UNBORN = N_("Getting ready for %(name)s")

YES_NO = (Answer.YES, Answer.NO)
CHOICES: dict[str, tuple[StrEnum, ...]] = {"who.interpreter": YES_NO, "voice.heard": YES_NO}
OF_PEOPLE = frozenset({"who.took_part", "domain.agreed_with"})


def question(name: str, kind: PersonKind | None = None) -> str:
    """The question as it is asked, in English; of an unborn baby in words that fit."""
    if name.endswith(".may_read"):
        return MAY_READ
    if kind is PersonKind.UNBORN and name in OF_UNBORN:
        return OF_UNBORN[name]
    return QUESTIONS[name]


def heading(kind: str, key: str = "", person: PersonKind | None = None) -> str:
    """What a page is called, in English; of a voice with a gap for the name."""
    if kind == "domain":
        return LABELS[HelpDomain(key)]
    if kind == "voice":
        return VOICE_OF_UNBORN if person is PersonKind.UNBORN else VOICE_OF
    return HEADINGS[kind]
