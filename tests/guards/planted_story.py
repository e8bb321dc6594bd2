"""A whole worked consultation by real requests, a planted word in every field for words."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import lxml.html
import time_machine
from flask import Flask

from portal.extensions import db
from portal.vocabulary import Role
from tests.guards.leaks import Planter
from tests.makers import PASSWORD, Maker
from tests.page_client import PageClient, form_data
from tests.pages.journey import Window, begin, link
from tests.served import hidden

HTMX = {"HX-Request": "true"}
ADVICE = {"level": "2", "outcome": "early_help", "descriptors": "CAR", "safe_to_tell": "not_known"}
PAGES = ("you", "working-well", "timing", "family", "question", "view")


@dataclass
class Story:
    """Who is in it, and what they typed where."""

    app: Flask
    make: Maker
    clock: time_machine.Traveller
    planted: Planter = field(default_factory=Planter)
    emails: dict[str, str] = field(default_factory=dict)
    clients: dict[str, PageClient] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)  # given for acts on the queue
    record: str = ""  # the address of the contact
    pages: list[str] = field(default_factory=list)  # the contact page, in the end, of both sides

    def people(self) -> None:
        """Everyone has a planted name; nobody has a planted email address, which mails need."""
        word, school = self.planted.word, self.make.school
        school.name = word("the school's name")
        for who, role in (
            ("writer", Role.REFERRING_PROFESSIONAL),
            ("stranger", Role.LEAD_PRACTITIONER),
            ("adviser", Role.MASH_ADVISER),
            ("second", Role.MASH_ADVISER),
            ("manager", Role.DECISION_MAKER),
        ):
            stays = who not in {"stranger", "second"}
            name = word(f"name of the {who}", stays=stays)
            account = self.make.account(role, name=f"{name} Pike")
            self.emails[who] = account.email
        elsewhere = self.make.account(Role.MASH_ADVISER, hub=self.make.other_hub)
        self.emails["elsewhere"] = elsewhere.email
        db.session.commit()
        for who, email in self.emails.items():
            self.clients[who] = PageClient(self.app)
            self.clients[who].sign_in(email)

    def fill(self, who: str, url: str, **more: Any) -> Any:
        """A page filled in by one of them."""
        return self.planted.fill(self.clients[who], url, **more)

    def act(self, who: str, act: str, **more: Any) -> Any:
        """A form of the contact, filled in and sent, leads on."""
        answer = self.fill(who, f"{self.record}/{act}", **more)
        assert answer.status_code == 303, (act, answer.text)
        return answer

    def opened(self, who: str, act: str) -> dict[str, Any]:
        """What the form of an act carries when it is opened."""
        tree = lxml.html.fromstring(self.clients[who].get(f"{self.record}/{act}").text)
        return form_data(tree.xpath("//main//form")[0], {})

    def play(self) -> None:
        """From the first word to the last answer, with everything that goes wrong on the way."""
        self.people()
        self.write_in_short()
        self.write()
        self.lose_a_sign_in()
        self.send()
        self.find_and_take_up()
        self.talk()
        self.advise()
        self.print("writer", "advice/1.pdf")
        self.disagree()
        self.act("adviser", "advice/withdraw")
        self.pass_on()
        self.advise()
        self.print("adviser", "advice/2.pdf?audience=hub", "copy.pdf?audience=hub")
        self.go_wrong()
        self.post("writer", f"{self.record}/acknowledge", {})
        for who in ("adviser", "writer"):
            for page in ("/", self.record, "/sign-ins", "/queue", "/help"):
                shown = self.clients[who].get(page)
                self.pages += [shown.text] * (page == self.record)

    def write_in_short(self) -> None:
        """A draft on the short form, left and put aside."""
        writer = self.clients["writer"]
        base = begin(writer, "short")
        self.fill("writer", f"{base}/short", form="answers", button="later", stays=False)
        for page in ("", "/short", "/check", "/discard"):
            writer.follow(f"{base}{page}")
        writer.post_form(f"{base}/discard")

    def write(self) -> None:
        """Every page of the journey, parts added, taken away and put back."""
        writer = self.clients["writer"]
        self.base = begin(writer, S8="yes")
        base = self.base
        for kind, more in (
            ("child", {"age_kind": "estimate", "age_years": "7", "part": "subject"}),
            ("adult", {"part": "parent"}),
            ("adult", {"part": "other_adult_in_home"}),
        ):
            self.fill("writer", link(writer, f"{base}/people", kind), button="on", **more)
        writer.post_form(f"{base}/people", form="answers", button="on", knows_all_adults="yes")
        first = writer.get(f"{base}/happened").headers["Location"]
        self.fill("writer", first, button="on", source_protected="yes", said_by="other")
        other = link(writer, f"{base}/happened", "Add something else")
        self.fill("writer", other, button="on", said_by="child")
        writer.get(f"{other}/remove")
        writer.post_form(f"{other}/remove")
        writer.post_form(f"{base}/happened", form="put-back")
        child = link(writer, f"{base}/people", "Change").partition("?")[0]
        self.fill("writer", child.replace("/person/", "/daily-life/"), button="on")
        for page in PAGES:
            self.fill("writer", f"{base}/{page}", button="on")
        questions = {"CAR-20.answer": "present"}
        writer.post_form(f"{base}/seen?section=CAR", form="questions", **questions)
        for headers in ({}, HTMX):
            self.fill("writer", f"{base}/seen", form="search", headers=headers, stays=False)

    def lose_a_sign_in(self) -> None:
        """Typed in two windows, after the sign-in ended, with a stale token; then once more."""
        writer, page = self.clients["writer"], f"{self.base}/tried"
        first, second = Window(writer, page), Window(writer, page)
        first.save_itself(tried=self.lost("in one window"))
        assert second.save(tried=self.lost("in another")).status_code == 409
        second.save_itself(tried=self.lost("in another, by itself"))
        writer.post_form(page, button="keep_saved")
        window = Window(writer, page)
        self.clock.shift(timedelta(minutes=16))
        way = window.save(tried=self.lost("after the end")).headers["Location"]
        kept = self.lost("after the end, by itself")
        window.save_itself(tried=kept)
        for who, client in self.clients.items():
            client.post_form("/sign-in" if who != "writer" else way, **self.sign_in_of(who))
        assert kept in writer.get(page).text
        stale = {"csrf_token": "stale", "tried": self.lost("with a stale token")}
        writer.post(page, stale, headers=HTMX)
        writer.post_form(page, button="keep_saved")
        self.fill("writer", page, form="answers", button="on")

    def lost(self, where: str) -> str:
        """A word that gives way to another before anything is sent."""
        return self.planted.word(where, stays=False)

    def sign_in_of(self, who: str) -> dict[str, str]:
        return {"email": self.emails[who], "password": PASSWORD}

    def send(self) -> None:
        """The check, the sending, and the record's address."""
        writer = self.clients["writer"]
        writer.get("/")
        writer.get(f"{self.base}/check")
        writer.post_form(f"{self.base}/check", form="send")
        writer.get(f"{self.base}/sent")
        writer.get(f"{self.base}/tried")  # already sent
        self.record = self.base.replace("consultations", "contacts")

    def find_and_take_up(self) -> None:
        """The queue, its refresh, a search that finds and one that does not; who comes second."""
        adviser = self.clients["adviser"]
        poll = lxml.html.fromstring(adviser.get("/queue").text).xpath("//@hx-get")[0]
        adviser.get(poll, headers=HTMX)
        adviser.get(f"{poll}x", headers=HTMX)
        name = next(word for word, where in self.planted.words.items() if where.endswith(" name"))
        for typed in (name, self.lost("a search that finds nothing")):
            assert typed in adviser.post_form("/queue/find", find=typed).text
        self.act("adviser", "take-up", knows_family="no")
        assert self.clients["second"].get(f"{self.record}/take-up").status_code == 409
        adviser.get(self.record)

    def talk(self) -> None:
        """Asked for more, answered, added to from both sides; too late for another reply."""
        self.act("adviser", "ask-for-more")
        late = self.opened("writer", "reply")
        self.act("writer", "reply")
        self.act("writer", "add-information")
        self.act("adviser", "add-information")
        late |= {"text": self.lost("a reply that came too late")}
        assert self.clients["writer"].post(f"{self.record}/reply", late).status_code == 409

    def advise(self) -> None:
        """Saved by itself, left incomplete, then whole; looked at and sent."""
        adviser, page = self.clients["adviser"], f"{self.record}/advice"
        typed = {"reasons": self.lost("reasons saved by themselves"), "autosave": "1"}
        adviser.post(page, self.opened("adviser", "advice") | typed, headers=HTMX)
        self.fill("adviser", page, stays=False)
        self.act("adviser", "advice", **ADVICE)
        adviser.post_form(f"{page}/preview")
        self.clients["writer"].get(self.record)

    def disagree(self) -> None:
        """Challenged, answered, taken further, answered by somebody else, ended; a step done."""
        self.act("writer", "disagree", at_risk_now="yes")
        page = lxml.html.fromstring(self.clients["writer"].get(self.record).text)
        way = page.xpath("//a[contains(@href, '/disagreements/')]/@href")[0]
        way = way.removeprefix(f"{self.record}/")
        for who, act in (
            ("adviser", "answer"),
            ("writer", "further"),
            ("manager", "answer"),
        ):
            self.act(who, f"{way}/{act}")
        self.act("writer", f"{way}/end", theme="delay")
        self.pages.append(self.clients["manager"].get(f"{self.record}/{way}").text)
        step = page.xpath("//a[contains(@href, '/next-steps/')]/@href")[0]
        self.act("writer", step.removeprefix(f"{self.record}/"), outcome="partly")
        for address in ("/disagreements?show=ended", "/next-steps"):
            self.clients["manager"].get(address)

    def pass_on(self) -> None:
        """Given back with a reason, given on with another."""
        reasons = [self.planted.word(f"reason for {act}") for act in ("giving back", "reassigning")]
        self.act("adviser", "give-back", reason=reasons[0])
        manager, page = self.clients["manager"], f"{self.record}/reassign"
        tree = lxml.html.fromstring(manager.get(page).text)
        holder = tree.xpath("//label[contains(., $name)]/@for", name=self.name_of("adviser"))[0]
        chosen = tree.get_element_by_id(holder).get("value")
        self.act("manager", "reassign", reason=reasons[1], to_account_id=chosen)
        self.reasons += reasons

    def name_of(self, who: str) -> str:
        words = self.planted.words.items()
        return next(word for word, where in words if where == f"name of the {who}")

    def print(self, who: str, *documents: str) -> None:
        """Documents downloaded."""
        for document in documents:
            answer = self.clients[who].get(f"{self.record}/{document}")
            assert answer.data.startswith(b"%PDF"), document

    def post(self, who: str, url: str, fields: dict[str, Any], **more: Any) -> Any:
        """A post with the real form token of the browser's session."""
        page = lxml.html.fromstring(self.clients[who].get("/help").text)
        token = page.xpath("//input[@name='csrf_token']/@value")[0]
        return self.clients[who].post(url, {"csrf_token": token, **fields}, **more)

    def go_wrong(self) -> None:
        """Every kind of error, with words in what was sent."""
        word = self.lost("sent in vain")
        for who in ("stranger", "elsewhere", "second"):
            for act in ("", "/advice", "/reply", "/copy.pdf"):
                self.clients[who].get(f"{self.record}{act}")
                self.post(who, f"{self.record}{act}", {"text": word})
        tried = [
            ("writer", f"{self.record}/reply", {"text": word}, 409),
            ("writer", f"{self.record}/disagree", {"reason": word * 200_000}, 413),
            ("writer", f"{self.record}/disagree", {"reason": f"\0{word}"}, 400),
            ("writer", "/boom", {"words": word}, 500),
        ]
        for who, url, fields, status in tried:
            assert self.post(who, url, fields).status_code == status, url
        with hidden("audit_events"):
            answer = self.post("writer", f"{self.record}/disagree", {"reason": word})
            assert answer.status_code == 503
        PageClient(self.app).sign_in(f"{word}@example.org", word)
        self.post("writer", "/language", {"locale": "cy", "return_to": self.record})
        self.post("writer", "/change-password", {"password": word, "new_password": word})
