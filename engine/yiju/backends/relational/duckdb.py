"""How DuckDB writes it: HUGEINT, list functions with lambdas, intervals."""

from __future__ import annotations

from sqlglot import exp

from yiju.backends.relational.builder import Loop
from yiju.backends.relational.dialect import Dialect, Sql, Write, bracketed, name
from yiju.backends.relational.nodes import Node


class DuckDB(Dialect):
    """DuckDB 2."""

    name = "duckdb"
    widest = 2**127 - 1
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

    # --- lists --------------------------------------------------------------------------------------------

    def _element(self, node: Node, _: Write) -> Sql:
        loop, field = node.args
        return exp.Dot(this=exp.to_identifier(f"e{loop}"), expression=name(field))

    def _texts(self, node: Node, _: Write) -> Sql:
        return exp.Array(expressions=[exp.Literal.string(v) for v in node.args])

    def _contains(self, node: Node, write: Write) -> Sql:
        return self.call("list_contains", write(node.args[0]), write(node.args[1]))

    def mapped(self, loop: Loop, source: Sql, body: Sql) -> Sql:
        """The body for each element."""
        function = exp.Lambda(this=body, expressions=[exp.to_identifier(f"e{loop.number}")])
        return self.call("list_transform", source, function)

    def _map(self, node: Node, write: Write) -> Sql:
        loop, source, value = node.args
        return self.mapped(loop, write(source), write(value))

    def _any(self, node: Node, write: Write) -> Sql:
        loop, source, condition = node.args
        found = self.call("list_contains", self.mapped(loop, write(source), write(condition)), exp.true())
        return exp.Coalesce(this=found, expressions=[exp.false()]) if source.nullable else found

    def _sum(self, node: Node, write: Write) -> Sql:
        loop, source, value = node.args
        found: Sql = self.call("list_sum", self.mapped(loop, write(source), write(value)))
        found = exp.Coalesce(this=found, expressions=[exp.Literal.number(0)])
        if source.nullable:
            found = exp.Case(
                ifs=[exp.If(this=exp.Not(this=exp.Is(this=write(source), expression=exp.Null())), true=found)]
            )
        return found if node.is_wide else self.cast(found, "BIGINT")

    def _min(self, node: Node, write: Write) -> Sql:
        loop, source, value = node.args
        return self.call("list_min", self.mapped(loop, write(source), write(value)))

    def _max(self, node: Node, write: Write) -> Sql:
        loop, source, value = node.args
        return self.call("list_max", self.mapped(loop, write(source), write(value)))
