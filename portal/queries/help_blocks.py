"""People, team and the plan as a meeting left it, as blocks of a paper."""

from datetime import date
from typing import Any

from portal.queries.plans import Plan
from portal.queries.rows import AnyRow
from portal.rules.early_help import age_months
from portal.rules.help_facts import ActionFacts, GoalFacts, MemberFacts, PersonFacts, Place
from portal.vocabulary import ActionStatus, PersonKind


def person_facts(row: AnyRow, on: date) -> PersonFacts:
    """One of the family, as old as on that day."""
    age = age_months(row, on)
    return PersonFacts(
        id=str(row.id),
        name=row.name,
        part=row.part,
        is_child=row.kind is PersonKind.CHILD,
        is_unborn=row.kind is PersonKind.UNBORN,
        age_years=age[0] // 12 if age else None,
        born_on=row.born_on,
        school=row.school,
        address=row.address,
        is_address_secret=row.is_address_secret,
        is_at_risk=row.is_at_risk,
        phone=row.phone,
        is_removed=row.is_removed,
        once_secret=tuple(
            (each.partition(":")[0], each.partition(":")[2]) for each in row.once_secret
        ),
    )


def member_facts(row: AnyRow) -> MemberFacts:
    """One of the team, also who has left."""
    return MemberFacts(
        id=str(row.id),
        name=row.name,
        person_id=str(row.person_id or ""),
        job=row.job,
        organisation=row.organisation,
        account_id=str(row.account_id or ""),
        phone=row.phone,
        email=row.email,
        has_left=row.left_on is not None,
    )


def goals_then(then: dict[str, Any], plan: Plan) -> dict[str, Any]:
    """The plan as the meeting left it. Who may read it is what was allowed then and still is."""
    actions = {str(each.id): each for each in plan.actions}
    goals = {str(each.id): each for each in plan.goals}
    found: dict[str, GoalFacts] = {}
    listed: list[ActionFacts] = []
    for key, kept in sorted(then.items(), key=lambda each: each[1]["position"]):
        now = actions.get(key)
        goal = goals.get(str(now.goal_id)) if now is not None else None
        if now is None or goal is None:
            continue
        found.setdefault(
            str(goal.id),
            GoalFacts(
                id=str(goal.id),
                goal=kept["goal"],
                domain=goal.domain,
                readers=frozenset(kept["goal_readers"]) & frozenset(goal.readers),
                place=Place("goal", str(goal.id)),
            ),
        )
        listed.append(
            ActionFacts(
                goal_id=str(goal.id),
                what=kept["what"],
                who=kept["who"],
                member_id=str(now.member_id or ""),
                by_on=date.fromisoformat(kept["by_on"]) if kept["by_on"] else None,
                status=ActionStatus(kept["status"]),
                status_note=kept["note"],
                readers=frozenset(kept["readers"]) & frozenset(now.readers),
                place=Place("action", key),
            )
        )
    return {"goals": tuple(found.values()), "actions": tuple(listed)}
