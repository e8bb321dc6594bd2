"""Every template renders with strict undefined names: none reads what no view gives it."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, StrictUndefined, meta
from sqlalchemy import select

from portal.commands.kept_words import keep_words
from portal.extensions import db
from portal.models import Contact, SavedPage
from portal.rules.lifecycle import TABLES
from portal.vocabulary import ContactKind, ContactStatus, Role
from portal.vocabulary import ContactStatus as S
from portal.web import utc_now
from tests.actors import actor_of
from tests.guards.access_expected import ASSESSMENT, EPISODE, EXPECTED, Expected
from tests.guards.house import CHILD, House, address, ask, house, requests
from tests.guards.source import ROOT, files
from tests.makers import NOON
from tests.several_roles import other_role

FOLDER = ROOT / "portal" / "templates"
ALL = sorted(str(path.relative_to(FOLDER)) for path in files("portal/templates", ".html"))
PAGES = [name for name in ALL if not name.startswith("documents/")]  # documents have their own
IMPORTED = re.compile(r"\{%-? from [^%]* import ([^%]*?)(?: with context)? -?%\}")
KINDS = [
    (status, kind)
    for kind in ContactKind
    for status in ContactStatus
    if status is S.DRAFT or any(status is after for after in TABLES[kind].values())
    if status is not S.DISCARDED
]

__all__ = ["house"]  # a fixture of the access matrix, used here too


@pytest.fixture
def rendered(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """The names of all templates used while the test runs, parts and layouts too."""
    used: set[str] = set()
    load = Environment._load_template

    def noting(self: Environment, name: str, *rest: object) -> object:
        used.add(name)
        return load(self, name, *rest)

    monkeypatch.setattr(Environment, "_load_template", noting)
    _forget_what_is_rendered_once()
    yield used


def _forget_what_is_rendered_once() -> None:
    """Frames and filters are rendered once a process: another test may have done it already."""
    for name, module in list(sys.modules.items()):
        if name.startswith("portal."):
            for value in list(vars(module).values()):
                if hasattr(type(value), "cache_clear"):  # not asked of a request's stand-in
                    value.cache_clear()


def test_every_template_compiles(app: Flask) -> None:
    for name in PAGES:
        assert app.jinja_env.compile((FOLDER / name).read_text(encoding="utf-8"), name)


def test_pages_are_rendered_with_strict_undefined_names(app: Flask) -> None:
    assert app.jinja_env.undefined is StrictUndefined
    with pytest.raises(Exception, match="nobody_gave_this"):
        app.jinja_env.from_string("{{ nobody_gave_this }}").render()


def test_a_page_names_nothing_that_no_code_gives(app: Flask) -> None:
    """Each name a template reads is a global, set by a template, or a word of the Python code."""
    given = set(app.jinja_env.globals)
    with app.test_request_context():
        context: dict[str, object] = {}
        app.update_template_context(context)
        given |= set(context)
    code = "\n".join(path.read_text(encoding="utf-8") for path in files("portal", ".py"))
    markup = "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in ALL)
    wrong = [
        f"{name}: {word}"
        for name in PAGES
        for word in _read(app, name) - given
        if f"{word}=" not in code
        and f'"{word}"' not in code
        and f"{word}:" not in code
        and f"set {word} " not in markup
        and f"for {word} in" not in markup
    ]
    assert wrong == []


def _read(app: Flask, name: str) -> set[str]:
    """The names a template reads and does not set or import itself."""
    source = (FOLDER / name).read_text(encoding="utf-8")
    imported = {word.strip() for line in IMPORTED.findall(source) for word in line.split(",")}
    return set(meta.find_undeclared_variables(app.jinja_env.parse(source))) - imported


# One endpoint, several pages.
NAMES = (
    *("you", "working-well", "tried", "timing", "family", "question", "short"),
    *("harm", "history", "request"),
    *("safe-contact", "victim", "risk-tool", "risk-topics", "risk-view", "wishes"),
)
PARTS = (
    *("person", "statement", "daily-life", "identity", "injury", "address", "professional"),
    "affected",
)
VARIANTS: dict[str, list[dict[str, object]]] = {
    "assessments.question": [
        {**ASSESSMENT, "name": name} for name in ("analysis", "safety", "who", "level")
    ],
    "consultations.question_page": [{"name": name} for name in NAMES],
    "consultations.part": [{"kind": kind, "part_id": CHILD} for kind in PARTS],
    "meetings.show": [{**EPISODE, "review_id": status} for status in ("planned", "recorded")],
    "meetings.change_member": [{**EPISODE, "team_member_id": "first", "way": "leave"}],
    "early_help.show": [EPISODE, {"episode_id": "ended"}],
    "consultations.listed": [{"name": name} for name in ("injuries", "addresses", "professionals")],
}
# What looks otherwise in each status of a contact; every other page is visited in its own.
IN_EVERY_STATUS = {
    *("contacts.show", "accounts.home", "queue.show", "consultations.check", "early_help.mine"),
    *("contacts.give_advice", "decisions.propose", "queue.take_up"),  # also where it is too late
}
# Answers to what somebody posted or to what went wrong: the page tests show each of them.
NOT_BY_A_VISIT = {
    "assessments/_not_saved.html",
    "errors/_too_long.html",
    "errors/not_ready.html",
    "help_papers/clear_changed.html",
    "assessments/conflict.html",
    "assessments/too_late.html",
    "checks/_standing.html",
    "consultations/_adult_only.html",
    "consultations/_guidance_again.html",
    "consultations/_indicators_again.html",
    "consultations/_not_saved.html",
    "consultations/already_sent.html",
    "consultations/conflict.html",
    "contacts/_danger.html",
    "contacts/_saved.html",
    "contacts/preview_advice.html",
    "disagreements/crossed.html",
    *("early_help/own_actions.html", "early_help/waiting.html"),  # for who may see less
    "errors/problem.html",
    "meetings/_not_saved.html",
    "errors/too_large.html",
    "queue/_found.html",
    "queue/_poll.html",
}


def test_every_page_and_part_is_rendered_by_a_real_request(
    house: House, rendered: set[str]
) -> None:
    """Every endpoint, every status, by those who may; nothing undefined, nothing unused."""
    _leave_words_behind(house)
    second = other_role(house.people["adviser elsewhere"], Role.DECISION_MAKER, house.make.hub)
    house.browser("adviser elsewhere").post_form("/role", membership_id=str(second.id))
    for status, kind in KINDS:
        contacts = {kind: house.contact(Expected(set(), status, kind=kind))}
        for endpoint, method in requests(house.app):
            expected = EXPECTED[endpoint]
            own = KINDS[0] if expected.status is None else (expected.status, expected.kind)
            is_page = method == "GET" or expected.status is None
            if is_page and ((status, kind) == own or endpoint in IN_EVERY_STATUS):
                contact = contacts.get(expected.kind) or next(iter(contacts.values()))
                _visit(house, endpoint, method, contact, expected)
            db.session.rollback()
    left = set(PAGES) - rendered
    assert left == NOT_BY_A_VISIT


def _leave_words_behind(house: House) -> None:
    """A draft in danger, one with something said, and words kept through an expired sign-in."""
    drafts = [house.contact(Expected(set(), ContactStatus.DRAFT)) for _ in range(2)]
    ids = {"hub_id": drafts[0].hub_id, "account_id": drafts[0].account_id, "saved_at": NOON}
    said = {"what": "Came in hungry", "said_by": "me"}
    danger = select(SavedPage).where(
        SavedPage.contact_id == drafts[1].id, SavedPage.page == "safety"
    )
    db.session.scalars(danger).one().answers = {"S1": "yes", "continued": "yes"}
    statement = SavedPage(**ids, contact_id=drafts[0].id, page=f"statement:{CHILD}", answers=said)
    db.session.add(statement)
    db.session.commit()
    client = house.browser("writer")
    for contact, page in ((drafts[0], "happened"), (drafts[1], "danger")):
        assert client.get(f"/consultations/{contact.id}/{page}").status_code == 200
    path = f"/consultations/{drafts[0].id}/you"
    keep_words(actor_of(house.people["writer"]), path, {"phone": ["01632 960100"]}, at=utc_now())
    assert client.get(path).status_code == 200


def _visit(house: House, endpoint: str, method: str, contact: Contact, expected: Expected) -> None:
    if expected.ends_session and method == "POST":
        return
    for variant in VARIANTS.get(endpoint, [expected.address]):
        meant = replace(expected, address=variant)
        url = address(house.app, endpoint, contact if expected.status else None, meant)
        if url.endswith(".pdf"):
            return  # documents are written elsewhere, with templates of their own
        for persona in sorted(expected.admits):
            assert ask(house, house.browser(persona), method, url).status_code < 500


def test_the_templates_are_where_this_looks_for_them() -> None:
    assert len(PAGES) > 40
    assert Path(FOLDER / "layouts" / "page.html").is_file()


def test_what_people_typed_says_its_language_on_every_page() -> None:
    """Their words may be Welsh on an English page or the reverse (WCAG 2.2, 3.1.2)."""
    bare = re.compile(
        r'portal-words[^"]*">\{\{ ([a-z_.]+)(?: or _\("[^"]*"\))? \}\}</(?:p|dd|h2|h3)>'
    )
    silent = [name for name in PAGES if bare.search((FOLDER / name).read_text("utf-8"))]
    assert silent == [], "what people typed wants |said_in on its tag"
