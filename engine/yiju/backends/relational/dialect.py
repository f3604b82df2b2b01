"""How a node is written for an engine: the operations that all share, and the seam for what each does its own way.

Input: a node whose shared parts have names. Output: a sqlglot tree of the engine's own; nothing is transpiled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlglot import exp

from yiju.backends.relational.nodes import Node

Sql = exp.Expression
Write = Callable[[Node], Sql]
"""Writes an operand."""

INFIX: dict[str, type[exp.Binary]] = {
    "eq": exp.EQ,
    "ne": exp.NEQ,
    "lt": exp.LT,
    "le": exp.LTE,
    "gt": exp.GT,
    "ge": exp.GTE,
    "add": exp.Add,
    "sub": exp.Sub,
    "mul": exp.Mul,
}

PLAIN = (exp.Column, exp.Literal, exp.Paren, exp.Func, exp.Boolean, exp.Null, exp.Case, exp.Cast)
"""Expressions that need no brackets as an operand."""


def name(text: str) -> exp.Identifier:
    """An identifier, always quoted."""
    return exp.to_identifier(text, quoted=True)


def column(text: str) -> exp.Column:
    """A column of the SELECT at hand."""
    return exp.Column(this=name(text))


def named(sql: Sql, text: str) -> exp.Alias:
    """An expression under a name."""
    return exp.Alias(this=sql, alias=name(text))


def select(columns: Sequence[Sql], source: Sql) -> exp.Select:
    """SELECT columns FROM a source; nothing is copied."""
    return exp.Select(expressions=list(columns)).from_(source, copy=False)


def bracketed(sql: Sql) -> Sql:
    """An operand in brackets where it needs them."""
    plain = isinstance(sql, exp.Dot) or (isinstance(sql, PLAIN) and not isinstance(sql, exp.Binary))
    return sql if plain else exp.Paren(this=sql)


def case(arms: list[tuple[Sql, Sql]], otherwise: Sql | None) -> exp.Case:
    """CASE WHEN … END."""
    ifs = [exp.If(this=condition, true=value) for condition, value in arms]
    return exp.Case(ifs=ifs, default=None if isinstance(otherwise, exp.Null) else otherwise)


def _chained(kind: type[exp.Connector], operands: list[Sql]) -> Sql:
    made: Any = operands[0]
    for operand in operands[1:]:
        made = kind(this=made, expression=operand)
    done: Sql = made
    return done


def integer(value: int) -> Sql:
    """An integer literal."""
    made = exp.Literal.number(str(abs(value)))
    return exp.Paren(this=exp.Neg(this=made)) if value < 0 else made


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a loop; `carries`: values stand beside it."""

    loop: int
    carries: bool


class Dialect:
    """What the engines share. `widest`: integers stay within ± this. `carries`: lists can be laid out anew with values
    beside their elements (`carrying`, `carried`)."""

    carries = False

    name = ""
    widest = 10**38
    wide_type = "DECIMAL(38, 0)"
    types = {"bool": "BOOLEAN", "int": "BIGINT", "date": "DATE", "text": "VARCHAR"}

    def sql(self, tree: Sql, *, pretty: bool = False) -> str:
        """A tree as text; it is used up. `pretty`: laid out to be read."""
        return tree.sql(dialect=self.name, pretty=pretty, copy=False)

    def holds(self, node: Node) -> bool:
        """Whether the engine's exact integers hold every value that a node may have."""
        return node.type != "int" or (-self.widest <= node.low and node.high <= self.widest)

    def type_of(self, node: Node) -> str:
        """The column type of a node."""
        return self.wide_type if node.is_wide else self.types[node.type]

    def cast(self, sql: Sql, kind: str) -> Sql:
        """A cast to a type of the engine."""
        return exp.Cast(this=sql, to=exp.DataType.build(kind, dialect=self.name))

    def literal(self, value: Any) -> Sql:
        """A constant."""
        match value:
            case bool():
                return exp.Boolean(this=value)
            case int():
                return integer(value)
            case date():
                return self.cast(exp.Literal.string(value.isoformat()), "DATE")
        return exp.Literal.string(value)

    def write(self, node: Node, write: Write) -> Sql:
        """One operation over operands that `write` writes."""
        method = getattr(self, f"_{node.op}", None)
        if method is not None:
            made: Sql = method(node, write)
            return made
        return self._infix(node, write)

    # --- layers and elements --------------------------------------------------------------------------------

    def layered(self, made: exp.Select) -> exp.Select:
        """An inner layer, kept from being merged with what reads it."""
        return made

    def field(self, element: Element, text: str) -> Sql:
        """A field of an element: `e1."字段"`, `e1.e."字段"` where values stand beside the element."""
        of: Sql = exp.to_identifier(f"e{element.loop}")
        if element.carries:
            of = exp.Dot(this=of, expression=exp.to_identifier("e"))
        return exp.Dot(this=of, expression=name(text))

    def carried(self, element: Element, text: str) -> Sql:
        """A value that is carried beside an element: `e1.c2`."""
        return exp.Dot(this=exp.to_identifier(f"e{element.loop}"), expression=exp.to_identifier(text))

    def carrying(
        self, loop: Any, source: Sql, older: Sequence[str], newer: Sequence[tuple[str, Sql]], *, is_first: bool
    ) -> Sql:
        """A list with further values beside its elements; `is_first`: nothing is beside them yet."""
        raise NotImplementedError

    # --- lists of words, each engine's own ----------------------------------------------------------------

    def texts(self, texts: Sequence[str]) -> Sql:
        """A list of texts."""
        raise NotImplementedError

    def lists_joined(self, lists: Sequence[Sql]) -> Sql:
        """Lists one after the other."""
        raise NotImplementedError

    def numbered(self, rid: Sql) -> Sql:
        """A record's number, from 1, as text."""
        raise NotImplementedError

    def words(self, words: Sequence[str]) -> exp.Select:
        """A table of every `mask` of some words, with the list (`words`) of those whose bits it has."""
        raise NotImplementedError

    # --- operations all engines have ----------------------------------------------------------------------

    def _infix(self, node: Node, write: Write) -> Sql:
        left, right = node.args
        a, b = bracketed(write(left)), bracketed(write(right))
        if node.is_wide and not left.is_wide:
            a = self.cast(a, self.wide_type)
        if node.is_wide and not right.is_wide and right.op != "lit":
            b = self.cast(b, self.wide_type)
        made: Any = INFIX[node.op](this=a, expression=b)
        return self._narrowed(node, made, (left, right))

    def _narrowed(self, node: Node, made: Sql, operands: tuple[Node, ...]) -> Sql:
        if node.type == "int" and not node.is_wide and any(o.is_wide for o in operands):
            return self.cast(made, self.types["int"])
        return made

    def _lit(self, node: Node, _: Write) -> Sql:
        return self.literal(node.args[0])

    def _null(self, _: Node, __: Write) -> Sql:
        return exp.Null()

    def _column(self, node: Node, _: Write) -> Sql:
        return column(node.args[0])

    def _within(self, node: Node, write: Write) -> Sql:
        return self._narrowed(node, write(node.args[0]), (node.args[0],))

    def _and(self, node: Node, write: Write) -> Sql:
        return _chained(exp.And, [bracketed(write(a)) for a in node.args])

    def _or(self, node: Node, write: Write) -> Sql:
        return _chained(exp.Or, [bracketed(write(a)) for a in node.args])

    def _not(self, node: Node, write: Write) -> Sql:
        inner: Node = node.args[0]
        if inner.op == "is_false":
            return exp.Coalesce(this=write(inner.args[0]), expressions=[exp.true()])
        return exp.Not(this=bracketed(write(node.args[0])))

    def _is_null(self, node: Node, write: Write) -> Sql:
        return exp.Is(this=bracketed(write(node.args[0])), expression=exp.Null())

    def _is_true(self, node: Node, write: Write) -> Sql:
        return exp.Coalesce(this=write(node.args[0]), expressions=[exp.false()])

    def _is_false(self, node: Node, write: Write) -> Sql:
        return exp.Not(this=exp.Coalesce(this=write(node.args[0]), expressions=[exp.true()]))

    def _case(self, node: Node, write: Write) -> Sql:
        flat = [write(a) for a in node.args]
        arms = list(zip(flat[:-1:2], flat[1::2], strict=True))
        if all(isinstance(v, exp.Null) for _, v in arms) or isinstance(arms[0][1], exp.Null):
            # an engine types a CASE by what it meets: the type is said once
            arms[0] = (arms[0][0], self._typed(node, arms[0][1]))
        return case(arms, flat[-1])

    def _typed(self, node: Node, sql: Sql) -> Sql:
        return self.cast(sql, self.type_of(node)) if node.type in self.types else sql

    def _in(self, node: Node, write: Write) -> Sql:
        values = [self.literal(v) for v in node.args[1:]]
        return exp.In(this=bracketed(write(node.args[0])), expressions=values)

    def _enumerated(self, node: Node, write: Write) -> Sql:
        return write(node.args[0])

    def _each(self, _: Node, __: Write) -> Sql:
        return exp.true()

    def _abs(self, node: Node, write: Write) -> Sql:
        return exp.Abs(this=write(node.args[0]))

    def _year(self, node: Node, write: Write) -> Sql:
        return self.part("YEAR", write(node.args[0]))

    def _month(self, node: Node, write: Write) -> Sql:
        return self.part("MONTH", write(node.args[0]))

    def _dom(self, node: Node, write: Write) -> Sql:
        return self.part("DAY", write(node.args[0]))

    def part(self, unit: str, day: Sql) -> Sql:
        """A day's year, month or day."""
        return self.call(unit.lower(), day)

    def call(self, function: str, *arguments: Sql) -> Sql:
        """A function of the engine."""
        return exp.Anonymous(this=function, expressions=list(arguments))
