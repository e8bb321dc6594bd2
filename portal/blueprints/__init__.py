"""HTTP and nothing else: one package an area."""

from flask import Flask

from portal.blueprints import accounts, consultations, contacts, early_help, queue, sharing
from portal.blueprints.contacts import abuse, checks, decisions, disagreements, following_up
from portal.blueprints.early_help import assessments, meetings, papers, plans, settings


def register_blueprints(app: Flask) -> None:
    """Attach every area."""
    app.register_blueprint(accounts.bp)
    app.register_blueprint(consultations.bp)
    app.register_blueprint(contacts.bp)
    app.register_blueprint(decisions.bp)
    app.register_blueprint(checks.bp)
    app.register_blueprint(abuse.bp)
    app.register_blueprint(disagreements.bp)
    app.register_blueprint(following_up.bp)
    app.register_blueprint(early_help.bp)
    app.register_blueprint(plans.bp)
    app.register_blueprint(meetings.bp)
    app.register_blueprint(settings.bp)
    app.register_blueprint(assessments.bp)
    app.register_blueprint(papers.bp)
    app.register_blueprint(queue.bp)
    app.register_blueprint(sharing.bp)
