"""Agency checks as rules: how agencies answer, who is silent, when an answer is due, who reads."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from portal.frameworks.check_prompts import packaged, prompts_of
from portal.rules import hub_settings
from portal.rules.checks import (
    READS,
    AnswerWords,
    Reader,
    Silence,
    answer_gaps,
    may_see,
    moments,
    reader_of,
    silence,
    tally,
)
from portal.rules.permissions import Actor, ContactFacts
from portal.rules.saying import in_english
from portal.rules.working_time import HubCalendar, OpeningHours
from portal.vocabulary import Agency, CheckAnswer, MayShare, Rag, Role

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)  # a Wednesday
HUB, OTHER_HUB, WRITER, ADVISER, SCHOOL = (uuid.uuid4() for _ in range(5))
WEEK = OpeningHours.from_settings({day: [["09:00", "17:00"]] for day in range(5)})


def person(role: Role, account_id: uuid.UUID = ADVISER, hub_id: uuid.UUID = HUB) -> Actor:
    return Actor(
        account_id=account_id,
        name="Somebody",
        role=role,
        hub_id=hub_id,
        hub_slug="a-hub",
        organisation_id=SCHOOL,
        organisation_name="",
        agency=None,
        job_title="",
        phone="",
        locale="en",
    )


def contact(*, is_draft: bool = False) -> ContactFacts:
    return ContactFacts(HUB, WRITER, SCHOOL, None, is_draft)


@pytest.mark.parametrize(
    ("actor", "asker", "reader"),
    [
        (person(Role.MASH_ADVISER), ADVISER, Reader.ASKER),
        (person(Role.MASH_ADVISER), uuid.uuid4(), Reader.TEAM),
        (person(Role.DECISION_MAKER), uuid.uuid4(), Reader.TEAM),
        (person(Role.REFERRING_PROFESSIONAL, WRITER), None, Reader.REFERRER),
        (person(Role.DECISION_MAKER, WRITER), WRITER, Reader.REFERRER),
        (person(Role.ORGANISATION_LEAD), None, None),
        (person(Role.REFERRING_PROFESSIONAL), None, None),
        (person(Role.AGENCY_CONTRIBUTOR), None, None),
        (person(Role.HUB_ADMINISTRATOR), None, None),
        (person(Role.MASH_ADVISER, hub_id=OTHER_HUB), ADVISER, None),
    ],
)
def test_in_which_part_somebody_reads(actor, asker, reader):
    assert reader_of(actor, contact(), asker) is reader
    assert reader_of(actor, contact(is_draft=True), asker) is None


def test_each_step_of_permission_is_wider_than_the_one_before():
    for reader in Reader:
        seen = [may_see(reader, CheckAnswer.KNOWN, share) for share in MayShare]
        assert seen == sorted(seen)
    assert READS[Reader.FAMILY] < READS[Reader.REFERRER] < READS[Reader.TEAM]


@pytest.mark.parametrize("share", list(MayShare))
def test_a_reason_for_declining_never_leaves_the_hub(share):
    assert not may_see(Reader.REFERRER, CheckAnswer.DECLINED, share)
    assert not may_see(Reader.FAMILY, CheckAnswer.DECLINED, share)


def test_half_of_the_time_comes_before_all_of_it_on_the_hubs_clock():
    settings, calendar = hub_settings.read({}), HubCalendar(WEEK)
    late = NOON.replace(hour=16)  # an hour before the hub closes
    assert moments(settings, calendar, Rag.RED, late) == (
        late + timedelta(minutes=15),
        late + timedelta(minutes=30),
    )
    half, due = moments(settings, calendar, Rag.AMBER, late)
    assert half == late + timedelta(hours=1)
    assert due == late + timedelta(hours=18)  # ten o'clock the next morning


@pytest.mark.parametrize("nonsense", [{"red": {"minutes": 0, "clock": "calendar"}}, {"blue": {}}])
def test_targets_that_make_no_sense_are_refused(nonsense):
    with pytest.raises((ValueError, KeyError)):
        hub_settings.read({"check_targets": nonsense})


def test_answers_are_counted_in_time_late_missing_and_not_due_yet():
    def asked(due: int, back: int | None) -> tuple[datetime, datetime, datetime | None]:
        start = NOON - timedelta(hours=5)
        answered = None if back is None else start + timedelta(minutes=back)
        return start, start + timedelta(minutes=due), answered

    rows = [asked(60, 20), asked(60, 40), asked(60, 90), asked(60, None), asked(600, None)]
    counted = tally(rows, NOON)
    assert (counted.asked, counted.in_time, counted.late) == (5, 2, 1)
    assert (counted.missing, counted.waiting) == (1, 1)
    assert counted.median == timedelta(minutes=40)
    assert tally(rows[:2], NOON).median == timedelta(minutes=30)
    assert tally([], NOON).median is None


@pytest.mark.parametrize(
    ("waiting", "overdue", "is_on_duty", "why"),
    [
        (0, 0, False, None),
        (1, 0, True, None),
        (1, 0, False, Silence.NOBODY_ON_DUTY),
        (2, 1, True, Silence.OVERDUE),
        (2, 1, False, Silence.NOBODY_ON_DUTY),
    ],
)
def test_an_agency_is_silent_when_nobody_is_there_or_an_answer_is_late(
    waiting, overdue, is_on_duty, why
):
    assert silence(waiting=waiting, overdue=overdue, is_on_duty=is_on_duty) is why


def test_not_known_is_an_answer_and_says_who_may_read_it():
    words_ = AnswerWords(uuid.uuid4(), CheckAnswer.NOT_KNOWN, may_share=MayShare.REFERRER)
    assert not list(answer_gaps(words_, date(2026, 11, 18)))


@pytest.mark.parametrize("agency", list(Agency))
def test_every_kind_of_agency_is_asked_something_in_both_languages(agency):
    put = packaged().put_to(agency)
    assert len(put) >= 4
    for language in ("en", "cy"):
        said = list(packaged().in_words(put, language))
        assert len(set(said)) == len(put)


def test_no_prompt_is_written_that_nobody_is_asked():
    asked = [words for agency in Agency for words in packaged().put_to(agency)]
    assert all(words in asked for words in packaged().words.values())
    assert {"en", "cy"} == set().union(*packaged().words.values())


OWN = {
    "call_outs": {"en": "Every call-out of two years", "cy": "Pob galwad"},
    "pets": {"en": "Pets"},
}


def test_a_hub_asks_in_its_own_words_and_of_whom_it_wants():
    own = {"words": OWN, "agencies": {"police": ["call_outs", "pets"]}, "everyone": ["others"]}
    hub = prompts_of({"check_prompts": own})
    put = hub.put_to(Agency.POLICE)
    assert list(hub.in_words(put, "en"))[:2] == ["Every call-out of two years", "Pets"]
    assert list(hub.in_words(put, "cy"))[:2] == ["Pob galwad", in_english("Pets")]
    assert len(put) == 3
    assert hub.put_to(Agency.HOUSING)[0] == packaged().put_to(Agency.HOUSING)[0]
    assert prompts_of({}) is packaged()


def test_an_older_check_kept_codes_and_says_the_words_that_came_with_the_portal():
    told = list(packaged().in_words(["warnings", "no-such-code"], "en"))
    assert told == ["Warnings, bail conditions and orders in force"]


@pytest.mark.parametrize(
    ("own", "says"),
    [
        ({"word": {}}, "no part 'word'"),
        ({"words": {"pets": {"cy": "Anifeiliaid"}}}, "'pets' need at least en"),
        ({"agencies": {"police": ["pets"]}}, "no words for 'pets'"),
        ({"agencies": {"plumber": []}}, "plumber"),
        ({"everyone": "others"}, "must be a list"),
    ],
)
def test_prompts_that_make_no_sense_are_refused_in_words(own, says):
    with pytest.raises(ValueError, match=says):
        prompts_of({"check_prompts": own})
