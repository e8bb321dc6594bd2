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
    "share_without_agreement": N_("The team reads without somebody's agreement"),
    "propose_lower_risk": N_("Said that somebody is no longer at risk; a second person decides"),
    "lower_risk": N_("A second person agreed: somebody is no longer marked at risk"),
    "keep_risk": N_("A second person looked: the mark that somebody is at risk stays"),
    "open_address": N_("A secret address was opened"),
    "replace_address": N_("A secret address or phone number was replaced without being opened"),
    "delete_address": N_("A secret address or phone number was deleted without being opened"),
    "step_aside": N_("Somebody knows the family and stepped aside"),
    "change_sees": N_("What somebody of the team may see was changed"),
    "came_of_age": N_("Somebody turned 13 and has to be asked too"),
    "add_goal": N_("A goal added to the plan"),
    "change_goal": N_("A goal put into other words"),
    "take_away_goal": N_("A goal taken out of the plan"),
    "put_back_goal": N_("A goal put back into the plan"),
    "move_goal": N_("The goals put into another order"),
    "goal_status": N_("What became of a goal"),
    "add_action": N_("An action added to the plan"),
    "change_action": N_("An action changed"),
    "take_away_action": N_("An action taken out of the plan"),
    "put_back_action": N_("An action put back into the plan"),
    "move_action": N_("The actions put into another order"),
    "action_status": N_("How an action is going"),
    "join_team": N_("Somebody joined the team"),
    "may_write": N_("Somebody of the team may write"),
    "may_read_only": N_("Somebody of the team may only read"),
    "leave_team": N_("Somebody left the team"),
    "plan_meeting": N_("A meeting planned"),
    "move_meeting": N_("A meeting moved"),
    "invite_team": N_("The team told of a meeting"),
    "call_off_meeting": N_("A meeting called off"),
    "record_meeting": N_("A meeting recorded"),
    "add_warning": N_("A warning was added on one of the family's contacts"),
    "step_up": N_("Stepped up: a referral begun"),
    "end_early_help": N_("Early help ended"),
    "correct_meeting": N_("The record of a meeting corrected"),
    "correct_end": N_("The record of how it ended corrected"),
    "start_assessment": N_("Assessment started"),
    "complete_assessment": N_("Assessment completed"),
    "correct_assessment": N_("A completed assessment corrected"),
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


def without_names(shown: Any, basis: Any) -> str:
    """Whose agreement a basis stood in for."""
    names = (shown.names.get(each) or gettext("a child") for each in basis.covers if each)
    return ", ".join(names)
