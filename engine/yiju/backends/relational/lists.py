"""Records in reach: fields, definitions, arguments; lists and what is counted over their elements; points."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from yiju.backends.relational.builder import MOST_ELEMENTS, Builder, Frame, Here, Loop
from yiju.backends.relational.conditions import part
from yiju.backends.relational.nodes import Node, Pool
from yiju.backends.relational.numbers import better, total
from yiju.backends.relational.pieces import Piece, choose, compared, constant, is_unknown, number, scaled, unknown
from yiju.program import expressions as e
from yiju.program.program import PointsRow, PointsType

NAMES = {"max": "最大", "min": "最小", "sum": "合计", "average": "平均"}


def field(b: Builder, x: e.Field, here: Here) -> Piece:
    """A field of a record in reach, its default where it is unknown."""
    if x.up >= len(here.frames):
        return unknown(b.pool)
    piece = b.field(here.frames[x.up], x.name)
    if x.default is None:
        return piece
    missing = is_unknown(b.pool, piece)
    return choose(b.pool, [(missing, b.piece(x.default, here))], piece)


def variable(b: Builder, x: e.Variable, here: Here) -> Piece:
    """An argument or a 令."""
    return here.variables[x.name]


def let(b: Builder, x: e.Let, here: Here) -> Piece:
    """`body` with a name standing for a value."""
    bound = {**here.variables, x.name: b.piece(x.value, here)}
    return b.piece(x.body, replace(here, variables=bound))


def ref(b: Builder, x: e.Ref, here: Here) -> Piece:
    """A definition for a record in reach."""
    return b.definition(x.definition, here.up(x.up), tuple(b.piece(a, here) for a in x.arguments))


# --- aggregates ---------------------------------------------------------------------------------------------


def aggregate(b: Builder, x: e.Aggregate, here: Here) -> Piece:
    """人数 存在 全部 合计 最大 最小 平均."""
    pool, reached = b.pool, b.loop(x.source, here)
    if reached is None:
        return unknown(pool)
    listed, frame = reached
    assert frame.loop is not None
    inner = here.push(frame)
    holds = pool.truth(True) if x.where is None else b.truth(x.where, inner)
    made = _over(b, x, frame.loop, holds, inner)
    if listed.nothing is None and not listed.node.nullable:
        return made
    empty = _of_none(pool, x.op)
    arms = [(listed.nothing, empty)] if listed.nothing is not None else []
    return choose(pool, [*arms, (pool.is_known(listed.node), made)], unknown(pool))


def _of_none(pool: Pool, op: str) -> Piece:
    zero = number(pool, Fraction(0))
    match op:
        case "count":
            return replace(zero, kind="pair", high=zero.node)
        case "sum":
            return zero
        case "exists" | "all":
            return constant(pool, op == "all")
    return constant(pool, None)


def _over(b: Builder, x: e.Aggregate, loop: Loop, holds: Node, inner: Here) -> Piece:
    pool = b.pool
    match x.op:
        case "exists":
            return Piece("truth", kleene_any(b, loop, holds))
        case "all":
            return Piece("truth", pool.negate(kleene_any(b, loop, pool.negate(holds))))
        case "count":
            sure = count(b, loop, pool.holds(holds))
            possible = sure if not holds.nullable else count(b, loop, pool.negate(pool.fails(holds)))
            return Piece("pair", sure, high=possible)
    assert x.value is not None
    value = b.operand(x.value, inner)
    open_ = pool.any((pool.is_null(holds), pool.all((pool.holds(holds), is_unknown(pool, value)))))
    made = _total(b, x, loop, pool.holds(holds), value)
    return choose(pool, [(b.any_of(loop, open_), unknown(pool))], made)


def kleene_any(b: Builder, loop: Loop, holds: Node) -> Node:
    """存在: Kleene's OR over the elements."""
    pool = b.pool
    yes = b.any_of(loop, pool.holds(holds))
    if not holds.nullable:
        return yes
    return pool.case(
        [(yes, pool.truth(True)), (b.any_of(loop, pool.is_null(holds)), pool.null("bool"))], pool.truth(False)
    )


def count(b: Builder, loop: Loop, holds: Node) -> Node:
    """How many elements a condition that is never NULL holds of."""
    one = b.pool.case([(holds, b.pool.number(1))], b.pool.number(0))
    return b.pool.bounded(b.reduce("sum", loop, one, (0, MOST_ELEMENTS)), 0, MOST_ELEMENTS)


def _total(b: Builder, x: e.Aggregate, loop: Loop, holds: Node, value: Piece) -> Piece:
    """sum, max, min or average of what is counted: known values alone, 无 left out."""
    pool = b.pool
    if value.kind in ("unknown", "nothing"):
        none = _of_none(pool, x.op)
        if value.kind == "nothing" or x.op == "sum":
            return none
        return choose(pool, [(b.any_of(loop, holds), unknown(pool))], none)
    if value.den is not None:
        raise b.refuse("YJ805", x, what=NAMES[x.op])
    node = pool.case([(holds, value.node)], pool.null(value.node.type))
    if x.op in ("max", "min"):
        found = b.reduce(x.op, loop, node, (value.node.low, value.node.high))
        return Piece(value.kind, found, pool.is_null(found), value.scale)
    ends = (min(0, value.node.low) * MOST_ELEMENTS, max(0, value.node.high) * MOST_ELEMENTS)
    summed = Piece("number", b.reduce("sum", loop, node, ends), scale=value.scale)
    if x.op == "sum":
        return summed
    counted = count(b, loop, pool.is_known(node))
    nobody = pool.compare("eq", counted, pool.number(0))
    den = pool.bounded(pool.case([(nobody, pool.number(1))], counted), 1, MOST_ELEMENTS)
    over = pool.case([(nobody, pool.null("int"))], summed.node)
    return Piece("number", over, pool.holds(nobody), value.scale, den)


def rank(b: Builder, x: e.Rank, here: Here) -> Piece:
    """名次: 1 + how many in the filter come before; 无 for one who is not in it."""
    pool = b.pool
    home, reached = here.frames[0], b.loop(x.source, here)
    if reached is None:
        return unknown(pool)
    loop = reached[1].loop
    if home.loop is None or loop is None or loop.source is not home.loop.source:
        raise b.refuse("YJ804", x, what="名次")
    other = Frame(home.record, b.another(home.loop))
    assert other.loop is not None
    inner = here.sibling(other)
    states = [pool.truth(True) if x.where is None else b.truth(x.where, h) for h in (here, inner)]
    own, key = b.operand(x.key, here), b.operand(x.key, inner)
    open_ = pool.any((pool.is_null(states[1]), pool.all((pool.holds(states[1]), is_unknown(pool, key)))))
    out = pool.any((pool.negate(pool.holds(states[0])), own.nothing or pool.truth(False)))
    arms = [(b.any_of(other.loop, open_), unknown(pool)), (out, constant(pool, None))]
    if "nothing" in (own.kind, key.kind):
        return choose(pool, arms, constant(pool, None))
    before = compared(pool, "gt" if x.descending else "lt", _bare(key), _bare(own))
    place = pool.add(pool.number(1), count(b, other.loop, pool.all((pool.holds(states[1]), pool.holds(before)))))
    return choose(pool, arms, Piece("number", place))


def _bare(piece: Piece) -> Piece:
    return replace(piece, nothing=None)


# --- points -------------------------------------------------------------------------------------------------


def points_total(b: Builder, x: e.PointsTotal, here: Here) -> Piece:
    """积分: Σ points × times a row over its period, cut to its cap, then by category, then summed."""
    pool, table, reached = b.pool, b.program.points[x.points], b.loop(x.events, here)
    if reached is None:
        return unknown(pool)
    listed, frame = reached
    assert frame.loop is not None
    event = _Event(b, table, frame, here)
    made = number(pool, Fraction(0))
    by_category: dict[str, Piece] = {}
    caps: dict[str, Fraction] = {}
    for row in table.rows:
        got = event.sum(row)
        if row.cap is not None:
            cut = number(pool, row.cap if row.points >= 0 else -row.cap)
            got = better(pool, got, cut, "min" if row.points >= 0 else "max")
        so_far = by_category.get(row.category)
        by_category[row.category] = got if so_far is None else total(pool, so_far, got)
        if row.category_cap is not None:
            caps[row.category] = row.category_cap
    for category, got in by_category.items():
        cut_to = caps.get(category)
        got = got if cut_to is None else better(pool, got, number(pool, cut_to), "min")
        made = total(pool, made, got)
    made = choose(pool, [(b.any_of(frame.loop, event.open), unknown(pool))], made)
    arms = [(listed.nothing, number(pool, Fraction(0)))] if listed.nothing is not None else []
    if not arms and not listed.node.nullable:
        return made
    return choose(pool, [*arms, (pool.is_known(listed.node), made)], unknown(pool))


class _Event:
    """An event of the list: which row it counts for, in which period, how often."""

    def __init__(self, b: Builder, table: PointsType, frame: Frame, here: Here) -> None:
        assert frame.loop is not None
        self.b, self.loop = b, frame.loop
        pool = b.pool
        item, day = b.field(frame, table.item_field), b.field(frame, table.date_field)
        times = number(pool, Fraction(1)) if table.times_field is None else b.field(frame, table.times_field)
        if times.nothing is not None:
            times = choose(pool, [(times.nothing, number(pool, Fraction(1)))], _bare(times))
        self.item, self.day, self.times = item, day, times
        now = pool.day(here.now) if isinstance(here.now, date) else here.now
        self.in_year = pool.compare("eq", part(pool, "year", day.node), part(pool, "year", now))
        self.in_month = pool.all(
            (self.in_year, pool.compare("eq", part(pool, "month", day.node), part(pool, "month", now)))
        )
        known = pool.one_of(item.node, sorted({row.item for row in table.rows}))
        live = pool.negate(pool.fails(self.in_year))
        b.doubt(pool.all((live, pool.fails(known))), here.push(frame))
        unsure = pool.any((pool.is_null(item.node), pool.is_null(day.node)))
        counts = pool.any(self.counts(row) for row in table.rows)
        self.open = pool.any((pool.all((live, unsure)), pool.all((pool.holds(counts), is_unknown(pool, self.times)))))

    def counts(self, row: PointsRow) -> Node:
        """Whether the event is one of a row in its period."""
        pool = self.b.pool
        period = self.in_year if row.period == "year" else self.in_month
        return pool.all((pool.compare("eq", self.item.node, pool.text(row.item)), period))

    def sum(self, row: PointsRow) -> Piece:
        """points × times over the row's events, before its cap."""
        pool, b = self.b.pool, self.b
        counted = pool.holds(self.counts(row))
        node = pool.case([(counted, scaled(pool, self.times, self.times.scale))], pool.number(0))
        ends = (min(0, node.low) * MOST_ELEMENTS, max(0, node.high) * MOST_ELEMENTS)
        times = Piece("number", b.reduce("sum", self.loop, node, ends), scale=self.times.scale)
        factor = row.points
        up = pool.multiply(times.node, pool.number(factor.numerator))
        return Piece("number", up, scale=times.scale * factor.denominator)
