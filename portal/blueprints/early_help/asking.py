"""One page of words of an episode: shown, acted on once, and back with what was typed."""

from collections.abc import Callable
from typing import Any

from flask import Response
from flask_babel import gettext

from portal.blueprints.early_help.keeping import let_go, put_back
from portal.blueprints.form import PageForm
from portal.commands.base import Refused
from portal.web import go_to, page


def ask(
    form: PageForm,
    template: str,
    act: Callable[[], Any],
    *,
    then: str = "early_help.show",
    then_ids: dict[str, Any] | None = None,
    anchor: str | None = None,
    **shown: Any,
) -> Response:
    """The page; on a post that can be done, the act and then the page called `then`.

    What cannot be done is said on the field it is about, with every word still there; a refusal
    about no field gets the page that says so. Words kept through a sign-in are on the page again;
    a view that has put them there itself says so with `kept`.
    """
    ids = {"episode_id": shown["episode"].id} if then_ids is None else then_ids
    if "kept" not in shown:
        shown["kept"], act = put_back(form), _letting_go(act)
    if form.validate_on_submit() and _done(form, act):
        return go_to(then, anchor=anchor, **ids)
    return page(template, form=form, **shown)


def _letting_go(act: Callable[[], Any]) -> Callable[[], Any]:
    def both() -> None:
        act()
        let_go()

    return both


def _done(form: PageForm, act: Callable[[], Any]) -> bool:
    try:
        act()
    except Refused as error:
        field = form._fields.get(error.field or "")
        if field is None:
            raise
        field.errors = [gettext(error.message)]
        return False
    return True
