"""Signing in and out, home, sign-ins, language, help."""

from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user

from portal.access import PUBLIC, access
from portal.blueprints.accounts.forms import SignInForm
from portal.commands import accounts as account_commands
from portal.commands import sign_ins as sign_in_commands
from portal.policies.accounts import SIGNED_IN
from portal.queries import hubs as hub_queries
from portal.queries import sign_ins as sign_in_queries
from portal.signing_in import load_actor
from portal.web import go_to, page, utc_now

bp = Blueprint("accounts", __name__)


def _safe_next(given: str) -> str:
    """A page of ours, by path alone; anything else is home."""
    parts = urlsplit(given)
    is_ours = given.startswith("/") and not given.startswith(("//", "/\\"))
    return given if is_ours and not parts.netloc else url_for("accounts.home")


@bp.route("/sign-in", methods=["GET", "POST"])
@access(PUBLIC)
def sign_in() -> Response:
    """Ask for an address and a password; come back to where the person was."""
    form = SignInForm()
    if form.validate_on_submit():
        token = account_commands.sign_in(**form.answers(), at=utc_now())
        if token:
            session.clear()
            login_user(load_actor(token))
            return make_response(redirect(_safe_next(request.args.get("next", "")), code=303))
        form.email.errors = [_("Enter the email address and password of your account")]
    return page("accounts/sign_in.html", form=form)


@bp.post("/sign-out")
@access(PUBLIC)
def sign_out() -> Response:
    """End this session on the server and clear the browser."""
    if current_user.is_authenticated:
        sign_in_commands.end_sign_in(
            current_user.token, account_id=current_user.account_id, at=utc_now()
        )
    logout_user()
    session.clear()
    answer = go_to("accounts.sign_in")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@bp.get("/")
@access(SIGNED_IN)
def home() -> Response:
    """What this person can do, and what they left unfinished."""
    return page("accounts/home.html")


@bp.get("/stay")
@access(SIGNED_IN)
def stay() -> Response:
    """Using this address is enough to move the idle timer."""
    return make_response("", 204)


@bp.get("/timed-out")
@access(PUBLIC)
def timed_out() -> Response:
    """The sign-in ended; what was typed is kept."""
    return page("accounts/timed_out.html")


@bp.route("/sign-ins", methods=["GET", "POST"])
@access(SIGNED_IN)
def sign_ins() -> Response:
    """Where this account is signed in, and a way to end it everywhere."""
    if request.method == "POST":
        sign_in_commands.end_everywhere(current_user.account_id, at=utc_now())
        logout_user()
        session.clear()
        return go_to("accounts.sign_in")
    return page("accounts/sign_ins.html", rows=sign_in_queries.live(current_user, utc_now()))


@bp.get("/help")
@access(PUBLIC)
def help_page() -> Response:
    """Phone numbers of every hub, and what to do when in doubt."""
    return page("accounts/help_page.html", hubs=hub_queries.phone_book())


@bp.post("/language")
@access(PUBLIC)
def choose_language() -> Response:
    """English or Welsh, for this browser."""
    chosen = request.form.get("locale", "en")
    session["locale"] = chosen if chosen in current_app.config["LANGUAGES"] else "en"
    return go_to("accounts.home")
