"""The code of each node's value: what the `value` function of the written node returns, over the runtime's functions.

Input: an expression, its own name, and a naming of the expressions inside it. Output: code in which `s` is the scope.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from yiju.backends.to_javascript.literals import integer_literal, text_literal
from yiju.program import expressions as e

Named = Callable[[e.Expr], str]
"""The name under which an expression is written."""

Code = Callable[[Any, str, Named], str]


def value_code(x: e.Expr, own: str, named: Named) -> str:
    """The code of a node's value; `own` is the name of the node itself."""
    return CODES[type(x)](x, own, named)


def _list(parts: Any, named: Named) -> str:
    return f"[{', '.join(f'{named(p)}.value(s)' for p in parts)}]"


def _nodes(parts: Any, named: Named) -> str:
    return f"[{', '.join(map(named, parts))}]"


def _ref(x: e.Ref, _: str, named: Named) -> str:
    what = f"s, {x.up}, {text_literal(x.definition)}"
    return f"call({what}, {_list(x.arguments, named)})" if x.arguments else f"ref({what})"


def _field(x: e.Field, _: str, named: Named) -> str:
    what = f"s, {x.up}, {text_literal(x.name)}"
    return f"field({what})" if x.default is None else f"fieldOr({what}, {named(x.default)})"


def _let(x: e.Let, _: str, named: Named) -> str:
    return f"{named(x.body)}.value(s.with([[{text_literal(x.name)}, {named(x.value)}.value(s)]]))"


def _arithmetic(x: e.Arithmetic, own: str, named: Named) -> str:
    place = f", {own}.place" if x.op == "divide" else ""
    return f"{x.op}({named(x.left)}.value(s), {named(x.right)}.value(s){place})"


def _extreme(x: e.Extreme, _: str, named: Named) -> str:
    return f"{'greatest' if x.op == 'max' else 'least'}({_list(x.operands, named)})"


def _compare(x: e.Compare, _: str, named: Named) -> str:
    return f'compare("{x.op}", {named(x.left)}.value(s), {named(x.right)}.value(s))'


def _is(x: e.Is, own: str, named: Named) -> str:
    return f"isValue({named(x.left)}.value(s), {named(x.right)}.value(s), {own}.negated)"


def _choice(x: e.Choice, _: str, named: Named) -> str:
    return f"choice(s, {named(x.condition)}, {named(x.then)}, {named(x.otherwise)})"


def _months(x: e.HistoryWindow, _: str, named: Named) -> str:
    return f'historyWindow(s, {named(x.history)}, "{x.op}", {integer_literal(x.months)})'


def _overlap(x: e.Overlap, _: str, named: Named) -> str:
    return f'overlap("{x.unit}", {_list((*x.first, *x.second), named)})'


def _of_node(function: str) -> Code:
    """A function that reads the node itself."""
    return lambda _, own, __: f"{function}(s, {own})"


CODES: Mapping[type, Code] = {
    e.Const: lambda _, own, __: f"{own}.of",
    e.Open: _of_node("openPoint"),
    e.Grounded: lambda x, _, named: f"{named(x.operand)}.value(s)",
    e.Field: _field,
    e.Variable: lambda x, _, __: f"variable(s, {text_literal(x.name)})",
    e.Let: _let,
    e.Ref: _ref,
    e.At: lambda x, _, named: f"at(s, {named(x.day)}.value(s), {named(x.value)})",
    e.Day: lambda x, _, __: f'dayOf("{x.which}", s.day)',
    e.InForce: lambda _, own, __: f"inForce(s.day, {own}.intervals)",
    e.Dated: lambda _, own, __: f"dated(s, {own}.pieces)",
    e.Arithmetic: _arithmetic,
    e.Extreme: _extreme,
    e.Round: lambda x, own, named: f'round({named(x.operand)}.value(s), {own}.step, "{x.mode}")',
    e.Sure: lambda x, _, named: f"sure({named(x.operand)}.value(s))",
    e.FullYears: lambda x, _, named: f"yearsSince({named(x.operand)}.value(s), s.day)",
    e.ShiftDate: lambda x, own, named: f"shift({named(x.operand)}.value(s), {named(x.amount)}.value(s), {own})",
    e.DaysBetween: lambda x, _, named: f"daysBetween({named(x.left)}.value(s), {named(x.right)}.value(s))",
    e.Overlap: _overlap,
    e.Compare: _compare,
    e.IsNothing: lambda x, _, named: f"isNothing({named(x.operand)}.value(s))",
    e.Is: _is,
    e.OneOf: lambda x, own, named: f"oneOf({named(x.operand)}.value(s), {own}.values, {own}.negated)",
    e.InRange: lambda x, own, named: f"inRange({named(x.operand)}.value(s), {own})",
    e.InMonth: lambda x, _, named: f'inMonth({named(x.operand)}.value(s), "{x.unit}", s.day)',
    e.MonthIn: lambda _, own, __: f"monthIn({own}.months, s.day)",
    e.Contains: lambda x, _, named: f"contains({named(x.operand)}.value(s), {text_literal(x.value)})",
    e.Both: lambda x, _, named: f'both(s, "{x.op}", {_nodes(x.operands, named)})',
    e.Not: lambda x, _, named: f"not({named(x.operand)}.value(s))",
    e.Choice: _choice,
    e.OrElse: lambda x, _, named: f"orElse(s, {named(x.value)}, {named(x.fallback)})",
    e.Aggregate: _of_node("aggregate"),
    e.Rank: _of_node("rank"),
    e.HistoryAt: lambda x, _, named: f"historyAt(s, {named(x.history)})",
    e.HistoryWindow: _months,
    e.Candidates: _of_node("candidates"),
    e.Delegated: _of_node("delegated"),
    e.Lookup: _of_node("lookup"),
    e.Marginal: _of_node("marginal"),
    e.PointsTotal: _of_node("pointsTotal"),
}
