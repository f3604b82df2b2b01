"""What is paid: items drawn from a batch, in plain data that any engine can make.

Input of settling; it knows neither engines nor files.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any


@dataclass(frozen=True, slots=True)
class Item:
    """One payment that a record's decision says is due, in 元; `value` None where it is undetermined.

    `funds`: the names of the policy's 资金 that pay it (their conditions hold of the record); None where a condition
    is unknown. `keys`: for each 互斥 of the policy that names this payment, what the payee is told by (a text, a
    number …), None elsewhere; `named`: for each, the payment that the record's field names. `street` and `programme`
    are what summaries group by: the record's own words, empty where it has none.
    """

    record: str
    payment: str
    month: str
    day: date
    recipient: str | None
    value: Fraction | None
    funds: tuple[str, ...] | None
    keys: tuple[Any, ...] = ()
    named: tuple[Any, ...] = ()
    group: str = ""
