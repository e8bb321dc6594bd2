"""The words that templates of early help build from codes: ages, acts, signs, readers."""

from typing import Any

from flask_babel import gettext, ngettext

from portal.vocabulary import N_, AgeKind
from portal.web import local_words

ACTS: dict[str, str] = {
    "start_early_help": N_("Early help started"),
    "hand_over": N_("Given to another lead practitioner"),
    "add_member": N_("Somebody added to the family"),
    "change_member": N_("What is known of somebody put right"),
    "remove_member": N_("Somebody taken out of the family"),
    "restore_member": N_("Somebody put back into the family"),
    "add_line": N_("Something told added"),
    "change_line": N_("Something told put right"),
    "remove_line": N_("Something told taken away"),
    "restore_line": N_("Something told put back"),
    "record_agreement": N_("Agreement recorded"),
    "withdraw_agreement": N_("Agreement withdrawn"),
    "clear_hit": N_("A word looked at for a family copy and let stand"),
    "leave_out": N_("Something taken out of one person's copies"),
    "make_copy": N_("A family copy made"),
    "approve_copy": N_("A family copy approved"),
    "return_copy": N_("A family copy sent back"),
    "give_copy": N_("A family copy given"),
}


def event_words(action: str) -> str:
    """An act of the history in the reader's language."""
    return str(gettext(ACTS[action]))


def age_words(person: Any, age: tuple[int, int]) -> str:
    """ "7 years", "8 months", "about 4 years"."""
    months = age[0]
    if months >= 24:
        text = ngettext("%(num)d year", "%(num)d years", months // 12)
    else:
        text = ngettext("%(num)d month", "%(num)d months", months)
    is_exact = person.age_kind is AgeKind.DATE_OF_BIRTH
    return str(text if is_exact else gettext("about %(age)s", age=text))


def indicator_words(shown: Any, line: Any) -> Any:
    """The words of a sign as the framework has them."""
    indicator = shown.indicators.get(line.indicator_id)
    return local_words(indicator.text) if indicator else line.indicator_id or ""


def reader_names(shown: Any, line: Any) -> str:
    """Whose copies hold a line."""
    return ", ".join(shown.names.get(each) or gettext("a child") for each in line.readers)
