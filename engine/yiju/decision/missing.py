"""Which missing fields could still change a result: by trying their values.

Input: a record as stored, the unknown places its result hangs on, what each could be, and a function that evaluates
a record. A place is missing if, for some values of the others, two of its own give different results. Where the values
tried stand for all (at most 10,000 combinations) the answer is exact; otherwise every place that could not be ruled
out is kept: a superset, marked so. A result once known stays known whatever else is learnt, so whole blocks of
combinations are settled at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from math import prod
from typing import Any

from yiju.decision.domains import LIMIT, Domain
from yiju.program.values import UNKNOWN, Row

Place = tuple[tuple[int, ...], ...]
"""Indexes into a row: the field, or a list field, the element's number and the field in it."""

Evaluate = Callable[[Row], Hashable]
"""The outcome and due payments of a record as one value, with `UNKNOWN` wherever something is undecided."""

TRIES = 300
"""Evaluations in all when not everything can be tried."""

WEIGHED = 12
"""Values of a field that are tried to weigh how much it decides."""


@dataclass(frozen=True, slots=True)
class Missing:
    """The fields by name, the one that decides most first; `exact`, or a superset."""

    fields: tuple[str, ...]
    exact: bool


@dataclass(slots=True)
class Trial:
    """One record under trial: results by the values set, one a place (UNKNOWN: left open)."""

    row: Row
    places: tuple[Place, ...]
    domains: tuple[Domain, ...]
    evaluate: Evaluate
    results: dict[tuple[Any, ...], Hashable] = field(default_factory=dict)

    def result(self, values: Sequence[Any]) -> Hashable:
        """The result with these values in place."""
        key = tuple(values)
        if key not in self.results:
            row = self.row
            for place, value in zip(self.places, key, strict=True):
                if value is not UNKNOWN:
                    row = put(row, place, value)
            self.results[key] = self.evaluate(row)
        return self.results[key]


def missing(
    row: Row, domains: Mapping[str, tuple[Place, Domain]], evaluate: Evaluate, *, beside: Collection[str] = ()
) -> Missing:
    """What could still change the result of a record.

    Args:
        domains: for each unknown field that the result hangs on, by name, its place and what it could be.
        beside: names that vary like the others but are not asked for (points left open).
    """
    trial = Trial(row, tuple(p for p, _ in domains.values()), tuple(d for _, d in domains.values()), evaluate)
    names = tuple(domains)
    kept, exact = _kept(trial, [i for i, name in enumerate(names) if name not in beside])
    order = sorted(kept, key=lambda i: -_settles(trial, i))
    return Missing(tuple(names[i] for i in order), exact)


def _kept(trial: Trial, asked: list[int]) -> tuple[list[int], bool]:
    """The places that matter, and whether that is proven of each.

    None can be ruled out unless the values tried stand for all; then trying only tells whether all matter.
    """
    if not all(d.values for d in trial.domains):
        return asked, False
    every = all(d.whole for d in trial.domains) and prod(len(d.values) for d in trial.domains) <= LIMIT
    if not every:
        return asked, all(_matters(trial, i, stop=TRIES) for i in asked)
    found = {i: _matters(trial, i, stop=None) for i in asked}
    return [i for i in asked if found[i] is not False], None not in found.values()


def put(row: Row, place: Place, value: Any) -> Row:
    """A row with one value put in place."""
    ((index, *element), *rest) = place
    if rest:
        items = row[index]
        inner = put(items[element[0]], tuple(rest), value)
        value = (*items[: element[0]], inner, *items[element[0] + 1 :])
    return (*row[:index], value, *row[index + 1 :])


def determined(result: Hashable) -> bool:
    """Whether nothing in a result is unknown."""
    if isinstance(result, tuple):
        return all(determined(part) for part in result)
    return result is not UNKNOWN


def _settles(trial: Trial, i: int) -> Fraction:
    """The share of known results among all that a place's values lead to, the others left open."""
    values = trial.domains[i].values
    some = values[:: max(1, len(values) // WEIGHED)]
    results = {trial.result(_only(trial, i, v)) for v in some}
    return Fraction(sum(map(determined, results)), len(results)) if results else Fraction(0)


def _only(trial: Trial, i: int, value: Any) -> list[Any]:
    made: list[Any] = [UNKNOWN] * len(trial.places)
    made[i] = value
    return made


# --- whether one place matters ------------------------------------------------------------------------------


def _matters(trial: Trial, i: int, *, stop: int | None) -> bool | None:
    """真 when two of its values give different results, 假 when none can, None when that is not known; `stop`: after
    so many evaluations in all."""
    others = [k for k in range(len(trial.places)) if k != i]
    search = _Search(trial, i, others, stop)
    if search.walk([UNKNOWN] * len(trial.places), 0):
        return True
    return None if search.doubtful or stop is not None else False


@dataclass(slots=True)
class _Search:
    """The search for two values of place `i` that differ, over the values of the others.

    `doubtful`: some result stayed unknown with every value set (待定, a list, a history), so it may hide a difference.
    """

    trial: Trial
    i: int
    others: list[int]
    stop: int | None
    doubtful: bool = False

    def walk(self, values: list[Any], depth: int) -> bool:
        """Whether a difference is found below the values set so far."""
        if self.stop is not None and len(self.trial.results) >= self.stop:
            return False
        if determined(self.trial.result(values)):
            return False
        if depth == len(self.others):
            return self._differs(values)
        place = self.others[depth]
        for value in self.trial.domains[place].values:
            values[place] = value
            if self.walk(values, depth + 1):
                return True
        values[place] = UNKNOWN
        return False

    def _differs(self, values: list[Any]) -> bool:
        results: list[Hashable] = []
        for value in self.trial.domains[self.i].values:
            made = list(values)
            made[self.i] = value
            results.append(self.trial.result(made))
        distinct = list(dict.fromkeys(results))
        if any(surely_differ(a, b) for a, b in combinations(distinct, 2)):
            return True
        self.doubtful = self.doubtful or not all(map(determined, distinct))
        return False


def surely_differ(a: Hashable, b: Hashable) -> bool:
    """Whether two results differ in something that is known in both."""
    if isinstance(a, tuple) and isinstance(b, tuple) and len(a) == len(b):
        return any(surely_differ(x, y) for x, y in zip(a, b, strict=True))
    return determined(a) and determined(b) and a != b
