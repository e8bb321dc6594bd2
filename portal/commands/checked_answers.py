"""An answer of the hub before it goes: nothing is missing, and its parts fit or say why not."""

from collections.abc import Collection
from datetime import date

from portal.commands.base import Refused
from portal.models import Contact
from portal.queries.frameworks import framework
from portal.queries.red_lines import red_line_level
from portal.rules.answers import gaps
from portal.rules.contradictions import AnyWords, as_it_stands, contradiction
from portal.rules.typed import has_words
from portal.vocabulary import N_


def checked_answer(
    contact: Contact, given: AnyWords, today: date, needs: Collection[str] = ()
) -> AnyWords:
    """The words as they go; raises `Refused`, naming the field, for what is missing or odd."""
    if contact.framework_id is None:
        raise Refused(N_("This contact was not guided by a threshold document."))
    document, red_line = framework(contact.framework_id), red_line_level(contact)
    for field, message in gaps(given, document, today, needs):
        raise Refused(message, field)
    given = as_it_stands(given, document, red_line)
    if not has_words(given.despite_why) and (why := contradiction(given, document, red_line)):
        raise Refused(why, "despite_why")
    return given
