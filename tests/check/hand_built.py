"""Small programs built by hand, for checks of whole programs: fields, constants, tables, policies, each in a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import count
from typing import Any

from yiju.documents.model import ALWAYS, Days
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.program import (
    AnyTest,
    Bound,
    Definition,
    FieldType,
    PolicyType,
    Program,
    RangeTest,
    RecordType,
    RuleUse,
    TableRow,
    TableType,
    Test,
    ValuesTest,
)
from yiju_grammar.span import Span

TRUTH = ty.TruthType()
DATE = ty.DateType()
YUAN = ty.NumberType((("元", 1),), 100)
AGE = ty.NumberType((("岁", 1),), 1)
RATIO = ty.NumberType((), 1_000_000)
AREA = ty.EnumType("城乡", ("城市", "农村"))

_places = count(1)


def here() -> Span:
    """A place no other node has."""
    n = next(_places)
    return Span("test.policy", n, n + 1)


def const(value: Any, kind: ty.Type = YUAN) -> e.Const:
    value = Fraction(value) if isinstance(kind, ty.NumberType) and value is not None else value
    return e.Const(kind, here(), value)


def field(name: str, kind: ty.Type = YUAN, up: int = 0) -> e.Field:
    return e.Field(kind, here(), up, name)


def ref(name: str, kind: ty.Type = TRUTH, up: int = 0) -> e.Ref:
    return e.Ref(kind, here(), up, name)


def compare(op: Any, left: e.Expr, right: e.Expr) -> e.Compare:
    return e.Compare(TRUTH, here(), op, left, right)


def arithmetic(op: Any, left: e.Expr, right: e.Expr, scale: int = 0) -> e.Arithmetic:
    return e.Arithmetic(ty.NumberType((("元", 1),), scale), here(), op, left, right)


def both(op: Any, *operands: e.Expr) -> e.Both:
    return e.Both(TRUTH, here(), op, operands)


def in_force(*intervals: Days) -> e.InForce:
    return e.InForce(TRUTH, here(), intervals)


def dated(label: str, *pieces: tuple[Days, e.Expr]) -> e.Dated:
    made = tuple(e.Piece(days, value, (), here()) for days, value in pieces)
    return e.Dated(pieces[0][1].type, here(), made, label)


def candidates(base: e.Expr, *alternatives: tuple[str, e.Expr, e.Expr]) -> e.Candidates:
    made = tuple(e.Alternative(label, applies, value, (), here()) for label, applies, value in alternatives)
    return e.Candidates(base.type, here(), "补助", made, base)


def days(start: str | None = None, end: str | None = None) -> Days:
    return Days(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)


def values(*items: Any) -> ValuesTest:
    return ValuesTest(tuple(Fraction(i) if isinstance(i, int) and not isinstance(i, bool) else i for i in items))


def between(low: Any, high: Any, ends: str = "[]") -> RangeTest:
    edges = [None if v is None else Fraction(v) for v in (low, high)]
    return RangeTest(edges[0], ends[0] == "[", edges[1], ends[1] == "]")


ANY = AnyTest()


def table(
    inputs: Sequence[tuple[str, ty.Type | None]],
    *rows: tuple[Sequence[Test], Any],
    hit: Any = "unique",
    otherwise: Any = None,
) -> TableType:
    made = tuple(_row(tests, result) for tests, result in rows)
    last = None if otherwise is None else _row([ANY] * len(inputs), otherwise)
    names, kinds = tuple(n for n, _ in inputs), tuple(k for _, k in inputs)
    return TableType("标准", "标准", names, kinds, ("值",), (YUAN,), hit, made, last, None, (), here())


def _row(tests: Sequence[Test], result: Any) -> TableRow:
    value = result if isinstance(result, e.Expr.__args__) else const(result)  # type: ignore[attr-defined]
    return TableRow(tuple(tests), (value,), (), here())


def definition(name: str, body: e.Expr, kind: Any = "definition") -> Definition:
    return Definition(name, name, kind, "家庭", (), body, body.type, (), (), here())


def policy(start: str | None = None, end: str | None = None, standards: Sequence[str] = ()) -> PolicyType:
    first = Bound(date.fromisoformat(start), (), "start") if start else None
    last = Bound(date.fromisoformat(end), (), "cutoff") if end else None
    uses = tuple(RuleUse(name, (ALWAYS,)) for name in standards)
    return PolicyType(
        "低保", "低保", "家庭", (), first, last, "结果", (), uses, (), (), (), (), (), (), (), here()
    )  # fmt: skip


def record(*fields: tuple[str, ty.Type] | tuple[str, ty.Type, int, int]) -> RecordType:
    made = []
    for name, kind, *bounds in fields:
        low, high = (Fraction(b) for b in bounds) if bounds else (None, None)
        made.append(FieldType(name, kind, False, False, False, low, high, here()))
    return RecordType("家庭", "户", tuple(made), here())


def program(
    *definitions: Definition,
    tables: Sequence[TableType] = (),
    policies: Sequence[PolicyType] = (),
    records: Sequence[RecordType] = (),
) -> Program:
    outcome = definition("结果", const(True, TRUTH), "outcome")
    return Program(
        "试",
        "sha256:",
        {r.name: r for r in records},
        {d.id: d for d in (outcome, *definitions)},
        {t.id: t for t in tables},
        {},
        {},
        {p.name: p for p in policies},
        (),
        (),
        (),
    )


def optional(kind: Any) -> Any:
    return replace(kind, optional=True)
