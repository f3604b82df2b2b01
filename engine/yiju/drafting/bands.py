"""Bands of an amount or an age: what each covers, and rows of a table that cover every value.

Input: the words of a band with its facts. Output: bands; rows in order, with the gaps named. Knows nothing of sheets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from yiju.drafting.naming import to_name
from yiju.drafting.phrases import Words, phrase_rows, plain, said_of
from yiju.facts.model import Fact

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Band:
    """Values from `low` to `high` (None: no end), each end included or not, in `unit`; `noun` is what is measured."""

    kind: Literal["age", "amount"]
    unit: str
    noun: str
    low: Fraction | None
    low_included: bool
    high: Fraction | None
    high_included: bool


def band_of(words: Words) -> Band | None:
    """The band that words speak of; None where they speak of anything besides one."""
    facts = [f for f in words.facts if f.kind in ("age", "money", "rate")]
    if not facts or len(facts) > 2 or len(facts) != len(words.facts) or len({f.kind for f in facts}) > 1:
        return None
    row = next((r for r in phrase_rows() if r.pattern.fullmatch(words.template)), None)
    if row is None or not row.name.startswith(("age", "amount")):
        return None
    match = row.pattern.fullmatch(words.template)
    noun = to_name((match.groupdict().get("noun") or "") if match else "")
    return _ages(facts, words) if facts[0].kind == "age" else _amounts(facts, words, noun)


def _ages(facts: Sequence[Fact], words: Words) -> Band | None:
    """Ages are whole years: up to 89 is below 90."""
    if len(facts) == 2:
        return Band("age", "岁", "", facts[0].number, True, facts[1].number + 1, False)
    how = facts[0].comparative or said_of(facts[0], words)
    number = facts[0].number
    match how:
        case "ge" | "gt":
            return Band("age", "岁", "", number + (how == "gt"), True, None, False)
        case "lt" | "le":
            return Band("age", "岁", "", None, False, number + (how == "le"), False)
        case _:
            return None


def _amounts(facts: Sequence[Fact], words: Words, noun: str) -> Band | None:
    low = high = None
    low_in = high_in = False
    for fact in facts:
        how = fact.comparative or said_of(fact, words)
        if how in ("ge", "gt"):
            low, low_in = fact.number, how == "ge"
        elif how in ("le", "lt"):
            high, high_in = fact.number, how == "le"
        else:
            return None
    unit = facts[0].unit or "元"
    one_unit = len({f.unit for f in facts}) == 1
    return Band("amount", unit, noun, low, low_in, high, high_in) if one_unit else None


def band_rows(
    bands: Sequence[Band], values: Sequence[tuple[Place, str]], gap: Callable[[str], str]
) -> tuple[str | Place, ...] | None:
    """Rows in ascending order that cover every value, each below the place of its words; None where bands overlap or
    are measured in two units.

    Args:
        values: for each band its words and what its row gives.
        gap: what stands in a row that no band covers, from the words for it (`不满5000元`).
    """
    if len({(b.kind, b.unit) for b in bands}) != 1:
        return None
    ordered = sorted(zip(bands, values, strict=True), key=lambda p: _floor(p[0]))
    rows: list[str | Place] = []
    end: tuple[Fraction, bool] | None = None
    for band, value in ordered:
        if not _follows(band, end, first=not rows):
            return None
        if band.low is not None and end != (band.low, not band.low_included):
            hole = Band(band.kind, band.unit, "", end[0] if end else None, not end[1] if end else False,
                        band.low, not band.low_included)  # fmt: skip
            rows.append(f"| {_cell(hole)} | {gap(_said(hole))} |")
        rows += [value[0], f"| {_cell(band)} | {value[1]} |"]
        end = None if band.high is None else (band.high, band.high_included)
        if end is None and band is not ordered[-1][0]:
            return None
    if end is not None:
        beyond = Band(bands[0].kind, bands[0].unit, "", end[0], not end[1], None, False)
        rows.append(f"| {_cell(beyond)} | {gap(_said(beyond))} |")
    return tuple(rows)


def _floor(band: Band) -> tuple[Fraction, int]:
    return (Fraction(-1) if band.low is None else band.low, 0 if band.low_included else 1)


def _follows(band: Band, end: tuple[Fraction, bool] | None, *, first: bool) -> bool:
    """Whether a band begins where the one before it ends, or later."""
    if end is None:
        return first
    if band.low is None:
        return False
    return band.low > end[0] or (band.low == end[0] and not (band.low_included and end[1]))


def _number(value: Fraction, unit: str) -> str:
    return f"{plain(value)}{unit}"


def _cell(band: Band) -> str:
    low = None if band.low is None else _number(band.low, band.unit)
    high = None if band.high is None else _number(band.high, band.unit)
    if low is None:
        return f"{'不超过' if band.high_included else '不满'} {high}"
    if high is None:
        return f"{'不低于' if band.low_included else '超过'} {low}"
    if band.low == band.high:
        return f"[{low}，{high}]"
    return f"{'[' if band.low_included else '('}{low}，{high}{']' if band.high_included else ')'}"


def _said(band: Band) -> str:
    return (
        _cell(band)
        .replace(" ", "")
        .replace("[", "")
        .replace("]", "")
        .replace("(", "")
        .replace(")", "")
        .replace("，", "至")
    )
