"""The forms of early help that exist on paper too."""

from portal.vocabulary import N_

# Their names, as in their addresses, and their titles.
PAPER_FORMS: dict[str, str] = {
    "early-help-assessment": N_("Early help assessment: form on paper"),
    "early-help-plan": N_("Early help plan: form on paper"),
    "early-help-review": N_("Early help review: form on paper"),
}
