"""Receipts and uses that differ label by label and yet balance: the smallest joint sets.

Input: labelled amounts of both sides. Output: which lines agree by label, which sets of the others balance, and the
transfers these imply. Knows nothing of documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled amount of one side; the label is compared as it is."""

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
    """`agreeing` are pairs (received, used) with one label and one amount. `joint` are the smallest sets of the other
    lines that balance: one when it is decided, several when several are equally small, none when nothing balances.
    `transfers` only where one set is decided; a transfer whose taker has a receipt of its own is a figure printed
    nowhere."""

    agreeing: tuple[tuple[int, int], ...]
    joint: tuple[JointSet, ...]
    transfers: tuple[Transfer, ...]


def regroup(received: Sequence[Line], used: Sequence[Line]) -> Regrouping:
    """Pair what agrees by label and amount, then look for the smallest joint sets of what is left."""
    raise NotImplementedError
