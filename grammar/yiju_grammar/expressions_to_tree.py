"""Callbacks of the expression rules: parsed parts → tree nodes. Method names are the rules of `policy.lark`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lark import Token

from yiju_grammar import literals, tree
from yiju_grammar.finding import finding
from yiju_grammar.lexicon import BUILTIN_FUNCTIONS, BUILTIN_MEMBERS, BUILTIN_NAMES
from yiju_grammar.source import cover, folded_word, quoted, report, span_of
from yiju_grammar.tree import Expr, Name

Parts = list[Any]

_ARITHMETIC: dict[str, tree.ArithmeticOp] = {
    "PLUS": "add",
    "MINUS": "subtract",
    "TIMES": "multiply",
    "DIVIDE": "divide",
}
_AGGREGATES: dict[str, tree.AggregateOp] = {
    "COUNT": "count",
    "SUM": "sum",
    "MAX": "max",
    "MIN": "min",
    "AVERAGE": "average",
    "EXISTS": "exists",
    "EVERY": "all",
}
_COMPARISONS: dict[str, tree.CompareOp] = {"EQ": "eq", "NE": "ne", "GE": "ge", "LE": "le", "GT": "gt", "LT": "lt"}
_MODES: dict[str, tree.RoundMode] = {"HALF_UP": "half_up", "UP": "up", "DOWN": "down"}


def nodes(parts: Parts) -> Parts:
    """The parts that are nodes: neither tokens nor absent."""
    return [part for part in parts if part is not None and not isinstance(part, Token)]


class ExpressionCallbacks:
    """Rules of expressions and of the clauses that occur in them."""

    def name(self, parts: Parts) -> Name:
        return Name(str(parts[0]), span_of(parts[0]))

    def names(self, parts: Parts) -> tuple[Name, ...]:
        return tuple(nodes(parts))

    def path_name(self, parts: Parts) -> Name:
        return Name(str(parts[0]), span_of(parts[0]))

    # --- literals

    def number(self, parts: Parts) -> tree.Number:
        return literals.number(str(parts[0]), span_of(parts[0]))

    def date(self, parts: Parts) -> tree.DateLiteral:
        return literals.date_literal(str(parts[0]), span_of(parts[0]))

    def text(self, parts: Parts) -> tree.Text:
        return tree.Text(quoted(parts[0]), span_of(parts[0]))

    def truth(self, parts: Parts) -> tree.Truth:
        return tree.Truth(parts[0].type == "TRUE", span_of(parts[0]))

    def nothing(self, parts: Parts) -> tree.Nothing:
        return tree.Nothing(span_of(parts[0]))

    def open_point(self, parts: Parts) -> tree.OpenPoint:
        texts = [quoted(part) for part in parts if part.type == "TEXT"]
        return tree.OpenPoint(texts[0], tuple(texts[1:]), cover(parts[0], parts[-1]))

    def range(self, parts: Parts) -> tree.Range:
        span = span_of(parts[0])
        low, high = literals.number_range(str(parts[0]), span)
        return tree.Range(low, True, high, True, span)

    # --- names and calls

    def name_ref(self, parts: Parts) -> tree.NameRef:
        return tree.NameRef(folded_word(BUILTIN_NAMES, str(parts[0]), parts[0].start_pos), span_of(parts[0]))

    def member_of(self, parts: Parts) -> tree.MemberOf:
        base, _, name = parts
        member = Name(folded_word(BUILTIN_MEMBERS, name.text, name.span.start), name.span)
        return tree.MemberOf(base, member, cover(base, name))

    def call(self, parts: Parts) -> tree.Call:
        name = Name(folded_word(BUILTIN_FUNCTIONS, str(parts[0]), parts[0].start_pos), span_of(parts[0]))
        return tree.Call(name, tuple(nodes(parts)), cover(parts[0], parts[-1]))

    def bracketed(self, parts: Parts) -> Expr:
        inner: Expr = replace(parts[1], span=cover(parts[0], parts[2]))
        return inner

    def aggregate(self, parts: Parts) -> tree.Aggregate:
        op, source, where = _AGGREGATES[parts[0].type], parts[2], parts[-2]
        return tree.Aggregate(op, source, where, None, None, cover(parts[0], parts[-1]))

    def aggregate_history(self, parts: Parts) -> tree.Aggregate:
        months = int("".join(c for c in parts[4] if c.isdigit()))
        span = cover(parts[0], parts[-1])
        return tree.Aggregate(_AGGREGATES[parts[0].type], parts[2], None, months, parts[-2], span)

    def rank(self, parts: Parts) -> tree.Rank:
        found = nodes(parts)
        where = found[2] if len(found) > 2 else None
        descending = any(isinstance(part, Token) and part.type == "DESCENDING" for part in parts)
        return tree.Rank(found[0], found[1], where, descending, cover(parts[0], parts[-1]))

    def overlap(self, parts: Parts) -> tree.Overlap:
        a, b, c, d = nodes(parts)
        kind = parts[0].type
        span = cover(parts[0], parts[-1])
        return tree.Overlap("month" if kind == "OVERLAP_MONTHS" else "day", (a, b), (c, d), span)

    def round_integer(self, parts: Parts) -> tree.RoundInteger:
        return tree.RoundInteger(parts[2], parts[3], cover(parts[0], parts[-1]))

    def mode(self, parts: Parts) -> tree.RoundMode:
        return _MODES[parts[0].type]

    # --- arithmetic

    def arithmetic(self, parts: Parts) -> tree.Arithmetic:
        left, op, right = parts
        return tree.Arithmetic(_ARITHMETIC[op.type], left, right, cover(left, right))

    def negative(self, parts: Parts) -> tree.Negative:
        return tree.Negative(parts[1], cover(parts[0], parts[1]))

    def power(self, parts: Parts) -> tree.Arithmetic:
        base, exponent = parts[0], self.number(parts[2:])
        return tree.Arithmetic("power", base, exponent, cover(base, exponent))

    def at(self, parts: Parts) -> tree.At:
        return tree.At(parts[0], parts[2], cover(parts[0], parts[2]))

    def or_else(self, parts: Parts) -> tree.OrElse:
        return tree.OrElse(parts[0], parts[2], cover(parts[0], parts[2]))

    # --- conditions

    def compare(self, parts: Parts) -> tree.Compare:
        left, op, right = parts
        return tree.Compare(_COMPARISONS[op.type], left, right, cover(left, right))

    def compared(self, parts: Parts) -> tree.Compare:
        left, token = parts
        op, right = literals.compared(str(token), span_of(token))
        return tree.Compare(op, left, right, cover(left, token))

    def is_(self, parts: Parts) -> tree.Is:
        left, op, right = parts
        return tree.Is(left, right, op.type == "IS_NOT", cover(left, right))

    def contains(self, parts: Parts) -> tree.Contains:
        left, op, right = parts
        return tree.Contains(left, right, op.type == "LACKING", cover(left, right))

    def items(self, parts: Parts) -> tuple[Expr | tree.Range, ...]:
        return tuple(nodes(parts))

    def in_list(self, parts: Parts) -> tree.In:
        left, op, opening, items, closing = parts
        if closing.type == "RSQB":
            if len(items) != 2:
                report(finding("YJ103", span_of(opening), bracket="）"))
            items = (tree.Range(items[0], False, items[-1], True, cover(opening, closing)),)
        return tree.In(left, items, op.type == "NOT_IN", cover(left, closing))

    def in_interval(self, parts: Parts) -> tree.In:
        left, op = parts[0], parts[1]
        return tree.In(left, (self.interval_range(parts[2:]),), op.type == "NOT_IN", cover(left, parts[-1]))

    def interval_range(self, parts: Parts) -> tree.Range:
        opening, low, _, high, closing = parts
        span = cover(opening, closing)
        return tree.Range(low, opening.type == "LSQB", high, closing.type == "RSQB", span)

    def in_range(self, parts: Parts) -> tree.In:
        left, op, token = parts
        return tree.In(left, (self.range([token]),), op.type == "NOT_IN", cover(left, token))

    def in_one(self, parts: Parts) -> tree.In:
        left, op, right = parts
        return tree.In(left, (right,), op.type == "NOT_IN", cover(left, right))

    def conjunction(self, parts: Parts) -> tree.Connective:
        return tree.Connective("and", tuple(nodes(parts)), cover(parts[0], parts[-1]))

    def disjunction(self, parts: Parts) -> tree.Connective:
        return tree.Connective("or", tuple(nodes(parts)), cover(parts[0], parts[-1]))

    def negation(self, parts: Parts) -> tree.Not:
        return tree.Not(parts[1], cover(parts[0], parts[1]))

    def choice(self, parts: Parts) -> tree.Choice:
        condition, then, otherwise = nodes(parts)
        return tree.Choice(condition, then, otherwise, cover(parts[0], otherwise))

    # --- cells

    def any_cell(self, parts: Parts) -> tree.AnyValue:
        return tree.AnyValue()

    def other_cell(self, parts: Parts) -> tree.Otherwise:
        return tree.Otherwise()

    def comparative_cell(self, parts: Parts) -> tree.Compare:
        op, right = parts
        start = span_of(op)
        nothing = tree.NameRef("", type(start)(start.file, start.start, start.start))
        return tree.Compare(_COMPARISONS[op.type], nothing, right, cover(op, right))

    def compared_cell(self, parts: Parts) -> tree.Compare:
        start = span_of(parts[0])
        nothing = tree.NameRef("", type(start)(start.file, start.start, start.start))
        return self.compared([nothing, parts[0]])

    def items_cell(self, parts: Parts) -> tree.CellContent:
        items = tuple(nodes(parts))
        single: Expr = items[0]
        return single if len(items) == 1 and not isinstance(single, tree.Range) else items
