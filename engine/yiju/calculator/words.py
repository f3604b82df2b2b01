"""The words of explanations and of the form as a JavaScript module: made from the tables that Python's own come from.

Output: the text of `explain/tables.js`, which stands nowhere on disk, so that there is one source of every sentence.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, Final

from yiju.calculator.form_words import FORM_WORDS
from yiju.explain import comparing
from yiju.explain.words import WORDS
from yiju_grammar.finding import all_codes, code_page

TABLES_FILE: Final = "explain/tables.js"


def tables_module() -> str:
    """The module: each table a constant."""
    return "".join(f"export const {name} = {_json(value)};\n" for name, value in _tables())


def _tables() -> Iterator[tuple[str, Any]]:
    yield "WORDS", WORDS
    yield "COMPARED_ZH", comparing.CHINESE
    yield "COMPARED_EN", comparing.ENGLISH
    yield "OPPOSITE", comparing.OPPOSITE
    yield "COUNTED", comparing.COUNTED
    yield "COMPARATIVES", comparing.COMPARATIVES
    yield "WIDE_RANGES", wide_ranges()
    yield "FORM_WORDS", FORM_WORDS
    yield "RECORD_CODES", record_codes()


def wide_ranges() -> list[tuple[int, int]]:
    """The runs of characters that take two cells of a terminal, by code point, both ends included."""
    runs: list[tuple[int, int]] = []
    for point in range(0x110000):
        if unicodedata.east_asian_width(chr(point)) not in ("W", "F"):
            continue
        if runs and runs[-1][1] == point - 1:
            runs[-1] = (runs[-1][0], point)
        else:
            runs.append((point, point))
    return runs


def record_codes() -> Mapping[str, Any]:
    """What is said of a record that the door refuses: code to language to message, label, hint and notes."""
    return {code: {lang: _sentences(code, lang) for lang in ("zh", "en")} for code in all_codes() if _of_records(code)}


def _of_records(code: str) -> bool:
    return code.startswith(("YJ60", "YJ61", "YJ62", "YJ64"))


def _sentences(code: str, lang: str) -> dict[str, Any]:
    page = code_page(code)[lang]
    return {key: page[key] for key in ("message", "label", "hint", "notes") if key in page}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
