"""The area's blueprint, apart from its views so that each module of views can use it."""

from flask import Blueprint

bp = Blueprint("assessments", __name__)
PATH = "/early-help/<uuid:episode_id>/assessments"
