"""Home, help, the reader's language, and words kept for later."""

from flask import Blueprint, Response, current_app, make_response, redirect, request, session
from flask_login import current_user

from portal.access import PUBLIC, access
from portal.addresses import own_page
from portal.blueprints.accounts.own_home import home_of
from portal.coming_back import keep_what_was_typed
from portal.commands import accounts as account_commands
from portal.policies.accounts import CHOOSING_ROLE, HOME
from portal.queries import hubs as hub_queries
from portal.web import go_to, page, utc_now

bp = Blueprint("accounts", __name__)


@bp.get("/")
@access(HOME)
def home() -> Response:
    """What this person can do, and what they left unfinished."""
    return page("accounts/home.html", **home_of(current_user, utc_now()))


@bp.get("/help")
@access(PUBLIC)
def help_page() -> Response:
    """Phone numbers of every hub, one's own first, and what to do when in doubt."""
    own = current_user.hub_id if current_user.is_authenticated else None
    hubs = sorted(hub_queries.phone_book(), key=lambda hub: hub.id != own)
    return page("accounts/help_page.html", hubs=hubs)


@bp.post("/language")
@access(PUBLIC)
def choose_language() -> Response:
    """English or Welsh, for this browser and this account; the page stays the same."""
    chosen = request.form.get("locale", "")
    if chosen in current_app.config["LANGUAGES"]:
        session["locale"] = chosen
        if current_user.is_authenticated:
            account_commands.choose_language(current_user, chosen, at=utc_now())
    here = own_page(request.form.get("return_to"))
    return make_response(redirect(here, code=303)) if here else go_to("accounts.home")


@bp.post("/keep")
@access(CHOOSING_ROLE)
def keep() -> Response:
    """Keep what a page holds unsent, shortly before its sign-in ends; nothing is acted on."""
    answer = make_response("", 204)
    answer.headers["Portal-Return-To"] = keep_what_was_typed() or ""
    return answer
