"""The form of a referral to a MARAC."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectMultipleField, TextAreaField

from portal.blueprints.contacts.forms import OnceForm
from portal.blueprints.form import choices
from portal.rules.marac import MaracWords
from portal.rules.typed import one_of
from portal.vocabulary import Answer, MaracAgreement, MaracCriterion

TEXTS = (
    *("criteria_why", "without_why", "risks", "children", "teller", "telling_how"),
    *("idva_detail", "hub_note"),
)


class MaracForm(OnceForm):
    """What it rests on, the risks, agreement, who tells the victim and how safely, the IDVA."""

    criteria = SelectMultipleField(
        _l("What does the referral rest on?"),
        choices=choices(MaracCriterion),
        validate_choice=False,
        description=_l("Any one is enough."),
    )
    criteria_why = TextAreaField(
        _l("Reasons"), description=_l("What each of them rests on, in a sentence or two.")
    )
    risks = TextAreaField(_l("What are the risks, and for whom?"))
    children = TextAreaField(
        _l("What is done for each child?"),
        description=_l("A MARAC never takes the place of a referral for a child."),
    )
    agreement = RadioField(
        _l("Do they agree to the referral?"),
        choices=choices(MaracAgreement),
        validate_choice=False,
        description=_l("Their agreement is sought. It is not needed where the risk is serious."),
    )
    without_why = TextAreaField(_l("If not, why is it shared without their agreement?"))
    teller = TextAreaField(
        _l("Who tells the adult victim?"),
        description=_l("A professional. Never a relative, never the person causing harm."),
    )
    telling_how = TextAreaField(
        _l("How and when is that safe?"),
        description=_l("Keep to the safe-contact answers. If it is not safe to tell, say so."),
    )
    idva = RadioField(
        _l("Has an IDVA been asked?"),
        choices=choices(Answer),
        validate_choice=False,
    )
    idva_detail = TextAreaField(_l("Who, and when do they make contact?"))
    hub_note = TextAreaField(
        _l("Note for the hub only"), description=_l("Only the hub's own copy has it.")
    )

    def answers(self) -> dict[str, Any]:
        """The referral as the command takes it."""
        return {"words": self.words(), "key": super().answers()["key"]}

    def words(self) -> MaracWords:
        """What is typed; what cannot be read is left out."""
        chosen = self.criteria.data or ()
        return MaracWords(
            criteria=tuple(each for each in MaracCriterion if each.value in chosen),
            agreement=one_of(MaracAgreement, self.agreement.data),
            idva=one_of(Answer, self.idva.data),
            **{name: (self[name].data or "").replace("\r\n", "\n").strip() for name in TEXTS},
        )


def suggested(met: tuple[MaracCriterion, ...]) -> dict[str, Any]:
    """The criteria that the evidence says are met, ticked to begin with."""
    return {"criteria": [each.value for each in met]}
