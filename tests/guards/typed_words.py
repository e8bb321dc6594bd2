"""What is typed into the forms that write a lot, whoever sends them."""

from datetime import timedelta

from portal.web import utc_now
from tests.makers import NOON

LATE = {
    **{"received_day": "1", "received_month": "6", "received_year": "2026"},
    **{"received_time": "9.05am", "how": "paper", "received_by": "Reception"},
    **{"sender_name": "Rosalind Pike", "why": "The portal was down.", "start_key": "late"},
    **{"kind": "consultation", "route": "short"},
}
ADVICE = {
    **{"level": "2", "outcome": "early_help", "descriptors": ["CAR"], "safe_to_tell": "yes"},
    **{"reasons": "Basic needs.", "advice": "Offer help.", "would_lower": "Breakfast."},
    **{"step_1_what": "Meet the mother", "step_1_who": "Class teacher"},
    **{"would_raise_one": "He loses weight", "would_raise_two": "Help is refused"},
}
WITHHELD = {
    **{"decision": "not_share", "what": "Where she is", "with_whom": "Her father", "why": "Risk"},
    **{"review_on_day": "1", "review_on_month": "3", "review_on_year": "2027"},
}
ASKED = {
    **{"purpose": "To see whether he is safe.", "basis": "public_task", "question": ""},
}
RETURNED = {
    **{"p1_answer": "known", "p1_summary": "Two call-outs.", "p1_may_share": "decision_team"},
    **{"p1_source_day": "1", "p1_source_month": "3", "p1_source_year": "2026", "version": "0"},
}
MARAC = {
    **{"criteria": ["judgement"], "criteria_why": "A hand on the neck.", "risks": "To her life."},
    **{"children": "A referral was made.", "agreement": "agreed", "teller": "The nurse"},
    **{"telling_how": "In person.", "idva": "yes"},
}
STARTED = {
    **{"reason": "parenting", "reason_note": "Calmer mornings.", "start_key": "early help"},
    **{"started_on_day": "1", "started_on_month": "6", "started_on_year": "2026"},
}
AGREED = {
    **{"is_given": "yes", "how": "spoken", "given_on_day": "1", "given_on_month": "6"},
    **{"given_on_year": "2026", "may_be_shared_with": "School may know."},
}
TAKEN_BACK = {
    **{"withdrawn_on_day": "2", "withdrawn_on_month": "6", "withdrawn_on_year": "2026"},
    "why": "It was too much.",
}
_TODAY = {"day": str(NOON.day), "month": str(NOON.month), "year": str(NOON.year)}
_SOON = utc_now() + timedelta(days=40)
_LATER = {
    **{f"planned_{part}": str(getattr(_SOON, part)) for part in ("day", "month", "year")},
    "planned_time": "3pm",
}
_FIRST = {"effective_day": "1", "effective_month": "4", "effective_year": "2027"}
OUTCOMES = {"edition": "Our own", **_FIRST, "outcomes": "Going to school | Mynd i'r ysgol"}
PLAN_ACTS = {  # what posts about a plan, a team or a meeting are recorded as, and what they send
    "meetings.add_member": ("join_team", {"name": "Bryn Ellis"}),
    "meetings.change": ("call_off_meeting", {}),
    "meetings.change_member": ("may_read_only", {}),
    "meetings.close": (
        "end_early_help",
        {
            **{"reason": "moved", "end_note": "They moved to Leeds."},
            **{f"ended_{part}": text for part, text in _TODAY.items()},
        },
    ),
    "meetings.correct": (
        "correct_meeting",
        {"changed": "Calmer evenings.", "correction_why": "It was evenings.", "version": "1"},
    ),
    "meetings.correct_end": (
        "correct_end",
        {
            **{
                "reason": "moved",
                "end_note": "They moved to Bath.",
                "correction_why": "It was Bath.",
            },
            **{f"ended_{part}": text for part, text in _TODAY.items()},
        },
    ),
    "meetings.move": ("move_meeting", {**_LATER, "version": "1"}),
    "meetings.plan": ("plan_meeting", _LATER),
    "meetings.record": (
        "record_meeting",
        {f"held_{part}": text for part, text in _TODAY.items()},
    ),
    "meetings.step_up": ("step_up", {"start_key": "step up"}),
    "meetings.write": ("save_page", {"changed": "He sleeps.", "version": "1"}),
    "plans.action": ("change_action", {"what": "Walk home", "version": "1"}),
    "plans.add_action": ("add_action", {"what": "Read together"}),
    "plans.add_goal": ("add_goal", {"goal": "We want sleep"}),
    "plans.goal": ("change_goal", {"goal": "Calm days", "version": "1"}),
    "plans.move_part": ("take_away_action", {}),
    "plans.set_status": ("action_status", {"kind": "action", "status": "done"}),
}
