"""A hub's outcomes: dated sets that never change, from a file or a page."""

from datetime import date

import pytest

from portal.cli_outcomes import outcomes_cli
from portal.commands.base import Refused
from portal.commands.outcomes import publish_outcomes
from portal.extensions import db
from portal.models import AuditEvent
from portal.queries import outcomes as queries
from portal.rules.outcomes import Outcomes, as_lines, from_lines
from tests.makers import NOON, Maker

FIRST, LATER = date(2026, 4, 1), date(2027, 4, 1)
FILE = """edition: Our own outcomes
effective_on: 2027-04-01
outcomes:
  school: {en: Going to school, cy: Mynd i'r ysgol}
"""


def publish(make: Maker, on: date, **labels):
    given = Outcomes("", "Ours", on, labels or {"school": {"en": "Going to school"}})
    return publish_outcomes(make.hub.id, given, by=None, made_by="A maker", at=NOON)


def test_the_set_in_force_is_the_latest_that_has_begun_and_none_ever_changes(make: Maker):
    assert len(queries.current(make.hub.id, NOON.date()).codes) == 10
    first = publish(make, FIRST)
    publish(make, LATER, home={"en": "A warm home"})
    assert publish(make, FIRST) == first
    with pytest.raises(Refused, match="never changes"):
        publish(make, FIRST, home={"en": "A warm home"})
    assert queries.current(make.hub.id, NOON.date()).codes == ("school",)
    assert queries.current(make.hub.id, LATER).codes == ("home",)
    assert queries.named(make.hub.id, str(first)).codes == ("school",)
    assert queries.named(make.other_hub.id, str(first)).codes != ("school",)
    assert db.session.query(AuditEvent).filter_by(action="publish_outcomes").count() == 2


def test_a_file_is_imported_shown_and_refused_with_one_sentence(app, make: Maker, tmp_path):
    slug, file = make.hub.slug, tmp_path / "outcomes.yaml"
    run = app.test_cli_runner().invoke
    file.write_text(FILE, encoding="utf-8")
    assert "1 outcomes are published" in run(outcomes_cli, ["import", slug, str(file)]).output
    assert "education" in run(outcomes_cli, ["show", slug]).output  # the new one is to come
    file.write_text(FILE.replace("school:", "Bad Code:"), encoding="utf-8")
    deep = tmp_path / "deep.yaml"
    deep.write_text("[" * 5000, encoding="utf-8")
    for arguments, says in (
        (["import", slug, str(file)], "no code"),
        (["import", slug, str(tmp_path / "none.yaml")], "cannot be read"),
        (["import", slug, str(deep)], "nested too deep"),
        (["import", "nowhere", str(file)], "no hub 'nowhere'"),
    ):
        answer = run(outcomes_cli, arguments)
        assert answer.exit_code == 1 and says in answer.output


def test_lines_of_a_page_keep_the_codes_of_the_words_they_keep():
    before = queries.packaged()
    typed = "Going to bed on time | Gwely ar amser\n" + as_lines(before).splitlines()[0]
    labels = from_lines(typed, before)
    assert list(labels) == ["going_to_bed_on_time", "education"]
    assert labels["going_to_bed_on_time"]["cy"] == "Gwely ar amser"
    for wrong in ("", "Same\nSame", "x" * 201, "\n".join(f"Outcome {n}" for n in range(31))):
        assert from_lines(wrong, before) is None
