"""The invented documents made long, Welsh and hostile, and every one of them by name."""

from dataclasses import replace
from typing import TypeVar

from portal.documents.copies import (
    advice_record,
    check_return,
    chronology,
    consultation_copy,
    decision_letter,
    marac_referral,
)
from portal.documents.data import (
    AdviceFacts,
    CheckFacts,
    ChronologyFacts,
    ConsultationFacts,
    DecisionFacts,
    Document,
)
from portal.documents.lines import (
    AnswerGroup,
    AnswerLine,
    LevelLine,
    NextStepLine,
    PersonLine,
    PractitionerLine,
)
from portal.vocabulary import Audience
from tests.documents.marac_samples import hostile_marac, marac, marac_in_welsh
from tests.documents.returns import agency_return
from tests.documents.samples import (
    FRAMEWORK,
    HUB,
    TEACHER,
    advice,
    consultation,
    decision,
    history,
    referral,
)

Answer = TypeVar("Answer", AdviceFacts, DecisionFacts)
LONG_TEXT = "\n\n".join(
    f"{number}. On this day Mali arrived late, tired and without a coat, and told us that there "
    "had been nothing to eat. We gave her breakfast, rang home and wrote it down. Her mother said "
    "that the meter had run out again and that she would come in to talk about it."
    for number in range(1, 25)
)
HOSTILE_TEXT = (
    "<script>alert(1)</script><img src='http://127.0.0.1:9/x.png'><style>@import url(file:///etc/"
    "passwd); @page { @top-left { content: 'GONE' } } body { display: none }</style>"
    "{{ document }} {% raw %} %(name)s ]]> --> </td></table></body> url(data:text/html,x) \\ ' \" "
    "\x00\x01\x08\x1b[31m\x7f\x85\ud800\ufffe\U0001ffff\u202egnirts\u2066 "
    "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd \u4f60\u597d \U0001f622"
    "\U0001f469\U0001f3fd\u200d\U0001f467 \U00013000 \ue000 e"
    + "\u0301" * 40
    + " w\u0302 \u2028"
    + "W" * 400
)


def longer(facts: Answer) -> Answer:
    """Several pages: every part that can be split over pages is."""
    return replace(
        facts,
        advice=LONG_TEXT,
        reasons=LONG_TEXT,
        next_steps=facts.next_steps * 15,
        statements=facts.statements * 6,
        is_safe_contact=True,
        safe_contact_note="Ring the nursery office on weekday mornings only.",
    )


def longer_consultation(facts: ConsultationFacts) -> ConsultationFacts:
    """A household of five children, and everything was answered."""
    return replace(
        facts,
        people=facts.people * 4,
        statements=facts.statements * 8,
        guidance=tuple(
            replace(
                facts.guidance[0],
                child=f"Child {number} Hargreaves",
                indicators=facts.guidance[0].indicators * 12,
                reasons=facts.guidance[0].reasons * 6,
            )
            for number in range(1, 6)
        ),
        is_safe_contact=True,
    )


def in_welsh(facts: Answer) -> Answer:
    """A Welsh record of something that was written in English."""
    return replace(
        facts,
        lang="cy",
        written_lang="en",
        hub=replace(HUB, name="Hyb Diogelu Aml-asiantaeth Bro Ŵyn"),
        level=LevelLine(rank=3, name="Cymorth dwys", descriptor="Mae angen cŵn, tŷ a dŵr; ŴŶŵŷ"),
        asked_by=replace(TEACHER, name="Siân Ŵyn Llŷr"),
    )


def consultation_in_welsh(facts: ConsultationFacts) -> ConsultationFacts:
    """A Welsh copy of what was written in Welsh, guided by an English threshold document."""
    return replace(
        facts,
        lang="cy",
        framework=replace(FRAMEWORK, lang="en"),
        hub=replace(HUB, name="Hyb Diogelu Aml-asiantaeth Bro Ŵyn"),
        question="A yw'r tŷ yn ddiogel i Siân a'i chŵn?",
    )


def hostile(facts: Answer) -> Answer:
    """Every text a person can type is an attack."""
    return replace(
        facts,
        question=HOSTILE_TEXT,
        advice=HOSTILE_TEXT,
        reasons=HOSTILE_TEXT,
        next_steps=(NextStepLine(who=HOSTILE_TEXT, what=HOSTILE_TEXT),),
        people=(PersonLine(name=HOSTILE_TEXT, part=HOSTILE_TEXT, age=HOSTILE_TEXT),),
        asked_by=PractitionerLine(name=HOSTILE_TEXT),
        hub=replace(HUB, name=HOSTILE_TEXT),
        would_raise=(HOSTILE_TEXT,),
    )


def hostile_consultation(facts: ConsultationFacts) -> ConsultationFacts:
    """The same, in what was sent."""
    return replace(
        facts,
        question=HOSTILE_TEXT,
        statements=tuple(
            replace(line, what=HOSTILE_TEXT, when=HOSTILE_TEXT) for line in facts.statements
        ),
        answers=(
            AnswerGroup(
                heading=HOSTILE_TEXT,
                lines=(AnswerLine(question=HOSTILE_TEXT, answer=HOSTILE_TEXT),),
            ),
        ),
        guidance=(replace(facts.guidance[0], child=HOSTILE_TEXT, own_reason=HOSTILE_TEXT),),
    )


def hostile_referral(facts: ConsultationFacts) -> ConsultationFacts:
    """The same on a body map ten marks long, two of them attacks."""
    plain = facts.maps[0].injuries[0]
    line = replace(plain, where=HOSTILE_TEXT, description=HOSTILE_TEXT)
    hurt = replace(facts.maps[0], name=HOSTILE_TEXT, injuries=(line, *(plain,) * 8, line))
    return replace(
        hostile_consultation(facts), must_not_be_told=HOSTILE_TEXT, maps=(hurt, *facts.maps)
    )


def hostile_return(facts: CheckFacts) -> CheckFacts:
    """The same in what an agency was asked and answered."""
    asked = replace(facts.asked, purpose=HOSTILE_TEXT, question=HOSTILE_TEXT)
    answers = tuple(
        replace(line, name=HOSTILE_TEXT, summary=HOSTILE_TEXT, declined_why=HOSTILE_TEXT)
        for line in facts.answers
    )
    return replace(facts, asked=asked, answers=answers, organisation=HOSTILE_TEXT)


def long_history() -> ChronologyFacts:
    """Years of contacts, one of them an attack, with words that no font has."""
    facts = history()
    hostile_line = replace(facts.happenings[0], detail=HOSTILE_TEXT, by=HOSTILE_TEXT)
    return replace(
        facts,
        is_safe_contact=True,
        must_not_be_told=HOSTILE_TEXT,
        elsewhere=facts.elsewhere * 40 + (hostile_line,),
    )


def every_document() -> dict[str, Document]:
    """Each kind, for each audience, short, long, Welsh and hostile, by name."""
    asked, sent, decided = advice(), consultation(), decision()
    cases: dict[str, tuple[AdviceFacts, ConsultationFacts, DecisionFacts]] = {
        "short": (asked, sent, decided),
        "long": (longer(asked), longer_consultation(sent), longer(decided)),
        "welsh": (in_welsh(asked), consultation_in_welsh(sent), in_welsh(decided)),
        "hostile": (hostile(asked), hostile_consultation(sent), hostile(decided)),
    }
    documents: dict[str, Document] = {}
    for audience in (Audience.PROFESSIONAL, Audience.HUB):
        for case, (advised, consulted, told) in cases.items():
            documents[f"decision-{case}-{audience}"] = decision_letter(told, audience)
            documents[f"advice-{case}-{audience}"] = advice_record(advised, audience)
            documents[f"consultation-{case}-{audience}"] = consultation_copy(consulted, audience)
        documents[f"chronology-short-{audience}"] = chronology(history(), audience)
        documents[f"chronology-long-{audience}"] = chronology(long_history(), audience)
        referred = referral()
        welsh = consultation_in_welsh(referred)
        for case, sent_as in (
            ("short", referred),
            ("welsh", welsh),
            ("hostile", hostile_referral(referred)),
        ):
            documents[f"referral-{case}-{audience}"] = consultation_copy(sent_as, audience)
        maracs = {
            "short": marac(),
            "welsh": marac_in_welsh(),
            "hostile": hostile_marac(HOSTILE_TEXT),
        }
        for case, recorded in maracs.items():
            documents[f"marac-{case}-{audience}"] = marac_referral(recorded, audience)
    returned = agency_return()
    for audience in Audience:
        for case, back in (
            ("short", returned),
            ("welsh", replace(returned, lang="cy", written_lang="en")),
            ("hostile", hostile_return(returned)),
        ):
            documents[f"check-{case}-{audience}"] = check_return(back, audience)
    return documents
