"""What is wrong with one value or record, and how it becomes a finding.

Values are refused as `Refused`, records collect `Trouble`s; only `to_finding` knows files and rows. A private value
never leaves here unmasked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yiju_grammar.finding import Finding, Note

MASK = "***"
_LONGEST_SHOWN = 40

Args = tuple[tuple[str, str], ...]
Steps = tuple[str | int, ...]
"""The way to a value: field names, and indexes (from 0) into lists."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that its type does not accept. `notes`: keys of the code's notes that say why. `args` hold nothing of
    the value itself."""

    code: str
    args: Args = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """A refused value with its place in the record."""

    steps: Steps
    code: str
    args: Args
    notes: tuple[str, ...] = ()


def path_text(steps: Steps) -> str:
    """`成员[2].学籍`: as a decision names a field; lists count from 1."""
    text = ""
    for step in steps:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def place_text(file: str, row: int | None, steps: Steps, cell: str = "") -> str:
    """`干部.csv[3].到岗日期 (C4)`: file, row of data (from 1), field, and the cell where there is one."""
    at = f"{file}[{row}]" if row is not None else file
    path = path_text(steps)
    joint = "." if at and path and not path.startswith("[") else ""
    return f"{at}{joint}{path}" + (f" ({cell})" if cell else "")


def shown_value(raw: object, *, masked: bool) -> str:
    """A value as it is quoted in a finding; lists and objects are not spelled out, they may hold what is private."""
    if masked:
        return MASK
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, Mapping):
        return "{…}"
    if isinstance(raw, Sequence) and not isinstance(raw, str):
        return "[…]"
    text = str(raw)
    if not text.strip():
        return f'"{text[:_LONGEST_SHOWN]}"'
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def to_finding(trouble: Trouble, *, file: str = "", row: int | None = None, cell: str = "") -> Finding:
    """The finding of a trouble in a record of a file; row counts from 1."""
    known = {"field": path_text(trouble.steps), "file": file, "row": "" if row is None else str(row)}
    args = (*trouble.args, *((k, v) for k, v in known.items() if k not in dict(trouble.args)))
    notes = tuple(Note(key) for key in trouble.notes)
    return Finding(trouble.code, None, args, notes, place_text(file, row, trouble.steps, cell))


def closest(name: str, names: Sequence[str]) -> str:
    """The known name most like this one, or nothing."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(names), 1, 0.5)), "")
