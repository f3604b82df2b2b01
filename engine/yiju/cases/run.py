"""Running cases: each 案例 decided on its day, and every difference from its 应为 as a finding.

Input: loaded rules. Output: a result a case (findings empty: passed) and what the cases covered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from yiju.cases.coverage import Coverage, Covered, covered_by
from yiju.cases.given import raw_record
from yiju.decision.evaluate import Evaluator
from yiju.decision.model import Decision, Why
from yiju.records.door import check_record
from yiju_grammar import tree as t
from yiju_grammar.finding import Finding, finding

if TYPE_CHECKING:
    from yiju.load import Rules

OUTCOME_WORDS = {
    "eligible": "符合",
    "ineligible": "不符合",
    "undetermined": "未定",
    "conflict": "冲突",
}


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case: its policy, name and place, and what differed."""

    policy: str
    name: str
    case: t.Case
    decision: Decision | None
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing differed."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class CasesResult:
    """All cases of a place, in the order written, and their coverage."""

    results: tuple[CaseResult, ...]
    coverage: Coverage


def run_cases(rules: Rules, only: frozenset[str] | None = None) -> CasesResult:
    """Run the cases of a place (of the files named in `only`, if given), and see what of the same files they cover."""
    covered = Covered()
    results = []
    for policy, case in cases_of(rules):
        if only is not None and case.span.file not in only:
            continue
        results.append(_run(rules, policy, case, covered))
    return CasesResult(tuple(results), covered.report(rules.program, only))


def cases_of(rules: Rules) -> Iterator[tuple[str, t.Case]]:
    """Every case with its policy."""
    for name, policy in rules.checked.rule_set.policies.items():
        scopes = [policy.scope, *policy.fillings.values()]
        for scope in scopes:
            for stated in scope.others:
                if isinstance(stated.declaration, t.Case):
                    yield name, stated.declaration


def _run(rules: Rules, policy: str, case: t.Case, covered: Covered) -> CaseResult:
    program = rules.program
    if policy not in program.policies or case.on is None or case.expected is None:
        return CaseResult(policy, case.name.text, case, None, (finding("YJ651", case.name.span, name=case.name.text),))
    kind = program.records[program.policies[policy].subject]
    identifier = next((f.name for f in kind.fields if f.identifier), None)
    raw, wrong = raw_record(case, identifier)
    row = check_record(kind, program.records, raw)
    rejected = isinstance(row, tuple) and bool(row) and all(isinstance(f, Finding) for f in row)
    if rejected or wrong:
        refused = (
            finding("YJ652", case.name.span, name=case.name.text, reason=f.message("zh"), reason_en=f.message("en"))
            for f in (row if rejected and not wrong else ())
        )
        return CaseResult(policy, case.name.text, case, None, (*wrong, *refused))
    covered_by(covered, Evaluator(program, policy, row), case.on.last)
    decision = rules.decide_row(policy, row, on=case.on.last)
    return CaseResult(policy, case.name.text, case, decision, tuple(_differences(case, case.expected, decision)))


def _differences(case: t.Case, expected: t.Expectation, decision: Decision) -> Iterator[Finding]:
    actual = "conflict" if decision.errors else decision.outcome or "conflict"
    if expected.outcome is not None and expected.outcome != actual:
        yield finding(
            "YJ653",
            expected.span,
            case=case.name.text,
            expected=OUTCOME_WORDS[expected.outcome],
            actual=OUTCOME_WORDS[actual],
            expected_en=expected.outcome,
            actual_en=actual,
        )
    for name in expected.because:
        if name.text not in deciding_rules(decision):
            yield finding("YJ654", name.span, case=case.name.text, expected=name.text,
                          actual="，".join(deciding_rules(decision)) or "—")  # fmt: skip
    for words in expected.cites:
        if not any(_folded(words.value) in _folded(c.quote) for c in decision.citations):
            yield finding("YJ655", words.span, case=case.name.text, expected=words.value)
    for name in expected.missing:
        if name.text not in decision.missing:
            yield finding("YJ656", name.span, case=case.name.text, expected=name.text,
                          actual="，".join(decision.missing) or "—")  # fmt: skip
    for value in expected.values:
        yield from _value_difference(case, value, decision)


def _folded(words: str) -> str:
    return re.sub(r"\s", "", words)


def deciding_rules(decision: Decision) -> tuple[str, ...]:
    """The rules that fixed the outcome: those of the same truth as it, with exceptions under them; errors' rules."""
    if decision.errors:
        return tuple(r for error in decision.errors for r in error.rules)
    found: dict[str, None] = {}
    if decision.why is not None:
        wanted = {"eligible": True, "ineligible": False}.get(decision.outcome or "")
        _collect(decision.why, wanted, found)
    return tuple(found)


def _collect(step: Why, wanted: bool | None, found: dict[str, None]) -> None:
    if step.kind != "policy" and step.holds is not wanted and step.kind != "exception":
        return
    if step.kind == "exception" and step.holds is not True:
        return
    if step.rule is not None and step.kind in ("rule", "exception", "interval", "definition"):
        found[step.rule] = None
    for under in step.because:
        _collect(under, wanted, found)


def _value_difference(case: t.Case, value: t.ExpectedValue, decision: Decision) -> Iterator[Finding]:
    name = value.name.text
    actual = _actual(name, decision)
    expected = _expected(value.value)
    if actual != expected:
        yield finding(
            "YJ657", value.span, case=case.name.text, name=name, expected=_words(expected), actual=_words(actual)
        )


ABSENT = "没有"


def _actual(name: str, decision: Decision) -> Any:
    """A payment's total over its payees, an amount, or that there is none."""
    paid = [p for p in decision.payments if p.name == name]
    if paid:
        values = [p.value.value for p in paid]
        known = [v for v in values if isinstance(v, Fraction)]
        return sum(known, Fraction(0)) if len(known) == len(values) else None
    for amount in decision.amounts:
        if amount.name == name:
            return "无" if amount.value.kind == "nothing" else amount.value.value
    if any(u.name == name for u in decision.unpaid):
        return Fraction(0)
    return ABSENT


def _expected(x: t.Expr) -> Any:
    match x:
        case t.Number(value=value):
            return value
        case t.Negative(operand=t.Number(value=value)):
            return -value
        case t.OpenPoint():
            return None
        case t.Nothing():
            return "无"
        case t.NameRef(name=name):
            return None if name in ("未定", "undetermined") else name
        case t.Text(value=text):
            return text
        case t.DateLiteral(first=first):
            return first
        case t.Truth(value=truth):
            return truth
    return ABSENT


def _words(value: Any) -> str:
    if value is None:
        return "未定"
    if isinstance(value, Fraction):
        return str(value) if value.denominator != 1 else str(value.numerator)
    return str(value)
