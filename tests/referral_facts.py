"""What only a referral holds, for tests: an address kept secret and a mark on the body map."""

from portal.extensions import db
from portal.models import Contact, ContactAddress, ContactPerson, Injury
from portal.vocabulary import AddressTime, BodyFigure, BodySide

SECRET = "7 Refuge Row, Zyxcanary"


def add_referral_facts(contact: Contact) -> None:
    """Beside the child that the maker has put on it."""
    ids = {"hub_id": contact.hub_id, "contact_id": contact.id}
    person = db.session.query(ContactPerson.person_id).filter_by(contact_id=contact.id).scalar()
    db.session.add_all(
        [
            ContactAddress(**ids, text=SECRET, time=AddressTime.CURRENT, is_confidential=True),
            Injury(
                **ids,
                person_id=person,
                figure=BodyFigure.CHILD,
                side=BodySide.FRONT,
                place="cheek-left",
                x=116,
                y=61,
                description="A round mark",
            ),
        ]
    )
