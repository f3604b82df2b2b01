"""The reference interpreter's lists, tables, scales and points."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from yiju.backends import evaluation as core
from yiju.backends.candidates import Candidate, choose
from yiju.program import expressions as e
from yiju.program.errors import Failure, RunError
from yiju.program.program import (
    AnyTest,
    ConditionTest,
    EitherTest,
    PointsRow,
    PointsType,
    RangeTest,
    TableRow,
    TableType,
    Test,
    ValuesTest,
)
from yiju.program.values import NOTHING, UNKNOWN

if TYPE_CHECKING:
    from yiju.backends.evaluation import Frame, Result, Scope
    from yiju.backends.interpreter import Interpreter


def aggregate(run: Interpreter, x: e.Aggregate, scope: Scope) -> Result:
    """人数 存在 全部 合计 最大 最小 平均."""
    frames = run.elements(x.source, scope)
    if not isinstance(frames, list):
        return frames
    inner = [scope.push(frame) for frame in frames]
    holds = [True if x.where is None else run.value(x.where, s) for s in inner]
    if x.op in ("exists", "all"):
        return core.kleene("any" if x.op == "exists" else "all", holds)
    if x.op == "count":
        return _count(holds)
    blocked = core.strict(holds)
    if blocked:
        return blocked if isinstance(blocked, Failure) else UNKNOWN
    assert x.value is not None
    values = [run.value(x.value, s) for s, held in zip(inner, holds, strict=True) if held]
    blocked = core.strict(values)
    if blocked:
        return blocked if isinstance(blocked, Failure) else UNKNOWN
    return core.total(x.op, [v for v in values if v is not NOTHING])


def _count(holds: list[Result]) -> Result:
    failures = [h.errors for h in holds if isinstance(h, Failure)]
    if failures:
        return Failure(frozenset().union(*failures))
    sure = sum(1 for h in holds if h is True)
    return (Fraction(sure), Fraction(sure + sum(1 for h in holds if h is UNKNOWN)))


def rank(run: Interpreter, x: e.Rank, scope: Scope) -> Result:
    """名次: 1 + how many in the filter come before; 无 for one who is not in it."""
    frames = run.elements(x.source, scope)
    if not isinstance(frames, list):
        return frames
    scopes = [scope.sibling(frame) for frame in frames]
    holds = [True if x.where is None else run.value(x.where, s) for s in scopes]
    blocked = core.strict(holds)
    if blocked:
        return blocked if isinstance(blocked, Failure) else UNKNOWN
    keys: list[Any] = [run.value(x.key, s) if held else NOTHING for s, held in zip(scopes, holds, strict=True)]
    blocked = core.strict(keys)
    if blocked:
        return blocked if isinstance(blocked, Failure) else UNKNOWN
    own = keys[_place(frames, scope)]
    if own is NOTHING:
        return NOTHING
    counted = [k for k in keys if k is not NOTHING]
    return Fraction(1 + sum(1 for k in counted if (k > own if x.descending else k < own)))


def _place(frames: list[Frame], scope: Scope) -> int:
    return [f.path for f in frames].index(scope.frames[0].path)


# --- tables -------------------------------------------------------------------------------------------------


def lookup(run: Interpreter, x: e.Lookup, scope: Scope) -> Result:
    """A decision table's cell."""
    table = run.program.tables[x.table]
    arguments = [run.value(a, scope) for a in x.arguments]
    inner = core.Scope(scope.frames, scope.day, scope.variables)
    rows = [
        Candidate(
            f"{table.label} 第{i}行",
            row_applies(run, row, arguments, inner),
            lambda row=row: run.value(row.results[x.column], inner),  # type: ignore[misc]
        )
        for i, row in enumerate(table.rows, 1)
    ]
    if table.hit == "sum":
        return _sum_rows(table, rows, lambda r: run.value(r.results[x.column], inner))
    base = _base(run, table.otherwise, x.column, inner)
    return choose(rows, base, clash="YJ616", label=table.label, span=x.span, first=table.hit == "first")


def row_applies(run: Interpreter, row: TableRow, arguments: list[Result], scope: Scope) -> Result:
    """Whether a row's tests all hold of the arguments."""
    return core.kleene("all", [_test(run, t, a, scope) for t, a in zip(row.tests, arguments, strict=True)])


def _base(run: Interpreter, row: TableRow | None, column: int, scope: Scope) -> Any:
    return None if row is None else lambda: run.value(row.results[column], scope)


def _sum_rows(table: TableType, rows: list[Candidate], cell: Callable[[TableRow], Result]) -> Result:
    blocked = core.strict([r.applies for r in rows])
    if blocked:
        return blocked if isinstance(blocked, Failure) else UNKNOWN
    values = [r.value() for r in rows if r.applies is True]
    if not values and table.otherwise is not None:
        return cell(table.otherwise)
    blocked = core.strict(values)
    if blocked:
        return blocked if isinstance(blocked, Failure) else UNKNOWN
    return sum((v for v in values if v is not NOTHING), Fraction(0))


def _test(run: Interpreter, test: Test, argument: Result, scope: Scope) -> Result:
    match test:
        case AnyTest():
            return True
        case ConditionTest(condition):
            return run.value(condition, scope)
        case EitherTest(tests):
            return core.kleene("any", [_test(run, t, argument, scope) for t in tests])
    if argument is UNKNOWN or isinstance(argument, Failure):
        return argument
    match test:
        case ValuesTest(values):
            return (None if argument is NOTHING else argument) in values
        case RangeTest():
            return argument is not NOTHING and core.within(argument, test)


# --- scales and points --------------------------------------------------------------------------------------


def marginal(run: Interpreter, x: e.Marginal, scope: Scope) -> Result:
    """累进: each part of the value at the rate of its band."""
    scale = run.program.scales[x.scale]
    value = run.value(x.operand, scope)
    if not isinstance(value, Fraction):
        return value
    if value < scale.bands[0].above:
        return core.fail("YJ612", x, scale.label)
    uppers = [*(b.above for b in scale.bands[1:]), value]
    parts = [(min(value, up) - b.above, b) for b, up in zip(scale.bands, uppers, strict=True) if value > b.above]
    rates = [run.value(b.rate, scope) for _, b in parts]
    blocked = core.strict(rates)
    if blocked:
        return blocked if isinstance(blocked, Failure) else UNKNOWN
    return sum((part * rate for (part, _), rate in zip(parts, rates, strict=True)), Fraction(0))


def points_total(run: Interpreter, x: e.PointsTotal, scope: Scope) -> Result:
    """积分: Σ points × times a row over its period, cut to its cap, then by category, then summed."""
    table = run.program.points[x.points]
    frames = run.elements(x.events, scope)
    if not isinstance(frames, list):
        return frames
    by_item = {row.item: row for row in table.rows}
    sums: dict[str, Fraction] = {row.item: Fraction(0) for row in table.rows}
    pending: list[Result] = []
    for frame in frames:
        item, day, times = _event(run, table, scope.push(frame))
        broken = core.strict([v for v in (item, day, times) if isinstance(v, Failure)])
        if broken:
            pending.append(broken)
        elif isinstance(day, date) and day.year != scope.day.year:
            continue
        elif item is not UNKNOWN and item not in by_item:
            pending.append(_unmatched(table, str(item), x))
        elif item is UNKNOWN or day is UNKNOWN:
            pending.append(UNKNOWN)
        elif _in_period(by_item[str(item)], day, scope.day):
            pending.append(times)
            if isinstance(times, Fraction):
                sums[str(item)] += by_item[str(item)].points * times
    blocked = core.strict(pending)
    if blocked:
        return blocked if isinstance(blocked, Failure) else UNKNOWN
    return _capped(table, sums)


def _unmatched(table: PointsType, item: str, x: e.PointsTotal) -> Failure:
    place = (x.span.file, x.span.start, x.span.end)
    return Failure(frozenset({RunError("YJ614", table.label, (), item, place)}))


def _event(run: Interpreter, table: PointsType, scope: Scope) -> tuple[Result, Result, Result]:
    def read(name: str) -> Result:
        kind = next(f.type for f in scope.frames[0].record.fields if f.name == name)
        return run.value(e.Field(kind, table.span, 0, name), scope)

    times = Fraction(1) if table.times_field is None else read(table.times_field)
    return read(table.item_field), read(table.date_field), Fraction(1) if times is NOTHING else times


def _in_period(row: PointsRow, day: Any, now: date) -> bool:
    return isinstance(day, date) and day.year == now.year and (row.period == "year" or day.month == now.month)


def _capped(table: PointsType, sums: dict[str, Fraction]) -> Fraction:
    by_category: dict[str, Fraction] = {}
    caps: dict[str, Fraction] = {}
    for row in table.rows:
        got = sums[row.item]
        if row.cap is not None:
            got = min(got, row.cap) if row.points >= 0 else max(got, -row.cap)
        by_category[row.category] = by_category.get(row.category, Fraction(0)) + got
        if row.category_cap is not None:
            caps[row.category] = row.category_cap
    return sum((min(got, caps.get(c, got)) for c, got in by_category.items()), Fraction(0))
