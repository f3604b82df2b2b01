"""Dates: whatever a policy reads has a value on every day it can be asked for.

Input: a program. Follows what each policy reads, over the days on which it is read (`InForce` guards, dated pieces and
`X 于 D` narrow or move them). Findings: YJ402 a day without a value, YJ403 the same where the day comes from the
record, YJ404 a rule or exception whose days all lie outside its policy's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yiju.backends import calendar
from yiju.check import day_sets as ds
from yiju.check.day_sets import DaySet
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.program import PolicyType, Program
from yiju.program.traverse import children, row_conditions
from yiju_grammar.finding import Finding, Note, finding
from yiju_grammar.span import Span

Demand = tuple[e.Expr, DaySet]


@dataclass(slots=True)
class Reading:
    """One policy being followed. `read`: the days each definition has been followed for, apart for days that the
    record gives. `gaps`: label and place → the first run without a value, and who reads it."""

    program: Program
    policy: str
    moved: bool = False
    read: dict[str, DaySet] = field(default_factory=dict)
    gaps: dict[tuple[str, Span], tuple[ds.Run, str]] = field(default_factory=dict)
    tried: dict[Span, tuple[str, DaySet, DaySet]] = field(default_factory=dict)
    later: list[Demand] = field(default_factory=list)
    reader: str = ""


def dates(program: Program) -> tuple[Finding, ...]:
    """YJ402, YJ403 and YJ404 of a program."""
    found: dict[Finding, None] = {}
    applied: dict[Span, tuple[str, DaySet, DaySet]] = {}
    for policy in program.policies.values():
        days = _interval(policy)
        sure = Reading(program, policy.name)
        for expr, when in _roots(program, policy, days):
            _follow(sure, expr, when)
        moved = Reading(program, policy.name, moved=True)
        for expr, when in sure.later:
            _follow(moved, expr, when)
        for run, code in ((sure, "YJ402"), (moved, "YJ403")):
            found.update(dict.fromkeys(_gaps(run, code, sure)))
        found.update(dict.fromkeys(_outside(policy, days)))
        for run in (sure, moved):
            _merge(applied, run)
    found.update(dict.fromkeys(_never_reached(applied)))
    return tuple(found)


def _interval(policy: PolicyType) -> DaySet:
    start = policy.start.day if policy.start else date.min
    end = policy.end.day if policy.end else date.max
    return ds.union(((start, end),))


def _roots(program: Program, policy: PolicyType, days: DaySet) -> Iterator[Demand]:
    """What a policy itself reads, and when."""
    span = policy.span
    yield e.Ref(ty.TruthType(), span, 0, policy.outcome), days
    uses = [(u.definition, u.intervals) for u in policy.standards]
    uses += [(p.definition, p.intervals) for p in policy.payments]
    for name, intervals in uses:
        yield e.Ref(ty.TruthType(), span, 0, name), ds.meet(days, ds.of(intervals))
    parts: list[tuple[e.Expr | None, Any]] = [(d.when, d.intervals) for d in policy.duties]
    parts += [(d.day, d.intervals) for d in policy.duties]
    parts += [(f.when, f.intervals) for f in policy.funds]
    for expr, intervals in parts:
        if expr is not None:
            yield expr, ds.meet(days, ds.of(intervals))
    for mutual in policy.mutuals:
        yield from ((x, days) for x in (mutual.key_expr, mutual.field_expr) if x is not None)


# --- following what is read ---------------------------------------------------------------------------------


def _follow(run: Reading, expr: e.Expr, days: DaySet) -> None:
    """Visit an expression for the days on which it may be evaluated."""
    if not days:
        return
    rule = RULES.get(type(expr))
    if rule is not None:
        rule(run, expr, days)
        return
    for child in children(expr):
        _follow(run, child, days)


def _ref(run: Reading, x: e.Ref, days: DaySet) -> None:
    for argument in x.arguments:
        _follow(run, argument, days)
    definition = run.program.definitions.get(x.definition)
    new = ds.without(days, run.read.get(x.definition, ds.NONE))
    if definition is None or not new:
        return
    run.read[x.definition] = ds.union(run.read.get(x.definition, ds.NONE), new)
    before, run.reader = run.reader, definition.label
    _follow(run, definition.body, new)
    run.reader = before


def _dated(run: Reading, x: e.Dated, days: DaySet) -> None:
    gap = ds.without(days, ds.of(p.interval for p in x.pieces))
    if gap:
        run.gaps.setdefault((x.label, x.span), (gap[0], run.reader))
    for piece in x.pieces:
        _follow(run, piece.value, ds.meet(days, ds.of((piece.interval,))))


def _choice(run: Reading, x: e.Choice, days: DaySet) -> None:
    may, must = guard(x.condition)
    _follow(run, x.condition, days)
    _follow(run, x.then, ds.meet(days, may))
    _follow(run, x.otherwise, ds.without(days, must))


def _both(run: Reading, x: e.Both, days: DaySet) -> None:
    for operand in x.operands:
        if isinstance(operand, e.InForce):
            here = ds.of(operand.intervals)
            days = ds.meet(days, here) if x.op == "all" else ds.without(days, here)
    for operand in x.operands:
        _follow(run, operand, days)


def _candidates(run: Reading, x: e.Candidates, days: DaySet) -> None:
    base = days
    for alternative in x.alternatives:
        may, must = guard(alternative.applies)
        _try(run, alternative, days, may)
        _follow(run, alternative.applies, days)
        _follow(run, alternative.value, ds.meet(days, may))
        base = ds.without(base, must)
    _follow(run, x.base, base)


def _try(run: Reading, x: e.Alternative, days: DaySet, may: DaySet) -> None:
    """Remember on which days an exception was asked for, and on which it could apply."""
    label, asked, _ = run.tried.get(x.span, (x.label, ds.NONE, may))
    run.tried[x.span] = (label, ds.union(asked, days), may)


def guard(x: e.Expr) -> tuple[DaySet, DaySet]:
    """The days on which a condition may hold, and those on which it surely does, by its dates alone."""
    match x:
        case e.InForce(intervals=intervals):
            days = ds.of(intervals)
            return days, days
        case e.Const(value=True):
            return ds.ALL, ds.ALL
        case e.Const(value=False):
            return ds.NONE, ds.NONE
        case e.Grounded(operand=operand):
            return guard(operand)
        case e.Both(op="all", operands=operands):
            may, must = ds.ALL, ds.ALL
            for part in map(guard, operands):
                may, must = ds.meet(may, part[0]), ds.meet(must, part[1])
            return may, must
    return ds.ALL, ds.NONE


def _at(run: Reading, x: e.At, days: DaySet) -> None:
    _follow(run, x.day, days)
    match x.day:
        case e.Const(value=date() as day):
            _follow(run, x.value, ((day, day),))
        case e.Day(which=which):
            moved = tuple((calendar.day_of(which, s), calendar.day_of(which, t)) for s, t in days)
            _follow(run, x.value, ds.union(moved))
        case _ if run.moved:
            _follow(run, x.value, ds.ALL)
        case _:
            run.later.append((x.value, ds.ALL))


def _lookup(run: Reading, x: e.Lookup, days: DaySet) -> None:
    for argument in x.arguments:
        _follow(run, argument, days)
    table = run.program.tables[x.table]
    for row in (*table.rows, *((table.otherwise,) if table.otherwise else ())):
        for condition in row_conditions(row):
            _follow(run, condition, days)
        _follow(run, row.results[x.column], days)


def _delegated(run: Reading, x: e.Delegated, days: DaySet) -> None:
    """A 细则 that is not yet there is told by the decision: it needs no value before it begins."""
    if x.selector is not None:
        _follow(run, x.selector, days)
    for _, filling in x.fillings:
        _follow(run, filling, ds.meet(days, _begun(run.program, filling)))


def _begun(program: Program, filling: e.Expr) -> DaySet:
    body = filling
    while isinstance(body, e.Ref) and body.definition in program.definitions:
        body = program.definitions[body.definition].body
    return ds.of(p.interval for p in body.pieces) if isinstance(body, e.Dated) else ds.ALL


def _marginal(run: Reading, x: e.Marginal, days: DaySet) -> None:
    _follow(run, x.operand, days)
    for band in run.program.scales[x.scale].bands:
        _follow(run, band.rate, days)


RULES: dict[type, Callable[[Reading, Any, DaySet], None]] = {
    e.Ref: _ref,
    e.Dated: _dated,
    e.Choice: _choice,
    e.Both: _both,
    e.Candidates: _candidates,
    e.At: _at,
    e.Lookup: _lookup,
    e.Delegated: _delegated,
    e.Marginal: _marginal,
}


# --- findings -----------------------------------------------------------------------------------------------


def _gaps(run: Reading, code: str, sure: Reading) -> Iterator[Finding]:
    for (label, span), (days, reader) in run.gaps.items():
        if run is not sure and (label, span) in sure.gaps:
            continue
        notes = (Note("reader", None, (("reader", reader),)),) if reader and reader != label else ()
        yield finding(code, span, notes=notes, name=label, policy=run.policy, days=ds.run_text(days))


def _outside(policy: PolicyType, days: DaySet) -> Iterator[Finding]:
    """Rules that hold on no day of their policy."""
    uses = (*policy.eligibility, *policy.standards)
    rules = [(u.definition.rpartition("/")[2], u.intervals, policy.span) for u in uses]
    rules += [(p.name, p.intervals, p.span) for p in policy.payments]
    for name, intervals, span in rules:
        if intervals and not ds.meet(days, ds.of(intervals)):
            yield finding("YJ404", span, name=name, days=ds.run_text(ds.of(intervals)[0]), policy=policy.name)


def _merge(applied: dict[Span, tuple[str, DaySet, DaySet]], run: Reading) -> None:
    for span, (label, asked, may) in run.tried.items():
        before = applied.get(span, (label, ds.NONE, ds.NONE))
        applied[span] = (label, ds.union(before[1], asked), ds.union(before[2], may))


def _never_reached(applied: dict[Span, tuple[str, DaySet, DaySet]]) -> Iterator[Finding]:
    for span, (label, asked, may) in applied.items():
        if may and not ds.meet(asked, may):
            yield finding("YJ404", span, name=label, days=ds.run_text(may[0]), policy="")
