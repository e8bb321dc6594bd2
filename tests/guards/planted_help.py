"""The planted story of early help: family, assessment, plan, team, meetings, copies, the end."""

import re
from typing import Any

import lxml.html
from sqlalchemy import select

from portal.extensions import db
from portal.models import (
    Account,
    Agreement,
    EpisodePerson,
    FamilyCopy,
    PlanAction,
    PlanGoal,
    Review,
    TeamMember,
)
from portal.vocabulary import CopyStatus, Role
from tests.guards.leaks import IDENTIFIER, NUMBERS, PHONE, WRITTEN
from tests.guards.papers import given_today
from tests.guards.planted_assessment import keep_safe, play_assessment
from tests.guards.planted_story import Story
from tests.page_client import PageClient, form_data
from tests.planning import Planned, planned

WRITING = "//main//form[@method='post'][.//textarea or .//input[not(@type) or @type='text']]"
DAY = {"planned_day": "18", "planned_month": "11", "planned_year": "2026", "planned_time": "3pm"}
TOPICS = ("came", "actions", "scores", "changes", "outcomes", "decision")


def play_help(story: Story) -> None:
    """A word in every field for words, of every page that an episode has besides its assessment."""
    lead = db.session.scalars(select(Account).where(Account.email == story.emails["writer"])).one()
    made = planned(story.make, lead)
    told = _Told(story, made)
    told.tell()
    play_assessment(story, told.base)
    for each in (told.plan, told.gather, told.meet, told.copy):
        each()
    keep_safe(story, told.base)
    told.end()
    for who in ("stranger", "elsewhere"):
        for page in ("", "/plan", "/papers", "/team", "/meetings"):
            assert story.clients[who].get(told.base + page).status_code == 404


class _Told:
    """One episode, and the words typed on its pages."""

    def __init__(self, story: Story, made: Planned) -> None:
        self.story, self.made, self.writer = story, made, story.clients["writer"]
        self.base = f"/early-help/{made.family.episode.id}"
        self.dana = made.family.id_of("Dana Adderley")

    def write(self, page: str, *, who: str = "writer", **chosen: Any) -> Any:
        """A page of the episode with a new word in every field for words, sent."""
        client, url = self.story.clients[who], f"{self.base}{page}"
        form = lxml.html.fromstring(client.get(url).text).xpath(WRITING)[0]
        names = [each.get("name") for each in form.xpath(WRITTEN)]
        typed = {
            name: PHONE
            if "phone" in name
            else self.story.planted.word(f"{IDENTIFIER.sub('', url)} {name}")
            for name in names
            if not NUMBERS.search(name) and name not in chosen
        }
        answer = client.post(form.get("action") or url, form_data(form, typed | chosen))
        assert answer.status_code == 303, (page, _main(answer.text))
        return answer

    def read(self, *pages: str, who: str = "writer") -> None:
        """Pages where what was typed is read."""
        for page in pages:
            answer = self.story.clients[who].get(f"{self.base}{page}")
            assert answer.status_code == 200, page
            self.story.pages.append(answer.text)

    def tell(self) -> None:
        """The family, what was said of them, and their agreement."""
        self.write("/family/add", kind="adult", part="parent", years="34")
        self.write("/told/add", kind="statement")
        self.write(f"/agreement/{self.dana}", is_given="yes", how="spoken", **on("given_on"))
        added = select(EpisodePerson).order_by(EpisodePerson.position.desc())
        member = db.session.scalars(added).first()
        theirs = select(Agreement).where(Agreement.person_id == self.dana, Agreement.is_standing)
        said = db.session.scalars(theirs).one()
        self.story.pages.append(f"{said.given_by} {said.note}")  # kept, and on no page of its own
        self.read("", "/family", f"/family/{member.id}")

    def plan(self) -> None:
        """A goal and an action, written, changed, and noted on."""
        self.write("/plan/goals/add", readers=[self.dana])
        goal = self.newest(PlanGoal)
        self.write(f"/plan/goals/{goal.id}/add", readers=[self.dana])
        self.read("/plan")
        self.write(f"/plan/actions/{self.newest(PlanAction).id}")
        self.write(f"/plan/goals/{goal.id}")
        self.read("/plan")

    def gather(self) -> None:
        """Somebody without an account joins the team."""
        self.write("/team/add", email="")
        self.read("/team")
        assert db.session.scalars(select(TeamMember)).first() is not None

    def meet(self) -> None:
        """A meeting is planned, moved, written on every page, and recorded."""
        self.write("/meetings/plan", **DAY)
        meeting = f"/meetings/{self.newest(Review).id}"
        self.read(meeting)
        for name in TOPICS:
            page = f"{meeting}/write/{name}"
            form = lxml.html.fromstring(self.writer.get(self.base + page).text).xpath(WRITING)
            if form:
                self.write(page, **self.choices(form[0], name))
        self.writer.post_form(f"{self.base}{meeting}/record", form="/record", **on("held"))
        self.read(meeting)

    def choices(self, form: Any, name: str) -> dict[str, Any]:
        """What has to be chosen so that the words stand on the record."""
        if name == "decision":
            return {"outcome": "continue"}
        boxes = form.xpath(".//input[starts-with(@name, 'attended:')]/@name")
        scores = form.xpath(".//*[starts-with(@name, 'score:')]/@name")
        return {**dict.fromkeys(boxes, "came"), **dict.fromkeys(scores, "5")}

    def copy(self) -> None:
        """Looked through, made, sent back, made again, approved, printed and given."""
        look = f"/copies/for/{self.dana}/{self.made.family.episode.id}/plan.standard.en"
        goal = self.newest(PlanGoal)
        goal.need = f"{goal.need} Ring 020 7946 0018."
        self.made.episode.must_not_be_told = "Callum must not learn where they live."
        db.session.commit()
        while link := re.search(r'href="([^"]+/clear/[^"]+)"', self.writer.get(self.at(look)).text):
            text = self.writer.get(link[1]).text
            ticks = re.findall(r'name="stays" type="checkbox" value="(\w+)"', text)
            self.write(link[1].removeprefix(self.base), **({"stays": ticks} if ticks else {}))
        self.read(look)
        back = self.make(look)
        self.second()
        self.write(f"{back}/send-back", who="approver")
        self.read(back)
        copy = self.make(look)
        approver = self.story.clients["approver"]
        approver.post_form(self.at(copy), form="/approve")
        assert approver.get("/early-help/copies-to-approve").status_code == 200
        assert self.writer.get(f"{self.at(copy)}.pdf").data.startswith(b"%PDF")
        given = {**given_today(), "how": self.story.planted.word("how a copy was given")}
        self.writer.post_form(f"{self.at(copy)}/give", **given)
        self.read(copy, "/papers")

    def second(self) -> None:
        """Somebody who may approve."""
        account = self.story.make.account(Role.ORGANISATION_LEAD)
        self.story.clients["approver"] = PageClient(self.story.app)
        self.story.clients["approver"].sign_in(account.email)

    def make(self, look: str) -> str:
        """A copy of what it says now; its address."""
        self.writer.post_form(self.at(look), form=look)
        waiting = select(FamilyCopy).where(FamilyCopy.status == CopyStatus.WAITING)
        return f"/copies/{db.session.scalars(waiting).one().id}"

    def at(self, page: str) -> str:
        return f"{self.base}{page}"

    def newest(self, model: Any) -> Any:
        db.session.rollback()
        return db.session.scalars(select(model)).all()[-1]

    def end(self) -> None:
        """The end, in the family's own words, and its papers."""
        self.write("/close", reason="outcomes_met", **on("ended"))
        self.read("")
        for kind in ("closure", "plan"):
            answer = self.writer.get(self.at(f"/papers/{kind}/{self.made.family.episode.id}.pdf"))
            assert answer.data.startswith(b"%PDF")


def on(field: str) -> dict[str, str]:
    """The day of the story, in the three fields of a date."""
    given = given_today()
    return {f"{field}_{part}": given[f"given_on_{part}"] for part in ("day", "month", "year")}


def _main(page: str) -> str:
    return " ".join(lxml.html.fromstring(page).xpath("//main")[0].text_content().split())
