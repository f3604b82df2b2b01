"""How Spark SQL writes it, ANSI on: BIGINT and DECIMAL(38, 0), higher-order functions, named structs.

Its integers are INT unless said otherwise, its `div` cuts a quotient beyond BIGINT without a word, and it stops at a
division by zero even where nothing depends on it: each is written so that none of this can happen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlglot import exp

from yiju.backends.relational.builder import Loop, listed
from yiju.backends.relational.dialect import Dialect, Sql, Write, bracketed, case, named, select
from yiju.backends.relational.nodes import BIG, Node

MOST_DIGITS = 38
KEPT = 6
"""Decimals that Spark keeps of a product or quotient that needs more than its 38 digits; a dividend has the others."""


class Spark(Dialect):
    """Spark 4."""

    name = "spark"
    widest = 10**38 - 1
    carries = True
    types = {"bool": "BOOLEAN", "int": "BIGINT", "date": "DATE", "text": "STRING"}

    def holds(self, node: Node) -> bool:
        """Whether its integers and what it divides fit."""
        if not super().holds(node):
            return False
        if node.op in ("decimal", "plain"):
            steps, digits = node.args[:2]
            return bool(digits <= KEPT or _digits(steps) + digits + 1 <= MOST_DIGITS)
        return node.op != "div" or not node.is_wide or _digits(node.args[0]) <= MOST_DIGITS - KEPT

    # --- integers -----------------------------------------------------------------------------------------

    def literal(self, value: Any) -> Sql:
        """A constant; an integer is a BIGINT, or a decimal as wide as it is."""
        if isinstance(value, int) and not isinstance(value, bool):
            made = exp.Literal.number(f"{abs(value)}{'L' if abs(value) < BIG else 'BD'}")
            return exp.Paren(this=exp.Neg(this=made)) if value < 0 else made
        return super().literal(value)

    def _div(self, node: Node, write: Write) -> Sql:
        left, right = node.args
        a, b = bracketed(write(left)), bracketed(write(right))
        if right.low <= 0 <= right.high:
            b = self.call("nullif", b, self.literal(0))
        if node.is_wide:
            return self.cast(self._quotient(a, b, left, right), self.wide_type)
        return exp.IntDiv(this=a, expression=b)

    def _quotient(self, a: Sql, b: Sql, left: Node, right: Node) -> Sql:
        """A quotient beyond BIGINT: what is left over is taken off first, so that the division comes out even."""
        a, b = self.cast(a, f"DECIMAL({_digits(left)}, 0)"), self.cast(b, f"DECIMAL({_digits(right)}, 0)")
        rest = exp.Paren(this=exp.Sub(this=a, expression=exp.Mod(this=a.copy(), expression=b)))
        whole = self.cast(rest, f"DECIMAL({_digits(left)}, 0)")
        return exp.Anonymous(this="try_divide", expressions=[whole, b.copy()])

    # --- days ---------------------------------------------------------------------------------------------

    def _days(self, node: Node, write: Write) -> Sql:
        left, right = node.args
        return self.cast(self.call("datediff", write(left), write(right)), "BIGINT")

    def part(self, unit: str, day: Sql) -> Sql:
        """A day's year, month or day."""
        return self.cast(self.call(unit.lower(), day), "BIGINT")

    def _shift_day(self, node: Node, write: Write) -> Sql:
        day, count = node.args
        return self.call("date_add", write(day), self.cast(write(count), "INT"))

    def _shift_month(self, node: Node, write: Write) -> Sql:
        day, count = node.args
        return self.call("add_months", write(day), self.cast(write(count), "INT"))

    def _month_start(self, node: Node, write: Write) -> Sql:
        return self._truncated("MM", write(node.args[0]))

    def _year_start(self, node: Node, write: Write) -> Sql:
        return self._truncated("YEAR", write(node.args[0]))

    def _truncated(self, unit: str, day: Sql) -> Sql:
        return self.call("trunc", day, exp.Literal.string(unit))

    def _month_end(self, node: Node, write: Write) -> Sql:
        return self.call("last_day", write(node.args[0]))

    def _year_end(self, node: Node, write: Write) -> Sql:
        year = self.call("year", write(node.args[0]))
        return self.call("make_date", year, exp.Literal.number(12), exp.Literal.number(31))

    def _last_month(self, node: Node, write: Write) -> Sql:
        return self.call("date_add", self._truncated("MM", write(node.args[0])), integer_literal(-1))

    # --- what is written out ------------------------------------------------------------------------------

    def _decimal(self, node: Node, write: Write) -> Sql:
        """An integer number of steps as a decimal, by a product that keeps every digit."""
        steps, digits = node.args
        if steps.op == "null":
            return self.cast(exp.Null(), f"DECIMAL(38, {digits})")
        whole = self.cast(write(steps), f"DECIMAL({_digits(steps)}, 0)")
        if not digits:
            return self.cast(whole, "DECIMAL(38, 0)")
        step = self.cast(exp.Literal.string(f"0.{'1'.rjust(digits, '0')}"), f"DECIMAL({digits}, {digits})")
        return self.cast(exp.Mul(this=whole, expression=step), f"DECIMAL(38, {digits})")

    def _day_text(self, node: Node, write: Write) -> Sql:
        return self.cast(write(node.args[0]), "STRING")

    def _joined(self, node: Node, write: Write) -> Sql:
        return self.call("array_join", self.call("sort_array", write(node.args[0])), exp.Literal.string(node.args[1]))

    def _plain(self, node: Node, write: Write) -> Sql:
        """An exact decimal with at least so many places, further ones only where they are not zero."""
        steps, digits, least = node.args
        scaled = Node("decimal", (steps, digits), "int", steps.nullable, 0, 0, steps.free)
        text = self.cast(self._decimal(scaled, write), "STRING")
        if digits == least:
            return text
        pattern = f"([.][0-9]{{{least}}}[0-9]*?)0*$" if least else "[.]?0*$"
        return self.call("regexp_replace", text, exp.Literal.string(pattern), exp.Literal.string("$1" if least else ""))

    def _placed(self, node: Node, _: Write) -> Sql:
        loop, field = node.args
        number = exp.Paren(this=exp.Add(this=exp.to_identifier(f"i{loop}"), expression=exp.Literal.number(1)))
        return self.call(
            "concat", exp.Literal.string(f"{field}["), self.cast(number, "STRING"), exp.Literal.string("]")
        )

    def _payments(self, node: Node, write: Write) -> Sql:
        digits, flat = node.args[0], node.args[1:]
        money = f"DECIMAL(38, {digits})"
        fields = f"name: STRING, due: STRING, recipient: STRING, value: {money}, if_eligible: {money}"
        kind = f"ARRAY<STRUCT<{fields}>>"
        lists = [self._paid(flat[i : i + 7], kind, write) for i in range(0, len(flat), 7)]
        if not lists:
            return self._none(kind)
        return self.cast(self.call("concat", *lists), kind)

    def _none(self, kind: str) -> Sql:
        return self.cast(self.call("array"), kind)

    def _paid(self, item: Sequence[Any], kind: str, write: Write) -> Sql:
        loop, present, payment, month, recipient, value, if_eligible = item
        fields = [
            ("name", exp.Literal.string(payment)),
            ("due", exp.Literal.string(month)),
            ("recipient", self.cast(write(recipient), "STRING")),
            ("value", write(value)),
            ("if_eligible", write(if_eligible)),
        ]
        made = self._struct(fields)
        if loop is None:
            return case([(write(present), self.cast(self.call("array", made), kind))], self._none(kind))
        names = [exp.to_identifier(f"e{loop.number}"), exp.to_identifier(f"i{loop.number}")]
        body = case([(write(present), made)], None)
        mapped = self.call("transform", write(listed(loop)), exp.Lambda(this=body, expressions=names))
        return exp.Coalesce(this=self.cast(self._known(mapped), kind), expressions=[self._none(kind)])

    def _struct(self, fields: Sequence[tuple[str, Sql]]) -> Sql:
        flat = [part for text, value in fields for part in (exp.Literal.string(text), value)]
        return self.call("named_struct", *flat)

    def _known(self, found: Sql) -> Sql:
        """A list without its NULLs."""
        item = exp.to_identifier("p")
        return self.call(
            "filter",
            found,
            exp.Lambda(this=exp.Not(this=exp.Is(this=item, expression=exp.Null())), expressions=[item.copy()]),
        )

    def _places(self, node: Node, write: Write) -> Sql:
        """The names of fields, sorted: of the record, and of the elements of its lists (`成员[2].学籍`)."""
        flat = node.args
        own: list[Sql] = []
        lists: list[Sql] = []
        for loop, text, met in (flat[i : i + 3] for i in range(0, len(flat), 3)):
            if loop is None:
                own.append(case([(write(met), exp.Literal.string(text))], None))
            else:
                lists.append(self._placed_in(loop, text, write(met), write(listed(loop))))
        lists = [self.call("array", *own), *lists] if own else lists
        if not lists:
            return self.texts([])
        return self.call("sort_array", self.call("array_distinct", self._known(self.call("concat", *lists))))

    def _placed_in(self, loop: Loop, text: str, met: Sql, elements: Sql) -> Sql:
        number = exp.Paren(this=exp.Add(this=exp.to_identifier(f"i{loop.number}"), expression=exp.Literal.number(1)))
        place = self.call(
            "concat",
            exp.Literal.string(f"{loop.name}["),
            self.cast(number, "STRING"),
            exp.Literal.string(f"].{text}"),
        )
        names = [exp.to_identifier(f"e{loop.number}"), exp.to_identifier(f"i{loop.number}")]
        body = exp.Lambda(this=case([(met, place)], None), expressions=names)
        return exp.Coalesce(this=self.call("transform", elements, body), expressions=[self.texts([])])

    def _signature(self, node: Node, write: Write) -> Sql:
        """One text of several values; it is only held against others."""
        fields = [(f"s{i}", self._typed(a, write(a))) for i, a in enumerate(node.args)]
        return self.call("to_json", self._struct(fields)) if fields else exp.Literal.string("")

    # --- lists --------------------------------------------------------------------------------------------

    def carrying(
        self, loop: Loop, source: Sql, older: Sequence[str], newer: Sequence[tuple[str, Sql]], *, is_first: bool
    ) -> Sql:
        """A list of structs: the element, and the values beside it."""
        of = exp.to_identifier(f"e{loop.number}")
        element: Sql = of if is_first else exp.Dot(this=of, expression=exp.to_identifier("e"))
        kept = [(c, exp.Dot(this=of.copy(), expression=exp.to_identifier(c))) for c in older]
        return self.mapped(loop, source, self._struct([("e", element), *kept, *newer]))

    def mapped(self, loop: Loop, source: Sql, body: Sql) -> Sql:
        """The body for each element."""
        return self._higher("transform", loop, source, body)

    def _higher(self, function: str, loop: Loop, source: Sql, body: Sql) -> Sql:
        return self.call(function, source, exp.Lambda(this=body, expressions=[exp.to_identifier(f"e{loop.number}")]))

    def _map(self, node: Node, write: Write) -> Sql:
        loop, _, value = node.args
        return self.mapped(loop, write(listed(loop)), write(value))

    def _any(self, node: Node, write: Write) -> Sql:
        loop, source, condition = node.args
        found = self._higher("exists", loop, write(listed(loop)), write(condition))
        return exp.Coalesce(this=found, expressions=[exp.false()]) if source.nullable else found

    def _sum(self, node: Node, write: Write) -> Sql:
        loop, _, value = node.args
        kind = self.type_of(node)
        so_far = exp.to_identifier(f"s{loop.number}")
        known = exp.Coalesce(this=write(value), expressions=[self.literal(0)])
        more = exp.Add(this=so_far, expression=known)
        # the sum is of one type from its beginning to its end, which a decimal's own rules would widen
        step = exp.Lambda(this=self.cast(more, kind), expressions=[so_far.copy(), exp.to_identifier(f"e{loop.number}")])
        return self.call("aggregate", write(listed(loop)), self.cast(self.literal(0), kind), step)

    def _min(self, node: Node, write: Write) -> Sql:
        loop, _, value = node.args
        return self.call("array_min", self.mapped(loop, write(listed(loop)), write(value)))

    def _max(self, node: Node, write: Write) -> Sql:
        loop, _, value = node.args
        return self.call("array_max", self.mapped(loop, write(listed(loop)), write(value)))

    # --- lists of words -----------------------------------------------------------------------------------

    def _texts(self, node: Node, _: Write) -> Sql:
        return self.texts(node.args)

    def _contains(self, node: Node, write: Write) -> Sql:
        return self.call("array_contains", write(node.args[0]), write(node.args[1]))

    def texts(self, texts: Sequence[str]) -> Sql:
        """A list of texts."""
        if not texts:
            return self._none("ARRAY<STRING>")
        return self.call("array", *(exp.Literal.string(t) for t in texts))

    def lists_joined(self, lists: Sequence[Sql]) -> Sql:
        """Lists one after the other."""
        return self.call("concat", *lists)

    def numbered(self, rid: Sql) -> Sql:
        """A record's number, from 1, as text."""
        return self.cast(exp.Paren(this=exp.Add(this=rid, expression=self.literal(1))), "STRING")

    def words(self, words: Sequence[str]) -> exp.Select:
        """A table of every mask of some words, with the list of those whose bits it has."""
        mask = exp.column("id", table="masks")
        arms = []
        for bit, word in enumerate(words):
            set_ = exp.NEQ(
                this=exp.Paren(this=exp.BitwiseAnd(this=mask, expression=self.literal(1 << bit))),
                expression=self.literal(0),
            )
            arms.append(case([(set_, exp.Literal.string(word))], None))
        source = exp.Anonymous(this="range", expressions=[self.literal(1 << len(words))])
        table = exp.Table(this=source, alias=exp.TableAlias(this=exp.to_identifier("masks")))
        return select([named(mask, "mask"), named(self._known(self.call("array", *arms)), "words")], table)


def integer_literal(value: int) -> Sql:
    """An INT, for functions that take no other."""
    made = exp.Literal.number(str(abs(value)))
    return exp.Neg(this=made) if value < 0 else made


def _digits(node: Node) -> int:
    return len(str(max(abs(node.low), abs(node.high))))
