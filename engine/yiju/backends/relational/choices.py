"""What chooses between values: 若, 若无, exceptions, tables, delegation. One rule serves exceptions and tables."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import prod

from yiju.backends.relational.builder import Builder, Here
from yiju.backends.relational.conditions import among, truth, within
from yiju.backends.relational.nodes import Node, Pool
from yiju.backends.relational.numbers import total
from yiju.backends.relational.pieces import Piece, choose, is_unknown, number, same, unknown
from yiju.program import expressions as e
from yiju.program.expressions import Constant
from yiju.program.program import (
    AnyTest,
    ConditionTest,
    EitherTest,
    RangeTest,
    TableRow,
    TableType,
    Test,
    ValuesTest,
)
from yiju.program.types import EnumType, TruthType


def choice(b: Builder, x: e.Choice, here: Here) -> Piece:
    """若 C 则 A 否则 B; where C is unknown, that on which both agree."""
    condition = b.truth(x.condition, here)
    if condition.op == "lit":
        return b.piece(x.then if condition.args[0] else x.otherwise, here)
    return either(b.pool, condition, b.piece(x.then, here), b.piece(x.otherwise, here))


def either(pool: Pool, condition: Node, then: Piece, otherwise: Piece) -> Piece:
    """One of two by a condition that may be unknown."""
    if not condition.nullable:
        return choose(pool, [(condition, then)], otherwise)
    agreed = (same(pool, then, otherwise), then)
    arms = [(pool.holds(condition), then), (pool.fails(condition), otherwise), agreed]
    return choose(pool, arms, unknown(pool))


def or_else(b: Builder, x: e.OrElse, here: Here) -> Piece:
    """`X 若无 V`."""
    value = b.operand(x.value, here)
    if value.nothing is None:
        return value
    fallback = b.piece(x.fallback, here)
    if value.kind == "nothing":
        return choose(b.pool, [(value.nothing, fallback)], unknown(b.pool))
    bare = Piece(value.kind, value.node, None, value.scale, value.den, value.high, value.source)
    return choose(b.pool, [(value.nothing, fallback)], bare)


def candidates(b: Builder, x: e.Candidates, here: Here) -> Piece:
    """A value with its exceptions."""
    rows = [(b.truth(a.applies, here), b.piece(a.value, here)) for a in x.alternatives]
    rows = [(c, p) for c, p in rows if c is not b.pool.truth(False)]
    base = b.piece(x.base, here)
    if base.kind == "truth" and all(p.const is False for _, p in rows):
        return truth(b.pool.all((*(b.pool.negate(c) for c, _ in rows), base.node)))
    if base.kind == "truth" and all(p.const is True for _, p in rows):
        return truth(b.pool.any((*(c for c, _ in rows), base.node)))
    return agreed(b, rows, base, here)


def agreed(
    b: Builder, rows: Sequence[tuple[Node, Piece]], base: Piece | None, here: Here, *, disjoint: bool = False
) -> Piece:
    """The value of all rows that do not fail to apply, and of the base unless one applies: known where they agree.

    Two that apply with different values, or none at all, leave the record to the interpreter. `disjoint`: no two rows
    can apply together.
    """
    pool = b.pool
    live = [(c, p) for c, p in rows if c is not pool.truth(False)]
    if base is None and b.all_known and live:
        live, base = live[:-1], live[-1][1]
    first = _first(pool, live, base)
    if base is None:
        b.doubt(pool.all(pool.fails(c) for c, _ in live), here)
    if not disjoint and len(live) > 1:
        for condition, piece in live[1:]:
            clash = pool.all((pool.holds(condition), pool.negate(same(pool, piece, first))))
            b.doubt(pool.all((clash, pool.negate(is_unknown(pool, piece)))), here)
    if disjoint or len(live) < 2:
        unequal = [_apart(pool, c, p, first) for c, p in live if c.nullable]
    else:
        unequal = [pool.all((pool.negate(pool.fails(c)), pool.negate(same(pool, p, first)))) for c, p in live]
    return choose(pool, [(pool.any(unequal), unknown(pool))], first)


def _apart(pool: Pool, condition: Node, piece: Piece, first: Piece) -> Node:
    """Whether a row that may apply (it is not known to) has another value."""
    return pool.all((pool.is_null(condition), pool.negate(same(pool, piece, first))))


def _first(pool: Pool, live: Sequence[tuple[Node, Piece]], base: Piece | None) -> Piece:
    """The value that the others must agree with: the first that applies, else the base, else the first that may."""
    if base is None:
        base = choose(pool, [(pool.is_null(c), p) for c, p in live], unknown(pool))
    return choose(pool, [(pool.holds(c), p) for c, p in live], base)


def delegated(b: Builder, x: e.Delegated, here: Here) -> Piece:
    """What the 细则 of the selected office says."""
    pool = b.pool
    if x.selector is None:
        return b.piece(x.fillings[0][1], here) if x.fillings else unknown(pool)
    chosen = b.piece(x.selector, here)
    if chosen.kind in ("unknown", "nothing"):
        return unknown(pool)
    arms = [(pool.compare("eq", chosen.node, pool.text(office)), b.piece(f, here)) for office, f in x.fillings]
    return choose(pool, [(pool.holds(c), p) for c, p in arms], unknown(pool))


# --- tables -------------------------------------------------------------------------------------------------


def lookup(b: Builder, x: e.Lookup, here: Here) -> Piece:
    """A decision table's cell."""
    table = b.program.tables[x.table]
    applies = table_rows(b, x, here)
    values = [b.piece(row.results[x.column], here) for row in table.rows]
    base = None if table.otherwise is None else b.piece(table.otherwise.results[x.column], here)
    rows = list(zip(applies, values, strict=True))
    if base is None and table.hit != "sum" and not any(c.nullable for c in applies) and _covers(table):
        rows, base = rows[:-1], values[-1]
    if table.hit == "sum":
        return _sum(b.pool, rows, base)
    if table.hit == "first":
        return _first_hit(b, rows, base, here)
    return agreed(b, rows, base, here, disjoint=_are_disjoint(table))


def table_rows(b: Builder, x: e.Lookup, here: Here) -> list[Node]:
    """Whether each row's tests all hold of the arguments."""
    table = b.program.tables[x.table]
    arguments = [b.operand(a, here) for a in x.arguments]
    return [b.pool.all(_test(b, t, a, here) for t, a in zip(row.tests, arguments, strict=True)) for row in table.rows]


def _first_hit(b: Builder, rows: list[tuple[Node, Piece]], base: Piece | None, here: Here) -> Piece:
    """Of the rows up to the first that applies, those that may: they must agree."""
    pool = b.pool
    open_: list[tuple[Node, Piece]] = []
    earlier: list[Node] = []
    for condition, piece in rows:
        reached = pool.all(pool.negate(pool.holds(c)) for c in earlier)
        open_.append((pool.all((reached, condition)) if condition.nullable else condition, piece))
        earlier.append(condition)
    first = _first(pool, open_, base)
    if base is None:
        b.doubt(pool.all(pool.fails(c) for c, _ in rows), here)
    unequal = [_apart(pool, c, p, first) for c, p in open_ if c.nullable]
    return choose(pool, [(pool.any(unequal), unknown(pool))], first)


def _sum(pool: Pool, rows: list[tuple[Node, Piece]], base: Piece | None) -> Piece:
    made = zero = number(pool, Fraction(0))
    for condition, piece in rows:
        bare = choose(pool, [(piece.nothing, zero)], piece) if piece.nothing is not None else piece
        part = choose(pool, [(pool.holds(condition), bare), (pool.fails(condition), zero)], unknown(pool))
        made = unknown(pool) if "unknown" in (made.kind, part.kind) else total(pool, made, part)
    if base is None:
        return made
    none = pool.all(pool.fails(condition) for condition, _ in rows)
    return choose(pool, [(none, base)], made)


def _test(b: Builder, test: Test, argument: Piece, here: Here) -> Node:
    pool = b.pool
    match test:
        case AnyTest():
            return pool.truth(True)
        case ConditionTest(condition):
            return b.truth(condition, here)
        case EitherTest(tests):
            return pool.any(_test(b, t, argument, here) for t in tests)
        case ValuesTest(values):
            met = pool.truth(None in values)
            found = pool.null("bool") if argument.kind == "nothing" else among(pool, argument, values)
        case RangeTest():
            met, found = pool.truth(False), within(pool, argument, test)
    return found if argument.nothing is None else pool.case([(argument.nothing, met)], found)


MOST_COMBINED = 500
"""So many combinations of input values are looked at to see whether a table leaves none out."""


def _covers(table: TableType) -> bool:
    """Whether the rows leave out no combination of inputs: of choices and truths alone."""
    columns: list[tuple[Constant, ...]] = []
    for kind in table.input_types:
        match kind:
            case EnumType(values=values, optional=False):
                columns.append(values)
            case TruthType(optional=False):
                columns.append((True, False))
            case _:
                return False
    if prod(map(len, columns)) > MOST_COMBINED:
        return False
    return all(any(_is_met(row, given) for row in table.rows) for given in product(*columns))


def _is_met(row: TableRow, given: Sequence[Constant]) -> bool:
    return all(
        isinstance(test, AnyTest) or (isinstance(test, ValuesTest) and value in test.values)
        for test, value in zip(row.tests, given, strict=True)
    )


def _are_disjoint(table: TableType) -> bool:
    """Whether the tests alone show that no two rows can apply together."""
    rows = table.rows
    return all(_rows_apart(rows[i], rows[j]) for i in range(len(rows)) for j in range(i))


def _rows_apart(one: TableRow, other: TableRow) -> bool:
    return any(_tests_apart(a, c) for a, c in zip(one.tests, other.tests, strict=True))


def _tests_apart(one: Test, other: Test) -> bool:
    match one, other:
        case ValuesTest(a), ValuesTest(c):
            return not set(a) & set(c)
        case RangeTest(), RangeTest():
            return _below(one, other) or _below(other, one)
    return False


def _below(one: RangeTest, other: RangeTest) -> bool:
    if one.high is None or other.low is None:
        return False
    if one.high == other.low:
        return not (one.high_included and other.low_included)
    return bool(one.high < other.low)  # type: ignore[operator]  # both of one column's type
