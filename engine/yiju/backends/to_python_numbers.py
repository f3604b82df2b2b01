"""Generated Python for arithmetic, extremes, rounding and scales: integers over static scales, ratios as tuples."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from yiju.backends.to_python_build import Builder, Here
from yiju.backends.to_python_value import (
    VARIES,
    Piece,
    common_scale,
    embraced,
    guards,
    number,
    reduced,
    scaled,
    times,
)
from yiju.program import expressions as e

SIGNS = {"add": "+", "subtract": "-"}


def arithmetic(b: Builder, x: e.Arithmetic, here: Here) -> Piece:
    """+ - × ÷ and powers."""
    left, right = b.operand(x.left, here), b.operand(x.right, here)
    if left.kind == "unknown" or right.kind == "unknown":
        return guards(left, right).piece("unknown", "None")
    if _is_constant(left) and _is_constant(right) and not (x.op == "divide" and right.const == 0):
        return number(_folded(x.op, left.const, right.const), b.root)
    match x.op:
        case "add" | "subtract":
            return _sum(left, right, SIGNS[x.op])
        case "multiply":
            return _product(left, right)
        case "divide":
            return _quotient(b, left, right)
        case "power":
            return _power(left, int(right.const))


def _is_constant(piece: Piece) -> bool:
    return isinstance(piece.const, Fraction)


def _folded(op: str, left: Fraction, right: Fraction) -> Fraction:
    match op:
        case "add":
            return left + right
        case "subtract":
            return left - right
        case "multiply":
            return left * right
        case "divide":
            return left / right
    return Fraction(left ** int(right))


def _sum(left: Piece, right: Piece, sign: str) -> Piece:
    both = guards(left, right)
    if not left.den and not right.den:
        scale = common_scale(left, right)
        return both.piece("number", f"{scaled(left, scale)} {sign} {embraced(scaled(right, scale))}", scale=scale)
    scale = common_scale(left, right)
    a, c = times(left.code, scale // left.scale), times(right.code, scale // right.scale)
    if left.den == right.den:
        return both.piece("number", f"{embraced(a)} {sign} {embraced(c)}", scale=scale, den=left.den)
    over = f"{_by(a, right.den)} {sign} {embraced(_by(c, left.den))}"
    return both.piece("number", over, scale=scale, den=_by(left.den, right.den))


def _by(code: str, other: str) -> str:
    if not other:
        return code
    return other if not code else f"{embraced(code)} * {embraced(other)}"


def _product(left: Piece, right: Piece) -> Piece:
    both = guards(left, right)
    for constant, other in ((left, right), (right, left)):
        if isinstance(constant.const, Fraction):
            return _by_constant(other, constant.const)
    code = f"{embraced(left.code)} * {embraced(right.code)}"
    return both.piece("number", code, scale=left.scale * right.scale, den=_by(left.den, right.den))


def _by_constant(piece: Piece, factor: Fraction) -> Piece:
    up, down = reduced(factor.numerator, factor.denominator * piece.scale)
    return replace(piece, code=times(piece.code, up), scale=down, name="", const=VARIES)


def _quotient(b: Builder, left: Piece, right: Piece) -> Piece:
    if isinstance(right.const, Fraction):
        if right.const:
            return _by_constant(left, 1 / right.const)
        return replace(guards(left).piece("number", "ERR", own_err=True))
    both = guards(left, right)
    up, down = reduced(right.scale, left.scale)
    divisor = b.bound(replace(right, den="", name="" if right.den else right.name), "divisor")
    over = times(_by(left.code, right.den), up)
    under = _by(divisor.code, left.den)
    code = f"({over}, {under}) if {divisor.code} > 0 else (-{embraced(over)}, -{embraced(under)})"
    made = both.piece("number", f"({code} if {divisor.code} else ERR)", scale=down, den="1")
    return _named_ratio(b, made)


def _named_ratio(b: Builder, made: Piece) -> Piece:
    """A ratio whose code is a tuple or ERR, under a local name."""
    tests = [(made.err, "ERR"), (made.none, "None")]
    code = made.code
    for names, mark in reversed(tests):
        if names:
            code = f"{mark} if {' or '.join(f'{n} is {mark}' for n in names)} else {code}"
    return b.tuple_named(replace(made, code=code, own_none=bool(made.none), own_err=True, none=(), err=()))


def _power(base: Piece, exponent: int) -> Piece:
    if exponent == 0:
        return guards(base).piece("number", "1")
    den = f"{embraced(base.den)} ** {exponent}" if base.den else ""
    code = f"{embraced(base.code)} ** {exponent}"
    return guards(base).piece("number", code, scale=base.scale**exponent, den=den)


def extreme(b: Builder, x: e.Extreme, here: Here) -> Piece:
    """较高者 / 较低者 of numbers or days."""
    pieces = tuple(b.operand(o, here) for o in x.operands)
    if any(p.kind == "unknown" for p in pieces):
        return guards(*pieces).piece("unknown", "None")
    if all(p.kind == "day" or (p.kind == "number" and not p.den) for p in pieces):
        scale = common_scale(*pieces)
        codes = [scaled(p, scale) if p.kind == "number" else p.code for p in pieces]
        code = codes[0] if len(codes) == 1 else f"{x.op}({', '.join(codes)})"
        return guards(*pieces).piece(pieces[0].kind, code, scale=scale)
    best = pieces[0]
    for other in pieces[1:]:
        best = _better(b, best, other, ">=" if x.op == "max" else "<=")
    return best


def _better(b: Builder, left: Piece, right: Piece, sign: str) -> Piece:
    left, right = b.bound(left, "value"), b.bound(right, "value")
    scale = common_scale(left, right)
    test = compared(left, right, sign)
    a, c = (b.as_number(replace(p, none=(), err=()), scale, ratio=True) for p in (left, right))
    made = guards(left, right).piece("number", f"({a} if {test} else {c})", scale=scale, den="1")
    named = _named_ratio(b, made)
    return named if left.may_fail or right.may_fail else replace(named, err=())


def compared(left: Piece, right: Piece, sign: str) -> str:
    """The test of two numbers under their guards; a divisor is above 0."""
    scale = common_scale(left, right)
    a = _by(times(left.code, scale // left.scale), right.den)
    c = _by(times(right.code, scale // right.scale), left.den)
    return f"{_term(a)} {sign} {_term(c)}"


def _term(code: str) -> str:
    return f"({code})" if " if " in code or " := " in code or " else " in code else code


ROUNDERS = {"half_up": "round_half_up", "up": "round_up", "down": "round_down"}


def rounded(b: Builder, x: e.Round, here: Here) -> Piece:
    """舍入到 STEP MODE."""
    value = b.operand(x.operand, here)
    if value.kind in ("unknown", "nothing"):
        return value
    inner, test = b.apart(value)
    up, down = reduced(x.step.denominator, x.step.numerator * inner.scale)
    over, under = times(inner.code, up), times(inner.den, down) if inner.den else str(down)
    if under == "1":
        code = times(over, x.step.numerator)
    else:
        code = times(f"{ROUNDERS[x.mode]}({over}, {under})", x.step.numerator)
    code = f"(NOTHING if {test} else {code})" if test else code
    return guards(value).piece("number", code, scale=x.step.denominator, nothing=bool(test))


def sure(b: Builder, x: e.Sure, here: Here) -> Piece:
    """A 人数 as a number."""
    value = b.piece(x.operand, here)
    if value.kind != "pair":
        return value
    value = b.guarded(value)
    if value.code == value.high:
        return guards(value).piece("number", value.code)
    same = f"({value.code} if {value.code} == {value.high} else None)"
    return guards(value).piece("number", same, own_none=True)


def marginal(b: Builder, x: e.Marginal, here: Here) -> Piece:
    """累进: the band of a value tells how much is at which rate."""
    scale = b.program.scales[x.scale]
    value = b.operand(x.operand, here)
    if value.kind in ("unknown", "nothing"):
        return value
    inner, test = b.apart(b.bound(value, "value"))
    inner = b.guarded(inner)
    rates = [b.operand(band.rate, here) for band in scale.bands]
    first = number(scale.bands[0].above, b.root)
    total = number(Fraction(0), b.root)
    bands = []
    for i, (band, rate) in enumerate(zip(scale.bands, rates, strict=True)):
        bare = replace(inner, none=(), err=())
        part = _product(_sum(bare, number(-band.above, b.root), "+"), rate)
        bands.append(_sum(total, part, "+"))
        if i + 1 < len(rates):
            width = scale.bands[i + 1].above - band.above
            total = _sum(total, _product(number(width, b.root), rate), "+")
    return _by_bands(b, x, value, (inner, test), (first, bands))


def _by_bands(
    b: Builder, x: e.Marginal, value: Piece, of: tuple[Piece, str], cells: tuple[Piece, list[Piece]]
) -> Piece:
    scale, (inner, test), (first, bands) = b.program.scales[x.scale], of, cells
    codes, form = b.joined(tuple(bands), x)
    code = codes[-1]
    uppers = [band.above for band in scale.bands[1:]]
    for upper, cell in reversed(list(zip(uppers, codes, strict=False))):
        code = f"({cell} if {compared(inner, number(upper, b.root), '<=')} else {code})"
    zero = "(0, 1)" if form.get("den") else "0"
    code = f"({zero} if {compared(inner, first, '==')} else {code})"
    code = f"(ERR if {compared(inner, first, '<')} else {code})"
    code = f"(NOTHING if {test} else {code})" if test else code
    for names, mark in ((value.none, "None"), (value.err, "ERR")):
        if names:
            code = f"({mark} if {' or '.join(f'{n} is {mark}' for n in names)} else {code})"
    made = b.result((value, *bands), code, form, own_err=True, nothing=bool(test))
    return made
