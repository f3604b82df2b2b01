"""From what was evaluated to a decision: outcome, amounts, payments, reasons, citations, and what is missing.

Input: an `Evaluator` of one record. Output: a `Decision` with nothing left to look up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from yiju.check.units import without
from yiju.decision.asked import Asked, missing_fields
from yiju.decision.duties import duties
from yiju.decision.evaluate import Due, Evaluation, Evaluator
from yiju.decision.funds import fund_shares
from yiju.decision.model import (
    Amount,
    Decision,
    IntervalOutcome,
    OpenPoint,
    OutcomeName,
    Payment,
    RecordError,
    Unpaid,
    Why,
)
from yiju.decision.period import runs
from yiju.decision.show import SHOWN_UNKNOWN, shown
from yiju.decision.walk import Standing, stands_on
from yiju.decision.why import Reasoner, why, why_rule
from yiju.decision.would_change import would_change
from yiju.documents.model import Assumed, Citation, Ground, ground_grade, weakest
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.errors import Failure, RunError
from yiju.program.private import identifier_of
from yiju.program.program import PolicyType, Program
from yiju.program.traverse import below
from yiju.program.values import NOTHING, UNKNOWN
from yiju_grammar.finding import finding
from yiju_grammar.span import NOWHERE

BY_WEIGHT: tuple[OutcomeName, ...] = ("eligible", "undetermined", "ineligible")
"""The first of these that any month has is a period's outcome."""

OUTCOMES: dict[Any, OutcomeName] = {True: "eligible", False: "ineligible", UNKNOWN: "undetermined"}


@dataclass(slots=True)
class Book:
    """The citations and assumptions of one decision, numbered as they are first met."""

    program: Program
    citations: dict[Citation, int] = field(default_factory=dict)
    assumptions: dict[str, Assumed] = field(default_factory=dict)
    relied: dict[Ground, None] = field(default_factory=dict)
    stood_on: dict[Ground, None] = field(default_factory=dict)

    def cite(self, grounds: tuple[int, ...], program: Program | None = None) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Numbers of the citations and of the assumptions among some grounds of a program (the decision's own)."""
        cited: dict[int, None] = {}
        assumed: dict[int, None] = {}
        for index in grounds:
            ground = (program or self.program).grounds[index]
            if isinstance(ground, Citation):
                cited[self.citations.setdefault(ground, len(self.citations))] = None
            else:
                self.assumptions.setdefault(ground.why, ground)
                assumed[list(self.assumptions).index(ground.why)] = None
        return tuple(cited), tuple(assumed)

    def rely(self, grounds: Iterable[int], program: Program | None = None) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Cite what a value stands on, and let it bear on the decision's grade."""
        indexes = tuple(grounds)
        found = dict.fromkeys((program or self.program).grounds[i] for i in indexes)
        self.relied.update(found)
        self.stood_on.update(found)
        return self.cite(indexes, program)

    def rely_on(self, standing: Standing, program: Program | None = None) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Cite what a value stands on; what did not apply beside it bears on the grade, and is told where assumed."""
        of = (program or self.program).grounds
        self.relied.update(dict.fromkeys(of[i] for i in standing.beside))
        cited, assumed = self.rely(standing.grounds, program)
        _, more = self.cite(tuple(i for i in standing.beside if isinstance(of[i], Assumed)), program)
        return cited, tuple(dict.fromkeys((*assumed, *more)))


@dataclass(slots=True)
class Work:
    """One decision while it is built."""

    evaluator: Evaluator
    evaluation: Evaluation
    book: Book
    reasoner: Reasoner
    asked: Asked
    standing: Standing = field(default_factory=Standing)

    @property
    def policy(self) -> PolicyType:
        return self.evaluation.policy

    @property
    def per(self) -> str | None:
        """The unit that one record counts as."""
        return self.evaluator.program.records[self.policy.subject].counts_as


def decide_on(evaluator: Evaluator, day: date, sources: Mapping[str, str]) -> Decision:
    """The decision of one record as of a day."""
    return _decision(evaluator, evaluator.on(day), sources, on=day, period=None)


def decide_period(evaluator: Evaluator, period: tuple[date, date], sources: Mapping[str, str]) -> Decision:
    """The decision of one record over a period, month by month."""
    return _decision(evaluator, evaluator.during(*period), sources, on=None, period=period)


def _decision(
    evaluator: Evaluator,
    evaluation: Evaluation,
    sources: Mapping[str, str],
    *,
    on: date | None,
    period: tuple[date, date] | None,
) -> Decision:
    program = evaluator.program
    book = Book(program)
    asked = Asked(evaluator, evaluation, period or on or evaluation.scope.day)
    work = Work(evaluator, evaluation, book, Reasoner(evaluator.run, sources, book.cite), asked)
    policy = evaluation.policy
    intervals = _intervals(work, period) if period else ()
    outcome = _outcome(work, intervals, period)
    reasons = _why(work, intervals, period)
    errors = tuple(_error(work, x) for x in evaluation.errors)
    amounts = _amounts(work)
    payments, unpaid = ((), ()) if errors else _payments(work)
    needed = _missing(work, amounts, payments) if not errors else ((), True)
    _rely_on_policy(work)
    made_duties = duties(evaluator, evaluation.scope, book.cite, outcome)
    grades = [ground_grade(ground) for ground in book.relied]
    return Decision(
        policy=policy.name,
        title=policy.title,
        subject=policy.subject,
        record=identifier_of(program, policy.subject, evaluator.row),
        on=on,
        period=period,
        outcome=None if errors else outcome,
        errors=errors,
        grade=weakest(grades),
        stands_on=tuple(ground for ground in book.stood_on if isinstance(ground, Citation)),
        amounts=amounts,
        payments=payments,
        unpaid=unpaid,
        why=reasons,
        citations=tuple(book.citations),
        assumptions=tuple(book.assumptions.values()),
        missing=needed[0],
        missing_exact=needed[1],
        open=_open_points(work.standing),
        readings=tuple((*((policy.name, r) for r in policy.readings), *work.standing.readings)),
        duties=made_duties,
        changes=would_change(reasons) if outcome == "ineligible" else (),
        intervals=intervals,
        unconditional=not _asked_of(policy, evaluation.scope.day),
        digest=program.digest,
    )


def _asked_of(policy: PolicyType, day: date) -> bool:
    """Whether any 资格 is in force on the day."""
    return any(day in span for use in policy.eligibility for span in use.intervals)


# --- outcome and why ----------------------------------------------------------------------------------------


def _outcome(
    work: Work, intervals: tuple[IntervalOutcome, ...], period: tuple[date, date] | None
) -> OutcomeName | None:
    if period is None:
        value = work.evaluation.outcome
        return None if isinstance(value, Failure) else OUTCOMES[value]
    names = {run.outcome for run in intervals}
    return next((name for name in BY_WEIGHT if name in names), "ineligible")


def _intervals(work: Work, period: tuple[date, date] | None) -> tuple[IntervalOutcome, ...]:
    assert period is not None
    made = []
    for first, last, day, value in runs(work.evaluator, period):
        name = None if isinstance(value, Failure) else OUTCOMES[value]
        made.append(IntervalOutcome(first, last, name, _reasons(work, day)))
        _stand_outcome(work, day)
    return tuple(made)


def _why(work: Work, intervals: tuple[IntervalOutcome, ...], period: tuple[date, date] | None) -> Why | None:
    if period is not None:
        chosen = [run for name in BY_WEIGHT for run in intervals if run.outcome == name]
        return chosen[0].why if chosen else None
    _stand_outcome(work, work.evaluation.scope.day)
    return _reasons(work, work.evaluation.scope.day)


def _stand_outcome(work: Work, day: date) -> None:
    """What the outcome of a day stands on bears on the grade; its open points are the decision's."""
    definition = work.evaluator.program.definitions[work.policy.outcome]
    standing = stands_on(work.evaluator.run, definition.body, work.evaluator.scope(day))
    bound = _bound_outside(work.policy, day)
    if bound is not None:
        standing.grounds.update(dict.fromkeys(bound.grounds))
    work.book.rely_on(standing)
    _merge(work.standing, standing)


def _merge(into: Standing, more: Standing) -> None:
    into.grounds.update(more.grounds)
    into.opens.update(more.opens)
    into.readings.update(more.readings)


def _reasons(work: Work, day: date) -> Why:
    """The rules of the day; outside the policy's interval, the line that says so."""
    scope = work.evaluator.scope(day)
    outcome = e.Ref(ty.TruthType(), work.policy.span, 0, work.policy.outcome)
    bound = _bound_outside(work.policy, day)
    if bound is not None:
        rule = {"start": "起始", "cutoff": "截止", "unknown": "未发布"}.get(bound.kind, "施行")
        if bound.kind == "document" and bound is work.policy.end:
            rule = "失效"
        text = f"{rule} {bound.day.isoformat()}"
        return work.reasoner.step(
            "interval", outcome, scope, rule=rule, text=text, holds=False, grounds=bound.grounds, decisive=True
        )
    uses = [u for u in work.policy.eligibility if any(day in span for span in u.intervals)]
    steps = tuple(why_rule(work.reasoner, u.definition, scope) for u in uses)
    if len(steps) == 1:
        return steps[0]
    return work.reasoner.step(
        "policy",
        outcome,
        scope,
        rule=work.policy.name,
        text=work.policy.name,
        because=steps,
        grounds=work.policy.grounds,
    )


def _bound_outside(policy: PolicyType, day: date) -> Any:
    if policy.start is not None and day < policy.start.day:
        return policy.start
    if policy.end is not None and day > policy.end.day:
        return policy.end
    return None


def _error(work: Work, error: RunError) -> RecordError:
    found = finding(error.code, error.span, label=error.label, rules="，".join(error.rules), detail=error.detail or "—")
    grounds = [g for node in _alternatives(work.evaluator.program) if node.label in error.rules for g in node.grounds]
    cited, _ = work.book.cite(tuple(grounds))
    return RecordError(error.code, {"zh": found.message("zh"), "en": found.message("en")}, error.rules, cited)


def _alternatives(program: Program) -> list[e.Alternative]:
    nodes = (node for d in program.definitions.values() for node in below(d.body))
    return [a for node in nodes if isinstance(node, e.Candidates) for a in node.alternatives]


def _rely_on_policy(work: Work) -> None:
    work.book.rely(work.policy.grounds)


# --- amounts and payments -----------------------------------------------------------------------------------


def _amounts(work: Work) -> tuple[Amount, ...]:
    scope = work.evaluation.scope
    made = []
    for use in work.policy.standards:
        if not any(scope.day in span for span in use.intervals):
            continue
        definition = work.evaluator.program.definitions[use.definition]
        value = work.evaluator.run.definition(use.definition, scope)
        unit = without(definition.type.unit, work.per) if isinstance(definition.type, ty.NumberType) else ()
        ref = e.Ref(definition.type, definition.span, 0, use.definition)
        standing = stands_on(work.evaluator.run, ref, scope)
        cited, assumed = work.book.cite(tuple(standing.grounds))
        if work.evaluation.outcome is not False:
            work.book.rely_on(standing)
        made.append(
            Amount(
                definition.label,
                shown(value, definition.type, unit=unit),
                unit,
                tuple(standing.missing) if value is UNKNOWN else (),
                _opens(work, standing) if value is UNKNOWN else (),
                cited,
                assumed,
                why(work.reasoner, ref, scope),
            )
        )
    return tuple(made)


def _payments(work: Work) -> tuple[tuple[Payment, ...], tuple[Unpaid, ...]]:
    paid, unpaid = [], []
    for due in work.evaluation.due:
        nothing = _came_to_nothing(due)
        if nothing is None:
            paid.append(_payment(work, due))
        else:
            cited = _nothing_stands_on(work, due)
            rule = _withheld_by(due)
            unpaid.append(
                Unpaid(due.payment.name, month_text(due.month), _recipient(work, due), nothing, rule, cited)  # type: ignore[arg-type]
            )
    return tuple(paid), tuple(unpaid)


def _came_to_nothing(due: Due) -> str | None:
    if due.withheld is not None:
        return "withheld"
    if due.value is NOTHING:
        return "nothing"
    if due.value != 0:
        return None
    return "bounds" if _outside_bounds(due) else "zero"


def _outside_bounds(due: Due) -> bool:
    """Whether the month lies before a payment's 自 or after its 至."""
    run, scope = due.evaluator.run, due.scope
    start = run.value(due.payment.start, scope) if due.payment.start is not None else None
    end = run.value(due.payment.end, scope) if due.payment.end is not None else None
    month = due.day.replace(day=1)
    before = isinstance(start, date) and start.replace(day=1) > month
    return before or (isinstance(end, date) and end < month)


def _nothing_stands_on(work: Work, due: Due) -> tuple[int, ...]:
    """The citations of what made a payment come to nothing: the 互斥, or everything its amount stands on."""
    program = due.evaluator.program
    if due.withheld is not None:
        return work.book.cite(due.withheld.grounds, program)[0]
    standing = Standing()
    for scope in due.parts:
        stands_on(due.evaluator.run, program.definitions[due.payment.definition].body, scope, standing)
    return work.book.rely((*due.payment.grounds, *standing.grounds), program)[0]


def _withheld_by(due: Due) -> str | None:
    return "互斥 " + "，".join(name for _, name in due.withheld.payments) if due.withheld else None


def month_text(month: date) -> str:
    """`2020-06`."""
    return f"{month.year:04d}-{month.month:02d}"


def _recipient(work: Work, due: Due) -> str | None:
    if due.recipient is None:
        return None
    named = identifier_of(work.evaluator.program, due.recipient.record.name, due.recipient.row)
    name, index = due.recipient.path[-1]
    return named or f"{name}[{index + 1}]"


def _earlier_outcomes(due: Due, standing: Standing) -> None:
    """What the outcome of an earlier month hangs on, where a payment accrues or may have been made before."""
    evaluator = due.evaluator
    body = evaluator.program.definitions[evaluator.policy.outcome].body
    for day in sorted({s.day for s in due.parts if s.day != due.day}):
        if evaluator.outcome(day) is UNKNOWN:
            stands_on(evaluator.run, body, evaluator.scope(day), standing)


def _unsettle(standing: Standing, rival: Due) -> None:
    """What a payment misses that may take another's place (互斥)."""
    evaluator, there = rival.evaluator, Standing()
    definitions = evaluator.program.definitions
    for scope in rival.parts:
        stands_on(evaluator.run, definitions[rival.payment.definition].body, scope, there)
        if rival.payment.where is not None:
            stands_on(evaluator.run, rival.payment.where, scope, there)
    _earlier_outcomes(rival, there)
    if rival.outcome is UNKNOWN:
        stands_on(evaluator.run, definitions[evaluator.policy.outcome].body, evaluator.scope(rival.day), there)
    standing.missing.update(there.missing)
    standing.opens.update(there.opens)


def _payment(work: Work, due: Due) -> Payment:
    run, program = due.evaluator.run, due.evaluator.program
    definition = program.definitions[due.payment.definition]
    standing = Standing()
    for scope in due.parts:
        stands_on(run, definition.body, scope, standing)
        if due.payment.where is not None:
            stands_on(run, due.payment.where, scope, standing)
    _earlier_outcomes(due, standing)
    for rival in due.rivals:
        _unsettle(standing, rival)
    standing.grounds = {**dict.fromkeys(due.payment.grounds), **standing.grounds}
    standing.readings.update({(due.payment.name, r): None for r in due.payment.readings})
    cited, assumed = work.book.rely_on(standing, program)
    _merge(work.standing, standing)
    known = due.outcome is True and isinstance(due.value, Fraction)
    amount = shown(due.value, definition.type, unit=(("元", 1),))
    missing, opens = work.asked.of_payment(due, standing)
    return Payment(
        name=due.payment.name,
        due=month_text(due.month),
        on=due.day,
        value=amount if known else SHOWN_UNKNOWN,
        if_eligible=amount if due.outcome is UNKNOWN and isinstance(due.value, Fraction) else None,
        unit=(("元", 1),),
        recipient=_recipient(work, due),
        missing=() if known else missing,
        open=() if known else opens,
        funds=fund_shares(due, work.book),
        citations=cited,
        assumed=assumed,
        why=_payment_why(work, due),
    )


def _payment_why(work: Work, due: Due) -> Why:
    program = due.evaluator.program
    reasoner = Reasoner(due.evaluator.run, work.reasoner.sources, lambda g: work.book.cite(g, program))
    definition = program.definitions[due.payment.definition]
    ref = e.Ref(definition.type, definition.span, 0, definition.id)
    step = why(reasoner, due.payment.amount, due.scope)
    return reasoner.step(
        "formula",
        ref,
        due.scope,
        rule=due.payment.name,
        text=reasoner.text(due.payment.amount.span),
        because=(step,),
        grounds=due.payment.grounds,
    )


def _opens(work: Work, standing: Standing) -> tuple[str, ...]:
    if work.evaluation.outcome is not False:
        _merge(work.standing, standing)
    return tuple(dict.fromkeys(standing.opens.values()))


# --- missing and open ---------------------------------------------------------------------------------------


def _missing(work: Work, amounts: tuple[Amount, ...], payments: tuple[Payment, ...]) -> tuple[tuple[str, ...], bool]:
    """The union: the outcome's first, then the payments', then the amounts' of one who is not refused."""
    tried, exact = missing_fields(work.asked, (m for p in payments for m in p.missing))
    asked = amounts if work.evaluation.outcome is not False else ()
    union = dict.fromkeys((*tried, *(m for a in asked for m in a.missing)))
    return tuple(union), exact


def _open_points(standing: Standing) -> tuple[OpenPoint, ...]:
    made = []
    for key, text in standing.opens.items():
        if isinstance(key, e.Open):
            made.append(OpenPoint(text, key.readings, key.span))
        else:
            made.append(OpenPoint(text, (), NOWHERE))
    return tuple(dict.fromkeys(made))
