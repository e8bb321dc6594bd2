"""More of everything a page can list: in a draft, in a record that was sent, around them."""

import itertools
import uuid
from datetime import timedelta
from typing import Any

from portal.commands.duties import go_on_duty
from portal.extensions import db
from portal.models import (
    AbuseVictim,
    Account,
    Advice,
    Contact,
    ContactAddress,
    ContactAnswer,
    ContactEvent,
    ContactPerson,
    Guidance,
    Hub,
    IndicatorAnswer,
    Injury,
    InvolvedProfessional,
    Membership,
    Message,
    NextStep,
    Person,
    PersonDetails,
    SavedPage,
    ShareRecord,
    SignIn,
    Statement,
    ThresholdFramework,
)
from portal.vocabulary import (
    AddressTime,
    AdviceStatus,
    AgeKind,
    Agency,
    Answer,
    BodyFigure,
    BodySide,
    ContactStatus,
    DisagreementStatus,
    IndicatorState,
    MayShare,
    MessageKind,
    Nation,
    OutcomeOfAdvice,
    Part,
    PersonKind,
    Role,
    SaidBy,
    ShareDecision,
    StepSide,
    Urgency,
)
from tests.abuse_facts import marac_of
from tests.actors import actor_of
from tests.check_maker import agency_of, answer, ask, contributor_of
from tests.guards.challenged import challenge
from tests.guards.put_in import POLICE
from tests.makers import FRAMEWORK, NOON, Maker

_numbers = itertools.count(1)
S = ContactStatus
TICKS = ("CAR-20", "EDU-10", "PHY-30")


def grow_draft(contact: Contact) -> None:
    """One more child with daily life and ticks, adult and statement; one of each taken away."""
    child, adult, statement, gone = (uuid.uuid4() for _ in range(4))
    who = {"name": "Otis Adderley", "age_kind": "estimate", "age_years": "7"}
    pages = {
        f"person:{child}": {"kind": "child", "part": "sibling", **who},
        f"daily-life:{child}": {"daily_life": "Falls asleep in lessons", "own_words": "Tired"},
        f"seen:{child}": {f"{tick}.answer": "present" for tick in TICKS},
        f"person:{adult}": {"kind": "adult", "part": "relative", "name": "An aunt"},
        f"statement:{statement}": {"what": "Came in hungry", "said_by": "me"},
        f"person:{gone}": {"kind": "child", "removed": "yes", **who},
        f"injury:{child}": {"person": str(child), "place": "chin", "description": "Red"},
        f"statement:{gone}": {"what": "Something else", "removed": "yes"},
    }
    ids = {"hub_id": contact.hub_id, "contact_id": contact.id, "account_id": contact.account_id}
    db.session.add_all(
        SavedPage(**ids, page=name, answers=answers, position=next(_numbers), saved_at=NOON)
        for name, answers in pages.items()
    )


def grow_record(contact: Contact, holder: Account) -> None:
    """One more of all that belongs to a contact once it is sent."""
    number, ids = next(_numbers), {"hub_id": contact.hub_id, "contact_id": contact.id}
    people = [_person(contact, kind) for kind in (PersonKind.CHILD, PersonKind.ADULT)]
    db.session.add_all(people)
    db.session.flush()
    by = {"account_id": holder.id, "account_name": holder.name}
    advice = _advice(contact, holder, number)
    db.session.add(advice)
    db.session.flush()
    challenge(contact, holder, DisagreementStatus.ANSWERED)
    db.session.add_all(
        [
            *(
                ContactPerson(**ids, person_id=each.id, part=Part.SIBLING, position=number)
                for each in people
            ),
            *(
                IndicatorAnswer(
                    **ids, person_id=people[0].id, indicator_id=tick, state=IndicatorState.PRESENT
                )
                for tick in TICKS
            ),
            _guidance(contact, people[0]),
            *_of_referral(contact, people[0], holder),
            *_of_abuse(contact, people[0], holder),
            Statement(**ids, position=number, what=f"Seen {number}", said_by=SaidBy.ME),
            ContactAnswer(**ids, field=f"daily-life:{number}.own_words_how", text="At lunch"),
            *(Message(**ids, **by, kind=kind, text="Words", at=NOON) for kind in MessageKind),
            *(_next_step(contact, owner, advice.id) for owner in (contact.account_id, holder.id)),
            ContactEvent(**ids, **by, at=NOON, action="reply", account_side="hub"),
        ]
    )


def grow_checks(make: Maker, contact: Contact, holder: Account) -> None:
    """One more question to the police, and one that they answered."""
    police = agency_of(make, make.hub, Agency.POLICE, POLICE)
    for is_answered in (True, False):
        (check,) = ask(contact, holder, police)
        if is_answered:
            answer(check, contributor_of(police), may_share=MayShare.FAMILY)


def _of_referral(contact: Contact, child: Person, by: Account) -> list[Any]:
    """What a referral has besides, and a decision about sharing."""
    ids = {"hub_id": contact.hub_id, "contact_id": contact.id}
    point: dict[str, Any] = {"side": BodySide.FRONT, "place": "chin", "x": 100, "y": 90}
    return [
        PersonDetails(**ids, person_id=child.id, religion="None"),
        ContactAddress(**ids, text="4 Fen Row", time=AddressTime.CURRENT),
        Injury(**ids, person_id=child.id, figure=BodyFigure.CHILD, description="Red", **point),
        InvolvedProfessional(**ids, name="Ann Bee"),
        ShareRecord(
            **ids,
            decision=ShareDecision.SHARE,
            what="What was seen",
            with_whom="The GP",
            why="To keep him safe",
            account_id=contact.account_id,
            account_name=by.name,
            side="professional",
            decided_at=NOON,
        ),
    ]


def _of_abuse(contact: Contact, child: Person, by: Account) -> list[Any]:
    """A child as a victim, and a MARAC referral after those there are."""
    ids = {"hub_id": contact.hub_id, "contact_id": contact.id}
    return [
        AbuseVictim(**ids, person_id=child.id, sees=Answer.YES),
        marac_of(contact, by, version=100 + next(_numbers)),
    ]


def _person(contact: Contact, kind: PersonKind) -> Person:
    return Person(
        hub_id=contact.hub_id, kind=kind, name="Otis Adderley", age_kind=AgeKind.NOT_KNOWN
    )


def _guidance(contact: Contact, child: Person) -> Guidance:
    return Guidance(
        hub_id=contact.hub_id,
        contact_id=contact.id,
        person_id=child.id,
        framework_id=contact.framework_id,
        level=3,
        upper=3,
        urgency=Urgency.SAMEDAY,
        is_emergency=False,
        is_safe_contact=False,
        case={"framework": "default-gb", "indicators": {"CAR-20": {"answer": "present"}}},
        result={"level": 3, "upper": 3, "urgency": "days", "reasons": []},
        given_at=NOON,
    )


def _advice(contact: Contact, holder: Account, number: int) -> Advice:
    """A version that was withdrawn before the one that stands."""
    return Advice(
        hub_id=contact.hub_id,
        contact_id=contact.id,
        version=-number,
        status=AdviceStatus.WITHDRAWN,
        adviser_id=holder.id,
        adviser_name=holder.name,
        framework_id=contact.framework_id,
        level=2,
        outcome=OutcomeOfAdvice.EARLY_HELP,
        descriptors=["CAR"],
        reasons="Reasons",
        advice="Advice",
        safe_to_tell=Answer.YES,
        given_at=NOON,
        withdrawn_at=NOON,
        read_at=NOON,
    )


def _next_step(contact: Contact, owner_id: uuid.UUID, advice_id: uuid.UUID) -> NextStep:
    """Its day has come, and its owner is asked."""
    is_hub = owner_id != contact.account_id
    return NextStep(
        hub_id=contact.hub_id,
        contact_id=contact.id,
        advice_id=advice_id,
        position=0,
        what="Meet",
        who="Teacher",
        by_on=NOON.date() - timedelta(days=1),
        side=StepSide.HUB if is_hub else StepSide.PROFESSIONAL,
        owner_id=owner_id,
        is_open=True,
    )


def grow_hub(make: Maker, people: dict[str, Account]) -> None:
    """One more contact in every status, adviser, demo account, hub, version, sign-in."""
    writer, holder = people["writer"], people["adviser who has it"]
    for status in (S.SUBMITTED, S.WITH_ADVISER, S.WAITING_FOR_INFORMATION, S.ADVISED):
        adviser = None if status is S.SUBMITTED else holder
        make.consultation(status, asker=writer, adviser=adviser)
    for name in ("colleague at the same school", "lead of the same school", "lead practitioner"):
        make.consultation(asker=people[name], adviser=people["decision maker"])
    grow_draft(make.consultation(S.DRAFT, asker=writer, reference=None, submitted_at=None))
    make.account(Role.MASH_ADVISER)
    make.account(Role.MASH_ADVISER, is_demo=True)
    _another_agency(make)
    _another_hub()
    _another_version(make.hub)
    db.session.add_all(_sign_in(account) for account in people.values())


def _another_agency(make: Maker) -> None:
    """That can be asked, with somebody on duty for it."""
    agency = agency_of(make, make.hub, Agency.HOUSING, f"Homes {next(_numbers)}")
    go_on_duty(by=actor_of(contributor_of(agency)), is_deputy=False, at=NOON)


def _another_hub() -> None:
    number = next(_numbers)
    db.session.add(
        Hub(
            slug=f"hub-{number}",
            name={"en": f"Hub {number}"},
            kind="mash",
            nation=Nation.ENGLAND,
            phone="01632 960001",
            out_of_hours_phone="01632 960002",
            settings={},
            created_at=NOON,
        )
    )


def _another_version(hub: Hub) -> None:
    db.session.add(
        ThresholdFramework(
            hub_id=hub.id,
            code="default-gb",
            version=f"0.0.{next(_numbers)}",
            content=FRAMEWORK,
            content_hash="0" * 64,
            published_at=NOON,
            published_by="A maker",
        )
    )


def _sign_in(account: Account) -> SignIn:
    membership = db.session.query(Membership).filter_by(account_id=account.id).one()
    given: dict[str, Any] = {"started_at": NOON, "last_used_at": NOON}
    return SignIn(
        token_hash=uuid.uuid4().hex, account_id=account.id, membership_id=membership.id, **given
    )
