"""What each kind of agency is asked to look for, so that no answer leaves out what it could say.

Prompts from practice (domain reference 3.6): prompts to a reader of records, never a form to fill.
A code stays with a check for good, so a prompt that is no longer put keeps its words here.
"""

from collections.abc import Iterable, Iterator, Mapping

from portal.vocabulary import N_, Agency

WORDS: Mapping[str, str] = {
    "seen": N_("When were they last seen, by whom, and how were they?"),
    "concerns": N_("What worries are on your record, and what was done about them?"),
    "strengths": N_("What is going well for them?"),
    "others": N_("Which other services do you know to be involved?"),
    "call_outs": N_("Call-outs and incidents, with dates, and whether children were there"),
    "domestic_abuse": N_("Domestic abuse, stalking or honour-based abuse on record"),
    "missing": N_("Missing episodes and signs of exploitation"),
    "warnings": N_("Warnings, bail conditions and orders in force"),
    "development": N_("Growth, development and immunisations"),
    "appointments": N_("Appointments to which the child was not brought"),
    "parent_health": N_("A parent's health that affects how the child is cared for"),
    "attendance": N_("Attendance, lateness, exclusions and changes of school"),
    "special_needs": N_("Special educational needs and what is in place"),
    "injuries": N_("Injuries and visits to the emergency department, with the account given"),
    "pregnancy": N_("This pregnancy and earlier ones: care, worries, who is with the mother"),
    "tenancy": N_("Who lives there, the state of the home, arrears and complaints"),
    "treatment": N_("Whether they are in treatment, since when, and how it goes"),
    "risk": N_("Your present assessment of risk, and to whom"),
    "orders": N_("Orders, licence or bail conditions that you supervise"),
    "care_needs": N_("Care and support needs of an adult in the home"),
}
_ALL = ("concerns", "strengths", "others")
BY_AGENCY: Mapping[Agency, tuple[str, ...]] = {
    Agency.SCHOOL: ("seen", "attendance", "special_needs"),
    Agency.EARLY_YEARS: ("seen", "attendance", "development"),
    Agency.GP: ("seen", "injuries", "appointments", "parent_health"),
    Agency.HEALTH_VISITING: ("seen", "development", "appointments", "parent_health"),
    Agency.SCHOOL_NURSING: ("seen", "appointments", "special_needs"),
    Agency.HOSPITAL: ("seen", "injuries", "appointments"),
    Agency.MIDWIFERY: ("seen", "pregnancy", "parent_health"),
    Agency.POLICE: ("call_outs", "domestic_abuse", "missing", "warnings"),
    Agency.HOUSING: ("seen", "tenancy"),
    Agency.YOUTH_SERVICE: ("seen", "missing"),
    Agency.MENTAL_HEALTH: ("seen", "treatment", "risk"),
    Agency.SUBSTANCE_MISUSE: ("seen", "treatment", "risk"),
    Agency.DOMESTIC_ABUSE: ("seen", "domestic_abuse", "risk"),
    Agency.PROBATION: ("seen", "orders", "risk"),
    Agency.YOUTH_JUSTICE: ("seen", "orders", "risk"),
    Agency.ADULT_SOCIAL_CARE: ("seen", "care_needs"),
}


def prompts_for(agency: Agency) -> tuple[str, ...]:
    """The codes of what this kind of agency is asked, its own before what everyone is asked."""
    return (*BY_AGENCY.get(agency, ("seen",)), *_ALL)


def words(codes: Iterable[str]) -> Iterator[str]:
    """The English messages of codes, ready for gettext; an unknown code says nothing."""
    return (WORDS[code] for code in codes if code in WORDS)
