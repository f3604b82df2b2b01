"""A rule set to a program: every name found, every expression typed, all sugar gone.

Input: a rule set. Output: the program of all that is sound, and findings for the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yiju.check import definitions as defs
from yiju.check import elaborate_conditions as conditions
from yiju.check import elaborate_lists as lists
from yiju.check import elaborate_names as names
from yiju.check import elaborate_tables as tables
from yiju.check import elaborate_values as values
from yiju.check.definitions import Use
from yiju.check.elaborate_delegation import delegation
from yiju.check.elaborate_exceptions import with_exceptions
from yiju.check.elaborate_grounds import GroundBook
from yiju.check.elaborate_ledgers import ledgers
from yiju.check.elaborate_policy import outcome, payment_read, policy_type, root
from yiju.check.elaborate_types import record_types
from yiju.check.elaborator import Elaborator, Meaning, Rule
from yiju.check.fillings import fillings_allowed
from yiju.check.grounds_needed import grounds_needed, targets_known
from yiju.check.meanings import Meant
from yiju.check.scope import NamedHit, Where, find
from yiju.documents.model import Citation
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.changes import changes
from yiju.program.program import AssertionType, Program
from yiju.rule_set.model import RuleSet, Stated
from yiju_grammar import tree as t
from yiju_grammar.finding import Finding
from yiju_grammar.span import Span

RULE_OF: dict[type, Rule] = {
    t.Number: values.number_literal,
    t.DateLiteral: values.date_literal,
    t.Text: values.text_literal,
    t.Truth: values.truth_literal,
    t.Nothing: values.nothing,
    t.OpenPoint: values.open_point,
    t.NameRef: names.name,
    t.MemberOf: names.member_of,
    t.Call: names.call,
    t.Aggregate: lists.aggregate,
    t.Rank: lists.rank,
    t.Overlap: lists.overlap,
    t.RoundInteger: values.round_integer,
    t.Arithmetic: values.arithmetic,
    t.Negative: values.negative,
    t.Compare: conditions.compare,
    t.Is: conditions.is_,
    t.In: conditions.in_,
    t.Contains: conditions.contains,
    t.Connective: conditions.connective,
    t.Not: conditions.not_,
    t.Choice: values.choice,
    t.OrElse: values.or_else,
    t.At: values.at,
    t.Block: conditions.block,
}


def _definition(el: Elaborator, x: t.Definition, use: Use) -> e.Expr | None:
    if x.is_condition:
        return values.truth(el, x.body.value, use.where) if not x.body.lets else values.formula(el, x.body, use.where)
    bare = x.body.rounding is None and not x.body.lets
    made = el.expression(x.body.value, use.where) if bare else None
    if made is not None and isinstance(made.type, ty.NumberType) and made.type.pair:
        return made
    return values.plain(el, made) if bare else values.formula(el, x.body, use.where)


def _eligibility(el: Elaborator, x: t.Eligibility, use: Use) -> e.Expr | None:
    return values.truth(el, x.condition, use.where)


def _standard(el: Elaborator, x: t.Standard, use: Use) -> e.Expr | None:
    made = values.formula(el, x.body, use.where)
    if x.when is None or made is None:
        return made
    condition = values.truth(el, x.when, use.where)
    if condition is None:
        return None
    none = e.Const(ty.NothingType(), x.span, None)
    joined = values.joined_values(el, (made, none), x.span)
    return None if joined is None else e.Choice(joined[0], x.span, condition, *joined[1])


def _deadline(el: Elaborator, x: t.Deadline, use: Use) -> e.Expr | None:
    return values.day(el, x.day, use.where, optional=True)


BUILDERS: dict[type, tuple[str, Any]] = {
    t.Definition: ("definition", _definition),
    t.Eligibility: ("eligibility", _eligibility),
    t.Standard: ("standard", _standard),
    t.Deadline: ("definition", _deadline),
    t.Parameter: ("parameter", tables.parameter),
    t.Table: ("table", tables.table),
    t.Scale: ("table", tables.scale),
    t.Points: ("points", tables.points),
    t.Delegation: ("definition", delegation),
}
MEANING = Meaning(RULE_OF, BUILDERS, with_exceptions, outcome, payment_read)


@dataclass(frozen=True, slots=True)
class Checked:
    """A rule set that has been gone through: the program of what is sound, all findings, what names stand for
    (by file and place), and where the words of each quote stand (by its file and start)."""

    rule_set: RuleSet
    program: Program
    findings: tuple[Finding, ...]
    meant: Mapping[str, tuple[tuple[Span, Meant], ...]]
    cited: Mapping[tuple[str, int], Citation]


def elaborate(rule_set: RuleSet, digest: str, *, known: date | None = None) -> Checked:
    """The program of a rule set, and what is wrong with the rest; `known` leaves out documents issued later."""
    el = Elaborator(rule_set, known, GroundBook(known), MEANING)
    records = record_types(el)
    made = {name: policy_type(el, scope) for name, scope in rule_set.policies.items()}
    policies = {name: policy for name, policy in made.items() if policy is not None}
    _unused(el)
    assertions = _assertions(el)
    made_ledgers = ledgers(el)
    el.findings.extend(targets_known(rule_set))
    el.findings.extend(grounds_needed(rule_set))
    el.findings.extend(fillings_allowed(rule_set))
    program = Program(
        rule_set.place,
        digest,
        records,
        dict(sorted(el.definitions.items())),
        dict(sorted(el.tables.items())),
        dict(sorted(el.scales.items())),
        dict(sorted(el.points.items())),
        policies,
        assertions,
        tuple(el.book.grounds),
        (),
        made_ledgers,
    )
    program = changes(program)
    cited = {(file, start): found for (file, start, _), found in el.book.located.items() if found is not None}
    return Checked(rule_set, program, tuple(el.findings), _by_file(el.meant), cited)


def _by_file(meant: Mapping[Span, Meant]) -> Mapping[str, tuple[tuple[Span, Meant], ...]]:
    made: dict[str, list[tuple[Span, Meant]]] = {}
    for item in meant.items():
        made.setdefault(item[0].file, []).append(item)
    return {file: tuple(sorted(items, key=lambda i: i[0].start)) for file, items in made.items()}


def _unused(el: Elaborator) -> None:
    """Declarations no policy uses are worked out too, so that their mistakes are found."""
    for policy in el.rules.policies.values():
        if policy.head.subject is None or policy.head.subject.text not in el.rules.records:
            continue
        for (record, name), items in policy.scope.named.items():
            _ask(el, items, root(policy), record, name)
    roots = sorted({p.head.subject.text for p in el.rules.policies.values() if p.head.subject})
    used = {d.span for d in el.definitions.values()}
    for (record, name), items in el.rules.place_scope.named.items():
        if items[0].declaration.span in used:
            continue
        before = len(el.findings)
        for subject in roots or sorted(el.rules.records):
            del el.findings[before:]
            if _ask(el, items, Where(None, None, (subject,)), record, name):
                break


def _ask(el: Elaborator, items: tuple[Stated, ...], where: Where, record: str | None, name: str) -> bool:
    declared = items[0].declaration
    if isinstance(declared, t.Payment | t.Eligibility | t.Standard):
        return True
    if record is not None:
        if record not in el.rules.records:
            el.report("YJ210", declared.span, name=record, close="")
            return False
        chain = _chain(el.rules, record, where.records)
        where = Where(where.policy, None, chain)
    parameters = getattr(declared, "parameters", None) or ()
    if isinstance(declared, t.Scale):
        return True
    kinds = [names.named_type(el, p.text, where) for p in parameters]
    if any(k is None for k in kinds):
        return True
    hits = [h for h in find(el.rules, where, name) if isinstance(h, NamedHit) and h.items is items]
    arguments = tuple(e.Const(k, declared.span, None) for k in kinds if k is not None)
    made = [defs.instance(el, h, where, arguments or None, declared.span) for h in hits[:1]]
    return bool(made) and made[0] is not None


def _chain(rules: RuleSet, record: str, roots: tuple[str, ...]) -> tuple[str, ...]:
    """The frames of a record inside a policy's: itself, then the records that hold it."""
    chain = [record]
    while chain[-1] not in roots:
        holders = [p for p in rules.parents.get(chain[-1], ()) if p not in chain]
        if not holders:
            break
        chain.append(next((h for h in holders if h in roots), holders[0]))
    return tuple(chain)


def _assertions(el: Elaborator) -> tuple[AssertionType, ...]:
    made = []
    scopes = [(None, el.rules.place_scope), *((p, p.scope) for p in el.rules.policies.values())]
    for policy, scope in scopes:
        for stated in scope.others:
            declared = stated.declaration
            if not isinstance(declared, t.Assertion):
                continue
            condition = values.truth(el, declared.condition, Where(policy, None, ()))
            if condition is not None:
                grounds = el.ground(stated, scope).indexes
                made.append(AssertionType(declared.name.text, condition, grounds, declared.span))
    return tuple(made)
