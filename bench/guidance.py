"""P4: one step of the guided form with its guidance against its own page floor; the engine alone.

The floor is the same page from the same values through the same template, with no database, no
engine and no access check: what is left is what the portal adds.
"""

import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask, render_template, template_rendered
from flask_login import current_user
from flask_migrate import upgrade

from bench.arms import in_turn, inside, ratio
from config import Testing
from portal import create_app
from portal.commands.consultations import save_pages, start_consultation
from portal.extensions import db
from portal.frameworks.loader import load_packaged
from portal.queries.actors import acting
from portal.rules.threshold_case import Case, IndicatorAnswer
from portal.rules.threshold_model import Framework
from portal.rules.thresholds import evaluate
from portal.vocabulary import Answer, ContactRoute, Impact, IndicatorState, Pattern
from tests.makers import NOON, PASSWORD, Maker

GOALS = {"step_to_floor": 1.6, "engine_worst_ms": 1.0}
FLASK_OWN = ("g", "request", "session", "config", "current_user")
CHILD = "person:6f8f3b1e-0000-4000-8000-000000000001"


def measure(rounds: int = 60) -> dict[str, object]:
    """The indicators page against its floor, and the engine's slowest input in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(
            Testing(), SQLALCHEMY_DATABASE_URI=f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        )
        with app.app_context():
            upgrade(str(Path(__file__).parent.parent / "migrations"))
            url, email = _draft()
            db.session.remove()
        results = _steps(app, url, email, rounds)
    return {"goals": GOALS, **results, "engine_worst_ms": _engine_worst()}


def _draft() -> tuple[str, str]:
    teacher = Maker().account()
    actor = acting(teacher.id)
    contact = start_consultation(actor, route=ContactRoute.FULL, start_key="bench", at=NOON)
    pages: dict[str, dict[str, Any]] = {
        "safety": {f"S{number}": "no" for number in range(1, 9)},
        CHILD: {"kind": "child", "name": "Wren", "age_kind": "estimate", "age_years": "7"},
    }
    save_pages(actor, contact, pages, tab="", base_version=None, at=NOON)
    return f"/consultations/{contact.id}/seen?section=CAR", teacher.email


def _steps(app: Flask, url: str, email: str, rounds: int) -> dict[str, float]:
    client = app.test_client()
    token = client.get("/sign-in").text.split('name="csrf_token" value="')[1].split('"')[0]
    client.post("/sign-in", data={"email": email, "password": PASSWORD, "csrf_token": token})
    values: dict[str, Any] = {}

    def note(_app: Flask, template: Any, context: dict[str, Any], **_more: Any) -> None:
        if "way" not in context:
            return  # the frame, rendered once a process
        values.update(_plain(context), template=template, reader=current_user._get_current_object())

    with template_rendered.connected_to(note, app):
        page = client.get(url)
    assert page.status_code == 200, page.status_code
    template, reader = values.pop("template"), values.pop("reader")
    bare = Flask("bare")
    bare.add_url_rule("/", view_func=lambda: "bare")
    bare_client = bare.test_client()

    def step() -> None:
        assert client.get(url).status_code == 200

    def floor() -> None:
        bare_client.get("/")
        assert len(render_template(template, **values)) > 10_000

    seconds = in_turn({"step": step, "floor": inside(app, url, reader)(floor)}, rounds)
    return {
        "step_to_floor": ratio(seconds["step"], seconds["floor"]),
        "step_bytes": len(page.data),
    }


def _plain(context: dict[str, Any]) -> dict[str, Any]:
    """The values of the page, plain rows all, without what Flask adds to each of its own."""
    return {name: value for name, value in context.items() if name not in FLASK_OWN}


def _engine_worst() -> float:
    """Milliseconds for the slowest of the inputs with the most to weigh and to say."""
    framework = load_packaged("default-gb")
    slowest = 0.0
    for case in _full_cases(framework):
        evaluate(framework, case)
        taken = []
        for _ in range(50):
            started = time.process_time()
            evaluate(framework, case)
            taken.append(time.process_time() - started)
        slowest = max(slowest, sorted(taken)[len(taken) // 2])
    return round(slowest * 1000, 3)


def _full_cases(framework: Framework) -> Iterator[Case]:
    """Everything present; not known; all but the red lines, which are left out or not known."""
    present, not_known = (
        IndicatorAnswer(state, Pattern.ONGOING, Impact.SERIOUS)
        for state in (IndicatorState.PRESENT, IndicatorState.NOT_KNOWN)
    )
    all_ids = [indicator.id for indicator in framework.indicators]
    present_but_red = {each.id: present for each in framework.indicators if not each.red_line}
    safety = dict.fromkeys((question.id for question in framework.safety), Answer.NO)
    flags = dict.fromkeys((flag.code for flag in framework.flags), Answer.NOT_KNOWN)
    known = Case(age_from_months=6, age_to_months=200, safety=safety, flags=flags)
    for indicators in (
        dict.fromkeys(all_ids, present),
        dict.fromkeys(all_ids, not_known),
        present_but_red,
        {**dict.fromkeys(all_ids, not_known), **present_but_red},
    ):
        yield replace(known, indicators=indicators)
        yield Case(indicators=indicators, flags=flags)


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
