"""Real threads on two contacts of one family: everybody is heard, and nobody waits in a ring."""

from portal.extensions import db
from portal.models import Contact
from portal.vocabulary import ContactStatus
from tests.commands.test_races import at_once, desk, people, statuses

__all__ = ["desk", "people"]  # fixtures shared with the other races


def test_warnings_that_cross_on_two_contacts_of_a_family_all_stand(
    make, people, desk, monkeypatch
) -> None:
    """Each locks both; whoever took them in another order would be undone by PostgreSQL."""
    monkeypatch.setattr("portal.access._DEADLOCK", "none is tried again")
    both = {"asker": people["teacher"], "adviser": people["adviser"]}
    first = make.consultation(ContactStatus.ADVISED, **both)
    second = make.consultation(ContactStatus.WITH_ADVISER, **both)
    second.from_contact_id = first.id
    db.session.commit()
    sends = []
    for number in range(6):
        own = (first, second)[number % 2].id
        warner = desk(people[("teacher", "adviser")[number % 2]])
        words = {"must_not_be_told": f"Uncle {number} must not know.", "reason": "She rang us."}
        sends.append(warner.ready(f"/contacts/{own}/warnings", **words))
    assert statuses(at_once(*sends)) == {303: 6}
    told = {each.must_not_be_told for each in db.session.query(Contact)}
    assert len(told) == 1 and len(told.pop().splitlines()) == 6
