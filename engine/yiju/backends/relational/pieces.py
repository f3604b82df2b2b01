"""What an expression of the calculus became: a node for its value, and what SQL's NULL alone cannot say.

Numbers are integers over a static `scale`, ratios have a divisor node above 0. A node is NULL where the value is
unknown or 无; `nothing` tells the two apart (a piece of kind `nothing` is 无 or unknown, never more). Everything here
works for any record type and dialect.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Any, Literal

from yiju.backends.relational.nodes import Node, Pool

Kind = Literal["number", "pair", "truth", "day", "text", "set", "list", "history", "nothing", "unknown"]


@dataclass(frozen=True, slots=True)
class Piece:
    """`nothing`: whether the value is 无, never NULL; None where it cannot be. `den`: the divisor of a ratio, above 0,
    NULL only where `node` is. `high`: the other end of a pair. `source`: where a list's elements come from."""

    kind: Kind
    node: Node
    nothing: Node | None = None
    scale: int = 1
    den: Node | None = None
    high: Node | None = None
    source: Any = None

    @property
    def const(self) -> Any:
        """The value where it is the same for every record (a number as a Fraction), else None."""
        if self.node.op != "lit" or self.nothing is not None or self.den is not None or self.kind == "pair":
            return None
        value = self.node.args[0]
        return Fraction(value, self.scale) if self.kind == "number" else value


def number(pool: Pool, value: Fraction) -> Piece:
    """A number that is the same for every record."""
    return Piece("number", pool.number(value.numerator), scale=value.denominator)


def constant(pool: Pool, value: Any) -> Piece:
    """A constant of the calculus; None is 无."""
    match value:
        case None:
            return Piece("nothing", pool.null("text"), pool.truth(True))
        case bool():
            return Piece("truth", pool.truth(value))
        case Fraction():
            return number(pool, value)
        case date():
            return Piece("day", pool.day(value))
        case frozenset():
            return Piece("set", pool.make("texts", tuple(sorted(value)), "texts", nullable=False))
    return Piece("text", pool.text(value))


def unknown(pool: Pool) -> Piece:
    """Never known."""
    return Piece("unknown", pool.null("text"))


def is_unknown(pool: Pool, piece: Piece) -> Node:
    """Whether the value is unknown, never NULL."""
    if piece.kind == "nothing":
        return pool.negate(piece.nothing or pool.truth(True))
    missing = pool.is_null(piece.node)
    return missing if piece.nothing is None else pool.all((missing, pool.negate(piece.nothing)))


def scaled(pool: Pool, piece: Piece, scale: int) -> Node:
    """The numerator at a scale that is a multiple of the piece's own."""
    assert scale % piece.scale == 0, (scale, piece.scale)
    return pool.multiply(piece.node, pool.number(scale // piece.scale))


def common_scale(*pieces: Piece) -> int:
    """The least scale that holds all."""
    return lcm(*(p.scale for p in pieces))


def compared(pool: Pool, op: str, left: Piece, right: Piece) -> Node:
    """The comparison of two values neither of which is 无; NULL where one is unknown."""
    if left.kind == "unknown" or right.kind == "unknown":
        return pool.null("bool")
    if left.kind != "number":
        return pool.compare(op, left.node, right.node)
    scale = common_scale(left, right)
    a, b = scaled(pool, left, scale), scaled(pool, right, scale)
    a = a if right.den is None else pool.multiply(a, right.den)
    b = b if left.den is None else pool.multiply(b, left.den)
    return pool.compare(op, a, b)


def same(pool: Pool, left: Piece, right: Piece) -> Node:
    """Whether two values are known and equal, 无 being a value; never NULL."""
    if "unknown" in (left.kind, right.kind):
        return pool.truth(False)
    if "nothing" in (left.kind, right.kind):
        return pool.all(p.nothing or pool.truth(False) for p in (left, right))
    alike = pool.holds(compared(pool, "eq", left, right))
    if left.kind == "pair":
        assert left.high is not None and right.high is not None
        alike = pool.all((alike, pool.holds(pool.compare("eq", left.high, right.high))))
    if left.nothing is None or right.nothing is None:
        return alike
    return pool.any((pool.all((left.nothing, right.nothing)), alike))


def choose(pool: Pool, arms: Sequence[tuple[Node, Piece]], otherwise: Piece) -> Piece:
    """The piece of the first condition that holds; `otherwise` where none does."""
    live = [(c, p) for c, p in arms if c is not pool.truth(False) and c.op != "null"]
    for i, (condition, piece) in enumerate(live):
        if condition is pool.truth(True):
            live, otherwise = live[:i], piece
            break
    if not live or all(p == otherwise for _, p in live):
        return otherwise
    pieces = [p for _, p in live] + [otherwise]
    valued = [p for p in pieces if p.kind not in ("unknown", "nothing")]
    nothing = _chosen_nothing(pool, live, otherwise)
    if not valued:
        kind: Kind = "unknown" if nothing is None else "nothing"
        return replace(otherwise, kind=kind, nothing=nothing, node=pool.null("text"))
    form = _form(pool, valued)

    def over(get: Any) -> Node:
        return pool.case([(c, get(p)) for c, p in live], get(otherwise))

    made = replace(form, node=over(lambda p: _numerator(pool, p, form)), nothing=nothing)
    if form.den is not None:
        made = replace(made, den=over(lambda p: _divisor(pool, p)))
    if form.kind == "pair":
        made = replace(made, high=over(lambda p: p.high or _numerator(pool, p, form)))
    return made


def _form(pool: Pool, valued: list[Piece]) -> Piece:
    first = next((p for p in valued if p.kind == "pair"), valued[0])
    if first.kind != "number":
        return first
    den = pool.number(1) if any(p.den is not None for p in valued) else None
    return replace(first, scale=common_scale(*valued), den=den)


def _numerator(pool: Pool, piece: Piece, form: Piece) -> Node:
    if piece.kind in ("unknown", "nothing"):
        return pool.null(form.node.type)
    return scaled(pool, piece, form.scale) if form.kind == "number" else piece.node


def _divisor(pool: Pool, piece: Piece) -> Node:
    return piece.den if piece.den is not None else pool.number(1)


def _chosen_nothing(pool: Pool, live: Sequence[tuple[Node, Piece]], otherwise: Piece) -> Node | None:
    if all(p.nothing is None for p in (*(p for _, p in live), otherwise)):
        return None
    no = pool.truth(False)
    return pool.case([(c, p.nothing or no) for c, p in live], otherwise.nothing or no)


def guarded(pool: Pool, condition: Node, piece: Piece) -> Piece:
    """The piece where a condition holds, unknown elsewhere."""
    return choose(pool, [(condition, piece)], unknown(pool))
