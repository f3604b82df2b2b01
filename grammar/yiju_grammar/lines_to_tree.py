"""Callbacks of the line rules: a declaration's first line → `Head`, lines below it → nodes or small values.

A head is not yet a declaration: what stands below it is added by `declarations.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from lark import Token

from yiju_grammar import literals, tree
from yiju_grammar.expressions_to_tree import ExpressionCallbacks, Parts, nodes
from yiju_grammar.finding import finding
from yiju_grammar.lexicon import LEDGER_TOTAL, NAMED_TYPES, TYPES
from yiju_grammar.source import cover, folded_word, quoted, report, span_of
from yiju_grammar.span import Span
from yiju_grammar.tree import Expr, Name

_ENTRY_KINDS: dict[str, Literal["received", "allotted", "used", "left"]] = {
    "RECEIVED": "received",
    "ALLOTTED": "allotted",
    "USED": "used",
    "LEFT": "left",
}


@dataclass(frozen=True, slots=True)
class Pending:
    """A condition that stands on the lines below: bare, or under a `同时`/`任一` already written."""

    mode: Literal["all", "any"] | None
    negated: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Head:
    """A declaration's first line: its rule, its clauses by field name, and its trailing 假定."""

    kind: str
    fields: dict[str, Any]
    assumptions: tuple[tree.Assumption, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Owned:
    """`成员 的 年龄`: a name and the record it is of."""

    name: Name
    record: Name | None


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of a field, or one clause of a payment or fund: which, and what it says."""

    key: str
    value: Any
    span: Span


def bounds(first: tree.DateLiteral | None, last: tree.DateLiteral | None) -> tuple[date | None, date | None]:
    """`自` a month is its first day, `至` its last."""
    return (first.first if first else None), (last.last if last else None)


class ClauseCallbacks(ExpressionCallbacks):
    """Rules of clauses: 当, 自 … 至 …, types, roundings, grounds."""

    def assumption(self, parts: Parts) -> tree.Assumption:
        return tree.Assumption(quoted(parts[1]), cover(parts[0], parts[1]))

    def reading(self, parts: Parts) -> tree.Reading:
        return tree.Reading(quoted(parts[1]), quoted(parts[3]), cover(parts[0], parts[3]))

    def owned(self, parts: Parts) -> Owned:
        first, _, second = parts
        return Owned(second, first) if second else Owned(first, None)

    def parameters(self, parts: Parts) -> tuple[Name, ...]:
        names: tuple[Name, ...] = parts[1]
        return names

    def when(self, parts: Parts) -> Expr | Pending:
        return parts[1] if parts[1] is not None else Pending(None, False, span_of(parts[0]))

    def when_block(self, parts: Parts) -> Pending:
        return Pending("any" if parts[1].type == "ANY" else "all", False, cover(parts[0], parts[1]))

    def interval_from(self, parts: Parts) -> tree.Interval:
        first = self.date([parts[1]])
        last = self.date([parts[3]]) if parts[3] else None
        start, end = bounds(first, last)
        span = cover(parts[0], parts[3] or parts[1])
        if end is not None and start is not None and end < start:
            report(finding("YJ110", span))
        return tree.Interval(start, end, span)

    def interval_to(self, parts: Parts) -> tree.Interval:
        return tree.Interval(None, self.date([parts[1]]).last, cover(parts[0], parts[1]))

    def bound(self, parts: Parts) -> str:
        return "ge" if parts[0].type == "GE" else "le"

    def hit(self, parts: Parts) -> str:
        return {"UNIQUE": "unique", "FIRST_ROW": "first", "SUM_ROWS": "sum", "CROSS": "cross"}[parts[0].type]

    def period(self, parts: Parts) -> str:
        return "month" if parts[0].type == "MONTHLY" else "year"

    def see(self, parts: Parts) -> tree.ExternalRows:
        return tree.ExternalRows(quoted(parts[1]), cover(parts[0], parts[1]))

    def formula(self, parts: Parts) -> tree.Formula:
        value, rounding = parts
        return tree.Formula(value, rounding, (), cover(value, rounding or value))

    def rounding(self, parts: Parts) -> tree.Rounding:
        step, span = parts[1], span_of(parts[1])
        if step.type == "NUMBER":
            number = literals.number(str(step), span)
        else:
            number = replace(literals.number("1" + str(step), span), span=span)
        return tree.Rounding(number, parts[2], cover(parts[0], parts[1]))

    # --- types

    def plain_type(self, parts: Parts) -> tree.TypeExpr:
        word, span = str(parts[0]), span_of(parts[0])
        word = folded_word(tuple(p for _, p in TYPES), word, span.start)
        kind = next((kind for kind, p in TYPES if word == p.zh), None)
        match kind:
            case "text" | "date" | "truth" | "identity":
                return tree.PlainType(kind, span)
            case "ratio" | "integer":
                return tree.UnitType((), kind, span)
        if literals.is_unit(word):
            return tree.UnitType(literals.unit(word), "unit", span)
        return tree.NamedType(folded_word(NAMED_TYPES, word, span.start), span)

    def inline_enumeration(self, parts: Parts) -> tree.InlineEnumType:
        return tree.InlineEnumType(parts[2], cover(parts[0], parts[-1]))

    def list_type(self, parts: Parts) -> tree.ListType:
        return tree.ListType(self.name(parts[2:]), cover(parts[0], parts[-1]))

    def history_type(self, parts: Parts) -> tree.HistoryType:
        return tree.HistoryType(literals.unit(str(parts[2])), cover(parts[0], parts[-1]))


class HeadCallbacks(ClauseCallbacks):
    """Rules of declarations' first lines."""

    def head(self, parts: Parts) -> Head:
        head: Head = parts[0]
        return replace(head, assumptions=tuple(parts[1:]))

    def _head(self, kind: str, parts: Parts, **fields: Any) -> Head:
        last = next(part for part in reversed(parts) if isinstance(part, Token) or hasattr(part, "span"))
        return Head(kind, fields, (), cover(parts[0], last))

    def policy(self, parts: Parts) -> Head:
        return self._head("policy", parts, name=parts[1], title=quoted(parts[2]) if parts[2] else "")

    def filling(self, parts: Parts) -> Head:
        return self._head("filling", parts, office=parts[1], policy=parts[3])

    def enumeration(self, parts: Parts) -> Head:
        return self._head("enumeration", parts, name=parts[1], values=parts[3])

    def measure(self, parts: Parts) -> Head:
        return self._head("measure", parts, units=parts[1])

    def record(self, parts: Parts) -> Head:
        counts = None
        if parts[2]:
            word = str(parts[2]).removeprefix("每").removeprefix("per").strip()
            counts = "".join(unit for unit, _ in literals.unit(word))
        return self._head("record", parts, name=parts[1], counts_as=counts)

    def eligibility(self, parts: Parts) -> Head:
        return self._head("eligibility", parts, name=parts[1], interval=parts[2], condition=parts[3])

    def definition(self, parts: Parts) -> Head:
        return self._definition(parts, body=parts[5])

    def definition_when(self, parts: Parts) -> Head:
        return self._definition(parts, condition=parts[4])

    def _definition(self, parts: Parts, **body: Any) -> Head:
        owned = parts[1]
        kind = "definition" if "body" in body else "condition"
        return self._head(
            kind, parts, name=owned.name, record=owned.record, parameters=parts[2], interval=parts[3], **body
        )

    def standard(self, parts: Parts) -> Head:
        return self._head("standard", parts, name=parts[1], interval=parts[2], body=parts[4], when=parts[5])

    def parameter(self, parts: Parts) -> Head:
        _, name, parameters, kind, bound, _, value, see = parts
        return self._head(
            "parameter",
            parts,
            name=name,
            parameters=parameters or (),
            type=kind,
            bound=bound,
            value=value,
            see=see,
        )

    def table(self, parts: Parts) -> Head:
        _, owned, parameters, hit, interval, see = parts
        return self._head(
            "table",
            parts,
            name=owned.name,
            record=owned.record,
            parameters=parameters,
            hit=hit or "unique",
            interval=interval,
            see=see,
        )

    def scale(self, parts: Parts) -> Head:
        return self._head("scale", parts, name=parts[1], interval=parts[2], see=parts[3])

    def points(self, parts: Parts) -> Head:
        _, name, _, events, _, period, interval, see = parts
        return self._head("points", parts, name=name, events=events, period=period, interval=interval, see=see)

    def payment(self, parts: Parts) -> Head:
        clauses = [part for part in parts if isinstance(part, Mark)]
        schedule = literals.schedule(str(parts[2]), span_of(parts[2]))
        fields = _once(clauses)
        recipients, where = fields.get("for", (None, None))
        return self._head(
            "payment",
            parts,
            name=parts[1],
            schedule=schedule,
            start=fields.get("from"),
            end=fields.get("to"),
            by_day=fields.get("by_day", False),
            recipients=recipients,
            recipients_where=where,
            body=parts[-2],
            when=parts[-1],
        )

    def paid_from(self, parts: Parts) -> Mark:
        return Mark("from", parts[1], cover(parts[0], parts[1]))

    def paid_to(self, parts: Parts) -> Mark:
        return Mark("to", parts[1], cover(parts[0], parts[1]))

    def paid_by_day(self, parts: Parts) -> Mark:
        return Mark("by_day", True, span_of(parts[0]))

    def paid_for(self, parts: Parts) -> Mark:
        return Mark("for", (parts[1], parts[3]), cover(parts[0], parts[3] or parts[1]))

    def arrears(self, parts: Parts) -> Head:
        start, due = self.date([parts[3]]), self.date([parts[5]])
        return self._head("arrears", parts, payment=parts[1], start=start.first, due=due.last)

    def exclusion(self, parts: Parts) -> Head:
        _, name, _, target, interval, condition = parts
        return self._head("exclusion", parts, name=name, target=target, interval=interval, condition=condition)

    def exception(self, parts: Parts) -> Head:
        _, name, _, target, interval, _, value, when = parts
        return self._head("exception", parts, name=name, target=target, interval=interval, body=value, when=when)

    def mutual(self, parts: Parts) -> Head:
        _, payments, _, key, _, taken = parts
        take = {"HIGHER": "higher", "LOWER": "lower", "FIRST_NAMED": "first"}.get(getattr(taken, "type", ""), "field")
        field = taken if take == "field" else None
        return self._head("mutual", parts, payments=payments, key=key, take=take, field=field)

    def fund(self, parts: Parts) -> Head:
        fields = _once([part for part in parts if isinstance(part, Mark)])
        return self._head(
            "fund",
            parts,
            name=parts[1],
            pays=fields.get("pays", ()),
            share=fields.get("share"),
            order=fields.get("order"),
            cap=fields.get("cap"),
            when=parts[-1],
        )

    def fund_pays(self, parts: Parts) -> Mark:
        return Mark("pays", parts[1], cover(parts[0], parts[1][-1]))

    def fund_share(self, parts: Parts) -> Mark:
        return Mark("share", self.number(parts[1:]), cover(parts[0], parts[1]))

    def fund_order(self, parts: Parts) -> Mark:
        order = self.number(parts[1:])
        if order.unit or order.percent or order.value.denominator != 1 or order.value < 1:
            report(finding("YJ119", order.span))
        return Mark("order", int(order.value), cover(parts[0], parts[1]))

    def fund_cap(self, parts: Parts) -> Mark:
        return Mark("cap", self.number(parts[1:]), cover(parts[0], parts[1]))

    def cutoff(self, parts: Parts) -> Head:
        return self._head("cutoff", parts, day=self.date([parts[1]]).last)

    def start(self, parts: Parts) -> Head:
        return self._head("start", parts, day=self.date([parts[1]]).first)

    def obligation(self, parts: Parts) -> Head:
        return self._head("obligation", parts, name=parts[1], when=parts[2])

    def remedy(self, parts: Parts) -> Head:
        return self._head("remedy", parts, name=parts[1], when=parts[2])

    def deadline(self, parts: Parts) -> Head:
        return self._head("deadline", parts, name=parts[1], day=parts[3], when=parts[4])

    def discretion(self, parts: Parts) -> Head:
        return self._head("discretion", parts, name=parts[1], who=parts[3], when=parts[4])

    def delegation(self, parts: Parts) -> Head:
        _, field, _, name, _, kind, bound, value = parts
        return self._head("delegation", parts, field=field, name=name, type=kind, bound=bound, bound_value=value)

    def ledger(self, parts: Parts) -> Head:
        return self._head("ledger", parts, name=parts[1])

    def assertion(self, parts: Parts) -> Head:
        return self._head("assertion", parts, name=parts[1], condition=parts[2])

    def not_rule(self, parts: Parts) -> Head:
        return self._head("not_rule", parts, why=quoted(parts[1]))

    def case(self, parts: Parts) -> Head:
        return self._head("case", parts, name=parts[1])


def _once(clauses: list[Mark]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for clause in clauses:
        if clause.key in found:
            report(finding("YJ117", clause.span))
        found.setdefault(clause.key, clause.value)
    return found


class LineCallbacks(HeadCallbacks):
    """Rules of the lines below a first line."""

    def plain_condition(self, parts: Parts) -> Expr:
        condition: Expr = parts[0]
        return condition

    def block_head(self, parts: Parts) -> Pending:
        negation, word = parts
        return Pending("any" if word.type == "ANY" else "all", negation is not None, cover(negation or word, word))

    def formula_line(self, parts: Parts) -> tuple[tree.Formula, Expr | Pending | None]:
        return parts[0], parts[1]

    def let_line(self, parts: Parts) -> tree.Let:
        return tree.Let(parts[1], parts[3], cover(parts[0], parts[3]))

    def ground_line(self, parts: Parts) -> tree.Ground:
        ground: tree.Ground = parts[0]
        return ground

    def subject_line(self, parts: Parts) -> Name:
        name: Name = parts[1]
        return name

    def see_line(self, parts: Parts) -> tree.ExternalRows:
        rows: tree.ExternalRows = parts[0]
        return rows

    # --- records

    def field_line(self, parts: Parts) -> tree.Field:
        name, kind, marks = parts[0], parts[1], parts[2:]
        said = _once(marks)
        low, high = said.get("range", (None, None))
        return tree.Field(
            name=name,
            type=kind,
            identifier="identifier" in said,
            required="required" in said,
            private="private" in said,
            optional="optional" in said,
            multiple="multiple" in said,
            low=low,
            high=high,
            default=said.get("default"),
            grounds=(),
            span=cover(name, marks[-1] if marks else kind),
        )

    def identifier(self, parts: Parts) -> Mark:
        return Mark("identifier", True, span_of(parts[0]))

    def private(self, parts: Parts) -> Mark:
        return Mark("private", True, span_of(parts[0]))

    def required(self, parts: Parts) -> Mark:
        return Mark("required", True, span_of(parts[0]))

    def optional(self, parts: Parts) -> Mark:
        return Mark("optional", True, span_of(parts[0]))

    def multiple(self, parts: Parts) -> Mark:
        return Mark("multiple", True, span_of(parts[0]))

    def field_range(self, parts: Parts) -> Mark:
        span = span_of(parts[0])
        return Mark("range", literals.number_range(str(parts[0]), span), span)

    def field_bounds(self, parts: Parts) -> Mark:
        span = cover(parts[0], parts[2])
        return Mark("range", literals.number_range(f"{parts[0]} 至 {parts[2]}", span), span)

    def default(self, parts: Parts) -> Mark:
        return Mark("default", parts[1], cover(parts[0], parts[1]))

    # --- dated values

    def dated_value(self, parts: Parts) -> tree.DatedValue:
        interval, _, value = parts
        return tree.DatedValue(interval.start, interval.end, value, (), cover(interval, value))

    def dated_stop(self, parts: Parts) -> tree.DatedValue:
        interval = parts[0]
        return tree.DatedValue(interval.start, interval.end, None, (), cover(interval, parts[1]))

    def undated_value(self, parts: Parts) -> tree.DatedValue:
        return tree.DatedValue(None, None, parts[2], (), cover(parts[0], parts[2]))

    # --- ledgers

    def entry_line(self, parts: Parts) -> tree.LedgerEntry:
        kind, label, amount = parts
        return tree.LedgerEntry(_ENTRY_KINDS[kind.type], label, self.number([amount]), (), (), cover(kind, amount))

    def part_line(self, parts: Parts) -> tree.LedgerEntry:
        label, amount = parts
        return tree.LedgerEntry("part", label, self.number([amount]), (), (), cover(label, amount))

    def share_line(self, parts: Parts) -> tree.LedgerEntry:
        _, label, amount = parts
        return tree.LedgerEntry("share", label, self.number([amount]), (), (), cover(parts[0], amount))

    def label(self, parts: Parts) -> Name:
        label = parts[0]
        if isinstance(label, Token):
            return Name(quoted(label), span_of(label))
        return Name(folded_word((LEDGER_TOTAL,), label.text, label.span.start), label.span)

    # --- cases

    def given_list(self, parts: Parts) -> tree.Given:
        name = parts[-1]
        return tree.Given(name, None, None, cover(parts[0], name))

    def given_assigned(self, parts: Parts) -> tuple[tree.Given, ...]:
        given: tuple[tree.Given, ...] = parts[-1] or ()
        return given

    def given_values(self, parts: Parts) -> tuple[tree.Given, ...]:
        return tuple(nodes(parts))

    def assigned(self, parts: Parts) -> tree.Given:
        name, _, value = parts
        return tree.Given(name, value, None, cover(name, value))

    def assigned_list(self, parts: Parts) -> tree.Given:
        name, values = parts[0], tuple(nodes(parts[1:]))
        span = cover(parts[2], parts[-1])
        return tree.Given(name, tree.ValueList(values, span), None, cover(name, span_at(span)))

    def on_line(self, parts: Parts) -> tree.DateLiteral:
        return self.date(parts[1:])

    def expect_line(self, parts: Parts) -> tree.Expectation:
        marks = [part for part in parts if isinstance(part, Mark)]
        gathered = _gather(marks)
        outcomes = gathered["outcome"]
        if len(outcomes) > 1:
            report(finding("YJ117", marks[-1].span))
        return tree.Expectation(
            outcomes[0] if outcomes else None,
            tuple(gathered["because"]),
            tuple(gathered["cites"]),
            tuple(gathered["missing"]),
            tuple(gathered["value"]),
            cover(parts[0], marks[-1]),
        )

    def expect_outcome(self, parts: Parts) -> Mark:
        return Mark("outcome", parts[0].type.lower(), span_of(parts[0]))

    def expect_because(self, parts: Parts) -> Mark:
        return Mark("because", parts[1], cover(parts[0], parts[1]))

    def expect_cites(self, parts: Parts) -> Mark:
        return Mark("cites", self.text(parts[1:]), cover(parts[0], parts[1]))

    def expect_lacks(self, parts: Parts) -> Mark:
        return Mark("missing", parts[1], cover(parts[0], parts[1]))

    def expect_more(self, parts: Parts) -> Mark:
        return Mark("more", parts[0], span_of(parts[0]))

    def expect_value(self, parts: Parts) -> Mark:
        name, _, value = parts
        span = cover(name, value)
        return Mark("value", tree.ExpectedValue(name, value, span), span)

    def expect_open(self, parts: Parts) -> Mark:
        name, _, word = parts
        span = cover(name, word)
        return Mark("value", tree.ExpectedValue(name, tree.OpenPoint("", (), span_of(word)), span), span)


@dataclass(frozen=True, slots=True)
class _Place:
    span: Span


def span_at(span: Span) -> _Place:
    """A bare place, where a node is wanted."""
    return _Place(span)


def _gather(marks: list[Mark]) -> dict[str, list[Any]]:
    """Expected things by kind; a name after a comma goes on the list that was begun (因 A，B; 缺 F，G)."""
    gathered: dict[str, list[Any]] = {key: [] for key in ("outcome", "because", "cites", "missing", "value")}
    begun = ""
    for mark in marks:
        if mark.key != "more":
            gathered[mark.key].append(mark.value)
            begun = mark.key
        elif begun in ("because", "missing"):
            gathered[begun].append(mark.value)
        else:
            report(finding("YJ120", mark.span, name=mark.value.text))
    return gathered
