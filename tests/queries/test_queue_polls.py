"""Who polls: found past the session, on a connection of its own that may break."""

from portal.extensions import db
from portal.models import SignIn
from portal.queries.queue_polls import Pollers
from portal.vocabulary import Role
from tests.makers import Maker
from tests.page_client import PageClient
from tests.pages.queue_pages import bump


def test_a_poller_is_found_again_once_the_database_is_back(
    make: Maker, as_mash_adviser: PageClient
) -> None:
    as_mash_adviser.get("/queue")
    bump(make.hub)
    sign_in = db.session.query(SignIn).one()
    pollers = Pollers(db.engine)
    assert pollers.by_hash("nobody") is None
    found = pollers.by_hash(sign_in.token_hash)
    assert found is not None
    assert (found.account_id, found.hub_id) == (sign_in.account_id, make.hub.id)
    assert (found.started_at, found.last_used_at) == (sign_in.started_at, sign_in.last_used_at)
    assert (found.role, found.ended_at, found.is_demo) == (Role.MASH_ADVISER, None, False)
    pollers._idle[0].close()
    assert pollers.by_hash(sign_in.token_hash) is None
    assert pollers.by_hash(sign_in.token_hash) == found
