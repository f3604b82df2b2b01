"""One rule serves exceptions and tables: which of several alternatives gives the value (*Semantics* 5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from yiju.program.errors import Failure, RunError
from yiju.program.values import UNKNOWN
from yiju_grammar.span import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """`applies` is evaluated; the value only when it may count."""

    label: str
    applies: Any
    value: Callable[[], Any]


def choose(
    rows: list[Candidate],
    base: Callable[[], Any] | None,
    *,
    clash: str,
    label: str,
    span: Span,
    first: bool = False,
) -> Any:
    """The value of the candidates: all alternatives that do not apply 假, and the base unless one applies 真.

    Known and all equal: that value. Two that apply 真 with different values: a failure with code `clash`, naming
    both. No candidate: failure YJ613. `first`: only those before and including the first 真.
    """
    rows = _until_first(rows) if first else rows
    broken = [r.applies for r in rows if isinstance(r.applies, Failure)]
    if broken:
        return Failure(frozenset().union(*(f.errors for f in broken)))
    certain = [r for r in rows if r.applies is True]
    possible = [r for r in rows if r.applies is UNKNOWN]
    place = (span.file, span.start, span.end)
    if not certain and not possible and base is None:
        return Failure(frozenset({RunError("YJ613", label, (), "", place)}))
    sure = [(r.label, r.value()) for r in certain]
    if not certain and not possible and base is not None:
        return base()
    failed = [v for _, v in sure if isinstance(v, Failure)]
    if failed:
        return Failure(frozenset().union(*(f.errors for f in failed)))
    if not first and len({_key(v) for _, v in sure if v is not UNKNOWN}) > 1:
        names = tuple(sorted({name for name, v in sure if v is not UNKNOWN}))
        return Failure(frozenset({RunError(clash, label, names, "", place)}))
    values = [v for _, v in sure] + [r.value() for r in possible]
    if not certain and base is not None:
        values.append(base())
    return _agreed(values)


def _until_first(rows: list[Candidate]) -> list[Candidate]:
    for i, row in enumerate(rows):
        if row.applies is True:
            return rows[: i + 1]
    return rows


def _agreed(values: list[Any]) -> Any:
    if any(v is UNKNOWN for v in values):
        return UNKNOWN
    if any(isinstance(v, Failure) for v in values):
        return UNKNOWN
    return values[0] if len({_key(v) for v in values}) == 1 else UNKNOWN


def _key(value: Any) -> Any:
    """Truths and numbers are different values though Python finds True equal to 1."""
    return (type(value) is bool, value)
