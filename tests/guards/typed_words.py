"""What is typed into the forms that write a lot, whoever sends them."""

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
