"""Signing in, and changing one's password."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, RadioField, StringField
from wtforms.validators import InputRequired, Length

from portal.blueprints.form import PageForm

LONGEST_PASSWORD = 1000  # characters: Argon2 takes any, a request need not carry a book
_TOO_LONG = _l("Use fewer than 1,000 characters")


class SignInForm(PageForm):
    """Email address and password."""

    email = StringField(
        _l("Email address"),
        [
            InputRequired(_l("Enter your email address")),
            Length(max=254, message=_l("Enter your email address")),
        ],
    )
    password = PasswordField(
        _l("Password"),
        [
            InputRequired(_l("Enter your password")),
            Length(max=LONGEST_PASSWORD, message=_TOO_LONG),
        ],
    )


class RoleForm(PageForm):
    """One of the roles of the account; the choices are given by the view."""

    membership_id = RadioField(
        _l("Which role are you working in now?"),
        [InputRequired(_l("Choose the role you are working in now"))],
        validate_choice=False,
    )


class ChangePasswordForm(PageForm):
    """The present password, and the new one."""

    password = PasswordField(
        _l("Your password now"),
        [
            InputRequired(_l("Enter the password you use now")),
            Length(max=LONGEST_PASSWORD, message=_TOO_LONG),
        ],
    )
    new_password = PasswordField(
        _l("New password"),
        [
            InputRequired(_l("Enter a new password")),
            Length(min=12, message=_l("Use a password of at least 12 characters")),
            Length(max=LONGEST_PASSWORD, message=_TOO_LONG),
        ],
        description=_l("At least 12 characters. Three unusual words are easier to remember."),
    )
