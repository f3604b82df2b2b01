"""Generated Python for conditions: comparisons, membership, and the connectives with Kleene's strong tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from yiju.backends.to_python_build import Builder, Here
from yiju.backends.to_python_numbers import compared
from yiju.backends.to_python_value import VARIES, Guards, Piece, embraced, guards, number, whole
from yiju.program import expressions as e

SIGNS = {"eq": "==", "ne": "!=", "ge": ">=", "gt": ">", "le": "<=", "lt": "<"}


def compare(b: Builder, x: e.Compare, here: Here) -> Piece:
    """A comparison; 无 on either side is 假."""
    left, right = b.operand(x.left, here), b.operand(x.right, here)
    left, right = b.keep_operand(x.left, left, here), b.keep_operand(x.right, right, here)
    both = guards(left, right)
    if both.unknown:
        return both.piece("unknown", "None")
    if "nothing" in (left.kind, right.kind):
        return both.piece("truth", "False")
    (left, no_left), (right, no_right) = b.apart(left), b.apart(right)
    if left.kind == "pair" or right.kind == "pair":
        return _compare_pairs(x, left, right, both)
    test = _test(left, right, SIGNS[x.op])
    tests = [t.replace(" is NOTHING", " is not NOTHING") for t in (no_left, no_right) if t]
    return both.piece("truth", " and ".join([*tests, test]))


def _test(left: Piece, right: Piece, sign: str) -> str:
    if left.kind == "number":
        return compared(left, right, sign)
    return f"{embraced(left.code)} {sign} {embraced(right.code)}"


def _compare_pairs(x: e.Compare, left: Piece, right: Piece, both: Guards) -> Piece:
    """Known when the ends agree; an equality also when no value between them can be equal."""
    low_left, high_left = _ends(left)
    low_right, high_right = _ends(right)
    if (left.code, right.code) == (left.high or left.code, right.high or right.code):
        return both.piece("truth", _test(low_left, low_right, SIGNS[x.op]))
    if x.op in ("ge", "gt"):
        low_left, high_left, low_right, high_right = low_right, high_right, low_left, high_left
    if x.op in ("eq", "ne"):
        always = f"{compared(low_left, high_right, '==')} and {compared(high_left, low_right, '==')}"
        never = f"{compared(high_left, low_right, '<')} or {compared(low_left, high_right, '>')}"
        never = _between(left, right, never)
        yes, no = ("True", "False") if x.op == "eq" else ("False", "True")
        return both.piece("truth", f"({yes} if {always} else {no} if {never} else None)", own_none=True)
    sign = "<" if x.op in ("lt", "gt") else "<="
    always, maybe = compared(high_left, low_right, sign), compared(low_left, high_right, sign)
    return both.piece("truth", f"(True if {always} else None if {maybe} else False)", own_none=True)


def _between(left: Piece, right: Piece, never: str) -> str:
    """A count is never equal to what is no whole number."""
    for counted, other in ((left, right), (right, left)):
        if counted.kind == "pair" and other.kind != "pair":
            if other.den:
                return f"{never} or {embraced(other.code)} % ({other.den} * {other.scale}) != 0"
            return never if other.scale == 1 else f"{never} or {embraced(other.code)} % {other.scale} != 0"
    return never


def _ends(piece: Piece) -> tuple[Piece, Piece]:
    if piece.kind != "pair":
        return piece, piece
    low = replace(piece, kind="number", high="", name="")
    return low, replace(low, code=piece.high)


def is_nothing(b: Builder, x: e.IsNothing, here: Here) -> Piece:
    """`X 是 无`."""
    value = b.operand(x.operand, here)
    if value.kind == "unknown":
        return value
    _, test = b.apart(value)
    return guards(value).piece("truth", "True" if value.kind == "nothing" else test or "False")


def is_value(b: Builder, x: e.Is, here: Here) -> Piece:
    """`X 是 V` and `X 不是 V`, 无 being a value like another."""
    left, right = b.operand(x.left, here), b.operand(x.right, here)
    both = guards(left, right)
    if both.unknown:
        return both.piece("unknown", "None")
    (left, no_left), (right, no_right) = b.apart(left), b.apart(right)
    if left.kind == "nothing" or right.kind == "nothing":
        absent = [no_left if left.kind != "nothing" else "True", no_right if right.kind != "nothing" else "True"]
        code = "False" if "" in absent else " and ".join(t for t in absent if t != "True") or "True"
    else:
        code = _equal(left, right)
        absent = [t for t in (no_left, no_right) if t]
        if absent:
            either = " or ".join(absent)
            code = f"({' and '.join(absent) if len(absent) == 2 else 'False'} if {either} else {code})"
    return both.piece("truth", f"not ({code})" if x.negated else code)


def _equal(left: Piece, right: Piece) -> str:
    if left.kind == "pair" and right.kind == "pair":
        return f"{whole_code(left)} == {whole_code(right)}"
    if left.kind == "pair" or right.kind == "pair":
        return "False"
    return _test(left, right, "==")


def whole_code(pair: Piece) -> str:
    """Both ends of a pair as a tuple."""
    return f"({pair.code}, {pair.high})"


def one_of(b: Builder, x: e.OneOf, here: Here) -> Piece:
    """`X 属于（…）` and `不属于`."""
    value = b.operand(x.operand, here)
    if value.kind == "unknown":
        return value
    if value.kind == "nothing":
        return guards(value).piece("truth", str(x.negated))
    inner, test = b.apart(value)
    code = _membership(b, inner, x.values)
    code = f"{test.replace(' is ', ' is not ')} and {code}" if test else code
    return guards(value).piece("truth", f"not ({code})" if x.negated else code)


def _membership(b: Builder, value: Piece, values: tuple[Any, ...]) -> str:
    if value.kind == "number":
        fractions = [v for v in values if isinstance(v, Fraction)]
        if value.den:
            return f"({' or '.join(compared(value, number(v, b.root), '==') for v in fractions) or 'False'})"
        codes = [str(int(v * value.scale)) for v in fractions if (v * value.scale).denominator == 1]
    else:
        codes = [b.constant(v).code for v in values if v is not None]
    if not codes:
        return "False"
    if len(codes) == 1:
        return f"{embraced(value.code)} == {codes[0]}"
    return f"{embraced(value.code)} in ({', '.join(codes)})"


def in_range(b: Builder, x: e.InRange, here: Here) -> Piece:
    """Between two ends, each included or not; 无 is 假."""
    value = b.operand(x.operand, here)
    if value.kind == "unknown":
        return value
    if value.kind == "nothing":
        return guards(value).piece("truth", "False")
    inner, test = b.apart(b.bound(value, "value"))
    tests = [test.replace(" is ", " is not ")] if test else []
    if x.low is not None:
        tests.append(_bounded(b, inner, x.low, ">=" if x.low_included else ">"))
    if x.high is not None:
        tests.append(_bounded(b, inner, x.high, "<=" if x.high_included else "<"))
    return guards(value).piece("truth", " and ".join(tests) or "True")


def _bounded(b: Builder, value: Piece, end: Fraction | date, sign: str) -> str:
    return _test(value, b.constant(end), sign)


def in_month(b: Builder, x: e.InMonth, here: Here) -> Piece:
    """`D 属于 当月` or `当年`."""
    value = b.operand(x.operand, here)
    if value.kind == "unknown":
        return value
    if value.kind == "nothing":
        return guards(value).piece("truth", "False")
    inner, test = b.apart(b.bound(value, "when"))
    first, last = b.part(here.now, f"{x.unit}_start"), b.part(here.now, f"{x.unit}_end")
    code = f"{first.code} <= {inner.code} <= {last.code}"
    code = f"{test.replace(' is ', ' is not ')} and {code}" if test else code
    return guards(value, first, last).piece("truth", code)


def month_in(b: Builder, x: e.MonthIn, here: Here) -> Piece:
    """`当月 属于（11月，12月）`."""
    month = b.part(here.now, "month")
    if month.const is not VARIES:
        return b.constant(int(month.const) in x.months)
    tests = ", ".join(map(str, x.months))
    return guards(month).piece("truth", f"{month.code} in ({tests},)")


def contains(b: Builder, x: e.Contains, here: Here) -> Piece:
    """`X 含 V`."""
    value = b.operand(x.operand, here)
    if value.kind == "unknown":
        return value
    if value.kind == "nothing":
        return guards(value).piece("truth", "False")
    inner, test = b.apart(value)
    code = f"{x.value!r} in {embraced(inner.code)}"
    return guards(value).piece("truth", f"{test.replace(' is ', ' is not ')} and {code}" if test else code)


# --- connectives --------------------------------------------------------------------------------------------


def both(b: Builder, x: e.Both, here: Here) -> Piece:
    """且 (`all`) and 或 (`any`)."""
    return kleene(b, x.op, tuple(b.piece(o, here) for o in x.operands))


def kleene(b: Builder, op: str, pieces: tuple[Piece, ...]) -> Piece:
    """Kleene's strong tables; in a trace every operand has its name, else the first that decides ends it."""
    decisive = op == "any"
    if any(p.const is decisive for p in pieces):
        return b.constant(decisive)
    live = tuple(p for p in pieces if p.const is VARIES)
    if not live:
        return b.constant(not decisive)
    if len(live) == 1:
        return live[0]
    certain = [p for p in live if not p.may_be_unknown and not p.may_fail]
    open_ones = [p for p in live if p.may_be_unknown or p.may_fail]
    place = Guards(*_place(live), (), (), False)
    join = " or " if decisive else " and "
    codes = [embraced(p.code) for p in certain]
    if not open_ones:
        return place.piece("truth", join.join(codes))
    codes.append(f"({_undecided(b, open_ones, decisive)})")
    unknown, failing = any(p.may_be_unknown for p in live), any(p.may_fail for p in live)
    return place.piece("truth", f"({join.join(codes)})", own_none=unknown, own_err=failing)


def _place(pieces: tuple[Piece, ...]) -> tuple[Any, Any]:
    bare = guards(*pieces)
    return bare.loop, bare.level


def _undecided(b: Builder, pieces: list[Piece], decisive: bool) -> str:
    """Code over operands of which each may be None or ERR; a name is given at its first mention."""
    if len(pieces) == 1:
        return whole(pieces[0])
    names = [p.name or ("None" if whole(p) == "None" else b.names.new("c")) for p in pieces]
    firsts = [n if p.name or n == "None" else f"({n} := {whole(p)})" for n, p in zip(names, pieces, strict=True)]
    tests = " or ".join(f"{f} is {decisive}" for f in firsts if f != "None")
    code = str(not decisive)
    unknown = " or ".join(f"{n} is None" for n, p in zip(names, pieces, strict=True) if p.may_be_unknown)
    failing = " or ".join(f"{n} is ERR" for n, p in zip(names, pieces, strict=True) if p.may_fail)
    code = f"None if {unknown} else {code}" if unknown else code
    code = f"ERR if {failing} else {code}" if failing else code
    return f"{decisive} if {tests} else {code}" if tests else code


def negation(b: Builder, x: e.Not, here: Here) -> Piece:
    """非."""
    return negated(b, b.piece(x.operand, here))


def negated(b: Builder, value: Piece) -> Piece:
    """真 for 假 and 假 for 真."""
    if value.kind == "unknown":
        return value
    if isinstance(value.const, bool):
        return b.constant(not value.const)
    if not value.own_none and not value.own_err:
        return guards(value).piece("truth", f"not {embraced(value.code)}")
    name = b.names.new("c")
    code = f"not {name} if ({name} := {whole(value)}) is True or {name} is False else {name}"
    place = guards(replace(value, none=(), err=()))
    return place.piece("truth", f"({code})", own_none=value.may_be_unknown, own_err=value.may_fail)
