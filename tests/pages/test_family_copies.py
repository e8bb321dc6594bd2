"""The pages of family copies: looked through, sent on to a second person, printed, given."""

import io
import json

import lxml.html
import pikepdf
import pypdf
import pytest

from portal.blueprints.early_help.papers.outline import outline
from portal.documents.help_paper import DATA_NAME
from portal.extensions import db
from portal.models import EarlyHelpEpisode, FamilyCopy, PlanGoal
from portal.rules import copying
from portal.rules.help_content import texts
from portal.vocabulary import CopyStatus, CopyVariant, HelpDocument, Role
from tests.documents.help_samples import MOTHER
from tests.documents.help_variants import paper
from tests.guards.papers import given_today
from tests.page_client import form_data
from tests.pages.journey import link
from tests.planning import planned

NEED = "Mornings are hard. He rings 07700 900 471, and Nan says so."


@pytest.fixture
def story(make, client_for):
    return Told(planned(make), client_for)


def parsed(answer):
    return lxml.html.fromstring(answer.text)


class Told:
    """Dana's plan, its lead practitioner at a browser, and how to get to a copy."""

    def __init__(self, made, client_for):
        self.made, self.client = made, client_for(made.lead)
        self.at = f"/early-help/{made.episode.id}"
        self.dana = made.family.id_of("Dana Adderley")
        self.look = f"{self.at}/copies/for/{self.dana}/{made.episode.id}/plan.standard.en"

    def make(self):
        answer = self.client.post_form(self.look)
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]

    def needs(self, words=NEED):
        db.session.get_one(PlanGoal, self.made.goal.id).need = words
        db.session.commit()

    def risk(self):
        episode = db.session.get_one(EarlyHelpEpisode, self.made.episode.id)
        episode.must_not_be_told = "Callum must not learn where they live."
        db.session.commit()


def test_from_the_list_to_a_copy_in_her_hand(story):
    form = link(story.client, f"{story.at}/papers", "Make a copy for somebody")
    assert story.client.get(f"{form}?variant=standard").status_code == 422
    chosen = story.client.get(
        f"{form}?recipient_id={story.dana}&paper=plan|{story.made.episode.id}"
        "&variant=large_print&locale=cy"
    )
    assert chosen.headers["Location"].endswith("plan.large_print.cy")
    url = story.make()
    pdf = story.client.get(f"{url}.pdf")
    assert pdf.headers["Cache-Control"] == "no-store"
    assert pdf.headers["Content-Disposition"].startswith('attachment; filename="plan-')
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.data)).pages)
    assert "Walk to school together" in text
    with pikepdf.open(io.BytesIO(pdf.data)) as opened:
        inside = json.loads(opened.attachments[DATA_NAME].get_file().read_bytes())
    assert (inside["recipient"], inside["audience"]) == ("Dana Adderley", "family")
    assert story.client.get(f"{url}.pdf").data == pdf.data
    assert story.client.post_form(f"{url}/give", how="").status_code == 422
    story.client.post_form(f"{url}/give", **given_today())
    assert "Given on" in story.client.get(f"{story.at}/papers").text


def test_a_copy_cannot_be_made_before_every_word_is_looked_at(story):
    story.needs()
    page = story.client.get(story.look)
    assert "07700 900 471" in page.text
    assert "make the copy" not in page.text
    clear = link(story.client, story.look, "Say what may stay, and why")
    assert story.client.post_form(clear, why="").status_code == 422
    story.client.post_form(clear, why="It is her own.")
    assert "It is her own." in story.client.get(story.look).text
    assert story.make()
    story.needs(NEED + " Every day.")
    assert "make the copy" not in story.client.get(story.look).text


def test_a_reason_for_words_that_changed_meanwhile_is_kept_and_both_texts_are_shown(story):
    story.needs("Callum shouts.")
    clear = link(story.client, story.look, "Say what may stay, and why")
    typed = {**form_data(parsed(story.client.get(clear)).xpath("//main//form")[0], {})}
    typed["why"] = "He knows that himself."
    story.needs("Callum shouts every morning.")
    answer = story.client.post(clear, typed)
    assert answer.status_code == 409
    for words in ("Callum shouts.", "Callum shouts every morning.", "He knows that himself."):
        assert words in answer.text
    again = parsed(answer).xpath("//main//form")[0]
    assert story.client.post(again.get("action"), form_data(again, {})).status_code == 303
    assert "He knows that himself." in story.client.get(story.look).text
    story.needs("")
    gone = story.client.post(clear, typed)
    assert gone.status_code == 409
    assert "He knows that himself." in gone.text
    assert story.client.get(clear).status_code == 404


def test_only_what_was_read_and_ticked_stays_and_two_people_see_each_others_reasons(story):
    """One person in two texts: the ticked one stays, the other still asks."""
    story.needs("Callum shouts.")
    goal = db.session.get_one(PlanGoal, story.made.goal.id)
    goal.goal = "Callum is calm in the morning"
    db.session.commit()
    clear = link(story.client, story.look, "Say what may stay, and why")
    page = parsed(story.client.get(clear))
    ticks = page.xpath("//main//input[@name='stays']/@value")
    assert len(ticks) == 2
    answer = story.client.post_form(clear, why="He is her brother.")
    assert answer.status_code == 422
    assert "He is her brother." in answer.text
    typed = form_data(page.xpath("//main//form")[0], {"why": "He is her brother."})
    assert story.client.post(clear, {**typed, "stays": ticks[0]}).status_code == 303
    assert story.client.post(clear, {**typed, "stays": ticks[0]}).status_code == 303  # sent twice
    left = story.client.get(story.look)
    assert "1 text still has to be looked at" in left.text
    other = story.client.post(clear, {**typed, "stays": ticks[0], "why": "She knows him."})
    assert other.status_code == 409
    for words in ("He is her brother.", "She knows him."):
        assert words in other.text
    story.client.post_form(clear, why="He is her brother.")
    assert story.make()
    assert story.client.get(clear).status_code == 303


def test_a_part_is_left_out_from_the_page_and_the_copy_says_nothing_more(story):
    story.needs()
    story.client.post_form(story.look, form=f"{story.look}/leave-out")
    page = story.client.get(story.look)
    assert "07700 900 471" not in page.text
    assert "nothing this person may have in it yet" in page.text


def test_a_second_person_reads_all_of_it_and_approves(story, make, client_for):
    story.needs("Since the move, mornings are hard.")
    story.risk()
    url = story.make()
    second = client_for(make.account(Role.ORGANISATION_LEAD))
    assert story.client.get(f"{url}.pdf").status_code == 409
    show = link(second, "/early-help/copies-to-approve", "Early help plan")
    page = second.get(show)
    (copy,) = db.session.query(FamilyCopy).all()
    for words in ("Since the move", "Walk to school together", "Bryn Ellis", "must not learn"):
        assert words in page.text
    assert second.get(f"{url}.pdf").status_code == 404
    other = client_for(make.account(Role.DECISION_MAKER))
    assert other.get(show).status_code == 200
    second.post_form(show, form=f"{show}/approve")
    db.session.refresh(copy)
    assert copy.status is CopyStatus.APPROVED
    assert (second.get(show).status_code, other.get(show).status_code) == (200, 404)
    assert story.client.get(f"{url}.pdf").status_code == 200


def test_a_key_that_is_none_makes_a_copy_and_a_baby_not_born_is_given_none(story):
    assert story.client.post_form(story.look, key="not a key").status_code == 303
    baby = story.made.family.id_of("Baby Adderley")
    goal = db.session.get_one(PlanGoal, story.made.goal.id)
    goal.readers = [baby]
    db.session.commit()
    assert story.client.get(story.look.replace(story.dana, baby)).status_code == 404


def test_what_has_changed_since_is_not_printed_and_says_so(story):
    url = story.make()
    story.needs("Something new.")
    answer = story.client.get(f"{url}.pdf")
    assert answer.status_code == 409
    assert "has changed since it was made" in answer.text
    assert copying.CHANGED.split(".")[0] in story.client.get(url).text


def test_a_copy_is_sent_back_with_words_and_nothing_typed_is_lost(story, make, client_for):
    story.risk()
    url = story.make()
    second = client_for(make.account(Role.DECISION_MAKER))
    assert second.post_form(f"{url}/send-back", why=" ").status_code == 422
    second.post_form(f"{url}/send-back", why="The school is named.")
    page = story.client.get(url).text
    assert "The school is named." in page
    assert "Put right what was said" in page


def test_after_agreement_is_withdrawn_only_the_lead_prints_for_the_team(story, make, client_for):
    adviser = client_for(make.account(Role.MASH_ADVISER))
    pdf = f"{story.at}/papers/plan/{story.made.episode.id}.pdf"
    assert adviser.get(pdf).status_code == 200
    episode = db.session.get_one(EarlyHelpEpisode, story.made.episode.id)
    episode.is_sharing_stopped = True
    db.session.commit()
    answer = adviser.get(pdf)
    assert answer.status_code == 409
    assert "nothing more is shared" in answer.text
    assert story.client.get(pdf).status_code == 200


def test_the_page_to_read_before_printing_holds_every_text_of_the_copy(app):
    for document in HelpDocument:
        content = paper(document, MOTHER).content
        shown = {
            text
            for section in outline(content, CopyVariant.STANDARD)
            for entry in section.entries
            for text in entry
        }
        headings = " ".join(section.heading for section in outline(content, CopyVariant.STANDARD))
        own = {content.reference, content.lead.name, content.lead.phone, content.recipient}
        missing = {
            text
            for _, _, text in texts(content)
            if text not in shown | own and text not in headings
        }
        assert missing == set()
