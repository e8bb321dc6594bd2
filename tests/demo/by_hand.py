"""Plays a worked case as people do: every page, every button, the asker's browser and the hub's."""

import io
import re
import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import lxml.html
import pypdf

from portal.demo.cases import DemoCase
from portal.extensions import db
from portal.frameworks.loader import load_packaged
from portal.models import Contact
from portal.queries.advice import highest_version
from portal.web import utc_now
from tests.page_client import PageClient, form_data

Told = Mapping[str, Any]
STEPS_SHOWN = 2  # rows for next steps on the advice page
NOT_TYPED = {"do", "by", "after_minutes", "next_day_at", "next_steps"}
ONE_OF_EACH = ("you", "working-well", "tried", "view", "timing", "family", "question")
OF_REFERRAL = ("harm", "history", "request", "injuries", "addresses", "professionals")
OF_ABUSE = ("victim", "risk-tool", "risk-topics", "risk-view", "wishes")
NAMED_PARTS = ("address", "injury", "professional")


def fill_in(client: PageClient, case: DemoCase) -> str:
    """The whole form, page by page, up to the check; the address of the draft."""
    is_abuse = case.route == "domestic_abuse"
    asked = {"kind": case.route} if is_abuse else {"route": case.route, "kind": case.kind}
    started = client.post_form("/consultations/start", **asked)
    assert started.status_code == 303
    draft = started.location.removesuffix("/safety")
    _post(client, f"{draft}/safety", case.pages["safety"])
    if is_abuse:
        _post(client, f"{draft}/safe-contact", case.pages["safe-contact"], form="answers")
    if case.route == "short":
        _post(client, f"{draft}/short", _short(case))
        return draft
    fill_pages(client, draft, case.pages, _people(client, draft, case))
    return draft


def fill_pages(
    client: PageClient, draft: str, pages: Mapping[str, Told], children: dict[str, str]
) -> None:
    """Every page but those of people, as they are told; `children` gives each person's key."""
    for page, answers in pages.items():
        kind, _, key = page.partition(":")
        if kind == "statement":
            _post(client, f"{draft}/statement/{uuid.uuid4()}", answers)
        elif kind in {"daily-life", "affected"}:
            _post(client, f"{draft}/{kind}/{children[key]}", answers, form="answers")
        elif kind == "seen":
            _tick(client, f"{draft}/seen", children.get(key), answers)
        elif kind == "identity":
            _post(client, f"{draft}/identity/{children[key]}", answers)
        elif kind in NAMED_PARTS:
            _post(client, f"{draft}/{kind}/{uuid.uuid4()}", _with_keys(answers, children))
        elif kind in (*ONE_OF_EACH, *OF_REFERRAL, *OF_ABUSE):
            _post(client, f"{draft}/{kind}", answers, form="answers")


def _with_keys(answers: Told, people: dict[str, str]) -> Told:
    """Whose it is, as the page of this draft calls them."""
    found = dict(answers)
    if "person" in found:
        found["person"] = people[found["person"]]
    if "whose" in found:
        found["whose"] = [people[key] for key in found["whose"]]
    return found


def _post(client: PageClient, url: str, answers: Told, form: str | None = None) -> None:
    answer = client.post_form(url, form=form, **answers)
    assert answer.status_code == 303, lxml.html.fromstring(answer.text).xpath(
        "//*[contains(@class, 'govuk-error-summary')]//text()"
    )


def _people(client: PageClient, draft: str, case: DemoCase) -> dict[str, str]:
    """Everyone added through the links of the list; the new identifiers by those of the file."""
    found = {}
    for page, answers in case.pages.items():
        kind, _, key = page.partition(":")
        if kind == "person":
            links = lxml.html.fromstring(client.get(f"{draft}/people").text).xpath(
                "//main//a/@href"
            )
            new = next(link for link in links if f"new={answers['kind']}" in link)
            found[key] = new.partition("/person/")[2].partition("?")[0]
            _post(client, new, {name: value for name, value in answers.items() if name != "kind"})
    _post(client, f"{draft}/people", case.pages["household"])
    return found


def _short(case: DemoCase) -> dict[str, Any]:
    """What the short form asks on its one page."""
    child = next(answers for page, answers in case.pages.items() if page.startswith("person:"))
    return {
        **case.pages["short"],
        **case.pages["question"],
        **case.pages["you"],
        **{name: child[name] for name in ("name", "age_kind", "age_years")},
    }


def _tick(client: PageClient, url: str, child: str | None, answers: Told) -> None:
    """Each section's page with its own ticks."""
    framework = load_packaged()
    by_section: dict[str, dict[str, Any]] = {}
    for name, value in answers.items():
        indicator = framework.indicator[name.rpartition(".")[0]]
        by_section.setdefault(indicator.section, {})[name] = value
    for section, ticks in by_section.items():
        address = f"{url}?section={section}" + (f"&child={child}" if child else "")
        assert client.post_form(address, form="questions", **ticks).status_code == 200


def send(client: PageClient, draft: str) -> Contact:
    """The button on the check; the contact it makes."""
    sent = client.post_form(f"{draft}/check")
    assert sent.location == f"{draft}/sent"
    contact = db.session.get(Contact, uuid.UUID(draft.rpartition("/")[2]), populate_existing=True)
    assert contact is not None and contact.reference in client.get(f"{draft}/sent").text
    return contact


def act(client: PageClient, contact: Contact, told: Told) -> str:
    """One step of the story on the page for it; the address it leads to."""
    url = f"/contacts/{contact.id}"
    do = told["do"]
    if do == "read_advice":
        assert client.get(url).status_code == 200
        return url
    if do in OWN_WAY:
        return OWN_WAY[do](client, url, told)
    if do == "acknowledge":
        return client.post_form(url, form=f"/{do}").location
    if do == "close":  # a page of its own asks first
        return client.post_form(f"{url}/close").location
    fields = {name: told[name] for name in TYPED if name in told}
    if do == "record_marac":
        fields = {name: text for name, text in told.items() if name not in NOT_TYPED}
    if do == "take_up":
        fields = {"knows_family": told.get("knows_family", "no")}
    answer = client.post_form(f"{url}/{PAGE_OF.get(do) or do.replace('_', '-')}", **fields)
    if do == "open_address":
        assert answer.status_code == 200
        return url
    assert answer.status_code == 303, f"{do} answered {answer.status_code}"
    return answer.location


PAGE_OF = {
    "record_marac": "marac",
    "withdraw_advice": "advice/withdraw",
    "open_address": "secret-address",
    "sign_off": "decision/sign-off",
}
TYPED = ("text", "reason", "at_risk_now", "outcome_sought")


def _follow_up(client: PageClient, url: str, told: Told) -> str:
    """The link of the step's place on the page, then what happened."""
    links = lxml.html.fromstring(client.get(url).text).xpath("//a[contains(@href, '/next-steps/')]")
    page = links[int(told["step"]) - 1].get("href")
    answer = client.post_form(page, outcome=told["outcome"], note=told.get("note", ""))
    assert answer.status_code == 303
    return answer.location


def refer(client: PageClient, contact: Contact, told: Told, case: DemoCase) -> Contact:
    """Carried over with "Refer now", its further pages filled in, checked and sent."""
    started = client.post_form(f"/contacts/{contact.id}", form="refer-now")
    draft = started.location.removesuffix("/safety")
    links = lxml.html.fromstring(client.get(f"{draft}/people").text).xpath("//main//dd//a/@href")
    keys = [link.rpartition("/")[2] for link in links if not link.endswith("/remove")]
    people = [page.partition(":")[2] for page in case.pages if page.startswith("person:")]
    by_name = dict(zip(people, keys, strict=True))
    fill_pages(client, draft, told["pages"], by_name)
    return send(client, draft)


def _share(client: PageClient, url: str, told: Told) -> str:
    words = {n: told[n] for n in ("decision", "what", "with_whom", "why", "basis") if n in told}
    if "in_days" in told:
        on = utc_now().date() + timedelta(days=int(told["in_days"]))
        words |= {f"review_on_{part}": getattr(on, part) for part in ("day", "month", "year")}
    answer = client.post_form(f"{url}/sharing", **words)
    assert answer.status_code == 303
    return answer.location


def _advise(client: PageClient, url: str, told: Told) -> str:
    """Two steps are on the page; each further one comes with its button."""
    words = {name: value for name, value in told.items() if name not in NOT_TYPED}
    page = client.get(f"{url}/advice")
    for number, step in enumerate(told["next_steps"], start=1):
        if number > STEPS_SHOWN:
            page = _submit(client, page, words, button=str(number))
        words |= _step(number, step)
    assert _submit(client, page, words).location == f"{url}/advice/preview"
    return client.post_form(f"{url}/advice/preview").location


def _propose(client: PageClient, url: str, told: Told) -> str:
    """The same page for a decision, put forward at once."""
    words = {name: value for name, value in told.items() if name not in NOT_TYPED}
    for number, step in enumerate(told["next_steps"], start=1):
        words |= _step(number, step)
    answer = client.post_form(f"{url}/decision", **words)
    assert answer.status_code == 303
    return answer.location


def _step(number: int, step: Told) -> dict[str, Any]:
    words = {f"step_{number}_what": step["what"], f"step_{number}_who": step["who"]}
    if "asked" in step:
        words[f"step_{number}_asked"] = step["asked"]
    if "in_days" in step:
        on = utc_now().date() + timedelta(days=int(step["in_days"]))
        by = f"step_{number}_by"
        words |= {f"{by}_day": on.day, f"{by}_month": on.month, f"{by}_year": on.year}
    return words


def _submit(client: PageClient, page: Any, words: Told, button: str | None = None) -> Any:
    """The first form of a page that has been answered, filled in and sent."""
    form = lxml.html.fromstring(page.text).xpath("//main//form")[0]
    url = form.get("action") or page.request.path
    return client.post(url, form_data(form, dict(words), button))


def pdf_text(client: PageClient, contact: Contact) -> str:
    """The words of the newest advice as this person's PDF shows them, on one line."""
    url = f"/contacts/{contact.id}/advice/{highest_version(contact)}.pdf"
    answer = client.http.get(url)
    assert answer.status_code == 200 and answer.content_type == "application/pdf"
    pages = pypdf.PdfReader(io.BytesIO(answer.data)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


OWN_WAY = {
    "give_advice": _advise,
    "record_sharing": _share,
    "propose": _propose,
    "follow_up": _follow_up,
}
