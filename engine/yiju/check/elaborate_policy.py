"""Policies: interval, outcome, payments, funds, duties, exclusions between payments."""

from __future__ import annotations

from datetime import date
from typing import Any

from yiju.check import definitions as defs
from yiju.check import elaborate_values as values
from yiju.check.elaborate_conditions import both, when
from yiju.check.elaborate_exceptions import in_force
from yiju.check.elaborate_grounds import basis_documents, document_days, is_empty, meet, of_interval, unknown_basis
from yiju.check.elaborate_payments import payment_types
from yiju.check.elaborate_payments_read import read_of
from yiju.check.elaborator import Elaborator
from yiju.check.scope import NamedHit, Where
from yiju.check.typing import TRUTH
from yiju.documents.model import ALWAYS, Citation, Days
from yiju.documents.register import Document
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.program import (
    ArrearsType,
    Bound,
    Definition,
    Duty,
    FundType,
    MutualType,
    PolicyType,
    RuleUse,
)
from yiju.rule_set.model import PolicyScope, Stated
from yiju.rule_set.tree_to_rules import closest
from yiju_grammar import tree as t
from yiju_grammar.span import Span

OUTCOME = "结果"


def root(policy: PolicyScope) -> Where:
    """The place of a policy's own expressions."""
    subject = policy.head.subject
    return Where(policy, None, (subject.text,) if subject else ())


def policy_type(el: Elaborator, policy: PolicyScope) -> PolicyType | None:
    """A policy of the program, all of it gone through; None when its record is unknown or a 资格 is wrong."""
    head = policy.head
    if head.subject is None or head.subject.text not in el.rules.records:
        name = head.subject.text if head.subject else ""
        el.report("YJ210", (head.subject or head.name).span, name=name, close=closest(name, el.rules.records))
        return None
    source = policy.scope.source
    assert source is not None
    el.findings.extend(unknown_basis(policy.scope, source.register))
    made = outcome(el, policy)
    start, end = bounds(el, policy)
    grounded = el.ground(Stated(head, source, ()), policy.scope)
    whole = PolicyType(
        head.name.text,
        head.title or head.name.text,
        head.subject.text,
        tuple(b.text for b in head.basis),
        start,
        end,
        made.id if made else "",
        _uses(el, policy, t.Eligibility),
        _uses(el, policy, t.Standard),
        payment_types(el, policy, interval(el, policy)),
        _arrears(el, policy),
        _mutuals(el, policy),
        _funds(el, policy),
        _duties(el, policy),
        grounded.readings,
        grounded.indexes,
        head.span,
    )
    return whole if made is not None else None


# --- interval and outcome -----------------------------------------------------------------------------------


def bounds(el: Elaborator, policy: PolicyScope) -> tuple[Bound | None, Bound | None]:
    """起始 and 截止 where they are written, else the dates of its documents, with where each is written."""
    first, last = _document_bounds(el, policy)
    for stated in policy.scope.others:
        declared = stated.declaration
        if isinstance(declared, t.Start):
            first = Bound(declared.day, el.ground(stated, policy.scope).indexes, "start")
        if isinstance(declared, t.Cutoff):
            last = Bound(declared.day, el.ground(stated, policy.scope).indexes, "cutoff")
    return first, last


def _document_bounds(el: Elaborator, policy: PolicyScope) -> tuple[Bound | None, Bound | None]:
    """From the first of its documents to take effect until the last to end."""
    source = policy.scope.source
    if source is None or not policy.scope.basis:
        return None, None
    documents = basis_documents(policy.scope, source.register)
    days = [(d, document_days(d, source.register, el.known)) for d in documents]
    there = [(d, span) for d, span in days if not is_empty(span)]
    if not there:
        return (Bound(date.max, (), "unknown"), None) if documents and el.known else (None, None)
    starts = [(span.start, d) for d, span in there]
    ends = [(span.end, d) for d, span in there]
    first = None if any(s is None for s, _ in starts) else min(starts, key=lambda p: p[0] or date.min)
    last = None if any(s is None for s, _ in ends) else max(ends, key=lambda p: p[0] or date.max)
    return _bound(el, first), _bound(el, last)


def _bound(el: Elaborator, found: tuple[date | None, Document] | None) -> Bound | None:
    if found is None or found[0] is None:
        return None
    document = found[1]
    citation = Citation(document.number or "", document.title, "verbatim", document.file or "", "", (0, 0), "")
    return Bound(found[0], (el.book.add(citation),), "document")


def interval(el: Elaborator, policy: PolicyScope) -> Days:
    """The days on which a policy is in force."""
    start, end = bounds(el, policy)
    return Days(start.day if start else None, end.day if end else None)


def outcome(el: Elaborator, policy: PolicyScope) -> Definition | None:
    """符合: in force, and every 资格 of the day holds."""
    name = policy.head.name.text
    key = (f"{name}/{OUTCOME}", ("outcome",), ())
    if key in el.instances:
        return el.instances[key]
    if _comes_round(el, key, policy.head.name.span):
        return None
    el.keys.append(key)
    tests = [_rule_test(el, policy, items) for items in _named(policy, t.Eligibility)]
    el.keys.pop()
    known = tuple(test for test in tests if test is not None)
    span = policy.head.span
    whole = both(in_force(interval(el, policy), span), *known) or e.Const(TRUTH, span, True)
    made = Definition(key[0], OUTCOME, "outcome", root(policy).records[0], (), whole, TRUTH, (), (), span)
    el.instances[key] = made if len(known) == len(tests) else None
    if len(known) == len(tests):
        el.definitions[made.id] = made
    return el.instances[key]


def _comes_round(el: Elaborator, key: tuple[str, tuple[str, ...], tuple[ty.Type, ...]], span: Span) -> bool:
    """Whether what is asked for is under work already; reported with its way round."""
    if key not in el.keys:
        return False
    way = [k[0] for k in el.keys[el.keys.index(key) :]] + [key[0]]
    el.report("YJ208", span, way=" → ".join(way))
    return True


def _named(policy: PolicyScope, kind: type) -> list[tuple[Stated, ...]]:
    """Declarations of one kind, by name, in the order written."""
    found = [items for items in policy.scope.named.values() if isinstance(items[0].declaration, kind)]
    return sorted(found, key=lambda items: (items[0].declaration.span.file, items[0].declaration.span.start))


def _rule_test(el: Elaborator, policy: PolicyScope, items: tuple[Stated, ...]) -> e.Expr | None:
    """A 资格 while it is in force; before and after it asks nothing."""
    made = _definition(el, policy, items)
    if made is None:
        return None
    span = items[0].declaration.span
    ref = e.Ref(TRUTH, span, 0, made.id)
    days = _intervals(el, policy, items)
    if days == (ALWAYS,):
        return ref
    return e.Choice(TRUTH, span, e.InForce(TRUTH, span, days), ref, e.Const(TRUTH, span, True))


def _definition(el: Elaborator, policy: PolicyScope, items: tuple[Stated, ...]) -> Definition | None:
    hit = NamedHit(f"{policy.head.name.text}/", None, 0, items, policy.scope)
    made = defs.instance(el, hit, root(policy), None, items[0].declaration.span)
    return made[0] if made else None


def _intervals(el: Elaborator, policy: PolicyScope, items: tuple[Stated, ...]) -> tuple[Days, ...]:
    days = (meet(of_interval(getattr(s.declaration, "interval", None)), el.ground(s, policy.scope).days) for s in items)
    return tuple(sorted((d for d in days if not is_empty(d)), key=lambda d: d.start or date.min))


def _uses(el: Elaborator, policy: PolicyScope, kind: type) -> tuple[RuleUse, ...]:
    made = []
    for items in _named(policy, kind):
        found = _definition(el, policy, items)
        if found is not None:
            made.append(RuleUse(found.id, _intervals(el, policy, items)))
    return tuple(made)


def payment_read(el: Elaborator, policy: PolicyScope, stated: Stated) -> Definition | None:
    """`P 的 payment`: what of it is due in the month of the day, to all its payees; 0 for the ineligible."""
    declared = stated.declaration
    assert isinstance(declared, t.Payment)
    name = f"{policy.head.name.text}/{declared.name.text}:应发"
    if name in el.definitions:
        return el.definitions[name]
    key = (name, ("payment",), ())
    if _comes_round(el, key, declared.name.span):
        return None
    el.keys.append(key)
    made = read_of(el, policy, stated, (interval(el, policy), outcome(el, policy)))
    el.keys.pop()
    if made is None:
        return None
    subject = root(policy).records[0]
    span = declared.name.span
    el.definitions[name] = Definition(name, declared.name.text, "payment", subject, (), made, made.type, (), (), span)
    return el.definitions[name]


# --- what else belongs to a policy --------------------------------------------------------------------------


def _arrears(el: Elaborator, policy: PolicyScope) -> tuple[ArrearsType, ...]:
    made = []
    for stated in policy.scope.others:
        declared = stated.declaration
        if isinstance(declared, t.Arrears) and _is_payment(el, policy, declared.payment):
            grounds = el.ground(stated, policy.scope).indexes
            made.append(ArrearsType(declared.payment.text, declared.start, declared.due, grounds, declared.span))
    return tuple(made)


def _is_payment(el: Elaborator, policy: PolicyScope, name: t.Name) -> bool:
    found = policy.scope.named.get((None, name.text))
    if found and isinstance(found[0].declaration, t.Payment):
        return True
    names = [n for (_, n), items in policy.scope.named.items() if isinstance(items[0].declaration, t.Payment)]
    el.report("YJ209", name.span, name=name.text, policy=policy.head.name.text, close=closest(name.text, names))
    return False


def _mutuals(el: Elaborator, policy: PolicyScope) -> tuple[MutualType, ...]:
    made = [_mutual(el, policy, s, s.declaration) for s in policy.scope.others if isinstance(s.declaration, t.Mutual)]
    return tuple(m for m in made if m is not None)


def _mutual(el: Elaborator, policy: PolicyScope, stated: Stated, declared: t.Mutual) -> MutualType | None:
    pairs = [_owner(el, policy, n) for n in declared.payments]
    if any(p is None for p in pairs):
        return None
    key, chosen = _payee(el, policy, declared, declared.key), None
    if declared.field is not None:
        chosen = values.value(el, t.NameRef(declared.field.text, declared.field.span), root(policy))
    grounds = el.ground(stated, policy.scope).indexes
    payments = tuple((p.head.name.text, n.text) for p, n in zip(pairs, declared.payments, strict=True) if p)
    return MutualType(payments, declared.key.text, key, declared.take, chosen, grounds, declared.span)


def _owner(el: Elaborator, policy: PolicyScope, name: t.Name) -> PolicyScope | None:
    """The policy that pays this: its own, else the only other one that does."""
    others = [p for p in el.rules.policies.values() if p is not policy]
    for candidate in (policy, *others):
        found = candidate.scope.named.get((None, name.text))
        if found and isinstance(found[0].declaration, t.Payment):
            return candidate
    _is_payment(el, policy, name)
    return None


def _payee(el: Elaborator, policy: PolicyScope, declared: t.Mutual, key: t.Name) -> e.Expr | None:
    """The key as read on the payee: a member where the payments go to members."""
    where = root(policy)
    found = policy.scope.named.get((None, declared.payments[0].text))
    payment = found[0].declaration if found else None
    if isinstance(payment, t.Payment) and payment.recipients is not None:
        held = el.expression(t.NameRef(payment.recipients.text, payment.recipients.span), where)
        if held is not None and isinstance(held.type, ty.ListType):
            where = where.inside(held.type.record)
    return values.value(el, t.NameRef(key.text, key.span), where)


def _funds(el: Elaborator, policy: PolicyScope) -> tuple[FundType, ...]:
    made = []
    for stated in policy.scope.others:
        declared = stated.declaration
        if not isinstance(declared, t.Fund):
            continue
        grounded = el.ground(stated, policy.scope)
        condition = when(el, declared.when, root(policy))
        if all([_is_payment(el, policy, n) for n in declared.pays]) and not (declared.when and condition is None):
            share = declared.share.value if declared.share else None
            cap = declared.cap.value if declared.cap else None
            pays = tuple(n.text for n in declared.pays)
            made.append(
                FundType(
                    declared.name.text, pays, share, declared.order, cap, condition,
                    _days(grounded.days), grounded.indexes, declared.span,
                )
            )  # fmt: skip
    return tuple(made)


def _days(days: Days) -> tuple[Days, ...]:
    return () if is_empty(days) else (days,)


DUTIES: dict[type, Any] = {
    t.Obligation: "obligation",
    t.Remedy: "remedy",
    t.Deadline: "deadline",
    t.Discretion: "discretion",
}


def _duties(el: Elaborator, policy: PolicyScope) -> tuple[Duty, ...]:
    named = [items[0] for items in _named(policy, t.Deadline)]
    others = [s for s in policy.scope.others if type(s.declaration) in DUTIES]
    made = [_duty(el, policy, s) for s in (*others, *named)]
    found = [d for d in made if d is not None]
    return tuple(sorted(found, key=lambda d: (d.span.file, d.span.start)))


def _duty(el: Elaborator, policy: PolicyScope, stated: Stated) -> Duty | None:
    declared = stated.declaration
    assert isinstance(declared, t.Obligation | t.Remedy | t.Deadline | t.Discretion)
    where = root(policy)
    grounded = el.ground(stated, policy.scope)
    condition = when(el, declared.when, where)
    day = values.day(el, declared.day, where, optional=True) if isinstance(declared, t.Deadline) else None
    if (declared.when is not None and condition is None) or (isinstance(declared, t.Deadline) and day is None):
        return None
    who = declared.who.text if isinstance(declared, t.Discretion) else ""
    kind = DUTIES[type(declared)]
    days = _days(grounded.days)
    return Duty(
        kind,
        declared.name.text,
        condition,
        day,
        who,
        days,
        grounded.indexes,
        grounded.readings,
        declared.span,
    )
