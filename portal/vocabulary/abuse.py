"""Advice about domestic abuse: risk tools, what prompts judgement, MARAC."""

from enum import StrEnum

from portal.vocabulary.labels import N_


class RiskTool(StrEnum):
    """The tool that was used with an adult victim, if any (thresholds 4.1)."""

    DASH = "dash"
    DARA = "dara"
    OTHER = "other"
    NONE = "none"


class TopicAnswer(StrEnum):
    """What was said on one topic of a tool; neither of the last two is a no."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


class TopicSource(StrEnum):
    """Where the answer on a topic comes from."""

    VICTIM = "victim"
    SEEN = "seen"
    RECORD = "record"
    OTHER_PROFESSIONAL = "other_professional"
    OTHER = "other"


class VictimAge(StrEnum):
    """What the age of the person being harmed changes (Domestic Abuse Act 2021)."""

    ADULT = "adult"
    SIXTEEN = "sixteen"
    CHILD = "child"
    NOT_KNOWN = "not_known"


class VictimAgrees(StrEnum):
    """Whether the adult victim agrees that this is shared; sought, never required."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"
    NOT_SAFE_TO_ASK = "not_safe_to_ask"


class JudgementPrompt(StrEnum):
    """What a professional weighs besides a count (thresholds 4.1)."""

    TOGETHER = "together"
    STRANGULATION = "strangulation"
    STALKING = "stalking"
    THREATS_TO_KILL = "threats_to_kill"
    OWN_FEAR = "own_fear"
    HONOUR = "honour"
    ESCALATION = "escalation"


class MaracCriterion(StrEnum):
    """What a MARAC referral can rest on, each alone."""

    COUNT = "count"
    TOOL = "tool"
    JUDGEMENT = "judgement"
    ESCALATION = "escalation"
    REPEAT = "repeat"


class FindingState(StrEnum):
    """How a criterion stands on what is known."""

    MET = "met"
    OPEN = "open"
    NOT_MET = "not_met"


class MaracAgreement(StrEnum):
    """Whether the victim agrees to the MARAC referral."""

    AGREED = "agreed"
    WITHOUT = "without"


LABELLED: tuple[tuple[StrEnum, str], ...] = (
    (RiskTool.DASH, N_("Dash, any version")),
    (RiskTool.DARA, N_("DARA, any version")),
    (RiskTool.OTHER, N_("Another tool")),
    (RiskTool.NONE, N_("No tool was used")),
    (TopicAnswer.YES, N_("Yes")),
    (TopicAnswer.NO, N_("No")),
    (TopicAnswer.NOT_KNOWN, N_("Don't know")),
    (TopicAnswer.NOT_ASKED, N_("Not asked")),
    (TopicSource.VICTIM, N_("They said so")),
    (TopicSource.SEEN, N_("I saw or heard it")),
    (TopicSource.RECORD, N_("A record")),
    (TopicSource.OTHER_PROFESSIONAL, N_("Another professional")),
    (TopicSource.OTHER, N_("Someone else")),
    (VictimAge.ADULT, N_("18 or over")),
    (VictimAge.SIXTEEN, N_("16 or 17")),
    (VictimAge.CHILD, N_("Under 16")),
    (VictimAge.NOT_KNOWN, N_("Not known")),
    (VictimAgrees.YES, N_("Yes")),
    (VictimAgrees.NO, N_("No, they have refused")),
    (VictimAgrees.NOT_ASKED, N_("I have not asked")),
    (VictimAgrees.NOT_SAFE_TO_ASK, N_("It is not safe to ask")),
    (JudgementPrompt.TOGETHER, N_("Separation, control and violence together")),
    (JudgementPrompt.STRANGULATION, N_("Any strangulation")),
    (JudgementPrompt.STALKING, N_("Stalking")),
    (JudgementPrompt.THREATS_TO_KILL, N_("Threats to kill")),
    (JudgementPrompt.OWN_FEAR, N_("Their own fear")),
    (JudgementPrompt.HONOUR, N_("So-called honour-based abuse")),
    (JudgementPrompt.ESCALATION, N_("It is happening more often, or getting worse")),
    (MaracCriterion.COUNT, N_("Number of topics answered yes")),
    (MaracCriterion.TOOL, N_("The tool's own outcome")),
    (MaracCriterion.JUDGEMENT, N_("Professional judgement")),
    (MaracCriterion.ESCALATION, N_("Escalation")),
    (MaracCriterion.REPEAT, N_("Repeat")),
    (FindingState.MET, N_("Met")),
    (FindingState.OPEN, N_("Not known, could be met")),
    (FindingState.NOT_MET, N_("Not met on what was said")),
    (MaracAgreement.AGREED, N_("Yes, they agree")),
    (MaracAgreement.WITHOUT, N_("No, it is shared without their agreement")),
)
