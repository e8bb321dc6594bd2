"""What the safety screen asks of the person before anything else (thresholds 2.4)."""

from collections.abc import Mapping
from enum import StrEnum

from portal.rules.threshold_model import Effect, Framework
from portal.vocabulary import Answer


class Alarm(StrEnum):
    """What to do first: call 999, phone the MASH, or go on."""

    EMERGENCY = "emergency"
    PROTECTION = "protection"
    NONE = "none"


def alarm(framework: Framework, safety: Mapping[str, Answer]) -> Alarm:
    """The most urgent act that an answer of yes asks for; nothing else said lowers it."""
    asked = {q.yes for q in framework.safety if safety.get(q.id) is Answer.YES}
    if Effect.EMERGENCY in asked:
        return Alarm.EMERGENCY
    return Alarm.PROTECTION if Effect.PROTECTION in asked else Alarm.NONE


def needs_children_doctor(framework: Framework, safety: Mapping[str, Answer]) -> bool:
    """Whether a children's doctor must see the child today, whatever else is urgent."""
    return any(
        q.yes is Effect.PROTECTION and safety.get(q.id) is Answer.YES for q in framework.safety
    )
