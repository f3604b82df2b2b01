"""The household policy for Cedar (cedarpy), eligibility only.

Cedar has integers, truths and sets, no sums over members, no ages and no unknowns; it multiplies. So it is given, of
the records in which every needed field is known, money in 分 and what it cannot derive: how many members live and
whether one of them is severely disabled.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bench.household_by_hand import LINES

from yiju.program.values import NOTHING

POLICIES = """
permit (principal, action == Action::"relief", resource)
when {
    (context.local || context.months >= 12)
    && (context.income * 5 - context.medical * 3 < context.line * context.people * 500
        || (context.disaster
            && context.income * 5 - context.medical * 3 < context.line * context.people * 600))
    && ((context.savings <= 3000000 && context.homes <= 1 && context.cars == 0)
        || (context.cars == 1 && context.use == "残疾代步" && context.savings <= 3000000 && context.homes <= 1))
    && (context.refusals < 3 || context.disabled)
};
"""


def given(row: tuple[Any, ...]) -> dict[str, Any]:
    """The request for a stored record."""
    (_, _, area, local, months, income, savings, homes, cars, use, refusals, _, _, medical, disaster, _,
     _, _, _, members) = row  # fmt: skip
    alive = [m for m in members if m[5] is NOTHING]
    context = {
        "line": LINES[area], "local": local, "months": months, "income": income, "savings": savings, "homes": homes,
        "cars": cars, "use": "" if use is NOTHING else use, "refusals": refusals, "medical": medical,
        "disaster": disaster, "people": len(alive), "disabled": any(m[4] in ("一级", "二级") for m in alive),
    }  # fmt: skip
    household = {"type": "Household", "id": row[0]}
    action = {"type": "Action", "id": "relief"}
    return {"principal": household, "action": action, "resource": {"type": "Fund", "id": "relief"}, "context": context}


def decider() -> Callable[[dict[str, Any]], bool]:
    """Whether a request is allowed; policies and entities are parsed once."""
    from cedarpy import Entities, PolicySet, is_authorized

    policies, entities = PolicySet.from_str(POLICIES), Entities.from_json_str("[]")
    return lambda request: is_authorized(request, policies, entities).allowed
