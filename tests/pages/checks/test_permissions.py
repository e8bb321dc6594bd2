"""Who reads an agency's answer: each reader, each permission, each page and PDF, in one table."""

import io

import pikepdf
import pytest

from portal.extensions import db
from portal.models import AgencyCheck
from portal.vocabulary import CheckAnswer, MayShare
from tests.check_maker import answer, ask
from tests.pages.checks.conftest import words_of
from tests.pages.contacts.helpers import url

WORD = "Zyxplanted: two call-outs in March."
PDF = {"pdf", "hub pdf"}
# Who reads the summary: on the contact page, in the PDF, in the hub's copy of it.
TABLE = {
    "nobody": {
        "asker": {"page"},
    },
    "decision_team": {
        "asker": {"page", "hub pdf"},
        "colleague": {"page", "hub pdf"},
        "manager": {"page", "hub pdf"},
    },
    "referrer": {
        "asker": {"page", *PDF},
        "colleague": {"page", *PDF},
        "manager": {"page", *PDF},
        "writer": {"page", "pdf"},
    },
    "family": {
        "asker": {"page", *PDF},
        "colleague": {"page", *PDF},
        "manager": {"page", *PDF},
        "writer": {"page", "pdf"},
    },
}
SOMETIMES = ("asker", "colleague", "manager", "writer")
NEVER = ("lead", "knows", "elsewhere", "nurse")
ONLY_ITS_TEAM = {"asker": {"page", "hub pdf"}, "colleague": {"page", "hub pdf"}}


def places(at, scene, check, who):
    """Where this reader finds the planted words."""
    account = getattr(scene, "adviser" if who == "asker" else who)
    found = set()
    if WORD in at(account).get(url(scene.contact)).text:
        found.add("page")
    pdf = url(scene.contact, "checks", str(check.id), "return.pdf")
    for place, address in (("pdf", pdf), ("hub pdf", f"{pdf}?audience=hub")):
        answered = at(account).get(address)
        if answered.status_code == 200 and WORD in words_of(answered.data):
            found.add(place)
    return found


def asked_and_answered(scene, **changes) -> AgencyCheck:
    (check,) = ask(scene.contact, scene.adviser, scene.police)
    return answer(check, scene.officer, **changes)


@pytest.mark.parametrize("may_share", list(MayShare))
def test_an_answer_is_read_by_whom_its_agency_allows_and_nobody_else(at, scene, may_share):
    check = asked_and_answered(scene, summary=WORD, may_share=may_share)
    readers = SOMETIMES + (NEVER if may_share is MayShare.FAMILY else ())
    read = {who: places(at, scene, check, who) for who in readers}
    assert {who: where for who, where in read.items() if where} == TABLE[may_share.value]


@pytest.mark.parametrize("may_share", [MayShare.NOBODY, MayShare.FAMILY])
def test_a_reason_for_declining_is_the_decision_teams(at, scene, may_share):
    check = asked_and_answered(
        scene, answer=CheckAnswer.DECLINED, declined_why=WORD, may_share=may_share
    )
    read = {who: places(at, scene, check, who) for who in SOMETIMES}
    assert read.pop("manager") == {"page", "hub pdf"}
    assert {who: where for who, where in read.items() if where} == ONLY_ITS_TEAM


def test_whoever_writes_the_decision_has_what_they_may_read_beside_it(at, scene):
    asked_and_answered(scene, summary=WORD, may_share=MayShare.NOBODY)
    writing = url(scene.contact, "decision")
    assert WORD in at(scene.adviser).get(writing).text
    assert WORD not in at(scene.manager).get(writing).text


def test_that_somebody_asked_alone_has_an_answer_is_said_without_it(at, scene):
    check = asked_and_answered(scene, summary=WORD, may_share=MayShare.NOBODY)
    page = at(scene.colleague).get(url(scene.contact)).text
    assert "Answered to Sam Okoro alone." in page and "Known to us" not in page
    pdf = url(scene.contact, "checks", str(check.id), "return.pdf?audience=hub")
    said = words_of(at(scene.colleague).get(pdf).data)
    assert "Not everything is in this copy" in said


def test_a_permission_taken_back_takes_the_earlier_words_with_it(at, scene):
    check = asked_and_answered(scene, summary=WORD, may_share=MayShare.REFERRER)
    assert places(at, scene, check, "writer") == {"page", "pdf"}
    answer(check, scene.officer, summary="Ask us.", may_share=MayShare.NOBODY)
    for who in SOMETIMES[1:]:
        assert places(at, scene, check, who) == set(), who


def test_the_agencys_own_copy_says_what_it_was_asked_and_answered(at, scene):
    check = asked_and_answered(scene, summary=WORD, may_share=MayShare.NOBODY)
    pdf = url(scene.contact, "checks", str(check.id), "return.pdf")
    answered = at(scene.officer).get(pdf)
    said = words_of(answered.data)
    assert WORD in said and "To decide whether the child is safe at home." in said
    assert "agency-copy" in answered.headers["Content-Disposition"]


def test_the_referrers_copy_says_nothing_of_what_was_asked(at, scene):
    check = asked_and_answered(scene, summary=WORD, may_share=MayShare.REFERRER)
    pdf = url(scene.contact, "checks", str(check.id), "return.pdf")
    said = words_of(at(scene.writer).get(pdf).data)
    for word in ("To decide whether", "Anything since March?", "Sam Okoro", scene.officer.name):
        assert word not in said
    assert scene.officer.name not in at(scene.writer).get(url(scene.contact)).text


def test_how_many_agencies_were_asked_shows_in_the_hub_alone(at, scene):
    ask(scene.contact, scene.adviser, scene.health)
    check = asked_and_answered(scene, may_share=MayShare.REFERRER)
    pdf = url(scene.contact, "checks", str(check.id), "return.pdf")
    for who in (scene.writer, scene.officer):
        printed = at(who).get(pdf)
        said = words_of(printed.data) + str(printed.headers)
        assert f"{scene.contact.reference}-2" not in said
    question = at(scene.officer).get(url(scene.contact, "checks", str(check.id))).text
    assert f"{scene.contact.reference}-2" not in question
    assert f"{scene.contact.reference}-2" in words_of(
        at(scene.adviser).get(f"{pdf}?audience=hub").data
    )


def test_a_return_is_a_tagged_pdf_named_by_its_reference_alone(at, scene):
    check = asked_and_answered(scene, may_share=MayShare.REFERRER)
    pdf = url(scene.contact, "checks", str(check.id), "return.pdf?audience=hub")
    answered = at(scene.adviser).get(pdf)
    assert (
        f"agency-check-{scene.contact.reference}-1-v1-hub-copy.pdf"
        in (answered.headers["Content-Disposition"])
    )
    with pikepdf.open(io.BytesIO(answered.data)) as opened:
        assert opened.Root.MarkInfo.Marked
        title = str(opened.docinfo["/Title"])
    assert title == f"Agency check return {scene.contact.reference}-1"


def test_a_hubs_own_referrer_reads_as_a_referrer(at, make, scene):
    scene.contact.account_id = scene.colleague.id
    db.session.commit()
    asked_and_answered(scene, summary=WORD, may_share=MayShare.DECISION_TEAM)
    assert WORD not in at(scene.colleague).get(url(scene.contact)).text
