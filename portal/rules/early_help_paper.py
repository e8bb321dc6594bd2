"""The forms besides the ones that are sent to the hub that exist on paper too."""

from portal.vocabulary import N_

# Their names, as in their addresses, and their titles.
PAPER_FORMS: dict[str, str] = {
    "early-help-agreement": N_("Agreement to early help: form on paper"),
    "early-help-assessment": N_("Early help assessment: form on paper"),
    "early-help-plan": N_("Early help plan: form on paper"),
    "early-help-review": N_("Early help review: form on paper"),
    "early-help-closure": N_("How early help ended: form on paper"),
}
HUB_PAPER_FORMS: dict[str, str] = {
    "agency-check": N_("What an agency knows: form on paper"),
    "marac": N_("Referral to a MARAC: form on paper"),
    "disagreement": N_("Disagree with the hub: form on paper"),
}
