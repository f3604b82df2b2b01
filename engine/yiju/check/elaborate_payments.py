"""Payments: what is paid, to whom, in which unit, within which bounds (*Semantics* 7, 8)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from yiju.check import elaborate_values as values
from yiju.check import units
from yiju.check.definitions import Use
from yiju.check.elaborate_conditions import both, when
from yiju.check.elaborate_exceptions import carved
from yiju.check.elaborate_grounds import is_empty
from yiju.check.elaborator import Elaborator
from yiju.check.scope import Where
from yiju.check.typing import DATE, TRUTH, type_text
from yiju.documents.model import Days
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.program import Definition, PaymentType
from yiju.rule_set.model import PolicyScope, Stated
from yiju_grammar import tree as t
from yiju_grammar.span import Span

YUAN = units.single("元")

PERIOD_UNIT = {"monthly": "月", "month_start": "月", "yearly": "年", "quarterly": None, "once": None}
"""What a schedule turns into plain money: 每月 turns 元/月 into 元."""


def payment_types(el: Elaborator, policy: PolicyScope, interval: Days) -> tuple[PaymentType, ...]:
    """The payments of a policy, in the order written."""
    found = [i[0] for i in policy.scope.named.values() if isinstance(i[0].declaration, t.Payment)]
    found.sort(key=lambda s: (s.declaration.span.file, s.declaration.span.start))
    made = [_payment(el, policy, s, interval) for s in found]
    return tuple(m for m in made if m is not None)


def _payment(el: Elaborator, policy: PolicyScope, stated: Stated, interval: Days) -> PaymentType | None:
    declared = stated.declaration
    assert isinstance(declared, t.Payment)
    definition = payment_definition(el, policy, stated, interval)
    parts = _parts(el, policy, stated)
    if definition is None or parts is None:
        return None
    grounded = el.ground(stated, policy.scope)
    days = () if is_empty(grounded.days) else (grounded.days,)
    return PaymentType(
        declared.name.text,
        declared.schedule,
        accrues(declared.schedule),
        declared.by_day,
        parts.start,
        parts.end,
        parts.recipients,
        parts.chosen,
        parts.when,
        parts.amount,
        definition.id,
        days,
        grounded.indexes,
        grounded.readings,
        declared.span,
    )


def accrues(schedule: t.Schedule) -> bool:
    """`每年2月，6月，10月` pays the months since the last one."""
    return schedule.kind == "yearly" and len(schedule.months) > 1


class Parts:
    """A payment's expressions, each in the frames of its payee."""

    __slots__ = ("amount", "chosen", "end", "recipients", "start", "when", "where")

    def __init__(self, where: Where, recipients: e.Expr | None) -> None:
        self.where = where
        self.recipients = recipients
        self.chosen: e.Expr | None = None
        self.start: e.Expr | None = None
        self.end: e.Expr | None = None
        self.when: e.Expr | None = None
        self.amount: e.Expr = e.Const(TRUTH, Span("", 0, 0), True)


def _parts(el: Elaborator, policy: PolicyScope, stated: Stated) -> Parts | None:
    declared = stated.declaration
    assert isinstance(declared, t.Payment)
    where = Where(policy, None, (policy.head.subject.text,) if policy.head.subject else ())
    recipients = None
    if declared.recipients is not None:
        recipients = el.expression(t.NameRef(declared.recipients.text, declared.recipients.span), where)
        if recipients is None or not isinstance(recipients.type, ty.ListType):
            el.report("YJ212", declared.recipients.span, type=type_text(recipients.type)) if recipients else None
            return None
        where = where.inside(recipients.type.record)
    parts = Parts(where, recipients)
    el.contexts.append((stated, policy.scope))
    sound = _fill(el, policy, parts, declared)
    el.contexts.pop()
    return parts if sound else None


def _fill(el: Elaborator, policy: PolicyScope, parts: Parts, declared: t.Payment) -> bool:
    where = parts.where
    parts.chosen = when(el, declared.recipients_where, where)
    parts.when = when(el, declared.when, where)
    parts.start = _edge(el, declared.start, where, last=False)
    parts.end = _edge(el, declared.end, where, last=True)
    amount = values.formula(el, declared.amount, where, ty.NumberType(YUAN, 100) if _bare_open(declared) else None)
    written = (declared.recipients_where, declared.when, declared.start, declared.end)
    made = (parts.chosen, parts.when, parts.start, parts.end)
    if amount is None or any(w is not None and m is None for w, m in zip(written, made, strict=True)):
        return False
    amount = _as_money(el, amount, declared, where)
    if amount is None:
        return False
    name = f"{policy.head.name.text}/{declared.name.text}"
    carved_amount = carved(el, amount, declared.name.text, Use(name, where, 0, declared.name.text), policy.scope)
    if carved_amount is None:
        return False
    parts.amount = carved_amount
    return True


def _bare_open(declared: t.Payment) -> bool:
    return isinstance(declared.amount.value, t.OpenPoint)


def _edge(el: Elaborator, x: t.Expr | None, where: Where, *, last: bool) -> e.Expr | None:
    if x is None:
        return None
    made = values.day(el, x, where, optional=True)
    if isinstance(x, t.DateLiteral) and isinstance(made, e.Const):
        return replace(made, value=x.last if last else x.first)
    return made


def _as_money(el: Elaborator, amount: e.Expr, declared: t.Payment, where: Where) -> e.Expr | None:
    """The amount in plain 元: per head of the payee, per period of the schedule."""
    kind = amount.type
    if not isinstance(kind, ty.NumberType):
        el.report("YJ301", amount.span, type=type_text(kind))
        return None
    unit = units.without(kind.unit, el.counts_as(where.records[0]) if where.records else None)
    period = "月" if accrues(declared.schedule) else PERIOD_UNIT[declared.schedule.kind]
    if units.without(unit, period) != YUAN:
        el.report("YJ308", declared.name.span, name=declared.name.text, unit=type_text(kind))
        return None
    return replace(amount, type=replace(kind, unit=YUAN))


def payment_definition(el: Elaborator, policy: PolicyScope, stated: Stated, interval: Days) -> Definition | None:
    """What a payment comes to for its payee, as one value: 0 outside its bounds or where its 当 does not hold."""
    declared = stated.declaration
    assert isinstance(declared, t.Payment)
    name = f"{policy.head.name.text}/{declared.name.text}"
    if name in el.definitions:
        return el.definitions[name]
    parts = _parts(el, policy, stated)
    if parts is None:
        return None
    amount = _by_day(parts.amount, parts, interval) if declared.by_day else parts.amount
    condition = both(*_bounds(parts), parts.when)
    body = amount
    if condition is not None:
        zero = e.Const(ty.NumberType(YUAN, 1), declared.span, Fraction(0))
        body = e.Choice(amount.type, declared.span, condition, amount, zero)
    grounded = el.ground(stated, policy.scope)
    made = Definition(
        name,
        declared.name.text,
        "payment",
        parts.where.records[0],
        (),
        body,
        body.type,
        grounded.indexes,
        grounded.readings,
        declared.span,
    )
    el.definitions[name] = made
    return made


def payment_payees(el: Elaborator, policy: PolicyScope, stated: Stated) -> tuple[e.Expr | None, e.Expr | None] | None:
    """The list that a payment goes to and which of it; neither where it goes to the record itself."""
    parts = _parts(el, policy, stated)
    return None if parts is None else (parts.recipients, parts.chosen)


def _bounds(parts: Parts) -> list[e.Expr]:
    """自 and 至 by whole months, both ends included; a 无 end is open."""
    tests = []
    if parts.start is not None:
        edge = e.Day(DATE, parts.start.span, "month_end")
        tests.append(_open_or(parts.start, e.Compare(TRUTH, parts.start.span, "le", parts.start, edge)))
    if parts.end is not None:
        edge = e.Day(DATE, parts.end.span, "month_start")
        tests.append(_open_or(parts.end, e.Compare(TRUTH, parts.end.span, "ge", parts.end, edge)))
    return tests


def _open_or(edge: e.Expr, test: e.Expr) -> e.Expr:
    if not edge.type.optional:
        return test
    return e.Both(TRUTH, edge.span, "any", (e.IsNothing(TRUTH, edge.span, edge), test))


def _by_day(amount: e.Expr, parts: Parts, interval: Days) -> e.Expr:
    """按日: × days in force ÷ days of the month; a rounding rounds the whole, and so does one of an exception."""
    if isinstance(amount, e.Candidates):
        made = tuple(replace(a, value=_by_day(a.value, parts, interval)) for a in amount.alternatives)
        return replace(amount, alternatives=made, base=_by_day(amount.base, parts, interval))
    if isinstance(amount, e.Const) and amount.value is None:
        return amount
    if isinstance(amount, e.Round):
        return replace(amount, operand=_prorated(amount.operand, parts, interval))
    return _prorated(amount, parts, interval)


def _prorated(amount: e.Expr, parts: Parts, interval: Days) -> e.Expr:
    """An amount of a month × days in force ÷ days of the month; 无 is 0."""
    kind, span = amount.type, amount.span
    assert isinstance(kind, ty.NumberType)
    if kind.optional:
        kind = replace(kind, optional=False)
        amount = e.OrElse(kind, span, amount, e.Const(kind, span, Fraction(0)))
    day = ty.NumberType(units.single("天"), 1)
    first, last = e.Day(DATE, span, "month_start"), e.Day(DATE, span, "month_end")
    starts = [s for s in (parts.start, _const(interval.start, span)) if s is not None]
    ends = [s for s in (parts.end, _const(interval.end, span)) if s is not None]
    start = _inner(starts, first, "max", span)
    end = _inner(ends, last, "min", span)
    worked = e.Overlap(day, span, "day", (start, end), (first, last))
    one = e.Const(day, span, Fraction(1))
    whole = e.Arithmetic(day, span, "add", e.DaysBetween(day, span, last, first), one)
    share = e.Arithmetic(ty.NumberType((), 0), span, "divide", worked, whole)
    return e.Arithmetic(ty.NumberType(YUAN, 0), span, "multiply", amount, share)


def _const(day: object, span: Span) -> e.Expr | None:
    return None if day is None else e.Const(DATE, span, day)  # type: ignore[arg-type]  # a date


def _inner(edges: list[e.Expr], month_edge: e.Expr, op: str, span: Span) -> e.Expr:
    """The later start or the earlier end; a 无 edge gives way to the month's."""
    sound = [replace_nothing(x, month_edge) if x.type.optional else x for x in edges]
    if not sound:
        return month_edge
    return e.Extreme(DATE, span, op, (*sound, month_edge))  # type: ignore[arg-type]  # max or min


def replace_nothing(x: e.Expr, fallback: e.Expr) -> e.Expr:
    """`x 若无 fallback`."""
    return e.OrElse(DATE, x.span, x, fallback)
