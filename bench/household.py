"""The household benchmark: `python -m bench.household [--records N] [--rounds N] [--seed N] [--no-peers]`.

One policy, made-up records, hand-written Python, our generated functions and three engines in one run. All must agree
on the answers; a disagreement is printed and makes exit status 1.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.household_by_hand import decide, decide_and_keep
from bench.household_by_hand_json import decide_json, row_of
from bench.household_records import households
from bench.timing import machine, microseconds, table, verdict, versions

import yiju
from yiju.backends.to_python_policy import PolicyFunctions
from yiju.records.compile_door import compile_door

POLICY = "家庭救助"
RULES = Path(__file__).parent / "rules" / "household"
DAY = date(2020, 6, 30)


@dataclass(frozen=True)
class Bench:
    """The rules loaded and compiled, and the records: as JSON gives them and as stored."""

    rules: Any
    functions: PolicyFunctions
    due: tuple[int, ...]
    door: Any
    raws: list[dict[str, Any]]
    rows: list[tuple[Any, ...]]


def prepared(count: int, seed: int = 1) -> Bench:
    """Everything that is done once."""
    rules = yiju.load(RULES)
    assert not rules.has_errors, rules.findings
    program = rules.program
    policy = program.policies[POLICY]
    door = compile_door(program.records[policy.subject], program.records)
    raws = households(count, seed)
    due = tuple(range(len(policy.payments)))
    return Bench(rules, PolicyFunctions(program, policy), due, door, raws, [door(raw) for raw in raws])


def disagreements(bench: Bench) -> Iterator[str]:
    """Where hand-written Python and the generated functions differ, in answers or in any value that is kept."""
    quick = bench.functions.compiled(DAY, bench.due).function
    full = bench.functions.compiled(DAY, bench.due, why=True).function
    for raw, row in zip(bench.raws, bench.rows, strict=True):
        name = raw["户编号"]
        if row != row_of(raw):
            yield f"{name}: read from JSON differently"
        if (ours := quick(row, DAY)) != (theirs := decide(row, DAY)):
            yield f"{name}: answers {ours}, by hand {theirs}"
        if full(row, DAY) != decide_and_keep(row, DAY):
            yield f"{name}: other values are kept"


def against_hand(bench: Bench, rounds: int) -> dict[str, float]:
    """Our functions against the same rules by hand."""
    quick = bench.functions.compiled(DAY, bench.due).function
    full = bench.functions.compiled(DAY, bench.due, why=True).function
    functions, due, door, rules = bench.functions, bench.due, bench.door, bench.rules
    raws, rows = bench.raws, bench.rows
    took = microseconds(
        {
            "a": (lambda row: decide(row, DAY), rows),
            "quick": (lambda row: quick(row, DAY), rows),
            "b": (lambda row: decide_and_keep(row, DAY), rows),
            "full": (lambda row: full(row, DAY), rows),
            "c": (lambda raw: decide_json(raw, DAY), raws),
            "traced": (lambda raw: functions.trace(door(raw), DAY, due), raws),
            "decision": (lambda raw: rules.decide(POLICY, raw, on=DAY), raws),
        },
        rounds,
    )
    lines = [
        ("(a) by hand, no why", f"{took['a']:.2f}", "1", ""),
        _line("generated function, no why", took, "quick", "a", 1.5),
        ("(b) by hand, every value kept", f"{took['b']:.2f}", "1", ""),
        _line("generated function, full why-record", took, "full", "b", 2),
        ("(c) by hand from a JSON dict, checked, every value kept", f"{took['c']:.2f}", "1", ""),
        _line("quick door and generated function: `Trace`", took, "traced", "c", 2),
        _line("`Rules.decide`: `Decision`", took, "decision", "c", 2),
    ]
    table(f"Against hand-written Python ({len(rows)} records)", lines)
    return took


def _line(what: str, took: dict[str, float], ours: str, theirs: str, at_most: float) -> tuple[str, str, str, str]:
    ratio = took[ours] / took[theirs]
    return what, f"{took[ours]:.2f}", f"{ratio:.2f}", verdict(ratio, at_most)


def rendering(bench: Bench, count: int = 50) -> None:
    """Walking the whole why and rendering it, apart from deciding."""
    from yiju.explain.text import to_text

    program, raws = bench.rules.program, bench.raws[:count]

    def fresh() -> PolicyFunctions:
        return PolicyFunctions(program, program.policies[POLICY])

    decisions = [bench.rules.decide(POLICY, raw, on=DAY) for raw in raws]
    took = microseconds(
        {
            "whole": (lambda raw: len(bench.rules.decide(POLICY, raw, on=DAY).why.because), raws),
            "text": (lambda d: to_text(d), decisions),
            "made": (lambda why: fresh().compiled(DAY, bench.due, why=why), [True]),
        },
        2,
    )
    lines = [
        ("deciding, and reading every part", f"{took['whole']:.0f}", "", ""),
        ("text of a decision that is built", f"{took['text']:.0f}", "", ""),
        ("making the function, once for a policy and a stretch of days", f"{took['made']:.0f}", "", ""),
    ]
    table(f"Explaining, timed apart ({count} records)", lines)


def main() -> int:
    """Run all; the number of disagreements decides the exit status."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--no-peers", action="store_true")
    chosen = options.parse_args()
    print(machine())
    print(versions("yiju", "zen-engine", "OpenFisca-Core", "cedarpy", "numpy"))
    bench = prepared(chosen.records, chosen.seed)
    wrong = list(disagreements(bench))
    against_hand(bench, chosen.rounds)
    rendering(bench)
    if not chosen.no_peers:
        from bench.household_peers import against_peers

        wrong += against_peers(bench, chosen.rounds)
    print(*wrong[:20], sep="\n")
    print(f"{len(wrong)} disagreements")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
