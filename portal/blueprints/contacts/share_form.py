"""The form of a decision about sharing."""

import uuid
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from portal.blueprints.contacts.forms import OnceForm
from portal.blueprints.form import choices
from portal.queries.rows import AnyRow
from portal.rules.sharing import ShareWords
from portal.rules.typed import one_of, read_date
from portal.vocabulary import N_, LawfulBasis, ShareDecision

CHOICES = {
    ShareDecision.SHARE: N_("Yes, it was or will be shared"),
    ShareDecision.NOT_SHARE: N_("No, it is not shared"),
}


class ShareForm(OnceForm):
    """What was shared or withheld, with whom, on what basis and why."""

    decision = RadioField(
        _l("Is the information shared?"),
        choices=[SelectChoice(each.value, _l(words)) for each, words in CHOICES.items()],
        validate_choice=False,
    )
    what = TextAreaField(
        _l("What information?"),
        description=_l("Name the kind of information, not the details themselves."),
    )
    with_whom = StringField(
        _l("With whom?"), description=_l("A person, a role or an organisation.")
    )
    why = TextAreaField(
        _l("Why?"),
        description=_l("Why it is necessary, or why it is withheld. Two lines are enough."),
    )
    basis = RadioField(
        _l("What allows you to share it?"),
        choices=choices(LawfulBasis),
        validate_choice=False,
    )
    basis_reason = StringField(
        _l("Why did you choose another basis?"),
        description=_l("If you changed it from what we suggest."),
    )
    review_on_day = StringField()
    review_on_month = StringField()
    review_on_year = StringField()
    reviews = HiddenField()

    def answers(self) -> dict[str, Any]:
        """The decision as the command takes it."""
        return {"words": self.words(), "key": super().answers()["key"], "reviews": self._reviews()}

    def words(self) -> ShareWords:
        """What is typed; what cannot be read is left out, and so is a basis for not sharing."""
        decision = one_of(ShareDecision, self.decision.data)
        is_shared = decision is not ShareDecision.NOT_SHARE
        return ShareWords(
            decision=decision,
            basis=one_of(LawfulBasis, self.basis.data) if is_shared else None,
            review_on=read_date(self.typed(), "review_on"),
            **{name: self._text(name) for name in ("what", "with_whom", "basis_reason", "why")},
        )

    def _text(self, name: str) -> str:
        return (self[name].data or "").replace("\r\n", "\n").strip()

    def _reviews(self) -> uuid.UUID | None:
        try:
            return uuid.UUID(self.reviews.data or "")
        except ValueError:
            return None


def typed_again(earlier: AnyRow | None) -> dict[str, str]:
    """An earlier decision as it would be typed, to be looked at again; without its day."""
    if earlier is None:
        return {}
    return {
        "decision": earlier.decision.value,
        "what": earlier.what,
        "with_whom": earlier.with_whom,
        "why": earlier.why,
        "basis": earlier.basis.value if earlier.basis else "",
        "basis_reason": earlier.basis_reason,
        "reviews": str(earlier.id),
    }
