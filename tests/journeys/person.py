"""Somebody at a browser of their own, signed in, who notices when anything goes wrong in it."""

import re
from typing import Any

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    expect,
)

from portal.demo import PASSWORD
from portal.web import EXIT_TO
from tests.journeys.looking import DESK, axe, is_new, shot, too_wide
from tests.journeys.server import Portal

PATIENCE = 60_000  # milliseconds: the longest wait for anything, on a busy machine
ELSEWHERE = "<!doctype html><html lang=en><title>Weather</title><h1>Weather</h1>"
_REPORT = """document.addEventListener('securitypolicyviolation', (event) => {
  console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI}`);
});"""


class Person:
    """One browser context; `problems` is what went wrong in it, and must be empty at the end."""

    def __init__(
        self, browser: Browser, portal: Portal, *, scripts: bool = True, **options: Any
    ) -> None:
        self.portal = portal
        self.scripts = scripts
        self.problems: list[str] = []
        self.context = browser.new_context(
            base_url=portal.url,
            java_script_enabled=scripts,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
            **{"viewport": DESK, **options},
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.add_init_script(_REPORT)
        self.context.on("request", self._asked)
        self.page = self.new_page()

    def new_page(self) -> Page:
        """Another tab, watched like the first."""
        page = self.context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        page.on("response", self._answered)
        return page

    def may_leave(self) -> "Person":
        """Outside stands the weather, though nobody there is asked.

        Not for everyone: a browser with one such answer asks for every file of every page again.
        """
        self.context.route(
            EXIT_TO, lambda route: route.fulfill(body=ELSEWHERE, content_type="text/html")
        )
        return self

    def _asked(self, request: Request) -> None:
        if request.url != EXIT_TO and not request.url.startswith(self.portal.url):
            self.problems.append(f"asked outside: {request.url}")

    def _heard(self, message: ConsoleMessage) -> None:
        is_of_answer = message.text.startswith("Failed to load resource")  # judged by its status
        if message.type in {"error", "warning"} and not is_of_answer:
            self.problems.append(f"console: {message.text}")

    def _answered(self, answer: Response) -> None:
        wrong = answer.status >= 500 or (answer.status >= 400 and "/static/" in answer.url)
        if wrong:
            self.problems.append(f"{answer.status} for {answer.url}: see {self.portal.log}")

    def sign_in(self, email: str) -> "Person":
        """Through the page, then at home."""
        self.page.goto("/sign-in")
        self.give_password(email)
        expect(self.page).to_have_url(f"{self.portal.url}/")
        return self

    def give_password(self, email: str) -> None:
        """Fill in the sign-in page that is here."""
        self.page.get_by_label("Email address").fill(email)
        self.page.locator("[name=password]").first.fill(PASSWORD)
        self.press("Sign in", within=self.page.locator("main form").first)

    def press(self, name: str, *, within: Locator | None = None) -> None:
        """A button by its words."""
        place = within or self.page
        place.get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name: str) -> None:
        """A link by its words."""
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def on(self, place: str) -> None:
        """A page of the form by the end of its address (a pattern)."""
        expect(self.page).to_have_url(re.compile(rf"/{place}(\?.*)?$"))

    def at(self, heading: str) -> None:
        """The page with this heading is here."""
        expect(self.page.locator("h1")).to_have_text(heading)

    def sees(self, *words: str) -> None:
        """These words stand in the main part of the page."""
        for each in words:
            expect(self.page.locator("main")).to_contain_text(each)

    def look(self, name: str, *, whole: bool = True) -> None:
        """Axe, widths and a picture, once a run; what is wrong is told when the journey is over."""
        if not is_new(name, scripts=self.scripts):
            return
        self.page.wait_for_load_state()  # its address comes before its last line
        wrong = too_wide(self.page)
        if self.scripts:
            wrong += axe(self.page)
            shot(self.page, name, whole=whole)
        self.problems += [f"{name} {self.page.url}: {each}" for each in wrong]

    def leave(self) -> None:
        """Close the browser; nothing may have gone wrong in it."""
        self.context.close()
        assert not self.problems, "\n".join(self.problems)
