"""The household policy for OpenFisca-Core, eligibility only: one household at a time, and all in one vector.

Unknown values do not exist there (a field not given has its default), so it is given the records in which every
needed field is known. Money is floating point, as its users have it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np
from bench.household_by_hand import LINES
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERIOD = "2020-06-30"
LEVELS = {None: 0, "一级": 1, "二级": 2, "三级": 3, "四级": 4}

Person = build_entity(key="person", plural="people", label="member", is_person=True)
Household = build_entity(
    key="household", plural="households", label="household", roles=[{"key": "member", "plural": "members"}]
)


def _variable(name: str, entity: Any, value_type: type, formula: Any = None) -> type:
    parts: dict[str, Any] = {
        "value_type": value_type, "entity": entity, "definition_period": DateUnit.DAY, "label": name,
    }  # fmt: skip
    return type(name, (Variable,), parts | ({"formula": formula} if formula else {}))


def _people(household: Any, period: Any) -> Any:
    return household.sum(household.members("alive", period))


def _net(household: Any, period: Any) -> Any:
    return household("income", period) - household("medical", period) * 0.6


def _residence(household: Any, period: Any) -> Any:
    return household("local", period) + (household("months", period) >= 12)


def _poor(household: Any, period: Any) -> Any:
    need = household("line", period) * household("people_alive", period)
    net = household("net", period)
    return (net < need) + household("disaster", period) * (net < need * 1.2)


def _fits(household: Any, period: Any) -> Any:
    cars = household("cars", period)
    modest = (household("savings", period) <= 30000) * (household("homes", period) <= 1)
    return modest * ((cars == 0) + (cars == 1) * household("adapted", period))


def _works(household: Any, period: Any) -> Any:
    levels = household.members("disability", period)
    severe = ((levels == 1) + (levels == 2)) * household.members("alive", period)
    return (household("refusals", period) < 3) + household.any(severe)


def _eligible(household: Any, period: Any) -> Any:
    return (
        household("residence", period)
        * household("poor", period)
        * household("fits", period)
        * household("works", period)
    )


GIVEN: dict[str, type] = {
    "line": float, "local": bool, "months": int, "income": float, "savings": float, "homes": int, "cars": int,
    "adapted": bool, "refusals": int, "medical": float, "disaster": bool,
}  # fmt: skip
DERIVED = {
    "people_alive": (int, _people),
    "net": (float, _net),
    "residence": (bool, _residence),
    "poor": (bool, _poor),
    "fits": (bool, _fits),
    "works": (bool, _works),
    "eligible": (bool, _eligible),
}


def system() -> TaxBenefitSystem:
    """The rules."""
    made = TaxBenefitSystem([Person, Household])
    for name, value_type in GIVEN.items():
        made.add_variable(_variable(name, Household, value_type))
    for name, (value_type, formula) in DERIVED.items():
        made.add_variable(_variable(name, Household, value_type, formula))
    made.add_variable(_variable("alive", Person, bool))
    made.add_variable(_variable("disability", Person, int))
    return made


def given(raw: dict[str, Any]) -> dict[str, Any]:
    """A situation, as its web interface takes it."""
    home = {
        "line": float(LINES[raw["城乡"]]), "local": raw["户籍本地"], "months": raw["居住月数"],
        "income": float(raw["年收入"]), "savings": float(raw["存款"]), "homes": raw["房产数"],
        "cars": raw["机动车数"], "adapted": raw["车辆用途"] == "残疾代步", "refusals": raw["拒绝介绍次数"],
        "medical": float(raw["医疗支出"]), "disaster": raw["受灾"],
    }  # fmt: skip
    people = {
        m["证件号"]: {
            "alive": {PERIOD: m["去世日期"] is None},
            "disability": {PERIOD: LEVELS[m["残疾等级"]]},
        }
        for m in raw["成员"]
    }
    dated: dict[str, Any] = {name: {PERIOD: value} for name, value in home.items()}
    return {"people": people, "households": {raw["户编号"]: {"members": list(people), **dated}}}


def decider(rules: TaxBenefitSystem, *, trace: bool) -> Callable[[dict[str, Any]], bool]:
    """One household at a time."""

    def run(situation: dict[str, Any]) -> bool:
        simulation = SimulationBuilder().build_from_dict(rules, situation)
        simulation.trace = trace
        return bool(simulation.calculate("eligible", PERIOD)[0])

    return run


def vector(rules: TaxBenefitSystem, situations: Sequence[dict[str, Any]]) -> Callable[[Any], list[bool]]:
    """All households in one simulation; the columns are made beforehand, as a survey's would be."""
    homes = [next(iter(s["households"].values())) for s in situations]
    people = [p for s in situations for p in s["people"].values()]
    owner = [i for i, s in enumerate(situations) for _ in s["people"]]
    columns = {name: np.array([home[name][PERIOD] for home in homes]) for name in GIVEN}
    members = {name: np.array([p[name][PERIOD] for p in people]) for name in ("alive", "disability")}

    def run(_: Any) -> list[bool]:
        builder = SimulationBuilder()
        builder.create_entities(rules)
        builder.declare_person_entity("person", range(len(people)))
        household = builder.declare_entity("household", range(len(homes)))
        builder.join_with_persons(household, np.array(owner), np.array(["member"] * len(people)))
        simulation = builder.build(rules)
        for name, column in (*columns.items(), *members.items()):
            simulation.set_input(name, PERIOD, column)
        found: list[bool] = simulation.calculate("eligible", PERIOD).tolist()
        return found

    return run


DAY = date.fromisoformat(PERIOD)
