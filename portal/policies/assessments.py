"""Who may read, write and complete an assessment of early help: as the episode it belongs to."""

from collections.abc import Mapping
from typing import Any

from portal.access import Records, Rule, not_found
from portal.policies.early_help import (
    LEAD,
    READERS,
    for_episode,
)
from portal.queries import assessments
from portal.rules.early_help import (
    is_writer,
    may_lead_episode,
    may_lead_while_open,
    may_read_episode,
)
from portal.rules.permissions import Actor


def of_assessment(rule: Rule) -> Rule:
    """The rule of an episode, for one of its own assessments."""

    def admit(actor: Actor, ids: Mapping[str, Any]) -> Records:
        rest = dict(ids)
        assessment_id = rest.pop("assessment_id")
        records = rule.admit(actor, rest)
        found = assessments.assessment(actor, records["episode"], assessment_id)
        return {**records, "assessment": found} if found is not None else not_found()

    return Rule(rule.name, rule.who, admit, reads=True)


READ_ASSESSMENT = of_assessment(for_episode("read_assessment", READERS, may_read_episode))
# Who comes too late, because it was completed or the help has ended, is shown what they typed.
WRITE_ASSESSMENT = of_assessment(
    for_episode(
        "write_assessment", f"{LEAD}, and those of the team who see everything and write", is_writer
    )
)
CORRECT_ASSESSMENT = of_assessment(for_episode("correct_assessment", LEAD, may_lead_episode))
COMPLETE_ASSESSMENT = of_assessment(
    for_episode("complete_assessment", f"{LEAD}, while it is open", may_lead_while_open)
)
