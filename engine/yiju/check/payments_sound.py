"""Payments that the rules alone leave unclear: which of several is made, and whether one was made before.

Input: a program. Findings: YJ332 a field that cannot name the payment to make, YJ333 a payment made once by a policy
that has no first day.
"""

from __future__ import annotations

from collections.abc import Iterator

from yiju.program import types as ty
from yiju.program.program import MutualType, Program
from yiju_grammar.finding import Finding, finding


def payments_sound(program: Program) -> tuple[Finding, ...]:
    """YJ332 and YJ333 of a program's policies."""
    found: list[Finding] = []
    for policy in program.policies.values():
        for mutual in policy.mutuals:
            found.extend(_named(mutual))
        for payment in policy.payments:
            if payment.schedule.kind == "once" and policy.start is None and payment.start is None:
                found.append(finding("YJ333", payment.span, name=payment.name, policy=policy.name))
    return tuple(found)


def _named(mutual: MutualType) -> Iterator[Finding]:
    field = mutual.field_expr
    if field is None:
        return
    names = [name for _, name in mutual.payments]
    values = field.type.values if isinstance(field.type, ty.EnumType) else ()
    wrong = [n for n in names if n not in values] + [v for v in values if v not in names]
    if wrong:
        yield finding("YJ332", field.span, name=getattr(field, "name", "") or mutual.key, missing="，".join(wrong))
