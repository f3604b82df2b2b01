"""The population policy in OpenFisca-Core, all households in one vector: `python -m bench.population_openfisca IN OUT`.

Outcome, amounts and sums of payments only: reasons, citations and lists of payments are no variables there. It knows no
unknown values, so it decides the households in which every field is given. Money is whole 分 (its numbers with a point
have 32 bits, too few for money).
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from bench.population_answers import LINES
from bench.population_command import asked
from bench.population_known import fully_known
from bench.population_numpy import cents, is_, money, numbers
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERIOD = "2020-11"
Person = build_entity(key="person", plural="people", label="member", is_person=True)
Household = build_entity(
    key="household", plural="households", label="household", roles=[{"key": "member", "plural": "members"}]
)

HOME = (
    "urban", "local", "months", "trade", "support", "medical", "savings", "homes", "cars", "adapted", "luxury",
    "refusals", "single", "disaster",
)  # fmt: skip
FLAT = ("people_count", "wages", "first", "second", "disabled", "children")
TRUTHS = frozenset(("urban", "local", "adapted", "luxury", "single", "disaster", "first", "second", "young"))


def _members_sum(name: str) -> Any:
    return lambda home, period: home.sum(home.members(name, period))


def _net(home: Any, period: Any) -> Any:
    earned = home("wages", period) + home("trade", period) + home("support", period)
    return earned * 10 - home("medical", period) * 6


def _need(home: Any, period: Any) -> Any:
    return np.where(home("urban", period), LINES["城市"], LINES["农村"]) * home("people_count", period)


def _income(home: Any, period: Any) -> Any:
    net, need = home("net", period), home("need", period)
    return (net < need * 1000) + home("disaster", period) * (net < need * 1200)


def _wealth(home: Any, period: Any) -> Any:
    cars = home("cars", period)
    free = (cars < 1) + (cars == 1) * home("adapted", period)
    return free * (home("savings", period) <= home("need", period) * 2400) * (home("homes", period) <= 1)


def _eligible(home: Any, period: Any) -> Any:
    residence = home("local", period) + (home("months", period) >= 12)
    works = (home("refusals", period) < 3) + home("severe", period)
    return residence * home("income", period) * home("wealth", period) * ~home("luxury", period) * works


def _gap(home: Any, period: Any) -> Any:
    short, heads = np.maximum(home("need", period) * 1000 - home("net", period), 0), home("people_count", period)
    return (short * 2 + heads * 10) // (heads * 20)


def _care_flat(home: Any, period: Any) -> Any:
    urban, first, second = (home(name, period) for name in ("urban", "first", "second"))
    each = np.where(first, np.where(urban, 280, 240), np.where(second, np.where(urban, 200, 160), 0))
    return each * home("disabled", period) * 100


def _care_members(home: Any, period: Any) -> Any:
    urban = home("urban", period)
    first, second = (home.sum(home.members(name, period)) for name in ("first", "second"))
    return (first * np.where(urban, 280, 240) + second * np.where(urban, 200, 160)) * 100


def _kids(home: Any, period: Any) -> Any:
    return np.where(home("single", period), 15000, 10000) * home("children", period)


def _due(formula: Any) -> Any:
    return lambda home, period: home("eligible", period) * formula(home, period)


ANSWERS = ("eligible", "gap", "relief", "care", "kids", "prices")


def system(*, members: bool) -> TaxBenefitSystem:
    """The rules."""
    made = TaxBenefitSystem([Person, Household])
    given = [(name, Household) for name in (*HOME, *(() if members else FLAT))]
    given += [(name, Person) for name in ("earned", "first", "second", "young")] if members else []
    for name, entity in given:
        made.add_variable(_variable(name, entity, bool if name in TRUTHS else int))
    formulas = {
        "net": (int, _net), "need": (int, _need), "income": (bool, _income), "wealth": (bool, _wealth),
        "eligible": (bool, _eligible), "gap": (int, _gap),
        "relief": (int, _due(lambda home, period: home("gap", period) * home("people_count", period))),
        "care": (int, _due(_care_members if members else _care_flat)), "kids": (int, _due(_kids)),
        "prices": (int, _due(lambda home, period: np.minimum(home("people_count", period), 5) * 2000)),
        "severe": (bool, _severe_members if members else _severe_flat),
    }  # fmt: skip
    if members:
        formulas |= {"wages": (int, _members_sum("earned")), "children": (int, _members_sum("young"))}
        formulas["people_count"] = (int, lambda home, period: home.nb_persons())
    for name, (kind, formula) in formulas.items():
        made.add_variable(_variable(name, Household, kind, formula))
    return made


def _severe_flat(home: Any, period: Any) -> Any:
    return home("first", period) + home("second", period)


def _severe_members(home: Any, period: Any) -> Any:
    return home.any(home.members("first", period) + home.members("second", period))


def _variable(name: str, entity: Any, kind: type, formula: Any = None) -> type:
    parts: dict[str, Any] = {
        "value_type": kind, "entity": entity, "definition_period": DateUnit.MONTH, "label": name,
    }  # fmt: skip
    return type(name, (Variable,), parts | ({"formula": formula} if formula else {}))


def inputs(table: Any, *, members: bool) -> tuple[dict[str, Any], Any]:
    """Columns by variable, and each member's household."""
    c = {name: table.column(name).combine_chunks() for name in table.column_names}
    made = {
        "urban": is_(c["城乡"], "城市"), "local": numbers(c["户籍本地"]), "months": numbers(c["居住月数"]),
        "trade": cents(c["经营收入"]), "support": cents(c["赡养收入"]), "medical": cents(c["医疗支出"]),
        "savings": cents(c["存款"]), "homes": numbers(c["房产数"]), "cars": numbers(c["机动车数"]),
        "adapted": is_(c["车辆用途"], "残疾代步"), "luxury": numbers(c["高消费"]), "refusals": numbers(c["拒绝次数"]),
        "single": numbers(c["单亲"]), "disaster": numbers(c["受灾"]),
    }  # fmt: skip
    if not members:
        made |= {
            "people_count": numbers(c["人口"]), "wages": cents(c["工资收入"]), "disabled": numbers(c["残疾人数"]),
            "first": is_(c["最重等级"], "一级"), "second": is_(c["最重等级"], "二级"), "children": numbers(c["儿童数"]),
        }  # fmt: skip
        return made, np.arange(len(table))
    listed = c["成员"]
    one = listed.flatten()
    part = dict(zip((f.name for f in one.type), one.flatten(), strict=True))
    made |= {
        "earned": cents(part["工资收入"]),
        "first": is_(part["残疾等级"], "一级"),
        "second": is_(part["残疾等级"], "二级"),
        "young": part["出生日期"].cast(pa.int32()).to_numpy() > LAST_GROWN,
    }  # fmt: skip
    return made, pc.list_parent_indices(listed).to_numpy()


LAST_GROWN = (np.datetime64("2002-11-30") - np.datetime64("1970-01-01")).astype(int)
"""Born by this day, one is eighteen (days since 1970)."""


def calculated(columns: dict[str, Any], owner: Any, count: int, *, members: bool) -> dict[str, Any]:
    """All answers, as vectors."""
    rules = system(members=members)
    builder = SimulationBuilder()
    builder.create_entities(rules)
    builder.declare_person_entity("person", range(len(owner)))
    household = builder.declare_entity("household", range(count))
    builder.join_with_persons(household, owner, np.array(["member"] * len(owner)))
    simulation = builder.build(rules)
    for name, values in columns.items():
        simulation.set_input(name, PERIOD, values)
    return {name: simulation.calculate(name, PERIOD) for name in ANSWERS}


def run(source: Path, out: Path, *, members: bool) -> float:
    """Decide all that are known; seconds, reading and writing included."""
    start = perf_counter()
    table = fully_known(pq.read_table(source), members=members)
    columns, owner = inputs(table, members=members)
    found = calculated(columns, owner, len(table), members=members)
    names = ("人均补差", "保障金", "残疾补贴", "儿童补贴", "物价补贴")
    answers = {
        "record": table.column("户编号"),
        "outcome": pa.array(["ineligible", "eligible"]).take(pa.array(found["eligible"].astype(np.int8))),
        **{name: money(found[of].astype(np.int64)) for name, of in zip(names, ANSWERS[1:], strict=True)},
    }
    pq.write_table(pa.table(answers), out)
    return perf_counter() - start


if __name__ == "__main__":
    sys.exit(asked(run, __doc__))
