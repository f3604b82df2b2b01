"""How PostgreSQL writes it: NUMERIC where BIGINT is too narrow, lists as JSONB, loops as sub-selects of their elements.

A list is a JSONB array of objects. A loop's elements are read off it with the columns and types that its body asks for;
an integer is BIGINT unless it is wide, as PostgreSQL takes a small literal for an integer of 32 bits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2s
from typing import Any

from sqlglot import exp

from yiju.backends.relational.builder import Loop
from yiju.backends.relational.dialect import Dialect, Element, Sql, Write, bracketed, case, name, named, select
from yiju.backends.relational.layout import CHEAP
from yiju.backends.relational.nodes import Node

LONGEST = 63
"""Bytes of a name; PostgreSQL cuts off what is longer."""


class Postgres(Dialect):
    """PostgreSQL 13 and later, in a database whose encoding is UTF-8."""

    name = "postgres"
    widest = 10**10_000
    wide_type = "NUMERIC"
    types = {"bool": "BOOLEAN", "int": "BIGINT", "date": "DATE", "text": "TEXT", "texts": "TEXT[]", "list": "JSONB"}

    def layered(self, made: exp.Select) -> exp.Select:
        """OFFSET 0 keeps a layer from being merged, and its columns from being worked out wherever they are read."""
        return made.offset(0, copy=False)

    def raw(self, text: str) -> Sql:
        """What sqlglot has no tree for."""
        return exp.Var(this=text)

    # --- choice and integers ------------------------------------------------------------------------------

    def _case(self, node: Node, write: Write) -> Sql:
        values = (*node.args[1::2], node.args[-1])
        made = super()._case(node, write)
        if node.type == "int" and all(v.is_constant for v in values):
            return self.cast(made, self.type_of(node))
        return made

    def _div(self, node: Node, write: Write) -> Sql:
        """Cut to an integer; by 0, which only a record that is in doubt may have, it is NULL."""
        left, right = node.args
        over, under = write(left), write(right)
        if right.low <= 0:
            under = exp.Nullif(this=under, expression=exp.Literal.number(0))
        if left.is_wide or right.is_wide:
            wide = (self.cast(over, self.wide_type), self.cast(under, self.wide_type))
            return self._narrowed(node, self.call("div", *wide), (left, right))
        return exp.IntDiv(this=bracketed(over), expression=bracketed(under))

    # --- days -----------------------------------------------------------------------------------------------

    def part(self, unit: str, day: Sql) -> Sql:
        """A day's year, month or day."""
        return self.cast(exp.Extract(this=exp.Var(this=unit), expression=day), "BIGINT")

    def _days(self, node: Node, write: Write) -> Sql:
        left, right = node.args
        apart = exp.Sub(this=bracketed(write(left)), expression=bracketed(write(right)))
        return self.cast(apart, "BIGINT")

    def _shift_day(self, node: Node, write: Write) -> Sql:
        day, count = node.args
        return exp.Add(this=bracketed(write(day)), expression=self.cast(write(count), "INTEGER"))

    def _shift_month(self, node: Node, write: Write) -> Sql:
        day, count = node.args
        step = self.call("make_interval", exp.Literal.number(0), self.cast(write(count), "INTEGER"))
        return self.cast(exp.Add(this=bracketed(write(day)), expression=step), "DATE")

    def _month_start(self, node: Node, write: Write) -> Sql:
        return self._truncated("month", write(node.args[0]))

    def _year_start(self, node: Node, write: Write) -> Sql:
        return self._truncated("year", write(node.args[0]))

    def _truncated(self, unit: str, day: Sql) -> Sql:
        # of a DATE by itself, date_trunc would pass through the time zone of the session
        return self.cast(self.call("date_trunc", exp.Literal.string(unit), self.cast(day, "TIMESTAMP")), "DATE")

    def _month_end(self, node: Node, write: Write) -> Sql:
        next_month = exp.Add(
            this=self._truncated("month", write(node.args[0])),
            expression=self.call("make_interval", exp.Literal.number(0), exp.Literal.number(1)),
        )
        return exp.Sub(this=self.cast(next_month, "DATE"), expression=exp.Literal.number(1))

    def _year_end(self, node: Node, write: Write) -> Sql:
        year = self.cast(self.part("YEAR", write(node.args[0])), "INTEGER")
        return self.call("make_date", year, exp.Literal.number(12), exp.Literal.number(31))

    def _last_month(self, node: Node, write: Write) -> Sql:
        return exp.Sub(this=self._truncated("month", write(node.args[0])), expression=exp.Literal.number(1))

    # --- what is written out ----------------------------------------------------------------------------------

    def _decimal(self, node: Node, write: Write) -> Sql:
        """An integer number of steps as a decimal, by a product, which is exact."""
        steps, digits = node.args
        whole = self.cast(write(steps), "NUMERIC")
        if digits and steps.op != "null":
            whole = exp.Mul(this=whole, expression=exp.Literal.number(f"0.{'1'.rjust(digits, '0')}"))
        return self.cast(whole, f"NUMERIC(38, {digits})")

    def _day_text(self, node: Node, write: Write) -> Sql:
        return self.call("to_char", write(node.args[0]), exp.Literal.string("YYYY-MM-DD"))

    def _joined(self, node: Node, write: Write) -> Sql:
        """The texts in the order of their characters' numbers, whatever the collation."""
        texts, between = node.args
        rows = f"SELECT w FROM unnest({self.sql(write(texts))}) AS w ORDER BY convert_to(w, 'UTF8')"
        text = self.call("array_to_string", self.raw(f"ARRAY({rows})"), exp.Literal.string(between))
        return self._where_known(texts, text, write)

    def _plain(self, node: Node, write: Write) -> Sql:
        """An exact decimal with at least so many places, further ones only where they are not zero."""
        steps, digits, least = node.args
        text = self.cast(self._decimal(Node("", (steps, digits), "int", True, 0, 0, steps.free), write), "TEXT")
        if digits == least:
            return text
        pattern = f"{'' if least else '[.]?'}0{{0,{digits - least}}}$"
        return self.call("regexp_replace", text, exp.Literal.string(pattern), exp.Literal.string(""))

    def _placed(self, node: Node, _: Write) -> Sql:
        loop, field = node.args
        return self.call("concat", exp.Literal.string(f"{field}["), self.raw(f"i{loop}"), exp.Literal.string("]"))

    def _payments(self, node: Node, write: Write) -> Sql:
        """A JSONB array of objects; numbers in it are texts, as JSON's own are not decimal everywhere."""
        flat = node.args[1:]
        lists = [self._paid(flat[i : i + 7], write) for i in range(0, len(flat), 7)]
        made = lists[0] if lists else self._empty()
        for more in lists[1:]:
            made = exp.DPipe(this=made, expression=more)
        return made

    def _empty(self) -> Sql:
        return self.cast(exp.Literal.string("[]"), "JSONB")

    def _paid(self, item: Sequence[Any], write: Write) -> Sql:
        loop, present, payment, month, *values = item
        if loop is None:
            made = self._payment(payment, month, [write(v) for v in values])
            return case([(write(present), self.call("jsonb_build_array", made))], self._empty())
        rows, inside = self._elements(loop, (present, *values), write)
        made = self._payment(payment, month, [inside(v) for v in values])
        found = self._aggregate(loop, "jsonb_agg({v} ORDER BY {i})", made, rows, inside(present))
        return exp.Coalesce(this=found, expressions=[self._empty()])

    def _payment(self, payment: str, month: str, values: Sequence[Sql]) -> Sql:
        fixed = [exp.Literal.string(payment), exp.Literal.string(month)]
        keys = ("name", "due", "recipient", "value", "if_eligible")
        pairs = zip(keys, (*fixed, *values), strict=True)
        return self.call(
            "jsonb_build_object", *(x for k, v in pairs for x in (exp.Literal.string(k), self.cast(v, "TEXT")))
        )

    def _places(self, node: Node, write: Write) -> Sql:
        """The names of fields, sorted: of the record, and of the elements of its lists (`成员[2].学籍`)."""
        flat = node.args
        own: list[Sql] = []
        lists: list[Sql] = []
        for loop, text, met in (flat[i : i + 3] for i in range(0, len(flat), 3)):
            if loop is None:
                own.append(case([(write(met), exp.Literal.string(text))], None))
                continue
            rows, inside = self._elements(loop, (met,), write)
            before, after = exp.Literal.string(f"{loop.name}["), exp.Literal.string(f"].{text}")
            place = self.call("concat", before, self.raw(f"i{loop.number}"), after)
            lists.append(self.call("ARRAY", select([place], rows).where(inside(met), copy=False)))
        lists.append(self.cast(exp.Array(expressions=own), "TEXT[]"))
        there = f"SELECT DISTINCT w FROM unnest({self.sql(self.lists_joined(lists))}) AS u(w) WHERE NOT w IS NULL"
        return self.raw(f"ARRAY(SELECT w FROM ({there}) AS d ORDER BY convert_to(w, 'UTF8'))")

    def _signature(self, node: Node, write: Write) -> Sql:
        return self.cast(self.call("ROW", *map(write, node.args)), "TEXT")

    def texts(self, texts: Sequence[str]) -> Sql:
        """A list of texts."""
        return self.cast(exp.Array(expressions=[exp.Literal.string(t) for t in texts]), "TEXT[]")

    def lists_joined(self, lists: Sequence[Sql]) -> Sql:
        """Lists one after the other."""
        made = lists[0]
        for more in lists[1:]:
            made = exp.DPipe(this=made, expression=more)
        return made

    def numbered(self, rid: Sql) -> Sql:
        """A record's number, from 1, as text."""
        return self.cast(exp.Paren(this=exp.Add(this=rid, expression=exp.Literal.number(1))), "TEXT")

    def words(self, words: Sequence[str]) -> exp.Select:
        """A table of every mask of some words, with the list of those whose bits it has."""
        mask = exp.column("mask", table="masks")
        arms = []
        for bit, word in enumerate(words):
            among = exp.Paren(this=exp.BitwiseAnd(this=mask, expression=exp.Literal.number(1 << bit)))
            there = exp.NEQ(this=among, expression=exp.Literal.number(0))
            arms.append(case([(there, exp.Literal.string(word))], None))
        listed = self.cast(exp.Array(expressions=arms), "TEXT[]")
        found = self.call("array_remove", listed, exp.Null())
        most = (1 << len(words)) - 1
        return select(
            [named(mask, "mask"), named(found, "words")], self.raw(f"generate_series(0, {most}) AS masks(mask)")
        )

    # --- lists ------------------------------------------------------------------------------------------------

    def _element(self, node: Node, _: Write) -> Sql:
        loop, text = node.args
        return self.field(Element(loop, False), text)

    def field(self, element: Element, text: str) -> Sql:
        """An element's field is a column of a name that no record has: what stands outside is read by its own."""
        return exp.Column(this=name(_alias(element.loop, text)))

    def _texts(self, node: Node, _: Write) -> Sql:
        return self.texts(node.args)

    def _contains(self, node: Node, write: Write) -> Sql:
        texts, wanted = node.args
        return exp.EQ(this=bracketed(write(wanted)), expression=self.call("ANY", write(texts)))

    def _over(self, loop: Loop, shown: str, value: Node, write: Write) -> Sql:
        """An aggregate of a value of each element: `shown` says it of `{v}`, the value, and `{i}`, its place."""
        rows, inside = self._elements(loop, (value,), write)
        return self._aggregate(loop, shown, self._of_type(value, inside), rows)

    def _aggregate(self, loop: Loop, shown: str, value: Sql, rows: Sql, where: Sql | None = None) -> Sql:
        n = loop.number
        # an aggregate of outer columns alone would be the outer query's: its argument is made a column of this one
        made = select([named(value, "v"), self.raw(f"i{n} AS i")], rows)
        if where is not None:
            made = made.where(where, copy=False)
        text = self.raw(shown.format(v=f"v{n}.v", i=f"v{n}.i"))
        return select([text], made.subquery(f"v{n}", copy=False)).subquery(copy=False)

    def _elements(self, loop: Loop, values: Sequence[Node], write: Write) -> tuple[Sql, Write]:
        """A loop's elements as a table, with what its values share worked out once; and how they are written over it.

        Args:
            values: all that is worked out of an element.
        """
        shared = shared_of(values, loop.number)
        names = {node: _alias(loop.number, f"_{k}") for k, (node, _) in enumerate(shared, 1)}

        def inside(node: Node) -> Sql:
            if node in names:
                return exp.Column(this=name(names[node]))
            return self.write(node, inside) if loop.number in node.free else write(node)

        rows = self.raw(self._table(loop, values, write))
        for layer in range(1, max((at for _, at in shared), default=0) + 1):
            made = [named(self.write(node, inside), names[node]) for node, at in shared if at == layer]
            rows = self.layered(select([exp.Star(), *made], rows)).subquery(f"e{loop.number}_{layer}", copy=False)
        return rows, inside

    def _table(self, loop: Loop, values: Sequence[Node], write: Write) -> str:
        source, n = self.sql(write(loop.source)), loop.number
        fields = {node.args[1]: node for x in values for node in _fields(x, n, set())}
        if not fields:
            return f"jsonb_array_elements({source}) WITH ORDINALITY AS e{n}(e{n}, i{n})"
        typed = ", ".join(f"{self.sql(name(text))} {self.type_of(node)}" for text, node in fields.items())
        names = ", ".join(self.sql(name(_alias(n, text))) for text in fields)
        return f"ROWS FROM (jsonb_to_recordset({source}) AS ({typed})) WITH ORDINALITY AS e{n}({names}, i{n})"

    def _where_known(self, source: Node, made: Sql, write: Write) -> Sql:
        if not source.nullable:
            return made
        known = exp.Not(this=exp.Is(this=bracketed(write(source)), expression=exp.Null()))
        return exp.Case(ifs=[exp.If(this=known, true=made)])

    def _map(self, node: Node, write: Write) -> Sql:
        loop, source, value = node.args
        rows, inside = self._elements(loop, (value,), write)
        shown = self.cast(inside(value), self.type_of(value))
        made = self._aggregate(loop, "array_agg({v} ORDER BY {i})", shown, rows)
        empty = self.cast(exp.Array(), f"{self.type_of(value)}[]")
        return self._where_known(source, exp.Coalesce(this=made, expressions=[empty]), write)

    def _any(self, node: Node, write: Write) -> Sql:
        loop, _, condition = node.args
        rows, inside = self._elements(loop, (condition,), write)
        found = select([exp.Literal.number(1)], rows).where(inside(condition), copy=False)
        return exp.Exists(this=found)

    def _sum(self, node: Node, write: Write) -> Sql:
        loop, source, value = node.args
        found = self._over(loop, "COALESCE(sum({v}), 0)", value, write)
        return self._where_known(source, self.cast(found, self.type_of(node)), write)

    def _min(self, node: Node, write: Write) -> Sql:
        return self._over(node.args[0], "min({v})", node.args[2], write)

    def _max(self, node: Node, write: Write) -> Sql:
        return self._over(node.args[0], "max({v})", node.args[2], write)

    def _of_type(self, value: Node, write: Write) -> Sql:
        made = write(value)
        return self.cast(made, self.type_of(value)) if value.is_constant else made


def _alias(loop: int, text: str) -> str:
    """`e1.出生日期`; of a name that would be cut off, a part and a hash."""
    full = f"e{loop}.{text}"
    if len(full.encode()) <= LONGEST:
        return full
    return f"{full[:14]}~{blake2s(text.encode(), digest_size=8).hexdigest()}"


def _fields(node: Node, loop: int, seen: set[int]) -> Iterator[Node]:
    """The fields of a loop's element that a node reads, those inside other loops too."""
    if loop not in node.free or id(node) in seen:
        return
    seen.add(id(node))
    if node.op == "element" and node.args[0] == loop:
        yield node
    for part in node.parts():
        yield from _fields(part, loop, seen)


def shared_of(values: Sequence[Node], loop: int) -> list[tuple[Node, int]]:
    """What is used more than once of an element, operands first, each with its layer, from 1; what reads an element of
    a loop further in is shared there."""
    uses: dict[Node, int] = {}
    layers: dict[Node, int] = {}
    shared = []
    order = _operands_first(values, loop, uses)
    within = {a.number for node in order for a in node.args if isinstance(a, Loop)}
    for node in order:
        layers[node] = max((layers.get(part, 0) for part in node.parts()), default=0)
        if uses[node] > 1 and node.op not in CHEAP and not node.free & within:
            layers[node] += 1
            shared.append((node, layers[node]))
    return shared


def _operands_first(values: Sequence[Node], loop: int, uses: dict[Node, int]) -> list[Node]:
    """Every node below some values that reads a loop's element; its uses are counted on the way."""
    order: dict[Node, None] = {}
    stack = [(value, False) for value in values if loop in value.free]
    for value, _ in stack:
        uses[value] = uses.get(value, 0) + 1
    begun: set[Node] = set()
    while stack:
        node, done = stack.pop()
        if done:
            order[node] = None
        if done or node in begun:
            continue
        begun.add(node)
        stack.append((node, True))
        for part in node.parts():
            if loop in part.free:
                uses[part] = uses.get(part, 0) + 1
                stack.append((part, False))
    return list(order)
