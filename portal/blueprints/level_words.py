"""A level of the hub's document in a phrase, for pages and choices."""

from flask_babel import gettext

from portal.rules.saying import as_markup, joined
from portal.rules.threshold_model import Text
from portal.web import local_words


def level_words(rank: int, name: Text) -> str:
    """'Level 3: Intensive'."""
    return as_markup(gettext)("Level %(rank)s: %(name)s") % {
        "rank": rank,
        "name": local_words(name),
    }


def level_choice(rank: int, name: Text) -> str:
    """'3. Intensive', as a form offers it."""
    return joined(". ", [str(rank), local_words(name)])
