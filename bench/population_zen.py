"""The population policy for zen-engine, a record at a time: `python -m bench.population_zen IN OUT [--members]`.

One graph with one expression node. Outcome, amounts, sums of payments and reasons. A null in arithmetic is an error
there, so it decides the households in which every field is given. Its numbers are decimals.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from bench.population_answers import AMOUNTS, PAYMENTS, REASONS
from bench.population_command import asked
from bench.population_known import fully_known

MONEY = pa.decimal128(18, 2)
NAMES = {
    "户编号": "id", "街道": "street", "城乡": "area", "户籍本地": "local", "居住月数": "months",
    "人口": "people", "工资收入": "wage", "经营收入": "trade", "赡养收入": "support",
    "医疗支出": "medical", "存款": "savings", "房产数": "homes", "机动车数": "cars",
    "车辆用途": "use", "高消费": "luxury", "拒绝次数": "refusals", "最重等级": "worst",
    "残疾人数": "disabledCount", "儿童数": "children", "单亲": "single", "受灾": "disaster",
    "成员": "members", "证件号": "personId", "出生日期": "born", "在读": "enrolled",
    "残疾等级": "level",
}  # fmt: skip
"""Names must be plain Latin in its expressions."""

CARE = '({of} == "一级" ? (area == "城市" ? 280 : 240) : {of} == "二级" ? (area == "城市" ? 200 : 160) : 0)'
BY_HOUSEHOLD = {
    "heads": "people",
    "wages": "wage",
    "severe": 'worst == "一级" or worst == "二级"',
    "care": CARE.format(of="worst") + " * disabledCount",
    "young": "children",
}
BY_MEMBERS = {
    "heads": "len(members)",
    "wages": "sum(map(members, #.wage))",
    "severe": 'some(members, #.level == "一级" or #.level == "二级")',
    "care": f"sum(map(members, {CARE.format(of='#.level')}))",
    "young": 'count(members, date(#.born) > date("2002-11-30"))',
}
RULES = {
    "need": '(area == "城市" ? 690 : 520) * $.heads',
    "net": "$.wages + trade + support - medical * 0.6",
    "residence": "local or months >= 12",
    "income": "$.net < $.need or (disaster and $.net < $.need * 1.2)",
    "free": 'cars < 1 or (cars == 1 and use == "残疾代步")',
    "wealth": "$.free and savings <= $.need * 24 and homes <= 1",
    "modest": "not luxury",
    "works": "refusals < 3 or $.severe",
    "outcome": "$.residence and $.income and $.wealth and $.modest and $.works",
    "gap": "floor(max([$.need - $.net, 0]) * 100 / $.heads + 0.5) / 100",
    "tier": '$.gap >= 400 ? "一档" : "二档"',
    "relief": "$.outcome ? $.gap * $.heads : 0",
    "disabled": "$.outcome ? $.care : 0",
    "kids": "$.outcome ? (single ? 150 : 100) * $.young : 0",
    "prices": "$.outcome ? min([$.heads, 5]) * 20 : 0",
}


def graph(*, members: bool) -> str:
    """The rules, each value under its own key."""
    rules = {**(BY_MEMBERS if members else BY_HOUSEHOLD), **RULES}
    expressions = [{"id": name, "key": name, "value": rule} for name, rule in rules.items()]
    content = {"expressions": expressions}
    at = {"x": 0, "y": 0}
    nodes = [
        {"id": "in", "type": "inputNode", "name": "record", "position": at},
        {"id": "rules", "type": "expressionNode", "name": "rules", "position": at, "content": content},
        {"id": "out", "type": "outputNode", "name": "answers", "position": at},
    ]  # fmt: skip
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "rules", "type": "edge"},
        {"id": "2", "sourceId": "rules", "targetId": "out", "type": "edge"},
    ]
    return json.dumps({"nodes": nodes, "edges": edges})


def given(value: Any) -> Any:
    """A record as JSON would send it."""
    match value:
        case Decimal():
            return float(value)
        case date():
            return value.isoformat()
        case dict():
            return {NAMES[name]: given(part) for name, part in value.items()}
        case list():
            return [given(part) for part in value]
    return value


def answer(record: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """What it decided, in the columns that are written."""
    holds = [found[name] for name in ("residence", "wealth", "income", "modest", "works")]
    failed = [name for name, met in zip(REASONS, holds, strict=True) if not met]
    paid = zip(PAYMENTS, (found[name] for name in ("relief", "disabled", "kids", "prices")), strict=True)
    return {
        "record": record["户编号"],
        "outcome": "eligible" if found["outcome"] else "ineligible",
        **dict(zip(AMOUNTS, (_money(found["gap"]), found["tier"]), strict=True)),
        **{name: _money(value) for name, value in paid},
        "reasons": failed or list(REASONS),
    }


def _money(value: float) -> Decimal:
    return Decimal(f"{value:.2f}")


def decider(*, members: bool) -> Callable[[dict[str, Any]], Any]:
    """From a record to its result."""
    from zen import ZenEngine

    evaluate = ZenEngine().create_decision(graph(members=members)).evaluate
    return lambda record: evaluate(record)["result"]


def schema() -> Any:
    """The columns of the output."""
    money = {name: MONEY for name in PAYMENTS}
    return pa.schema({
        "record": pa.string(), "outcome": pa.string(), "人均补差": MONEY, "救助档": pa.string(), **money,
        "reasons": pa.list_(pa.string()),
    })  # fmt: skip


def run(source: Path, out: Path, *, members: bool) -> float:
    """Decide all that are known; seconds, reading and writing included."""
    start = perf_counter()
    decide, shape = decider(members=members), schema()
    with pq.ParquetWriter(out, shape) as writer:
        for batch in pq.ParquetFile(source).iter_batches(10_000):
            known = fully_known(pa.Table.from_batches([batch]), members=members).to_pylist()
            made = [answer(record, decide(given(record))) for record in known]
            writer.write_table(pa.Table.from_pylist(made, schema=shape))
    return perf_counter() - start


if __name__ == "__main__":
    sys.exit(asked(run, __doc__))
