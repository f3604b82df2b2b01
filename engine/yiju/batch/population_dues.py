"""The payments due to every record of a population, as column expressions: `yiju.decision.evaluate` said of columns.

Input: a builder and a policy. Output: `Due`s whose amounts are nodes. What depends on more than a record's own
columns, or is settled payee by payee, is refused by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from yiju.backends.relational.builder import Builder, Here, Loop
from yiju.backends.relational.nodes import Node, Pool
from yiju.backends.relational.numbers import total
from yiju.backends.relational.pieces import Piece, choose, compared, is_unknown, number, unknown
from yiju.decision.schedule import accrued_months, due_day, interval_of, last_day, months_between
from yiju.documents.model import Days
from yiju.program import expressions as e
from yiju.program.program import MutualType, PaymentType, PolicyType


@dataclass(frozen=True, slots=True)
class Due:
    """A payment that may be due: `present` says of which records (or elements of `loop`) it is, `outcome` and
    `value` are those of its day. `withheld`: where a 互斥 takes it. `parts`: where its amount was read. All conditions
    but `outcome` are never NULL."""

    payment: PaymentType
    month: date
    day: date
    here: Here
    loop: Loop | None
    present: Node
    outcome: Node
    value: Piece
    parts: tuple[Here, ...]
    withheld: Node
    by: MutualType | None = None


@dataclass(slots=True)
class Dues:
    """The payments of one policy. `hard`: conditions on which what is unknown bears on payments in more ways than
    can be said of columns. `unlisted`: the lists paid over, each with when it is itself unknown."""

    b: Builder
    policy: PolicyType
    hard: list[Node] = field(default_factory=list)
    unlisted: list[tuple[str, Node]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.policy.arrears:
            raise self.b.refuse("YJ807", self.policy.arrears[0], what=f"补发{self.policy.arrears[0].payment}")

    @property
    def interval(self) -> Days:
        """The days on which the policy is in force."""
        return interval_of(self.policy)

    def root(self, day: date) -> Here:
        """The record itself as of a day."""
        return self.b.root(self.policy.subject, day)

    def outcome(self, day: date) -> Node:
        """真, 假 or NULL."""
        piece = self.b.definition(self.policy.outcome, self.root(day))
        return self.b.pool.null("bool") if piece.kind == "unknown" else piece.node

    def in_month(self, month: date) -> list[Due]:
        """What is due in a month, after 互斥."""
        due = [d for p in self.policy.payments for d in self.of(p, month)]
        for mutual in self.policy.mutuals:
            due = self._settled(mutual, due, month)
        return due

    def of(self, payment: PaymentType, month: date) -> Iterator[Due]:
        """What is due of one payment."""
        day = due_day(payment, month, self.interval)
        if day is None or not any(day in span for span in payment.intervals):
            return
        pool, here, outcome = self.b.pool, self.root(day), self.outcome(day)
        present, loop = pool.negate(pool.fails(outcome)), None
        if payment.recipients is not None:
            reached = self.b.loop(payment.recipients, here)
            if reached is None:
                return
            here, loop = here.push(reached[1]), reached[1].loop
            assert isinstance(payment.recipients, e.Field)
            self.unlisted.append((payment.recipients.name, pool.all((present, is_unknown(pool, reached[0])))))
            chosen = self._chosen(payment, here)
            assert loop is not None
            present = pool.all((present, self.b.met(loop), pool.negate(pool.fails(chosen))))
        if present is pool.truth(False):
            return
        value, parts = self._amount(payment, here, month)
        if payment.schedule.kind == "once":
            present, value = self._unless_paid(payment, here, month, present, value)
        no = pool.truth(False)
        yield Due(payment, month, day, here, loop, present, outcome, value, parts, no)

    def _chosen(self, payment: PaymentType, here: Here) -> Node:
        return self.b.pool.truth(True) if payment.where is None else self.b.truth(payment.where, here)

    def _amount(self, payment: PaymentType, here: Here, month: date) -> tuple[Piece, tuple[Here, ...]]:
        if not payment.accrues:
            return self._one(payment, here), (here,)
        days = [last_day(m, self.interval) for m in accrued_months(payment, month)]
        parts = tuple(here.at(d) for d in days if d is not None)
        made, zero = number(self.b.pool, Fraction(0)), number(self.b.pool, Fraction(0))
        for part in parts:
            value = self._accrued(payment, part)
            if value.nothing is not None:
                value = choose(self.b.pool, [(value.nothing, zero)], replace(value, nothing=None))
            made = unknown(self.b.pool) if "unknown" in (made.kind, value.kind) else total(self.b.pool, made, value)
        return made, parts

    def _accrued(self, payment: PaymentType, here: Here) -> Piece:
        assert isinstance(here.now, date)
        pool, outcome = self.b.pool, self.outcome(here.now)
        arms = [(pool.holds(outcome), self._one(payment, here)), (pool.fails(outcome), number(pool, Fraction(0)))]
        return choose(pool, arms, unknown(pool))

    def _one(self, payment: PaymentType, here: Here) -> Piece:
        """A payment's amount for its payee: nothing for one who is not meant."""
        pool = self.b.pool
        value = self.b.definition(payment.definition, here)
        if payment.recipients is None or payment.where is None:
            return value
        chosen, zero = self._chosen(payment, here), number(pool, Fraction(0))
        arms = [(pool.holds(chosen), value), (pool.fails(chosen), zero)]
        if value.kind == "number":
            arms.append((pool.holds(compared(pool, "eq", value, zero)), zero))
        return choose(pool, arms, unknown(pool))

    def _unless_paid(
        self, payment: PaymentType, here: Here, month: date, present: Node, value: Piece
    ) -> tuple[Node, Piece]:
        """A payment made once: not due where it was made before, unknown where it may have been."""
        pool, first = self.b.pool, self.policy.start
        if first is None and payment.start is not None:
            raise self.b.refuse("YJ807", payment, what=f"一次性发放 {payment.name}（政策没有起始）")
        if first is None or first.day >= month:
            return present, value
        days = [last_day(m, self.interval) for m in months_between(first.day, month - date.resolution)]
        made, maybe = [], []
        zero = number(pool, Fraction(0))
        for day in days:
            if day is None or not any(day in span for span in payment.intervals):
                continue
            earlier = self._accrued(payment, here.at(day))
            if earlier.kind == "number":
                made.append(pool.holds(compared(pool, "gt", earlier, zero)))
            maybe.append(is_unknown(pool, earlier))
        unsure = pool.any(maybe)
        if value.kind == "number":
            none = pool.any((value.nothing or pool.truth(False), pool.holds(compared(pool, "eq", value, zero))))
            unsure = pool.all((unsure, pool.negate(none)))
        present = pool.all((present, *(pool.negate(m) for m in made)))
        self.hard.append(self.b.closed(pool.all((present, unsure))))
        return present, choose(pool, [(unsure, unknown(pool))], value)

    # --- 互斥 within one record ---------------------------------------------------------------------------

    def _settled(self, mutual: MutualType, due: list[Due], month: date) -> list[Due]:
        names = [n for _, n in mutual.payments]
        own = [(names.index(d.payment.name), d) for d in due if d.payment.name in names]
        rivals = [*own, *self._others(mutual, month)]
        if not own or len(rivals) < 2:
            return due
        if any(d.loop is not None for _, d in rivals) or len({self._key(mutual, d) for _, d in rivals}) > 1:
            raise self.b.refuse("YJ807", mutual, what=f"互斥 {'，'.join(names)}（按成员，或按日而变）")
        may = [self._may_be_paid(d) for _, d in rivals]
        pool = self.b.pool
        unsure = [
            pool.all((m, pool.any((is_unknown(pool, d.value), pool.is_null(d.outcome)))))
            for m, (_, d) in zip(may, rivals, strict=True)
        ]
        several = [pool.all((a, c)) for i, a in enumerate(may) for c in may[:i]]
        self.hard.append(pool.all((pool.any(several), pool.any(unsure))))
        named = self._named(mutual, own)
        taken: dict[int, Node] = {}
        for i, (_, item) in enumerate(rivals[: len(own)]):
            ahead = [
                pool.all((may[j], self._ahead(mutual, rivals, (j, i), named))) for j in range(len(rivals)) if j != i
            ]
            taken[id(item)] = pool.all((may[i], pool.any(ahead)))
        return [self._withheld(d, taken[id(d)], mutual) if id(d) in taken else d for d in due]

    def _withheld(self, due: Due, taken: Node, mutual: MutualType) -> Due:
        value = choose(self.b.pool, [(taken, number(self.b.pool, Fraction(0)))], due.value)
        return replace(due, withheld=self.b.pool.any((due.withheld, taken)), value=value, by=mutual)

    def _may_be_paid(self, due: Due) -> Node:
        pool = self.b.pool
        if due.value.kind != "number":
            return pool.all((due.present, is_unknown(pool, due.value)))
        above = pool.holds(compared(pool, "gt", due.value, number(pool, Fraction(0))))
        return pool.all((due.present, pool.any((above, is_unknown(pool, due.value)))))

    def _ahead(self, mutual: MutualType, rivals: list[tuple[int, Due]], pair: tuple[int, int], named: Piece) -> Node:
        """Whether the first of a pair goes before the second, both being payable."""
        pool, (j, i) = self.b.pool, pair
        (order_j, one), (order_i, other) = rivals[j], rivals[i]
        earlier = pool.truth((order_j, j) < (order_i, i))
        match mutual.take:
            case "higher" | "lower":
                op = "gt" if mutual.take == "higher" else "lt"
                better = pool.holds(compared(pool, op, one.value, other.value))
                even = pool.holds(compared(pool, "eq", one.value, other.value))
                return pool.any((better, pool.all((even, earlier))))
            case "field":
                mine, its = (self._is_named(mutual, order, named) for order in (order_j, order_i))
                return pool.any((pool.all((mine, pool.negate(its))), pool.all((self._alike(mine, its), earlier))))
        return earlier

    def _alike(self, a: Node, c: Node) -> Node:
        pool = self.b.pool
        return pool.any((pool.all((a, c)), pool.all((pool.negate(a), pool.negate(c)))))

    def _is_named(self, mutual: MutualType, order: int, named: Piece) -> Node:
        if named.kind != "text":
            return self.b.pool.truth(False)
        return self.b.pool.holds(self.b.pool.compare("eq", named.node, self.b.pool.text(mutual.payments[order][1])))

    def _named(self, mutual: MutualType, own: list[tuple[int, Due]]) -> Piece:
        if mutual.take != "field" or mutual.field_expr is None:
            return unknown(self.b.pool)
        named = self.b.piece(mutual.field_expr, self.root(own[0][1].day))
        present = self.b.pool.any(d.present for _, d in own)
        self.hard.append(self.b.pool.all((present, is_unknown(self.b.pool, named))))
        return named

    def _key(self, mutual: MutualType, due: Due) -> int:
        return 0 if mutual.key_expr is None else id(self.b.piece(mutual.key_expr, self.root(due.day)).node)

    def _others(self, mutual: MutualType, month: date) -> Iterator[tuple[int, Due]]:
        """What other policies named by the 互斥 pay the same record in the month."""
        for order, (policy, name) in enumerate(mutual.payments):
            other = self.b.program.policies.get(policy)
            if other is None or other is self.policy or other.subject != self.policy.subject:
                continue
            side = Dues(self.b, replace(other, arrears=()))
            for payment in other.payments:
                yield from ((order, d) for d in side.of(payment, month) if payment.name == name)
            self.hard.extend((*side.hard, *(c for _, c in side.unlisted)))


def listed(pool: Pool, due: Due) -> Node:
    """Whether the payment is in the list: it is due, and does not come to nothing."""
    if due.value.kind != "number":
        return pool.all((due.present, is_unknown(pool, due.value)))
    nothing = due.value.nothing or pool.truth(False)
    zero = pool.holds(compared(pool, "eq", due.value, number(pool, Fraction(0))))
    return pool.all((due.present, pool.negate(nothing), pool.negate(zero)))
