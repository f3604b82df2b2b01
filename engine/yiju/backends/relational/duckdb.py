"""How DuckDB writes it: HUGEINT, list functions with lambdas, intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlglot import exp

from yiju.backends.relational.builder import Loop, listed
from yiju.backends.relational.dialect import Dialect, Sql, Write, bracketed, case, named, select
from yiju.backends.relational.nodes import Node


def decimal_width(digits: int) -> int:
    """The width of a decimal column: what 64 bits hold, where at least 14 digits stay before the point."""
    return 18 if digits <= 4 else 38


def _enum(words: Sequence[str]) -> str:
    quoted = ", ".join("'" + word.replace("'", "''") + "'" for word in words)
    return f"ENUM({quoted})"


MOST_CHOSEN = 4
"""Of so many items every selection is written out."""


class DuckDB(Dialect):
    """DuckDB 2."""

    name = "duckdb"
    widest = 2**127 - 1
    carries = True
    enumerates = False  # lists of words as lists of an ENUM, which a Parquet file holds as a dictionary
    wide_type = "HUGEINT"

    def _div(self, node: Node, write: Write) -> Sql:
        left, right = node.args
        a, b = bracketed(write(left)), bracketed(write(right))
        return self._narrowed(node, exp.IntDiv(this=a, expression=b), (left, right))

    def _days(self, node: Node, write: Write) -> Sql:
        left, right = node.args
        return exp.Sub(this=bracketed(write(left)), expression=bracketed(write(right)))

    def _shift_day(self, node: Node, write: Write) -> Sql:
        day, count = node.args
        return exp.Add(this=bracketed(write(day)), expression=bracketed(self.cast(write(count), "INTEGER")))

    def _shift_month(self, node: Node, write: Write) -> Sql:
        day, count = node.args
        step = self.call("to_months", self.cast(write(count), "INTEGER"))
        return self.cast(exp.Add(this=bracketed(write(day)), expression=step), "DATE")

    def _month_start(self, node: Node, write: Write) -> Sql:
        return self._truncated("month", write(node.args[0]))

    def _year_start(self, node: Node, write: Write) -> Sql:
        return self._truncated("year", write(node.args[0]))

    def _truncated(self, unit: str, day: Sql) -> Sql:
        return self.cast(self.call("date_trunc", exp.Literal.string(unit), day), "DATE")

    def _month_end(self, node: Node, write: Write) -> Sql:
        return self.call("last_day", write(node.args[0]))

    def _year_end(self, node: Node, write: Write) -> Sql:
        return self.call(
            "make_date", self.part("YEAR", write(node.args[0])), *(exp.Literal.number(n) for n in (12, 31))
        )

    def _last_month(self, node: Node, write: Write) -> Sql:
        first = self._truncated("month", write(node.args[0]))
        return exp.Sub(this=first, expression=exp.Literal.number(1))

    # --- what is written out ------------------------------------------------------------------------------

    def _decimal(self, node: Node, write: Write) -> Sql:
        """An integer number of steps as a decimal: by a product, as division would be a float's."""
        steps, digits = node.args
        if steps.op == "null":
            return self.cast(exp.Null(), f"DECIMAL({decimal_width(digits)}, {digits})")
        width = len(str(max(abs(steps.low), abs(steps.high))))
        whole = self.cast(write(steps), f"DECIMAL({max(width, 1)}, 0)")
        target = f"DECIMAL({decimal_width(digits)}, {digits})"
        if not digits:
            return self.cast(whole, target)
        step = self.cast(exp.Literal.string(f"0.{'1'.rjust(digits, '0')}"), f"DECIMAL({digits + 1}, {digits})")
        return self.cast(exp.Mul(this=whole, expression=step), target)

    def _enumerated(self, node: Node, write: Write) -> Sql:
        """A choice among texts as an ENUM, its constants made so once."""
        inner, *words = node.args
        written = write(inner)
        if not self.enumerates or inner.op not in ("case", "lit") or isinstance(written, exp.Column):
            return written
        kind = _enum(words)
        if inner.op == "lit":
            return self.cast(written, kind)
        for literal in list(written.find_all(exp.If)):
            literal.set("true", self.cast(literal.args["true"], kind))
        if isinstance(written.args.get("default"), exp.Literal):
            written.set("default", self.cast(written.args["default"], kind))
        return written

    def _day_text(self, node: Node, write: Write) -> Sql:
        return self.cast(write(node.args[0]), "VARCHAR")

    def _joined(self, node: Node, write: Write) -> Sql:
        inner = self.call("list_sort", write(node.args[0]))
        return self.call("array_to_string", inner, exp.Literal.string(node.args[1]))

    def _plain(self, node: Node, write: Write) -> Sql:
        """An exact decimal with at least so many places, further ones only where they are not zero."""
        steps, digits, least = node.args
        scaled = Node("decimal", (steps, digits), "int", steps.nullable, 0, 0, steps.free)
        text = self.cast(self.cast(self._decimal(scaled, write), f"DECIMAL(38, {digits})"), "VARCHAR")
        if digits == least:
            return text
        pattern = f"(\\.[0-9]{{{least}}}[0-9]*?)0*$" if least else "\\.?0*$"
        return self.call(
            "regexp_replace", text, exp.Literal.string(pattern), exp.Literal.string("\\1" if least else "")
        )

    def _placed(self, node: Node, _: Write) -> Sql:
        loop, field = node.args
        number = self.cast(exp.to_identifier(f"i{loop}"), "VARCHAR")
        return self.call("concat", exp.Literal.string(f"{field}["), number, exp.Literal.string("]"))

    def _payments(self, node: Node, write: Write) -> Sql:
        digits, flat = node.args[0], node.args[1:]
        money = f"DECIMAL({decimal_width(digits)}, {digits})"
        kind = f"STRUCT(name VARCHAR, due VARCHAR, recipient VARCHAR, value {money}, if_eligible {money})[]"
        items = [flat[i : i + 7] for i in range(0, len(flat), 7)]
        lists: list[Sql] = []
        own: list[tuple[Node, Sql]] = []
        for item in items:
            if item[0] is None:
                own.append((item[1], self._paid(item, write)))
                continue
            lists += self._own(own, write)
            own = []
            lists.append(self._each_paid(item, write))
        lists += self._own(own, write)
        if not lists:
            return self.cast(exp.Array(), kind)
        return lists[0] if len(lists) == 1 else self.call("list_concat", *lists)

    def _own(self, items: list[tuple[Node, Sql]], write: Write) -> list[Sql]:
        """The list of those items whose conditions hold: of few items a CASE over what can be, which is the fastest."""
        if not items:
            return []
        if len(items) > MOST_CHOSEN:
            return [*self._own(items[:MOST_CHOSEN], write), *self._own(items[MOST_CHOSEN:], write)]
        return [self._chosen(items, [], write)]

    def _chosen(self, items: list[tuple[Node, Sql]], taken: list[Sql], write: Write) -> Sql:
        if not items:
            return exp.Array(expressions=[t.copy() for t in taken])
        (condition, item), *rest = items
        with_it = self._chosen(rest, [*taken, item], write)
        if condition.op == "lit":
            return with_it if condition.args[0] else self._chosen(rest, taken, write)
        return case([(write(condition), with_it)], self._chosen(rest, taken, write))

    def _paid(self, item: Sequence[Any], write: Write) -> Sql:
        _, _, payment, month, recipient, value, if_eligible = item
        fields = {
            "name": exp.Literal.string(payment),
            "due": exp.Literal.string(month),
            "recipient": self.cast(write(recipient), "VARCHAR"),
            "value": write(value),
            "if_eligible": write(if_eligible),
        }
        return exp.Struct(
            expressions=[exp.PropertyEQ(this=exp.to_identifier(k), expression=v) for k, v in fields.items()]
        )

    def _each_paid(self, item: Sequence[Any], write: Write) -> Sql:
        """A payment to each element of a list for which it is due."""
        loop, present = item[:2]
        body = case([(write(present), self._paid(item, write))], None)
        names = [exp.to_identifier(f"e{loop.number}"), exp.to_identifier(f"i{loop.number}")]
        mapped = self.call("list_transform", write(listed(loop)), exp.Lambda(this=body, expressions=names))
        kept = exp.Lambda(
            this=exp.Not(this=exp.Is(this=exp.to_identifier("p"), expression=exp.Null())),
            expressions=[exp.to_identifier("p")],
        )
        return exp.Coalesce(this=self.call("list_filter", mapped, kept), expressions=[exp.Array()])

    def _places(self, node: Node, write: Write) -> Sql:
        """The names of fields, sorted: of the record, and of the elements of its lists (`成员[2].学籍`)."""
        flat = node.args
        lists: list[Sql] = []
        own: list[Sql] = []
        for loop, text, met in (flat[i : i + 3] for i in range(0, len(flat), 3)):
            if loop is None:
                own.append(case([(write(met), exp.Literal.string(text))], None))
                continue
            number = self.cast(exp.to_identifier(f"i{loop.number}"), "VARCHAR")
            place = self.call("concat", exp.Literal.string(f"{loop.name}["), number, exp.Literal.string(f"].{text}"))
            body = case([(write(met), place)], None)
            names = [exp.to_identifier(f"e{loop.number}"), exp.to_identifier(f"i{loop.number}")]
            mapped = self.call("list_transform", write(listed(loop)), exp.Lambda(this=body, expressions=names))
            lists.append(exp.Coalesce(this=mapped, expressions=[exp.Array()]))
        lists = [exp.Array(expressions=own), *lists] if own else lists
        if not lists:
            return self.texts([])
        joined = lists[0] if len(lists) == 1 else self.call("list_concat", *lists)
        return self.call("list_sort", self.call("list_distinct", joined))

    def _signature(self, node: Node, write: Write) -> Sql:
        items = [exp.PropertyEQ(this=exp.to_identifier(f"s{i}"), expression=write(a)) for i, a in enumerate(node.args)]
        return exp.Struct(expressions=items)

    # --- lists --------------------------------------------------------------------------------------------

    def carrying(
        self, loop: Loop, source: Sql, older: Sequence[str], newer: Sequence[tuple[str, Sql]], *, is_first: bool
    ) -> Sql:
        """A list of structs: the element, and the values beside it."""
        of = exp.to_identifier(f"e{loop.number}")
        element: Sql = of if is_first else exp.Dot(this=of, expression=exp.to_identifier("e"))
        kept = [(c, exp.Dot(this=of.copy(), expression=exp.to_identifier(c))) for c in older]
        fields = [("e", element), *kept, *newer]
        items = [exp.PropertyEQ(this=exp.to_identifier(k), expression=v) for k, v in fields]
        return self.mapped(loop, source, exp.Struct(expressions=items))

    def _texts(self, node: Node, _: Write) -> Sql:
        return exp.Array(expressions=[exp.Literal.string(v) for v in node.args])

    def _contains(self, node: Node, write: Write) -> Sql:
        return self.call("list_contains", write(node.args[0]), write(node.args[1]))

    def mapped(self, loop: Loop, source: Sql, body: Sql) -> Sql:
        """The body for each element."""
        function = exp.Lambda(this=body, expressions=[exp.to_identifier(f"e{loop.number}")])
        return self.call("list_transform", source, function)

    def _map(self, node: Node, write: Write) -> Sql:
        loop, _, value = node.args
        return self.mapped(loop, write(listed(loop)), write(value))

    def texts(self, texts: Sequence[str]) -> Sql:
        """A list of texts."""
        return self.cast(exp.Array(expressions=[exp.Literal.string(t) for t in texts]), "VARCHAR[]")

    def lists_joined(self, lists: Sequence[Sql]) -> Sql:
        """Lists one after the other."""
        return self.call("list_concat", *lists)

    def numbered(self, rid: Sql) -> Sql:
        """A record's number, from 1, as text."""
        return self.cast(exp.Paren(this=exp.Add(this=rid, expression=exp.Literal.number(1))), "VARCHAR")

    def words(self, words: Sequence[str]) -> exp.Select:
        """A table of every mask of some words, with the list of those whose bits it has."""
        mask = exp.column("mask", table="masks")
        arms = []
        for bit, word in enumerate(words):
            set_ = exp.NEQ(
                this=exp.Paren(this=exp.BitwiseAnd(this=mask, expression=exp.Literal.number(1 << bit))),
                expression=exp.Literal.number(0),
            )
            arms.append(case([(set_, exp.Literal.string(word))], None))
        kept = exp.Lambda(
            this=exp.Not(this=exp.Is(this=exp.to_identifier("w"), expression=exp.Null())),
            expressions=[exp.to_identifier("w")],
        )
        found = self.call("list_filter", exp.Array(expressions=arms), kept)
        if self.enumerates and words:
            found = self.cast(found, f"{_enum(words)}[]")
        source = exp.Anonymous(this="range", expressions=[exp.Literal.number(1 << len(words))])
        alias = exp.TableAlias(this=exp.to_identifier("masks"), columns=[exp.to_identifier("mask")])
        return select([named(mask, "mask"), named(found, "words")], exp.Table(this=source, alias=alias))

    def _any(self, node: Node, write: Write) -> Sql:
        loop, source, condition = node.args
        found = self.call("list_contains", self.mapped(loop, write(listed(loop)), write(condition)), exp.true())
        return exp.Coalesce(this=found, expressions=[exp.false()]) if source.nullable else found

    def _sum(self, node: Node, write: Write) -> Sql:
        loop, source, value = node.args
        if value.op == "lit":
            count = self.cast(self.call("len", write(source)), "BIGINT")
            return count if value.args[0] == 1 else exp.Mul(this=count, expression=write(value))
        found: Sql = self.call("list_sum", self.mapped(loop, write(listed(loop)), write(value)))
        found = exp.Coalesce(this=found, expressions=[exp.Literal.number(0)])
        if source.nullable:
            found = exp.Case(
                ifs=[exp.If(this=exp.Not(this=exp.Is(this=write(listed(loop)), expression=exp.Null())), true=found)]
            )
        return found if node.is_wide else self.cast(found, "BIGINT")

    def _min(self, node: Node, write: Write) -> Sql:
        loop, _, value = node.args
        return self.call("list_min", self.mapped(loop, write(listed(loop)), write(value)))

    def _max(self, node: Node, write: Write) -> Sql:
        loop, _, value = node.args
        return self.call("list_max", self.mapped(loop, write(listed(loop)), write(value)))
