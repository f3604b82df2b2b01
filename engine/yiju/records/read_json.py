"""Records in JSON (an object, or an array of them) and JSON Lines. Decimals stay exact; no float is ever made."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from yiju.records.decode import decode
from yiju.records.door import RepeatedKeys
from yiju.records.raw_records import RawRecord, RawRecords, Wanted
from yiju.records.trouble import Steps, Trouble
from yiju_grammar.finding import Finding, Note, finding

_LONGEST_WHOLE = 60
_HALF = re.compile(r"\\u[dD][89a-fA-F]")


def read_json(data: bytes, wanted: Wanted) -> RawRecords:
    """Records of a .json file. Findings: YJ633–YJ635, YJ643."""
    text = decode(data, wanted.file)
    if isinstance(text, Finding):
        return RawRecords(findings=(text,), refused=True)
    value = parse_json(text, wanted.file)
    if isinstance(value, Finding):
        return RawRecords(findings=(value,), refused=True)
    if not isinstance(value, (dict, list)):
        return RawRecords(findings=(finding("YJ634", None, where=wanted.file, path=wanted.file),), refused=True)
    items = value if isinstance(value, list) else [value]
    halves = _HALF.search(text) is not None
    return RawRecords(tuple(_record(n, item, halves) for n, item in enumerate(items, 1)))


def read_json_lines(data: bytes, wanted: Wanted) -> RawRecords:
    """Records of a .jsonl file, one a line; a broken line costs only itself."""
    text = decode(data, wanted.file)
    if isinstance(text, Finding):
        return RawRecords(findings=(text,), refused=True)
    return records_of_lines(((n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()), wanted)


def records_of_lines(lines: Iterable[tuple[int, str]], wanted: Wanted, first: int = 1) -> RawRecords:
    """The records of lines that are not blank, each with its number in the file; `first`: the row of the first one."""
    records: list[RawRecord] = []
    findings: list[Finding] = []
    for row, (n, line) in enumerate(lines, first):
        value = parse_json(line, wanted.file, line=n)
        if isinstance(value, Finding):
            findings.append(value)
        else:
            records.append(_record(row, value, _HALF.search(line) is not None))
    return RawRecords(tuple(records), tuple(findings))


def looks_like_json(text: str) -> bool:
    """Whether the text begins as records in JSON do."""
    return text.lstrip()[:1] in ("{", "[")


def parse_json(text: str, file: str, line: int | None = None) -> Any:
    """The value, or the finding YJ633; `line` is that of a single line's text in its file."""
    try:
        return json.loads(
            text,
            parse_float=Decimal,
            parse_int=_whole,
            parse_constant=Decimal,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        at = (line or error.lineno, error.colno)
        return _broken(file, at, (_why(error, text),))
    except RecursionError:
        return _broken(file, (line or 1, 1), ("nested",))


def _broken(file: str, at: tuple[int, int], keys: tuple[str, ...]) -> Finding:
    notes = tuple(Note(key) for key in keys if key)
    return finding("YJ633", None, notes=notes, where=f"{file}:{at[0]}:{at[1]}", line=at[0], column=at[1])


def _why(error: json.JSONDecodeError, text: str) -> str:
    rest = text[error.pos :].strip()
    if error.msg.startswith("Extra data"):
        return "more"
    if not rest or error.msg.startswith("Unterminated"):
        return "truncated"
    if rest[0] in "]},":
        return "comma"
    return "quote" if rest[0] == "'" or error.msg.startswith("Expecting property name") else ""


def _whole(digits: str) -> int | Decimal:
    return int(digits) if len(digits) <= _LONGEST_WHOLE else Decimal(digits)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) == len(pairs):
        return value
    repeated = RepeatedKeys(value)
    repeated.names = tuple(name for name, n in Counter(name for name, _ in pairs).items() if n > 1)
    return repeated


def _record(row: int, raw: Any, halves: bool) -> RawRecord:
    """One record; `halves`: its text has escapes that may be half a character."""
    broken = tuple(_half_characters(raw, ())) if halves else ()
    return RawRecord(row, None if broken else raw, troubles=broken)


def half_characters(raw: Any, text: str, steps: Steps) -> tuple[Trouble, ...]:
    """Where a value read from `text` holds half a character (YJ643)."""
    return tuple(_half_characters(raw, steps)) if _HALF.search(text) else ()


def _half_characters(raw: Any, steps: Steps) -> Iterator[Trouble]:
    match raw:
        case dict():
            for name, value in raw.items():
                yield from _half_characters(name, (*steps, _printable(name)))
                yield from _half_characters(value, (*steps, _printable(name)))
        case list():
            for n, value in enumerate(raw):
                yield from _half_characters(value, (*steps, n))
        case str() if _printable(raw) != raw:
            yield Trouble(steps, "YJ643", ())


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
