"""The pages written for a meeting, saved as they are typed, and the record made of them."""

from typing import Any
from uuid import UUID

from flask import Response, flash, request
from flask_babel import gettext as _
from flask_login import current_user

from portal.access import access
from portal.blueprints.early_help.asking import ask
from portal.blueprints.early_help.keeping import form_of, let_go
from portal.blueprints.early_help.meetings import writing
from portal.blueprints.early_help.meetings.forms import RecordForm
from portal.blueprints.early_help.meetings.routes import ONE, bp, found
from portal.blueprints.early_help.meetings.shown import meeting_shown
from portal.blueprints.early_help.routes import today
from portal.commands import recording
from portal.commands.episode_pages import EpisodePageConflict
from portal.commands.kept_words import keep_words
from portal.policies import early_help as policies
from portal.rules.permissions import Actor
from portal.rules.review import PAGES
from portal.rules.typed import date_typed, whole
from portal.vocabulary import ReviewStatus
from portal.web import go_to, page, uk_time, utc_now

NAMES = ", ".join(f"'{name}'" for name in PAGES)


@bp.route(f"{ONE}/write/<any({NAMES}):name>", methods=["GET", "POST"])
@access(policies.WRITE_PLAN)
def write(actor: Actor, episode: Any, review_id: UUID, name: str) -> Response:
    """One page of a meeting: shown, saved by itself, saved and left, or compared."""
    review = found(actor, episode, review_id)
    if review.status is not ReviewStatus.PLANNED and request.method == "GET":
        return go_to("meetings.show", episode_id=episode.id, review_id=review_id)
    desk = writing.desk(actor, episode, meeting_shown(actor, episode, review, today()), name)
    if request.method == "GET":
        return desk.page()
    return _saved(actor, episode, desk)


def _saved(actor: Actor, episode: Any, desk: writing.Desk) -> Response:
    is_autosave, episode_id = request.form.get("autosave") == "1", episode.id
    typed = desk.taken(request.form)
    try:
        version = recording.save_review_page(
            actor,
            episode,
            desk.review_id,
            desk.name,
            typed,
            tab=request.form.get("tab", "")[:40],
            base_version=whole(request.form.get("version")) or 0,
            at=utc_now(),
            path=request.path,
        )
    except EpisodePageConflict as conflict:
        keep_words(current_user, request.path, request.form.to_dict(flat=False), at=utc_now())
        if is_autosave:
            return page("meetings/_not_saved.html", by=conflict.by)
        return desk.page(typed=typed, conflict=conflict)
    if is_autosave:
        return page("consultations/_saved.html", saved_at=utc_now(), version=version)
    after = desk.after if request.form.get("go") == "on" else None
    ids = {"episode_id": episode_id, "review_id": desk.review_id}
    return go_to("meetings.write", name=after, **ids) if after else go_to("meetings.show", **ids)


@bp.route(f"{ONE}/record", methods=["GET", "POST"])
@access(policies.LEAD_OPEN_EPISODE)
def record(actor: Actor, episode: Any, review_id: UUID) -> Response:
    """Look everything through, say when the team met, and make it the record."""
    review = found(actor, episode, review_id)
    shown = meeting_shown(actor, episode, review, today())
    planned_on = uk_time(review.planned_at).date() if review.planned_at else today()
    form, kept = form_of(RecordForm, date_typed("held", min(planned_on, today())))

    def act() -> None:
        day = form.day("held")
        recording.record_meeting(episode, by=actor, review_id=review_id, held_on=day, at=utc_now())
        let_go()
        flash(_("The meeting is on the record. Give the family its copies next."), "success")

    ids = {"episode_id": episode.id, "review_id": review_id}
    given: dict[str, Any] = {"then": "meetings.show", "then_ids": ids, "shown": shown, "kept": kept}
    return ask(form, "meetings/record.html", act, episode=episode, **given)
