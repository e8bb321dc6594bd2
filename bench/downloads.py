"""P6, repeat downloads: a document that has not changed, against a bare Flask answer of its bytes.

`measure()` returns the ratio; run as a module it prints it: `python -m bench.downloads`. Ours signs
the reader in by their cookie, checks access, finds the document and writes the audit event of the
reading; the bare arm does nothing but answer with the same bytes. Beside the ratio stand how many
repeats came as far as the application, which should be none, and that each left its event.
"""

import json
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask, Response
from flask.testing import FlaskClient
from flask_migrate import upgrade

from bench.arms import in_turn, ratio
from config import Testing
from portal import create_app
from portal.demo.cases import read_cases
from portal.demo.people import make_everyone
from portal.demo.story import play
from portal.extensions import db
from portal.models import AuditEvent
from portal.queries.actors import acting
from portal.web import uk_time, utc_now
from tests.makers import PASSWORD

GOALS = {"repeat_download_to_bare": 2.0}
ADVISED = "01-neglect-over-time"
READER = "teacher@demo.example"


def measure(rounds: int = 200) -> dict[str, object]:
    """The ratio of a repeat download to a bare Flask answer, in processor time."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        app = create_app(Testing(), SQLALCHEMY_DATABASE_URI=url)
        with app.app_context():
            upgrade(str(Path(__file__).parent.parent / "migrations"))
            address = _advised()
            db.session.remove()
        results = _compare(app, address, rounds)
        with app.app_context():
            db.engine.dispose()
    return {"goals": GOALS, **results}


def _advised() -> str:
    """Where the advice of a worked case can be downloaded."""
    now = utc_now()
    since = now - timedelta(days=100)
    actors = {key: acting(account_id) for key, account_id in make_everyone(since).items()}
    told = next(each for each in read_cases(uk_time(now).date()) if each.slug == ADVISED)
    contact = play(told, actors, until=now)
    return f"/contacts/{contact.id}/advice/1.pdf"


def _compare(app: Flask, address: str, rounds: int) -> dict[str, Any]:
    reached: list[None] = []
    app.before_request(lambda: reached.append(None))
    reader = app.test_client()
    token = reader.get("/sign-in").text.split('name="csrf_token" value="')[1].split('"')[0]
    typed = {"email": READER, "password": PASSWORD, "csrf_token": token}
    assert reader.post("/sign-in", data=typed).status_code == 303
    first = reader.get(address)
    assert first.mimetype == "application/pdf", first.status_code
    bare = _bare(first.data, address, reader)
    reached.clear()
    events, repeats = _readings(app), []

    def again() -> None:
        repeats.append(reader.get(address).data == first.data)

    def plain() -> None:
        assert bare.get(address).data == first.data

    seconds = in_turn({"ours": again, "bare": plain}, rounds)
    assert all(repeats) and _readings(app) - events == len(repeats), "a reading without its event"
    return {
        "repeat_download_to_bare": ratio(seconds["ours"], seconds["bare"]),
        "repeats": len(repeats),
        "of_them_by_the_application": len(reached),
        "document_bytes": len(first.data),
    }


def _readings(app: Flask) -> int:
    with app.app_context():
        return db.session.query(AuditEvent).filter_by(action="read_document").count()


def _bare(content: bytes, address: str, like: FlaskClient) -> FlaskClient:
    """Flask and nothing else, asked the same by a browser with the same cookie."""
    app = Flask("bare")

    @app.get(address)
    def answer() -> Response:
        return Response(content, mimetype="application/pdf")

    client, cookie = app.test_client(), like.get_cookie("portal")
    assert cookie is not None
    client.set_cookie("portal", cookie.value)
    return client


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
