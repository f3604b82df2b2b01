"""Tests of texts in PostgreSQL's SQL, as the plain checker makes them: blanks at the ends, identity numbers, months.

Input: SQL expressions. Output: SQL expressions.
"""

from __future__ import annotations

BLANK = (9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, *range(8192, 8203), 8232, 8233, 8239, 8287, 12288)
SPACES = "U&'" + "".join(f"\\{code:04X}" for code in BLANK) + "'"
"""What Python's `strip` takes off."""


def stripped(text: str) -> str:
    """As the plain checker has a text, so that two records of one identifier are seen to be."""
    return f"btrim({text}, {SPACES})"


def length_of_month(year: str, month: str) -> str:
    """Its number of days."""
    leap = f"{year} % 4 = 0 AND ({year} % 100 <> 0 OR {year} % 400 = 0)"
    return f"CASE WHEN {month} IN (4, 6, 9, 11) THEN 30 WHEN {month} <> 2 THEN 31 WHEN {leap} THEN 29 ELSE 28 END"


def card(text: str) -> str:
    """Whether it is an identity number: its digits, day of birth and check digit."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    digits = " + ".join(f"(ascii(substr({text}, {i}, 1)) - 48) * {w}" for i, w in enumerate(weights, 1))
    year, month, day = (f"substr({text}, {at}, {n})::integer" for at, n in ((7, 4), (11, 2), (13, 2)))
    born = f"{year} >= 1800 AND {month} BETWEEN 1 AND 12 AND {day} BETWEEN 1 AND {length_of_month(year, month)}"
    check = f"substr({text}, 18, 1) = substr('10X98765432', ({digits}) % 11 + 1, 1)"
    return f"CASE WHEN {text} ~ '^[1-9][0-9]{{16}}[0-9X]$' THEN {born} AND {check} ELSE false END"
