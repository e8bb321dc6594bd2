"""The forms of answering: one text for the conversation, a reason, and the advice."""

import uuid
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired, Length

from portal.blueprints.form import CheckboxesField, PageForm
from portal.rules.typed import whole
from portal.vocabulary import LinkDecision
from portal.web import new_key

MOST = 20_000
TOO_LONG = Length(max=MOST, message=_l("Shorten this to 20,000 characters or fewer"))


def given_key(typed: str | None) -> uuid.UUID:
    """The identifier a form carries, so that sending it twice acts once; a new one for nonsense."""
    try:
        return uuid.UUID(typed or "")
    except ValueError:
        return uuid.uuid4()


class OnceForm(PageForm):
    """A form that acts once however often it is sent."""

    key = HiddenField(default=new_key)

    def answers(self) -> dict[str, Any]:
        """With `key` as an identifier."""
        return {**super().answers(), "key": given_key(self.key.data)}

    def typed(self) -> dict[str, Any]:
        """What is worth saving: the words, not the key."""
        return {name: value for name, value in super().typed().items() if name != "key"}


class QuestionForm(OnceForm):
    """What the hub needs to know."""

    text = TextAreaField(
        _l("What do you need to know?"),
        [InputRequired(_l("Write what you need to know")), TOO_LONG],
        description=_l(
            "The professional reads this as you write it. Ask for one thing on each line. "
            "Do not name or hint at a protected source."
        ),
    )


class ReplyForm(OnceForm):
    """The professional's reply."""

    text = TextAreaField(
        _l("Your reply"),
        [InputRequired(_l("Write your reply")), TOO_LONG],
        description=_l("Say what you know and what you do not know. You can add more later."),
    )


class AddForm(OnceForm):
    """Something new, from either side."""

    text = TextAreaField(
        _l("What do you want to add?"),
        [InputRequired(_l("Write what you want to add")), TOO_LONG],
        description=_l(
            "It goes on the record with your name and the time. It cannot be changed later."
        ),
    )


class WarningForm(OnceForm):
    """Safe contact, who must not be told, and how that is known."""

    is_safe_contact = CheckboxesField(
        _l("How may the family be contacted?"),
        choices=[SelectChoice("yes", _l("Safe contact only: contact could put someone at risk"))],
        validate_choice=False,
    )
    must_not_be_told = TextAreaField(
        _l("Who must not be told, or what must they not know?"),
        [TOO_LONG],
        description=_l("Name the person. It is added to what is there already."),
    )
    reason = TextAreaField(
        _l("How do you know?"),
        [InputRequired(_l("Write how you know")), TOO_LONG],
        description=_l("Who said it, and when. Both sides read this in the conversation."),
    )

    def answers(self) -> dict[str, Any]:
        """With the box as yes or no."""
        is_ticked = "yes" in (self.is_safe_contact.data or ())
        words = self.must_not_be_told.data or ""
        return {**super().answers(), "is_safe_contact": is_ticked, "must_not_be_told": words}


class VersionForm(PageForm):
    """A form about one version of an answer: the one that was looked at."""

    about: ClassVar[frozenset[str]] = frozenset({"version"})
    version = HiddenField()

    def answers(self) -> dict[str, Any]:
        """`version` as a number; None for nonsense, which stands for the present one."""
        return {**super().answers(), "version": whole(self.version.data)}


class WithdrawForm(VersionForm):
    """Why the advice is taken back."""

    reason = TextAreaField(
        _l("Why are you withdrawing this advice?"),
        [InputRequired(_l("Write why you are withdrawing the advice")), TOO_LONG],
        description=_l("The professional reads this at the top of the withdrawn advice."),
    )


class ConvertForm(PageForm):
    """Why a referral is handled as a consultation."""

    reason = TextAreaField(
        _l("Why is this handled as a consultation?"),
        [InputRequired(_l("Write why this is handled as a consultation")), TOO_LONG],
        description=_l("Both sides read this in the timeline."),
    )


class SendForm(OnceForm):
    """Send what was looked at: `seen` is a digest of the words on the page."""

    seen = HiddenField()


class MatchForm(OnceForm):
    """Whether two recorded people are one, decided by the button that is pressed."""

    about: ClassVar[frozenset[str]] = frozenset({"seen"})
    seen = HiddenField()  # how many decisions about the two the page showed
    decision = StringField(
        validators=[AnyOf(list(LinkDecision), _l("Choose what you have found out"))]
    )
    why = TextAreaField(
        _l("Why do you think so?"),
        [InputRequired(_l("Write why you think so")), TOO_LONG],
        description=_l(
            "Say what you checked and with whom. Only the hub reads it, never the professional."
        ),
    )

    def answers(self) -> dict[str, Any]:
        """With `decision` as what was decided; `seen` is -1 for nonsense, which nobody saw."""
        seen = whole(self.seen.data)
        decision = LinkDecision(self.decision.data)
        return {**super().answers(), "decision": decision, "seen": -1 if seen is None else seen}

    def typed(self) -> dict[str, Any]:
        """What is worth saving: the words, not the button."""
        return {name: value for name, value in super().typed().items() if name != "decision"}
