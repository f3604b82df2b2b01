"""Receipts and uses that differ label by label and yet balance: the smallest joint sets.

Input: labelled amounts of both sides. Output: which lines agree by label, which sets of the others balance, and the
transfers these imply. Knows nothing of documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from yiju.sums.balanced_sets import Balanced, smallest_balanced

MOST_SEARCHED = 32
"""Lines that agree with none. Half of them have 2^16 subsets, and both halves are held at once."""
MOST_LISTED = 64


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled amount of one side; the label is compared as it is. An empty label agrees with none."""

    label: str
    amount: Fraction


@dataclass(frozen=True, slots=True)
class JointSet:
    """Lines (by index) whose receipts add up to their uses."""

    received: tuple[int, ...]
    used: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Transfer:
    """`amount` of the receipt `giver` was used under the label of the use `taker` (indexes)."""

    giver: int
    taker: int
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Regrouping:
    """`agreeing` are pairs (received, used) with one label and one amount. `joint` are smallest sets of the other
    lines that balance, each the only one of its size with its lines. `competing` are smallest sets that share lines
    with one another: all are listed (at most 64) and none is chosen, and nothing larger is looked for.
    `transfers` only within `joint`; a transfer whose taker has a receipt of its own is a figure printed nowhere.
    `is_searched` is false where more than 32 lines differ: then no set was looked for."""

    agreeing: tuple[tuple[int, int], ...]
    joint: tuple[JointSet, ...]
    transfers: tuple[Transfer, ...]
    competing: tuple[JointSet, ...] = ()
    is_searched: bool = True

    @property
    def is_decided(self) -> bool:
        """Whether all that balances was found, and in one way only."""
        return self.is_searched and not self.competing


def regroup(received: Sequence[Line], used: Sequence[Line]) -> Regrouping:
    """Pair what agrees by label and amount, then look for the smallest joint sets of what is left.

    Where the rest splits into several sets that balance, they are found in turn, the smallest first. Lines that
    differ in nothing, label and amount, stand for one another: the first is taken. Amounts of nought or less take no
    part.
    """
    agreeing = _agreeing(received, used)
    left = [i for i in _positive(received) if i not in {r for r, _ in agreeing}]
    right = [i for i in _positive(used) if i not in {u for _, u in agreeing}]
    if len(left) + len(right) > MOST_SEARCHED:
        return Regrouping(agreeing, (), (), is_searched=False)
    joint: list[JointSet] = []
    while True:
        decided, competing = _round(received, used, (left, right))
        joint += decided
        if competing or not decided:
            break
        left = [i for i in left if not any(i in s.received for s in decided)]
        right = [i for i in right if not any(i in s.used for s in decided)]
    transfers = (t for s in joint for t in transfers_of(received, used, s))
    return Regrouping(agreeing, tuple(joint), tuple(transfers), competing)


def transfers_of(received: Sequence[Line], used: Sequence[Line], joint: JointSet) -> tuple[Transfer, ...]:
    """Who gave how much to whom in a set that balances; nothing where several gave and several took."""
    givers = _excess(received, joint.received, used, joint.used)
    takers = _excess(used, joint.used, received, joint.received)
    if givers is None or takers is None or (len(givers) > 1 and len(takers) > 1):
        return ()
    if len(givers) == 1:
        return tuple(Transfer(g, t, amount) for g in givers for t, amount in takers.items())
    return tuple(Transfer(g, t, amount) for t in takers for g, amount in givers.items())


def _positive(lines: Sequence[Line]) -> list[int]:
    return [i for i, line in enumerate(lines) if line.amount > 0]


def _agreeing(received: Sequence[Line], used: Sequence[Line]) -> tuple[tuple[int, int], ...]:
    """Each receipt with the first use, not yet taken, of its label and amount."""
    free: dict[Line, list[int]] = {}
    for i in reversed(_positive(used)):
        free.setdefault(used[i], []).append(i)
    return tuple(
        (i, free[received[i]].pop()) for i in _positive(received) if received[i].label and free.get(received[i])
    )


def _round(
    received: Sequence[Line], used: Sequence[Line], rest: tuple[Sequence[int], Sequence[int]]
) -> tuple[list[JointSet], tuple[JointSet, ...]]:
    """The smallest sets that balance: those that share no line with another, and those that do."""
    amounts = [*(received[i].amount for i in rest[0]), *(-used[i].amount for i in rest[1])]
    balanced = smallest_balanced(amounts, most=MOST_LISTED)
    sets = _distinct(received, used, [_joint(b, rest) for b in balanced.sets])
    if not balanced.is_all:
        return [], tuple(sets)
    decided = [s for s in sets if not any(_share(s, o) for o in sets if o is not s)]
    return decided, tuple(s for s in sets if s not in decided)


def _joint(balanced: Balanced, rest: tuple[Sequence[int], Sequence[int]]) -> JointSet:
    count = len(rest[0])
    return JointSet(
        tuple(rest[0][i] for i in balanced if i < count), tuple(rest[1][i - count] for i in balanced if i >= count)
    )


def _distinct(received: Sequence[Line], used: Sequence[Line], sets: Sequence[JointSet]) -> list[JointSet]:
    """The sets but for those that share a line with an earlier one and read word for word as it does."""
    kept: list[tuple[tuple[list[Line], list[Line]], JointSet]] = []
    for one in sets:
        words = (_sorted(received[i] for i in one.received), _sorted(used[i] for i in one.used))
        if not any(words == w and _share(one, s) for w, s in kept):
            kept.append((words, one))
    return [s for _, s in kept]


def _sorted(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda x: (x.label, x.amount))


def _share(one: JointSet, other: JointSet) -> bool:
    return bool(set(one.received) & set(other.received) or set(one.used) & set(other.used))


def _excess(
    lines: Sequence[Line], chosen: Sequence[int], others: Sequence[Line], across: Sequence[int]
) -> dict[int, Fraction] | None:
    """By how much each line is greater than what stands under its label on the other side; None where lines of one
    label would have to share it."""
    excess: dict[int, Fraction] = {}
    for i in chosen:
        label = lines[i].label
        opposite = sum((others[j].amount for j in across if label and others[j].label == label), Fraction(0))
        if opposite and any(j != i and lines[j].label == label for j in chosen):
            return None
        if lines[i].amount > opposite:
            excess[i] = lines[i].amount - opposite
    return excess
