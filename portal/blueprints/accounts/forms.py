"""The sign-in form."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from portal.blueprints.form import PageForm


class SignInForm(PageForm):
    """Email address and password."""

    email = StringField(
        _l("Email address"), [InputRequired(_l("Enter your email address")), Length(max=254)]
    )
    password = PasswordField(
        _l("Password"), [InputRequired(_l("Enter your password")), Length(max=1000)]
    )
