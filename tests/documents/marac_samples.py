"""An invented MARAC referral: short, long, Welsh and hostile."""

from dataclasses import replace
from datetime import UTC, datetime

from portal.documents.data import MaracFacts
from portal.documents.lines import AnswerGroup, AnswerLine
from tests.documents.samples import ADVISER, HUB, STATEMENTS, TEACHER, consultation


def marac() -> MaracFacts:
    """A mother who is leaving, and a child who hears it."""
    return MaracFacts(
        reference="CN-7K3F-Q9XT",
        hub=HUB,
        printed_at=datetime(2026, 11, 18, 16, 0, tzinfo=UTC),
        is_safe_contact=True,
        safe_contact_note="Ring her work phone before three.",
        must_not_be_told="He must not learn of the flat.",
        version=1,
        recorded_by=ADVISER,
        recorded_at=datetime(2026, 11, 18, 15, 30, tzinfo=UTC),
        criteria=("Professional judgement", "Escalation"),
        people=consultation().people,
        answers=(
            AnswerGroup(
                heading="The referral",
                lines=(
                    AnswerLine(question="Reasons", answer="A hand on the neck, twice."),
                    AnswerLine(question="Who tells the adult victim?", answer="The nurse."),
                ),
            ),
        ),
        options=(
            AnswerGroup(
                heading="Open to them at any time",
                lines=(
                    AnswerLine(question="Clare's Law", answer="Right to ask.\n\nRight to know."),
                ),
            ),
        ),
        asked_by=TEACHER,
        hub_note="Ask about the depot.",
        statements=STATEMENTS,
    )


def hostile_marac(text: str) -> MaracFacts:
    """Every text a person can type is an attack."""
    line = AnswerLine(question=text, answer=text)
    return replace(
        marac(),
        criteria=(text,) * 3,
        answers=(AnswerGroup(heading=text, lines=(line,) * 3),),
        hub_note=text,
        must_not_be_told=text,
        safe_contact_note=text,
    )


def marac_in_welsh() -> MaracFacts:
    """A Welsh paper of what was written in English."""
    hub = replace(HUB, name="Hyb Diogelu Aml-asiantaeth Bro Ŵyn")
    return replace(marac(), lang="cy", written_lang="en", hub=hub)
