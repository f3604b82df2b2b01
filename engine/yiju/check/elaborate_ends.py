"""The least and the most a value can come to, by the numbers written in it; None where a record bears on it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from yiju.check.elaborator import Elaborator
from yiju.program import expressions as e

Ends = tuple[Fraction | None, Fraction | None]
OPEN: Ends = (None, None)


def ends(el: Elaborator, x: e.Expr) -> Ends:
    """The least and the most of a number."""
    match x:
        case e.Const(value=Fraction() as value):
            return value, value
        case e.Dated(pieces=pieces):
            return _hull(ends(el, p.value) for p in pieces)
        case e.Choice(then=then, otherwise=otherwise):
            return _hull((ends(el, then), ends(el, otherwise)))
        case e.Candidates(alternatives=alternatives, base=base):
            return _hull(ends(el, v) for v in (base, *(a.value for a in alternatives)))
        case e.Lookup(table=table, column=column):
            made = el.tables[table]
            rows = (*made.rows, *((made.otherwise,) if made.otherwise else ()))
            return _hull(ends(el, row.results[column]) for row in rows) if made.hit != "sum" else OPEN
        case e.Ref(definition=name) if name in el.definitions:
            return ends(el, el.definitions[name].body)
        case e.Extreme(op=op, operands=operands):
            return _extreme(op, [ends(el, o) for o in operands])
        case e.Sure(operand=operand) | e.Grounded(operand=operand) | e.At(value=operand):
            return ends(el, operand)
    return OPEN


def _hull(found: Iterable[Ends]) -> Ends:
    lows, highs = zip(*found, strict=True)
    return (
        None if None in lows else min(v for v in lows if v is not None),
        None if None in highs else max(v for v in highs if v is not None),
    )


def _extreme(op: str, found: list[Ends]) -> Ends:
    """The greater of several is at least each of their least, and only known above when all are."""
    lows = [low for low, _ in found if low is not None]
    highs = [high for _, high in found if high is not None]
    all_low, all_high = len(lows) == len(found), len(highs) == len(found)
    if op == "max":
        return max(lows, default=None), max(highs) if all_high else None
    return min(lows) if all_low else None, min(highs, default=None)
