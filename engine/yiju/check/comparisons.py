"""Conditions that are no questions: always or never true, whatever the record.

Input: a program. Findings: YJ410 a comparison that never holds, YJ411 one that always does (both by the range of its
values), YJ412 a number compared with one finer than it can be, YJ413 `是 无` of what is never 无, YJ414 an enumeration
value that cannot occur, YJ415 conditions that never hold together. Only what depends on a record is judged: that one
parameter is below another is for 核对.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from yiju.check import cells as cs
from yiju.check.abstract import Abstract, Analysis, DayRange, Environment, arguments_of, off_scale
from yiju.check.formulas import Formulas
from yiju.check.unit_texts import number_text, value_text
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.intervals import Number
from yiju.program.program import Definition, Program
from yiju.program.traverse import below, referred, table_expressions
from yiju_grammar.finding import Finding, finding

ATOMS = (e.Compare, e.Is, e.IsNothing, e.OneOf, e.InRange)


@dataclass(slots=True)
class Judging:
    """One program under judgement. `values`: what the nodes of a body came to, by identity; `impossible`: conditions
    found to hold for nobody; `dead`: the definitions they stand in; `reads`: which definitions read a record."""

    program: Program
    analysis: Analysis
    values: dict[int, Abstract] = field(default_factory=dict)
    impossible: set[int] = field(default_factory=set)
    dead: set[str] = field(default_factory=set)
    reads: dict[str, bool] = field(default_factory=dict)

    def see(self, x: e.Expr, value: Abstract) -> Abstract:
        """Keep what a node came to."""
        self.values[id(x)] = value
        return value

    def of(self, x: e.Expr) -> Abstract:
        """What a node came to."""
        return self.values.get(id(x))


def comparisons(program: Program) -> tuple[Finding, ...]:
    """YJ410 to YJ415 of a program."""
    judging = Judging(program, Analysis(program))
    found: dict[Finding, None] = {}
    for definition in _readers_last(program):
        judging.analysis.definition(definition.id, arguments_of(definition))
        names = (p.name for p in definition.parameters)
        arguments = dict(zip(names, arguments_of(definition), strict=True))
        before = len(judging.impossible)
        found.update(dict.fromkeys(_body(judging, definition.body, arguments)))
        if len(judging.impossible) > before:
            judging.dead.add(definition.id)
    for table in program.tables:
        for cell in table_expressions(program, table):
            found.update(dict.fromkeys(_body(judging, cell, {})))
    return tuple(found)


def _readers_last(program: Program) -> Iterator[Definition]:
    """Every definition after those it reads, so that a mistake is told where it is made."""
    done: set[str] = set()
    for start in program.definitions:
        stack = [(start, False)]
        while stack:
            name, ready = stack.pop()
            if name in done or name not in program.definitions:
                continue
            if ready:
                done.add(name)
                yield program.definitions[name]
                continue
            stack.append((name, True))
            stack.extend((n, False) for n in referred(program, program.definitions[name].body) if n not in done)


def _body(judging: Judging, body: e.Expr, arguments: Environment) -> Iterator[Finding]:
    judging.values.clear()
    Analysis(judging.program, judging.see, known=judging.analysis.known).value(body, arguments)
    nodes = list(below(body))
    told = {id(y) for x in nodes if isinstance(x, e.Candidates) for a in x.alternatives for y in spine(a.applies)}
    for x in reversed(nodes):
        if isinstance(x, ATOMS) and reads_record(judging, x):
            yield from _atom(judging, x)
        elif isinstance(x, e.Both) and x.op == "all" and id(x) not in told:
            yield from _together(judging, x)


def spine(x: e.Expr) -> Iterator[e.Expr]:
    """A condition and those of its parts without which it cannot hold (an exception's are told by YJ432)."""
    yield x
    parts = x.operands if isinstance(x, e.Both) and x.op == "all" else (x.operand,) if isinstance(x, e.Grounded) else ()
    for part in parts:
        yield from spine(part)


def reads_record(judging: Judging, x: e.Expr) -> bool:
    """Whether anything of a record, or an argument, bears on a node."""
    for y in below(x):
        if isinstance(y, e.Field | e.Variable):
            return True
        if isinstance(y, e.Lookup) and any(
            reads_record(judging, c) for c in table_expressions(judging.program, y.table)
        ):
            return True
    return any(_definition_reads(judging, name) for name in referred(judging.program, x))


def _definition_reads(judging: Judging, name: str) -> bool:
    if name not in judging.reads:
        made = judging.program.definitions.get(name)
        judging.reads[name] = made is not None and reads_record(judging, made.body)
    return judging.reads[name]


# --- one comparison -----------------------------------------------------------------------------------------


def _atom(judging: Judging, x: e.Expr) -> Iterator[Finding]:
    match x:
        case e.IsNothing(operand=operand) if not operand.type.optional:
            yield finding("YJ413", x.span)
        case e.Compare(op="eq" | "ne") if _finer(judging, x):
            yield finding("YJ412", x.span)
        case e.Compare() | e.InRange():
            yield from _settled(judging, x)
        case e.Is() | e.OneOf():
            yield from _values(judging, x)


def _finer(judging: Judging, x: e.Compare) -> bool:
    left, right = judging.of(x.left), judging.of(x.right)
    return isinstance(left, Number) and isinstance(right, Number) and off_scale(left, right)


def _settled(judging: Judging, x: e.Compare | e.InRange) -> Iterator[Finding]:
    value = judging.of(x)
    code = (
        {frozenset({False}): "YJ410", frozenset({True}): "YJ411"}.get(value) if isinstance(value, frozenset) else None
    )
    operand = x.operand if isinstance(x, e.InRange) else _varying(judging, x)
    if code is not None:
        yield finding(code, x.span, range=_range_text(judging.of(operand), operand.type))


def _varying(judging: Judging, x: e.Compare) -> e.Expr:
    return x.left if reads_record(judging, x.left) else x.right


def _range_text(value: Abstract, kind: ty.Type) -> str:
    """`0..12月`; nothing for what has no order."""
    match value:
        case Number(low=low, high=high):
            return value_text(low, kind) if low == high else f"{number_text(low)}..{value_text(high, kind)}"
        case DayRange(low=first, high=last):
            return f"{first.isoformat()}..{last.isoformat()}"
        case frozenset():
            return "，".join(sorted(map(str, value)))
    return ""


def _values(judging: Judging, x: e.Is | e.OneOf) -> Iterator[Finding]:
    """Enumeration values that what is tested never has."""
    operand = x.left if isinstance(x, e.Is) else x.operand
    possible = judging.of(operand)
    asked = x.values if isinstance(x, e.OneOf) else _single(x.right)
    if not isinstance(operand.type, ty.EnumType) or not isinstance(possible, frozenset) or not possible:
        return
    for value in asked:
        if value is not None and value not in possible:
            yield finding("YJ414", x.span, value=value, range=_range_text(possible, operand.type))


def _single(x: e.Expr) -> tuple[object, ...]:
    return (x.value,) if isinstance(x, e.Const) else ()


# --- several together ---------------------------------------------------------------------------------------


def _together(judging: Judging, x: e.Both) -> Iterator[Finding]:
    """Conditions none of which is impossible alone, but all of them are."""
    settled = any(judging.of(o) == frozenset({False}) for o in x.operands)
    inside = any(id(y) in judging.impossible for y in below(x)) or any(n in judging.dead for n in _reached(judging, x))
    if settled or inside or not reads_record(judging, x):
        return
    run = Formulas(judging.program, judging.analysis)
    holds = run.condition(x)
    if run.space.size() <= cs.CONDITION_LIMIT and not any(holds(cell) for cell in run.space.cells()):
        judging.impossible.add(id(x))
        yield finding("YJ415", x.span)


def _reached(judging: Judging, x: e.Expr) -> set[str]:
    """Every definition a node reads, directly or not."""
    seen: set[str] = set()
    stack = list(referred(judging.program, x)) if judging.dead else []
    while stack:
        name = stack.pop()
        if name not in seen and name in judging.program.definitions:
            seen.add(name)
            stack.extend(referred(judging.program, judging.program.definitions[name].body))
    return seen
