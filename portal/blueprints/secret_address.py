"""Why a secret address is opened: asked in one way, of a contact and of early help."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from portal.blueprints.form import PageForm


class OpenAddressForm(PageForm):
    """No reason, no address."""

    reason = TextAreaField(
        _l("Why do you need the address now?"),
        [
            InputRequired(_l("Write why you need the address now")),
            Length(max=20_000, message=_l("Shorten this to 20,000 characters or fewer")),
        ],
        description=_l("The hub keeps your reason, your name and the time."),
    )
