"""The parser of one logical line: `policy.lark` with the lexicon's terminals, as LALR(1) tables kept in a cache.

Building the tables takes a third of a second, so they are kept in the user's cache folder, keyed by the grammar.
"""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from lark import Lark

from yiju_grammar.lexicon import (
    KEYWORDS,
    MONTH_NAMES,
    OTHERWISE_CELL,
    POSTFIXES,
    SCHEDULES,
    english_units,
    pattern,
)

START_RULES = (
    "head",
    "condition_line",
    "formula_line",
    "let_line",
    "ground_line",
    "subject_line",
    "field_line",
    "dated_line",
    "see_line",
    "entry_line",
    "part_line",
    "given_line",
    "given_more",
    "on_line",
    "expect_line",
    "cell",
)

_WORD = r"(?:[^\W\d_]|㎡)"
"""A letter of a unit; the sign of square metres is no letter to a regular expression."""
_DIGITS = r"\d+(?:\.\d+)?"
_END = r"(?!\w)(?!\.\d)"
_DAY = r"\d{4}-\d{1,2}-\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日"
_MONTH = r"\d{4}年\d{1,2}月|\d{4}-\d{2}(?!-)"


def _quantity() -> str:
    english = "|".join(english_units())
    unit = rf"{_WORD}+?(?:/{_WORD}(?:\w|㎡)*?)*"
    return rf"{_DIGITS}(?:%|{unit}|\s(?:{english})(?:/[^\W\d]\w*)*)?"


def _postfixes() -> str:
    spelled = sorted((s for _, p in POSTFIXES for s in (p.zh, p.en)), key=len, reverse=True)
    return "(?:" + "|".join(r"\s+".join(s.split()) for s in spelled) + ")"


def _schedule() -> str:
    months = r"\d{1,2}月(?:\s*,\s*\d{1,2}月)*"
    names = f"(?:{'|'.join(MONTH_NAMES)})"
    yearly_zh, yearly_en = next((p.zh, p.en) for kind, p in SCHEDULES if kind == "yearly")
    words = sorted((s for _, p in SCHEDULES for s in (p.zh, p.en)), key=len, reverse=True)
    plain = "|".join(r"\s+".join(w.split()) for w in words)
    return (
        rf"(?:{yearly_zh}\s*{months}|{yearly_en}\s+{names}(?:\s*,\s*{names})*"
        rf"|{yearly_en}\s+{months}|{plain})(?!\w)"
    )


def _tokens() -> dict[str, tuple[int, str]]:
    quantity, end = _quantity(), _END
    other = "|".join((OTHERWISE_CELL.zh, OTHERWISE_CELL.en))
    return {
        "LPAR": (1, r"\("),
        "RPAR": (1, r"\)"),
        "LSQB": (1, r"\["),
        "RSQB": (1, r"\]"),
        "COMMA": (1, ","),
        "LANGLE": (1, "<"),
        "RANGLE": (1, ">"),
        "TEXT": (1, r'“(?:[^“”\n]|“[^“”\n]*”)*”|"[^"\n]*"|「[^」\n]*」'),
        "DATE": (6, rf"(?:{_DAY}|{_MONTH}|\d{{4}}年){end}"),
        "RANGE": (5, rf"(?!\d{{4}}年\s*至){quantity}\s*(?:至|~|to(?=[\s\d]))\s*{quantity}{end}"),
        "COMPARED": (5, rf"{quantity}\s*{_postfixes()}(?!\w)"),
        "NUMBER": (4, rf"{quantity}(?:(?={_postfixes()}(?!\w))|{end})"),
        "RECENT": (4, r"(?:近\s*\d+\s*个?月|last\s+\d+\s+months?)(?!\w)"),
        "SCHEDULE": (4, _schedule()),
        "COUNTS_AS": (4, r"每[^\W\d]\w*|per\s+[^\W\d]\w*"),
        "ANY_VALUE": (4, r"(?:[—–]+|-+)(?=\s*$)"),
        "OTHERWISE": (4, rf"(?:{other})(?=\s*$)"),
        "PATH": (2, r"[^\W\d]\w*(?:\[\w+\])?(?:\.\w+)+"),
        "TYPE_WORD": (0, r"(?:[^\W\d]|㎡)[\w㎡]*(?:/(?:[^\W\d]|㎡)[\w㎡]*)*"),
        "NAME": (0, r"[^\W\d][\w·]*"),
        "NUMWORD": (0, r"\d[\w·]*"),
    }


def grammar_text() -> str:
    """The whole grammar: `policy.lark` and the terminals that the lexicon and the tables above make."""
    lines = [files("yiju_grammar").joinpath("policy.lark").read_text("utf-8"), r"%ignore /\s+/"]
    for word in KEYWORDS:
        lines.append(f"{word.token}.3: /{_slashed(pattern(word))}/")
    for token, (priority, regex) in _tokens().items():
        lines.append(f"{token}.{priority}: /{_slashed(regex)}/")
    return "\n".join(lines) + "\n"


def _slashed(regex: str) -> str:
    return regex.replace("/", r"\/")


@cache
def line_parser(transformer: Any) -> Lark:
    """The parser, whose callbacks are `transformer`'s methods; made once, from the cache when it can be."""
    text = grammar_text()
    return Lark(
        text,
        parser="lalr",
        lexer="contextual",
        start=list(START_RULES),
        transformer=transformer,
        maybe_placeholders=True,
        cache=_cache_file(text) or False,
    )


def _cache_file(text: str) -> str | None:
    folder = Path(os.environ.get("YIJU_CACHE") or _cache_folder())
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not os.access(folder, os.W_OK) or not _is_ours(folder):
            return None
    except OSError:
        return None
    key = hashlib.sha256(f"{sys.version_info[:3]}{text}".encode()).hexdigest()[:16]
    return str(folder / f"grammar-{key}.lark")


def _is_ours(folder: Path) -> bool:
    return not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()


def _cache_folder() -> Path:
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "yiju"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "yiju"
