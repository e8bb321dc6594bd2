"""One page of a completed assessment at the desk of whoever corrects it; and the ones before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from types import SimpleNamespace
from typing import Any

from flask import Response, request
from werkzeug.datastructures import MultiDict

from portal.blueprints.early_help.asking import ask
from portal.blueprints.early_help.assessments.desk import Desk
from portal.blueprints.early_help.assessments.editing import merged, pairs
from portal.blueprints.early_help.assessments.forms import SheetForm, form_for
from portal.blueprints.early_help.assessments.words import differences
from portal.blueprints.early_help.keeping import form_of
from portal.blueprints.early_help.meetings.forms import CorrectForm
from portal.blueprints.early_help.put_right import put_right
from portal.commands.correcting_assessments import correct_assessment
from portal.commands.corrections import RecordCrossed
from portal.queries import corrections, family_copies
from portal.queries.kept_words import kept
from portal.queries.rows import AnyRow
from portal.rules.assessment import as_asked
from portal.rules.assessment_pages import PageName
from portal.vocabulary import AssessmentStatus
from portal.web import page, utc_now

TEMPLATE = "assessments/correct.html"


@dataclass(frozen=True)
class Corrector:
    """One page of one completed assessment, in one request."""

    desk: Desk
    name: PageName

    def answer(self) -> Response:
        """The page for a GET; the outcome of correcting for a POST."""
        made = corrections.corrections(self.desk.episode, self.desk.assessment.id)
        row = self.desk.rows.get(str(self.name))
        version = f"{len(made)}.{row.version if row else 0}"
        form, is_kept = form_of(CorrectForm, {"version": version})
        sheet = form_for(self.desk, self.name, self._fields())
        given: dict[str, Any] = {"kept": is_kept, "sheet": sheet, **self._shown()}
        ids = {"episode_id": self.desk.episode.id, "assessment_id": self.desk.assessment.id}
        then: dict[str, Any] = {"then": "assessments.show", "then_ids": ids}
        try:
            return ask(form, TEMPLATE, self._act(form, sheet), crossed=None, **then, **given)
        except RecordCrossed as crossed:
            form.version.data = crossed.version
            given |= {"crossed": crossed, **self._crossed(crossed.saved, sheet.typed())}
            return page(TEMPLATE, status=409, form=form, **given)

    def _shown(self) -> dict[str, Any]:
        heading = self.desk.heading(self.name)
        return {"episode": self.desk.episode, "desk": self.desk, "heading": heading}

    def _fields(self) -> Any:
        if request.method == "POST":
            return request.form
        waiting = kept(self.desk.actor, request.path, utc_now())
        row = self.desk.rows.get(str(self.name))
        saved = as_asked(self.name.kind, row.answers if row else {})
        return MultiDict(pairs(saved if waiting is None else waiting))

    def _act(self, form: CorrectForm, sheet: SheetForm) -> Callable[[], None]:
        def correct() -> None:
            correct_assessment(
                self.desk.episode,
                by=self.desk.actor,
                assessment_id=self.desk.assessment.id,
                name=str(self.name),
                answers=sheet.typed(),
                why=form.said("correction_why"),
                base=form.base,
                page_base=form.page_base,
                at=utc_now(),
            )

        return partial(put_right, correct)

    def _crossed(self, saved: Mapping[str, Any], typed: dict[str, Any]) -> dict[str, Any]:
        """Both texts where they differ; each in the form only for those whom both chose."""
        apart = differences(self.desk, self.name, saved, typed)
        both = [(each.question, each.saved, each.typed) for each in apart]
        fields = MultiDict(pairs(merged(typed, saved, {})))
        return {"both": both, "sheet": form_for(self.desk, self.name, fields)}


def since(desk: Desk) -> dict[str, Any]:
    """What became of a completed assessment: corrections, the latest first, and copies given."""
    if desk.assessment.status is not AssessmentStatus.COMPLETED:
        return {"corrections": [], "given": []}
    made = list(reversed(corrections.corrections(desk.episode, desk.assessment.id)))
    copies = family_copies.copies(desk.episode) if made else ()
    given = [each for each in copies if each.of_id == desk.assessment.id and each.given_on]
    return {"corrections": made, "given": given}


def before(desk: Desk, number: int) -> tuple[Desk, AnyRow] | None:
    """The assessment as it was before that correction; None where there is no such correction."""
    made = corrections.corrections(desk.episode, desk.assessment.id)
    row = next((each for each in made if each.number == number), None)
    if row is None:
        return None
    by = {"saved_by": row.held["by"], "saved_at": datetime.fromisoformat(row.held["at"])}
    rows: dict[str, Any] = {
        name: SimpleNamespace(answers=answers, **by) for name, answers in row.held["pages"].items()
    }
    return replace(desk, rows=rows), row
