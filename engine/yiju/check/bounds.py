"""Static range and scale: every number has room in 128 bits, every amount of money is a whole number of 分.

Input: a program. Findings: YJ321 where a number can outgrow 128 bits, YJ322 where a 标准 or 发放 is finer than a 分.
Undeclared fields are taken to be at most 10^12 元, 10^6 of what is counted, 10^6 as a ratio; lists to hold at most
10^4 records (see `intervals.py`).
"""

from __future__ import annotations

from collections.abc import Mapping

from yiju.check.abstract import Abstract, Analysis
from yiju.check.units import is_money
from yiju.program import expressions as e
from yiju.program import intervals as iv
from yiju.program import types as ty
from yiju.program.intervals import Number
from yiju.program.program import Definition, Program
from yiju_grammar.finding import Finding, finding

FEN = 100
"""分 in a 元."""

ROUNDING = "舍入到 0.01元 四舍五入"


def ranges(program: Program) -> Mapping[str, Abstract]:
    """What each definition without arguments can come to, by its id."""
    run = Analysis(program)
    return {name: run.definition(name, ()) for name, d in program.definitions.items() if not d.parameters}


def bounds(program: Program) -> tuple[Finding, ...]:
    """YJ321 and YJ322 of a program."""
    found: dict[Finding, None] = {}

    def room(x: e.Expr, value: Abstract) -> Abstract:
        if not isinstance(value, Number) or not isinstance(x.type, ty.NumberType):
            return value
        if iv.fits(value, x.type.scale):
            return value
        found[finding("YJ321", x.span)] = None
        return iv.default_range(ty.NumberType(x.type.unit, 1))

    run = Analysis(program, room)
    values = {name: run.definition(name, ()) for name, d in program.definitions.items() if not d.parameters}
    money = _outputs(program)
    too_fine = (_finer_than_fen(d, values.get(d.id)) for d in money)
    return (*found, *(f for f in too_fine if f is not None))


def _outputs(program: Program) -> list[Definition]:
    """The definitions that come out of a policy as money, each once."""
    names: dict[str, None] = {}
    for policy in program.policies.values():
        names.update(dict.fromkeys(u.definition for u in policy.standards))
        names.update(dict.fromkeys(p.definition for p in policy.payments))
    return [program.definitions[n] for n in names if n in program.definitions]


def _finer_than_fen(definition: Definition, value: Abstract) -> Finding | None:
    kind = definition.type
    if not isinstance(value, Number) or not isinstance(kind, ty.NumberType) or not is_money(kind.unit):
        return None
    if value.common and FEN % value.common == 0:
        return None
    return finding("YJ322", definition.span, name=definition.label, rounding=ROUNDING)
