"""Numbers: arithmetic, extremes, rounding and scales, in integers over static scales; ratios keep a divisor above 0."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import gcd

from yiju.backends.relational.builder import Builder, Here
from yiju.backends.relational.nodes import Node, Pool
from yiju.backends.relational.pieces import (
    Piece,
    choose,
    common_scale,
    compared,
    guarded,
    number,
    scaled,
    unknown,
)
from yiju.program import expressions as e


def arithmetic(b: Builder, x: e.Arithmetic, here: Here) -> Piece:
    """+ - × ÷ and powers."""
    left, right = b.operand(x.left, here), b.operand(x.right, here)
    if left.kind != "number" or right.kind != "number":
        return unknown(b.pool)
    match x.op:
        case "add" | "subtract":
            return total(b.pool, left, right, x.op)
        case "multiply":
            return product(b.pool, left, right)
        case "divide":
            return _quotient(b, left, right, here)
        case "power":
            return _power(b.pool, left, int(right.const))


def total(pool: Pool, left: Piece, right: Piece, op: str = "add") -> Piece:
    """a + b or a - b."""
    scale = common_scale(left, right)
    a, c = scaled(pool, left, scale), scaled(pool, right, scale)
    den = left.den
    if left.den is not right.den:
        a, c = _by(pool, a, right.den), _by(pool, c, left.den)
        den = right.den if left.den is None else _by(pool, left.den, right.den)
    return Piece("number", pool.add(a, c) if op == "add" else pool.subtract(a, c), scale=scale, den=den)


def _by(pool: Pool, node: Node, factor: Node | None) -> Node:
    return node if factor is None else pool.multiply(node, factor)


def product(pool: Pool, left: Piece, right: Piece) -> Piece:
    """a × b."""
    for known, other in ((left, right), (right, left)):
        if isinstance(known.const, Fraction):
            return _times(pool, other, known.const)
    den = right.den if left.den is None else _by(pool, left.den, right.den)
    return _reduced(
        pool, Piece("number", pool.multiply(left.node, right.node), scale=left.scale * right.scale, den=den)
    )


def _times(pool: Pool, piece: Piece, factor: Fraction) -> Piece:
    shared = gcd(factor.numerator, factor.denominator * piece.scale)
    up, scale = factor.numerator // shared, factor.denominator * piece.scale // shared
    return _reduced(pool, replace(piece, node=pool.multiply(piece.node, pool.number(up)), scale=scale))


def _reduced(pool: Pool, piece: Piece) -> Piece:
    if piece.node.op != "lit" or piece.den is not None:
        return piece
    return number(pool, Fraction(piece.node.args[0], piece.scale))


def _quotient(b: Builder, left: Piece, right: Piece, here: Here) -> Piece:
    pool = b.pool
    if isinstance(right.const, Fraction):
        if right.const:
            return _times(pool, left, 1 / right.const)
        b.doubt(pool.truth(True), here)
        return unknown(pool)
    zero = b.doubt(pool.compare("eq", right.node, pool.number(0)), here)
    shared = gcd(right.scale, left.scale)
    over = pool.multiply(_by(pool, left.node, right.den), pool.number(right.scale // shared))
    under = _by(pool, pool.absolute(right.node), left.den)
    if right.node.low < 0:
        negative = pool.compare("lt", right.node, pool.number(0))
        over = pool.case([(negative, pool.minus(over)), (pool.is_known(right.node), over)], pool.null("int"))
    if not pool.holds(zero).is_constant:
        under = pool.case([(zero, pool.null("int"))], under)
        over = pool.case([(zero, pool.null("int"))], over)
    under = pool.bounded(under, 1, under.high)
    # a ratio's divisor is there whenever its numerator is
    both = pool.all((pool.is_known(over), pool.is_known(under)))
    over = pool.case([(both, over)], pool.null("int"))
    return Piece("number", over, scale=left.scale // shared, den=under)


def _power(pool: Pool, base: Piece, exponent: int) -> Piece:
    if isinstance(base.const, Fraction):
        return number(pool, base.const**exponent)
    one = number(pool, Fraction(1))
    if exponent == 0:
        return guarded(pool, pool.is_known(base.node), one)
    made = base
    for _ in range(exponent - 1):
        made = product(pool, made, base)
    return made


def extreme(b: Builder, x: e.Extreme, here: Here) -> Piece:
    """较高者 / 较低者 of numbers or days; unknown if one is."""
    pieces = [b.operand(o, here) for o in x.operands]
    if any(p.kind in ("unknown", "nothing") for p in pieces):
        return unknown(b.pool)
    best = pieces[0]
    for other in pieces[1:]:
        best = better(b.pool, best, other, x.op)
    return best


def better(pool: Pool, left: Piece, right: Piece, op: str) -> Piece:
    """The greater or lesser of two; unknown if one is."""
    ahead = compared(pool, "ge" if op == "max" else "le", left, right)
    behind = compared(pool, "lt" if op == "max" else "gt", left, right)
    if not ahead.nullable:
        made = choose(pool, [(ahead, left)], right)
    else:
        made = choose(pool, [(ahead, left), (behind, right)], unknown(pool))
    if made.kind != "number" or made.node.is_constant:
        return made
    if made.den is not None:
        is_positive = op == "max" and (left.node.low >= 0 or right.node.low >= 0)
        return replace(made, node=pool.bounded(made.node, 0, made.node.high)) if is_positive else made
    if made.scale % left.scale or made.scale % right.scale:
        return made  # one of the two alone, at its own scale
    a, c = scaled(pool, left, made.scale), scaled(pool, right, made.scale)
    pick = max if op == "max" else min
    return replace(made, node=pool.bounded(made.node, pick(a.low, c.low), pick(a.high, c.high)))


def rounded(b: Builder, x: e.Round, here: Here) -> Piece:
    """舍入到 STEP MODE."""
    value = b.operand(x.operand, here)
    return value if value.kind in ("unknown", "nothing") else round_to(b.pool, value, x.step, x.mode)


def round_to(pool: Pool, value: Piece, step: Fraction, mode: str) -> Piece:
    """To a multiple of `step`: half away from zero, away from zero, or toward zero."""
    shared = gcd(step.denominator, step.numerator * value.scale)
    over = pool.multiply(value.node, pool.number(step.denominator // shared))
    under = pool.number(step.numerator * value.scale // shared)
    under = _by(pool, under, value.den)
    count = _whole(pool, over, under, mode)
    return Piece("number", pool.multiply(count, pool.number(step.numerator)), value.nothing, step.denominator)


def _whole(pool: Pool, over: Node, under: Node, mode: str) -> Node:
    """over ÷ under as an integer, by integer operations on what is not negative alone."""
    if under is pool.number(1):
        return over
    size = pool.absolute(over)
    if mode == "half_up":
        two = pool.number(2)
        size = pool.divide(pool.add(pool.multiply(two, size), under), pool.multiply(two, under))
    elif mode == "up":
        size = pool.divide(pool.add(size, pool.subtract(under, pool.number(1))), under)
    else:
        size = pool.divide(size, under)
    if over.low >= 0:
        return size
    negative = pool.compare("lt", over, pool.number(0))
    return pool.case([(negative, pool.minus(size))], size)


def sure(b: Builder, x: e.Sure, here: Here) -> Piece:
    """A 人数 as a number."""
    return b.operand(x.operand, here)


def marginal(b: Builder, x: e.Marginal, here: Here) -> Piece:
    """累进: each part of the value at the rate of its band."""
    pool, scale = b.pool, b.program.scales[x.scale]
    value = b.operand(x.operand, here)
    if value.kind in ("unknown", "nothing"):
        return value
    b.doubt(compared(pool, "lt", value, number(pool, scale.bands[0].above)), here)
    bare = replace(value, nothing=None)
    made = number(pool, Fraction(0))
    uppers = [number(pool, band.above) for band in scale.bands[1:]]
    for i, band in enumerate(scale.bands):
        low = number(pool, band.above)
        top = better(pool, bare, uppers[i], "min") if i < len(uppers) else bare
        rate = b.operand(band.rate, here)
        if rate.kind in ("unknown", "nothing"):
            part = unknown(pool)
        else:
            part = product(pool, total(pool, top, low, "subtract"), rate)
        reached = compared(pool, "gt", bare, low)
        zero = number(pool, Fraction(0))
        made = _plus(pool, made, choose(pool, [(reached, part), (pool.is_known(bare.node), zero)], unknown(pool)))
    return replace(made, nothing=value.nothing) if value.nothing is not None else made


def _plus(pool: Pool, left: Piece, right: Piece) -> Piece:
    return unknown(pool) if "unknown" in (left.kind, right.kind) else total(pool, left, right)
