"""The shared extension objects, created without an application."""

from typing import cast

from flask_babel import Babel
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect

from portal.models.base import Base
from portal.models.plain_first import PlainFirst

db = SQLAlchemy(
    model_class=Base,
    disable_autonaming=True,
    session_options={
        "class_": PlainFirst,
        "autoflush": False,
        "join_transaction_mode": "control_fully",  # of a transaction that began with plain rows
    },
)
migrate = Migrate()
login_manager = LoginManager()
csrf = CSRFProtect()
babel = Babel()


def present() -> PlainFirst:
    """The session itself, for what only ours can do."""
    return cast(PlainFirst, db.session())
