"""The portal: a front door for people worried about a child or an adult."""

from typing import Any

from flask import Flask

from config import Settings, load
from portal import access, cli, demo, errors, headers, intake, logs, web
from portal.blueprints import register_blueprints
from portal.extensions import babel, csrf, db, login_manager, migrate
from portal.languages import select_locale
from portal.models.transactions import take_over
from portal.signing_in import Sessions


def create_app(settings: Settings | None = None, **overrides: Any) -> Flask:
    """A ready application; raises when a setting or an access rule is missing."""
    app = Flask(__name__)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False  # every answer passes an access rule
    app.config.from_object(settings or load())
    app.config.update(overrides)
    app.config["DEMO_PASSWORD"] = demo.PASSWORD if app.config["DEMO_ALLOWED"] else None
    app.session_interface = Sessions()
    logs.prepare(app)
    intake.register(app)
    _extensions(app)
    web.prepare_templates(app)
    headers.register(app)
    access.register(app)
    errors.register(app)
    register_blueprints(app)
    cli.register(app)
    access.check_declared(app)
    return app


def _extensions(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        take_over(db.engine)
    migrate.init_app(app, db, render_as_batch=True)
    login_manager.init_app(app)
    login_manager.session_protection = None  # the token is on the server; addresses change
    csrf.init_app(app)
    babel.init_app(app, locale_selector=select_locale)
