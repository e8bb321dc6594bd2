"""Signing in and out, and the sign-ins and password of one's own account."""

from flask import Response, current_app, flash, make_response, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.access import PUBLIC, access
from portal.addresses import own_path
from portal.blueprints.accounts.forms import ChangePasswordForm, SignInForm
from portal.blueprints.accounts.routes import bp
from portal.commands import sign_ins as commands
from portal.commands.base import Refused
from portal.guessing import remember_browser, try_to_change_password, try_to_sign_in
from portal.policies.accounts import CHOOSING_ROLE, SIGNED_IN
from portal.queries import accounts as account_queries
from portal.queries import sign_ins as sign_in_queries
from portal.rules.permissions import Actor
from portal.signing_in import TOKEN, begin_session, end_session, expired_actor, limits
from portal.web import go_to, page, utc_now


def _next_page(is_same_person: bool = True) -> Response:
    """Where the person was; home for someone else than the one who was there."""
    wanted = own_path(request.args.get("next")) if is_same_person else None
    return make_response(redirect(wanted or url_for("accounts.home"), code=303))


def _after_sign_in(before: Actor | None) -> Response:
    """Where they were; who has several roles is asked first which one they work in."""
    is_same_person = before is None or before.account_id == current_user.account_id
    if current_user.is_role_chosen:
        return _next_page(is_same_person)
    wanted = own_path(request.args.get("next")) if is_same_person else None
    was = "1" if before and before.membership_id == current_user.membership_id else None
    return go_to("accounts.act_as", next=wanted, was=was)


@bp.route("/sign-in", methods=["GET", "POST"])
@access(PUBLIC)
def sign_in() -> Response:
    """Ask for an address and a password; come back to where the person was."""
    if current_user.is_authenticated and request.method == "GET":
        return _next_page()
    form = SignInForm()
    if form.validate_on_submit():
        before = expired_actor()
        wanted = before.membership_id if before else None
        token = try_to_sign_in(form.email.data, form.password.data, at=utc_now(), wanted=wanted)
        if token:
            begin_session(token, is_role_chosen=False)
            answer = _after_sign_in(before)
            remember_browser(answer, form.email.data)
            return answer
        form.email.errors = [_("Check your email address and password, and try again")]
    demo = account_queries.demo_accounts() if current_app.config["DEMO_ALLOWED"] else []
    return page("accounts/sign_in.html", form=form, demo=demo)


@bp.post("/sign-out")
@access(PUBLIC)
def sign_out() -> Response:
    """End this session on the server and clear the browser."""
    actor = current_user if current_user.is_authenticated else expired_actor()
    if actor is not None:
        commands.end_sign_in(session[TOKEN], by=actor, at=utc_now())
    end_session()
    answer = go_to("accounts.sign_in")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@bp.get("/stay")
@access(CHOOSING_ROLE)
def stay() -> Response:
    """Using this address is enough to move the idle timer; the answer's header says how far."""
    return make_response("", 204)


@bp.get("/timed-out")
@access(PUBLIC)
def timed_out() -> Response:
    """The sign-in ended: of itself, with what was typed kept, or by its holder."""
    if current_user.is_authenticated:
        return _next_page()
    has_run_out = expired_actor() is not None
    wanted = own_path(request.args.get("next")) if has_run_out else None
    return page("accounts/timed_out.html", has_run_out=has_run_out, next=wanted)


@bp.route("/sign-ins", methods=["GET", "POST"])
@access(SIGNED_IN)
def sign_ins() -> Response:
    """Where this account is signed in, and a way to end it everywhere."""
    if request.method == "POST":
        commands.end_everywhere(current_user.account_id, at=utc_now(), by=current_user)
        end_session()
        flash(_("You are signed out on every device."), "success")
        return go_to("accounts.sign_in")
    rows = sign_in_queries.live(current_user, utc_now(), **limits())
    this = sign_in_queries.token_hash(current_user.token)
    return page("accounts/sign_ins.html", rows=rows, this=this)


@bp.route("/change-password", methods=["GET", "POST"])
@access(SIGNED_IN)
def change_password() -> Response:
    """A new password, which ends every other sign-in of the account."""
    form = ChangePasswordForm()
    if form.validate_on_submit():
        try:
            token = try_to_change_password(current_user, **form.answers(), at=utc_now())
        except Refused as refusal:
            form.new_password.errors = [_(refusal.message)]
        else:
            if token:
                begin_session(token)
                flash(_("Your password is changed. Other devices are signed out."), "success")
                return go_to("accounts.sign_ins")
            form.password.errors = [_("Check the password you use now, and try again")]
    return page("accounts/change_password.html", form=form)
