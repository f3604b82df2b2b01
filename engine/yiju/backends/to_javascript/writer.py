"""The writer of a generated module: each expression, type and rule file once, as a constant, in the order of need.

Input: nodes and parts of a program. Output: lines of constants, and the code by which each part is read. An inert part
becomes an object with its fields under their own names; a `span` becomes `place`, grounds get new numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from yiju.backends.to_javascript.literals import (
    day_literal,
    days_literal,
    integer_literal,
    list_literal,
    number_literal,
    object_literal,
    text_literal,
)
from yiju.backends.to_javascript.node_values import value_code
from yiju.documents.model import Days, Ground
from yiju.program import expressions as e
from yiju.program import program as p
from yiju.program import types as ty
from yiju.program.traverse import KINDS as KINDS_OF_NODE
from yiju_grammar.span import Span

PLACED = (e.Open, e.Arithmetic, e.ShiftDate, e.Candidates, e.Lookup, e.Marginal, e.PointsTotal)
"""Nodes that may fail, or are told with their place."""

KINDS = (
    e.Piece,
    e.Alternative,
    p.AnyTest,
    p.ValuesTest,
    p.RangeTest,
    p.EitherTest,
    p.ConditionTest,
)
"""Parts told apart by their `kind`."""

TYPES = (
    ty.NumberType,
    ty.TruthType,
    ty.TextType,
    ty.DateType,
    ty.MonthType,
    ty.EnumType,
    ty.MultiType,
    ty.ListType,
    ty.HistoryType,
    ty.NothingType,
)


@dataclass(slots=True)
class Writer:
    """One module in the making: `lines` of constants; `grounds` in the order of their new numbers."""

    sources: Mapping[str, str]
    all_grounds: tuple[Ground, ...]
    lines: list[str] = field(default_factory=list)
    grounds: dict[Ground, int] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    _nodes: dict[int, tuple[e.Expr, str]] = field(default_factory=dict)

    # --- constants ----------------------------------------------------------------------------------------

    def text_of(self, span: Span) -> str:
        """The words of a rule file at a span, white space folded."""
        return re.sub(r"\s+", " ", self.sources.get(span.file, "")[span.start : span.end]).strip()

    def node(self, x: e.Expr) -> str:
        """The name of an expression's node."""
        if id(x) not in self._nodes:
            self._nodes[id(x)] = (x, self._written_node(x))
        return self._nodes[id(x)][1]

    def _written_node(self, x: e.Expr) -> str:
        parts = {"kind": text_literal(type(x).__name__), "type": self.type(x.type)}
        parts["text"] = text_literal(self.text_of(x.span))
        if isinstance(x, PLACED):
            parts["place"] = self.place(x.span)
        whole: Any = x
        for f in fields(whole):
            if f.name not in ("type", "span"):
                parts["of" if f.name == "value" else f.name] = self._field(f.name, getattr(x, f.name), x)
        return self.constant("n", object_literal(parts), lambda own: self._with_value(parts, x, own))

    def _with_value(self, parts: dict[str, str], x: e.Expr, own: str) -> str:
        code = value_code(x, own, self.node)
        return object_literal({**parts, "value": f"(s) => {code}"}, spaced=True)

    def constant(self, prefix: str, code: str, complete: Callable[[str], str] | None = None) -> str:
        """The name of a constant with this code; `complete` gives the code to write once its name is known."""
        if code not in self._names:
            number = self._counts[prefix] = self._counts.get(prefix, 0) + 1
            name = self._names[code] = f"{prefix}{number}"
            self.lines.append(f"const {name} = {complete(name) if complete else code};")
        return self._names[code]

    def type(self, kind: ty.Type) -> str:
        """The name of a type."""
        parts = {"kind": text_literal(type(kind).__name__), **self.parts_of(kind)}
        return self.constant("t", object_literal(parts))

    def place(self, span: Span) -> str:
        """File, start and end."""
        return f"[{self.constant('f', text_literal(span.file))}, {span.start}, {span.end}]"

    # --- parts --------------------------------------------------------------------------------------------

    def code(self, value: Any) -> str:
        """Any part of a program."""
        match value:
            case None | bool():
                return {None: "null", True: "true", False: "false"}[value]
            case int():
                return integer_literal(value)
            case Fraction():
                return number_literal(value)
            case str():
                return text_literal(value)
            case date():
                return day_literal(value)
            case tuple():
                return list_literal(self.code(item) for item in value)
            case frozenset():
                return f"new Set({list_literal(text_literal(v) for v in sorted(value))})"
        return self._object(value)

    def _object(self, value: Any) -> str:
        if isinstance(value, Days):
            return days_literal(value.start, value.end)
        if isinstance(value, Span):
            return self.place(value)
        if type(value) in KINDS_OF_NODE:
            return self.node(value)
        if isinstance(value, TYPES):
            return self.type(value)
        if not is_dataclass(value):
            raise TypeError(f"no JavaScript for {value!r}")
        kind = {"kind": text_literal(type(value).__name__)} if isinstance(value, KINDS) else {}
        return object_literal({**kind, **self.parts_of(value)})

    def parts_of(self, value: Any) -> dict[str, str]:
        """The fields of a part, by their names in JavaScript."""
        parts: dict[str, str] = {}
        for f in fields(value):
            held = getattr(value, f.name)
            name = "place" if isinstance(held, Span) else f.name
            if not (name == "place" and isinstance(value, KINDS)):
                parts[name] = self._field(f.name, held, value)
        return parts

    def _field(self, name: str, value: Any, holder: Any) -> str:
        if name == "grounds":
            return self.ground_list(value)
        if isinstance(holder, e.Const):
            return self._constant_value(value)
        if isinstance(holder, (e.OneOf, p.ValuesTest)) and name == "values":
            return list_literal(map(self._constant_value, value))
        return self.code(value)

    def _constant_value(self, value: Any) -> str:
        return "NOTHING" if value is None else self.code(value)

    def ground_list(self, indexes: tuple[int, ...]) -> str:
        """Grounds by their new numbers."""
        return list_literal(str(self.grounds.setdefault(self.all_grounds[i], len(self.grounds))) for i in indexes)
