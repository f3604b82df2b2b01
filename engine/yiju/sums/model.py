"""Sums as data: a total with its parts, whether it holds, and by how much not.

Inert. Values are exact, in the base unit (元, 人, 件). A figure that is printed nowhere is derived: it has no span.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Place = tuple[int, int]
Status = Literal["holds", "fails", "regrouped"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of a sum. `span` is None where it is derived; `label` is what the text calls it (`扶贫特惠保险资金`).
    `times`: how often it counts (各100万元 named by three is one part with `times` 3)."""

    value: Fraction
    span: Place | None
    label: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Sum:
    """`total` against `parts`; `difference` is the total less the parts, each as often as it counts (`times`). `unit`
    is the base unit of all of them.

    `regrouped`: the total's line was shared out over lines with other labels; `derived` are the transfers that this
    implies. `alternatives`: other smallest sets of parts that balance as well; then none is chosen, and `parts` is only
    the first of them. Where several lines may have given, each line that has several ways is a sum of its own
    (春耕50 = 道路50 or 桥梁50; 秋收50 = 道路50 or 桥梁50), and lines that only together balance several sets of uses
    are one sum, their joint receipts a total without a span and with all their labels. Where the receipts differ from
    set to set and the uses do not, the use is the total and the receipts are the ways."""

    total: Amount
    parts: tuple[Amount, ...]
    status: Status
    difference: Fraction
    unit: str
    derived: tuple[Amount, ...] = ()
    alternatives: tuple[tuple[Amount, ...], ...] = ()
