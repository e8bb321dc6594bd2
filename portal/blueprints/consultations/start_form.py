"""What is asked of the hub, and in which form."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields import SelectChoice

from portal.blueprints.consultations.fields import hidden
from portal.blueprints.form import PageForm
from portal.vocabulary import ContactKind, ContactRoute


class StartForm(PageForm):
    """What is asked for, how much time there is, and the key that makes starting twice one."""

    kind = RadioField(
        _l("What do you need?"),
        choices=[
            SelectChoice(ContactKind.CONSULTATION.value, _l("Advice: a consultation")),
            SelectChoice(ContactKind.REFERRAL.value, _l("Help for a child: a referral")),
            SelectChoice(
                ContactRoute.DOMESTIC_ABUSE.value,
                _l("Advice about domestic abuse: an adult, with or without children"),
            ),
        ],
        default=ContactKind.CONSULTATION.value,
        description=_l("You can change from one to the other at any time before you send it."),
    )

    route = RadioField(
        _l("How much time do you have?"),
        choices=[
            SelectChoice(
                ContactRoute.FULL.value, _l("The guided form: about ten minutes for advice")
            ),
            SelectChoice(ContactRoute.SHORT.value, _l("About three minutes: the short form")),
        ],
        default=ContactRoute.FULL.value,
        description=_l("You can change from the short form to the guided one later."),
    )
    start_key = hidden()

    def asked(self) -> dict[str, Any]:
        """Kind and route as the command takes them; domestic abuse has a route of its own."""
        if self.kind.data == ContactRoute.DOMESTIC_ABUSE:
            return {"kind": ContactKind.CONSULTATION, "route": ContactRoute.DOMESTIC_ABUSE}
        return {"kind": ContactKind(self.kind.data), "route": ContactRoute(self.route.data)}
