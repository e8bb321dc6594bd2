"""Copies for an audience: what a professional never gets, and what leaves no trace."""

from dataclasses import fields, replace

import pytest

from portal.documents.copies import advice_record, check_return, consultation_copy
from portal.documents.data import (
    AdviceContent,
    AdviceFacts,
    CheckContent,
    ConsultationContent,
    DecisionContent,
    MaracContent,
)
from portal.documents.identity import digest, fingerprint, named
from portal.documents.pages import html
from portal.vocabulary import AdviceStatus, Audience
from tests.documents.returns import agency_return
from tests.documents.samples import GRANDMOTHER, STATEMENTS, advice, consultation

PLANTED = (GRANDMOTHER, "Eirlys", "Tanglewood", "relative", "rotected")


@pytest.mark.parametrize("facts", [advice(), consultation()], ids=["advice", "consultation"])
def test_a_professional_copy_says_nothing_of_a_protected_source(facts):
    professional = html(_copy(facts, Audience.PROFESSIONAL))
    hub = html(_copy(facts, Audience.HUB))
    assert [word for word in PLANTED if word in professional] == []
    assert GRANDMOTHER in hub
    assert "do not name this source" in hub


def test_what_was_said_stays_in_the_copy_of_the_one_who_wrote_it():
    page = html(consultation_copy(consultation(), Audience.PROFESSIONAL))
    assert "no gas in the house since October" in page
    assert "Told by someone" in page


def test_an_advice_record_for_a_professional_repeats_no_protected_statement():
    page = html(advice_record(advice(), Audience.PROFESSIONAL))
    assert "no gas in the house" not in page


def test_with_one_protected_source_no_source_is_named_so_that_no_gap_shows_which():
    copy = consultation_copy(consultation(), Audience.PROFESSIONAL)
    assert {line.said_by for line in copy.statements} == {""}
    assert not any(line.is_source_protected for line in copy.statements)


def test_without_protected_sources_the_professional_sees_every_source():
    facts = replace(consultation(), statements=STATEMENTS[:1])
    copy = consultation_copy(facts, Audience.PROFESSIONAL)
    assert copy.statements == STATEMENTS[:1]


def test_a_protected_source_leaves_the_professional_copy_as_if_never_recorded():
    nothing_said = tuple(
        replace(line, said_by="", said_by_detail="", is_source_protected=False)
        for line in STATEMENTS
    )
    with_source = consultation_copy(consultation(), Audience.PROFESSIONAL)
    never = consultation_copy(
        replace(consultation(), statements=nothing_said), Audience.PROFESSIONAL
    )
    assert html(with_source) == html(never)
    assert fingerprint(with_source) == fingerprint(never)
    unprotected = advice_record(replace(advice(), statements=()), Audience.PROFESSIONAL)
    assert html(advice_record(advice(), Audience.PROFESSIONAL)) == html(unprotected)


def test_every_field_that_any_audience_may_have_is_listed_here():
    every_document = {
        "reference", "hub", "printed_at", "lang", "written_lang", "framework", "question",
        "is_safe_contact", "safe_contact_note", "must_not_be_told", "still_missing",
    }  # fmt: skip
    every_answer = every_document | {
        "asked_by", "asked_at", "version", "status", "status_at", "status_reason",
        "corrects_version", "people", "level", "outcome", "advice", "reasons", "descriptors",
        "next_steps", "would_raise", "would_lower", "safe_to_tell", "safe_to_tell_why",
        "options",
    }  # fmt: skip
    assert {field.name for field in fields(AdviceContent)} == every_answer | {
        "answered_by", "answered_at",
    }  # fmt: skip
    assert {field.name for field in fields(DecisionContent)} == every_answer | {
        "proposed_by", "signed_by", "signed_at", "help_offered", "need",
    }  # fmt: skip
    assert {field.name for field in fields(CheckContent)} == every_document | {
        "organisation", "agency", "version", "answered_at",
    }  # fmt: skip
    assert {field.name for field in fields(ConsultationContent)} == every_document | {
        "received_at", "received_how", "received_late",
        "kind", "sent_by", "sent_at", "answer_by_at", "safety", "people", "answers", "guidance",
        "maps", "is_referral",
    }  # fmt: skip
    assert {field.name for field in fields(MaracContent)} == every_document | {
        "version", "recorded_by", "recorded_at", "criteria", "people", "answers", "options",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("audience", "has"),
    [
        (Audience.PROFESSIONAL, {"warmly dressed"}),
        (Audience.HUB, {"warmly dressed", "ring the unit", "safe at home", "Imogen", "Not every"}),
        (
            Audience.AGENCY,
            {"warmly dressed", "ring the unit", "Told to one", "safe at home", "Imogen"},
        ),
    ],
)
def test_an_agencys_return_says_what_it_allows_each_audience(audience, has):
    every = {
        *("warmly dressed", "ring the unit", "Told to one", "safe at home", "Imogen", "Not every"),
    }
    page = html(check_return(agency_return(), audience))
    assert {word for word in every if word in page} == has
    names = {"Mali", "Idwal", "Berwyn"}
    shown = {"professional": {"Mali"}, "hub": {"Mali", "Idwal"}, "agency": names}
    assert {name for name in names if name in page} == shown[audience.value]


def test_an_answer_for_one_person_leaves_the_referrers_copy_as_if_never_given():
    facts = agency_return()
    without = replace(facts, answers=facts.answers[:1])
    copies = [check_return(each, Audience.PROFESSIONAL) for each in (facts, without)]
    assert fingerprint(copies[0]) == fingerprint(copies[1])


def test_the_fingerprint_changes_with_any_word_and_not_with_the_time_of_printing():
    record = advice_record(advice(), Audience.PROFESSIONAL)
    assert len(digest(record)) == 64
    assert fingerprint(record) == " ".join(digest(record)[n : n + 4] for n in (0, 4, 8, 12))
    later = replace(record, printed_at=record.printed_at.replace(year=2027))
    assert digest(later) == digest(record)
    changes = [
        {"advice": record.advice + "."},
        {"version": 2},
        {"status": AdviceStatus.WITHDRAWN},
        {"next_steps": record.next_steps[:2]},
        {"audience": Audience.HUB},
        {"level": None},
    ]
    digests = {digest(replace(record, **change)) for change in changes}
    assert len(digests | {digest(record)}) == len(changes) + 1


def test_a_file_name_holds_the_reference_and_nothing_about_anybody():
    advised = ("advice", "CN-7K3F-Q9XT")
    assert named(*advised, Audience.PROFESSIONAL, 1) == "advice-CN-7K3F-Q9XT-v1.pdf"
    assert named(*advised, Audience.HUB, 1) == "advice-CN-7K3F-Q9XT-v1-hub-copy.pdf"
    hostile = named("consultation_copy", '../a"\r\nb/c', Audience.PROFESSIONAL)
    assert hostile == "consultation-copy-abc.pdf"


def _copy(facts, audience):
    build = advice_record if isinstance(facts, AdviceFacts) else consultation_copy
    return build(facts, audience)
