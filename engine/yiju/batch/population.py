"""What a policy says of every record of a population, as column expressions: outcome, amounts, payments, reasons,
grounds.

The same as `yiju.decision.build`, said of columns. A record on which something is unknown that matters (`open`) or
may be an error (`doubt`) is decided by the interpreter instead; of the others every output is exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from yiju.backends.calendar import month_end
from yiju.backends.relational.builder import Builder
from yiju.backends.relational.nodes import Node, Pool
from yiju.backends.relational.pieces import Piece, compared, is_unknown, number
from yiju.backends.relational.rules import RULES
from yiju.backends.relational.standing import Reach, Way
from yiju.batch.model import Column, When, columns_of
from yiju.batch.population_dues import Due, Dues
from yiju.batch.population_lacks import Lacking, Lacks
from yiju.decision.schedule import months_between
from yiju.program import expressions as e
from yiju.program.program import Bound, FundType, PolicyType, Program


@dataclass(frozen=True, slots=True)
class Population:
    """Nodes over the columns of the records. `outcome` is NULL for undetermined; `open`: something unknown matters;
    `doubt`: only the interpreter can tell. `reasons` are texts with when each is one; `grounds` what is stood on, by
    index, `beside` what bears on the grade alone."""

    b: Builder
    outcome: Node
    open: Node
    doubt: Node
    lacking: Lacking
    unknown: Node
    amounts: tuple[tuple[Column, Piece], ...]
    dues: tuple[Due, ...]
    reasons: tuple[tuple[str, Node], ...]
    grounds: Mapping[int, Node]
    beside: Mapping[int, Node]

    @property
    def pool(self) -> Pool:
        """What makes the nodes."""
        return self.b.pool


def population(program: Program, policy: PolicyType, when: When) -> Population:
    """Ask a policy of every record, on a day or over a period.

    Raises:
        UnsupportedError: YJ804 to YJ807, something that no statement can say.
    """
    return _Asking(program, policy, when).asked()


def is_open_though_known(program: Program, policy: PolicyType, when: When) -> bool:
    """Whether something may stay open though every field is known (待定, or what folding cannot tell)."""
    asking = _Asking(program, policy, when, all_known=True)
    return asking.open() is not asking.b.pool.truth(False)


@dataclass(slots=True)
class _Month:
    """A month of a period as it is judged: its day, outcome, and the rules in force with what they come to."""

    day: date
    outcome: Node
    bound: Bound | None
    rules: tuple[tuple[str, Node], ...]


@dataclass(slots=True)
class _Asking:
    program: Program
    policy: PolicyType
    when: When
    all_known: bool = False
    b: Builder = field(init=False)
    dues: Dues = field(init=False)
    reach: Reach = field(init=False)
    unpaid: Reach = field(init=False)  # what made payments come to nothing: cited, but nothing beside it counts

    def __post_init__(self) -> None:
        self.b = Builder(self.program, RULES, all_known=self.all_known, from_door=True)
        self.dues = Dues(self.b, self.policy)
        self.reach, self.unpaid = Reach(self.b), Reach(self.b)

    def asked(self) -> Population:
        pool, policy = self.b.pool, self.policy
        day = self.when[1] if isinstance(self.when, tuple) else self.when
        months = self._months()
        outcome = self._outcome(months)
        last = self.dues.outcome(day)
        due = self._due()
        amounts = self._amounts(day, last)
        opens = self._opens(months, last, due, amounts)
        self._stand(months, due, day, last)
        way = Way(pool.truth(True))
        self.reach.add(policy.grounds, way)
        for reach in (self.reach, self.unpaid):
            reach.settle()
        for ground, conditions in self.unpaid.grounds.items():
            self.reach.grounds.setdefault(ground, []).extend(conditions)
        for item in due:
            self._doubt_negative(item)
        lacking = Lacks(self.b, self.policy, self.dues).of(day, last, due, amounts)
        return Population(
            b=self.b,
            outcome=outcome,
            open=opens,
            doubt=pool.any((*self.b.doubts, *self.dues.hard, *lacking.beyond)),
            lacking=lacking,
            unknown=self._unknown(),
            amounts=tuple(amounts),
            dues=tuple(due),
            reasons=self._reasons(months),
            grounds=self.reach.found(self.reach.grounds),
            beside=self.reach.found(self.reach.beside),
        )

    def _unknown(self) -> Node:
        """Whether any field is unknown that is read at all, of the record or of an element of its lists."""
        pool = self.b.pool
        leaves = [n for n in list(pool.known.values()) if n.op in ("column", "element") and n.nullable]
        leaves = [n for n in leaves if n not in self.b.optional]
        tests = [pool.is_null(n) for n in leaves if n.op == "column"]
        for loop in self.b.by_number.values():
            of_element = [pool.is_null(n) for n in leaves if n.op == "element" and n.args[0] == loop.number]
            if of_element and not loop.source.free:
                tests.append(self.b.any_of(loop, pool.any(of_element)))
            elif of_element:
                return pool.truth(True)
        return pool.any(tests)

    def open(self) -> Node:
        """Whether something unknown matters."""
        day = self.when[1] if isinstance(self.when, tuple) else self.when
        last = self.dues.outcome(day)
        return self._opens(self._months(), last, self._due(), self._amounts(day, last))

    def _opens(self, months: list[_Month], last: Node, due: list[Due], amounts: list[tuple[Column, Piece]]) -> Node:
        pool = self.b.pool
        opens = [pool.is_null(m.outcome) for m in months] + [pool.is_null(last)]
        opens += [c for _, c in self.dues.unlisted] + [self.b.closed(self._is_open(d)) for d in due]
        opens += [pool.all((pool.negate(pool.fails(last)), is_unknown(pool, p))) for _, p in amounts]
        return pool.any((*opens, *self.dues.hard))

    # --- outcome and reasons --------------------------------------------------------------------------------

    def _months(self) -> list[_Month]:
        """The day, or the months of the period each as of the day it is judged on."""
        if isinstance(self.when, date):
            return [self._month(self.when)]
        first, last = self.when
        found = []
        for month in months_between(first, last):
            start, end = max(month, first), min(month_end(month), last)
            found.append(self._month(self._judged_on(start, end)))
        return found

    def _judged_on(self, first: date, last: date) -> date:
        interval = self.dues.interval
        if interval.end is not None and first <= interval.end < last:
            return interval.end
        return last if interval.start is None or interval.start <= last else first

    def _month(self, day: date) -> _Month:
        bound = _bound_outside(self.policy, day)
        uses = [u.definition for u in self.policy.eligibility if any(day in span for span in u.intervals)]
        rules = () if bound else tuple((name, self._truth(name, day)) for name in uses)
        return _Month(day, self.dues.outcome(day), bound, rules)

    def _truth(self, name: str, day: date) -> Node:
        piece = self.b.definition(name, self.dues.root(day))
        return self.b.pool.null("bool") if piece.kind == "unknown" else piece.node

    def _outcome(self, months: list[_Month]) -> Node:
        """符合 if any month is, else undetermined if any is."""
        pool = self.b.pool
        return pool.any(m.outcome for m in months) if months else pool.truth(False)

    def _starts(self, months: list[_Month]) -> list[Node]:
        """Where each month begins another run: outcome or the rules that hold differ from the month before."""
        pool = self.b.pool
        made = [pool.truth(True)]
        for before, month in zip(months, months[1:], strict=False):
            if _side(before) != _side(month) or [n for n, _ in before.rules] != [n for n, _ in month.rules]:
                made.append(pool.truth(True))
                continue
            pairs = [(before.outcome, month.outcome)]
            pairs += [(a, c) for (_, a), (_, c) in zip(before.rules, month.rules, strict=True)]
            made.append(pool.any(self._differ(a, c) for a, c in pairs))
        return made

    def _differ(self, a: Node, c: Node) -> Node:
        if a is c:
            return self.b.pool.truth(False)
        pool = self.b.pool
        alike = [pool.all((f(a), f(c))) for f in (pool.holds, pool.fails, pool.is_null)]
        return pool.negate(pool.any(alike))

    def _reasons(self, months: list[_Month]) -> tuple[tuple[str, Node], ...]:
        """The rules that fixed the outcome, in the first month that has it."""
        pool = self.b.pool
        texts: dict[str, list[Node]] = {}
        eligible_before = open_before = pool.truth(False)
        ever = self._outcome(months)
        for i, month in enumerate(months):
            yes = pool.all((pool.negate(eligible_before), pool.holds(month.outcome)))
            unsure = pool.all((pool.negate(open_before), pool.is_null(month.outcome), pool.is_null(ever)))
            no = pool.all((pool.truth(i == 0), pool.fails(ever)))
            eligible_before = pool.any((eligible_before, pool.holds(month.outcome)))
            open_before = pool.any((open_before, pool.is_null(month.outcome)))
            for text, holds, fails, open_ in self._told(month):
                arms = ((yes, holds), (no, fails), (unsure, open_))
                texts.setdefault(text, []).append(pool.any(pool.all(arm) for arm in arms))
        return tuple((text, pool.any(conditions)) for text, conditions in texts.items())

    def _told(self, month: _Month) -> list[tuple[str, Node, Node, Node]]:
        """Each reason with when it tells why one is eligible, why not, and why that is open."""
        pool = self.b.pool
        yes = pool.truth(True)
        if month.bound is not None:
            return [(_bound_text(self.policy, month.bound), yes, yes, yes)]
        labels = [(self.program.definitions[name].label, node) for name, node in month.rules]
        if len(labels) == 1:
            return [(labels[0][0], yes, yes, yes)]
        return [(label, yes, pool.fails(node), pool.is_null(node)) for label, node in labels]

    # --- amounts and payments -------------------------------------------------------------------------------

    def _due(self) -> list[Due]:
        if isinstance(self.when, date):
            return self.dues.in_month(self.when.replace(day=1))
        first, last = self.when
        months = months_between(first, last)
        return [d for month in months for d in self.dues.in_month(month) if first <= d.day <= last]

    def _amounts(self, day: date, outcome: Node) -> list[tuple[Column, Piece]]:
        columns = columns_of(self.program, self.policy, day).amounts
        uses = [u.definition for u in self.policy.standards if any(day in span for span in u.intervals)]
        here = self.dues.root(day)
        return [(column, self.b.definition(name, here)) for column, name in zip(columns, uses, strict=True)]

    def _is_open(self, due: Due) -> Node:
        """Where a due payment is not settled by what is known."""
        pool = self.b.pool
        return pool.all((due.present, pool.any((pool.is_null(due.outcome), is_unknown(pool, due.value)))))

    def _doubt_negative(self, due: Due) -> None:
        if due.value.kind == "number":
            below = compared(self.b.pool, "lt", due.value, number(self.b.pool, Fraction(0)))
            self.b.doubt(self.b.pool.all((due.present, self.b.pool.holds(below))), due.here)

    # --- grounds --------------------------------------------------------------------------------------------

    def _stand(self, months: list[_Month], due: list[Due], day: date, last: Node) -> None:
        pool, reach = self.b.pool, self.reach
        body = self.program.definitions[self.policy.outcome].body
        for month, starts in zip(months, self._starts(months), strict=True):
            reach.visit(body, self.dues.root(month.day), Way(starts))
            if month.bound is not None:
                reach.add(month.bound.grounds, Way(starts))
        for use in self.policy.standards:
            if any(day in span for span in use.intervals):
                definition = self.program.definitions[use.definition]
                ref = e.Ref(definition.type, definition.span, 0, use.definition)
                reach.visit(ref, self.dues.root(day), Way(pool.negate(pool.fails(last))))
        for item in due:
            self._stand_payment(item)

    def _stand_payment(self, due: Due) -> None:
        """Made: on all its amount hangs on, and its funds; come to nothing: on what made it so."""
        pool, reach = self.b.pool, self.reach
        paid = pool.all((due.present, pool.negate(self._comes_to_nothing(due))))
        nothing = pool.all((due.present, self._comes_to_nothing(due), pool.negate(due.withheld)))
        body = self.program.definitions[due.payment.definition].body
        reach.add(due.payment.grounds, Way(pool.any((paid, nothing))))
        for part in due.parts:
            self.unpaid.visit(body, part, Way(nothing))
            reach.visit(body, part, Way(paid))
            if due.payment.where is not None:
                reach.visit(due.payment.where, part, Way(paid))
            if isinstance(part.now, date) and part.now != due.day:
                earlier = pool.all((paid, pool.is_null(self.dues.outcome(part.now))))
                reach.visit(self.program.definitions[self.policy.outcome].body, self.dues.root(part.now), Way(earlier))
        for fund in self._funds(due):
            holds = pool.truth(True) if fund.when is None else self.b.truth(fund.when, self.dues.root(due.day))
            reach.add(fund.grounds, Way(pool.all((paid, pool.negate(pool.fails(holds))))))

    def _comes_to_nothing(self, due: Due) -> Node:
        pool = self.b.pool
        if due.value.kind != "number":
            return pool.negate(is_unknown(pool, due.value))
        zero = pool.holds(compared(pool, "eq", due.value, number(pool, Fraction(0))))
        return pool.any((due.withheld, due.value.nothing or pool.truth(False), zero))

    def _funds(self, due: Due) -> list[FundType]:
        """The funds that may pay: those that name the payment before those that pay all, where conditions allow."""
        name = due.payment.name
        live = [f for f in self.policy.funds if any(due.day in span for span in f.intervals)]
        named = [f for f in live if name in f.pays]
        if named and any(f.when is not None for f in named) and any(not f.pays for f in live):
            raise self.b.refuse("YJ807", named[0], what=f"资金 {named[0].name}（带条件，又有支付一切的资金）")
        return named or [f for f in live if not f.pays]


def _side(month: _Month) -> str:
    return "" if month.bound is None else month.bound.kind + month.bound.day.isoformat()


def _bound_outside(policy: PolicyType, day: date) -> Bound | None:
    if policy.start is not None and day < policy.start.day:
        return policy.start
    if policy.end is not None and day > policy.end.day:
        return policy.end
    return None


def _bound_text(policy: PolicyType, bound: Bound) -> str:
    """As `yiju.decision.build` says it."""
    if bound.kind == "document" and bound is policy.end:
        return "失效"
    return {"start": "起始", "cutoff": "截止", "unknown": "未发布"}.get(bound.kind, "施行")
