"""What a population's undetermined records lack: the unknown fields that outcome, payments and amounts hang on.

The same as `yiju.decision.asked`, said of columns, up to the trial: where every unknown field has values that stand
for all, only trying them tells which matter, and records alike in all that is read are tried once (`signature`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from yiju.backends.relational.builder import Builder, Loop
from yiju.backends.relational.nodes import Node
from yiju.backends.relational.pieces import Piece, is_unknown
from yiju.backends.relational.standing import Reach, Way
from yiju.batch.model import Column
from yiju.batch.population_dues import Due, Dues, listed
from yiju.decision.domains import domain
from yiju.decision.uses import uses_of
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.program import FieldType, PolicyType

Lack = tuple[Loop | None, str, Node]
"""A field of the record, or of an element of a loop (the condition is the element's then), and when it is lacking."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """`fields`: what outcome and payments lack, `further`: what amounts lack beside. `tried`: whether only a trial
    tells which of `fields` matter. `signature`: records that agree in it have the same trial. `beyond`: conditions
    on which a field is lacking further in than an element."""

    fields: tuple[Lack, ...]
    further: tuple[Lack, ...]
    tried: Node
    signature: tuple[Node, ...]
    beyond: tuple[Node, ...]


@dataclass(slots=True)
class Lacks:
    """Gathers what is lacking of one policy."""

    b: Builder
    policy: PolicyType
    dues: Dues

    def of(self, day: date, last: Node, due: list[Due], amounts: Iterable[tuple[Column, Piece]]) -> Lacking:
        """What is lacking on the day (a period's last) and for the payments due."""
        pool, reach, beside = self.b.pool, Reach(self.b), Reach(self.b)
        self._outcome(reach, day, last, due)
        for item in due:
            self._payment(reach, item)
        for name, unknown in self.dues.unlisted:
            reach.lacks.setdefault((None, name), []).append(unknown)
        reach.settle()
        self._amounts(beside, day, last, amounts)
        beside.settle()
        fields, further = _found(reach), _found(beside)
        days = {day, *(d.day for d in due), *(p.now for d in due for p in d.parts if isinstance(p.now, date))}
        untried = [c for loop, name, c in fields if self._is_untried(loop, name, days)]
        any_ = pool.any(self.b.closed(c) for _, _, c in fields)
        tried = pool.all((any_, pool.negate(pool.any(self.b.closed(c) for c in untried))))
        return Lacking(fields, further, tried, self._signature(reach, due, last), (*reach.beyond, *beside.beyond))

    def _outcome(self, reach: Reach, day: date, last: Node, due: list[Due]) -> None:
        pool = self.b.pool
        body = self.b.program.definitions[self.policy.outcome].body
        days: dict[date, list[Node]] = {day: [pool.is_null(last)]}
        for item in due:
            unsure = pool.all((item.present, pool.is_null(item.outcome)))
            days.setdefault(item.day, []).append(self.b.closed(unsure))
        for when, conditions in days.items():
            reach.visit(body, self.dues.root(when), Way(pool.any(conditions)))

    def _payment(self, reach: Reach, due: Due) -> None:
        pool = self.b.pool
        unknown = pool.all((due.present, is_unknown(pool, due.value)))
        body = self.b.program.definitions[due.payment.definition].body
        outcome = self.b.program.definitions[self.policy.outcome].body
        for part in due.parts:
            reach.visit(body, part, Way(unknown))
            if due.payment.where is not None:
                reach.visit(due.payment.where, part, Way(unknown))
            if isinstance(part.now, date) and part.now != due.day:
                earlier = pool.all((unknown, pool.is_null(self.dues.outcome(part.now))))
                reach.visit(outcome, self.dues.root(part.now), Way(self.b.closed(earlier)))

    def _amounts(self, reach: Reach, day: date, last: Node, amounts: Iterable[tuple[Column, Piece]]) -> None:
        pool = self.b.pool
        uses = [u.definition for u in self.policy.standards if any(day in span for span in u.intervals)]
        for name, (_, piece) in zip(uses, amounts, strict=True):
            definition = self.b.program.definitions[name]
            ref = e.Ref(definition.type, definition.span, 0, name)
            unknown = pool.all((pool.negate(pool.fails(last)), is_unknown(pool, self.b.sure(piece))))
            if piece.kind == "pair" and piece.high is not None:
                unknown = pool.all((pool.negate(pool.fails(last)), pool.is_null(piece.node)))
            reach.visit(ref, self.dues.root(day), Way(unknown))

    def _is_untried(self, loop: Loop | None, name: str, days: set[date]) -> bool:
        """Whether the values of a field are never all tried: then every field that is lacking is told."""
        field = self._declared(loop, name)
        if isinstance(field.type, ty.ListType | ty.HistoryType):
            return True
        return all(not _whole(self.b, self.policy, field, day) for day in days)

    def _declared(self, loop: Loop | None, name: str) -> FieldType:
        kind = self.b.program.records[self.policy.subject]
        if loop is not None:
            inner = next(f.type for f in kind.fields if f.name == loop.name)
            assert isinstance(inner, ty.ListType)
            kind = self.b.program.records[inner.record]
        return next(f for f in kind.fields if f.name == name)

    def _signature(self, reach: Reach, due: list[Due], last: Node) -> tuple[Node, ...]:
        """All that a trial reads: the fields read and whether they are, what is due and what of it is open."""
        pool = self.b.pool
        made: list[Node] = [pool.is_null(last), pool.holds(last)]
        fields = {f.name: f for f in self.b.program.records[self.policy.subject].fields}
        frame = self.dues.root(date(2000, 1, 1)).frames[0]
        for name in fields:
            if name in reach.reads:
                met = pool.any(reach.reads[name])
                piece = self.b.field(frame, name)
                made += [met, pool.case([(met, piece.node)], pool.null(piece.node.type))]
                made += [] if piece.nothing is None else [pool.all((met, piece.nothing))]
        for item in due:
            state = self._state(item)
            made.append(state if item.loop is None else self.b.each(item.loop, state))
        return tuple(dict.fromkeys(n for n in made if not n.is_constant))

    def _state(self, due: Due) -> Node:
        """What of a payment a trial can tell apart, as one number: whether it is due, open, nothing."""
        pool = self.b.pool
        flags = (due.present, is_unknown(pool, due.value), pool.is_null(due.outcome), _is_zero(self.b, due))
        made = pool.number(0)
        for bit, flag in enumerate(flags):
            met = pool.all((due.present, flag))
            made = pool.add(made, pool.case([(met, pool.number(1 << bit))], pool.number(0)))
        return made


def _is_zero(b: Builder, due: Due) -> Node:
    return b.pool.negate(listed(b.pool, due))


def _whole(b: Builder, policy: PolicyType, field: FieldType, day: date) -> bool:
    uses = uses_of(b.program, policy, [day])
    found = domain(field, uses.of(field.name), day)
    return bool(found.values) and found.whole


def _found(reach: Reach) -> tuple[Lack, ...]:
    pool = reach.b.pool
    made = ((loop, name, pool.any(conditions)) for (loop, name), conditions in reach.lacks.items())
    return tuple((loop, name, met) for loop, name, met in made if met is not pool.truth(False))
