"""A browser without scripts: it submits real forms and checks every page it sees."""

from typing import Any
from urllib.parse import urlsplit

import lxml.html
from flask import Flask, g
from werkzeug.test import TestResponse

from tests.makers import PASSWORD

# Planted in invented records; a page title, address or header that shows one has leaked.
CANARY = "Zyxcanary"


def forget_the_last_request() -> None:
    """Run before each request: tests share one application context, and so one `g`.

    Without it the person of one browser would still be signed in when the next one asks.
    """
    for name in list(g):
        g.pop(name)


class PageClient:
    """Wraps the test client; one cookie jar, like one browser."""

    def __init__(self, app: Flask) -> None:
        self.http = app.test_client()

    def get(self, url: str, **kwargs: Any) -> TestResponse:
        """The page, checked."""
        return checked(self.http.get(url, **kwargs))

    def follow(self, url: str) -> TestResponse:
        """The page after its redirects, checked."""
        return checked(self.http.get(url, follow_redirects=True))

    def post(self, url: str, data: dict[str, Any], **kwargs: Any) -> TestResponse:
        """A bare post, as an attacker or a script would send it."""
        return checked(self.http.post(url, data=data, **kwargs))

    def post_form(
        self, url: str, *, form: str | None = None, button: str | None = None, **fields: Any
    ) -> TestResponse:
        """Fetch the page, fill in its real form, submit it.

        `form` picks the form by id or by a part of its action, else the first form of the main
        content; `button` is the value of the named button to press. Field names that are not
        identifiers are given as `**{"CAR-20.answer": "present"}`. A field the form lacks fails.
        """
        seen = self.get(url)
        assert seen.status_code == 200, f"{url} answered {seen.status_code}"
        element = _form(lxml.html.fromstring(seen.text), form)
        data = form_data(element, fields, button)
        action = element.get("action") or url
        return checked(self.http.post(action, data=data))

    def sign_in(self, email: str, password: str = PASSWORD) -> TestResponse:
        """Through the sign-in page."""
        return self.post_form("/sign-in", email=email, password=password)


def _form(tree: Any, wanted: str | None) -> Any:
    forms = tree.xpath("//main//form") or tree.xpath("//form")
    if wanted:
        forms = [
            form
            for form in tree.xpath("//form")
            if form.get("id") == wanted or wanted in (form.get("action") or "")
        ]
    assert forms, f"no form {wanted or ''} on the page"
    return forms[0]


def form_values(form: Any) -> list[tuple[str, str]]:
    """What stands in the form; like a browser, without the line end that opens a text area."""
    areas = {area.get("name") for area in form.xpath(".//textarea")}
    return [
        (name, value.removeprefix("\n") if name in areas else value)
        for name, value in form.form_values()
    ]


def form_data(form: Any, fields: dict[str, Any], button: str | None = None) -> dict[str, Any]:
    """What a browser would send for the form with these fields filled in."""
    names = {element.get("name") for element in form.xpath(".//*[@name]")}
    unknown = set(fields) - names
    assert not unknown, f"the form has no {sorted(unknown)}; it has {sorted(filter(None, names))}"
    data: dict[str, Any] = {}
    for name, value in form_values(form):
        data.setdefault(name, []).append(value)
    for name, value in fields.items():
        values = value if isinstance(value, list) else [value]
        _has_choice(form, name, values)
        data[name] = values
    if button is not None:
        pressed = form.xpath(f".//button[@value='{button}']")
        assert pressed, f"no button {button}"
        data[pressed[0].get("name")] = [button]
    return data


def _has_choice(form: Any, name: str, values: list[Any]) -> None:
    choices = [
        element.get("value")
        for element in form.xpath(f".//input[@name='{name}'][@type='radio' or @type='checkbox']")
    ]
    for value in values:
        assert not choices or str(value) in choices, f"{name} offers {choices}, not {value}"


def checked(response: TestResponse) -> TestResponse:
    """Every page: one h1, a title, unique ids, labelled controls, nothing leaked, never cached."""
    assert CANARY not in response.headers.get("Location", ""), "personal data in an address"
    if not (response.content_type or "").startswith("text/html") or not response.text.strip():
        return response
    if "no-store" not in response.headers.get("Cache-Control", ""):
        raise AssertionError("a page that may be cached")
    if not response.text.lstrip().lower().startswith("<!doctype"):
        return response  # a fragment, or a redirect's short body
    if response.status_code in {301, 302, 303, 308}:
        return response
    tree = lxml.html.fromstring(response.text)
    assert len(tree.xpath("//h1")) == 1, f"{len(tree.xpath('//h1'))} h1 elements"
    title = tree.xpath("string(//title)").strip()
    assert title and CANARY not in title, f"title {title!r}"
    ids = [element.get("id") for element in tree.xpath("//*[@id]")]
    twice = {name for name in ids if ids.count(name) > 1}
    assert not twice, f"ids used twice: {sorted(twice)}"
    _labelled(tree, set(ids))
    for address in tree.xpath("//a/@href | //form/@action"):
        assert CANARY not in urlsplit(address).geturl(), "personal data in an address"
    return response


def _labelled(tree: Any, ids: set[str]) -> None:
    labels = set(tree.xpath("//label/@for"))
    assert labels <= ids, f"labels for nothing: {sorted(labels - ids)}"
    for control in tree.xpath(
        "//input[not(@type='hidden') and not(@type='submit')] | //textarea | //select"
    ):
        has_label = (
            control.get("id") in labels
            or control.get("aria-label")
            or (control.get("aria-labelledby") in ids)
        )
        assert has_label, f"no label for {control.get('name')}"
    for described in tree.xpath("//@aria-describedby"):
        missing = set(described.split()) - ids
        assert not missing, f"aria-describedby names nothing: {missing}"
