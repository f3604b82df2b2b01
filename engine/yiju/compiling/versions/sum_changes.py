"""Lines of the header that say something else, and sums that fail now and did not before.

Input: an alignment of two readings. Output: the changes, in the order of the header and of the new version.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from yiju.compiling.versions.alignment import Alignment
from yiju.compiling.versions.model import HeaderChange, HeaderField, SumChange
from yiju.documents.folding import fold_words
from yiju.sums.model import Sum

Claim = tuple[int | None, str]


def header_changes(alignment: Alignment) -> Iterator[HeaderChange]:
    """The lines of the header that differ, white space and width aside."""
    before, after = (v.reading.facts.header for v in (alignment.version, alignment.other))
    fields: tuple[HeaderField, ...] = get_args(HeaderField)
    for field in fields:
        old, new = getattr(before, field), getattr(after, field)
        if fold_words(old or "") != fold_words(new or ""):
            yield HeaderChange(field, old, new)


def sum_changes(alignment: Alignment) -> Iterator[SumChange]:
    """Sums that fail and did not fail with the same figures before."""
    sums = alignment.version.reading.sums
    failing = {_figures(s) for s in sums if s.status == "fails"}
    before = {_claim(alignment, s): s for s in reversed(sums)}
    back = alignment.reversed()
    for checked in alignment.other.reading.sums:
        if checked.status == "fails" and _figures(checked) not in failing:
            part, label = _claim(back, checked)
            yield SumChange(checked, before.get((back.pairs.get(part) if part is not None else None, label)))


def _figures(checked: Sum) -> tuple[object, ...]:
    return checked.total.value, checked.difference, tuple((p.value, p.times) for p in checked.parts)


def _claim(alignment: Alignment, checked: Sum) -> Claim:
    """The part that claims a sum, and what it calls the total."""
    at = checked.total.span or next((p.span for p in checked.parts if p.span), None)
    parts = alignment.parts_at(at) if at else range(0)
    return (parts[0] if parts else None), fold_words(checked.total.label)
