"""What mails say: that there is something to read, its reference, and where to sign in."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from flask_babel import force_locale, gettext

from portal.vocabulary import N_


@dataclass(frozen=True)
class Letter:
    """One mail, ready to send; nothing in it about a family."""

    id: uuid.UUID
    to: str
    subject: str
    body: str
    at: datetime
    lang: str = "en"


SENTENCES: dict[str, str] = {
    "received": N_("What you sent has reached the hub."),
    "new_contact": N_("Something urgent has come in."),
    "given_to_you": N_("A contact has been given to you."),
    "taken_from_you": N_("A contact of yours has been given to someone else."),
    "question": N_("The hub has a question for you."),
    "reply": N_("There is a reply to your question."),
    "information_added": N_("New information has been added."),
    "advice": N_("The hub has answered you."),
    "advice_withdrawn": N_(
        "The hub has withdrawn its last answer. Do not act on it before you have signed in."
    ),
    "to_sign_off": N_("A decision waits for your sign-off."),
    "decision_returned": N_("A decision you proposed has come back to you."),
    "decision_signed": N_("A decision you proposed is signed off."),
    "decision": N_("The hub has decided on your referral."),
    "decision_overturned": N_(
        "The hub has taken back its decision on your referral. Sign in before you act on it."
    ),
    "acknowledged": N_("Your answer has been acknowledged."),
    "disagreement": N_("A disagreement waits for your answer."),
    "disagreement_answered": N_("The hub has answered your disagreement."),
    "disagreement_further": N_("Your disagreement has gone to the next stage."),
    "disagreement_left": N_(
        "Your disagreement was answered and waits for you. "
        "Say whether it is resolved or goes further."
    ),
    "disagreement_left_by_them": N_(
        "A disagreement you answered is still open. You may want to phone the person who raised it."
    ),
    "disagreement_ended": N_("A disagreement is over."),
    "nobody_to_answer": N_("A disagreement waits and nobody is named to answer it."),
    "at_risk_now": N_("Something that was answered has become urgent. Sign in now."),
    "step_due": N_("The day of a next step has come. Say what happened."),
    "closed": N_("The hub has closed one of your contacts."),
    "converted": N_("A referral is now handled as a consultation."),
    "check_asked": N_("The hub has a question for your agency."),
    "check_reminder": N_("A question of the hub still waits for your agency's answer."),
    "check_overdue": N_("An agency's answer to the hub is overdue."),
    "check_nobody": N_("An agency has nobody who can answer a question of the hub."),
    "check_sooner": N_("The hub needs your agency's answer to one of its questions sooner."),
    "check_answered": N_("An agency has answered your question."),
    "check_withdrawn": N_("The hub no longer needs an answer to one of its questions."),
    "help_given": N_("You have been asked to lead early help for a family."),
    "help_agreement_withdrawn": N_(
        "An agreement to early help has been withdrawn. Do not share anything more."
    ),
    "help_needs_lead": N_("Early help for a family needs another lead practitioner."),
    "help_shared": N_("The team around a family may now read what is shared with it."),
    "help_risk_to_confirm": N_("Something in early help waits for a second person to look at it."),
    "help_joined": N_("You have been added to a team around a family."),
    "help_invited": N_(
        "You are invited to a meeting. The person who invites you will tell you more."
    ),
    "help_meeting": N_("A meeting of a team around a family has been planned."),
    "help_reminder": N_("Something in early help is due soon."),
    "help_copy_to_approve": N_("A family's copy waits for a second person to look at it."),
    "help_copy_returned": N_("A family's copy has come back to you."),
    "help_copy_approved": N_("A family's copy has been approved."),
    "help_ended": N_("Early help for a family has ended."),
}
SUBJECT = N_("%(reference)s: sign in to read your message")
BODY = N_(
    "%(sentence)s\n\n"
    "Reference: %(reference)s\n\n"
    "To protect families, nothing more is said by email. Sign in to read it:\n"
    "%(address)s\n\n"
    "If someone is in danger now, call 999. Nobody reads replies to this address."
)
# To somebody of a team who has no account: there is nothing to sign in to.
SUBJECT_WITHOUT = N_("%(reference)s: a message for you")
BODY_WITHOUT = N_(
    "%(sentence)s\n\n"
    "Reference: %(reference)s\n\n"
    "To protect families, nothing more is said by email. Ask the person you work with on this.\n\n"
    "If someone is in danger now, call 999. Nobody reads replies to this address."
)


def letter(
    *,
    id: uuid.UUID,
    kind: str,
    to: str,
    reference: str,
    lang: str,
    address: str,
    at: datetime,
    signs_in: bool = True,
) -> Letter:
    """The letter for one kind of event in its reader's language.

    It says what kind of thing happened, the reference and, to who has an account, the sign-in
    address; no name, no topic, no urgency, no link to a record. Raises KeyError for a kind that has
    no sentence.
    """
    with force_locale(lang):
        sentence = gettext(SENTENCES[kind])
        subject, body = (SUBJECT, BODY) if signs_in else (SUBJECT_WITHOUT, BODY_WITHOUT)
        return Letter(
            id=id,
            to=to,
            subject=gettext(subject) % {"reference": reference},
            body=gettext(body) % {"sentence": sentence, "reference": reference, "address": address},
            at=at,
            lang=lang,
        )
