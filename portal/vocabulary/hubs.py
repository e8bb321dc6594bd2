"""Who works where: roles, agencies, hubs and nations."""

from enum import StrEnum

from portal.vocabulary.labels import N_


class Role(StrEnum):
    """What a membership lets a person do."""

    REFERRING_PROFESSIONAL = "referring_professional"
    ORGANISATION_LEAD = "organisation_lead"
    MASH_ADVISER = "mash_adviser"
    DECISION_MAKER = "decision_maker"
    LEAD_PRACTITIONER = "lead_practitioner"
    AGENCY_CONTRIBUTOR = "agency_contributor"
    HUB_ADMINISTRATOR = "hub_administrator"


class Nation(StrEnum):
    """Whose law, calendar and codes apply."""

    ENGLAND = "england"
    WALES = "wales"


class HubKind(StrEnum):
    """How the front door is set up."""

    MASH = "mash"
    VIRTUAL_MASH = "virtual_mash"
    CENTRAL_REFERRAL_UNIT = "central_referral_unit"


class Agency(StrEnum):
    """The kind of organisation that asks, or is asked what it knows."""

    SCHOOL = "school"
    EARLY_YEARS = "early_years"
    GP = "gp"
    HEALTH_VISITING = "health_visiting"
    SCHOOL_NURSING = "school_nursing"
    HOSPITAL = "hospital"
    MIDWIFERY = "midwifery"
    POLICE = "police"
    HOUSING = "housing"
    YOUTH_SERVICE = "youth_service"
    CHARITY = "charity"
    COUNCIL = "council"
    MENTAL_HEALTH = "mental_health"
    SUBSTANCE_MISUSE = "substance_misuse"
    DOMESTIC_ABUSE = "domestic_abuse"
    PROBATION = "probation"
    YOUTH_JUSTICE = "youth_justice"
    ADULT_SOCIAL_CARE = "adult_social_care"
    OTHER = "other"


LABELLED: tuple[tuple[StrEnum, str], ...] = (
    (Role.REFERRING_PROFESSIONAL, N_("Referring professional")),
    (Role.ORGANISATION_LEAD, N_("Organisation lead")),
    (Role.MASH_ADVISER, N_("MASH adviser")),
    (Role.DECISION_MAKER, N_("Decision maker")),
    (Role.LEAD_PRACTITIONER, N_("Lead practitioner")),
    (Role.AGENCY_CONTRIBUTOR, N_("Agency contributor")),
    (Role.HUB_ADMINISTRATOR, N_("Hub administrator")),
    (Agency.SCHOOL, N_("School or college")),
    (Agency.EARLY_YEARS, N_("Nursery or early years")),
    (Agency.GP, N_("GP practice")),
    (Agency.HEALTH_VISITING, N_("Health visiting")),
    (Agency.SCHOOL_NURSING, N_("School nursing")),
    (Agency.HOSPITAL, N_("Hospital")),
    (Agency.MIDWIFERY, N_("Midwifery")),
    (Agency.POLICE, N_("Police")),
    (Agency.HOUSING, N_("Housing")),
    (Agency.YOUTH_SERVICE, N_("Youth service")),
    (Agency.CHARITY, N_("Charity")),
    (Agency.COUNCIL, N_("Council")),
    (Agency.MENTAL_HEALTH, N_("Mental health service")),
    (Agency.SUBSTANCE_MISUSE, N_("Drug and alcohol service")),
    (Agency.DOMESTIC_ABUSE, N_("Domestic abuse service")),
    (Agency.PROBATION, N_("Probation")),
    (Agency.YOUTH_JUSTICE, N_("Youth justice")),
    (Agency.ADULT_SOCIAL_CARE, N_("Adult social care")),
    (Agency.OTHER, N_("Other agency")),
)
