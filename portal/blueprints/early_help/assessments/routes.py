"""Assessments of an episode: their list, one with its pages, the check, and distance travelled."""

import uuid
from typing import Any

from flask import Response, flash
from flask_babel import gettext as _

from portal.access import access, not_found
from portal.addresses import go_to_url
from portal.blueprints.early_help.assessments import correcting
from portal.blueprints.early_help.assessments.blueprint import PATH, bp
from portal.blueprints.early_help.assessments.checking import missing, parts, to_talk_about
from portal.blueprints.early_help.assessments.correcting import Corrector, since
from portal.blueprints.early_help.assessments.desk import Desk, desk
from portal.blueprints.early_help.assessments.distance_lines import distance_lines
from portal.blueprints.early_help.assessments.editing import Editor
from portal.commands import assessments as commands
from portal.commands.base import Refused
from portal.policies import assessments as policies
from portal.policies.early_help import READ_EPISODE, WRITE_EPISODE
from portal.queries import assessments, early_help
from portal.rules.assessment_pages import PageName
from portal.rules.early_help import may_write_episode
from portal.rules.permissions import Actor
from portal.vocabulary import AssessmentStatus, HelpDomain
from portal.web import go_to, page, utc_now

ONE = f"{PATH}/<uuid:assessment_id>"
SINGLE = "'safety', 'who', 'analysis', 'level'"
DOMAINS = ", ".join(repr(each.value) for each in HelpDomain)


@bp.get(PATH)
@access(READ_EPISODE)
def listed(actor: Actor, episode: Any) -> Response:
    """Every assessment of the episode, and starting one where none is being written."""
    rows = assessments.assessments(actor, episode)
    return page(
        "assessments/listed.html",
        episode=episode,
        rows=rows,
        has_draft=any(row.status is AssessmentStatus.DRAFT for row in rows),
        has_scores=bool(assessments.scores(actor, episode)),
        can_write=may_write_episode(actor, early_help.facts(episode)),
    )


@bp.post(f"{PATH}/start")
@access(WRITE_EPISODE)
def start(actor: Actor, episode: Any) -> Response:
    """Start writing, or go on with the one that is being written."""
    made = commands.start_assessment(actor, episode, at=utc_now())
    return go_to("assessments.show", episode_id=made.episode_id, assessment_id=made.id)


@bp.get(f"{PATH}/distance")
@access(READ_EPISODE)
def distance(actor: Actor, episode: Any) -> Response:
    """Where the family stood in each domain, then and now."""
    rows = distance_lines(assessments.scores(actor, episode))
    return page("assessments/distance.html", episode=episode, rows=rows)


@bp.get(ONE)
@access(policies.READ_ASSESSMENT)
def show(actor: Actor, episode: Any, assessment: Any) -> Response:
    """The list of its pages while it is written; the whole of it to read."""
    on = desk(actor, episode, assessment)
    return page("assessments/show.html", episode=episode, desk=on, parts=parts(on), **since(on))


@bp.route(f"{ONE}/<any({SINGLE}):name>", methods=["GET", "POST"])
@access(policies.WRITE_ASSESSMENT)
def question(actor: Actor, episode: Any, assessment: Any, name: str) -> Response:
    """One of the pages there is one of."""
    return Editor(desk(actor, episode, assessment), PageName(name)).answer()


@bp.route(f"{ONE}/domains/<any({DOMAINS}):name>", methods=["GET", "POST"])
@access(policies.WRITE_ASSESSMENT)
def domain(actor: Actor, episode: Any, assessment: Any, name: str) -> Response:
    """Where the family stands in one domain."""
    return Editor(desk(actor, episode, assessment), PageName("domain", name)).answer()


@bp.route(f"{ONE}/voices/<uuid:person_id>", methods=["GET", "POST"])
@access(policies.WRITE_ASSESSMENT)
def voice(actor: Actor, episode: Any, assessment: Any, person_id: uuid.UUID) -> Response:
    """What one member of the family says."""
    on, name = desk(actor, episode, assessment), PageName("voice", str(person_id))
    if not on.has(name):
        return not_found()  # type: ignore[no-any-return]  # it raises
    return Editor(on, name).answer()


@bp.route(f"{ONE}/correct/<string:name>", methods=["GET", "POST"])
@access(policies.CORRECT_ASSESSMENT)
def correct(actor: Actor, episode: Any, assessment: Any, name: str) -> Response:
    """One page of a completed assessment, put right with a reason; the one before stays."""
    on, (kind, _sep, key) = desk(actor, episode, assessment), name.partition(":")
    if on.is_draft:
        return go_to_url(on.address("show"))
    if not on.has(PageName(kind, key)):
        return not_found()  # type: ignore[no-any-return]  # it raises
    return Corrector(on, PageName(kind, key)).answer()


@bp.get(f"{ONE}/before/<int:number>")
@access(policies.READ_ASSESSMENT)
def before(actor: Actor, episode: Any, assessment: Any, number: int) -> Response:
    """A completed assessment as it was before it was corrected."""
    found = correcting.before(desk(actor, episode, assessment), number) or not_found()
    then, made = found
    context: dict[str, Any] = {"desk": then, "parts": parts(then), "each": made}
    return page("assessments/before.html", episode=episode, **context)


@bp.get(f"{ONE}/check")
@access(policies.WRITE_ASSESSMENT)
def check(actor: Actor, episode: Any, assessment: Any) -> Response:
    """Everything once more, and what a reader would ask about."""
    on = desk(actor, episode, assessment)
    return _check(on) if on.can_write else go_to_url(on.address("show"))


def _check(on: Desk, **more: Any) -> Response:
    context = {"missing": missing(on), "talk": to_talk_about(on), "parts": parts(on), **more}
    return page("assessments/check.html", episode=on.episode, desk=on, **context)


@bp.post(f"{ONE}/complete")
@access(policies.COMPLETE_ASSESSMENT)
def complete(actor: Actor, episode: Any, assessment: Any) -> Response:
    """Fix it; where something must still be said, the check says what."""
    try:
        commands.complete_assessment(episode, by=actor, assessment_id=assessment.id, at=utc_now())
    except Refused:
        return _check(desk(actor, episode, assessment), status=422, was_refused=True)
    flash(
        _("The assessment is completed. Only a correction, with its reason, changes it now."),
        "success",
    )
    return go_to("assessments.show", episode_id=episode.id, assessment_id=assessment.id)
