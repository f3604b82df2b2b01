"""Values as JavaScript writes them: texts safe inside a script element, exact numbers, days, lists, objects.

Input: plain values. Output: source text. Knows no expressions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from textwrap import fill
from typing import Final

LONGEST: Final = 110
"""A longer object or list is written over several lines."""

_UNSAFE: Final = re.compile("</|<!|\u2028|\u2029|\ufeff|[\ud800-\udfff]")
_NAME: Final = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_EXACT: Final = 2**53


def text_literal(text: str) -> str:
    """A string literal that ends no script element and no line."""
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0][0]):04x}{m[0][1:]}", quoted)


def number_literal(value: Fraction) -> str:
    """An exact number of the runtime."""
    below = f", {value.denominator}n" if value.denominator != 1 else ""
    return f"num({value.numerator}n{below})"


def integer_literal(value: int) -> str:
    """A JavaScript number; one that would not be exact, as a BigInt."""
    return str(value) if abs(value) < _EXACT else f"{value}n"


def day_literal(day: date | None) -> str:
    """The ordinal of a day, by its ISO text."""
    return f'isoDay("{day.isoformat()}")' if day is not None else "null"


def days_literal(start: date | None, end: date | None) -> str:
    """An interval; null is open."""
    return f"isoDays({_iso(start)}, {_iso(end)})"


def _iso(day: date | None) -> str:
    return f'"{day.isoformat()}"' if day is not None else "null"


def list_literal(items: Iterable[str]) -> str:
    """A list of code."""
    return _wrapped("[", list(items), "]")


def object_literal(parts: Mapping[str, str], *before: str, spaced: bool = False) -> str:
    """An object of code by name; `before` are objects spread into it first. `spaced`: one line a part."""
    lines = [f"...{code}" for code in before]
    lines += [f"{key_literal(name)}: {code}" for name, code in parts.items()]
    return _wrapped("{", lines, "}", spaced=spaced)


def dictionary_literal(parts: Mapping[str, str], *before: str) -> str:
    """An object without any names but its own; `before` are objects spread into it first."""
    lines = ["__proto__: null", *(f"...{code}" for code in before)]
    lines += [f"{_own_key(name)}: {code}" for name, code in parts.items()]
    return _wrapped("{", lines, "}", spaced=len(parts) > 0)


def names_literal(names: list[str]) -> str:
    """Names to take from an object, some to a line."""
    text = fill(", ".join(names), LONGEST)
    return f"{{ {text} }}" if "\n" not in text else "{\n  " + text.replace("\n", "\n  ") + ",\n}"


def key_literal(name: str) -> str:
    """A name as an object's key."""
    return name if _NAME.fullmatch(name) else text_literal(name)


def _own_key(name: str) -> str:
    """A key that never means the prototype."""
    return f"[{text_literal(name)}]" if name == "__proto__" else text_literal(name)


def _wrapped(opening: str, items: list[str], closing: str, *, spaced: bool = False) -> str:
    space = " " if opening == "{" and items else ""
    line = f"{opening}{space}{', '.join(items)}{space}{closing}"
    if not spaced and len(line) <= LONGEST and "\n" not in line:
        return line
    inner = ",\n".join(items).replace("\n", "\n  ")
    return f"{opening}\n  {inner},\n{closing}"
