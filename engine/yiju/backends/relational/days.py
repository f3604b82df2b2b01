"""Days: the day at hand and another day, dated values, ages, shifts, overlaps, histories."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from yiju.backends import calendar
from yiju.backends.relational.builder import Builder, Frame, Here, Loop, Now
from yiju.backends.relational.conditions import part, truth
from yiju.backends.relational.nodes import Node, Pool
from yiju.backends.relational.numbers import better
from yiju.backends.relational.pieces import Piece, choose, constant, guarded, is_unknown, unknown
from yiju.documents.model import Days
from yiju.program import expressions as e
from yiju.program.types import HistoryType
from yiju.program.values import month_number

FARTHEST = {"day": 4_000_000, "month": 120_000, "year": 10_000}
"""A shift by more than this leaves the calendar."""

FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)
YEARS = 10_000
DAYS = 3_700_000


def day(b: Builder, x: e.Day, here: Here) -> Piece:
    """当日 月初 月末 年初 年末 上月."""
    if isinstance(here.now, date):
        return constant(b.pool, calendar.day_of(x.which, here.now))
    if x.which == "day":
        return Piece("day", here.now)
    return Piece("day", b.pool.make(x.which, (here.now,), "date", nullable=here.now.nullable))


def holds_on(pool: Pool, span: Days, now: Now) -> Node:
    """Whether the day lies in an interval."""
    if isinstance(now, date):
        return pool.truth(now in span)
    tests = []
    if span.start is not None:
        tests.append(pool.compare("ge", now, pool.day(span.start)))
    if span.end is not None:
        tests.append(pool.compare("le", now, pool.day(span.end)))
    return pool.all(tests)


def in_force(b: Builder, x: e.InForce, here: Here) -> Piece:
    """Whether the day lies in one of some intervals."""
    return truth(b.pool.any(holds_on(b.pool, span, here.now) for span in x.intervals))


def dated(b: Builder, x: e.Dated, here: Here) -> Piece:
    """The value of the piece that is in force; unknown if none is."""
    arms = []
    for item in x.pieces:
        test = holds_on(b.pool, item.interval, here.now)
        if test is not b.pool.truth(False):
            arms.append((b.pool.holds(test), b.piece(item.value, here)))
    return choose(b.pool, arms, unknown(b.pool))


def at(b: Builder, x: e.At, here: Here) -> Piece:
    """`X 于 D`: everything inside as of another day."""
    pool, when = b.pool, b.piece(x.day, here)
    if when.kind in ("unknown", "nothing"):
        return when
    if isinstance(when.const, date):
        return b.piece(x.value, here.at(when.const))
    value = b.piece(x.value, here.at(when.node))
    made = guarded(pool, pool.is_known(when.node), value)
    return made if when.nothing is None else choose(pool, [(when.nothing, constant(pool, None))], made)


def years(b: Builder, x: e.FullYears, here: Here) -> Piece:
    """周岁: whole years lived; one born on 29 February has the birthday on the 28th in a common year."""
    pool, born = b.pool, b.piece(x.operand, here)
    if born.kind in ("unknown", "nothing"):
        return born
    if isinstance(born.const, date) and isinstance(here.now, date):
        return Piece("number", pool.number(calendar.full_years(born.const, here.now)))
    now = pool.day(here.now) if isinstance(here.now, date) else here.now
    lived = pool.subtract(part(pool, "year", now), part(pool, "year", born.node))
    later = pool.compare("gt", _month_day(pool, born.node), _birthday(pool, now))
    one = pool.case([(later, pool.number(1)), (pool.negate(later), pool.number(0))], pool.null("int"))
    return Piece("number", pool.bounded(pool.subtract(lived, one), -YEARS, YEARS), born.nothing)


def _month_day(pool: Pool, node: Node) -> Node:
    return pool.add(pool.multiply(part(pool, "month", node), pool.number(32)), part(pool, "dom", node))


def _birthday(pool: Pool, now: Node) -> Node:
    """The latest month and day of birth whose birthday has come: on 28 February of a common year, the 29th."""
    key = _month_day(pool, now)
    last = pool.number(2 * 32 + 28)
    if now.op == "lit":
        common = not _is_leap(now.args[0].year)
        return pool.number(key.args[0] + 1) if common and key is last else key
    next_day = pool.make("shift_day", (now, pool.number(1)), "date", nullable=now.nullable)
    ends = pool.all((pool.compare("eq", key, last), pool.compare("eq", part(pool, "month", next_day), pool.number(3))))
    return pool.case([(ends, pool.number(2 * 32 + 29))], key)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def shift(b: Builder, x: e.ShiftDate, here: Here) -> Piece:
    """A day moved on by days, months or years; one out of the calendar is left to the interpreter."""
    pool, when, amount = b.pool, b.piece(x.operand, here), b.operand(x.amount, here)
    if "unknown" in (when.kind, amount.kind):
        return unknown(pool)
    nothing = [p.nothing for p in (when, amount) if p.nothing is not None]
    if "nothing" in (when.kind, amount.kind):
        open_ = pool.any((is_unknown(pool, when), is_unknown(pool, amount)))
        return choose(pool, [(open_, unknown(pool))], constant(pool, None))
    if amount.den is not None or amount.scale != 1:
        raise b.refuse("YJ804", x, what="小数的期间")
    known_day, steps = when.const, amount.const
    if isinstance(known_day, date) and steps is not None and not nothing:
        moved = calendar.shift(known_day, -int(steps) if x.negative else int(steps), x.unit)
        b.doubt(pool.truth(moved is None), here)
        return unknown(pool) if moved is None else constant(pool, moved)
    count = pool.minus(amount.node) if x.negative else amount.node
    node = _moved(b, when.node, count, x.unit, here)
    made = Piece("day", node)
    if not nothing:
        return made
    open_ = pool.any((is_unknown(pool, when), is_unknown(pool, amount)))
    return choose(pool, [(open_, unknown(pool)), (pool.any(nothing), constant(pool, None))], made)


def _moved(b: Builder, when: Node, count: Node, unit: str, here: Here) -> Node:
    """The day moved; beyond the reach of the calendar NULL, and the record in doubt."""
    pool = b.pool
    most = FARTHEST[unit]
    if count.low < -most or count.high > most:
        far = pool.any((pool.compare("gt", count, pool.number(most)), pool.compare("lt", count, pool.number(-most))))
        far = b.doubt(far, here)
        count = pool.bounded(pool.case([(far, pool.null("int"))], count), -most, most)
    year = part(pool, "year", when)
    per_year = {"day": 365, "month": 12, "year": 1}[unit]
    reach = pool.add(pool.multiply(year, pool.number(per_year)), count)
    out = pool.any(
        (
            pool.compare("lt", reach, pool.number(2 * per_year)),
            pool.compare("gt", reach, pool.number(9_990 * per_year)),
        )
    )
    out = b.doubt(out, here)
    safe = pool.case([(out, pool.null("int"))], count)
    if unit == "year":
        unit, safe = "month", pool.multiply(safe, pool.number(12))
    return pool.make(f"shift_{unit}", (when, safe), "date", nullable=when.nullable or safe.nullable)


def between(b: Builder, x: e.DaysBetween, here: Here) -> Piece:
    """Days from one day to another, the first not counted."""
    left, right = b.piece(x.left, here), b.piece(x.right, here)
    if left.kind != "day" or right.kind != "day":
        return unknown(b.pool)
    return Piece("number", days_between(b.pool, left.node, right.node))


def days_between(pool: Pool, left: Node, right: Node) -> Node:
    """left - right in days."""
    if left.op == "lit" and right.op == "lit":
        return pool.number((left.args[0] - right.args[0]).days)
    return pool.make("days", (left, right), "int", nullable=left.nullable or right.nullable, bounds=(-DAYS, DAYS))


def overlap(b: Builder, x: e.Overlap, here: Here) -> Piece:
    """重叠天数, 重叠月数: what two intervals share, ends included; 无 is an open end."""
    pool = b.pool
    ends = [b.piece(o, here) for o in (*x.first, *x.second)]
    if any(p.kind == "unknown" for p in ends):
        return unknown(pool)
    start = _innermost(pool, ends[0], ends[2], "max")
    end = _innermost(pool, ends[1], ends[3], "min")
    open_ = pool.any(is_unknown(pool, p) for p in ends)
    null = pool.null("int")
    if start is None or end is None:
        return Piece("number", pool.case([(open_, null)], pool.number(0)))
    if x.unit == "day":
        shared = pool.add(days_between(pool, end, start), pool.number(1))
    else:
        shared = pool.add(pool.subtract(month_of(pool, end), month_of(pool, start)), pool.number(1))
    apart = pool.negate(pool.holds(pool.compare("le", start, end)))
    node = pool.case([(open_, null), (apart, pool.number(0))], shared)
    return Piece("number", pool.bounded(node, 0, max(node.high, 0)))


def _innermost(pool: Pool, one: Piece, other: Piece, op: str) -> Node | None:
    """The later start or the earlier end of two of which each may be open; NULL where both are."""
    if one.kind == "nothing" or other.kind == "nothing":
        left = other if one.kind == "nothing" else one
        return None if left.kind == "nothing" else left.node
    best = better(pool, replace(one, nothing=None), replace(other, nothing=None), op).node
    arms = [(p.nothing, q.node) for p, q in ((one, other), (other, one)) if p.nothing is not None]
    return pool.case(arms, best)


def month_of(pool: Pool, node: Node) -> Node:
    """year × 12 + month - 1."""
    if node.op == "lit":
        return pool.number(month_number(node.args[0]))
    months = pool.multiply(part(pool, "year", node), pool.number(12))
    return pool.subtract(pool.add(months, part(pool, "month", node)), pool.number(1))


# --- histories ----------------------------------------------------------------------------------------------


def _history(b: Builder, x: e.Expr, here: Here) -> tuple[Piece, Loop, Node, Node, int]:
    """A history as a loop over its months: the loop, an entry's month and value, and the scale."""
    if not isinstance(x, e.Field):
        raise b.refuse("YJ804", x, what="历史")
    piece = b.piece(x, here)
    assert isinstance(x.type, HistoryType)
    home: Frame = here.frames[x.up]
    loop = b.loop_over(("history", id(piece.node)), piece.node, x.name, home.loop)
    record = next(f for f in home.record.fields if f.name == x.name)
    low, high = _steps(record, x.type)
    month = b.pool.element(loop.number, "月份", "int", nullable=False, bounds=(0, YEARS * 12))
    value = b.pool.element(loop.number, "值", "int", nullable=False, bounds=(low, high))
    return piece, loop, month, value, x.type.of.scale


def _steps(record: Any, kind: HistoryType) -> tuple[int, int]:
    from math import ceil, floor

    from yiju.program.intervals import field_range

    span = field_range(kind.of, record.low, record.high)
    return ceil(span.low * kind.of.scale), floor(span.high * kind.of.scale)


def history_at(b: Builder, x: e.HistoryAt, here: Here) -> Piece:
    """A history's value for the month of the day; unknown if unmentioned."""
    pool = b.pool
    piece, loop, month, value, scale = _history(b, x.history, here)
    met = pool.compare("eq", month, _now_month(pool, here.now))
    found = b.reduce("max", loop, pool.case([(met, value)], pool.null("int")), (value.low, value.high))
    return Piece("number", found, piece.nothing, scale)


def history_window(b: Builder, x: e.HistoryWindow, here: Here) -> Piece:
    """近N个月: over the whole months before that of the day; unknown if one is unmentioned."""
    pool = b.pool
    piece, loop, month, value, scale = _history(b, x.history, here)
    now = _now_month(pool, here.now)
    first = pool.subtract(now, pool.number(x.months))
    inside = pool.all((pool.compare("ge", month, first), pool.compare("lt", month, now)))
    one = pool.case([(inside, pool.number(1))], pool.number(0))
    count = b.reduce("sum", loop, one, (0, x.months))
    op = "sum" if x.op == "average" else x.op
    ends = (min(0, value.low * x.months), max(0, value.high * x.months)) if op == "sum" else (value.low, value.high)
    found = b.reduce(op, loop, pool.case([(inside, value)], pool.null("int")), ends)
    full = pool.compare("eq", count, pool.number(x.months))
    node = pool.case([(full, found)], pool.null("int"))
    scale = scale * x.months if x.op == "average" else scale
    return Piece("number", node, piece.nothing, scale)


def _now_month(pool: Pool, now: Now) -> Node:
    return pool.number(month_number(now)) if isinstance(now, date) else month_of(pool, now)
