"""How each field of a consultation is asked: one place for forms, summaries and documents.

Those that only a referral has are in `referral_words`."""

from enum import StrEnum

from portal.rules import abuse_words, referral_words
from portal.vocabulary import (
    LABELS,
    N_,
    AgeKind,
    AgreementToHelp,
    Answer,
    ConsultationTopic,
    FamilyTold,
    LawfulBasis,
    LeadAware,
    Part,
    PersonKind,
    ReasonNotTold,
    SaidBy,
    StatementBasis,
)

# "<kind of page>.<field>" -> the question in English, ready for gettext, in the order of the pages.
QUESTIONS: dict[str, str] = {
    "you.phone": N_("Phone number the adviser can reach you on"),
    "you.call_back": N_("Best time to call you back"),
    "you.job_title": N_("Your job title"),
    "you.lead_aware": N_("Does your safeguarding lead know about this?"),
    "you.lead_name": N_("Name of your safeguarding lead"),
    "you.language": N_("Which language would you like the answer in?"),
    "household.knows_all_adults": N_(
        "Do you know every adult who lives in the home or often visits?"
    ),
    "household.has_child": N_("Is there a child or an unborn baby?"),
    "person.name": N_("Full name"),
    "person.part": N_("What part do they play?"),
    "person.age": N_("Age"),
    "person.age_kind": N_("How old is the child?"),
    "person.born": N_("Date of birth"),
    "person.age_years": N_("Years"),
    "person.age_months": N_("Months"),
    "person.due": N_("When is the baby due?"),
    "person.lives_in_home": N_("Do they live in the home?"),
    "person.school": N_("School, nursery or college"),
    "person.address": N_("Address, if you know it"),
    "person.seen": N_("Has anyone seen or spoken to the child about this?"),
    "person.disabled": N_("Is the child disabled?"),
    "person.non_verbal": N_("Does the child communicate without speech?"),
    "person.looked_after": N_("Is the child in care, or a care leaver?"),
    "person.previous_plan": N_(
        "Has this child, or a brother or sister, been on a protection plan or removed from home?"
    ),
    "person.open_to_social_care": N_("Does the child have a social worker now?"),
    "person.sibling_open": N_("Does a brother or sister have a social worker now?"),
    "person.repeat_contacts": N_("Has the hub been contacted about this child before, this year?"),
    "statement.what": N_("What was seen, heard or said?"),
    "statement.when": N_("When was it?"),
    "statement.how_often": N_("How often does it happen?"),
    "statement.said_by": N_("Who saw it or said it?"),
    "statement.said_by_detail": N_("Their name or role"),
    "statement.basis": N_("How do you know?"),
    "statement.source_protected": N_("Must this source be kept secret from the family?"),
    "daily-life.daily_life": N_("What is daily life like, and what is this doing to the child?"),
    "daily-life.own_words": N_("What has the child said, in their own words?"),
    "daily-life.own_words_how": N_("How and when did they say it?"),
    "working-well.working_well": N_("What goes well, and who helps?"),
    "working-well.family_view": N_("What does the family say about it?"),
    "working-well.protective_factors": N_("Which of these do you know to be true?"),
    "tried.tried": N_("What have you, or others, tried?"),
    "tried.result": N_("What came of it?"),
    "tried.existing_plan": N_("Is there a plan, assessment or another service involved?"),
    "tried.help_tried": N_("Has the family had early help before without change?"),
    "tried.help_refused": N_("Has the family said no to help?"),
    "view.level": N_("Your own view of the level of need"),
    "view.reason": N_("Why you think so"),
    "timing.leaves": N_("When does the child next leave you to go home?"),
    "timing.leaves_time": N_("Time"),
    "timing.next_contact": N_("When do they next meet the person you are worried about?"),
    "timing.next_contact_time": N_("Time"),
    "timing.timing_note": N_("Anything else about timing"),
    "family.told": N_("Does the family know that you are contacting the hub?"),
    "family.told_detail": N_("Who was told, when, and what they said"),
    "family.told_reasons": N_("Why have they not been told?"),
    "family.agreement": N_("Does the family agree to help?"),
    "family.agreement_detail": N_("Who agreed or refused, and how this changes your worry"),
    "family.basis": N_("What allows you to share this?"),
    "family.basis_reason": N_("Why did you choose another basis?"),
    "family.safe_to_tell": N_("Is it safe for the family to know about this contact?"),
    "family.must_not_be_told": N_("Who must not be told, or what must they not know?"),
    "family.safe_contact": N_("What is the safest way to reach the adult or child at risk?"),
    "question.topic": N_("What is your question about?"),
    "question.question": N_("Your question, in a sentence"),
    "short.what_happened": N_("What has happened?"),
    "short.kind": N_("Who are you worried about?"),
    "short.impact": N_("What is it doing to them?"),
    "short.tried": N_("What have you tried, and what came of it?"),
    **referral_words.QUESTIONS,
    **abuse_words.QUESTIONS,
}


class Language(StrEnum):
    """The language a person would like to be answered in."""

    ENGLISH = "en"
    WELSH = "cy"


LANGUAGES: dict[StrEnum, str] = {Language.ENGLISH: N_("English"), Language.WELSH: N_("Welsh")}

CHOICES: dict[str, type[StrEnum]] = {
    "you.lead_aware": LeadAware,
    "you.language": Language,
    "household.knows_all_adults": Answer,
    "household.has_child": Answer,
    "person.kind": PersonKind,
    "person.part": Part,
    "person.age_kind": AgeKind,
    "person.lives_in_home": Answer,
    "person.seen": Answer,
    "person.disabled": Answer,
    "person.non_verbal": Answer,
    "person.looked_after": Answer,
    "person.previous_plan": Answer,
    "person.open_to_social_care": Answer,
    "person.sibling_open": Answer,
    "person.repeat_contacts": Answer,
    "statement.said_by": SaidBy,
    "statement.basis": StatementBasis,
    "statement.source_protected": Answer,
    "tried.help_tried": Answer,
    "tried.help_refused": Answer,
    "family.told": FamilyTold,
    "family.told_reasons": ReasonNotTold,
    "family.agreement": AgreementToHelp,
    "family.basis": LawfulBasis,
    "family.safe_to_tell": Answer,
    "question.topic": ConsultationTopic,
    **referral_words.CHOICES,
    **abuse_words.CHOICES,
}


BASIS_IN_PLAIN_WORDS: dict[LawfulBasis, str] = {
    LawfulBasis.PUBLIC_TASK: N_(
        "Keeping children safe is part of your public role, so you may share what the hub needs."
    ),
    LawfulBasis.RECOGNISED_LEGITIMATE_INTEREST: N_(
        "The law recognises safeguarding as a reason for organisations like yours to share what "
        "the hub needs."
    ),
    LawfulBasis.LEGAL_OBLIGATION: N_(
        "In Wales organisations like yours have to report a child they believe to be at risk, so "
        "you may share what the report needs."
    ),
    LawfulBasis.VITAL_INTERESTS: N_("A life may be at risk, so you may share what helps."),
}


def question(field: str) -> str:
    """The English question of a field, ready for gettext; the field's own name when unknown."""
    return QUESTIONS.get(field, field)


def answers(field: str, text: str) -> tuple[str, ...]:
    """A stored answer as English words ready for gettext, or as it was typed.

    A choice may hold several words parted by commas ("family.told_reasons"); a free text, and a
    choice nobody offers, come back whole.
    """
    kind = CHOICES.get(field)
    if kind is None:
        return (text,)
    known = {member.value: LABELS.get(member) or LANGUAGES.get(member, "") for member in kind}
    given = text.split(",")
    return tuple(known[word] for word in given) if set(given) <= set(known) else (text,)
