"""The columns of a batch's output and the cells of one record: the one shape that every form of file is written from.

Input: a program, a policy, a `BatchRow`. Output: `OutColumn`s, and a tuple of cells in their order. A cell is text (a
number as its exact decimal), None for unknown, or a list. It knows no form of file.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, Literal

from yiju.batch.model import BatchRow, Columns, Paid, total
from yiju.check.units import is_money
from yiju.explain.values import plain
from yiju.program import types as ty
from yiju.program.program import PolicyType, Program
from yiju.program.types import Type

Cell = Any
"""`str | None | list[str] | list[dict[str, str | None]]`, as the column's kind says."""

Kind = Literal["text", "number", "list", "payments"]

BEFORE: Final = ("record", "outcome")
AFTER: Final = ("payments", "reasons", "citations", "missing", "grade", "error")
WHY: Final = "why"
_KINDS: Final[dict[str, Kind]] = {"payments": "payments", "reasons": "list", "citations": "list", "missing": "list"}
_MOST_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class OutColumn:
    """`name` is unique in a file. `part`: what stands in it: `fixed` (one of BEFORE, AFTER, WHY), an `amount` or a
    `payment`'s sum, whose own name is `label`. `digits`: the decimals of a number; of payments, those of their value
    (None: a text, the exact fraction)."""

    name: str
    kind: Kind
    part: Literal["fixed", "amount", "payment"]
    label: str
    digits: int | None = None


def out_columns(program: Program, policy: PolicyType, columns: Columns, *, why: bool) -> tuple[OutColumn, ...]:
    """`record`, `outcome`, each 标准, each payment's sum, the rest; a name that is taken gets `标准：`, `发放：`."""
    paid = payment_digits(program, policy)
    inner = None if None in paid.values() else max((d for d in paid.values() if d is not None), default=2)
    taken = {name.casefold() for name in (*BEFORE, *AFTER, WHY)}
    made = [OutColumn(name, "text", "fixed", name) for name in BEFORE]
    for column in columns.amounts:
        made.append(_figure(column.name, "amount", digits_of(column.type), taken))
    for name in columns.payments:
        made.append(_figure(name, "payment", paid[name], taken))
    for name in (*AFTER, *((WHY,) if why else ())):
        made.append(OutColumn(name, _KINDS.get(name, "text"), "fixed", name, inner if name == "payments" else None))
    return tuple(made)


def _figure(name: str, part: Literal["amount", "payment"], digits: int | None, taken: set[str]) -> OutColumn:
    shown, n = name, 1
    while shown.casefold() in taken:
        shown = f"{'标准' if part == 'amount' else '发放'}：{name}" + (f"（{n}）" if n > 1 else "")
        n += 1
    taken.add(shown.casefold())
    return OutColumn(shown, "text" if digits is None else "number", part, name, digits)


def digits_of(kind: Type) -> int | None:
    """The decimals that hold every value of a type exactly (of money at least 2); None where no count does, or where a
    value may be 无, which no number is."""
    if not isinstance(kind, ty.NumberType) or kind.scale <= 0 or kind.pair or kind.optional:
        return None
    least = 2 if is_money(kind.unit) else 0
    return next((n for n in range(least, _MOST_DIGITS + 1) if 10**n % kind.scale == 0), None)


def payment_digits(program: Program, policy: PolicyType) -> dict[str, int | None]:
    """The decimals of what is paid under each name, arrears (补发) included."""
    kinds = {p.name: program.definitions[p.definition].type for p in policy.payments}
    found = {name: digits_of(_whole(kind)) for name, kind in kinds.items()}
    return {**found, **{f"补发{a.payment}": found[a.payment] for a in policy.arrears}}


def _whole(kind: Type) -> Type:
    """A payment's type without 无: nothing is zero in a sum."""
    return ty.NumberType(kind.unit, kind.scale) if isinstance(kind, ty.NumberType) and not kind.pair else kind


def sql_type(column: OutColumn) -> str:
    """The column's type in Parquet, as DuckDB writes it."""
    match column.kind:
        case "number":
            return f"DECIMAL({_width(column.digits)},{column.digits})"
        case "list":
            return "VARCHAR[]"
        case "payments":
            value = "VARCHAR" if column.digits is None else f"DECIMAL({_width(column.digits)},{column.digits})"
            fields = f"name VARCHAR, due VARCHAR, recipient VARCHAR, value {value}, if_eligible {value}"
            return f"STRUCT({fields})[]"
    return "VARCHAR"


def _width(digits: int | None) -> int:
    """What 64 bits hold, where at least 14 digits stay before the point; a number that does not fit is an error."""
    return 18 if digits is not None and digits <= 4 else 38


def cells_of(row: BatchRow, columns: tuple[OutColumn, ...], why: str | None = None) -> tuple[Cell, ...]:
    """The cells of a record in the order of the columns."""
    amounts = iter(row.amounts)
    return tuple(_cell(row, column, why, amounts) for column in columns)


def _cell(row: BatchRow, column: OutColumn, why: str | None, amounts: Any) -> Cell:
    if column.part == "amount":
        return _amount(next(amounts, None), column)
    if column.part == "payment":
        return _number(total(row.payments, column.label), column.digits)
    if column.name == "payments":
        return [_paid(p, column.digits) for p in row.payments]
    if column.name == WHY:
        return why
    value = getattr(row, column.name)
    return list(value) if column.kind == "list" else value


def _amount(text: str | None, column: OutColumn) -> str | None:
    if text is None or column.digits is None:
        return text
    return _number(Fraction(text), column.digits)


def _paid(paid: Paid, digits: int | None) -> dict[str, str | None]:
    return {
        "name": paid.name,
        "due": paid.due,
        "recipient": paid.recipient,
        "value": _number(paid.value, digits),
        "if_eligible": _number(paid.if_eligible, digits),
    }


def _number(value: Fraction | None, digits: int | None) -> str | None:
    """A number with exactly its column's decimals; as text, with at least two, or a fraction."""
    if value is None:
        return None
    if digits is None:
        return plain(value, 2)
    # INVARIANT: the type says how fine its values are, so nothing is ever cut off here
    if (value * 10**digits).denominator != 1:
        raise ArithmeticError(f"{value} has more than {digits} decimals")
    return plain(value, digits)
