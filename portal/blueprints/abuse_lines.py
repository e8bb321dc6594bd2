"""The evidence of domestic abuse advice in a reader's language, with the hub's own options."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext, ngettext

from portal.rules.abuse_explained import EvidenceLines, explain
from portal.rules.abuse_risk import Criteria, Evidence
from portal.rules.abuse_settings import AbuseSettings, DisclosureScheme
from portal.vocabulary import VictimAge
from portal.web import day, local_words


@dataclass(frozen=True)
class Option:
    """Something that is open to the victim at any time: its name, and what is known of it."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Pointing:
    """What the answers point to, under which criteria, and what is open to the victim besides."""

    lines: EvidenceLines
    criteria: str
    options: tuple[Option, ...]


def pointing(
    evidence: Evidence,
    criteria: Criteria,
    settings: AbuseSettings,
    *,
    age: VictimAge | None,
    has_children: bool,
) -> Pointing:
    """The evidence under these criteria, and the options the hub has set now."""
    lines = explain(evidence, age=age, has_children=has_children, translate=gettext)
    return Pointing(lines, criteria_words(criteria), options(settings))


def criteria_words(criteria: Criteria) -> str:
    """Whose numbers these are, and how far the hub has confirmed them."""
    told = _standing(criteria)
    return str(gettext("The hub's criteria for a MARAC (%(standing)s).", standing=told))


def options(settings: AbuseSettings) -> tuple[Option, ...]:
    """Clare's Law on every outcome, then the services that the hub names."""
    return (Option(gettext("Clare's Law"), _scheme(settings.scheme)), *_support(settings))


def _scheme(scheme: DisclosureScheme) -> tuple[str, ...]:
    found = [
        gettext(
            "Right to ask: they, or anyone worried for them, can ask the police whether somebody "
            "has been abusive before."
        ),
        gettext(
            "Right to know: the police can decide to tell. A professional can ask them to. What is "
            "told goes only to whoever can best protect, and stays confidential."
        ),
    ]
    if scheme.days and scheme.is_confirmed:
        limit = ngettext(
            "The police answer within %(num)d day.",
            "The police answer within %(num)d days.",
            scheme.days,
        )
        found.append(f"{limit} ({_standing(scheme)})")
    else:
        found.append(gettext("Ask the police how long it takes: your hub has not confirmed it."))
    found.append(gettext("It is never a reason to wait when somebody is in danger: call 999."))
    return tuple(found)


def _support(settings: AbuseSettings) -> tuple[Option, ...]:
    return tuple(
        Option(
            local_words(each.name),
            (
                local_words(each.about),
                gettext("Phone: %(number)s", number=each.phone)
                if each.phone and each.is_confirmed
                else gettext("Ask the hub for the number: it has not been confirmed here."),
            ),
        )
        for each in settings.support
    )


def _standing(told: Any) -> str:
    """Edition, since when, and whether the hub confirms: so that nothing looks more settled."""
    since = gettext("in force from %(day)s", day=day(told.effective_from))
    parts = [
        told.edition,
        since if told.effective_from else gettext("start date not confirmed"),
        gettext("confirmed by your hub")
        if told.is_confirmed
        else gettext("not yet confirmed by your hub"),
    ]
    return "; ".join(filter(None, parts))
