"""Whom a policy is about: the proposed record's name and what one record counts as.

Input: the benefit's name, the title, words of who may receive, the units of the rates. Output: a subject, by the rows
of `subjects.toml`; a general one where the words name none or several.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from yiju.documents.folding import fold_forms

OTHERWISE = "申请人"
ELSEWHERE = re.compile(r"残疾人(?=证|联)|(?:儿童|学生|家庭)(?=福利|医院|收入|成员|经济)|对象家庭|零就业家庭")
"""Words that name a subject inside another word."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A record and its unit (人, 户)."""

    record: str
    counts_as: str


@cache
def _rows() -> tuple[tuple[tuple[str, ...], Subject], ...]:
    table = tomllib.loads(files("yiju.drafting").joinpath("subjects.toml").read_text("utf-8"))
    return tuple((tuple(row["words"]), Subject(row["record"], row["counts_as"])) for row in table["subject"])


def subject_of(texts: Sequence[str], units: Sequence[str]) -> Subject:
    """The one subject that a text names, the first text first; rates for each household make it a household."""
    counted = [c for u in units for c in u.split("/")[1:] if c in ("人", "户")]
    wanted = "户" if counted.count("户") > counted.count("人") else "人" if counted else ""
    for text in texts:
        folded = ELSEWHERE.sub("", fold_forms(text))
        named = [s for words, s in _rows()[:-1] if any(w in folded for w in words) and wanted in ("", s.counts_as)]
        if len(set(named)) == 1:
            return named[0]
    return Subject("家庭", "户") if wanted == "户" else Subject(OTHERWISE, "人")
