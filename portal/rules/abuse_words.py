"""How each field of domestic abuse advice is asked, and our own short labels of risk topics.

The labels are ours. The questions of published tools belong to their authors and are not here.
"""

from enum import StrEnum

from portal.vocabulary import (
    N_,
    Answer,
    JudgementPrompt,
    LawfulBasis,
    ReasonNotTold,
    RiskTool,
    TopicAnswer,
    TopicSource,
    VictimAge,
    VictimAgrees,
)

TOPICS: dict[int, str] = {
    1: N_("Hurt this time"),
    2: N_("How frightened they are"),
    3: N_("What is feared, and for whom"),
    4: N_("Cut off from people"),
    5: N_("Low or suicidal"),
    6: N_("Left, or tried to, this past year"),
    7: N_("Dispute over children"),
    8: N_("Stalking or constant contact"),
    9: N_("Pregnant, or has a young baby"),
    10: N_("Happening more often"),
    11: N_("Getting worse"),
    12: N_("Controlling or very jealous"),
    13: N_("Weapon or object used"),
    14: N_("Threat to kill, believed"),
    15: N_("Strangled, choked, suffocated or held under water"),
    16: N_("Sexual harm or degradation"),
    17: N_("Anyone else making threats, family included"),
    18: N_("Has hurt others: children, relatives, former partners"),
    19: N_("Cruelty to animals"),
    20: N_("Money: dependence, debt, lost job"),
    21: N_("Drugs, drink or mental health of the person causing harm"),
    22: N_("Suicide threats or attempts by the person causing harm"),
    23: N_("Broke bail, an order or contact rules"),
    24: N_("Police record or violent history"),
}
SOURCE_OF_TOPIC = N_("Who says so: %(topic)s")

# "<kind of page>.<field>" -> the question in English, ready for gettext, in the order of the pages.
QUESTIONS: dict[str, str] = {
    "safe-contact.safe_now": N_("Is the adult victim safe to speak now?"),
    "safe-contact.safe_now_detail": N_("Who is in the house, or could overhear?"),
    "safe-contact.reach": N_("What is the safest way to reach them?"),
    "safe-contact.reach_shared": N_("Who else has that phone, email or account?"),
    "safe-contact.message": N_("May we leave a message, text, email or letter?"),
    "safe-contact.message_says": N_("What should it say it is about? Is there a code word?"),
    "safe-contact.tracked": N_("Does the other person track them?"),
    "safe-contact.tracked_detail": N_("How, as far as they know?"),
    "safe-contact.venue": N_("Where could they be met safely, and who there may know?"),
    "safe-contact.harmer_where": N_(
        "Where is the person causing harm, and when do they expect to be home?"
    ),
    "safe-contact.children_where": N_(
        "Where are the children now, who collects them, and what do they know?"
    ),
    "safe-contact.interpreter": N_("Is an interpreter needed?"),
    "safe-contact.interpreter_detail": N_("Which language, and who must not interpret?"),
    "safe-contact.seen_by": N_("Could the person causing harm see the record?"),
    "safe-contact.seen_by_detail": N_("How could they see it?"),
    "safe-contact.if_shared": N_("What do they want, and fear, if we share?"),
    "victim.age": N_("How old is the person being harmed?"),
    "victim.relationship": N_("How are they related to the person causing harm?"),
    "victim.lives_together": N_("Do they live together?"),
    "affected.sees": N_("Does the child see, hear or live with the effects of the abuse?"),
    "affected.related": N_("Is the child related to either of them?"),
    "affected.how": N_("How does it affect the child?"),
    "risk-tool.tool": N_("Which risk tool was used?"),
    "risk-tool.tool_other": N_("Name of the tool, if it is another one"),
    "risk-tool.tool_version": N_("Version"),
    "risk-tool.done_on": N_("When was it filled in?"),
    "risk-tool.done_by": N_("Who filled it in?"),
    "risk-tool.with_whom": N_("With whom was it filled in?"),
    "risk-tool.outcome": N_("What is the tool's own outcome, as it stands on the form?"),
    "risk-tool.says_high": N_("Does the tool itself say that the risk is high?"),
    **{
        f"risk-topics.{field}": text
        for number, topic in TOPICS.items()
        for field, text in ((f"t{number}", topic), (f"t{number}_source", topic))
    },
    "risk-topics.note": N_("Anything that the topics do not say"),
    "risk-view.incidents": N_("How many incidents do you know of in the last 12 months?"),
    "risk-view.repeat": N_("Has there been a new incident since a MARAC about them?"),
    "risk-view.repeat_detail": N_("When and where was that MARAC?"),
    "risk-view.frightened": N_("Are they frightened?"),
    "risk-view.judgement": N_("In your own judgement, is the risk of serious harm high?"),
    "risk-view.prompts": N_("Which of these weigh in your judgement?"),
    "risk-view.judgement_why": N_("Why do you judge it so?"),
    "wishes.wants": N_("What does the adult victim want to happen?"),
    "wishes.told": N_("Do they know that you are asking the hub?"),
    "wishes.told_reasons": N_("Why have they not been told?"),
    "wishes.agrees": N_("Do they agree that this is shared?"),
    "wishes.without_why": N_("If not, why is it shared without their agreement?"),
    "wishes.idva": N_("Would they like to speak with a specialist adviser (IDVA)?"),
    "wishes.must_not_be_told": N_("Who must not be told, or what must they not know?"),
    "wishes.basis": N_("What allows you to share this?"),
    "wishes.basis_reason": N_("Why did you choose another basis?"),
}
CHOICES: dict[str, type[StrEnum]] = {
    "safe-contact.safe_now": Answer,
    "safe-contact.message": Answer,
    "safe-contact.tracked": Answer,
    "safe-contact.interpreter": Answer,
    "safe-contact.seen_by": Answer,
    "victim.age": VictimAge,
    "victim.lives_together": Answer,
    "affected.sees": Answer,
    "affected.related": Answer,
    "risk-tool.tool": RiskTool,
    "risk-tool.says_high": Answer,
    **{f"risk-topics.t{number}": TopicAnswer for number in TOPICS},
    **{f"risk-topics.t{number}_source": TopicSource for number in TOPICS},
    "risk-view.repeat": Answer,
    "risk-view.frightened": Answer,
    "risk-view.judgement": Answer,
    "risk-view.prompts": JudgementPrompt,
    "wishes.told": Answer,
    "wishes.told_reasons": ReasonNotTold,
    "wishes.agrees": VictimAgrees,
    "wishes.idva": Answer,
    "wishes.basis": LawfulBasis,
}
STEPS: dict[str, str] = {
    "safe-contact": N_("How to make contact safely"),
    "victim": N_("The person being harmed"),
    "affected": N_("What it does to the child"),
    "risk-tool": N_("The risk tool"),
    "risk-topics": N_("Topics of the risk tool"),
    "risk-view": N_("Incidents and your judgement"),
    "evidence": N_("What the answers point to"),
    "wishes": N_("What they want, and what they know"),
}
# Shown beneath the safe-contact answers (thresholds 4.2).
NEVER: tuple[str, ...] = (
    N_("Never contact the person causing harm: not to hear the other side, check, invite or warn."),
    N_("Never mediate, and never see the two of them together."),
    N_("Never let a child or a relative interpret or carry a message."),
    N_("Never write to an address, phone or email that is shared."),
    N_("Never tell one parent what the other said."),
)
