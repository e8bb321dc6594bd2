"""`flask people keys`: who was recorded before there were keys is found like anybody else."""

from flask import Flask

from portal.commands import person_keys
from portal.extensions import db
from portal.models import AuditEvent, Person, PersonKey
from portal.queries import everybody, matching
from portal.vocabulary import ContactStatus, Role
from tests.actors import actor_of
from tests.makers import Maker


def kept() -> set[tuple[object, int]]:
    return {(row.person_id, row.key) for row in db.session.query(PersonKey)}


def test_everybody_gets_the_keys_they_would_have_been_sent_with(
    app: Flask, make: Maker, monkeypatch
) -> None:
    for batch in (everybody, person_keys):
        monkeypatch.setattr(batch, "BATCH", 2)
    everybody._everybody.cache_clear()
    for name in ("Wren Adderley", "Siân Ŵyn", "", "Tomos ap Rhys", "Otis Cole"):
        make.consultation(child=name)
    make.consultation(hub=make.other_hub)
    before = kept()
    db.session.query(PersonKey).delete()
    db.session.commit()
    for _ in range(2):  # a second time changes nothing
        answer = app.test_cli_runner().invoke(args=["people", "keys"])
        assert answer.exit_code == 0, answer.output
        assert "The keys of 6 people are up to date." in answer.output
        assert kept() == before != set()
    everybody._everybody.cache_clear()
    assert db.session.query(AuditEvent).filter_by(action="write_person_keys").count() >= 6


def test_people_of_drafts_get_none_and_the_rest_are_found(app: Flask, make: Maker) -> None:
    draft = make.consultation(ContactStatus.DRAFT, submitted_at=None)
    known = make.consultation()
    db.session.query(PersonKey).delete()
    db.session.commit()
    app.test_cli_runner().invoke(args=["people", "keys"])
    adviser = actor_of(make.account(Role.MASH_ADVISER))
    looks = matching.looks_of_row(everybody.everybody_after(None)[0])
    (found,) = matching.matches(adviser, {draft.id: looks})[draft.id]
    assert found.who.contact_id == known.id
    assert db.session.query(Person).count() == 2
