"""The sheet on which one policy is drafted: what its drafters have declared, proposed and found so far.

Mutable, used by one drafting pass alone. Holds no wording: what each kind of provision becomes is its drafter's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from yiju.documents.clauses import Clause, clause_at
from yiju.drafting.conditions import Condition, fields_of, opens_of, when
from yiju.drafting.model import Declared, DocumentReading, OpenPoint, PolicyPart, Proposed
from yiju.drafting.naming import Names, short_name
from yiju.drafting.phrases import Words
from yiju.facts.model import Fact
from yiju.provisions.model import Provision, ProvisionKind

Place = tuple[int, int]


def _start(fact: Fact) -> int:
    return fact.span[0]


@dataclass(frozen=True, slots=True)
class StandardInfo:
    """A declared standard as payments read it: `unit` of its value (`比例` for a share), whether it may be 无, what a
    share is a share of, and the label by which the document calls the benefit. `is_base`: it may be paid by itself (no
    cap, no deduction)."""

    name: str
    unit: str
    may_be_none: bool
    of_what: str
    label: str
    clause: str
    is_cap: bool = False
    is_base: bool = True


@dataclass(frozen=True, slots=True)
class PaymentInfo:
    """A declared payment: when it is due, the standard it pays (empty where that is open) and the benefit's label, and
    which part of it (1 where no part is written)."""

    name: str
    due: str
    base: str
    label: str
    share: Fraction


@dataclass(slots=True)
class Sheet:
    """One policy in the making."""

    reading: DocumentReading
    part: PolicyPart
    names: Names
    counts_as: str
    declared: list[Declared] = field(default_factory=list)
    fields: list[Proposed] = field(default_factory=list)
    opens: list[OpenPoint] = field(default_factory=list)
    eligibility: str = ""
    standards: list[StandardInfo] = field(default_factory=list)
    payments: list[PaymentInfo] = field(default_factory=list)
    measures: set[str] = field(default_factory=set)
    rule_by_opener: dict[Place, str] = field(default_factory=dict)

    def of_kind(self, *kinds: ProvisionKind) -> list[tuple[int, Provision]]:
        """The policy's provisions of some kinds, with their indexes, in the order of the document."""
        all_ = self.reading.provisions.provisions
        return [(i, all_[i]) for i in self.part.provisions if all_[i].kind in kinds]

    def words(self, place: Place) -> Words:
        """The words of a place, with the facts in them."""
        facts = self.reading.facts.facts
        first = bisect_left(facts, place[0], key=_start)
        last = bisect_left(facts, place[1], lo=first, key=_start)
        inside = tuple(f for f in facts[first:last] if f.span[1] <= place[1])
        return Words(self.reading.text[place[0] : place[1]], place[0], inside)

    def facts(self, provision: Provision) -> tuple[Fact, ...]:
        """The facts in a provision's words."""
        return self.words(provision.span).facts

    def clause(self, provision: Provision) -> Clause | None:
        """The clause a provision stands in."""
        return clause_at(self.reading.clauses, provision.span[0])

    def heading(self, provision: Provision) -> str:
        """The heading of its clause; empty where it has none."""
        clause = self.clause(provision)
        return clause.heading if clause else ""

    def propose(self, fields: Iterable[Proposed]) -> None:
        """Propose fields; their names are taken from then on."""
        for proposed in fields:
            self.fields.append(proposed)
            self.names.taken.add(proposed.name)

    def meet(self, condition: Condition) -> tuple[str, tuple[str, ...]]:
        """Take up a condition's fields and open points; give its words behind a head, and the block below."""
        self.propose(fields_of(condition))
        self.opens += opens_of(condition)
        return when(condition)

    def open(self, point: OpenPoint) -> str:
        """An open point as a value; what a person answered in its place, where one did."""
        answer = self.names.answers.get(point.question)
        if answer is not None:
            return answer
        self.opens.append(point)
        return point.text

    def name(self, words: str, otherwise: str) -> str:
        """A name nothing has yet."""
        return self.names.take(words, otherwise)

    def declare(
        self,
        keyword: str,
        name: str,
        tail: str,
        provisions: Sequence[tuple[int, Provision]],
        *,
        body: Sequence[str | Place] = (),
        readings: Sequence[tuple[str, str]] = (),
        places: Sequence[Place] = (),
    ) -> str:
        """Add a declaration under the words of its provisions (or under `places`); gives its name."""
        quoted = tuple(places) or tuple(dict.fromkeys(p.span for _, p in provisions))
        head = f"{keyword} {name}{tail}" if name else f"{keyword}{tail}"
        indexes = tuple(i for i, _ in provisions)
        self.declared.append(Declared(keyword, name, head, tuple(body), quoted, tuple(readings), indexes))
        return name

    def oblige(self, index: int, provision: Provision) -> None:
        """Keep a provision as 要求: what no record decides, or what nothing better can be made of."""
        self.declare("要求", self.name(short_name(provision.quote), "其他要求"), "", [(index, provision)])
