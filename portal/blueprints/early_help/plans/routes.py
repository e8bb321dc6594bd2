"""The plan: read at a kitchen table, written by the lead and those who write with them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request

from portal.access import access, not_found
from portal.blueprints.early_help.crossing import Again, ask_or_compare
from portal.blueprints.early_help.forms import version_of
from portal.blueprints.early_help.keeping import form_of, let_go
from portal.blueprints.early_help.plans.forms import ActionForm, GoalForm, PartForm
from portal.blueprints.early_help.plans.shown import (
    action_again,
    first_readers,
    goal_again,
    shown,
)
from portal.blueprints.early_help.routes import today
from portal.commands import plans as commands
from portal.policies import early_help as policies
from portal.queries import early_help, plans
from portal.rules.permissions import Actor
from portal.rules.typed import one_of
from portal.vocabulary import ActionStatus, GoalStatus
from portal.web import go_to, page, utc_now

bp = Blueprint("plans", __name__)
PATH = "/early-help/<uuid:episode_id>/plan"
PLAN = "plans.show"


@bp.get(PATH)
@access(policies.READ_PLAN)
def show(actor: Actor, episode: Any) -> Response:
    """Goals in the family's words, and who does what by when."""
    return page("plans/show.html", episode=episode, shown=shown(actor, episode, today()))


@bp.route(f"{PATH}/goals/add", methods=["GET", "POST"])
@access(policies.WRITE_PLAN)
def add_goal(actor: Actor, episode: Any) -> Response:
    """What the family wants to be different."""
    family = early_help.people(actor.hub_id, episode.id)
    form, kept = form_of(GoalForm, {"readers": first_readers(episode, family)})
    form.offer(family)

    def act() -> None:
        words, key = form.words(), form.made
        commands.add_goal(episode, by=actor, words=words, key=key, at=utc_now())
        let_go()

    return _asked(form, act, f"part-{form.made}", episode, kept)


@bp.route(f"{PATH}/goals/<uuid:goal_id>", methods=["GET", "POST"])
@access(policies.WRITE_PLAN)
def goal(actor: Actor, episode: Any, goal_id: UUID) -> Response:
    """Put a goal into other words."""
    row = _one(plans.plan(actor, episode).goals, goal_id)
    form, kept = form_of(GoalForm, goal_again(row))
    form.offer(early_help.people(actor.hub_id, episode.id))

    def act() -> None:
        given: dict[str, Any] = {"version": version_of(form) or 0, "words": form.words()}
        commands.change_goal(episode, by=actor, goal_id=goal_id, at=utc_now(), **given)
        let_go()

    return _asked(form, act, f"part-{goal_id}", episode, kept, row)


@bp.route(f"{PATH}/goals/<uuid:goal_id>/add", methods=["GET", "POST"])
@access(policies.WRITE_PLAN)
def add_action(actor: Actor, episode: Any, goal_id: UUID) -> Response:
    """Who does what by when for one goal."""
    held, family = plans.plan(actor, episode), early_help.people(actor.hub_id, episode.id)
    of = _one(held.goals, goal_id)
    form, kept = form_of(ActionForm, {"readers": list(of.readers)})
    form.offer(family)
    form.offer_people(held.team, family)

    def act() -> None:
        given: dict[str, Any] = {"goal_id": goal_id, "words": form.words(), "key": form.made}
        commands.add_action(episode, by=actor, at=utc_now(), **given)
        let_go()

    return _asked(form, act, f"part-{form.made}", episode, kept, of=of)


@bp.route(f"{PATH}/actions/<uuid:action_id>", methods=["GET", "POST"])
@access(policies.WRITE_PLAN)
def action(actor: Actor, episode: Any, action_id: UUID) -> Response:
    """Put an action into other words, or give it to somebody else."""
    held, family = plans.plan(actor, episode), early_help.people(actor.hub_id, episode.id)
    row = _one(held.actions, action_id)
    form, kept = form_of(ActionForm, action_again(row))
    form.offer(family)
    form.offer_people(held.team, family)

    def act() -> None:
        given: dict[str, Any] = {"version": version_of(form) or 0, "words": form.words()}
        commands.change_action(episode, by=actor, action_id=action_id, at=utc_now(), **given)
        let_go()

    of = _one(held.goals, row.goal_id)
    return _asked(form, act, f"part-{action_id}", episode, kept, row, of)


def _asked(
    form: PartForm,
    act: Callable[[], None],
    anchor: str,
    episode: Any,
    kept: bool,
    row: Any = None,
    of: Any = None,
) -> Response:
    """One part of the plan; when somebody else changed it meanwhile, both texts."""
    given = {"episode": episode, "row": row, "of": of, "kept": kept, "anchor": anchor}
    again: Again = goal_again if of is None else action_again
    template = "plans/goal.html" if of is None else "plans/action.html"
    return ask_or_compare(form, template, act, again, then=PLAN, **given)


@bp.post(f"{PATH}/parts/<uuid:part_id>/<any('out', 'back', 'up', 'down'):way>")
@access(policies.WRITE_PLAN)
def move_part(actor: Actor, episode: Any, part_id: UUID, way: str) -> Response:
    """Take a goal or an action away, put it back, or move it one place."""
    episode_id, now = episode.id, utc_now()
    if way == "out":
        commands.take_away(episode, by=actor, part_id=part_id, at=now)
    elif way == "back":
        commands.put_back(episode, by=actor, part_id=part_id, at=now)
    else:
        commands.move(episode, by=actor, part_id=part_id, is_up=way == "up", at=now)
    anchor = "taken-away" if way == "out" else f"part-{part_id}"
    return go_to(PLAN, episode_id=episode_id, anchor=anchor)


@bp.post(f"{PATH}/parts/<uuid:part_id>/status")
@access(policies.WRITE_PLAN)
def set_status(actor: Actor, episode: Any, part_id: UUID) -> Response:
    """One click: how an action is going, or what became of a goal."""
    episode_id, given = episode.id, request.form.get("status")
    is_goal = request.form.get("kind") == "goal"
    status = one_of(GoalStatus, given) if is_goal else one_of(ActionStatus, given)
    if status is not None:
        commands.set_status(episode, by=actor, part_id=part_id, status=status, at=utc_now())
    return go_to(PLAN, episode_id=episode_id, anchor=f"part-{part_id}")


def _one(rows: Any, wanted: UUID) -> Any:
    found = next((row for row in rows if row.id == wanted), None)
    return not_found() if found is None else found
