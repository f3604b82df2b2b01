"""zen-engine, OpenFisca-Core and cedarpy on the household policy, each on what it can decide, against ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bench import household_cedar as cedar
from bench import household_openfisca as openfisca
from bench import household_zen as zen
from bench.timing import microseconds, table

if TYPE_CHECKING:
    from bench.household import Bench

NEEDED = ["户籍本地", "居住月数", "年收入", "存款", "机动车数", "拒绝介绍次数", "医疗支出", "受灾", "单亲"]
SLOW = 300
"""Records for what takes milliseconds each."""


def known(raw: dict[str, Any]) -> bool:
    """Whether every field that the rules may read is given."""
    return all(name in raw for name in NEEDED) and all("出生日期" in m and "学籍" in m for m in raw["成员"])


def against_peers(bench: Bench, rounds: int) -> list[str]:
    """Tables for each; where an answer differs, a line."""
    from bench.household import DAY

    assert openfisca.DAY == DAY
    pairs = [(raw, row) for raw, row in zip(bench.raws, bench.rows, strict=True) if known(raw)]
    raws, rows = [raw for raw, _ in pairs], [row for _, row in pairs]
    functions, due, door = bench.functions, bench.due, bench.door
    quick = functions.compiled(DAY, due).function

    with_trace = zen.decider(DAY)
    rules = openfisca.system()
    situations = [openfisca.given(raw) for raw in raws]
    all_at_once = openfisca.vector(rules, situations)
    allowed = cedar.decider()
    requests = [cedar.given(row) for row in rows]
    given = [zen.given(raw) for raw in raws]

    wrong = [*_other_answers(bench, rows, raws, [zen.answers(with_trace(g)) for g in given], "zen-engine")]
    ours = [quick(row, DAY)[0] for row in rows]
    one_by_one = openfisca.decider(rules, trace=False)
    for name, theirs in (
        ("cedarpy", [allowed(request) for request in requests]),
        ("OpenFisca-Core, vector", all_at_once(None)),
        ("OpenFisca-Core", [one_by_one(s) for s in situations[:SLOW]]),
    ):
        wrong += [
            f"{raw['户编号']}: ours {a}, {name} {b}"
            for raw, a, b in zip(raws, ours, theirs, strict=False)
            if a is not b
        ]

    took = microseconds(
        {
            "traced": (lambda raw: functions.trace(door(raw), DAY, due), raws),
            "decision": (lambda raw: bench.rules.decide("家庭救助", raw, on=DAY), raws),
            "quick": (lambda row: quick(row, DAY), rows),
            "zen": (with_trace, given),
            "cedar": (allowed, requests),
            "vector": (all_at_once, [None]),
            "single": (one_by_one, situations[:SLOW]),
            "single, trace": (openfisca.decider(rules, trace=True), situations[:SLOW]),
        },
        rounds,
    )
    took["vector"] /= len(rows)
    lines = [
        ("ours, JSON dict to `Trace`: every answer", f"{took['traced']:.2f}", "1", ""),
        ("ours, JSON dict to `Decision`: every answer", *_against(took, "decision", "traced"), ""),
        ("zen-engine, dict to result with trace: every answer", *_against(took, "zen", "traced"), _ten(took)),
        ("OpenFisca-Core, one situation, with trace: eligibility", *_against(took, "single, trace", "traced"), "> 1"),
        ("ours, stored record, no why: every answer", f"{took['quick']:.2f}", "1", ""),
        ("OpenFisca-Core, one situation: eligibility", *_against(took, "single", "quick"), "> 1"),
        ("OpenFisca-Core, all in one vector: eligibility", *_against(took, "vector", "quick"), "> 1"),
        ("cedarpy, parsed policy set: eligibility", *_against(took, "cedar", "quick"), "> 1"),
    ]
    table(f"Against engines ({len(rows)} records with every needed field known)", lines)
    return wrong


def _against(took: dict[str, float], theirs: str, ours: str) -> tuple[str, str]:
    return f"{took[theirs]:.2f}", f"{took[theirs] / took[ours]:.1f}"


def _ten(took: dict[str, float]) -> str:
    return f"≥ 10: {'met' if took['zen'] / took['traced'] >= 10 else 'missed'}"


def _other_answers(
    bench: Bench, rows: list[Any], raws: list[Any], theirs: list[tuple[Any, ...]], name: str
) -> Iterator[str]:
    from bench.household import DAY

    quick = bench.functions.compiled(DAY, bench.due).function
    for raw, row, found in zip(raws, rows, theirs, strict=True):
        if (ours := quick(row, DAY)) != found:
            yield f"{raw['户编号']}: ours {ours}, {name} {found}"
