"""The guided consultation: from a worry to a reference, one question a page."""

import portal.blueprints.consultations.abuse_routes
import portal.blueprints.consultations.late_routes
import portal.blueprints.consultations.paper_routes
import portal.blueprints.consultations.part_routes
import portal.blueprints.consultations.routes
import portal.blueprints.consultations.seen_routes
import portal.blueprints.consultations.sending_routes  # noqa: F401 - each adds its pages
from portal.blueprints.consultations.blueprint import bp

__all__ = ["bp"]
