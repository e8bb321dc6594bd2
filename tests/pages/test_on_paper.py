"""Forms on paper: they ask what the pages ask, for this hub, and any machine can make them."""

import io
import uuid
from pathlib import Path

import lxml.html
import pypdf
import pytest
from flask import Flask
from flask_babel import force_locale, gettext

from portal.blueprints.consultations import blank as asking
from portal.blueprints.consultations.abuse_pages import EVERY
from portal.blueprints.consultations.blank import FORMS
from portal.blueprints.contacts.checks import blank as answering
from portal.blueprints.early_help import blank as helping
from portal.extensions import db
from portal.queries import hubs
from portal.rules import journey
from portal.rules.assessment_words import QUESTIONS as OF_ASSESSMENT
from portal.rules.consultation_words import QUESTIONS
from portal.rules.early_help_paper import HUB_PAPER_FORMS, PAPER_FORMS
from portal.vocabulary import LABELS, HelpDomain
from tests.makers import Maker
from tests.page_client import PageClient
from tests.pages.journey import ALL_NO, add_child
from tests.verapdf import pdf_failures

# A heading of summaries; asked in other words, with the hub's own months, or as one question.
SAID_ELSEWHERE = {
    *("person.age", "person.age_years", "person.age_months", "view.level", "risk-view.repeat"),
}


def words(pdf: bytes) -> str:
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(text.split())


def asked_on(steps: tuple[str, ...]) -> set[str]:
    """Every question of the pages of these steps, in English."""
    kinds = {*steps, *(kind for kind, step in journey.WITHIN.items() if step in steps)}
    return {
        question
        for name, question in QUESTIONS.items()
        if name.partition(".")[0] in kinds - {"seen"} and name not in SAID_ELSEWHERE
    }


@pytest.mark.parametrize("name", FORMS)
def test_paper_asks_every_question_of_its_pages(app: Flask, make: Maker, name: str) -> None:
    with app.test_request_context("/"):
        form = asking.form_of(hubs.hub(make.hub.id), name)
    asked = [question for part in form.parts for question in part.questions]
    labels = {question.label for question in asked}
    assert asked_on(FORMS[name][1]) - labels == set()
    assert all(each.options or each.lines or each.is_date for each in asked)
    assert len(form.parts[0].questions) == 8, "the safety screen is first, whole"
    assert (QUESTIONS["harm.source"] in labels) == (name == "referral")


# Of these the page asks in a way paper cannot, or nothing of somebody who is not there.
NOT_COMPARED = {"safety", "seen", "view", "household"}
NOT_THERE = ("Who says so?",)  # the note of the part asks for it, once for all topics


def asked_by(shown: str) -> list[str]:
    """The questions of a page in its order, without those of single boxes and parts of dates."""
    form = lxml.html.fromstring(shown).get_element_by_id("answers")
    inside = ("govuk-radios__label", "govuk-checkboxes__label", "govuk-date-input__label")
    found = [
        " ".join(each.text_content().split())
        for each in form.iter("legend", "label")
        if not any(name in (each.get("class") or "") for name in inside)
    ]
    return [each for each in found if not each.startswith(NOT_THERE)]


def page_of(base: str, kind: str, child: str) -> str:
    """The address of a kind of page: of the child, of a new part, or its own."""
    if kind == "person":
        return child
    if kind in {"daily-life", "affected", "identity"}:
        return child.replace("/person/", f"/{kind}/")
    return f"{base}/{kind}/{uuid.uuid4()}" if kind in journey.WITHIN else f"{base}/{kind}"


@pytest.mark.parametrize(("name", "kind"), [("referral", "referral"), ("domestic-abuse",) * 2])
def test_paper_asks_in_the_order_and_the_words_of_the_pages(
    app: Flask, as_teacher: PageClient, make: Maker, name: str, kind: str
) -> None:
    words = {"route": "full", "kind": kind.replace("-", "_")}
    begun = as_teacher.post_form("/consultations/start", **words).headers["Location"]
    base = begun.removesuffix("/safety")
    as_teacher.post_form(begun, button="on", **ALL_NO)
    if name == "domestic-abuse":
        as_teacher.post_form(f"{base}/safe-contact", button="on", safe_now="yes")
    child = add_child(as_teacher, base)
    with app.test_request_context("/"):
        parts = iter(asking.form_of(hubs.hub(make.hub.id), name).parts)
    compared = 0
    for step in FORMS[name][1][:-1]:
        for each in [step] if step in NOT_COMPARED else asking._pages_of(step):
            labels = [question.label for question in next(parts).questions]
            if each in NOT_COMPARED:
                continue
            asked = asked_by(as_teacher.get(page_of(base, each, child)).text)
            assert [label for label in labels if label in asked] == asked, each
            compared += 1
    assert compared > 12 and next(parts, None) is None


def test_a_consultation_on_paper_says_what_cannot_wait(app: Flask, make: Maker) -> None:
    with app.test_request_context("/"):
        form = asking.form_of(hubs.hub(make.hub.id), "consultation")
    seen = next(part for part in form.parts if part.title == journey.STEPS["seen"])
    assert len(seen.questions[0].options) == 58
    assert "phone the hub today" in seen.note
    level = next(part for part in form.parts if part.title == journey.STEPS["view"])
    assert len(level.questions[0].options) == 5


def test_a_teacher_downloads_a_form_with_the_hubs_own_numbers(
    as_teacher: PageClient, make: Maker
) -> None:
    make.hub.phone = "01632 960777"
    make.other_hub.phone = "01632 960888"
    db.session.commit()
    listed = as_teacher.get("/consultations/on-paper").text
    assert all(f"/consultations/on-paper/{name}.pdf" in listed for name in FORMS)
    answer = as_teacher.http.get("/consultations/on-paper/short.pdf")
    assert answer.mimetype == "application/pdf"
    text = words(answer.data)
    assert "01632 960777" in text and "01632 960888" not in text
    assert "call 999" in text and "Is anyone in danger right now?" in text
    assert as_teacher.http.get("/consultations/on-paper/short.pdf").data == answer.data
    assert as_teacher.http.get("/consultations/on-paper/other.pdf").status_code == 404


def test_a_folder_of_forms_is_written_in_every_language_of_a_hub(
    app: Flask, make: Maker, tmp_path: Path
) -> None:
    assert make.hub.slug
    done = app.test_cli_runner().invoke(args=["paper", "write", str(tmp_path)])
    assert done.exit_code == 0, done.output
    files = sorted(tmp_path.rglob("*.pdf"))
    assert (
        len(files) == 2 * (len(FORMS) + len(HUB_PAPER_FORMS) + len(PAPER_FORMS))
        and done.output.count("\n") == len(files) + 1
    )
    found = pdf_failures(files)
    assert {path.name: broken for path, broken in found.items() if broken} == {}
    welsh = next(path for path in files if path.name == "blank-referral-form-cy.pdf")
    with app.test_request_context("/"), force_locale("cy"):
        asked = gettext(QUESTIONS["tried.result"])
    assert asked != QUESTIONS["tried.result"] and asked in words(welsh.read_bytes())


def test_a_folder_that_cannot_be_written_is_named(app: Flask, make: Maker, tmp_path: Path) -> None:
    assert make.hub.slug
    (tmp_path / "wessenshire").write_text("a file where the folder should be")
    done = app.test_cli_runner().invoke(args=["paper", "write", str(tmp_path)])
    assert done.exit_code == 1 and "cannot be written" in done.output


def test_every_page_of_a_form_has_a_place_on_paper() -> None:
    """A page that is added to the portal is added to its form on paper by itself."""
    ways = {step for _, steps in FORMS.values() for step in steps}
    assert {journey.WITHIN.get(kind, kind) for kind in EVERY} <= ways


def test_early_help_on_paper_asks_what_its_pages_ask(app: Flask, make: Maker) -> None:
    hub = hubs.hub(make.hub.id)
    with app.test_request_context("/"):
        forms = {name: helping.form_of(hub, name) for name in PAPER_FORMS}
    parts = forms["early-help-assessment"].parts
    labels = {question.label for part in parts for question in part.questions}
    beside = {OF_ASSESSMENT["domain.agreed_else"]}  # on the same line of paper
    assert set(OF_ASSESSMENT.values()) - beside <= labels
    assert {LABELS[domain] for domain in HelpDomain} <= {part.title for part in parts}
    scored = [part.questions for part in forms["early-help-review"].parts]
    assert [len(each) - 2 for each in scored].count(len(HelpDomain)) == 1
    told = {each.label for questions in scored for each in questions}
    assert {"What is working well?", "What shows it?", "Who agreed these numbers?"} <= told
    assert all(form.stays_with_writer for form in forms.values())
    asked = [each for form in forms.values() for part in form.parts for each in part.questions]
    assert all(each.options or each.lines or each.is_date for each in asked)


def test_what_agencies_and_referrers_answer_has_a_form_too(
    app: Flask, as_teacher: PageClient, make: Maker
) -> None:
    listed, hub = as_teacher.get("/consultations/on-paper").text, hubs.hub(make.hub.id)
    for name in HUB_PAPER_FORMS:
        assert f"/checks/on-paper/{name}.pdf" in listed
        with app.test_request_context("/"):
            form = answering.form_of(hub, name)
        asked = [each for part in form.parts for each in part.questions]
        assert all(each.options or each.lines or each.is_date for each in asked)
        assert not any(each.label.startswith("P1") for each in asked)
    labels = {each.label for each in asked}
    assert {"Why do you disagree?", "What do you want to happen?"} <= labels


@pytest.mark.parametrize("name", PAPER_FORMS)
def test_a_family_worker_prints_a_form_of_early_help(as_teacher: PageClient, name: str) -> None:
    assert f"/early-help/on-paper/{name}.pdf" in as_teacher.get("/consultations/on-paper").text
    answer = as_teacher.get(f"/early-help/on-paper/{name}.pdf")
    assert answer.data.startswith(b"%PDF")
    assert f"blank-{name}-form.pdf" in answer.headers["Content-Disposition"]
