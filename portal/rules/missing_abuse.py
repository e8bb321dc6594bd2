"""What advice about domestic abuse does not say yet, as things to find out; never a reason to wait.

Nothing here asks anybody to speak with the person causing harm.
"""

from collections.abc import Iterator

from portal.rules import missing
from portal.rules.abuse import Abuse, read_abuse
from portal.rules.abuse_risk import topics_of
from portal.rules.consultation import Consultation
from portal.rules.missing import Task
from portal.rules.typed import Pages, text_of
from portal.vocabulary import N_, Answer, LawfulBasis, Part, TopicAnswer

# What other forms ask of a family: here only the adult victim is asked.
_NOT_ASKED = frozenset({"family", "people", "tried", "timing"})


def tasks(
    consultation: Consultation, pages: Pages, usual: frozenset[LawfulBasis] | None = None
) -> tuple[Task, ...]:
    """Everything still to be said, what keeps people safe first.

    `usual` are the bases for sharing that need no reason; None asks about none.
    """
    others = missing.tasks(consultation, pages)
    told = read_abuse(pages, consultation)
    return (
        *_safe_contact(pages),
        *_people(consultation),
        *(task for task in others if task.page not in _NOT_ASKED),
        *_risk(told),
        *_children(told),
        *_wishes(pages),
        *(() if usual is None else missing.basis_task(pages, usual, "wishes")),
    )


def _safe_contact(pages: Pages) -> Iterator[Task]:
    page = pages.get("safe-contact", {})
    if not text_of(page, "reach"):
        yield Task("safe-contact", N_("Find out how the adult victim can be reached safely"))
    if page.get("safe_now") != Answer.YES and not text_of(page, "safe_now_detail"):
        yield Task("safe-contact", N_("Find out whether they are safe to speak"))
    if not text_of(page, "seen_by"):
        yield Task("safe-contact", N_("Say whether the person causing harm could see the record"))
    if not text_of(page, "harmer_where"):
        yield Task("safe-contact", N_("Say where the person causing harm is, if you know"))


def _people(consultation: Consultation) -> Iterator[Task]:
    if not any(each.part is Part.ADULT_VICTIM for each in consultation.people):
        yield Task("people", N_("Add the adult being harmed, as far as you know who it is"))
    if not any(each.part is Part.PERSON_CAUSING_HARM for each in consultation.people):
        yield Task("people", N_("Add the person causing harm, without asking them anything"))


def _risk(told: Abuse) -> Iterator[Task]:
    answered = (TopicAnswer.YES, TopicAnswer.NO)
    known = {number for number, topic in told.topics.items() if topic.answer in answered}
    if not known.issuperset(topics_of(told.tool)):
        yield Task("risk-topics", N_("Some topics of the risk tool are not known yet"))
    if told.incidents is None:
        yield Task("risk-view", N_("Find out how many incidents there were in 12 months"))
    if told.repeat in (None, Answer.NOT_KNOWN):
        yield Task("risk-view", N_("Find out whether there was a MARAC before"))
    if told.frightened in (None, Answer.NOT_KNOWN):
        yield Task("risk-view", N_("Ask whether they are frightened"))
    if told.judgement is None:
        yield Task("risk-view", N_("Give your own judgement"))


def _children(told: Abuse) -> Iterator[Task]:
    for each in told.affected:
        if each.sees in (None, Answer.NOT_KNOWN):
            yield Task(f"affected:{each.person}", N_("Say what each child sees, hears or feels"))


def _wishes(pages: Pages) -> Iterator[Task]:
    page = pages.get("wishes", {})
    if not text_of(page, "wants"):
        yield Task("wishes", N_("Say what the adult victim wants"))
    if not text_of(page, "agrees"):
        yield Task("wishes", N_("Say whether they agree that this is shared"))
