"""Conditions: comparisons, tests of a value, connectives; true, false, or NULL for unknown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from yiju.backends import calendar
from yiju.backends.relational.builder import Builder, Here
from yiju.backends.relational.nodes import Node, Pool
from yiju.backends.relational.pieces import Piece, compared, is_unknown, number
from yiju.program import expressions as e

ORDERINGS = {"ge": ("ge", "lt"), "gt": ("gt", "le"), "le": ("le", "gt"), "lt": ("lt", "ge")}


def truth(node: Node) -> Piece:
    """A condition's piece."""
    return Piece("truth", node)


def compare(b: Builder, x: e.Compare, here: Here) -> Piece:
    """A comparison; 无 on either side is 假."""
    pool, left, right = b.pool, b.piece(x.left, here), b.piece(x.right, here)
    if "unknown" in (left.kind, right.kind):
        return truth(pool.null("bool"))
    if "pair" in (left.kind, right.kind):
        return truth(_pairs(b, x.op, left, right, here))
    if "nothing" in (left.kind, right.kind):
        open_ = pool.any((is_unknown(pool, left), is_unknown(pool, right)))
        return truth(pool.case([(open_, pool.null("bool"))], pool.truth(False)))
    found = compared(pool, x.op, left, right)
    nothing = [p.nothing for p in (left, right) if p.nothing is not None]
    if not nothing:
        return truth(found)
    open_ = pool.any((is_unknown(pool, left), is_unknown(pool, right)))
    return truth(pool.case([(open_, pool.null("bool")), (pool.any(nothing), pool.truth(False))], found))


def _pairs(b: Builder, op: str, left: Piece, right: Piece, here: Here) -> Node:
    """Known when all that the counts can come to agree."""
    pool = b.pool
    low_a, high_a, low_b, high_b = _end(left), _end(left, high=True), _end(right), _end(right, high=True)
    if low_a == high_a and low_b == high_b:
        return compared(pool, op, low_a, low_b)
    yes, no = pool.truth(True), pool.truth(False)
    if op in ("eq", "ne"):
        apart = pool.any((compared(pool, "lt", high_a, low_b), compared(pool, "gt", low_a, high_b)))
        fixed = pool.all((compared(pool, "eq", low_a, high_a), compared(pool, "eq", low_b, high_b)))
        one = pool.all((fixed, compared(pool, "eq", low_a, low_b)))
        if any(p.kind == "number" and p.scale != 1 for p in (left, right)):
            b.doubt(pool.negate(pool.holds(fixed)), here)  # between two counts no number but a whole one is met
        return pool.case([(apart, no if op == "eq" else yes), (one, yes if op == "eq" else no)], pool.null("bool"))
    if op in ("ge", "gt"):
        sure, never = compared(pool, op, low_a, high_b), compared(pool, op, high_a, low_b)
    else:
        sure, never = compared(pool, op, high_a, low_b), compared(pool, op, low_a, high_b)
    return pool.case([(sure, yes), (pool.negate(never), no)], pool.null("bool"))


def _end(piece: Piece, *, high: bool = False) -> Piece:
    if piece.kind != "pair":
        return piece
    node = piece.high if high and piece.high is not None else piece.node
    return Piece("number", node)


def is_nothing(b: Builder, x: e.IsNothing, here: Here) -> Piece:
    """`X 是 无`."""
    pool, value = b.pool, b.piece(x.operand, here)
    if value.kind == "unknown":
        return truth(pool.null("bool"))
    nothing = value.nothing or pool.truth(False)
    return truth(
        pool.case([(nothing, pool.truth(True)), (pool.is_known(value.node), pool.truth(False))], pool.null("bool"))
    )


def is_value(b: Builder, x: e.Is, here: Here) -> Piece:
    """`X 是 V`, 无 being a value like another."""
    pool, left, right = b.pool, b.operand(x.left, here), b.operand(x.right, here)
    if "unknown" in (left.kind, right.kind):
        return truth(pool.null("bool"))
    if "set" in (left.kind, right.kind):
        raise b.refuse("YJ804", x, what="多选")
    nothings = [p.nothing or pool.truth(False) for p in (left, right)]
    has_value = "nothing" not in (left.kind, right.kind)
    found = compared(pool, "eq", left, right) if has_value else pool.all(nothings)
    if any(n is not pool.truth(False) for n in nothings):
        open_ = pool.any((is_unknown(pool, left), is_unknown(pool, right)))
        alike = pool.case([(pool.all(nothings), pool.truth(True)), (pool.any(nothings), pool.truth(False))], found)
        found = pool.case([(open_, pool.null("bool"))], alike)
    return truth(pool.negate(found) if x.negated else found)


def one_of(b: Builder, x: e.OneOf, here: Here) -> Piece:
    """`X 属于（…）`."""
    value = b.operand(x.operand, here)
    found = among(b.pool, value, x.values)
    if value.nothing is not None:
        found = b.pool.case([(value.nothing, b.pool.truth(False))], found)
    return truth(b.pool.negate(found) if x.negated else found)


def among(pool: Pool, value: Piece, values: Sequence[Any]) -> Node:
    """Whether a value that is not 无 is one of some constants."""
    if value.kind in ("unknown", "nothing"):
        return pool.null("bool")
    if value.kind == "number" and value.den is not None:
        return pool.any(compared(pool, "eq", value, number(pool, v)) for v in values)
    if value.kind == "number":
        stored = [v * value.scale for v in values if isinstance(v, Fraction)]
        return pool.one_of(value.node, [int(v) for v in stored if v.denominator == 1])
    return pool.one_of(value.node, [v for v in values if v is not None])


def in_range(b: Builder, x: e.InRange, here: Here) -> Piece:
    """`low` to `high`; 无 is 假."""
    value = b.operand(x.operand, here)
    found = within(b.pool, value, x)
    if value.nothing is not None:
        found = b.pool.case([(value.nothing, b.pool.truth(False))], found)
    return truth(found)


def within(pool: Pool, value: Piece, x: Any) -> Node:
    """Whether a number or day that is not 无 lies in a range (an InRange or a RangeTest)."""
    if value.kind in ("unknown", "nothing"):
        return pool.null("bool")
    tests = []
    for end, included, op in ((x.low, x.low_included, "g"), (x.high, x.high_included, "l")):
        if end is None:
            continue
        bound = number(pool, end) if isinstance(end, Fraction) else Piece("day", pool.day(end))
        tests.append(compared(pool, op + ("e" if included else "t"), value, bound))
    return pool.all(tests) if tests else pool.case([(pool.is_known(value.node), pool.truth(True))], pool.null("bool"))


def in_month(b: Builder, x: e.InMonth, here: Here) -> Piece:
    """`D 属于 当月`, 当年."""
    pool, value = b.pool, b.piece(x.operand, here)
    if value.kind in ("unknown", "nothing"):
        return truth(_of_no_value(pool, value))
    if isinstance(here.now, date):
        names = ("month_start", "month_end") if x.unit == "month" else ("year_start", "year_end")
        first, last = (pool.day(calendar.day_of(n, here.now)) for n in names)  # type: ignore[arg-type]
        found = pool.all((pool.compare("ge", value.node, first), pool.compare("le", value.node, last)))
    else:
        parts = ("year",) if x.unit == "year" else ("year", "month")
        found = pool.all(pool.compare("eq", part(pool, p, value.node), part(pool, p, here.now)) for p in parts)
    if value.nothing is not None:
        found = pool.case([(value.nothing, pool.truth(False))], found)
    return truth(found)


def _of_no_value(pool: Pool, value: Piece) -> Node:
    """假 of 无, unknown of what is unknown."""
    return (
        pool.null("bool")
        if value.nothing is None
        else pool.case([(value.nothing, pool.truth(False))], pool.null("bool"))
    )


def part(pool: Pool, name: str, day: Node) -> Node:
    """A day's year, month or day of the month (`dom`)."""
    bounds = {"year": (1, 9999), "month": (1, 12), "dom": (1, 31)}[name]
    if day.op == "lit":
        value = day.args[0]
        return pool.number({"year": value.year, "month": value.month, "dom": value.day}[name])
    return pool.make(name, (day,), "int", nullable=day.nullable, bounds=bounds)


def month_in(b: Builder, x: e.MonthIn, here: Here) -> Piece:
    """`当月 属于（11月，12月）`."""
    if isinstance(here.now, date):
        return truth(b.pool.truth(here.now.month in x.months))
    return truth(b.pool.one_of(part(b.pool, "month", here.now), list(x.months)))


def contains(b: Builder, x: e.Contains, here: Here) -> Piece:
    """`X 含 V`."""
    pool, value = b.pool, b.piece(x.operand, here)
    if value.kind in ("unknown", "nothing"):
        return truth(_of_no_value(pool, value))
    found = pool.make("contains", (value.node, pool.text(x.value)), "bool", nullable=value.node.nullable)
    if value.nothing is not None:
        found = pool.case([(value.nothing, pool.truth(False))], found)
    return truth(found)


def both(b: Builder, x: e.Both, here: Here) -> Piece:
    """且, 或: SQL's AND and OR are Kleene's."""
    operands = [b.truth(o, here) for o in x.operands]
    return truth(b.pool.all(operands) if x.op == "all" else b.pool.any(operands))


def negation(b: Builder, x: e.Not, here: Here) -> Piece:
    """非."""
    return truth(b.pool.negate(b.truth(x.operand, here)))
